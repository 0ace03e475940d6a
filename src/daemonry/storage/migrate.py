"""Bringing a database to this release's schema: forward only, at start, in one transaction."""

from __future__ import annotations

import asyncio
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, text

from daemonry.storage.errors import NewerSchemaError
from daemonry.storage.schema import DIRECTORY_TABLES, RECORD_TABLES, REVISION
from daemonry.storage.sqlite import IMMEDIATE

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

DIRECTORY: Final = "directory"
RECORDS: Final = "records"
EVERYTHING: Final = frozenset({DIRECTORY, RECORDS})
"""What a database holds. On SQLite the records are a file of their own."""

_LOCK: Final = 0x6D696772617465  # "migrate"; one process at a time on PostgreSQL
_LOCK_TIMEOUT: Final = "2s"
_PATIENCE: Final = 60.0
"""Seconds that a node waits for another one that migrates."""

_LOOK_AGAIN: Final = 0.1


async def migrate(
    engine: AsyncEngine, parts: frozenset[str] = EVERYTHING, *, revision: str = REVISION
) -> None:
    """Create or upgrade the tables of ``parts``; do nothing when they are current.

    An earlier ``revision`` is for those who need a database of an earlier release. Of
    several nodes that start together one migrates, and the others find it done. Nodes of
    the release before go on, because a migration only adds. Raises NewerSchemaError for a
    database of a newer release, OSError when another node does not finish.
    """
    async with engine.connect() as connection:
        async with connection.begin():
            current = await connection.run_sync(current_revision)
        if current == revision:
            return
        if engine.dialect.name == "sqlite":
            await connection.execution_options(**{IMMEDIATE: True})
        async with connection.begin():
            if engine.dialect.name == "postgresql":
                await _take_turn(connection)
                await connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'"))
            await connection.run_sync(upgrade, parts, revision)


async def _take_turn(connection: AsyncConnection) -> None:
    """Wait until nobody else migrates; no statement blocks, so that no timeout strikes."""
    try:
        async with asyncio.timeout(_PATIENCE):
            attempt = text(f"SELECT pg_try_advisory_xact_lock({_LOCK})")
            while not await connection.scalar(attempt):  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(_LOOK_AGAIN)
    except TimeoutError:
        raise OSError("Another node migrates the database and does not finish.") from None


def current_revision(connection: Connection) -> str | None:
    """Return the revision of the database, or None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return None if revision is None else str(revision)


def tables_of(parts: frozenset[str]) -> tuple[Table, ...]:
    """Return the tables that a database with these parts has."""
    directory = DIRECTORY_TABLES if DIRECTORY in parts else ()
    return (*directory, *(RECORD_TABLES if RECORDS in parts else ()))


def upgrade(connection: Connection, parts: frozenset[str], revision: str) -> None:
    """Bring a database to ``revision``; a newer one is left alone. Raises NewerSchemaError."""
    # Imported here, because a current database, the usual case, does not need it.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.script import ScriptDirectory  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config(attributes={"connection": connection, "parts": parts})
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    current = current_revision(connection)
    if current is not None:
        try:
            ScriptDirectory.from_config(config).get_revision(current)
        except CommandError:
            raise NewerSchemaError(
                f"The database has schema {current}, this release knows {REVISION}."
                " Start the release that wrote it, or a newer one."
            ) from None
    with warnings.catch_warnings():
        warnings.simplefilter("default")
        command.upgrade(config, revision)
