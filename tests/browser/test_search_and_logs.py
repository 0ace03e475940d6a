"""The command palette, the home page by keyboard, and a log that is live."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.steps import Keyboard

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_palette_finds_pages_and_objects_by_keys_alone(person, scheme):
    someone = person(color_scheme=scheme).sign_in()
    expect(someone.page.get_by_text("Ctrl K")).to_be_visible()  # the script has run
    someone.page.keyboard.press("Control+k")
    palette = someone.page.get_by_role("dialog", name="Command palette")
    expect(palette.get_by_role("link", name="Tenant overview")).to_be_visible()
    someone.page.keyboard.type(someone.server.daemon_client_id)
    found = palette.get_by_role("link", name="ciam-client-app").first
    expect(found).to_be_visible()
    someone.page.keyboard.press("ArrowDown")
    expect(found).to_be_focused()
    someone.page.keyboard.press("Enter")
    expect(someone.page.get_by_role("heading", name="Essentials")).to_be_visible()
    expect(someone.page.get_by_text("Ctrl K")).to_be_visible()
    someone.page.keyboard.press("Control+k")
    someone.page.keyboard.press("Escape")
    expect(palette).to_be_hidden()


def test_the_search_works_without_scripts(person):
    someone = person(java_script_enabled=False).sign_in()
    someone.follow("Search")
    someone.type("Search pages, applications, error codes and identifiers", "service principal")
    someone.press("Search")
    someone.follow("Enterprise applications")
    expect(someone.page.get_by_role("heading", name="Enterprise applications")).to_be_visible()


def test_the_home_page_by_keyboard_leads_to_the_numbers_behind_the_picture(person):
    someone = person(Keyboard).sign_in()
    someone.follow("7 days")
    expect(
        someone.page.get_by_role("img", name="Token requests of the last 7 days")
    ).to_be_visible()
    someone.page.get_by_text("The numbers as a table").focus()
    someone.page.keyboard.press("Enter")
    expect(someone.page.get_by_role("columnheader", name="Issued")).to_be_visible()


def test_a_live_log_shows_what_arrives(person):
    someone = person().sign_in()
    someone.page.goto(f"{someone.server.base_url}/admin/sign-in-logs?live=1&status=failure")
    with someone.server.connect() as http:
        form = {
            "grant_type": "client_credentials",
            "client_id": someone.server.daemon_client_id,
            "client_secret": "wrong",
            "scope": someone.server.api_scope,
        }
        refused = http.post(someone.server.token_endpoint, data=form).json()
    expect(someone.page.get_by_text(refused["correlation_id"])).to_be_visible(timeout=20_000)
    someone.follow("Stop")
    expect(someone.page.get_by_role("link", name="Live", exact=True)).to_be_visible()


def test_a_printed_log_is_its_records_alone(person):
    someone = person().sign_in()
    someone.page.goto(f"{someone.server.base_url}/admin/audit-logs")
    someone.page.emulate_media(media="print")
    expect(someone.page.get_by_role("columnheader", name="Activity")).to_be_visible()
    expect(someone.page.get_by_role("navigation", name="Main")).to_be_hidden()
    expect(someone.page.get_by_role("button", name="Apply")).to_be_hidden()
