"""What a person does in the admin center, by the names that stand on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page
    from tests.interop.dev_server import DevServer

ROLES = ("ToDoList.Read.All", "ToDoList.ReadWrite.All")


class Person:
    """Somebody in front of one window; ``complaints`` is what the browser's console said."""

    def __init__(self, page: Page, server: DevServer) -> None:
        self.page, self.server = page, server
        self.complaints: list[str] = []
        page.on("console", self._listen)
        page.on("request", self._stay_here)
        page.on("dialog", lambda dialog: dialog.accept())

    def _listen(self, message) -> None:
        if "status of 400" not in message.text:  # a refused form, which the page explains
            self.complaints.append(message.text)

    def _stay_here(self, request) -> None:
        if urlsplit(request.url).netloc != urlsplit(self.server.base_url).netloc:
            self.complaints.append(f"request to {request.url}")

    def sign_in(self) -> Person:
        self.page.goto(self.server.admin_url)
        self.type("User name", self.server.admin_username)
        self.type("Password", self.server.admin_password)
        self.press("Sign in")
        return self

    def control(self, role: str, name: str) -> Locator:
        """Return the first control of that name: the menu comes before the way back."""
        return self.page.get_by_role(role, name=name, exact=True).first

    def follow(self, name: str) -> None:
        self.control("link", name).click()

    def press(self, name: str) -> None:
        self.control("button", name).click()

    def tick(self, name: str, role: str = "checkbox") -> None:
        self.control(role, name).check()

    def type(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def fact(self, label: str) -> str:
        """Return the value beside a label."""
        shown = self.page.locator("dl.facts > div").filter(
            has=self.page.get_by_text(label, exact=True)
        )
        return shown.locator("code").first.inner_text()


class Keyboard(Person):
    """Somebody without a mouse: everything is reached by Tab and done by keys."""

    def control(self, role: str, name: str) -> Locator:
        found = super().control(role, name)
        self._reach(found)
        return found

    def follow(self, name: str) -> None:
        self.control("link", name)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def press(self, name: str) -> None:
        self.control("button", name)
        self.page.keyboard.press("Enter")
        self.page.wait_for_load_state()

    def tick(self, name: str, role: str = "checkbox") -> None:
        found = super().control(role, name)
        if not found.is_checked():  # Tab passes by the unticked radio buttons of a group
            self._reach(found)
            self.page.keyboard.press("Space")
        assert found.is_checked()

    def type(self, label: str, text: str) -> None:
        self._reach(self.page.get_by_label(label, exact=True))
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def _reach(self, wanted: Locator) -> None:
        wanted.wait_for()
        for _ in range(120):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not reach {wanted}")


def walk_the_tutorial(person: Person, name: str) -> tuple[str, str, str]:
    """Register an API and a daemon called after ``name``; return what the daemon needs.

    That is its client ID, its secret and its scope.
    """
    api, daemon = f"{name}-api", f"{name}-app"
    register(person, api)
    api_id = person.fact("Application (client) ID")
    assert person.fact("Directory (tenant) ID") == person.server.tenant_id
    person.follow("App roles")
    for role in ROLES:
        person.follow("Create app role")
        person.type("Display name", role)
        person.tick("Applications", "radio")
        person.type("Value", role)
        person.type("Description", f"Allow the app to use {role}")
        person.press("Apply")
    person.follow("Token configuration")
    person.follow("Add optional claim")
    person.tick("Access", "radio")
    person.tick("idtyp")
    person.press("Add")
    register(person, daemon)
    client_id = person.fact("Application (client) ID")
    person.follow("Certificates & secrets")
    person.follow("New client secret")
    person.type("Description", "laptop")
    person.press("Add")
    secret = person.fact("Value")
    person.follow("I stored it")
    ask_for_roles(person, api)
    expect(person.page.get_by_text("Not granted for Contoso", exact=True)).to_have_count(2)
    person.follow("Grant admin consent for Contoso")
    person.press("Yes")
    person.follow("Refresh")
    expect(person.page.get_by_text("Granted for Contoso", exact=True)).to_have_count(2)
    return client_id, secret, f"{api_id}/.default"


def register(person: Person, name: str, tenant: str = "Contoso") -> None:
    person.follow("App registrations")
    person.follow("New registration")
    person.type("Name", name)
    label = f"Accounts in this organizational directory only ({tenant} only - Single tenant)"
    person.tick(label, "radio")
    person.press("Register")


def ask_for_roles(person: Person, api: str) -> None:
    person.follow("API permissions")
    person.follow("Add a permission")
    person.follow("APIs my organization uses")
    person.follow(api)
    person.follow("Application permissions")
    for role in ROLES:
        person.tick(role)
    person.press("Add permissions")
