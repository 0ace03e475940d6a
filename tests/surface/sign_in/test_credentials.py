"""What a person signs in with: passwords and their rules, codes, recovery codes, setup links."""

from __future__ import annotations

import asyncio
import base64
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from tests.surface.login.arrange import opened_server
from tests.surface.portal.arrange import Browser, Form, PortalServer

from daemonry.directory.audit import list_audit_events
from daemonry.directory.directory_roles import assign_directory_role
from daemonry.directory.passwords import password_fits
from daemonry.directory.setup_links import create_setup_link
from daemonry.directory.users import NewUser, create_user, get_user, reset_password, update_user
from daemonry.directory.work import Work
from daemonry.model.audit import OPERATOR
from daemonry.model.directory_role import DIRECTORY_READERS, USER_ADMINISTRATOR
from daemonry.sign_in import first_step
from daemonry.sign_in.throttle import FREE_ANYWHERE, FREE_FAILURES
from daemonry.web.csrf import SESSION_COOKIE

GOOD = "violet harbour cymbal 7"
BETTER = "another harbour, other cymbal"
SIGN_IN = "/common/sign-in"


@pytest.fixture(scope="module")
def strict(tmp_path_factory):
    """A server that demands a second factor of whoever manages things."""
    data = tmp_path_factory.mktemp("strict") / "data"
    with opened_server(data, kind=PortalServer, second_factor="administrators") as running:
        yield running


_numbers = iter(range(1, 1000))


def add_person(server, password=GOOD, **options):
    name = f"person{next(_numbers)}@contoso.onmicrosoft.com"
    return server.change(create_user, NewUser(name, "Somebody", password, **options))


def sign_in(server, user, password=GOOD):
    browser = Browser(server)
    fields = {"user_name": user.user_principal_name, "password": password}
    return browser, browser.submit(f"{SIGN_IN}?continue=/admin/apps", **fields)


def code_of(server, secret, steps=0):
    padded = secret + "=" * (-len(secret) % 8)
    clock = TOTP(base64.b32decode(padded), 6, SHA1(), 30)  # noqa: S303 - what apps agree on
    return clock.generate(int(server.clock.now().timestamp()) + 30 * steps).decode()


def enrol(server, user):
    """Sign in as somebody who must have a factor and set one up; return secret and codes."""
    browser, answer = sign_in(server, user)
    address = answer.headers["location"]
    assert "/sign-in/enrolment" in address
    secret = re.search(r'id="key">([A-Z2-7]+)<', browser.get(address).text).group(1)
    shown = browser.submit(address, code=code_of(server, secret))
    codes = re.findall(r"<code>([a-z2-7-]{19})</code>", shown.text)
    assert SESSION_COOKIE in browser.cookies
    return browser, secret, codes


def administrator(server):
    user = add_person(server)
    server.change(assign_directory_role, user.object_id, USER_ADMINISTRATOR)
    return user


@pytest.mark.parametrize(
    "password",
    ["short", "elevenchars", "x" * 129, "password1234", "qwertyuiop123", "contoso.onmicrosoft.com"],
)
def test_short_and_common_passwords_are_refused_and_no_composition_is_asked(server, password):
    """Row A6."""
    user = add_person(server, must_change_password=True)
    browser, answer = sign_in(server, user)
    refused = browser.submit(
        answer.headers["location"], new_password=password, new_password_again=password
    )
    assert refused.status_code == 400
    assert 'role="alert"' in refused.text
    assert f'"{password}"' not in refused.text


def test_whoever_must_change_the_password_gets_no_session_before(server):
    user = add_person(server, must_change_password=True)
    browser, answer = sign_in(server, user)
    assert SESSION_COOKIE not in browser.cookies
    address = answer.headers["location"]
    unfinished = dict(browser.cookies)
    browser.cookies[SESSION_COOKIE] = next(iter(unfinished.values()))
    assert browser.get("/admin/apps").status_code == 303  # a sign-in that goes on is none
    del browser.cookies[SESSION_COOKIE]
    differing = browser.submit(address, new_password=BETTER, new_password_again=GOOD)
    assert "differ" in differing.text
    same = browser.submit(address, new_password=GOOD, new_password_again=GOOD)
    assert "has already" in same.text
    done = browser.submit(address, new_password=BETTER, new_password_again=BETTER)
    assert done.headers["location"] == "/admin/apps"
    assert browser.get("/admin/apps").status_code == 200
    assert sign_in(server, user)[1].status_code == 401
    assert sign_in(server, user, BETTER)[1].status_code == 303


