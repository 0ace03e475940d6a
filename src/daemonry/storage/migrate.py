"""Bringing a database to this release's schema: forward only, at start, in one transaction."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import inspect, text

from daemonry.storage.errors import NewerSchemaError
from daemonry.storage.schema import DIRECTORY_TABLES, RECORD_TABLES, REVISION
from daemonry.storage.sqlite import IMMEDIATE

if TYPE_CHECKING:
    from sqlalchemy import Connection, Table
    from sqlalchemy.ext.asyncio import AsyncEngine

DIRECTORY: Final = "directory"
RECORDS: Final = "records"
EVERYTHING: Final = frozenset({DIRECTORY, RECORDS})
"""What a database holds. On SQLite the records are a file of their own."""

_LOCK: Final = 0x6D696772617465  # "migrate"; one process at a time on PostgreSQL
_LOCK_TIMEOUT: Final = "2s"


async def migrate(
    engine: AsyncEngine, parts: frozenset[str] = EVERYTHING, *, revision: str = REVISION
) -> None:
    """Create or upgrade the tables of ``parts``; do nothing when they are current.

    An earlier ``revision`` is for those who need a database of an earlier release.
    Raises NewerSchemaError for a database of a newer release.
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
                await connection.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_TIMEOUT}'"))
                await connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))
            await connection.run_sync(_upgrade, parts, revision)


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


def _upgrade(connection: Connection, parts: frozenset[str], revision: str) -> None:
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
