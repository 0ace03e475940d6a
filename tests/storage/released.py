"""Databases of earlier schemas with a tenant in them, kept as SQL in ``released/``.

Whoever adds a migration leaves the databases before it as they are and lets this write
one of the new schema: ``.venv/bin/python -m tests.storage.released``. It gets those rows
of today's tutorial tenant that the schema has columns for.
"""

from __future__ import annotations

import asyncio
import base64
import sqlite3
import tempfile
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pysqlite3
from sqlalchemy import MetaData, insert, select
from tests.storage.arrange import sign_in

from daemonry.directory.signing_keys import TenantTools
from daemonry.emulator.seed import seed_tutorial
from daemonry.model.ids import AppId, TenantId
from daemonry.model.secret import digest_secret
from daemonry.services import open_services
from daemonry.settings import load_settings
from daemonry.storage import migrate as migrations
from daemonry.storage import sqlite
from daemonry.storage.migrate import DIRECTORY, RECORDS, migrate
from daemonry.storage.store import DIRECTORY_FILE, RECORDS_FILE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncEngine

    from daemonry.services import Services

FIXTURES = Path(__file__).parent / "released"
FILES = {DIRECTORY: DIRECTORY_FILE, RECORDS: RECORDS_FILE}
SECRET = "dmns_" + "0" * 42  # its checksum is wrong, so that no scanner cries
KEYS = {
    "key_encryption_key": base64.b64encode(b"k" * 32).decode(),
    "secret_hash_key": base64.b64encode(b"h" * 32).decode(),
}


@asynccontextmanager
async def services_on(place: Path | str, data: Path) -> AsyncIterator[Services]:
    """Open a store with the fixed server keys."""
    database = place if isinstance(place, str) else None
    async with open_services(load_settings({}, data=data, database=database, **KEYS)) as services:
        yield services


def unpack(revision: str, data: Path) -> None:
    """Make the data directory of a server that had this schema."""
    data.mkdir(mode=0o700)
    for part, name in FILES.items():
        sqlite.prepare_file(data / name)
        with closing(pysqlite3.connect(str(data / name))) as database:
            database.executescript((FIXTURES / f"{revision}.{part}.sql").read_text())


async def copy_rows(source: AsyncEngine, target: AsyncEngine) -> None:
    """Copy what both databases have: tables by their names, columns by theirs."""
    theirs, ours = MetaData(), MetaData()
    async with source.connect() as reading, target.begin() as writing:
        await reading.run_sync(theirs.reflect)
        await writing.run_sync(ours.reflect)
        for table in ours.sorted_tables:
            if table.name not in theirs.tables or table.name == "alembic_version":
                continue
            names = [name for name in table.c.keys() if name in theirs.tables[table.name].c]  # noqa: SIM118 - columns, not names
            columns = [theirs.tables[table.name].c[name] for name in names]
            rows = (await reading.execute(select(*columns))).all()
            if rows:
                await writing.execute(
                    insert(table), [_fitting(table, names, list(row)) for row in rows]
                )


def _fitting(table: Any, names: list[str], row: list[Any]) -> dict[str, Any]:
    """Return a row as the target takes it: SQLite keeps booleans as numbers."""
    fit = {bool: bool}
    return {
        name: value if value is None else fit.get(table.c[name].type.python_type, _same)(value)
        for name, value in zip(names, row, strict=True)
    }


def _same(value: Any) -> Any:
    return value


async def _write(revision: str) -> None:
    with tempfile.TemporaryDirectory() as parent:
        today = Path(parent) / "today"
        async with services_on(today, today) as services:
            await _fill(services, today)
        for part, name in FILES.items():
            source = sqlite.create_engine(today / name)
            sqlite.prepare_file(Path(parent) / name)
            target = sqlite.create_engine(Path(parent) / name)
            await migrate(target, frozenset({part}), revision=revision)
            await copy_rows(source, target)
            await source.dispose()
            await target.dispose()
            with closing(sqlite3.connect(Path(parent) / name)) as made:  # pysqlite3 has no iterdump
                text = "\n".join(made.iterdump())
            (FIXTURES / f"{revision}.{part}.sql").write_text(text + "\n")


async def _fill(services: Services, data: Path) -> None:
    tools = TenantTools(services.clock, services.ids, services.vault, services.make_signing_key)
    tutorial = await seed_tutorial(
        services.directory, tools, services.secret_keys, suffix="onmicrosoft.com", data=data
    )
    tenant_id = TenantId(tutorial.tenant_id)
    async with services.directory.change() as uow:
        daemon = await uow.applications.get_by_app_id(tenant_id, AppId(tutorial.daemon_client_id))
        assert daemon is not None
        (credential,) = daemon.password_credentials
        known = replace(
            credential,
            digest=digest_secret(services.secret_keys, tenant_id, daemon.app_id, SECRET),
            ends_at=credential.starts_at + timedelta(days=99_999),
        )
        await uow.applications.save(replace(daemon, password_credentials=(known,)))
    await services.sign_in_log.record(sign_in(tenant_id, "a"))
    await services.sign_in_log.list_newest(tenant_id)  # moves it out of the journal


def missing() -> list[str]:
    """Return the schemas of which no database is kept."""
    versions = Path(migrations.__file__).parent / "migrations" / "versions"
    known = {path.name[:4] for path in versions.glob("0*.py")}
    return sorted(known - {path.name.partition(".")[0] for path in FIXTURES.glob("*.sql")})


if __name__ == "__main__":
    for each in missing():
        asyncio.run(_write(each))