def test_a_password_kept_by_older_parameters_is_kept_by_todays_after_signing_in(server):
    user = add_person(server)
    weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(GOOD)

    async def weaken(work):
        await work.uow.users.save(replace(user, password_hash=weak))

    server.change(weaken)
    assert sign_in(server, user)[1].status_code == 303
    kept = server.change(get_user, user.object_id).password_hash
    assert "m=19456,t=2,p=1" in kept
    assert sign_in(server, user)[1].status_code == 303


@pytest.mark.parametrize("is_old", [False, True], ids=["kept as today", "kept as of old"])
def test_an_account_disabled_while_its_password_is_checked_signs_in_no_more(
    server, monkeypatch, is_old
):
    user = add_person(server)
    if is_old:
        weak = PasswordHasher(time_cost=1, memory_cost=8 * 1024, parallelism=1).hash(GOOD)

        async def weaken(work):
            await work.uow.users.save(replace(user, password_hash=weak))

        server.change(weaken)

    async def disable():
        services = server.services
        async with services.directory.change() as uow:
            work = Work(uow, OPERATOR, server.tenant.tenant_id, services.clock, services.ids)
            await update_user(work, user.object_id, {"account_enabled": False})

    def meanwhile(account, password):  # in a thread, while the server goes on
        asyncio.run_coroutine_threadsafe(disable(), server.runner.get_loop()).result()
        return password_fits(account, password)

    monkeypatch.setattr(first_step, "password_fits", meanwhile)
    browser, answer = sign_in(server, user)
    assert (answer.status_code, SESSION_COOKIE in browser.cookies) == (401, False)
    assert "changed meanwhile" in answer.text
    assert not server.change(get_user, user.object_id).account_enabled


def test_a_reset_ends_every_session_and_asks_for_another_password(server):
    user = add_person(server)
    browser, _ = sign_in(server, user)
    made = server.change(reset_password, user.object_id)
    assert browser.get("/admin/").status_code == 303
    assert "/sign-in/password" in sign_in(server, user, made)[1].headers["location"]


def test_a_disabled_account_loses_its_sessions(server):
    user = add_person(server)
    browser, _ = sign_in(server, user)
    server.change(update_user, user.object_id, {"account_enabled": False})
    assert browser.get("/admin/").status_code == 303
    assert sign_in(server, user)[1].status_code == 401


def test_administrators_must_have_a_second_factor_and_others_need_not(strict):
    plain, reader = add_person(strict), add_person(strict)
    strict.change(assign_directory_role, reader.object_id, DIRECTORY_READERS)
    for user in (plain, reader):
        assert SESSION_COOKIE in sign_in(strict, user)[0].cookies
    forced = add_person(strict)
    strict.change(update_user, forced.object_id, {"is_factor_required": True})
    for user in (administrator(strict), forced):
        browser, answer = sign_in(strict, user)
        assert SESSION_COOKIE not in browser.cookies
        assert "/sign-in/enrolment" in answer.headers["location"]


def test_a_factor_is_set_up_once_and_asked_for_from_then_on(strict):
    user = administrator(strict)
    browser, secret, codes = enrol(strict, user)
    assert len(set(codes)) == 10
    assert browser.get("/admin/apps").status_code == 200
    again, answer = sign_in(strict, user)
    address = answer.headers["location"]
    assert "/sign-in/factor" in address
    used = again.submit(address, code=code_of(strict, secret))
    assert used.status_code == 401  # its time step was used when it was set up
    fresh = again.submit(
        address, code=f" {code_of(strict, secret, 1)[:3]} {code_of(strict, secret, 1)[3:]} "
    )
    assert fresh.headers["location"] == "/admin/apps"
    assert again.get("/admin/apps").status_code == 200


@pytest.mark.spec("RFC 6238", "5.2")
def test_a_code_is_good_for_a_step_around_now_and_once(strict):
    user = administrator(strict)
    _, secret, _ = enrol(strict, user)
    start = strict.clock.time
    try:
        strict.clock.time += timedelta(minutes=10)
        for steps, is_good in ((-2, False), (2, False), (-1, True), (0, True), (0, False)):
            browser, answer = sign_in(strict, user)
            done = browser.submit(answer.headers["location"], code=code_of(strict, secret, steps))
            assert (done.status_code == 303) is is_good, steps
    finally:
        strict.clock.time = start


def test_a_recovery_code_opens_once(strict):
    user = administrator(strict)
    _, _, codes = enrol(strict, user)
    for status, typed in ((303, codes[0]), (401, codes[0]), (303, codes[1].upper())):
        browser, answer = sign_in(strict, user)
        done = browser.submit(answer.headers["location"], code=typed)
        assert done.status_code == status


