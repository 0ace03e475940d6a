"""Refresh tokens: rotation, reuse, other APIs, and everything that ends them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.surface.login.arrange import opened_server
from tests.surface.login.people import (
    SPA_REDIRECT,
    VERIFIER,
    WEB_REDIRECT,
    PeopleServer,
    claims_of,
)

from daemonry.directory.permission_grants import remove_permission_grant

if TYPE_CHECKING:
    from collections.abc import Iterator

SECOND = timedelta(seconds=1)


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[PeopleServer]:
    data = tmp_path_factory.mktemp("refresh") / "data"
    with opened_server(data, kind=PeopleServer) as running:
        yield running


@pytest.mark.spec("RFC 6749", "6")
def test_a_refresh_token_gives_new_tokens_and_its_successor(server, given) -> None:
    server.clock.time += timedelta(hours=2)
    answer = server.refresh(given["refresh_token"])
    assert answer.status_code == 200, answer.text
    fresh = answer.json()
    assert fresh["refresh_token"] != given["refresh_token"]
    old, new = claims_of(given["access_token"]), claims_of(fresh["access_token"])
    assert new["oid"] == old["oid"]
    assert new["uti"] != old["uti"]
    assert server.refresh(fresh["refresh_token"]).status_code == 200


def test_its_tokens_are_for_any_api_that_was_consented_to(server, given) -> None:
    scope = "https://graph.microsoft.com/openid profile"
    answer = server.refresh(given["refresh_token"], scope="openid profile")
    assert answer.status_code == 200, answer.text
    claims = claims_of(answer.json()["access_token"])
    assert claims["aud"] == "https://graph.microsoft.com"
    assert claims["scp"] == "openid profile"
    refused = server.refresh(answer.json()["refresh_token"], scope="User.Read")
    assert refused.json()["error_codes"] == [65001]
    assert refused.json()["suberror"] == "consent_required"
    assert server.refresh(given["refresh_token"], scope=scope).json()["scope"] == "openid profile"


@pytest.mark.spec("RFC 9700", "4.14.2")
def test_an_honest_retry_within_a_minute_gets_an_answer_too(server, given) -> None:
    first = server.refresh(given["refresh_token"]).json()
    server.clock.time += timedelta(seconds=60)
    second = server.refresh(given["refresh_token"])
    assert second.status_code == 200
    assert server.refresh(first["refresh_token"]).status_code == 200
    assert server.refresh(second.json()["refresh_token"]).status_code == 200


@pytest.mark.spec("RFC 9700", "4.14.2")
def test_one_that_comes_again_later_ends_the_family(server, given) -> None:
    fresh = server.refresh(given["refresh_token"]).json()
    server.clock.time += timedelta(seconds=61)
    stolen = server.refresh(given["refresh_token"])
    assert stolen.status_code == 400
    assert stolen.json()["error_codes"] == [50173]
    assert server.refresh(fresh["refresh_token"]).json()["error_codes"] == [50173]


def test_another_family_of_the_same_person_is_not_touched(server, person, given) -> None:
    other = server.redeem(person.code(server)).json()
    server.refresh(given["refresh_token"])
    server.clock.time += timedelta(seconds=61)
    server.refresh(given["refresh_token"])
    assert server.refresh(other["refresh_token"]).status_code == 200


def test_it_is_over_after_ninety_days_without_use(server, given) -> None:
    server.clock.time += timedelta(days=90) - SECOND
    fresh = server.refresh(given["refresh_token"])
    assert fresh.status_code == 200
    server.clock.time += timedelta(days=90)
    refused = server.refresh(fresh.json()["refresh_token"])
    assert refused.json()["error_codes"] == [700082]


def test_of_a_script_it_is_over_a_day_after_the_sign_in(server, person) -> None:
    spa = server.register("a script", spa_redirect_uris=(SPA_REDIRECT,))
    wanted = {"client_id": spa.app_id, "redirect_uri": SPA_REDIRECT}
    form = wanted | {"grant_type": "authorization_code", "code_verifier": VERIFIER}
    form["code"] = person.code(server, **wanted)
    given = server.post_token(form, origin="https://spa.example").json()
    again = {"grant_type": "refresh_token", "client_id": spa.app_id}
    server.clock.time += timedelta(hours=24) - SECOND
    token = {"refresh_token": given["refresh_token"]}
    fresh = server.post_token(again | token, origin="https://spa.example").json()
    server.clock.time += SECOND
    token = {"refresh_token": fresh["refresh_token"]}
    late = server.post_token(again | token, origin="https://spa.example")
    assert late.json()["error_codes"] == [700084]


def test_it_is_bound_to_its_client_and_to_the_credential(server, person, given) -> None:
    other = server.register("other", public_client_redirect_uris=("http://localhost",))
    thief = server.refresh(given["refresh_token"], client_id=other.app_id)
    assert thief.json()["error_codes"] == [70000]
    web = server.register("web", web={"redirect_uris": (WEB_REDIRECT,)})
    secret = server.add_secret(web)
    wanted = {"client_id": web.app_id, "redirect_uri": WEB_REDIRECT}
    code = person.code(server, **wanted)
    token = server.redeem(code, **wanted, client_secret=secret).json()["refresh_token"]
    bare = server.refresh(token, client_id=web.app_id)
    assert bare.status_code == 401
    assert bare.json()["error_codes"] == [7000218]
    assert server.refresh(token, client_id=web.app_id, client_secret=secret).status_code == 200


def test_without_offline_access_there_is_none(server, person) -> None:
    scope = f"api://{server.api.app_id}/ToDoList.Read openid"
    given = server.redeem(person.code(server, scope=scope)).json()
    assert "refresh_token" not in given
    assert "id_token" in given


def test_it_ends_with_the_consent(server, given) -> None:
    for grant in server.run(_grants(server)):
        server.change(remove_permission_grant, grant.grant_id)
    refused = server.refresh(given["refresh_token"])
    assert refused.json()["error_codes"] == [65001]


def test_what_is_kept_of_it_opens_nothing(server, given) -> None:
    data = server.services.settings.data
    kept = b"".join(file.read_bytes() for file in data.glob("*.db*"))
    assert given["refresh_token"].encode() not in kept
    assert given["access_token"].split(".")[2].encode() not in kept


async def _grants(server):
    async with server.services.directory.read() as uow:
        principal = await uow.service_principals.get_by_app_id(
            server.tenant.tenant_id, server.native.app_id
        )
        return await uow.permission_grants.list_for_person(
            server.tenant.tenant_id, principal.object_id, server.person.object_id
        )
