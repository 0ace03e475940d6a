"""The management API with tokens of people: what the client may and the person may, both."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update
from tests.surface.login.arrange import opened_server
from tests.surface.login.people import (
    PASSWORD,
    PERSON,
    USER_NAME,
    PeopleServer,
    Visitor,
    answer_of,
    claims_of,
)

from daemonry.directory.users import create_administrator
from daemonry.storage.schema import users

if TYPE_CHECKING:
    from collections.abc import Iterator

CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
REDIRECT = "http://localhost:8400"


class GraphServer(PeopleServer):
    """The server, with the Azure CLI consented to for everybody."""

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self.admin_token = self._token(USER_NAME)
        self.person_token = self._token(PERSON)

    def _token(self, name: str) -> str:
        visitor = Visitor(self).sign_in_as(name)
        wanted = {
            "client_id": CLI,
            "redirect_uri": REDIRECT,
            "scope": "https://localhost:8443/.default openid profile offline_access",
        }
        page = visitor.get(self.address(**wanted))
        if page.status_code == 200:
            page = visitor.decide(page, "accept", everybody="yes")
        code = answer_of(page)["code"][0]
        answer = self.redeem(code, client_id=CLI, redirect_uri=REDIRECT)
        return answer.json()["access_token"]

    def token_of(self, name: str, scope: str) -> str:
        """A token of another client with just this scope, granted for everybody."""
        client = self.register(scope, public_client_redirect_uris=("http://localhost",))
        wanted = {"client_id": client.app_id, "scope": f"openid {scope}"}
        admin = Visitor(self).sign_in_as(USER_NAME)
        admin.decide(admin.get(self.address(**wanted)), "accept", everybody="yes")
        code = Visitor(self).sign_in_as(name).code(self, **wanted)
        return self.redeem(code, client_id=client.app_id).json()["access_token"]

    def call(self, token: str, method: str, path: str, **options):
        headers = {"authorization": f"Bearer {token}"}
        return self.send(method, path, headers=headers, **options)


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[GraphServer]:
    data = tmp_path_factory.mktemp("graph") / "data"
    with opened_server(data, kind=GraphServer) as running:
        yield running


def test_me_is_the_person(server) -> None:
    me = server.call(server.person_token, "GET", "/v1.0/me")
    assert me.status_code == 200, me.text
    assert me.json()["userPrincipalName"] == PERSON
    assert me.json()["id"] == server.person.object_id


def test_a_client_with_access_as_the_person_may_what_the_person_may(server) -> None:
    new = {"displayName": "made by Grace"}
    made = server.call(server.person_token, "POST", "/v1.0/applications", json=new)
    assert made.status_code == 201, made.text
    mine = server.call(server.person_token, "GET", "/v1.0/me/ownedObjects").json()["value"]
    assert made.json()["id"] in [owned["id"] for owned in mine]
    own = f"/v1.0/applications/{made.json()['id']}"
    assert server.call(server.person_token, "PATCH", own, json=new).status_code == 204
    foreign = f"/v1.0/applications/{server.api.object_id}"
    denied = server.call(server.person_token, "PATCH", foreign, json=new)
    assert denied.status_code == 403
    assert server.call(server.admin_token, "PATCH", foreign, json={}).status_code == 204


def test_a_scope_alone_gives_a_person_no_right(server) -> None:
    token = server.token_of(PERSON, "User.ReadWrite.All")
    assert claims_of(token)["scp"].split() == ["openid", "User.ReadWrite.All"]
    assert server.call(token, "GET", "/v1.0/users").status_code == 200
    assert server.call(token, "GET", "/v1.0/domains").status_code == 403


def test_a_right_alone_gives_a_client_no_scope(server) -> None:
    token = server.token_of(USER_NAME, "User.Read")
    assert server.call(token, "GET", "/v1.0/me").status_code == 200
    assert server.call(token, "GET", "/v1.0/applications").status_code == 403


def test_a_token_ends_with_its_person(server) -> None:
    name = "leaving@contoso.onmicrosoft.com"
    user = server.change(create_administrator, name, "Lee Leaving", PASSWORD)
    token = server._token(name)
    assert server.call(token, "GET", "/v1.0/me").status_code == 200
    server.run(_disable(server, user))
    assert server.call(token, "GET", "/v1.0/me").status_code == 401


async def _disable(server, user):
    async with server.services.directory.transaction() as transaction:
        await transaction.write(
            update(users).where(users.c.object_id == user.object_id).values(account_enabled=False)
        )


@pytest.mark.spec("OpenID Connect Core", "5.3")
def test_userinfo_tells_who_the_person_is(server) -> None:
    found = server.call(server.person_token, "GET", "/oidc/userinfo")
    assert found.status_code == 200, found.text
    assert found.json()["preferred_username"] == PERSON
    assert "email" not in found.json()


def test_the_audit_trail_names_the_person_and_the_sign_in_log_too(server) -> None:
    server.clock.time += timedelta(seconds=1)
    new = {"displayName": "audited"}
    server.call(server.admin_token, "POST", "/v1.0/applications", json=new)
    events = server.call(server.admin_token, "GET", "/v1.0/auditLogs/directoryAudits").json()
    assert events["value"][0]["initiatedBy"]["user"]["userPrincipalName"] == USER_NAME
    sign_ins = server.call(server.admin_token, "GET", "/v1.0/auditLogs/signIns").json()["value"]
    (mine, *_) = [each for each in sign_ins if each.get("userPrincipalName") == PERSON]
    assert mine["userId"] == server.person.object_id
    assert mine["isInteractive"] is True
    assert mine["signInEventTypes"] == ["interactiveUser"]


def test_sign_ins_are_found_by_what_kind_they_are(server) -> None:
    def found(condition):
        path = f"/beta/auditLogs/signIns?$filter={condition}"
        return server.call(server.admin_token, "GET", path).json()["value"]

    for kind, is_of_person in (
        ("interactiveUser", True),
        ("nonInteractiveUser", True),
        ("servicePrincipal", False),
        ("managedIdentity", False),
    ):
        records = found(f"signInEventTypes/any(t:t eq '{kind}')")
        assert all(each["signInEventTypes"] == [kind] for each in records)
        assert all(("userId" in each) == is_of_person for each in records)
        others = found(f"not signInEventTypes/any(t:t eq '{kind}')")
        assert all(each["signInEventTypes"] != [kind] for each in others)
    assert found("signInEventTypes/any(t:t eq 'interactiveUser')")
    mine = found(f"userPrincipalName eq '{PERSON}' and isInteractive eq true")
    assert mine
    assert {each["userId"] for each in mine} == {server.person.object_id}