def test_codes_are_guessed_no_faster_than_passwords(strict):
    user = administrator(strict)
    enrol(strict, user)
    for _ in range(FREE_FAILURES):
        browser, answer = sign_in(strict, user)
        assert browser.submit(answer.headers["location"], code="000000").status_code == 401
    browser, answer = sign_in(strict, user)
    slowed = browser.submit(answer.headers["location"], code="000000")
    assert slowed.status_code == 429
    assert int(slowed.headers["retry-after"]) >= 1


def test_a6_codes_of_an_account_are_guessed_slowly_from_however_many_networks(tmp_path):
    settings = {"trusted_proxies": ("127.0.0.1",), "second_factor": "everyone"}
    with opened_server(tmp_path / "data", kind=PortalServer, **settings) as server:
        user = add_person(server)
        enrol(server, user)
        browser, answer = sign_in(server, user)
        address = answer.headers["location"]
        fields = Form(browser.get(address).text).fields | {"code": "000000"}
        path = address.partition("?")[0]
        for number in range(FREE_ANYWHERE):
            sender = {"x-forwarded-for": f"203.0.{number}.7"}
            assert browser.post(path, fields, **sender).status_code == 401, number
        assert browser.post(path, fields, **{"x-forwarded-for": "198.51.100.1"}).status_code == 429


def test_a_step_cannot_be_skipped_or_carried_over(strict):
    user, other = administrator(strict), administrator(strict)
    _, secret, _ = enrol(strict, user)
    browser, answer = sign_in(strict, user)
    address = answer.headers["location"]
    for step in ("password", "enrolment"):
        moved = browser.get(address.replace("/factor", f"/{step}"))
        assert "notice=expired" in moved.headers["location"]
    thief, _ = sign_in(strict, other)
    assert thief.post(address, {"form_token": "x", "code": "1"}).status_code == 303
    assert SESSION_COOKIE not in thief.cookies
    start = strict.clock.time
    try:
        strict.clock.time += timedelta(minutes=16)
        late = browser.get(address)
        assert "notice=expired" in late.headers["location"]
    finally:
        strict.clock.time = start
    assert browser.post(address, {"code": code_of(strict, secret, 1)}).status_code == 403


def test_a_setup_link_sets_a_password_once_and_within_its_time(server):
    user = add_person(server, password=None)
    assert sign_in(server, user, "")[1].status_code == 401
    old = server.change(create_setup_link, user.object_id)
    link = server.change(create_setup_link, user.object_id)
    browser = Browser(server)
    assert browser.get(old).status_code == 404  # the newer one took its place
    page = browser.get(link)
    # Not no-referrer: a browser would send "Origin: null" with the form, which is refused.
    assert page.headers["referrer-policy"] == "same-origin"
    fields = Form(page.text).fields
    refused = browser.post(link, fields | {"new_password": "x", "new_password_again": "x"})
    assert refused.status_code == 400
    done = browser.submit(link, new_password=GOOD, new_password_again=GOOD)
    assert done.status_code == 303
    assert browser.get("/admin/").status_code == 200
    assert Browser(server).get(link).status_code == 404
    assert sign_in(server, user)[1].status_code == 303


def test_a_setup_link_ends_after_an_hour(server):
    user = add_person(server, password=None)
    link = server.change(create_setup_link, user.object_id)
    start = server.clock.time
    try:
        server.clock.time += timedelta(hours=1)
        assert Browser(server).get(link).status_code == 404
    finally:
        server.clock.time = start
    assert Browser(server).get(link + "x").status_code == 404
    assert Browser(server).get("/setup/x").status_code == 404


def test_what_people_prove_themselves_with_is_in_no_audit_row_and_no_log(strict, capfd):
    """Rows A7 and L3."""
    user = administrator(strict)
    _, secret, codes = enrol(strict, user)
    link = strict.change(create_setup_link, user.object_id)
    made = strict.change(reset_password, user.object_id)
    events = strict.change(list_audit_events, limit=1000)
    mine = [e for e in events if any(t.object_id == user.object_id for t in e.targets)]
    assert {e.activity for e in mine} >= {
        "Add user",
        "User registered security info",
        "Renew recovery codes",
        "Create setup link",
        "Reset user password",
    }
    written = repr(events) + "".join(capfd.readouterr())
    for value in (GOOD, made, secret, link.rpartition("/")[2], *codes, "argon2"):
        assert value not in written
