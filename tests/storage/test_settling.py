"""On PostgreSQL a change is acknowledged when every process answers from it."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs
from tests.storage.arrange import A, add_client_and_api, app_id, application

from daemonry.storage.postgres import connect
from daemonry.storage.postgres_settling import _LOCK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.storage.postgres_server import PostgresServer

    from daemonry.storage.store import Store

pytestmark = [pytest.mark.anyio, pytest.mark.postgres]

TRIALS = 100
LATE = "a process did not confirm a change in time"


@pytest.fixture
def location(postgres_url: str) -> str:
    return postgres_url


@asynccontextmanager
async def silent_process(dsn: str) -> AsyncIterator[None]:
    """Be listed among the listeners and confirm nothing, like a process that was stopped."""
    connection = await connect(dsn)
    try:
        await connection.execute("SELECT pg_advisory_lock_shared($1, $2)", *_LOCK)
        yield
    finally:
        await connection.close()


async def rename(store: Store, name: str) -> None:
    async with store.directory.change() as uow:
        await uow.applications.save(replace(application(A, "c"), display_name=name))


async def name_seen_by(store: Store) -> str:
    client = await store.token_directory.client(A, app_id("c"))
    assert client is not None
    return client.application.display_name


async def test_s18_no_other_process_is_behind_after_any_of_many_changes(store: Store, other: Store):
    await add_client_and_api(store, A)
    with capture_logs() as logs:
        for trial in range(TRIALS):
            changed, observer = (store, other) if trial % 2 else (other, store)
            await name_seen_by(observer)
            await rename(changed, f"name {trial}")
            assert await name_seen_by(observer) == f"name {trial}"
    assert LATE not in [entry["event"] for entry in logs]


async def test_a_process_that_does_not_confirm_delays_a_change_and_does_not_prevent_it(
    store: Store, postgres_url: str
):
    await add_client_and_api(store, A)
    with capture_logs() as logs:
        async with silent_process(postgres_url):
            await rename(store, "late")
        await rename(store, "in time")
    assert [entry["event"] for entry in logs] == [LATE]
    assert await name_seen_by(store) == "in time"


async def test_a_process_that_can_no_longer_listen_asks_before_its_next_answer(
    store: Store, other: Store, postgres_server: PostgresServer
):
    await add_client_and_api(store, A)
    await name_seen_by(other)
    postgres_server.execute(
        "daemonry",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE pid <> pg_backend_pid() AND application_name = 'daemonry'",
    )
    await rename(store, "unheard")
    assert await name_seen_by(other) == "unheard"
    with capture_logs() as logs:
        await rename(store, "heard again")
        assert await name_seen_by(other) == "heard again"
    assert logs == []
