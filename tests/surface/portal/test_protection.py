"""What protects the admin center: sessions, forms, headers, escaping (rows A1 to A4, A6, S15)."""

import re
from datetime import timedelta

import pytest
from tests.surface.login.arrange import ORIGIN
from tests.surface.portal.arrange import PASSWORD, USER_NAME, Browser, Form

from daemonry.directory.applications import create_application
from daemonry.directory.service_principals import create_service_principal
from daemonry.portal.routes import PAGES
from daemonry.sign_in.throttle import FREE_FAILURES
from daemonry.web.csrf import SESSION_COOKIE, VISITOR_COOKIE

GUID = "99999999-9999-4999-8999-999999999999"
FORMS = [page.path for page in PAGES if page.submit]
SIGN_IN = "/common/sign-in"
SIGN_OUT = "/common/sign-out"


def filled(template):
    """Return an address of a page, with identifiers of nothing in it."""
    return re.sub(r"\{\w+\}", GUID, template)


@pytest.mark.parametrize("path", [page.path for page in PAGES])
def test_without_a_session_every_page_leads_to_the_sign_in_page(stranger, path):
    answer = stranger.get(filled(path))
    assert answer.status_code == 303
    assert answer.headers["location"].startswith(SIGN_IN)


@pytest.mark.parametrize("path", FORMS)
def test_without_a_session_no_form_is_taken(stranger, path):
    answer = stranger.post(filled(path), {"name": "x"})
    assert (answer.status_code, answer.headers["location"]) == (303, SIGN_IN)


@pytest.mark.parametrize("path", [*FORMS, SIGN_IN, SIGN_OUT])
def test_a_form_without_its_token_is_refused(admin, path):
    """Row A2."""
    for fields in ({}, {"form_token": "A" * 43}):
        assert admin.post(filled(path), fields).status_code == 403


FOREIGN = {
    "another site": {"origin": "https://evil.example", "sec-fetch-site": "cross-site"},
    "another site that says it is ours": {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
    "a sandboxed page": {"origin": "null", "sec-fetch-site": "same-origin"},
    "another port": {"origin": "https://localhost:9443", "sec-fetch-site": "same-site"},
    "plain HTTP": {"origin": "http://localhost:8443", "sec-fetch-site": "-"},
    "a sender that says nothing": {"origin": "-", "sec-fetch-site": "-"},
}


@pytest.mark.parametrize("headers", FOREIGN.values(), ids=FOREIGN)
@pytest.mark.parametrize("path", ["/admin/apps/new", SIGN_IN, SIGN_OUT])
def test_a_form_from_elsewhere_is_refused_even_with_its_token(admin, headers, path):
    """Row A2."""
    fields = Form(admin.get("/admin/apps/new").text).fields | {"name": "planted"}
    assert admin.post(path, fields, **headers).status_code == 403
    assert "planted" not in admin.get("/admin/apps").text


@pytest.mark.parametrize("path", ["/admin/", "/admin/apps", SIGN_IN, "/admin/nothing"])
def test_every_page_has_the_headers_that_browsers_act_on(admin, path):
    """Row A3."""
    headers = admin.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


def test_pages_hold_no_script_style_or_handler_of_their_own(admin, server):
    base = f"/admin/apps/{server.api.app_id}"
    for path in ("/admin/", "/admin/apps", f"{base}/roles/new", f"{base}/permissions", SIGN_IN):
        text = admin.get(path).text
        assert " style=" not in text
        assert " on" not in {part[:3] for part in text.split('"')[::2]}
        assert text.count("<script") == text.count('<script src="/static/')
        assert len(text) < 150_000


MARKUP = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'-alert(1)-'",
    "{{ 7 * 7 }}",
    "</title><b>bold</b>",
]


@pytest.mark.parametrize("text", MARKUP)
def test_stored_markup_is_shown_as_text(server, admin, text):
    """Row A4."""
    application = server.change(create_application, {"display_name": text, "notes": text})
    principal = server.change(create_service_principal, application.app_id)
    base = f"/admin/apps/{application.app_id}"
    enterprise = f"/admin/enterprise-apps/{principal.object_id}"
    pages = [base, f"{base}/delete", f"{base}/use", f"{base}/preview", f"{base}/permissions"]
    for path in [*pages, enterprise, "/admin/apps", "/admin/audit-logs", "/admin/enterprise-apps"]:
        page = admin.get(path).text
        assert ">49<" not in page
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<b>bold" not in page


def test_what_is_typed_into_a_search_is_shown_as_text(admin):
    page = admin.get('/admin/apps?q="><script>alert(1)</script>').text
    assert "<script>alert" not in page


def test_the_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts(server):
    """Row A1."""
    browser = Browser(server)
    cookie = browser.sign_in().headers.get_list("set-cookie")[0]
    assert cookie.startswith("__Host-")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie


def test_each_sign_in_makes_a_new_session(server):
    """Row A1: nothing that was planted before survives."""
    browser = Browser(server)
    browser.cookies[SESSION_COOKIE] = f"{server.tenant.tenant_id}.planted"
    browser.sign_in()
    first = browser.cookies[SESSION_COOKIE]
    browser.sign_in()
    assert "planted" not in first
    assert browser.cookies[SESSION_COOKIE] != first


