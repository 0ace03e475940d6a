"""A database of an earlier schema, with objects in it, is brought to this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from tests.storage.arrange import A, add_app, add_tenants, application, graph_principal, object_id

from daemonry.odata.filter import parse_filter
from daemonry.odata.search import parse_search
from daemonry.ports import ListQuery
from daemonry.storage import postgres, sqlite
from daemonry.storage.store import DIRECTORY_FILE, open_store

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncEngine

pytestmark = pytest.mark.anyio

NEW_SINCE_0002 = ("application_words", "permission_grants", "role_assignments", "sessions")
INDEXES_OF_0003 = (
    "ix_applications_by_name",
    "ix_applications_by_age",
    "ix_service_principals_by_name",
    "ix_service_principals_by_age",
    "ix_app_role_assignments_of_resource",
)


async def _go_back_to_0002(engine: AsyncEngine) -> None:
    """Undo what 0003 and later made, as a database was that never saw it."""
    async with engine.begin() as connection:
        for table in NEW_SINCE_0002:
            await connection.execute(text(f"DROP TABLE {table}"))
        for index in INDEXES_OF_0003:
            await connection.execute(text(f"DROP INDEX {index}"))
        for statement in (
            "ALTER TABLE service_principals DROP COLUMN display_name_key",
            (
                "CREATE INDEX ix_applications_tenant_id_display_name_key"
                " ON applications (tenant_id, display_name_key)"
            ),
            (
                "CREATE INDEX ix_app_role_assignments_tenant_id_resource_id"
                " ON app_role_assignments (tenant_id, resource_id)"
            ),
        ):
            await connection.execute(text(statement))
        await connection.run_sync(_stamp)


def _stamp(connection: Connection) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))


async def test_names_and_words_of_what_is_there_are_found_after_0003(location: Path | str) -> None:
    async with await open_store(location) as store:
        await add_tenants(store)
        await add_app(store, application(A, "a", display_name="Old Name", description="Keeps it"))
        async with store.directory.change() as uow:
            await uow.service_principals.add(graph_principal(A))
    engine = (
        sqlite.create_engine(location / DIRECTORY_FILE)
        if isinstance(location, Path)
        else postgres.create_engine(location)
    )
    await _go_back_to_0002(engine)
    await engine.dispose()
    async with await open_store(location) as store, store.directory.read() as uow:
        for where in ('"displayName:name"', '"description:keeps"'):
            query = ListQuery(where=parse_search(where))
            (found,) = await uow.applications.list_matching(A, query)
            assert found.object_id == object_id("a")
        for name in ("old name", "microsoft graph"):
            query = ListQuery(where=parse_filter(f"displayName eq '{name}'"))
            assert await uow.service_principals.count_matching(A, query) == 1
        query = ListQuery(where=parse_search('"displayName:graph"'))
        assert await uow.service_principals.count_matching(A, query) == 1
