"""One local tenant for the session, one Chromium for a module; a signed-in page for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright
from tests.browser.steps import Person
from tests.interop.dev_server import DevServer, running_dev_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

CHROMIUM = "/usr/bin/chromium"
"""Debian's; nothing is downloaded."""
QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)


@pytest.fixture(scope="session")
def server() -> Iterator[DevServer]:
    with running_dev_server() as running:
        yield running


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Start Chromium for one module: meanwhile Playwright's event loop runs in this thread,
    and tests of other modules could start none of their own.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        yield browser
        browser.close()


@pytest.fixture
def person(server, chromium) -> Iterator[Callable[..., Person]]:
    """Open windows for people, and see in the end that no page broke its own rules."""
    people: list[Person] = []

    def arrive(kind: type[Person] = Person, **window) -> Person:
        context = chromium.new_context(ignore_https_errors=True, **window)
        people.append(kind(context.new_page(), server))
        return people[-1]

    yield arrive
    for someone in people:
        someone.page.context.close()
        assert someone.complaints == []
