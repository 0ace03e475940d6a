"""A whole server in process, spoken to through its ASGI app, with a clock that stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.surface.login.arrange import Server, opened_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with opened_server(tmp_path / "data", kind=Server) as opened:
        yield opened


@pytest.fixture
def random_lifetime_server(tmp_path: Path) -> Iterator[Server]:
    """A server as in production, where nothing is said about lifetimes."""
    with opened_server(tmp_path / "data", kind=Server, access_token_lifetime=None) as opened:
        yield opened
