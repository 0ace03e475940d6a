"""Opening the storage: one call gives everything the server reads from and writes to."""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from daemonry.storage import sqlite
from daemonry.storage.arrivals import Mover
from daemonry.storage.change_feed import SqliteFeed
from daemonry.storage.checkpoint import Checkpointer
from daemonry.storage.errors import StorageError
from daemonry.storage.migrate import DIRECTORY, RECORDS, migrate
from daemonry.storage.sign_ins import SqliteSignInLog
from daemonry.storage.single_use import SqlSingleUse
from daemonry.storage.snapshot import SnapshotTokenDirectory
from daemonry.storage.sqlite import prepare_directory, prepare_file
from daemonry.storage.unit_of_work import SqlDirectory

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from daemonry.storage.postgres_sign_ins import PostgresSignInLog

DIRECTORY_FILE: Final = "directory.db"
RECORDS_FILE: Final = "records.db"
ARRIVALS_FILE: Final = "arrivals.db"
CHANGES_FILE: Final = "changes.mark"
LOCK_FILE: Final = "checkpoint.lock"
MIN_FREE: Final = 0.05
"""Share of the disk below which a server is not ready."""


class Store:
    """The open storage; an asynchronous context manager that closes it.

    ``directory`` changes and reads, ``token_directory`` answers from memory,
    ``sign_in_log`` records, ``single_use`` lets things count once. For the event loop
    that opened it.
    """

    def __init__(
        self,
        directory: SqlDirectory,
        token_directory: SnapshotTokenDirectory,
        sign_in_log: SqliteSignInLog | PostgresSignInLog,
        resources: AsyncExitStack,
        data: Path | None = None,
    ) -> None:
        self.directory = directory
        self.token_directory = token_directory
        self.sign_in_log = sign_in_log
        self.single_use = SqlSingleUse(directory)
        self._resources = resources
        self._data = data

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Write what is waiting and let go of every file and connection."""
        await self._resources.aclose()

    async def check(self) -> None:
        """Raise StorageError unless the storage can serve: readable, writable, with room."""
        try:
            async with self.directory.read() as uow:
                await uow.tenants.find("-")
            await self.token_directory.tenant("-")  # also asks what others committed
        except OSError as error:
            raise StorageError("The directory cannot be read.") from error
        if not self.sign_in_log.is_healthy():
            raise StorageError("Sign-in records cannot be written.")
        if self._data is not None and free_share(self._data) < MIN_FREE:
            raise StorageError(f"The disk of {self._data} is almost full.")


async def open_store(
    location: Path | str, *, monotonic: Callable[[], float] = time.monotonic
) -> Store:
    """Open the store at ``location``, made and upgraded as needed.

    A path is the data directory of a SQLite store, a ``postgresql://`` URL names a
    PostgreSQL database. Raises StorageError when it must not be used (other people
    may enter the directory, the file system or the library is unsafe, the data are
    of a newer release) and OSError when it cannot be reached. ``monotonic`` measures
    the age of what a PostgreSQL node knows of the others, in seconds.
    """
    url = str(location)
    if isinstance(location, str) and "://" in url:
        return await _open_postgres(url.replace("+asyncpg", "", 1), monotonic)
    return await _open_sqlite(Path(url), monotonic)


async def _open_sqlite(data: Path, monotonic: Callable[[], float]) -> Store:
    async with AsyncExitStack() as stack:
        prepare_directory(data)
        paths = {DIRECTORY: data / DIRECTORY_FILE, RECORDS: data / RECORDS_FILE}
        engines = {}
        for part, path in paths.items():
            prepare_file(path)
            engines[part] = sqlite.create_engine(path)
            stack.push_async_callback(engines[part].dispose)
            await migrate(engines[part], frozenset({part}))
        journal = data / ARRIVALS_FILE
        prepare_file(journal)
        mover = Mover(journal, paths[RECORDS])
        stack.push_async_callback(asyncio.to_thread, mover.close)
        checkpointer = Checkpointer(
            data / LOCK_FILE, (*paths.values(), journal), mover.move_when_quiet
        )
        checkpointer.start()
        stack.push_async_callback(asyncio.to_thread, checkpointer.close)
        directory = SqlDirectory(engines[DIRECTORY])
        snapshot = SnapshotTokenDirectory(
            directory, SqliteFeed(paths[DIRECTORY], data / CHANGES_FILE, now=monotonic)
        )
        stack.push_async_callback(snapshot.close)
        log = SqliteSignInLog(journal, mover, engines[RECORDS])
        stack.push_async_callback(log.close)
        return Store(directory, snapshot, log, stack.pop_all(), data)
    raise AssertionError  # the stack swallows no exception


async def _open_postgres(dsn: str, monotonic: Callable[[], float]) -> Store:
    # Imported here: the driver is not needed beside SQLite.
    from daemonry.storage import postgres  # noqa: PLC0415
    from daemonry.storage.postgres_sign_ins import PostgresSignInLog  # noqa: PLC0415

    async with AsyncExitStack() as stack:
        engine = postgres.create_engine(dsn)
        stack.push_async_callback(engine.dispose)
        await postgres.require_safe_server(engine)
        await migrate(engine)
        directory = SqlDirectory(engine)
        feed = postgres.PostgresFeed(dsn, engine, now=monotonic)
        snapshot = SnapshotTokenDirectory(directory, feed)
        stack.push_async_callback(snapshot.close)
        await feed.ask()
        log = PostgresSignInLog(dsn, engine)
        stack.push_async_callback(log.close)
        return Store(directory, snapshot, log, stack.pop_all())
    raise AssertionError  # the stack swallows no exception


def free_share(path: Path) -> float:
    """Return how much of the disk that holds ``path`` is free, from 0 to 1."""
    found = os.statvfs(path)
    return found.f_bavail / found.f_blocks if found.f_blocks else 1.0
