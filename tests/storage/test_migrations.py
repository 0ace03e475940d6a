"""A database of an earlier schema, with objects in it, is brought to this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from tests.fakes.clock import START
from tests.storage.arrange import (
    HOUR,
    A,
    add_app,
    add_tenants,
    app_id,
    application,
    graph_principal,
    key_credential,
    object_id,
    sign_in,
)

from daemonry.odata.filter import parse_filter
from daemonry.odata.search import parse_search
from daemonry.ports import ListQuery
from daemonry.storage import postgres, sqlite
from daemonry.storage.store import DIRECTORY_FILE, RECORDS_FILE, open_store

if TYPE_CHECKING:
    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

pytestmark = pytest.mark.anyio

NEW_SINCE_0002 = (
    "application_words",
    "permission_grants",
    "role_assignments",
    "sessions",
    "key_credential_ends",
)


def _without_chain(records: str) -> tuple[str, ...]:
    return (
        *(f"DROP INDEX ix_{records}_{name}" for name in ("unsealed", "sealed")),
        *(f"ALTER TABLE {records} DROP COLUMN {name}" for name in ("seq", "link")),
    )


WITHOUT_WHAT_CAME_SINCE_0008 = (
    "DROP TABLE application_logos",
    "DROP TABLE service_principal_passwords",
    "DROP TABLE service_principal_key_ends",
    "DROP TABLE notice_deliveries",
    "DROP TABLE notices",
    "DROP TABLE notice_settings",
    "DROP TABLE authorization_codes",
    "DROP TABLE refresh_tokens",
    "DROP TABLE token_families",
    "DROP TABLE device_codes",
    "ALTER TABLE tenants DROP COLUMN document",
    "DROP TABLE authentication_methods",
    "DROP TABLE setup_links",
    *(
        f"ALTER TABLE users DROP COLUMN {name}"
        for name in (
            "must_change_password",
            "is_factor_required",
            "password_changed_at",
            "sessions_valid_from",
            "deleted_at",
            "details",
        )
    ),
    *_without_chain("audit_events"),
    "DROP TABLE audit_keys",
    "DROP TABLE audit_checkpoints",
)
FIGURES = ("sign_in_hours", "resource_use")
INDEXES_SINCE_0002 = (
    "ix_applications_by_name",
    "ix_applications_by_age",
    "ix_service_principals_by_name",
    "ix_service_principals_by_age",
    "ix_app_role_assignments_of_resource",
    "ix_app_role_assignments_by_age",
    "ix_password_credentials_tenant_id_ends_at",
)


def _engine(location: Path | str, file: str) -> AsyncEngine:
    if isinstance(location, Path):
        return sqlite.create_engine(location / file)
    return postgres.create_engine(location)


async def _go_back_to_0002(engine: AsyncEngine) -> None:
    """Undo what 0003 and later made, as a database was that never saw it."""
    async with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            await _drop_what_came_of_records(connection)
        for table in NEW_SINCE_0002:
            await connection.execute(text(f"DROP TABLE {table}"))
        for index in INDEXES_SINCE_0002:
            await connection.execute(text(f"DROP INDEX {index}"))
        for statement in (
            "ALTER TABLE service_principals DROP COLUMN display_name_key",
            *WITHOUT_WHAT_CAME_SINCE_0008,
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


async def _drop_what_came_of_records(connection: AsyncConnection) -> None:
    if connection.dialect.name == "postgresql":
        await connection.execute(text("DROP FUNCTION count_sign_ins CASCADE"))
    for table in (*FIGURES, "sign_in_checkpoints"):
        await connection.execute(text(f"DROP TABLE {table}"))
    for statement in _without_chain("sign_ins"):
        await connection.execute(text(statement))


def _stamp(connection: Connection) -> None:
    connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))


async def test_names_and_words_of_what_is_there_are_found_after_0003(location: Path | str) -> None:
    async with await open_store(location) as store:
        await add_tenants(store)
        await add_app(store, application(A, "a", display_name="Old Name", description="Keeps it"))
        async with store.directory.change() as uow:
            await uow.service_principals.add(graph_principal(A))
    engine = _engine(location, DIRECTORY_FILE)
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


async def test_what_was_there_before_figures_is_counted_by_0006(location: Path | str) -> None:
    home = application(A, "a", key_credentials=(key_credential("k"),))
    async with await open_store(location) as store:
        await add_tenants(store)
        await add_app(store, home)
        for letter, code in (("a", 0), ("b", 0), ("c", 7000215)):
            await store.sign_in_log.record(sign_in(A, letter, error_code=code))
        assert len(await store.sign_in_log.list_newest(A)) == 3
    for file in (DIRECTORY_FILE, RECORDS_FILE):
        engine = _engine(location, file)
        async with engine.begin() as connection:
            await connection.execute(text("UPDATE alembic_version SET version_num = '0005'"))
            if file == RECORDS_FILE:
                await _drop_what_came_of_records(connection)
            else:
                await connection.execute(text("DROP TABLE key_credential_ends"))
                columns = [
                    f"ALTER TABLE sessions DROP COLUMN {name}"
                    for name in ("stage", "address", "user_agent")
                ]
                columns.append("ALTER TABLE role_assignments DROP COLUMN created_by")
                words = (
                    "DROP INDEX ix_application_words_of_application",
                    (
                        "CREATE INDEX ix_application_words_tenant_id_app_id"
                        " ON application_words (tenant_id, app_id)"
                    ),
                )
                for statement in (*WITHOUT_WHAT_CAME_SINCE_0008, *columns, *words):
                    await connection.execute(text(statement))
                for index in INDEXES_SINCE_0002[-2:]:
                    await connection.execute(text(f"DROP INDEX {index}"))
        await engine.dispose()
    async with await open_store(location) as store:
        hours = await store.sign_in_log.count_by_hour(A, since=START)
        assert [(each.error_code, each.count) for each in hours] == [(0, 2), (7000215, 1)]
        (use,) = await store.sign_in_log.uses_of(A, [(app_id("c"), app_id("r"))])
        assert (use.tokens, use.last_at) == (2, sign_in(A, "b").at)
        async with store.directory.read() as uow:
            (end,) = await uow.applications.list_ending(
                A, after=None, before=START + 2 * HOUR, limit=9
            )
        assert (end.kind, end.key_id) == ("certificate", home.key_credentials[0].key_id)
