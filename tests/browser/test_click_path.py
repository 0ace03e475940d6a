"""The tutorial's click path in a real browser, three ways; each ends with a token."""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Error, expect
from tests.browser.steps import ROLES, Keyboard, walk_the_tutorial

if TYPE_CHECKING:
    from tests.browser.steps import Person

pytestmark = pytest.mark.browser


def claims_of_token(person: Person, client_id: str, secret: str, scope: str):
    with person.server.connect() as http:
        form = {
            "grant_type": "client_credentials",
            "client_id": client_id,
            "client_secret": secret,
            "scope": scope,
        }
        answer = http.post(person.server.token_endpoint, data=form).json()
    part = answer["access_token"].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def assert_the_tutorial_works(person: Person, name: str) -> None:
    claims = claims_of_token(person, *walk_the_tutorial(person, name))
    assert sorted(claims["roles"]) == sorted(ROLES)
    assert claims["idtyp"] == "app"


def test_by_mouse(person):
    someone = person().sign_in()
    assert_the_tutorial_works(someone, "mouse")
    someone.follow("Tenant overview")
    assert someone.fact("Subdomain") == "contoso"
    assert someone.fact("Issuer") == someone.server.issuer


def test_without_scripts(person):
    assert_the_tutorial_works(person(java_script_enabled=False).sign_in(), "plain")


def test_by_keyboard_alone(person):
    assert_the_tutorial_works(person(Keyboard).sign_in(), "keys")


def test_a_secret_is_gone_when_one_comes_back_to_its_page(person):
    someone = person().sign_in()
    walk_to_secret = f"/admin/apps/{someone.server.daemon_client_id}/credentials/secrets/new"
    someone.page.goto(someone.server.base_url + walk_to_secret)
    someone.type("Description", "kept once")
    someone.press("Add")
    secret = someone.fact("Value")
    someone.follow("I stored it")
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        someone.page.go_back()  # the browser kept nothing, and we do not show it again
    expect(someone.page.get_by_text(secret)).to_have_count(0)
