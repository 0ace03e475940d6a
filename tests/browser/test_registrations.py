"""What else one does to an application in a real browser, by mouse and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.steps import Keyboard, Person, register

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = pytest.mark.browser


def alert(person: Person) -> Locator:
    return person.page.get_by_role("alert")


def notice(person: Person) -> Locator:
    return person.page.get_by_role("status").first


@pytest.mark.parametrize("kind", [Person, Keyboard])
def test_redirect_uris_and_owners(person, kind):
    someone = person(kind).sign_in()
    name = f"{kind.__name__}-web"
    register(someone, name)
    someone.follow("Authentication")
    someone.follow("Add a redirect URI")
    someone.tick("Web", "radio")
    someone.type("Redirect URI", "http://contoso.example/cb")
    someone.press("Add")
    expect(alert(someone)).to_contain_text("others need https")
    someone.type("Redirect URI", "https://contoso.example/cb")
    someone.press("Add")
    expect(notice(someone)).to_have_text("Redirect URI added.")
    someone.follow("Owners")
    someone.follow(f"Remove owner {someone.server.admin_username}")
    someone.press("Remove")
    someone.follow("Add owners")
    someone.tick(someone.server.admin_username)
    someone.press("Select")
    expect(notice(someone)).to_have_text("Owners added.")


def test_an_application_is_deleted_for_good_by_typing_its_name(person):
    someone = person(java_script_enabled=False).sign_in()
    register(someone, "soon-gone")
    someone.follow("Delete")
    someone.press("Delete")
    someone.follow("Restore app registration soon-gone")
    someone.press("Restore app registration")
    someone.follow("Delete")
    someone.press("Delete")
    someone.follow("Delete permanently soon-gone")
    box = someone.page.get_by_label("Type the name to confirm")
    box.fill("something else")
    someone.press("Delete permanently")
    expect(alert(someone)).to_contain_text("Nothing was deleted")
    someone.page.get_by_label("Type the name to confirm").fill("soon-gone")
    someone.press("Delete permanently")
    expect(notice(someone)).to_have_text("Deleted permanently.")
