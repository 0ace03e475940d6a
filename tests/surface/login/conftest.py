"""A whole server in process, spoken to through its ASGI app, with a clock that stands."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.surface.login.arrange import Server, SettableClock

from daemonry.app import open_services
from daemonry.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from daemonry.app import Services


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    clock = SettableClock()
    settings = load_settings({}, data=tmp_path / "data")
    with asyncio.Runner() as runner:
        opening = open_services(settings, create=True)

        async def enter() -> Services:
            return replace(await opening.__aenter__(), clock=clock)

        services = runner.run(enter())
        try:
            yield Server(runner, services, clock)
        finally:
            runner.run(opening.__aexit__(None, None, None))
