"""Is a database whole: pages, references, sealed values, digests? Looks, and changes nothing.

For the databases of a running server, of a backup, and for PostgreSQL alike.
"""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_der_private_key
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from daemonry.model.signing_key import sealing_context
from daemonry.storage import sqlite
from daemonry.storage.credentials import digests_by_key
from daemonry.storage.errors import StorageError
from daemonry.storage.migrate import DIRECTORY, RECORDS, current_revision, tables_of
from daemonry.storage.schema import REVISION, signing_keys
from daemonry.storage.sealed import SEALED
from daemonry.storage.store import ARRIVALS_FILE, DIRECTORY_FILE, RECORDS_FILE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from daemonry.storage.secret_files import ServerKeys

_SHOWN: Final = 5
_FILES: Final = {DIRECTORY: DIRECTORY_FILE, RECORDS: RECORDS_FILE}


@dataclass(frozen=True, slots=True)
class Inspected:
    """What one check found. ``problems`` are empty when all is well."""

    check: str
    found: str
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Databases:
    """The databases of one server: the directory and its records, which may be one."""

    directory: AsyncEngine
    records: AsyncEngine
    parts: Mapping[str, AsyncEngine]
    """All files that SQLite can check, by name; on PostgreSQL the one database."""


@asynccontextmanager
async def open_databases(
    location: Path | str, *, is_copy: bool = False
) -> AsyncIterator[Databases]:
    """Open what is at ``location`` for reading alone; ``is_copy`` when nobody writes to it.

    Raises StorageError when there is nothing.
    """
    async with AsyncExitStack() as stack:
        if isinstance(location, str):
            from daemonry.storage import postgres  # noqa: PLC0415 - not needed beside SQLite

            engine = postgres.create_engine(location)
            stack.push_async_callback(engine.dispose)
            yield Databases(engine, engine, {"database": engine})
            return
        engines = {}
        for name in (DIRECTORY_FILE, RECORDS_FILE, ARRIVALS_FILE):
            path = location / name
            if not path.exists():
                raise StorageError(f"There is no {path}. Name the data directory by --data.")
            opener = sqlite.open_copy if is_copy else _open_live
            engines[name] = sqlite.create_engine(path, partial(opener, path))
            stack.push_async_callback(engines[name].dispose)
        yield Databases(engines[DIRECTORY_FILE], engines[RECORDS_FILE], engines)


async def inspect_databases(databases: Databases, keys: ServerKeys | None) -> list[Inspected]:
    """Check everything; without ``keys`` what they would open is not looked at.

    Raises StorageError for a database that cannot be read at all.
    """
    try:
        found = [await _pages(name, engine) for name, engine in databases.parts.items()]
        schema = await _schema(databases.directory)
        found.append(schema)
        if schema.problems:
            return found
        async with databases.directory.connect() as connection:
            found.append(await _references(connection))
            if keys is not None:
                found += [await _sealed(connection, keys), await _pairs(connection, keys)]
                found.append(await _digests(connection, keys))
        found.append(await _counts(databases))
    except DBAPIError as error:
        raise StorageError(f"The database cannot be read: {error.orig}.") from error
    return found


def _open_live(path: Path) -> Any:
    return sqlite.open_connection(path, read_only=True)


async def _pages(name: str, engine: AsyncEngine) -> Inspected:
    check = f"pages of {name}"
    try:
        async with engine.connect() as connection:
            if engine.dialect.name == "sqlite":
                rows = await connection.scalars(text("PRAGMA integrity_check"))
                problems = tuple(str(row) for row in rows if row != "ok")
                return Inspected(check, "every page and index is sound", problems[:_SHOWN])
            checksums = await connection.scalar(text("SHOW data_checksums"))
            return Inspected(check, f"left to PostgreSQL: data_checksums is {checksums}")
    except DBAPIError as error:
        return Inspected(check, "", (str(error.orig),))


async def _schema(engine: AsyncEngine) -> Inspected:
    async with engine.connect() as connection:
        revision = await connection.run_sync(current_revision)
    if revision == REVISION:
        return Inspected("schema", f"schema {revision} of this release")
    problem = (
        f"schema {revision}, this release has {REVISION}: 'daemonry serve' upgrades older ones"
    )
    return Inspected("schema", "", (problem,))


async def _references(connection: AsyncConnection) -> Inspected:
    if connection.dialect.name == "sqlite":
        rows = (await connection.execute(text("PRAGMA foreign_key_check"))).all()
        problems = tuple(f"row {row[1]} of {row[0]} names no row of {row[2]}" for row in rows)
    else:
        statement = "SELECT conname FROM pg_constraint WHERE contype = 'f' AND NOT convalidated"
        rows = (await connection.execute(text(statement))).all()
        problems = tuple(f"{row[0]} was never validated" for row in rows)
    return Inspected("references", "every reference leads somewhere", problems[:_SHOWN])


async def _sealed(connection: AsyncConnection, keys: ServerKeys) -> Inspected:
    problems, count = [], 0
    for sealed in SEALED:
        for row in await connection.execute(select(sealed.table)):
            value = sealed.value(row)
            if not value:
                continue
            count += 1
            try:
                keys.vault.open(value, context=sealed.context(row))
            except ValueError as error:
                name = "/".join(getattr(row, column.name) for column in sealed.key)
                problems.append(f"{sealed.column} of {name}: {error}")
    return Inspected("sealed values", f"all {count} open", tuple(problems[:_SHOWN]))


async def _pairs(connection: AsyncConnection, keys: ServerKeys) -> Inspected:
    """Hold private signing keys beside the certificates that are published of them."""
    keyed = signing_keys.c
    problems, count = [], 0
    for row in await connection.execute(
        select(signing_keys).where(keyed.sealed_private_key != b"")
    ):
        count += 1
        context = sealing_context(row.tenant_id, row.kid)
        try:
            private = load_der_private_key(
                keys.vault.open(row.sealed_private_key, context=context), password=None
            )
            public = x509.load_der_x509_certificate(row.certificate).public_key()
        except ValueError as error:
            problems.append(f"{row.kid}: {error}")
        else:
            if private.public_key() != public:
                problems.append(f"{row.kid}: another key than its certificate says")
    return Inspected(
        "signing keys", f"all {count} fit their certificates", tuple(problems[:_SHOWN])
    )


async def _digests(connection: AsyncConnection, keys: ServerKeys) -> Inspected:
    counted = {row[0]: row[1] for row in await connection.execute(digests_by_key())}
    problems = tuple(
        f"{count} client secrets need the secret-hash key {name}, which is not at hand"
        for name, count in counted.items()
        if name not in keys.secret_hash_keys.keys
    )
    return Inspected("client secrets", f"all {sum(counted.values())} can be checked", problems)


async def _counts(databases: Databases) -> Inspected:
    counted = []
    for part, engine in ((DIRECTORY, databases.directory), (RECORDS, databases.records)):
        async with engine.connect() as connection:
            for table in tables_of(frozenset({part})):
                count = await connection.scalar(select(func.count()).select_from(table))
                if count:
                    counted.append(f"{table.name} {count}")
    return Inspected("rows", ", ".join(sorted(counted)))