def test_a_session_ends_by_signing_out_even_for_a_stolen_cookie(server):
    browser, thief = Browser(server), Browser(server)
    browser.sign_in()
    thief.cookies = dict(browser.cookies)
    token = Form(browser.get("/admin/apps/new").text).fields["form_token"]
    left = browser.post(SIGN_OUT, {"form_token": token})
    assert left.headers["location"].startswith(SIGN_IN)
    assert SESSION_COOKIE not in browser.cookies
    assert thief.get("/admin/").status_code == 303


@pytest.mark.parametrize(
    ("step", "times"), [(timedelta(minutes=30), 1), (timedelta(minutes=29), 17)]
)
def test_a_session_ends_when_idle_and_after_a_working_day(server, step, times):
    """Row A1: 30 minutes without use, eight hours in all."""
    browser = Browser(server)
    browser.sign_in()
    start = server.clock.time
    try:
        for number in range(times):
            assert browser.get("/admin/").status_code == 200, number
            server.clock.time += step
        assert browser.get("/admin/").status_code == 303
    finally:
        server.clock.time = start


@pytest.mark.parametrize(
    ("name", "password"),
    [
        (USER_NAME, "wrong"),
        (USER_NAME, ""),
        (USER_NAME, PASSWORD + " "),
        ("nobody@contoso.onmicrosoft.com", PASSWORD),
        ("admin@elsewhere.example", PASSWORD),
        ("admin", PASSWORD),
        ("", ""),
    ],
)
def test_a_wrong_name_and_a_wrong_password_look_the_same(stranger, name, password):
    answer = stranger.sign_in(name, password)
    assert answer.status_code == 401
    assert "User name or password is wrong." in answer.text
    assert SESSION_COOKIE not in stranger.cookies
    assert f'"{password}"' not in answer.text or not password


def test_the_name_counts_whatever_its_case(stranger):
    assert stranger.sign_in(f" {USER_NAME.upper()} ").status_code == 303


def test_whoever_guesses_has_to_wait_and_then_may_try_again(server):
    """Row A6."""
    browser = Browser(server)
    for spelling in ("guessed@contoso.onmicrosoft.com", " GUESSED@contoso.onmicrosoft.com"):
        for _ in range(FREE_FAILURES // 2):
            assert browser.sign_in(spelling, "wrong").status_code == 401
    slowed = browser.sign_in("Guessed@Contoso.onmicrosoft.com", "wrong")
    assert slowed.status_code == 429
    assert int(slowed.headers["retry-after"]) >= 1
    assert Browser(server).sign_in().status_code == 303  # another name is not concerned


def test_signing_in_leads_to_the_page_that_was_asked_for_and_nowhere_else(server):
    for asked, reached in {
        "/admin/apps?view=owned": "/admin/apps?view=owned",
        "https://evil.example/admin/": "/admin/",
        "//evil.example/admin/": "/admin/",
        "/admin/\\evil.example": "/admin/",
        "/admin//evil.example": "/admin/",
        "/admin/\r\nx": "/admin/",
        "": "/admin/",
    }.items():
        browser = Browser(server)
        answer = browser.submit(
            SIGN_IN, user_name=USER_NAME, password=PASSWORD, **{"continue": asked}
        )
        assert answer.headers["location"] == reached


def test_a_stranger_cannot_sign_a_browser_in(server):
    """Row A2, login CSRF: the form of one visitor does not fit another."""
    attacker, victim = Browser(server), Browser(server)
    fields = Form(attacker.get(SIGN_IN).text).fields
    victim.get(SIGN_IN)
    answer = victim.post(SIGN_IN, fields | {"user_name": USER_NAME, "password": PASSWORD})
    assert answer.status_code == 403
    assert victim.cookies.keys() == {VISITOR_COOKIE}


def test_access_tokens_and_secrets_are_no_sessions(server, stranger):
    """Row S15."""
    token = server.token().json()["access_token"]
    tenant_id = server.tenant.tenant_id
    for value in (token[:250], f"{tenant_id}.{token}"[:250], f"{tenant_id}.{server.daemon.secret}"):
        stranger.cookies[SESSION_COOKIE] = value
        answer = stranger.get("/admin/", authorization=f"Bearer {token}")
        assert answer.status_code == 303


def test_forms_are_bounded(admin):
    fields = Form(admin.get("/admin/apps/new").text).fields
    assert admin.post("/admin/apps/new", fields | {"name": "x" * 70_000}).status_code == 413
    many = fields | {f"field{number}": "x" for number in range(600)}
    assert admin.post("/admin/apps/new", many).status_code == 400


def test_other_methods_and_other_hosts_are_refused(admin):
    assert admin._send("DELETE", "/admin/apps", headers={}).status_code == 405
    assert admin.get("/admin/apps", host="evil.example").status_code == 400
    head = admin._send("HEAD", "/admin/", headers={})
    assert (head.status_code, head.text) == (200, "")


def test_static_files_are_cached_for_good_because_their_address_names_their_content(admin):
    page = admin.get("/admin/").text
    address = page.partition('rel="stylesheet" href="')[2].partition('"')[0]
    sheet = admin.get(address)
    assert "immutable" in sheet.headers["cache-control"]
    assert sheet.headers["content-type"].startswith("text/css")
    assert "://" not in sheet.text
