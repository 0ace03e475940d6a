"""Tenants, federated credentials and the manifest in a real browser."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect
from tests.browser.steps import Keyboard, register

pytestmark = pytest.mark.browser


def test_a_tenant_is_created_used_and_deleted_by_keyboard(person):
    someone = person(Keyboard).sign_in()
    someone.follow("Manage tenants")
    someone.follow("Create")
    someone.type("Tenant name", "Tailspin")
    someone.type("Domain name", "tailspin")
    someone.press("Create")
    assert someone.fact("Subdomain") == "tailspin"
    register(someone, "theirs", "Tailspin")
    someone.press("Back to Contoso")
    someone.follow("Manage tenants")
    someone.press("Switch to Tailspin")
    someone.follow("App registrations")
    expect(someone.page.get_by_role("link", name="theirs", exact=True)).to_be_visible()
    someone.press("Back to Contoso")
    someone.follow("Manage tenants")
    someone.follow("Delete tenant Tailspin")
    someone.type("Type the name to confirm: tailspin.onmicrosoft.com", "tailspin.onmicrosoft.com")
    someone.press("Delete tenant")
    expect(someone.page.get_by_role("status").first).to_have_text("Tenant deleted.")


def test_a_federated_credential_is_tried_with_a_token(person):
    someone = person(java_script_enabled=False).sign_in()
    register(someone, "from-github")
    someone.follow("Certificates & secrets")
    someone.follow("Federated credentials (0)")
    someone.follow("Add credential")
    someone.follow("GitHub Actions")
    someone.type("Organization", "contoso")
    someone.type("Repository", "todo")
    someone.type("Its name", "production")
    someone.type("Name", "production")
    someone.press("Add")
    subject = "repo:contoso/todo:environment:production"
    expect(someone.page.get_by_text(subject)).to_be_visible()
    someone.follow("Test with a token")
    someone.type("Token", "no token at all")
    someone.press("Test")
    expect(someone.page.get_by_text("Refused: AADSTS50027.")).to_be_visible()


def test_a_manifest_is_reviewed_before_it_is_saved(person):
    someone = person(Keyboard).sign_in()
    register(someone, "edited-as-text")
    someone.follow("Manifest")
    box = someone.page.get_by_label("Manifest (JSON)", exact=True)
    someone.type("Manifest (JSON)", '{"notes": "x",}')
    someone.press("Review changes")
    expect(someone.page.get_by_role("alert")).to_contain_text(re.compile(r"Line 1, column \d+"))
    box = someone.page.get_by_label("Manifest (JSON)", exact=True)
    expect(box).to_have_value('{"notes": "x",}')
    someone.type("Manifest (JSON)", '{"notes": "by the keyboard"}')
    someone.press("Review changes")
    expect(someone.page.get_by_label("Changes", exact=True)).to_contain_text("by the keyboard")
    someone.press("Save")
    expect(someone.page.get_by_role("status").first).to_have_text("Manifest saved.")


def test_in_a_narrow_window_buttons_open_the_menus_without_scripts(person):
    narrow = {"width": 320, "height": 700}
    someone = person(viewport=narrow, java_script_enabled=False).sign_in()
    link = someone.control("link", "App registrations")
    expect(link).to_be_hidden()
    someone.press("Menu")
    someone.follow("App registrations")
    someone.follow("ciam-client-app")
    someone.press("Pages of this application")
    someone.follow("Owners")
    expect(someone.page.get_by_role("heading", name="Owners", exact=True)).to_be_visible()
