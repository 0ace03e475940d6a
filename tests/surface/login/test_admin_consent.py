"""Consent of an administrator for everybody by address, and the end of a session."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from tests.surface.login.arrange import READ, opened_server
from tests.surface.login.people import (
    READ_LIST,
    REDIRECT,
    USER_NAME,
    PeopleServer,
    Visitor,
    answer_of,
    location_of,
)

from daemonry.model.application import (
    PERMISSION_ROLE,
    PERMISSION_SCOPE,
    RequiredResourceAccess,
    ResourceAccess,
)
from daemonry.model.session import FRESH

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[PeopleServer]:
    data = tmp_path_factory.mktemp("consent") / "data"
    with opened_server(data, kind=PeopleServer) as running:
        yield running


@pytest.fixture
def admin(server) -> Visitor:
    return Visitor(server).sign_in_as(USER_NAME)


@pytest.fixture
def asking(server):
    """A client that asks for a role and a scope of the API."""
    access = (ResourceAccess(READ, PERMISSION_ROLE), ResourceAccess(READ_LIST, PERMISSION_SCOPE))
    return server.register(
        "asks for both",
        public_client_redirect_uris=("http://localhost",),
        required_resource_access=(RequiredResourceAccess(server.api.app_id, access),),
    )


def address(server, client, *, v2: bool = False, **more: str) -> str:
    query = {"client_id": client.app_id, "redirect_uri": REDIRECT, "state": "s"} | more
    version = "/v2.0" if v2 else ""
    return f"/{server.tenant.tenant_id}{version}/adminconsent?{urlencode(query)}"


@pytest.mark.parametrize("v2", [False, True], ids=["v1", "v2"])
def test_an_administrator_grants_all_that_is_asked_for(server, admin, asking, v2) -> None:
    more = {"scope": f"api://{server.api.app_id}/.default"} if v2 else {}
    page = admin.get(address(server, asking, v2=v2, **more))
    assert "Permissions for everybody" in page.text
    assert "ToDoList.Read.All" in page.text
    assert "Read lists" in page.text
    told = answer_of(admin.decide(page, "accept"))
    assert told["admin_consent"] == ["True"]
    assert told["tenant"] == [server.tenant.tenant_id]
    assert told["state"] == ["s"]
    assert "error" not in told
    person = Visitor(server).sign_in_as()
    wanted = {"client_id": asking.app_id, "scope": f"api://{server.api.app_id}/.default openid"}
    assert person.get(server.address(**wanted)).status_code == 302
    (role,) = server.run(_roles(server, asking))
    assert role.app_role_id == READ


def test_a5_consent_for_everybody_wants_a_fresh_proof(server, admin, asking) -> None:
    """As in the admin center: a browser that was left open grants nothing."""
    where, page = address(server, asking), admin.get(address(server, asking))
    start = server.clock.time
    server.clock.time += FRESH + timedelta(seconds=1)
    for answer in (admin.decide(page, "accept"), admin.get(where)):
        assert answer.status_code == 303
        assert "prompt=login" in answer.headers["location"]
    assert server.run(_roles(server, asking)) == []
    again = admin.sign_in_at(answer.headers["location"], USER_NAME)
    assert "Permissions for everybody" in admin.get(again).text
    server.clock.time = start


async def _roles(server, client):
    async with server.services.directory.read() as uow:
        principal = await uow.service_principals.get_by_app_id(
            server.tenant.tenant_id, client.app_id
        )
        return await uow.assignments.list_of_principal(server.tenant.tenant_id, principal.object_id)


def test_who_cancels_and_who_may_not_is_told_to_the_client(server, admin, asking) -> None:
    page = admin.get(address(server, asking))
    told = answer_of(admin.decide(page, "cancel"))
    assert told["error"] == ["access_denied"]
    assert told["error_description"][0].startswith("AADSTS65004:")
    person = Visitor(server).sign_in_as()
    page = person.get(address(server, asking))
    assert "AADSTS90094" in page.text
    assert 'value="accept"' not in page.text
    told = answer_of(person.decide(page, "accept"))
    assert told["error_description"][0].startswith("AADSTS90094:")
    assert server.run(_roles(server, asking)) == []


def test_nobody_is_sent_to_an_address_that_is_not_the_client_s(server, admin, asking) -> None:
    page = admin.get(address(server, asking, redirect_uri="https://evil.example/"))
    assert page.status_code == 400
    assert "AADSTS50011" in page.text


def test_consent_needs_a_session_and_an_own_form(server, admin, asking) -> None:
    stranger = Visitor(server).get(address(server, asking))
    assert "/sign-in?" in stranger.headers["location"]
    path = f"/{server.tenant.tenant_id}/adminconsent"
    query = {"client_id": asking.app_id, "redirect_uri": REDIRECT}
    forged = {"request": urlencode(query), "decision": "accept", "form_token": "x"}
    assert admin.post(path, forged).status_code == 403
    assert admin.post(path, forged, origin="https://evil.example").status_code == 403


@pytest.mark.spec("OpenID Connect RP-Initiated Logout 1.0", "2")
def test_a_person_who_signs_out_goes_back_to_the_client_alone(server, admin) -> None:
    path = f"/{server.tenant.tenant_id}/oauth2/v2.0/logout"
    back = {"client_id": server.native.app_id, "post_logout_redirect_uri": REDIRECT, "state": "x"}
    page = admin.get(f"{path}?{urlencode(back)}")
    assert "Sign out?" in page.text
    assert admin.get(server.address(prompt="none", client_id=server.native.app_id))
    assert location_of(admin.decide(page, "")) == f"{REDIRECT}?state=x"
    assert "/sign-in?" in admin.get(server.address()).headers["location"]


def test_a_link_of_another_site_signs_nobody_out(server, admin) -> None:
    path = f"/{server.tenant.tenant_id}/oauth2/v2.0/logout"
    admin.get(path)
    assert admin.post(path, {"form_token": "x"}).status_code == 403
    assert "Sign out?" in admin.get(path).text


def test_the_way_back_is_no_open_redirector(server) -> None:
    path = f"/{server.tenant.tenant_id}/oauth2/v2.0/logout"
    for wanted in (
        {"post_logout_redirect_uri": "https://evil.example/"},
        {"post_logout_redirect_uri": "https://evil.example/", "client_id": server.native.app_id},
        {"post_logout_redirect_uri": REDIRECT},
        {"post_logout_redirect_uri": REDIRECT, "id_token_hint": "no.token.here"},
    ):
        page = Visitor(server).get(f"{path}?{urlencode(wanted)}")
        assert page.status_code == 200
        assert "You are signed out" in page.text
