"""One server for a module, with a browser that is signed in and one that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.surface.login.arrange import opened_server
from tests.surface.portal.arrange import USER_NAME, Browser, PortalServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[PortalServer]:
    """The administrator runs the server, too; colleagues do not."""
    data = tmp_path_factory.mktemp("portal") / "data"
    with opened_server(data, kind=PortalServer, operators=(USER_NAME,)) as running:
        yield running


@pytest.fixture
def stranger(server) -> Browser:
    return Browser(server)


@pytest.fixture(scope="module")
def admin(server) -> Browser:
    browser = Browser(server)
    assert browser.sign_in().status_code == 303
    return browser
