"""Users, and Roles and administrators, in a real browser: by mouse, keyboard, without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.steps import Keyboard, Person

pytestmark = pytest.mark.browser
WINDOWS = {
    "mouse": (Person, {}),
    "keys": (Keyboard, {}),
    "plain": (Person, {"java_script_enabled": False}),
}


@pytest.mark.parametrize("how", WINDOWS)
def test_an_account_is_made_gets_a_role_loses_it_and_is_deleted(person, how):
    kind, window = WINDOWS[how]
    someone = person(kind, **window).sign_in()
    account = f"{how}@contoso.onmicrosoft.com"
    someone.follow("Users")
    someone.follow("New user")
    someone.type("User principal name", account)
    someone.type("Display name", how)
    someone.press("Create")
    someone.follow("Roles and administrators")
    someone.follow("Reports Reader")
    someone.follow("Add assignment")
    someone.page.get_by_label("User", exact=True).select_option(label=f"{how} ({account})")
    someone.press("Add")
    row = someone.page.get_by_role("row").filter(has_text=account)
    expect(row).to_contain_text(someone.server.admin_username)  # who assigned it
    someone.follow(f"Remove {how}")
    someone.press("Remove assignment")
    expect(someone.page.get_by_role("status").first).to_have_text("Role taken away.")
    someone.follow("Users")
    someone.follow(how)
    someone.follow("Delete user")
    someone.press("Delete user")
    expect(someone.page.get_by_role("status").first).to_contain_text("Account deleted.")
