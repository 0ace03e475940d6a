"""Tokens on behalf of a person: their claims, version 1, parameters, and what ends them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from tests.surface.login.arrange import opened_server
from tests.surface.login.people import (
    PASSWORD,
    PERSON,
    REDIRECT,
    SPA_REDIRECT,
    VERIFIER,
    PeopleServer,
    Visitor,
    answer_of,
    claims_of,
    location_of,
)

from daemonry.directory.applications import update_application
from daemonry.directory.directory_roles import assign_directory_role, remove_role_assignment
from daemonry.directory.passwords import choose_password, hash_password, renew_hash
from daemonry.directory.users import reset_password, revoke_sessions, update_user
from daemonry.model.application import OptionalClaim, OptionalClaims
from daemonry.model.directory_role import DIRECTORY_READERS, USER_ADMINISTRATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

TWO_MINUTES = timedelta(minutes=2)
CP1 = '{"access_token":{"xms_cc":{"values":["CP1"]}}}'


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[PeopleServer]:
    data = tmp_path_factory.mktemp("delegated") / "data"
    with opened_server(data, kind=PeopleServer) as running:
        Visitor(running).sign_in_as().code(running)
        yield running


def list_claims(server, application, kind: str, *names: str, more: tuple[str, ...] = ()) -> None:
    claims = tuple(OptionalClaim(name, additional_properties=more) for name in names)
    optional = OptionalClaims(**{kind: claims})
    server.change(update_application, application.object_id, {"optional_claims": optional})


# --- claims


def test_a_user_token_has_idtyp_only_where_the_api_includes_users(server, person) -> None:
    list_claims(server, server.api, "access_token", "idtyp")
    plain = claims_of(server.redeem(person.code(server)).json()["access_token"])
    assert "idtyp" not in plain
    list_claims(server, server.api, "access_token", "idtyp", more=("include_user_token",))
    told = claims_of(server.redeem(person.code(server)).json()["access_token"])
    assert told["idtyp"] == "user"
    assert "roles" not in told


def test_optional_claims_about_the_person_are_in_tokens_of_the_api_that_lists_them(
    server, person
) -> None:
    names = ("auth_time", "email", "ipaddr", "upn", "xms_tcdt", "family_name")
    list_claims(server, server.api, "access_token", *names)
    claims = claims_of(server.redeem(person.code(server)).json()["access_token"])
    assert claims["auth_time"] == int(server.clock.time.timestamp())
    assert claims["email"] == claims["upn"] == PERSON
    assert claims["xms_tcdt"] == int(server.tenant.created_at.timestamp())
    assert "family_name" not in claims
    list_claims(server, server.api, "access_token", "idtyp")


def test_a_capability_is_told_to_an_api_that_lists_it(server, person) -> None:
    list_claims(server, server.api, "access_token", "xms_cc")
    with_it = server.redeem(person.code(server), claims=CP1).json()
    assert claims_of(with_it["access_token"])["xms_cc"] == ["cp1"]
    assert "xms_cc" not in claims_of(server.redeem(person.code(server)).json()["access_token"])
    again = server.refresh(with_it["refresh_token"], claims=CP1, scope=server.scope).json()
    assert claims_of(again["access_token"])["xms_cc"] == ["cp1"]
    list_claims(server, server.api, "access_token", "idtyp")


def test_claims_that_are_no_json_are_refused(server, person) -> None:
    refused = server.redeem(person.code(server), claims="{")
    assert refused.status_code == 400
    assert refused.json()["error"] == "invalid_request"


def test_optional_claims_of_an_id_token_are_those_that_the_client_lists(server, person) -> None:
    before = claims_of(server.redeem(person.code(server)).json()["id_token"])
    assert "upn" not in before
    list_claims(server, server.native, "id_token", "upn", "email", "ipaddr")
    told = claims_of(server.redeem(person.code(server)).json()["id_token"])
    assert told["upn"] == told["email"] == PERSON
    assert told["auth_time"] == before["auth_time"]


def test_version_1_tokens_name_the_person_as_version_1_does(server, person) -> None:
    server.change(
        update_application, server.api.object_id, {"api": {"requested_access_token_version": 1}}
    )
    claims = claims_of(server.redeem(person.code(server)).json()["access_token"])
    server.change(
        update_application, server.api.object_id, {"api": {"requested_access_token_version": 2}}
    )
    assert claims["ver"] == "1.0"
    assert claims["aud"] == f"api://{server.api.app_id}"
    assert claims["appid"] == server.native.app_id
    assert claims["appidacr"] == "0"
    assert claims["unique_name"] == claims["upn"] == PERSON
    assert claims["amr"] == ["pwd"]
    assert "azp" not in claims


# --- version 1 of the endpoints


def test_version_1_asks_by_resource_and_is_answered_in_text(server, person) -> None:
    resource = f"api://{server.api.app_id}"
    query = server.query(scope=None, resource=resource)
    path = f"/{server.tenant.tenant_id}/oauth2"
    code = answer_of(person.get(f"{path}/authorize?{urlencode(query)}"))["code"][0]
    form = {
        "grant_type": "authorization_code",
        "client_id": server.native.app_id,
        "code": code,
        "redirect_uri": REDIRECT,
        "code_verifier": VERIFIER,
        "resource": resource,
    }
    body = server.send("POST", f"{path}/token", data=form).json()
    assert body["expires_in"] == "3599"
    assert body["resource"] == resource
    assert int(body["expires_on"]) - int(body["not_before"]) == 3900
    claims = claims_of(body["access_token"])
    assert claims["scp"] == "ToDoList.Read"
    assert claims_of(body["id_token"])["nonce"] == "the nonce"
    again = {
        "grant_type": "refresh_token",
        "client_id": server.native.app_id,
        "refresh_token": body["refresh_token"],
        "resource": resource,
    }
    fresh = server.send("POST", f"{path}/token", data=again).json()
    assert claims_of(fresh["access_token"])["aud"] == server.api.app_id
    assert fresh["expires_in"] == "3599"


# --- parameters


def test_hints_and_parameters_that_nobody_knows_change_nothing(server, person) -> None:
    more = {"domain_hint": "organizations", "login_hint": PERSON, "x-client-SKU": "any", "foo": "1"}
    answer = person.get(server.address(**more))
    assert answer.status_code == 302
    assert answer_of(answer)["state"] == ["the state"]


def test_a_hint_fills_in_the_sign_in_page(server) -> None:
    stranger = Visitor(server)
    page = stranger.get(stranger.get(server.address(login_hint=PERSON)).headers["location"])
    assert f'value="{PERSON}"' in page.text


@pytest.mark.parametrize("mode", ["query", "fragment", "form_post"])
def test_the_state_comes_back_as_it_went_in_every_mode(server, person, mode) -> None:
    state = "a b&c=d#é\"'<>%41"
    answer = person.get(server.address(state=state, response_mode=mode))
    if mode == "form_post":
        assert "a b&amp;c=d#é&#34;&#39;&lt;&gt;%41" in answer.text
    else:
        assert answer_of(answer)["state"] == [state]
    refused = person.get(server.address(state=state, response_mode=mode, scope="Fly.Moon"))
    if mode != "form_post":
        assert answer_of(refused)["state"] == [state]
    assert "state" not in location_of(person.get(server.address(state=None)))


def test_prompt_consent_asks_again_although_everything_is_granted(server, person) -> None:
    page = person.get(server.address(prompt="consent"))
    assert "Permissions requested" in page.text
    told = answer_of(person.decide(page, "accept"))
    assert server.redeem(told["code"][0]).status_code == 200


def test_without_a_nonce_there_is_none_and_a_refreshed_id_token_has_none(server, person) -> None:
    bare = server.redeem(person.code(server, nonce=None)).json()
    assert "nonce" not in claims_of(bare["id_token"])
    given = server.redeem(person.code(server)).json()
    first = claims_of(given["id_token"])
    server.clock.time += timedelta(minutes=5)
    fresh = claims_of(server.refresh(given["refresh_token"]).json()["id_token"])
    assert first["nonce"] == "the nonce"
    assert "nonce" not in fresh
    assert {fresh[name] == first[name] for name in ("sub", "iss", "aud", "auth_time")} == {True}


@pytest.mark.spec("OpenID Connect Core", "3.1.2.1")
@pytest.mark.parametrize("changes", [{"max_age": "60"}, {"prompt": "login"}])
def test_a_sign_in_from_long_ago_does_not_count_because_the_address_says_so(
    server, person, changes
) -> None:
    since = int(server.clock.time.timestamp())
    server.clock.time += timedelta(minutes=20)
    for mark in ("1", str(since), str(since - 1)):
        answer = person.get(server.address(**changes, signed_in_after=mark))
        assert answer.status_code == 303, mark
        assert "/sign-in?" in answer.headers["location"]


def test_max_age_of_nothing_asks_again_and_only_once(server, person) -> None:
    server.clock.time += timedelta(minutes=1)
    asked = person.get(server.address(max_age="0"))
    assert asked.status_code == 303
    server.clock.time += timedelta(seconds=30)
    back = person.sign_in_at(asked.headers["location"])
    assert answer_of(person.get(back))["code"]
    silent = person.get(server.address(max_age="0", prompt="none"))
    assert answer_of(silent)["code"]
    server.clock.time += timedelta(seconds=5)
    silent = person.get(server.address(max_age="0", prompt="none"))
    assert answer_of(silent)["error"] == ["login_required"]


# --- redirect URIs and origins


@pytest.mark.spec("RFC 8252", "7.3")
def test_a_loopback_address_of_any_kind_takes_any_port_but_keeps_its_path(server, person) -> None:
    native = server.register(
        "loopback",
        public_client_redirect_uris=("http://127.0.0.1/back", "http://[::1]:1/", "my-app://back"),
    )

    def asked(uri: str) -> str:
        return person.get(server.address(client_id=native.app_id, redirect_uri=uri)).text

    for good in ("http://127.0.0.1:4711/back", "http://[::1]:4711/", "my-app://back"):
        assert "Permissions requested" in asked(good), good
    for bad in (
        "http://127.0.0.1:4711/other",
        "http://localhost:4711/back",
        "http://127.0.0.1:0/back",
        "http://127.0.0.1:65536/back",
        "my-app://back:1",
        "my-app://Back",
        "http://127.0.0.1:4711/back?x=1",
        "http://127.0.0.1:4711/back#x",
        "http://0177.0.0.1:4711/back",
    ):
        assert "AADSTS50011" in asked(bad), bad


def test_a_script_reads_why_it_was_refused_and_others_read_nothing(server, person) -> None:
    spa = server.register("a script", spa_redirect_uris=(SPA_REDIRECT,))
    form = {
        "grant_type": "refresh_token",
        "client_id": spa.app_id,
        "refresh_token": "dmnr_made-up",
    }
    refused = server.post_token(form, origin="https://spa.example")
    assert refused.json()["error_codes"] == [70000]
    assert refused.headers["access-control-allow-origin"] == "https://spa.example"
    assert refused.headers["vary"].lower() == "origin"
    elsewhere = server.post_token(form, origin="https://evil.example")
    assert "access-control-allow-origin" not in elsewhere.headers


def test_a_code_that_came_from_the_wrong_origin_stays_good(server, person) -> None:
    spa = server.register("another script", spa_redirect_uris=(SPA_REDIRECT,))
    wanted = {"client_id": spa.app_id, "redirect_uri": SPA_REDIRECT}
    form = wanted | {"grant_type": "authorization_code", "code_verifier": VERIFIER}
    form["code"] = person.code(server, **wanted)
    assert server.post_token(form).json()["error_codes"] == [9002327]
    other = server.post_token(form, origin="https://evil.example")
    assert other.json()["error_codes"] == [9002326]
    assert server.post_token(form, origin="https://spa.example").status_code == 200


# --- what a refresh token gives, and what ends it


@pytest.mark.spec("RFC 6749", "6")
def test_a_refresh_without_scope_is_for_what_the_sign_in_was_for(server, given) -> None:
    fresh = server.refresh(given["refresh_token"])
    assert fresh.json()["scope"] == given["scope"]
    assert claims_of(fresh.json()["access_token"])["aud"] == server.api.app_id
    again = server.refresh(fresh.json()["refresh_token"])
    assert claims_of(again.json()["access_token"])["scp"] == "ToDoList.Read"


def test_a_refresh_that_was_refused_has_used_nothing_up(server, given) -> None:
    refused = server.refresh(given["refresh_token"], scope="User.Read")
    assert refused.json()["error_codes"] == [65001]
    server.clock.time += TWO_MINUTES
    assert server.refresh(given["refresh_token"], scope=server.scope).status_code == 200


def test_it_ends_with_a_password_that_was_reset(server, given) -> None:
    server.clock.time += timedelta(seconds=1)
    server.change(reset_password, PERSON, PASSWORD, must_change=False)
    refused = server.refresh(given["refresh_token"])
    assert refused.json()["error_codes"] == [50173]
    assert refused.json()["suberror"] == "bad_token"


def test_it_ends_with_a_password_that_its_person_changed(server, given) -> None:
    server.clock.time += timedelta(seconds=1)
    server.change(choose_password, server.run(_user(server)), hash_password(PASSWORD))
    assert server.refresh(given["refresh_token"]).json()["error_codes"] == [50173]


def test_it_does_not_end_because_the_same_password_is_kept_in_a_newer_way(server, given) -> None:
    server.run(_rehash(server))
    assert server.refresh(given["refresh_token"]).status_code == 200


def test_it_ends_when_all_sessions_are_ended(server, given) -> None:
    server.clock.time += timedelta(seconds=1)
    server.change(revoke_sessions, PERSON)
    assert server.refresh(given["refresh_token"]).json()["error_codes"] == [50173]


def test_it_rests_while_the_account_is_disabled(server, given) -> None:
    server.change(update_user, PERSON, {"account_enabled": False})
    refused = server.refresh(given["refresh_token"])
    server.change(update_user, PERSON, {"account_enabled": True})
    assert refused.status_code == 400
    assert refused.json()["error"] == "invalid_grant"
    assert refused.json()["error_codes"] == [50057]


def test_who_becomes_an_administrator_signs_in_anew(server, person, given) -> None:
    server.clock.time += TWO_MINUTES
    role = server.change(assign_directory_role, server.person.object_id, USER_ADMINISTRATOR)
    assert server.refresh(given["refresh_token"]).json()["error_codes"] == [50173]
    assert "/sign-in?" in person.get(server.address()).headers["location"]
    again = Visitor(server).sign_in_as()
    fresh = server.redeem(again.code(server)).json()
    server.change(assign_directory_role, server.person.object_id, DIRECTORY_READERS)
    assert server.refresh(fresh["refresh_token"]).status_code == 200
    for assignment in server.run(server._roles(server.person)):
        server.change(remove_role_assignment, assignment.assignment_id)
    assert role.principal_id == server.person.object_id


def test_roles_in_a_management_token_are_those_of_the_moment(server, given) -> None:
    def roles() -> list[str]:
        fresh = server.refresh(given["refresh_token"], scope="openid profile")
        given["refresh_token"] = fresh.json()["refresh_token"]
        return claims_of(fresh.json()["access_token"])["wids"]

    assert roles() == []
    role = DIRECTORY_READERS
    held = server.change(assign_directory_role, server.person.object_id, role)
    assert roles() == [role]
    server.change(remove_role_assignment, held.assignment_id)
    assert roles() == []


async def _user(server):
    async with server.services.directory.read() as uow:
        return await uow.users.get(server.tenant.tenant_id, server.person.object_id)


async def _rehash(server) -> None:
    user = await _user(server)
    async with server.services.directory.change() as uow:
        await renew_hash(uow, user, hash_password(PASSWORD))
