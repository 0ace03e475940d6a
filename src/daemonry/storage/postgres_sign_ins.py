"""``ports.SignInLog`` on PostgreSQL: batches by COPY over one connection.

When the database does not take a batch in time, it goes to this node's spool, and from
there to the database once that serves again. Whether the database took it all the same
need not be known: a record's key lets it in once.
"""

from __future__ import annotations

import asyncio
import contextlib
from time import perf_counter_ns
from typing import TYPE_CHECKING, Any, Final

import structlog
from typing_extensions import override

from daemonry.storage.commits import Commits
from daemonry.storage.lookup_keys import storable
from daemonry.storage.postgres import DRIVER_ERRORS
from daemonry.storage.postgres_feed import RETRY, SILENCE
from daemonry.storage.sign_ins import COLUMNS, MAX_BATCH, SignInReader, document_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.ext.asyncio import AsyncEngine

    from daemonry.model.audit import SignIn
    from daemonry.storage.postgres import Primary
    from daemonry.storage.spool import Spool

_ALL_COLUMNS: Final = (*COLUMNS, "document")
_BRING: Final = (
    f"INSERT INTO sign_ins ({', '.join(_ALL_COLUMNS)})"  # noqa: S608 - our own names
    " SELECT * FROM unnest($1::text[], $2::timestamptz[], $3::text[], $4::text[], $5::text[],"
    " $6::text[]) ON CONFLICT DO NOTHING"
)
_LOOK_EVERY: Final = 10
"""Turns between looks for what another worker left behind in the spool."""

_log = structlog.get_logger("daemonry.storage")


class PostgresSignInLog(SignInReader):
    """One writer task; a batch is one COPY, which is one transaction. For one event loop."""

    def __init__(self, primary: Primary, engine: AsyncEngine, spool: Spool | None = None) -> None:
        super().__init__(engine)
        self._primary = primary
        self._spool = spool
        self._waiting: list[tuple[SignIn, asyncio.Future[None]]] = []
        self._writer: asyncio.Task[None] | None = None
        self._bringing: asyncio.Task[None] | None = None
        self._is_closed = False
        self._connection: Any = None
        self.commits = Commits()
        self.is_spooling = False
        """Whether records go to the spool, because the database did not take the last ones."""

    @override
    def start(self) -> None:
        """Begin to bring what was spooled to the database."""
        if self._spool is not None:
            self._bringing = asyncio.create_task(self._bring_again_and_again(self._spool))

    async def record(self, sign_in: SignIn) -> None:
        """Return when the record is durable. Raises OSError when it cannot be made so."""
        if self._is_closed:
            raise OSError("The sign-in log is closed.")
        durable: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((sign_in, durable))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        await durable

    def waiting(self) -> int:
        """Return how many records wait for the next commit."""
        return len(self._waiting)

    async def is_healthy(self) -> bool:
        """Tell whether records can be accepted."""
        return not self._is_closed

    async def close(self) -> None:
        """Write what is waiting, then stop. Later records are refused."""
        self._is_closed = True
        if self._writer is not None:
            await self._writer
        if self._bringing is not None:
            self._bringing.cancel()
            await asyncio.gather(self._bringing, return_exceptions=True)
        if self._spool is not None:
            await self._spool.close()
        self._disconnect()

    async def _write(self) -> None:
        """Write until nobody waits; while one batch is flushed the next one gathers."""
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:MAX_BATCH], self._waiting[MAX_BATCH:]
                began_ns = perf_counter_ns()
                problem = await self._commit([sign_in for sign_in, _ in batch])
                if problem:
                    self.commits.failures += 1
                else:
                    self.commits.add(len(batch), began_ns)
                for _, durable in batch:
                    if durable.done():
                        continue
                    if problem:
                        durable.set_exception(OSError(problem))
                    else:
                        durable.set_result(None)
        finally:
            self._writer = None

    async def _commit(self, batch: Sequence[SignIn]) -> str:
        """Make a batch durable, somewhere; return '' or what went wrong."""
        problem = ""
        if not self.is_spooling:
            try:
                async with asyncio.timeout(SILENCE):
                    await self._copy(batch)
            except DRIVER_ERRORS as error:
                self._disconnect()
                problem = f"Sign-in records cannot be written: {type(error).__name__}"
            else:
                return ""
        if self._spool is None:
            return problem
        if problem:
            self.is_spooling = True
            _log.warning("sign-in records are spooled on this node", reason=problem)
        try:
            await self._spool.append(batch)
        except OSError as error:
            return str(error)
        return ""

    async def _copy(self, batch: Sequence[SignIn]) -> None:
        if self._connection is None or self._connection.is_closed():
            self._connection = await self._primary.connect_unless_away()
        await self._connection.copy_records_to_table(
            "sign_ins", records=[_row(sign_in) for sign_in in batch], columns=_ALL_COLUMNS
        )

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and not connection.is_closed():
            connection.terminate()

    async def _bring_again_and_again(self, spool: Spool) -> None:
        turn = 0
        while True:
            if self.is_spooling or turn % _LOOK_EVERY == 0:
                with contextlib.suppress(*DRIVER_ERRORS):
                    await self._bring(spool)
            turn += 1
            await asyncio.sleep(RETRY)

    async def _bring(self, spool: Spool) -> None:
        """Move what is spooled to the database; new records go there again from the start."""
        if self._primary.is_away:
            return
        number, records = await spool.first()
        if not records and not self.is_spooling:
            return
        connection = await self._primary.connect_unless_away()
        try:
            count = 0
            while records:
                await connection.execute(_BRING, *zip(*map(_row, records), strict=True))
                await spool.forget(number)
                self.is_spooling = False
                count += len(records)
                number, records = await spool.first()
            self.is_spooling = False
            _log.info("spooled sign-in records were brought to the database", records=count)
        finally:
            connection.terminate()


def _row(sign_in: SignIn) -> tuple[Any, ...]:
    return (
        sign_in.tenant_id,
        sign_in.at,
        sign_in.sign_in_id,
        storable(sign_in.correlation_id),
        storable(sign_in.app_id),
        document_of(sign_in),
    )
