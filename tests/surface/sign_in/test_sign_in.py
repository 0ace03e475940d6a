"""The one sign-in page of persons: by tenant, on to where it was asked for, and nowhere else."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from tests.surface.login.arrange import opened_server
from tests.surface.portal.arrange import PASSWORD, USER_NAME, Browser, Form, PortalServer

from daemonry.directory.audit import list_audit_events
from daemonry.sign_in.continuing import safe_continue
from daemonry.sign_in.persons import person_of, sign_in_address
from daemonry.sign_in.throttle import FREE_FAILURES
from daemonry.web.csrf import SESSION_COOKIE

AUTHORIZE = (
    "/contoso.onmicrosoft.com/oauth2/v2.0/authorize?client_id=x&redirect_uri=http%3A%2F%2Flocalhost"
)


def who(server, browser, **options):
    """Return what a surface learns of whoever sits at this browser."""
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
    scope = {"type": "http", "headers": [(b"cookie", cookie.encode())]}
    services = server.services
    return server.run(person_of(scope, services.directory, services.clock, **options))


@pytest.mark.parametrize("name", ["common", "organizations", "contoso.onmicrosoft.com", "contoso"])
def test_a_person_signs_in_at_the_tenant_or_at_any(server, name):
    browser = Browser(server)
    answer = browser.submit(f"/{name}/sign-in", user_name=USER_NAME, password=PASSWORD)
    assert answer.status_code == 303
    person = who(server, browser, tenant_id=server.tenant.tenant_id)
    assert person.user.user_principal_name == USER_NAME
    assert person.methods == ("pwd",)
    assert person.authenticated_at == server.clock.now()


def test_the_page_of_a_tenant_says_which_it_is(server, stranger):
    page = stranger.get(f"/{server.tenant.tenant_id}/sign-in")
    assert "Contoso" in page.text
    assert "admin@contoso.onmicrosoft.com" in page.text


def test_a_tenant_that_does_not_exist_has_no_sign_in_page(stranger):
    assert stranger.get("/nowhere.example/sign-in").status_code == 404


def test_a_person_of_another_tenant_is_a_stranger_to_this_one(server):
    """Row S1."""
    other = server.run(server._create_tenant("fabrikam"))
    browser = Browser(server)
    answer = browser.submit("/fabrikam/sign-in", user_name=USER_NAME, password=PASSWORD)
    assert (answer.status_code, SESSION_COOKIE in browser.cookies) == (401, False)
    browser.sign_in()
    assert who(server, browser) is not None
    assert who(server, browser, tenant_id=other.tenant_id) is None


def test_whoever_signs_in_again_is_fresh_and_the_session_before_is_gone(server):
    """Row A1: a new identifier at each proof; ``max_age`` counts from the last one."""
    browser, thief = Browser(server), Browser(server)
    browser.sign_in()
    thief.cookies = dict(browser.cookies)
    start = server.clock.time
    try:
        server.clock.time += timedelta(minutes=20)
        stale = who(server, browser)
        assert not stale.is_fresh(server.clock.now(), timedelta(minutes=10))
        address = sign_in_address("/admin/apps", login_hint=USER_NAME, is_fresh_needed=True)
        page = browser.get(address).text
        assert "Confirm that it is you" in page
        assert f'value="{USER_NAME}"' in page
        answer = browser.post(address, Form(page).fields | {"password": PASSWORD})
        assert answer.headers["location"] == "/admin/apps"
        assert who(server, browser).is_fresh(server.clock.now(), timedelta(0))
        assert who(server, thief) is None
    finally:
        server.clock.time = start


def test_the_way_to_a_client_is_no_redirection_of_the_form(server):
    """Chromium holds form-action against redirections: the page leads on instead."""
    browser = Browser(server)
    fields = {"user_name": USER_NAME, "password": PASSWORD}
    answer = browser.submit(f"/common/sign-in?continue={quote(AUTHORIZE, safe='')}", **fields)
    assert answer.status_code == 200
    assert f'content="0;url={AUTHORIZE.replace("&", "&amp;")}"' in answer.text
    assert SESSION_COOKIE in browser.cookies


@pytest.mark.parametrize(
    "address",
    [
        "/admin/apps/1/roles?view=owned",
        AUTHORIZE,
        "/common/oauth2/authorize",
        "/oauth2/deviceauth?code=ABC",
        "/contoso/v2.0/adminconsent?client_id=x",
        "/contoso/adminconsent",
        "/devicelogin",
    ],
)
def test_pages_that_need_a_person_may_be_led_on_to(address):
    assert safe_continue(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/admin/",
        "//evil.example/admin/",
        "/\\evil.example/admin/",
        "/admin//evil.example",
        "/admin/../contoso/oauth2/v2.0/token",
        "/%2f/evil.example/oauth2/authorize",
        "/admin/..",
        "/contoso/oauth2/v2.0/token",
        "/contoso/sign-out",
        "/v1.0/applications",
        "/admin/\r\nlocation: x",
        "/admin/" + "x" * 9000,
        "javascript:alert(1)",
    ],
)
def test_nothing_else_may_be_led_on_to(address):
    """RFC 9700 section 4.11: no open redirector."""
    assert safe_continue(address) == "/admin/"


def test_forms_of_the_admin_center_and_of_this_page_are_not_exchangeable(server):
    browser = Browser(server)
    browser.get("/common/sign-in")
    fields = Form(browser.get("/common/sign-in").text).fields
    browser.sign_in()
    assert browser.post("/admin/apps/new", fields | {"name": "planted"}).status_code == 403


def test_other_methods_are_refused(stranger):
    assert stranger._send("DELETE", "/common/sign-in", headers={}).status_code == 405
    assert stranger.get("/common/sign-out").status_code == 405


def test_signing_out_twice_is_no_error(server):
    browser = Browser(server)
    assert browser.post("/common/sign-out", {}).status_code == 303


class Behind(Browser):
    """A browser somewhere else, whose requests a proxy passes on."""

    def __init__(self, server, address):
        super().__init__(server)
        self._address = address

    def _send(self, method, path, headers, **options):
        return super()._send(method, path, headers | {"x-forwarded-for": self._address}, **options)


def test_a_stranger_behind_the_same_proxy_locks_nobody_out(tmp_path):
    with opened_server(
        tmp_path / "data", kind=PortalServer, trusted_proxies=("127.0.0.1",)
    ) as server:
        stranger, owner = Behind(server, "203.0.113.7"), Behind(server, "198.51.100.9")
        for _ in range(FREE_FAILURES):
            stranger.submit("/common/sign-in", user_name=USER_NAME, password="guessed")
        refused = stranger.submit("/common/sign-in", user_name=USER_NAME, password=PASSWORD)
        assert refused.status_code == 429
        signed_in = owner.submit("/common/sign-in", user_name=USER_NAME, password=PASSWORD)
        assert signed_in.status_code == 303
        owner.submit("/admin/apps/new", name="seen from afar")
        events = server.change(list_audit_events, limit=1000)
        assert {"198.51.100.9"} == {
            event.actor.ip_address for event in events if event.actor.user_id is not None
        }
