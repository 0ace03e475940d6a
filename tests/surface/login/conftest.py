"""A whole server in process, spoken to through its ASGI app, with a clock that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.surface.login.arrange import Server, opened_server
from tests.surface.login.people import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.surface.login.people import PeopleServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with opened_server(tmp_path / "data", kind=Server) as opened:
        yield opened


@pytest.fixture
def random_lifetime_server(tmp_path: Path) -> Iterator[Server]:
    """A server as in production, where nothing is said about lifetimes."""
    with opened_server(tmp_path / "data", kind=Server, access_token_lifetime=None) as opened:
        yield opened


@pytest.fixture
def person(server: PeopleServer) -> Visitor:
    """Somebody who is signed in at a server with people."""
    return Visitor(server).sign_in_as()


@pytest.fixture
def given(server: PeopleServer, person: Visitor) -> Any:
    """What a person's sign-in brought a client: its tokens."""
    return server.redeem(person.code(server)).json()
