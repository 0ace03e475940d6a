"""PostgreSQL to a moment before a mistake: the steps of docs/how-to/back-up-and-restore.md."""

from __future__ import annotations

import pytest
from tests.storage.arrange import A, add_app, add_tenants, application, object_id
from tests.storage.postgres_server import PostgresServer, find_binaries

from daemonry.storage.store import open_store
from daemonry.storage.verification import inspect_databases, open_databases

pytestmark = [pytest.mark.anyio, pytest.mark.postgres]


@pytest.fixture(scope="module")
def archiving(tmp_path_factory):
    """A primary that archives its WAL."""
    server = PostgresServer(find_binaries(), archive=True)
    yield server
    server.close()


async def test_a_deleted_application_is_there_again_at_the_moment_before(archiving):
    url = archiving.new_database("daemonry")
    async with await open_store(url) as store:
        await add_tenants(store)
        await add_app(store, application(A, "a"))
        backup = archiving.base_backup()
        await add_app(store, application(A, "b"))
        moment = archiving.execute("daemonry", "SELECT clock_timestamp()").strip()
        async with store.directory.change() as uow:
            await uow.applications.remove(A, object_id("b"))
        archiving.execute("daemonry", "SELECT pg_switch_wal()")
    restored = archiving.restored(backup, moment)
    try:
        url = restored.url("daemonry")
        async with open_databases(url) as databases:
            inspected = await inspect_databases(databases, None)
        assert [one.problems for one in inspected] == [()] * len(inspected)
        async with await open_store(url) as store, store.directory.read() as uow:
            assert await uow.applications.get(A, object_id("b")) is not None
    finally:
        restored.close()


async def test_a_dump_restored_into_an_empty_database_is_whole(archiving):
    async with await open_store(archiving.new_database("original")) as store:
        await add_tenants(store)
        await add_app(store, application(A, "a"))
    url = archiving.new_database("copied")
    archiving.copy_by_dump("original", "copied")
    async with open_databases(url) as databases:
        inspected = {one.check: one for one in await inspect_databases(databases, None)}
    assert not any(one.problems for one in inspected.values())
    assert "applications 1" in inspected["rows"].found
