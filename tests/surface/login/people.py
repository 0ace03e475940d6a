"""A person, her clients, and a browser that goes the way of an authorization request."""

from __future__ import annotations

import base64
import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

from tests.surface.login.arrange import ORIGIN
from tests.surface.portal.arrange import PASSWORD, USER_NAME, Browser, Form, PortalServer

from daemonry.directory.applications import create_application, update_application
from daemonry.directory.directory_roles import remove_role_assignment
from daemonry.directory.service_principals import create_service_principal
from daemonry.directory.users import create_administrator
from daemonry.model.application import PermissionScope
from daemonry.model.ids import RoleId
from daemonry.oauth.pkce import challenge_of

if TYPE_CHECKING:
    import httpx2

    from daemonry.model.application import Application

VERIFIER = "v" * 43
REDIRECT = "http://localhost:53682"
WEB_REDIRECT = "https://app.example/signed-in"
SPA_REDIRECT = "https://spa.example/"
READ_LIST = RoleId("bbbbbbbb-0000-4000-8000-000000000001")
MANAGE_LISTS = RoleId("bbbbbbbb-0000-4000-8000-000000000002")
PERSON = "grace@contoso.onmicrosoft.com"


class PeopleServer(PortalServer):
    """The server of the other tests, with people, an API with scopes and a native client."""

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        person = self.change(create_administrator, PERSON, "Grace Person", PASSWORD)
        self.person = self._plain(person)
        scopes = (
            PermissionScope(READ_LIST, "ToDoList.Read", "User", "Read lists", "Reads lists."),
            PermissionScope(MANAGE_LISTS, "ToDoList.Manage", "Admin", "Manage", "Manages."),
        )
        self.change(
            update_application, self.api.object_id, {"api": {"oauth2_permission_scopes": scopes}}
        )
        self.native = self.register(
            "a native app", public_client_redirect_uris=("http://localhost",)
        )

    def _plain(self, user: Any) -> Any:
        """Take away the role that accounts are made with."""
        held = self.run(self._roles(user))
        for assignment in held:
            self.change(remove_role_assignment, assignment.assignment_id)
        return user

    async def _roles(self, user: Any) -> Any:
        async with self.services.directory.read() as uow:
            return await uow.role_assignments.list_of(self.tenant.tenant_id, user.object_id)

    def register(self, name: str, **properties: Any) -> Application:
        client = self.change(create_application, {"display_name": name, **properties})
        self.change(create_service_principal, client.app_id)
        return client

    @property
    def scope(self) -> str:
        return f"api://{self.api.app_id}/ToDoList.Read openid profile offline_access"

    def query(self, **changes: str | None) -> dict[str, str]:
        query = {
            "client_id": self.native.app_id,
            "response_type": "code",
            "redirect_uri": REDIRECT,
            "scope": self.scope,
            "state": "the state",
            "nonce": "the nonce",
            "code_challenge": challenge_of(VERIFIER),
            "code_challenge_method": "S256",
        } | changes
        return {name: value for name, value in query.items() if value is not None}

    def address(self, **changes: str | None) -> str:
        return f"/{self.tenant.tenant_id}/oauth2/v2.0/authorize?{urlencode(self.query(**changes))}"

    def redeem(self, code: str, **changes: str | None) -> httpx2.Response:
        form = {
            "grant_type": "authorization_code",
            "client_id": self.native.app_id,
            "code": code,
            "redirect_uri": REDIRECT,
            "code_verifier": VERIFIER,
            "client_info": "1",
        } | changes
        return self.post_token(form)

    def refresh(self, refresh_token: str, **changes: str | None) -> httpx2.Response:
        form = {
            "grant_type": "refresh_token",
            "client_id": self.native.app_id,
            "refresh_token": refresh_token,
        } | changes
        return self.post_token(form)

    def post_token(self, form: dict[str, str | None], **headers: str) -> httpx2.Response:
        given = {name: value for name, value in form.items() if value is not None}
        path = f"/{self.tenant.tenant_id}/oauth2/v2.0/token"
        return self.send("POST", path, data=given, headers=headers)


class Visitor(Browser):
    """A person's browser."""

    def sign_in_as(self, name: str = PERSON) -> Visitor:
        assert self.sign_in(name, PASSWORD).status_code in {200, 303}
        return self

    def code(self, server: PeopleServer, **changes: str | None) -> str:
        """Go all the way, consenting where asked, and return the code."""
        answer = self.get(server.address(**changes))
        if answer.status_code == 200:
            answer = self.decide(answer, "accept")
        return answer_of(answer)["code"][0]

    def sign_in_at(self, address: str, name: str = PERSON) -> str:
        """Fill in the sign-in page at an address and return where it leads."""
        page = self.get(address)
        fields = Form(page.text).fields | {"user_name": name, "password": PASSWORD}
        return location_of(self.post(urlsplit(address).path, fields))

    def continue_of(self, address: str) -> str:
        """Return where the sign-in page at an address would lead."""
        return parse_qs(urlsplit(address).query)["continue"][0]

    def decide(self, page: httpx2.Response, decision: str, **more: str) -> httpx2.Response:
        """Send the form of a page with one of its buttons."""
        action = _Action(page.text).action
        return self.post(action, Form(page.text).fields | {"decision": decision} | more)


class _Action(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.action, self.link = "", ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form" and "sign-out" not in (given.get("action") or ""):
            self.action = given.get("action") or ""
        if tag == "a":
            self.link = self.link or given.get("href") or ""


def location_of(response: httpx2.Response) -> str:
    """Return where an answer leads: by redirection, or by a page with a link."""
    if response.status_code == 302:
        return response.headers["location"]
    assert response.status_code == 200, response.text
    return _Action(response.text).link


def answer_of(response: httpx2.Response) -> dict[str, list[str]]:
    """Return what the client is told."""
    parts = urlsplit(location_of(response))
    return parse_qs(parts.query or parts.fragment)


def claims_of(token: str) -> dict[str, Any]:
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))


__all__ = ["ORIGIN", "PASSWORD", "USER_NAME", "PeopleServer", "Visitor", "answer_of", "claims_of"]
