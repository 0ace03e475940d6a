"""Passkeys in a browser, with Chromium's virtual authenticator in the place of a device."""

from __future__ import annotations

import base64
import hashlib
from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from tests.browser.test_accessibility import STILL, axe, look_at  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from tests.browser.steps import Person

pytestmark = pytest.mark.browser
PASSWORD = "violet harbour cymbal 7"
HERE = "/admin/my-sign-in"
CLI = "04b07795-8ddb-461a-bbee-02f9e1bf7b46"
"""The Azure CLI, as every directory knows it."""
REDIRECT = "http://localhost:8400"
_numbers = count(1)
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def keyholder(person) -> Person:
    """Somebody at a device that makes passkeys and unlocks them, in an account of its own."""
    admin = person().sign_in()
    name = f"keyholder{next(_numbers)}@contoso.onmicrosoft.com"
    admin.page.goto(f"{admin.server.base_url}/admin/users/new")
    admin.type("User principal name", name)
    admin.type("Display name", "Kim Keyholder")
    admin.press("Create")
    link = admin.page.locator("code").filter(has_text="/setup/").inner_text()
    someone = person(**STILL)
    session = someone.page.context.new_cdp_session(someone.page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    someone.page.goto(link)
    someone.type("New password", PASSWORD)
    someone.type("New password again", PASSWORD)
    someone.press("Set password")
    someone.follow(name)
    return someone


def sign_in_by_passkey(person: Person) -> None:
    person.press("Sign in with a passkey")
    person.page.wait_for_url(lambda url: "/sign-in" not in url)


def test_a_passkey_is_made_used_and_taken_away(keyholder, axe):  # noqa: F811 - the fixture
    page, base = keyholder.page, keyholder.server.base_url
    keyholder.follow("Add passkey")
    assert look_at(keyholder, axe) == []
    keyholder.type("Name", "My laptop")
    keyholder.press("Add passkey")
    page.get_by_role("heading", name="Recovery codes").wait_for()
    assert look_at(keyholder, axe) == []
    keyholder.follow("I stored them")
    page.get_by_role("cell", name="My laptop", exact=True).wait_for()
    assert look_at(keyholder, axe) == []

    keyholder.follow("Add passkey")  # the same device has one already
    keyholder.press("Add passkey")
    page.get_by_text("has a passkey for this account already").wait_for()
    assert look_at(keyholder, axe) == []
    keyholder.follow("Cancel")

    keyholder.press("Sign out")
    sign_in_by_passkey(keyholder)
    page.goto(base + HERE)
    assert page.get_by_role("cell", name="passkey", exact=True).count() == 1

    page.goto(f"{base}/common/sign-in?prompt=login&continue={HERE}")  # proving it once more
    assert look_at(keyholder, axe) == []
    sign_in_by_passkey(keyholder)
    assert page.url == base + HERE

    for link in ("Rename My laptop", "Remove My laptop", "Make new codes", "Change password"):
        keyholder.follow(link)
        assert look_at(keyholder, axe) == [], link
        keyholder.follow("Cancel")
    keyholder.follow("Remove My laptop")
    keyholder.press("Remove")
    page.get_by_text("You have no passkey.").wait_for()
    keyholder.press("Sign out")
    keyholder.press("Sign in with a passkey")
    page.get_by_text("No account here has this passkey").wait_for()
    keyholder.complaints.clear()  # the browser remarks on the status 401


def test_a_client_is_signed_in_to_by_a_passkey(keyholder):
    """What ``az login`` opens in a browser, and what it makes of the answer."""
    page, server = keyholder.page, keyholder.server
    keyholder.follow("Add passkey")
    keyholder.press("Add passkey")
    keyholder.follow("I stored them")
    keyholder.press("Sign out")
    verifier = "v" * 43
    challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=")
    asked = {
        "client_id": CLI,
        "response_type": "code",
        "redirect_uri": REDIRECT,
        "scope": "openid profile",
        "code_challenge": challenge.decode(),
        "code_challenge_method": "S256",
        "state": "s",
    }
    page.route(f"{REDIRECT}/**", lambda route: route.fulfill(body="Back at the client"))
    page.goto(f"{server.base_url}/{server.tenant_id}/oauth2/v2.0/authorize?{urlencode(asked)}")
    keyholder.press("Sign in with a passkey")
    keyholder.press("Accept")
    page.get_by_text("Back at the client").wait_for()
    answer = parse_qs(urlsplit(page.url).query)
    assert answer["state"] == ["s"]
    redeemed = {
        "grant_type": "authorization_code",
        "client_id": CLI,
        "code": answer["code"][0],
        "redirect_uri": REDIRECT,
        "code_verifier": verifier,
        "scope": "openid profile",
    }
    with server.connect() as http:
        token = http.post(server.token_endpoint, data=redeemed).json()["id_token"]
    claims = base64.urlsafe_b64decode(token.split(".")[1] + "==").decode()
    assert '"Kim Keyholder"' in claims
    keyholder.complaints.clear()  # the client is another host


def test_without_scripts_there_is_the_password_and_no_button(person):
    someone = person(java_script_enabled=False)
    someone.page.goto(someone.server.admin_url)
    assert someone.page.get_by_role("button").all_inner_texts() == ["Sign in"]
