"""The tutorial by browser, to its end: the Node.js daemon prints the to-dos."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from tests.browser.steps import ask_for_roles, register
from tests.interop.node_packages import install_node_packages
from tests.interop.programs import NODE_DAEMON, PROGRAMS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.steps import Person

pytestmark = pytest.mark.browser
NODE = next(program for program in PROGRAMS if program.command[0] == "node")


@pytest.fixture(scope="module", autouse=True)
def _packages() -> None:
    install_node_packages(NODE_DAEMON)


def register_daemon(person: Person, name: str) -> str:
    """Register a daemon with consent to the roles of the to-do API; return its client ID."""
    register(person, name)
    client_id = person.fact("Application (client) ID")
    ask_for_roles(person, "ciam-ToDoList-api")
    person.follow("Grant admin consent for Contoso")
    person.press("Yes")
    person.follow("Certificates & secrets")
    return client_id


def assert_it_keeps_todos(settings: dict[str, str]) -> None:
    added = NODE.run(settings, "--op", "addToDo", "--description", "read the tutorial").json()
    listed = NODE.run(settings, "--op", "getToDos").json()
    assert added in listed


def test_with_a_secret_and_with_the_one_that_took_its_place(person):
    someone = person().sign_in()
    client_id = register_daemon(someone, "ends-with-secret")
    someone.follow("New client secret")
    someone.type("Description", "laptop")
    someone.press("Add")
    first = someone.fact("Value")
    assert_it_keeps_todos(NODE.settings(someone.server, CLIENT_ID=client_id, CLIENT_SECRET=first))
    someone.follow("I stored it")
    someone.follow("Rotate client secret laptop")
    someone.press("Rotate")
    second = someone.fact("Value")
    someone.follow("I stored it")
    for secret in (first, second):
        settings = NODE.settings(someone.server, CLIENT_ID=client_id, CLIENT_SECRET=secret)
        assert NODE.run(settings, "--op", "getToDos").exit_code == 0


@pytest.mark.parametrize("has_scripts", [True, False], ids=["scripts", "no scripts"])
def test_with_a_certificate_made_by_the_admin_center(person, tmp_path: Path, has_scripts):
    someone = person(java_script_enabled=has_scripts).sign_in()
    client_id = register_daemon(someone, f"ends-with-certificate-{has_scripts}")
    someone.follow("Certificates (0)")
    someone.follow("Generate certificate")
    someone.press("Generate")
    file = tmp_path / "daemon.pem"
    with someone.page.expect_download() as download:
        someone.follow("Download PEM")
    download.value.save_as(file)
    someone.follow("I stored it")
    expect(someone.page.get_by_text("PRIVATE KEY")).to_have_count(0)
    settings = NODE.settings(
        someone.server, CLIENT_ID=client_id, CLIENT_SECRET="", CLIENT_CERTIFICATE=str(file)
    )
    assert_it_keeps_todos(settings)
