"""``ports.SignInLog`` on PostgreSQL: batches by COPY over one connection."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import asyncpg

from daemonry.storage.lookup_keys import storable
from daemonry.storage.postgres import connect
from daemonry.storage.sign_ins import COLUMNS, MAX_BATCH, SignInReader, Waiting, document_of

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

    from daemonry.model.audit import SignIn


class PostgresSignInLog(SignInReader):
    """One writer task; a batch is one COPY, which is one transaction. For one event loop."""

    def __init__(self, dsn: str, engine: AsyncEngine) -> None:
        super().__init__(engine)
        self._dsn = dsn
        self._waiting: list[Waiting] = []
        self._writer: asyncio.Task[None] | None = None
        self._is_closed = False
        self._connection: Any = None

    async def record(self, sign_in: SignIn) -> None:
        """Return when the record is durable. Raises OSError when it cannot be made so."""
        if self._is_closed:
            raise OSError("The sign-in log is closed.")
        durable: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((_row(sign_in), durable))
        if self._writer is None:
            self._writer = asyncio.create_task(self._write())
        await durable

    def is_healthy(self) -> bool:
        """Tell whether records can be accepted."""
        return not self._is_closed

    async def close(self) -> None:
        """Write what is waiting, then stop. Later records are refused."""
        self._is_closed = True
        if self._writer is not None:
            await self._writer
        await self._disconnect()

    async def _write(self) -> None:
        """Write until nobody waits; while one batch is flushed the next one gathers."""
        try:
            while self._waiting:
                batch, self._waiting = self._waiting[:MAX_BATCH], self._waiting[MAX_BATCH:]
                problem = await self._commit(batch)
                for _, durable in batch:
                    if durable.done():
                        continue
                    if problem:
                        durable.set_exception(OSError(problem))
                    else:
                        durable.set_result(None)
        finally:
            self._writer = None

    async def _commit(self, batch: list[Waiting]) -> str:
        """Write a batch; return '' or what went wrong. The next batch starts afresh then."""
        try:
            if self._connection is None or self._connection.is_closed():
                self._connection = await connect(self._dsn)
            await self._connection.copy_records_to_table(
                "sign_ins", records=[row for row, _ in batch], columns=(*COLUMNS, "document")
            )
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            await self._disconnect()
            return f"Sign-in records cannot be written: {type(error).__name__}"
        return ""

    async def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None and not connection.is_closed():
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
