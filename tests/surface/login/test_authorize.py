"""The authorization endpoint: who is told what, who is asked what, and what a code is bound to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.surface.login.arrange import opened_server
from tests.surface.login.people import (
    ORIGIN,
    PERSON,
    READ_LIST,
    REDIRECT,
    SPA_REDIRECT,
    USER_NAME,
    WEB_REDIRECT,
    PeopleServer,
    Visitor,
    answer_of,
    claims_of,
    location_of,
)
from tests.surface.portal.arrange import Form

from daemonry.directory.applications import update_application
from daemonry.directory.service_principals import update_service_principal
from daemonry.model.application import PreAuthorizedApplication
from daemonry.model.session import FRESH

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[PeopleServer]:
    data = tmp_path_factory.mktemp("people") / "data"
    with opened_server(data, kind=PeopleServer) as running:
        yield running


@pytest.fixture
def stranger(server) -> Visitor:
    return Visitor(server)


@pytest.fixture(scope="module")
def person(server) -> Visitor:
    return Visitor(server).sign_in_as()


@pytest.fixture(scope="module")
def native(server, person):
    """The native client, to which the person has consented."""
    person.code(server)
    return server.native


@pytest.mark.spec("RFC 6749", "4.1")
@pytest.mark.spec("RFC 7636", "4.6")
def test_a_person_signs_in_consents_and_the_client_gets_tokens_for_her(server, stranger) -> None:
    to_sign_in = stranger.get(server.address(login_hint=PERSON))
    assert to_sign_in.status_code == 303
    where = to_sign_in.headers["location"]
    assert PERSON in stranger.get(where).text
    consent = stranger.get(stranger.sign_in_at(where))
    assert "Permissions requested" in consent.text
    assert "Read lists" in consent.text
    told = answer_of(stranger.decide(consent, "accept"))
    assert told["state"] == ["the state"]
    assert told["iss"] == [f"{ORIGIN}/{server.tenant.tenant_id}/v2.0"]

    answer = server.redeem(told["code"][0])
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["token_type"] == "Bearer"
    assert body["scope"] == f"api://{server.api.app_id}/ToDoList.Read openid profile"
    access, identity = claims_of(body["access_token"]), claims_of(body["id_token"])
    assert access["scp"] == "ToDoList.Read"
    assert access["aud"] == server.api.app_id
    assert access["azp"] == server.native.app_id
    assert access["azpacr"] == "0"
    assert access["oid"] == server.person.object_id
    assert "roles" not in access
    assert "idtyp" not in access
    assert identity["aud"] == server.native.app_id
    assert identity["nonce"] == "the nonce"
    assert identity["oid"] == access["oid"]
    assert identity["sub"] != access["sub"]
    assert identity["preferred_username"] == PERSON
    assert identity["tid"] == server.tenant.tenant_id
    assert identity["ver"] == "2.0"
    info = claims_of(f".{body['client_info']}.")
    assert info == {"uid": access["oid"], "utid": server.tenant.tenant_id}
    assert body["refresh_token"]


WRONG = {
    "an unknown client": ({"client_id": "11111111-1111-4111-8111-111111111111"}, 700016),
    "no client": ({"client_id": None}, 900144),
    "no redirect URI": ({"redirect_uri": None}, 900971),
    "a redirect URI that is not registered": ({"redirect_uri": "https://evil.example/"}, 50011),
    "one that only begins like a registered one": ({"redirect_uri": f"{REDIRECT}.evil"}, 50011),
    "a path that is not registered": ({"redirect_uri": f"{REDIRECT}/other"}, 50011),
    "a loopback address over https": ({"redirect_uri": "https://localhost:1"}, 50011),
    "a name before the host": ({"redirect_uri": "http://localhost@evil.example"}, 50011),
}


@pytest.mark.spec("RFC 6749", "4.1.2.1")
@pytest.mark.parametrize(("changes", "code"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_the_destination_is_told_on_a_page_only(
    server, person, changes, code
) -> None:
    answer = person.get(server.address(**changes))
    assert answer.status_code == 400
    assert f"AADSTS{code}:" in answer.text
    assert "location" not in answer.headers
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"


TOLD = {
    "another response type": ({"response_type": "token"}, "unsupported_response_type", 700054),
    "no response type": ({"response_type": None}, "invalid_request", 900144),
    "a response mode that is unknown": ({"response_mode": "web_message"}, "invalid_request", 70007),
    "no challenge": (
        {"code_challenge": None, "code_challenge_method": None},
        "invalid_request",
        9002325,
    ),
    "a plain challenge": ({"code_challenge_method": "plain"}, "invalid_request", 9800020),
    "a challenge without method": ({"code_challenge_method": None}, "invalid_request", 9800020),
    "a short challenge": ({"code_challenge": "short"}, "invalid_request", 501491),
    "an unknown prompt": ({"prompt": "maybe"}, "invalid_request", 90023),
    "none with others": ({"prompt": "none login"}, "invalid_request", 90023),
    "a request object": ({"request": "eyJ"}, "request_not_supported", 90023),
    "no scope": ({"scope": None}, "invalid_request", 900144),
    "a scope that does not exist": ({"scope": "openid Fly.Moon"}, "invalid_client", 650053),
    "an API that is not there": ({"scope": "api://nobody/x"}, "invalid_resource", 500011),
    "an API of which nothing was asked": (
        {"scope": "https://graph.microsoft.com/.default"},
        "invalid_resource",
        650057,
    ),
}


@pytest.mark.spec("RFC 6749", "4.1.2.1")
@pytest.mark.parametrize(("changes", "error", "code"), TOLD.values(), ids=TOLD)
def test_what_else_is_wrong_is_told_to_the_client(
    server, person, native, changes, error, code
) -> None:
    answer = person.get(server.address(**changes))
    assert answer.headers["location"].startswith(f"{REDIRECT}?")
    told = answer_of(answer)
    assert told["error"] == [error]
    assert told["error_description"][0].startswith(f"AADSTS{code}:")
    assert "Trace ID:" in told["error_description"][0]
    assert told["state"] == ["the state"]


@pytest.mark.spec("RFC 8252", "7.3")
def test_a_native_client_may_use_any_port_of_loopback(server, person, native) -> None:
    for uri in ("http://localhost:1", "http://localhost:65535", "http://localhost/"):
        assert location_of(person.get(server.address(redirect_uri=uri))).startswith(uri)


def test_the_port_of_a_website_is_its_own(server, person) -> None:
    web = server.register("web", web={"redirect_uris": ("http://localhost:3000/cb",)})
    wanted = {"client_id": web.app_id, "redirect_uri": "http://localhost:3001/cb"}
    assert "AADSTS50011" in person.get(server.address(**wanted)).text


def test_what_a_client_is_told_comes_in_the_mode_it_asked_for(server, person, native) -> None:
    fragment = location_of(person.get(server.address(response_mode="fragment")))
    assert fragment.startswith(f"{REDIRECT}#code=")
    page = person.get(server.address(response_mode="form_post"))
    assert page.status_code == 200
    assert f'action="{REDIRECT}"' in page.text
    assert 'name="code"' in page.text
    assert f"form-action {REDIRECT};" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]


@pytest.mark.spec("OpenID Connect Core", "3.1.2.6")
def test_without_a_page_who_is_not_signed_in_is_not_asked(server, stranger, person) -> None:
    told = answer_of(stranger.get(server.address(prompt="none")))
    assert told["error"] == ["login_required"]
    assert told["error_description"][0].startswith("AADSTS50058:")


def test_without_a_page_who_has_not_consented_is_not_asked(server, person) -> None:
    other = server.register("unknown", public_client_redirect_uris=("http://localhost",))
    told = answer_of(person.get(server.address(client_id=other.app_id, prompt="none")))
    assert told["error"] == ["consent_required"]
    assert told["error_description"][0].startswith("AADSTS65001:")


def test_a_person_who_is_signed_in_and_has_consented_is_not_asked_again(
    server, person, native
) -> None:
    assert person.get(server.address()).status_code == 302


@pytest.mark.spec("OpenID Connect Core", "3.1.2.1")
def test_prompt_login_asks_again_and_only_once(server, native) -> None:
    visitor = Visitor(server).sign_in_as()
    server.clock.time += timedelta(minutes=5)
    asked = visitor.get(server.address(prompt="login"))
    assert asked.status_code == 303
    assert "/sign-in?" in asked.headers["location"]
    back = visitor.sign_in_at(asked.headers["location"])
    token = server.redeem(answer_of(visitor.get(back))["code"][0]).json()["id_token"]
    assert claims_of(token)["auth_time"] == int(server.clock.time.timestamp())


def test_prompt_login_is_not_satisfied_by_a_sign_in_of_before(server, native) -> None:
    visitor = Visitor(server).sign_in_as()
    server.clock.time += timedelta(minutes=5)
    asked = visitor.get(server.address(prompt="login"))
    marked = visitor.continue_of(asked.headers["location"])
    assert visitor.get(marked).status_code == 303


@pytest.mark.spec("OpenID Connect Core", "3.1.2.1")
def test_a_sign_in_that_is_too_old_for_the_client_does_not_count(server, native) -> None:
    visitor = Visitor(server).sign_in_as()
    assert visitor.get(server.address(max_age="60")).status_code == 302
    server.clock.time += timedelta(seconds=61)
    assert "/sign-in?" in visitor.get(server.address(max_age="60")).headers["location"]


def test_select_account_lets_the_person_choose(server, person, native) -> None:
    page = person.get(server.address(prompt="select_account"))
    assert "Pick an account" in page.text
    assert PERSON in page.text
    assert person.get(location_of(page)).status_code == 302


def test_another_account_that_is_hinted_at_is_asked_about(server, person, native) -> None:
    page = person.get(server.address(login_hint=USER_NAME))
    assert "Pick an account" in page.text
    assert person.get(server.address(login_hint=PERSON)).status_code == 302


def test_who_declines_is_believed(server, person) -> None:
    other = server.register("declined", public_client_redirect_uris=("http://localhost",))
    page = person.get(server.address(client_id=other.app_id))
    told = answer_of(person.decide(page, "cancel"))
    assert told["error"] == ["access_denied"]
    assert told["error_description"][0].startswith("AADSTS65004:")
    assert "Permissions requested" in person.get(server.address(client_id=other.app_id)).text


def test_what_only_an_administrator_may_grant_is_not_for_a_person(server, person) -> None:
    other = server.register("powerful", public_client_redirect_uris=("http://localhost",))
    scope = f"api://{server.api.app_id}/ToDoList.Manage openid"
    page = person.get(server.address(client_id=other.app_id, scope=scope))
    assert "AADSTS90094" in page.text
    assert 'value="accept"' not in page.text
    told = answer_of(person.decide(page, "accept"))
    assert told["error"] == ["access_denied"]
    assert told["error_description"][0].startswith("AADSTS90094:")


def test_an_administrator_consents_for_everybody(server, person) -> None:
    other = server.register("for all", public_client_redirect_uris=("http://localhost",))
    scope = f"api://{server.api.app_id}/ToDoList.Manage openid"
    wanted = {"client_id": other.app_id, "scope": scope}
    admin = Visitor(server).sign_in_as(USER_NAME)
    page = admin.get(server.address(**wanted))
    assert "on behalf of everybody" in page.text
    answer_of(admin.decide(page, "accept", everybody="yes"))
    assert person.get(server.address(**wanted)).status_code == 302


def test_a5_consent_for_everybody_wants_a_fresh_proof(server) -> None:
    other = server.register("for all, later", public_client_redirect_uris=("http://localhost",))
    wanted = {"client_id": other.app_id}
    admin = Visitor(server).sign_in_as(USER_NAME)
    page = admin.get(server.address(**wanted))
    start = server.clock.time
    server.clock.time += FRESH + timedelta(seconds=1)
    try:
        stale = admin.decide(page, "accept", everybody="yes")
        assert "prompt=login" in stale.headers["location"]
        page = admin.get(admin.sign_in_at(stale.headers["location"], USER_NAME))
        assert "Permissions requested" in page.text
        assert answer_of(admin.decide(page, "accept", everybody="yes"))["code"]
    finally:
        server.clock.time = start


def test_a_client_that_the_api_knows_needs_no_consent(server, person) -> None:
    known = server.register("known", public_client_redirect_uris=("http://localhost",))
    trusted = (PreAuthorizedApplication(known.app_id, (READ_LIST,)),)
    api = {"pre_authorized_applications": trusted}
    server.change(update_application, server.api.object_id, {"api": api})
    assert person.get(server.address(client_id=known.app_id)).status_code == 302


def test_consent_is_not_taken_from_another_site_or_for_another_session(server, person) -> None:
    other = server.register("forged", public_client_redirect_uris=("http://localhost",))
    page = person.get(server.address(client_id=other.app_id))
    path = f"/{server.tenant.tenant_id}/oauth2/v2.0/consent"
    fields = Form(page.text).fields | {"decision": "accept"}
    for forged in (
        person.post(path, fields, origin="https://evil.example"),
        person.post(path, fields, **{"sec-fetch-site": "cross-site"}),
        person.post(path, fields | {"form_token": "x"}),
        Visitor(server).sign_in_as(USER_NAME).post(path, fields),
    ):
        assert forged.status_code == 403
    assert person.get(path).status_code == 405
    assert "Permissions requested" in person.get(server.address(client_id=other.app_id)).text


def test_nobody_signs_in_to_an_application_that_wants_people_assigned(server, person) -> None:
    closed = server.register("closed", public_client_redirect_uris=("http://localhost",))
    principal = server.run(_principal(server, closed.app_id))
    changes = {"app_role_assignment_required": True}
    server.change(update_service_principal, principal.object_id, changes)
    told = answer_of(person.get(server.address(client_id=closed.app_id)))
    assert told["error_description"][0].startswith("AADSTS50105:")


async def _principal(server, app_id):
    async with server.services.directory.read() as uow:
        return await uow.service_principals.get_by_app_id(server.tenant.tenant_id, app_id)


def test_the_azure_cli_is_known_and_has_no_consent_in_advance(server) -> None:
    cli = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
    scope = f"{ORIGIN}/.default openid profile offline_access"
    wanted = {"client_id": cli, "redirect_uri": "http://localhost:8400", "scope": scope}
    admin = Visitor(server).sign_in_as(USER_NAME)
    page = admin.get(server.address(**wanted))
    assert "Azure CLI" in page.text
    assert "Access the directory as you" in page.text
    code = answer_of(admin.decide(page, "accept"))["code"][0]
    body = server.redeem(code, client_id=cli, redirect_uri="http://localhost:8400").json()
    claims = claims_of(body["access_token"])
    assert claims["idtyp"] == "user"
    assert set(claims["scp"].split()) >= {"Directory.AccessAsUser.All", "openid"}
    assert claims["wids"] == ["62e90394-69f5-4237-9190-012177145e10"]


def test_a_website_shows_its_secret_and_a_script_its_origin(server, person) -> None:
    web = server.register("a website", web={"redirect_uris": (WEB_REDIRECT,)})
    secret = server.add_secret(web)
    wanted = {"client_id": web.app_id, "redirect_uri": WEB_REDIRECT}
    code = person.code(server, **wanted)
    answer = server.redeem(code, **wanted)
    assert answer.status_code == 401
    assert answer.json()["error_codes"] == [7000218]
    assert server.redeem(code, **wanted, client_secret=secret).status_code == 200

    spa = server.register("a script", spa_redirect_uris=(SPA_REDIRECT,))
    wanted = {"client_id": spa.app_id, "redirect_uri": SPA_REDIRECT}
    code = person.code(server, **wanted)
    form = server.query() | wanted | {"grant_type": "authorization_code", "code": code}
    form |= {"code_verifier": "v" * 43}
    allowed = server.post_token(form, origin="https://spa.example")
    assert allowed.status_code == 200, allowed.text
    assert allowed.headers["access-control-allow-origin"] == "https://spa.example"
    code = person.code(server, **wanted)
    elsewhere = server.post_token(form | {"code": code})
    assert elsewhere.json()["error_codes"] == [9002327]
    code = person.code(server)
    native = {"client_id": server.native.app_id, "redirect_uri": REDIRECT, "code": code}
    cross = server.post_token(form | native, origin="https://spa.example")
    assert cross.json()["error_codes"] == [9002326]


BOUND = {
    "another verifier": ({"code_verifier": "w" * 43}, 501481),
    "no verifier": ({"code_verifier": None}, 501481),
    "a short verifier": ({"code_verifier": "v"}, 501481),
    "another redirect URI": ({"redirect_uri": "http://localhost:1"}, 500112),
    "a made-up code": ({"code": "dmnc_x"}, 70000),
}


@pytest.mark.spec("RFC 6749", "4.1.3")
@pytest.mark.parametrize(("changes", "code"), BOUND.values(), ids=BOUND)
def test_a_code_is_bound_to_its_request_and_survives_a_wrong_attempt(
    server, person, native, changes, code
) -> None:
    given = person.code(server)
    answer = server.redeem(**({"code": given} | changes))
    assert answer.status_code == 400
    assert answer.json()["error"] == "invalid_grant"
    assert answer.json()["error_codes"] == [code]
    assert server.redeem(given).status_code == 200


def test_a_code_of_one_client_is_nothing_to_another(server, person, native) -> None:
    other = server.register("thief", public_client_redirect_uris=("http://localhost",))
    answer = server.redeem(person.code(server), client_id=other.app_id)
    assert answer.json()["error_codes"] == [70000]


def test_a_code_lives_ten_minutes(server, person, native) -> None:
    code = person.code(server)
    server.clock.time += timedelta(minutes=10)
    assert server.redeem(code).json()["error_codes"] == [70008]


@pytest.mark.spec("RFC 6749", "4.1.2")
def test_a_code_that_comes_twice_takes_back_what_it_gave(server, native) -> None:
    code = Visitor(server).sign_in_as().code(server)
    given = server.redeem(code).json()
    again = server.redeem(code)
    assert again.json()["error_codes"] == [54005]
    refused = server.refresh(given["refresh_token"])
    assert refused.json()["error_codes"] == [50173]
    assert refused.json()["suberror"] == "bad_token"
    uti = claims_of(given["access_token"])["uti"]
    assert server.run(_is_revoked(server, uti))


async def _is_revoked(server, uti):
    async with server.services.directory.read() as uow:
        return await uow.revoked_tokens.contains(server.tenant.tenant_id, uti)
