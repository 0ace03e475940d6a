"""Two releases on one database: a migration only adds, and is made once.

A node of the release before goes on with what it knows: each of its statements still
means the same after a migration when no table and no column is gone or changed its
meaning, and when what is new need not be given.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text
from tests.storage.arrange import A, add_client_and_api, app_id, application, sign_in

import daemonry.storage.migrate
from daemonry.storage.errors import NewerSchemaError
from daemonry.storage.migrate import EVERYTHING, upgrade
from daemonry.storage.postgres import connect
from daemonry.storage.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection
    from tests.storage.postgres_server import PostgresServer

    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio
MIGRATIONS = Path(daemonry.storage.migrate.__file__).parent / "migrations"


@dataclass(frozen=True)
class Schema:
    """What statements of a release depend on."""

    columns: dict[tuple[str, str], Any]
    uniqueness: set[tuple[str, tuple[str, ...]]]
    references: set[tuple[str, tuple[str, ...]]]

    @classmethod
    def of(cls, connection: Connection) -> Schema:
        found = inspect(connection)
        tables = [name for name in found.get_table_names() if name != "alembic_version"]
        return cls(
            {(name, each["name"]): each for name in tables for each in found.get_columns(name)},
            {
                (name, tuple(each["column_names"]))
                for name in tables
                for each in (*found.get_unique_constraints(name), *found.get_indexes(name))
                if each.get("unique", True)
            },
            {
                (name, tuple(each["constrained_columns"]))
                for name in tables
                for each in found.get_foreign_keys(name)
            },
        )

    @property
    def tables(self) -> set[str]:
        return {table for table, _ in self.columns}


def breaks(before: Schema, after: Schema) -> list[str]:
    """Return why the release before could not go on."""
    complaints = [f"{key} is gone" for key in before.columns.keys() - after.columns.keys()]
    for key, column in after.columns.items():
        old = before.columns.get(key)
        if old is None:
            is_needed = not column["nullable"] and column["default"] is None
            if key[0] in before.tables and is_needed:
                complaints.append(f"{key} is new and must be given")
        elif str(old["type"]) != str(column["type"]):
            complaints.append(f"{key} changed its type")
        elif old["nullable"] and not column["nullable"]:
            complaints.append(f"{key} must be given now")
    for what in ("uniqueness", "references"):
        for table, columns in getattr(after, what) - getattr(before, what):
            # A column that the release before leaves empty collides with nothing.
            if table in before.tables and all((table, each) in before.columns for each in columns):
                complaints.append(f"{(table, columns)}: new {what}")
    return complaints


def revisions() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    scripts = ScriptDirectory.from_config(config).walk_revisions()
    return [script.revision for script in scripts][::-1]


@pytest.fixture
def empty_database() -> Iterator[Connection]:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def test_d11_each_migration_only_adds_what_the_release_before_need_not_know(
    empty_database: Connection,
):
    first, *later = revisions()
    upgrade(empty_database, EVERYTHING, first)
    before = Schema.of(empty_database)
    for revision in later:
        upgrade(empty_database, EVERYTHING, revision)
        after = Schema.of(empty_database)
        assert breaks(before, after) == [], revision
        before = after


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("DROP TABLE others", "('others', 'name') is gone"),
        ("ALTER TABLE things DROP COLUMN kind", "('things', 'kind') is gone"),
        ("ALTER TABLE things RENAME COLUMN name TO label", "('things', 'name') is gone"),
        (
            "DROP TABLE things; CREATE TABLE things (name TEXT, kind TEXT, size INTEGER NOT NULL)",
            "('things', 'size') is new and must be given",
        ),
        (
            "DROP TABLE things; CREATE TABLE things (name INTEGER, kind TEXT)",
            "('things', 'name') changed its type",
        ),
        (
            "DROP TABLE things; CREATE TABLE things (name TEXT NOT NULL, kind TEXT)",
            "('things', 'name') must be given now",
        ),
        (
            "CREATE UNIQUE INDEX once ON things (name)",
            "('things', ('name',)): new uniqueness",
        ),
    ],
)
def test_a_migration_that_takes_something_away_would_be_found(
    empty_database: Connection, change: str, complaint: str
):
    empty_database.execute(text("CREATE TABLE things (name TEXT, kind TEXT)"))
    empty_database.execute(text("CREATE TABLE others (name TEXT)"))
    before = Schema.of(empty_database)
    for statement in change.split("; "):
        empty_database.execute(text(statement))
    assert breaks(before, Schema.of(empty_database)) == [complaint]


@pytest.fixture
def location(postgres_url: str) -> str:
    return postgres_url


@pytest.mark.postgres
async def test_d11_nodes_that_start_together_on_an_empty_database_migrate_it_once(
    postgres_server: PostgresServer,
):
    url = postgres_server.new_database("together")
    nodes = await asyncio.gather(*(open_store(url) for _ in range(4)))
    for node in nodes:
        assert not (await node.check()).is_degraded
        await node.close()
    assert postgres_server.execute("together", "SELECT count(*) FROM alembic_version") == "1\n"
    postgres_server.execute("postgres", "DROP DATABASE together")


@pytest.mark.postgres
async def test_d11_a_node_waits_for_the_one_that_migrates(postgres_server: PostgresServer):
    url = postgres_server.new_database("waiting")
    other = await connect(url)
    await other.execute(f"SELECT pg_advisory_lock({daemonry.storage.migrate._LOCK})")
    starting = asyncio.create_task(open_store(url))
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%pg_try_advisory%'"
    while not await other.fetchval(f"{waiting} AND pid <> pg_backend_pid()"):  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    assert not starting.done()
    await other.close()
    await (await starting).close()
    postgres_server.execute("postgres", "DROP DATABASE waiting")


@pytest.mark.postgres
async def test_d11_a_node_goes_on_while_a_newer_release_migrates_under_it(
    store: Store, postgres_server: PostgresServer, postgres_url: str
):
    await add_client_and_api(store, A)
    newer = (
        "ALTER TABLE applications ADD COLUMN of_tomorrow TEXT",
        "CREATE TABLE things_of_tomorrow (tenant_id TEXT PRIMARY KEY)",
        "UPDATE alembic_version SET version_num = '9999'",
    )
    before = postgres_server.execute("daemonry", "SELECT version_num FROM alembic_version").strip()
    try:
        postgres_server.execute("daemonry", "; ".join(newer))
        async with store.directory.change() as uow:
            await uow.applications.save(application(A, "c", display_name="changed"))
        client = await store.token_directory.client(A, app_id("c"))
        assert client is not None
        assert client.application.display_name == "changed"
        await store.sign_in_log.record(sign_in(A, "a"))
        assert list(await store.sign_in_log.list_newest(A)) == [sign_in(A, "a")]
        with pytest.raises(NewerSchemaError, match="newer one"):
            await open_store(postgres_url)
    finally:
        undo = (
            "ALTER TABLE applications DROP COLUMN of_tomorrow",
            "DROP TABLE things_of_tomorrow",
            f"UPDATE alembic_version SET version_num = '{before}'",  # noqa: S608 - our own
        )
        postgres_server.execute("daemonry", "; ".join(undo))
