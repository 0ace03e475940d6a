"""One suite for both databases: each test that asks for ``store`` runs on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from tests.fakes.clock import Stopwatch
from tests.fakes.stores import empty_store
from tests.storage.arrange import add_tenants
from tests.storage.postgres_server import PostgresServer, find_binaries

from daemonry.storage.store import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from daemonry.storage.store import Store


DATABASE = "daemonry"


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A cluster of this test worker with one migrated database."""
    server = PostgresServer(find_binaries())

    async def migrate() -> None:
        await (await open_store(server.new_database(DATABASE))).close()

    try:
        asyncio.run(migrate())
        yield server
    finally:
        server.close()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> str:
    """An empty database with the current schema."""
    postgres_server.empty(DATABASE)
    return postgres_server.url(DATABASE)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where an empty store is."""
    if request.param == "sqlite":
        return empty_store(tmp_path / "data")
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def stopwatch() -> Stopwatch:
    """By which stores measure how old their knowledge of others is."""
    return Stopwatch()


@pytest.fixture
async def store(location: Path | str, stopwatch: Stopwatch) -> AsyncIterator[Store]:
    """An open store with the tenants A and B."""
    async with await open_store(location, monotonic=stopwatch) as opened:
        await add_tenants(opened)
        yield opened


@pytest.fixture
async def other(location: Path | str, stopwatch: Stopwatch, store: Store) -> AsyncIterator[Store]:
    """A second opening of the same store, as another process or node would have it."""
    async with await open_store(location, monotonic=stopwatch) as opened:
        yield opened
