"""Opening the storage: one call gives everything the server reads from and writes to."""

from __future__ import annotations

import asyncio
import os
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from daemonry.model.audit_chain import SIGN_INS
from daemonry.storage import sqlite
from daemonry.storage.arrivals import Mover
from daemonry.storage.audit_chains import AuditChains
from daemonry.storage.change_feed import SqliteFeed
from daemonry.storage.checkpoint import Checkpointer
from daemonry.storage.errors import StorageError
from daemonry.storage.migrate import DIRECTORY, RECORDS, migrate
from daemonry.storage.sign_in_figures import forget_figures
from daemonry.storage.sign_ins import SqliteSignInLog
from daemonry.storage.single_use import SqlSingleUse
from daemonry.storage.snapshot import SnapshotTokenDirectory
from daemonry.storage.spool import SPOOL_FILE, Spool
from daemonry.storage.sqlite import prepare_directory, prepare_file
from daemonry.storage.unit_of_work import SqlDirectory

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from types import TracebackType

    from daemonry.storage.postgres_feed import PostgresFeed
    from daemonry.storage.postgres_sign_ins import PostgresSignInLog
    from daemonry.storage.working_set import WorkingSet

DIRECTORY_FILE: Final = "directory.db"
RECORDS_FILE: Final = "records.db"
ARRIVALS_FILE: Final = "arrivals.db"
CHANGES_FILE: Final = "changes.mark"
LOCK_FILE: Final = "checkpoint.lock"
MIN_FREE: Final = 0.05
"""Share of the disk below which a server is not ready."""


@dataclass(frozen=True, slots=True)
class Condition:
    """How a store serves that serves: ``database_away`` in seconds, None while it answers."""

    database_away: float | None = None
    is_spooling: bool = False

    @property
    def is_degraded(self) -> bool:
        """Tell whether tokens are issued, but nothing can be changed."""
        return self.database_away is not None


class Store:
    """The open storage; an asynchronous context manager that closes it.

    ``directory`` changes and reads, ``token_directory`` answers from memory,
    ``sign_in_log`` records, ``single_use`` lets things count once, ``audit_chains`` prove
    what was recorded. For the event loop that opened it.
    """

    def __init__(  # noqa: PLR0913 - what it is made of
        self,
        directory: SqlDirectory,
        token_directory: SnapshotTokenDirectory,
        sign_in_log: SqliteSignInLog | PostgresSignInLog,
        resources: AsyncExitStack,
        *,
        audit_chains: AuditChains,
        data: Path | None = None,
        feed: PostgresFeed | None = None,
        working_set: WorkingSet | None = None,
    ) -> None:
        self.directory = directory
        self.token_directory = token_directory
        self.sign_in_log = sign_in_log
        self.single_use = SqlSingleUse(directory)
        self.audit_chains = audit_chains
        self._resources = resources
        self._data = data
        self._feed = feed
        self.working_set = working_set

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()

    async def start(self) -> None:
        """Begin what a server does beside its requests, after some seconds at most.

        It brings what it spooled to the database, and has in memory what it may be asked
        for while that is away.
        """
        self.sign_in_log.start()
        if self.working_set is not None:
            await self.working_set.start()

    async def forget_figures(self, before: datetime) -> None:
        """Remove what was counted of sign-ins before a time. Raises OSError."""
        await forget_figures(self.audit_chains.databases[SIGN_INS], before)

    async def close(self) -> None:
        """Write what is waiting and let go of every file and connection."""
        await self._resources.aclose()

    def condition(self) -> Condition:
        """Return what is known of it now, without asking."""
        away_for = self._feed.away_for if self._feed is not None else None
        return Condition(away_for, self.sign_in_log.is_spooling)

    async def check(self) -> Condition:
        """Return how the storage serves. Raises StorageError unless it does.

        It must be readable and writable and have room. A PostgreSQL database may be
        away as long as tokens are issued without it.
        """
        try:
            if self._feed is not None and self._feed.is_overdue():
                await self._feed.ask()
            if not self.condition().is_degraded:
                async with self.directory.read() as uow:
                    await uow.tenants.find("-")
                await self.token_directory.tenant("-")  # also asks what others committed
        except OSError as error:
            raise StorageError("The directory cannot be read.") from error
        if not await self.sign_in_log.is_healthy():
            raise StorageError("Sign-in records cannot be written.")
        if self._data is not None and free_share(self._data) < MIN_FREE:
            raise StorageError(f"The disk of {self._data} is almost full.")
        return self.condition()


async def open_store(
    location: Path | str,
    *,
    data: Path | None = None,
    outage_limit: float = 0,
    monotonic: Callable[[], float] = time.monotonic,
) -> Store:
    """Open the store at ``location``, made and upgraded as needed.

    A path is the data directory of a SQLite store, a ``postgresql://`` URL names a
    PostgreSQL database. Raises StorageError when it must not be used (other people
    may enter the directory, the file system or the library is unsafe, the data are
    of a newer release) and OSError when it cannot be reached.

    For PostgreSQL: ``data`` is the node's own directory, where sign-in records wait for a
    database that is away; ``outage_limit`` is for how many seconds tokens are issued
    without it; ``monotonic`` measures the age of what the node knows of the others.
    """
    url = str(location)
    if isinstance(location, str) and "://" in url:
        return await _open_postgres(url, data, outage_limit, monotonic)
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
        chains = AuditChains(directory, SqlDirectory(engines[RECORDS]), log.arrived)
        return Store(directory, snapshot, log, stack.pop_all(), audit_chains=chains, data=data)
    raise AssertionError  # the stack swallows no exception


async def _open_postgres(
    dsn: str, data: Path | None, outage_limit: float, monotonic: Callable[[], float]
) -> Store:
    # Imported here: the driver is not needed beside SQLite.
    from daemonry.storage import postgres  # noqa: PLC0415
    from daemonry.storage.postgres_feed import PostgresFeed  # noqa: PLC0415
    from daemonry.storage.postgres_sign_ins import PostgresSignInLog  # noqa: PLC0415
    from daemonry.storage.working_set import WorkingSet  # noqa: PLC0415

    async with AsyncExitStack() as stack:
        primary = postgres.Primary(dsn)
        engine = postgres.create_engine(primary.connect_unless_away)
        stack.push_async_callback(engine.dispose)
        await postgres.require_safe_server(engine)
        await migrate(engine)
        directory = SqlDirectory(engine)
        feed = PostgresFeed(primary, engine, outage_limit=outage_limit, now=monotonic)
        snapshot = SnapshotTokenDirectory(directory, feed)
        stack.push_async_callback(snapshot.close)
        await feed.ask()
        feed.start()
        spool = None
        if data is not None:
            prepare_directory(data)
            spool = Spool(data / SPOOL_FILE)
        log = PostgresSignInLog(primary, engine, spool)
        stack.push_async_callback(log.close)
        working_set = None
        if outage_limit:
            working_set = WorkingSet(snapshot, engine)
            feed.when_heard(snapshot.catch_up)
            stack.push_async_callback(working_set.close)
        return Store(
            directory,
            snapshot,
            log,
            stack.pop_all(),
            audit_chains=AuditChains(directory, directory),
            data=data,
            feed=feed,
            working_set=working_set,
        )
    raise AssertionError  # the stack swallows no exception


def free_share(path: Path) -> float:
    """Return how much of the disk that holds ``path`` is free, from 0 to 1."""
    found = os.statvfs(path)
    return found.f_bavail / found.f_blocks if found.f_blocks else 1.0
