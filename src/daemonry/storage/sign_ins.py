"""Sign-in records: one row each, committed in groups by one writer, read newest first.

A token leaves only after its record is durable, so the commit is shared: while one
batch is being flushed, the records of other requests gather for the next.
"""

from __future__ import annotations

import asyncio
import threading
import time
from datetime import UTC
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any, Final

import pysqlite3
from sqlalchemy import select, tuple_
from sqlalchemy.exc import DBAPIError

from daemonry.model.audit import SignIn
from daemonry.storage.documents import build, encode_fields
from daemonry.storage.lookup_keys import storable
from daemonry.storage.schema import sign_ins
from daemonry.storage.sqlite import open_connection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from sqlalchemy.ext.asyncio import AsyncEngine

    from daemonry.model.ids import TenantId

COLUMNS: Final = ("tenant_id", "at", "sign_in_id", "correlation_id", "app_id")
MAX_BATCH: Final = 64
"""Rows in one commit; it bounds how long one waits behind others."""

GATHERING: Final = 0.005
"""Seconds between commits while requests come at once; alone, nobody waits for others."""

_ELSEWHERE: Final = frozenset(COLUMNS)
_INSERT: Final = f"INSERT INTO sign_ins ({', '.join(COLUMNS)}, document) VALUES "  # noqa: S608 - names are constants
_ROW: Final = "(?, ?, ?, ?, ?, ?)"

Waiting = tuple[tuple[Any, ...], asyncio.Future[None]]


class SignInReader:
    """The listing half of ``ports.SignInLog``, for both databases."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    async def list_newest(
        self,
        tenant_id: TenantId,
        *,
        limit: int = 100,
        before: str = "",
        app_id: str = "",
        correlation_id: str = "",
    ) -> Sequence[SignIn]:
        """Return records, newest first; ``before`` is the last record id of the page before.

        A ``before`` that is not in the tenant yields nothing. Raises OSError.
        """
        of_tenant = sign_ins.c.tenant_id == tenant_id
        query = select(sign_ins).where(of_tenant)
        newest_first = (sign_ins.c.at.desc(), sign_ins.c.sign_in_id.desc())
        if before:
            last = sign_ins.alias("last")
            place = (
                select(last.c.at, last.c.sign_in_id)
                .where(last.c.tenant_id == tenant_id, last.c.sign_in_id == before)
                .order_by(last.c.at.desc())
                .limit(1)
            )
            query = query.where(
                tuple_(sign_ins.c.at, sign_ins.c.sign_in_id) < place.scalar_subquery()
            )
        if app_id:
            query = query.where(sign_ins.c.app_id == app_id)
        if correlation_id:
            query = query.where(sign_ins.c.correlation_id == correlation_id)
        try:
            async with self._engine.connect() as connection:
                rows = (await connection.execute(query.order_by(*newest_first).limit(limit))).all()
        except DBAPIError as error:
            raise OSError("The sign-in records cannot be read.") from error
        return [
            build(SignIn, row.document, **{name: getattr(row, name) for name in COLUMNS})
            for row in rows
        ]


class SqliteSignInLog(SignInReader):
    """``ports.SignInLog`` with one writer thread on a file of its own. For one event loop."""

    def __init__(self, path: Path, engine: AsyncEngine) -> None:
        super().__init__(engine)
        self._path = path
        self._queue: SimpleQueue[Waiting | None] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._is_closed = False
        self._connection: Any = None

    async def record(self, sign_in: SignIn) -> None:
        """Return when the record is durable. Raises OSError when it cannot be made so."""
        if self._is_closed:
            raise OSError("The sign-in log is closed.")
        durable: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queue.put((_sqlite_row(sign_in), durable))
        if self._thread is None:
            self._thread = threading.Thread(target=self._write, name="sign-ins", daemon=True)
            self._thread.start()
        await durable

    def is_healthy(self) -> bool:
        """Tell whether records can be accepted."""
        return not self._is_closed and (self._thread is None or self._thread.is_alive())

    async def close(self) -> None:
        """Write what is waiting, then stop. Later records are refused."""
        self._is_closed = True
        thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            await asyncio.to_thread(thread.join)

    def _write(self) -> None:
        is_last = False
        while not is_last:
            batch, is_last = self._gather()
            if batch:
                _resolve([durable for _, durable in batch], self._commit(batch))
            if len(batch) > 1 and not is_last:
                # Under load others are on their way: one commit for a few milliseconds'
                # worth of records costs the server less than one for each few of them.
                time.sleep(GATHERING)
        self._disconnect()

    def _gather(self) -> tuple[list[Waiting], bool]:
        """Wait for one record and take along what else is there already."""
        batch: list[Waiting] = []
        item = self._queue.get()
        while item is not None:
            batch.append(item)
            if len(batch) == MAX_BATCH:
                return batch, False
            try:
                item = self._queue.get_nowait()
            except Empty:
                return batch, False
        return batch, True

    def _commit(self, batch: Sequence[Waiting]) -> str:
        """Write a batch; return '' or what went wrong. The next batch starts afresh then."""
        try:
            if self._connection is None:
                self._connection = open_connection(self._path)
            self._connection.execute("BEGIN IMMEDIATE")
            # One statement for all rows: each one gives up the interpreter lock, and
            # getting it back beside a busy event loop costs more than the row.
            statement = _INSERT + ", ".join([_ROW] * len(batch))
            self._connection.execute(statement, [value for row, _ in batch for value in row])
            self._connection.execute("COMMIT")
        except (pysqlite3.Error, OSError) as error:
            self._disconnect()
            return f"Sign-in records cannot be written: {error}"
        return ""

    def _disconnect(self) -> None:
        """Close, which rolls back what is not committed."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def document_of(sign_in: SignIn) -> str:
    """Return what has no column of its own, as JSON."""
    return encode_fields(sign_in, leave_out=_ELSEWHERE)


def _sqlite_row(sign_in: SignIn) -> tuple[Any, ...]:
    # The text form of a time is the one that schema.UtcTime reads.
    at = sign_in.at.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    return (
        sign_in.tenant_id,
        at,
        sign_in.sign_in_id,
        storable(sign_in.correlation_id),
        storable(sign_in.app_id),
        document_of(sign_in),
    )


def _resolve(waiting: Sequence[asyncio.Future[None]], problem: str) -> None:
    """Wake everybody of a batch by one call into their event loop."""

    def settle() -> None:
        for durable in waiting:
            if durable.done():
                continue
            if problem:
                durable.set_exception(OSError(problem))
            else:
                durable.set_result(None)

    loop = waiting[0].get_loop()
    if not loop.is_closed():
        loop.call_soon_threadsafe(settle)
