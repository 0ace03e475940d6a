"""Passkeys at the one sign-in page (WebAuthn level 3): made, used, refused."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.fakes.authenticator import (
    BACKED_UP,
    ELIGIBLE,
    PRESENT,
    VERIFIED,
    Authenticator,
    options_of,
    text,
)
from tests.surface.portal.arrange import Browser, Form
from tests.surface.sign_in.test_credentials import (
    GOOD,
    SIGN_IN,
    add_person,
    sign_in,
)

from daemonry.directory.audit import list_audit_events
from daemonry.directory.factors import list_methods, remove_method
from daemonry.directory.passkeys import relying_party
from daemonry.directory.users import reset_password, update_user
from daemonry.sign_in.challenges import LIFETIME
from daemonry.sign_in.throttle import FREE_FAILURES
from daemonry.web.csrf import SESSION_COOKIE

WITH_PASSKEY = f"{SIGN_IN}/passkey"
CONTINUE = "?continue=/admin/apps"


@pytest.fixture(scope="module")
def known(server):
    """Somebody with a passkey, for what changes nothing of it."""
    return owner(server)


def add_address(server):
    return f"/{server.tenant.tenant_id}/sign-in/new-passkey{CONTINUE}"


def add(server, browser, keys, **changes):
    """Add a passkey as somebody who is signed in."""
    page = browser.get(add_address(server))
    assert page.status_code == 200, page.text
    made = keys.create(options_of(page.text), **changes)
    fields = Form(page.text).fields | {"credential": made, "name": "laptop"}
    return browser.post(add_address(server), fields)


def owner(server, **options):
    """Return somebody with a passkey and the browser of the first sign-in."""
    keys, user = Authenticator(), add_person(server, **options)
    browser, _ = sign_in(server, user)
    assert "Recovery codes" in add(server, browser, keys).text
    return user, keys, browser


def enter(server, keys, passkey=None, user_name="", browser=None, **changes):
    """Sign in at a fresh browser by a passkey alone."""
    browser = browser or Browser(server)
    page = browser.get(SIGN_IN + CONTINUE).text
    sent = keys.get(options_of(page), passkey, **changes)
    fields = Form(page).fields | {"credential": sent, "user_name": user_name}
    return browser, browser.post(WITH_PASSKEY, fields)


def methods_of(server, user):
    return server.change(list_methods, user.object_id)


@pytest.mark.spec("WebAuthn", "7.2")
def test_a_passkey_signs_in_without_user_name_password_and_code(server):
    """It is unlocked by its person, so it is both factors at once."""
    keys, user = Authenticator(), add_person(server)
    server.change(update_user, user.object_id, {"is_factor_required": True})
    browser, answer = sign_in(server, user)
    enrolment = answer.headers["location"]
    assert SESSION_COOKIE not in browser.cookies
    page = browser.get(enrolment.replace("/enrolment", "/new-passkey"))
    made = keys.create(options_of(page.text))
    done = browser.post(
        enrolment.replace("/enrolment", "/new-passkey"),
        Form(page.text).fields | {"credential": made, "name": "laptop"},
    )
    assert len(re.findall(r"<code>[a-z2-7-]{19}</code>", done.text)) == 10
    assert browser.get("/admin/apps").status_code == 200
    fresh, answer = enter(server, keys)
    assert answer.headers["location"] == "/admin/apps"
    assert fresh.get("/admin/apps").status_code == 200


def test_the_page_asks_for_what_the_rules_want(server, known):
    user, _, browser = known
    asked = options_of(browser.get(SIGN_IN).text)
    assert (asked["rpId"], asked["userVerification"]) == ("localhost", "required")
    assert asked["allowCredentials"] == []  # from no name can be told who has passkeys
    offered = options_of(browser.get(add_address(server)).text)
    assert offered["attestation"] == "none"
    assert offered["authenticatorSelection"]["residentKey"] == "required"
    assert len(offered["excludeCredentials"]) == 1
    handle = offered["user"]["id"]
    assert user.user_principal_name not in handle
    assert user.object_id not in handle


def test_a_user_name_that_was_typed_must_be_the_passkeys(server, known):
    user, keys, _ = known
    other = add_person(server)
    assert enter(server, keys, user_name=user.user_principal_name.upper())[1].status_code == 303
    refused = enter(server, keys, user_name=other.user_principal_name)[1]
    assert (refused.status_code, "belongs to another account" in refused.text) == (401, True)


def test_after_the_password_a_passkey_stands_in_for_a_code(server, known):
    user, keys, _ = known
    browser, answer = sign_in(server, user)
    address = answer.headers["location"]
    assert "/sign-in/factor" in address
    page = browser.get(address).text
    asked = options_of(page)
    assert [one["id"] for one in asked["allowCredentials"]] == [text(keys.passkeys[0].identifier)]
    done = browser.post(address, Form(page).fields | {"credential": keys.get(asked)})
    assert done.headers["location"] == "/admin/apps"


def test_anothers_passkey_is_no_second_factor(server, known):
    user, _, _ = known
    _, foreign, _ = owner(server)
    browser, answer = sign_in(server, user)
    page = browser.get(answer.headers["location"]).text
    sent = foreign.get(options_of(page))
    refused = browser.post(answer.headers["location"], Form(page).fields | {"credential": sent})
    assert refused.status_code == 401
    assert SESSION_COOKIE not in browser.cookies


@pytest.mark.parametrize(
    "keys",
    {
        "not unlocked": Authenticator(flags=PRESENT),
        "nobody there": Authenticator(flags=VERIFIED),
        "at another origin": Authenticator(origin="https://localhost:9443"),
        "by plain HTTP": Authenticator(origin="http://localhost:8443"),
        "in a frame of another site": Authenticator(cross_origin=True),
    }.items(),
    ids=lambda item: item[0],
)
@pytest.mark.spec("WebAuthn", "7.2")
def test_what_was_not_done_here_by_its_person_is_refused(server, known, keys):
    user, good, browser = known
    bad = keys[1]
    assert add(server, browser, bad).status_code == 400
    assert len(methods_of(server, user)) == 2
    bad.passkeys = list(good.passkeys)
    someone, refused = enter(server, bad)
    assert (refused.status_code, SESSION_COOKIE in someone.cookies) == (401, False)


def test_a_passkey_of_another_host_is_refused(server, known):
    foreign = replace(known[1].passkeys[0], rp_id="localhost.evil.example", count=1000)
    assert enter(server, Authenticator(passkeys=[foreign]))[1].status_code == 401


@pytest.mark.spec("WebAuthn", "13.4.3")
def test_a_challenge_counts_once_for_its_visitor_and_its_time(server, known):
    _, keys, _ = known
    browser = Browser(server)
    page = browser.get(SIGN_IN).text
    fields = Form(page).fields | {"credential": keys.get(options_of(page))}
    assert browser.post(WITH_PASSKEY, fields).status_code == 303
    again = Browser(server)
    again.get(SIGN_IN)
    replayed = again.post(
        WITH_PASSKEY, Form(again.get(SIGN_IN).text).fields | {"credential": fields["credential"]}
    )
    assert (replayed.status_code, SESSION_COOKIE in again.cookies) == (401, False)
    start = server.clock.time
    late = Browser(server)
    page = late.get(SIGN_IN).text
    sent = Form(page).fields | {"credential": keys.get(options_of(page))}
    try:
        server.clock.time += LIFETIME
        assert "open for too long" in late.post(WITH_PASSKEY, sent).text
    finally:
        server.clock.time = start
    assert late.post(WITH_PASSKEY, sent).status_code == 303  # nothing was used up by that
    assert late.post(WITH_PASSKEY, sent).status_code in {401, 403}


@pytest.mark.spec("WebAuthn", "6.1.1")
def test_a_counter_that_does_not_grow_tells_of_a_copy(server):
    user, keys, _ = owner(server)
    assert enter(server, keys)[1].status_code == 303
    keys.step = 0
    refused = enter(server, keys)[1]
    assert (refused.status_code, "may have copied it" in refused.text) == (401, True)
    keys.step = 5
    assert enter(server, keys)[1].status_code == 303
    uncounted = Authenticator(step=0)
    browser, _ = enter(server, keys)
    assert add(server, browser, uncounted).status_code == 303
    for _ in range(2):  # those that do not count at all say so with 0
        assert enter(server, uncounted)[1].status_code == 303
    assert len(methods_of(server, user)) == 3


@pytest.mark.parametrize(
    "sent",
    [
        "",
        "x",
        "[]",
        "{}",
        '{"rawId": 1, "response": {}}',
        '{"rawId": "AA", "response": {"clientDataJSON": "e30"}}',
        '{"rawId": "AA", "rawId": "AA"}',
        json.dumps({"rawId": "AA", "response": {"clientDataJSON": text(b'{"challenge": "AA"}')}}),
        "[" * 5000,
    ],
    ids=range(9),
)
def test_nonsense_is_refused_in_words(server, sent):
    browser = Browser(server)
    fields = Form(browser.get(SIGN_IN).text).fields
    refused = browser.post(WITH_PASSKEY, fields | {"credential": sent})
    assert (refused.status_code, 'role="alert"' in refused.text) == (401, True)


def test_a_changed_signature_and_a_foreign_handle_are_refused(server, known):
    _, keys, _ = known
    for changes in (
        {"signature": text(b"0" * 70)},
        {"signature": "!"},
        {"authenticatorData": text(b"short")},
        {"userHandle": text(b"\0" * 48)},
    ):
        refused = enter(server, keys, **changes)[1]
        assert (refused.status_code, changes) == (401, changes)


def test_a_passkey_of_another_tenant_signs_in_nobody(server, known):
    """Row S1."""
    _, keys, _ = known
    server.run(server._create_tenant("northwind"))
    browser = Browser(server)
    page = browser.get("/northwind/sign-in").text
    fields = Form(page).fields | {"credential": keys.get(options_of(page))}
    refused = browser.post("/northwind/sign-in/passkey", fields)
    assert (refused.status_code, SESSION_COOKIE in browser.cookies) == (401, False)


def test_a_disabled_account_has_no_passkey(server):
    user, keys, _ = owner(server)
    server.change(update_user, user.object_id, {"account_enabled": False})
    assert enter(server, keys)[1].status_code == 401


def test_whoever_must_change_the_password_is_asked_after_a_passkey_too(server):
    user, keys, _ = owner(server)
    server.change(reset_password, user.object_id)
    browser, answer = enter(server, keys)
    assert "/sign-in/password" in answer.headers["location"]
    assert SESSION_COOKIE not in browser.cookies


def test_failures_are_slowed_down_as_those_of_passwords_are(server):
    """Row A6."""
    _, keys, _ = owner(server)
    for _ in range(FREE_FAILURES):
        assert enter(server, keys, signature=text(b"x"))[1].status_code == 401
    slowed = enter(server, keys)[1]
    assert slowed.status_code == 429
    assert int(slowed.headers["retry-after"]) >= 1


def test_a_passkey_is_added_only_right_after_proving_who_one_is(server):
    """Row A5."""
    user = add_person(server)
    browser, _ = sign_in(server, user)
    start = server.clock.time
    try:
        server.clock.time += timedelta(minutes=11)
        moved = browser.get(add_address(server))
        assert "prompt=login" in moved.headers["location"]
        page = browser.get(moved.headers["location"]).text
        assert "Confirm that it is you" in page
        done = browser.post(
            moved.headers["location"],
            Form(page).fields | {"password": GOOD, "user_name": user.user_principal_name},
        )
        assert add_address(server) in done.text
        assert browser.get(add_address(server)).status_code == 200
    finally:
        server.clock.time = start
    assert Browser(server).get(add_address(server)).status_code == 303


def test_a_form_of_somebody_else_adds_nothing(server, known):
    """Row A2."""
    user, keys, browser = known
    thief, _ = sign_in(server, add_person(server))
    page = thief.get(add_address(server)).text
    fields = Form(page).fields | {"credential": keys.create(options_of(page)), "name": "x"}
    assert browser.post(add_address(server), fields).status_code == 403
    assert (
        browser.post(add_address(server), fields, origin="https://evil.example").status_code == 403
    )
    assert len(methods_of(server, user)) == 2


@pytest.mark.spec("WebAuthn", "7.1")
def test_the_same_passkey_is_registered_once(server, known):
    """No two accounts of a tenant, either: nobody could tell whose it is."""
    user, keys, browser = known
    for someone in (browser, sign_in(server, add_person(server))[0]):
        page = someone.get(add_address(server)).text
        made = keys.create(options_of(page), keys.passkeys[0].identifier)
        fields = Form(page).fields | {"credential": made, "name": "again"}
        refused = someone.post(add_address(server), fields)
        assert (refused.status_code, "registered already" in refused.text) == (400, True)
    assert len(methods_of(server, user)) == 2


def test_what_is_kept_tells_how_and_when_and_never_leaves(server, capfd):
    """Row L3."""
    user, keys, browser = owner(server)
    synced = Authenticator(flags=PRESENT | VERIFIED | ELIGIBLE | BACKED_UP)
    assert add(server, browser, synced).headers["location"].startswith("/admin/apps")
    enter(server, keys)
    passkeys = [item for item in methods_of(server, user) if item.kind == "fido2"]
    kept = sorted(passkeys, key=lambda item: item.document["is_synced"])
    assert [item.document["is_synced"] for item in kept] == [False, True]
    assert [item.last_used_at for item in kept] == [server.clock.now(), None]
    assert kept[0].display_name == "laptop"
    assert kept[0].document["transports"] == ["internal"]
    events = server.change(list_audit_events, limit=1000)
    mine = [e for e in events if any(t.object_id == user.object_id for t in e.targets)]
    assert sum(e.activity == "User registered security info" for e in mine) == 2
    written = repr(mine) + "".join(capfd.readouterr())
    assert kept[0].document["public_key"] not in written


def test_taking_a_passkey_away_ends_every_session_and_it_opens_no_more(server):
    """Row A1; ASVS 7.4.3."""
    user, keys, browser = owner(server)
    passkey = next(item for item in methods_of(server, user) if item.kind == "fido2")
    server.change(remove_method, user.object_id, passkey.method_id)
    assert browser.get("/admin/").status_code == 303
    assert enter(server, keys)[1].status_code == 401
    assert methods_of(server, user) == []  # the recovery codes went with it


def test_no_button_stands_where_browsers_allow_no_passkeys():
    assert relying_party("https://login.example").rp_id == "login.example"
    assert relying_party("http://localhost:8080").rp_id == "localhost"
    for origin in ("https://127.0.0.1:8443", "https://[::1]:8443", "http://login.example"):
        assert relying_party(origin) is None
