"""PostgreSQL: how a connection is made, and what a server must promise.

Several nodes may share one database. What one commits, the others learn by NOTIFY
at once, and at the latest by asking when their knowledge is a second old. A change is
acknowledged when all have confirmed it, or that second has passed.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import asyncpg
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from daemonry.model.ids import TenantId
from daemonry.storage.changes import CHANNEL, RETAINED, Change, from_payload
from daemonry.storage.errors import UnsafeStorageError
from daemonry.storage.postgres_settling import MAX_AGE, Settling
from daemonry.storage.schema import directory_changes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_CONNECT_TIMEOUT: Final = 5.0
_COMMAND_TIMEOUT: Final = 10.0
_POOL_SIZE: Final = 8
_SERVER_SETTINGS: Final = {
    "application_name": "daemonry",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "30s",
    "jit": "off",
}
_NOT_DURABLE: Final = frozenset({"off", "local"})


async def connect(dsn: str) -> Any:
    """Return an asyncpg connection. Raises OSError, without the password, when it fails."""
    try:
        return await asyncpg.connect(
            dsn,
            timeout=_CONNECT_TIMEOUT,
            command_timeout=_COMMAND_TIMEOUT,
            server_settings=_SERVER_SETTINGS,
        )
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
        raise OSError(f"The database cannot be reached: {type(error).__name__}.") from error


def create_engine(dsn: str) -> AsyncEngine:
    """Return an engine whose connections are made from ``dsn`` as libpq reads it."""
    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=partial(connect, dsn),
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=_POOL_SIZE,
        max_overflow=_POOL_SIZE,
        pool_timeout=_CONNECT_TIMEOUT,
    )


async def require_safe_server(engine: AsyncEngine) -> None:
    """Raise UnsafeStorageError for a standby and for a server that forgets commits."""
    async with engine.connect() as connection:
        is_standby = await connection.scalar(select(func.pg_is_in_recovery()))
        durability = await connection.scalar(text("SHOW synchronous_commit"))
    if is_standby:
        raise UnsafeStorageError("This PostgreSQL server is a standby; name the primary.")
    if durability in _NOT_DURABLE:
        raise UnsafeStorageError(
            f"synchronous_commit is {durability}: commits could be lost. Set it to on."
        )


class PostgresFeed:
    """``ChangeFeed`` over LISTEN, with a poll when nothing was heard for ``MAX_AGE``."""

    def __init__(
        self, dsn: str, engine: AsyncEngine, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        """Take the clock that ages are measured by, in seconds."""
        self._dsn = dsn
        self._engine = engine
        self._now = now
        self._settling = Settling(engine)
        self._listener: Any = None
        self._asking: asyncio.Task[None] | None = None
        self._asked_at = float("-inf")
        self._seq: int | None = None
        self._own: set[int] = set()
        self._pending: list[Change] = []
        self._is_too_much = False

    def is_overdue(self) -> bool:
        """Tell whether ``ask`` must be awaited before ``collect`` says everything."""
        return self._now() - self._asked_at > MAX_AGE

    async def ask(self) -> None:
        """Read what was committed; whoever comes meanwhile waits for the same answer."""
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask())
            self._asking.add_done_callback(self._asked)
        await asyncio.shield(self._asking)

    def collect(self) -> Sequence[Change] | None:
        """Return what was heard, read or committed here since the last call."""
        if self._is_too_much:
            self._is_too_much = False
            self._pending.clear()
            return None
        if not self._pending:
            return ()
        changes, self._pending = self._pending, []
        return changes

    def committed(self, changes: Sequence[Change]) -> None:
        """Take note of a commit of this process before its notification arrives."""
        self._own.update(change.seq for change in changes)
        self._pending.extend(changes)

    async def settle(self, changes: Sequence[Change]) -> None:
        """Return when no process answers from before these changes, which are committed."""
        if not changes:
            return
        if self.is_overdue():
            # Who lost its connection hears no confirmations before it listens again.
            with contextlib.suppress(OSError):
                await self.ask()
        await self._settling.settle(changes[-1].seq)

    async def close(self) -> None:
        """Stop listening."""
        await self._settling.close()
        if self._asking is not None:
            self._asking.cancel()
            await asyncio.gather(self._asking, return_exceptions=True)
        if self._listener is not None and not self._listener.is_closed():
            await self._listener.close()

    async def _ask(self) -> None:
        began, since = self._now(), self._seq
        # Listening comes before reading, so that no commit falls in between.
        is_new = await self._listen()
        try:
            async with self._engine.connect() as connection:
                newest_first = directory_changes.c.seq.desc()
                query = select(directory_changes).order_by(newest_first).limit(RETAINED)
                if since is None:
                    query = query.limit(1)
                else:
                    query = query.where(directory_changes.c.seq > since)
                rows = (await connection.execute(query)).all()
        except DBAPIError as error:
            raise OSError("The directory cannot be read.") from error
        newest = rows[0].seq if rows else (since or 0)
        if since is not None:
            self._is_too_much = self._is_too_much or newest - since > RETAINED
            self._hear(
                Change(row.seq, TenantId(row.tenant_id), row.app_id) for row in reversed(rows)
            )
        self._seq = max(newest, self._seq or 0)
        self._asked_at = began
        if is_new:
            # Whoever waits for this listener may have committed before it listened.
            self._settling.confirm(self._seq)

    def _asked(self, task: asyncio.Task[None]) -> None:
        self._asking = None
        if not task.cancelled():
            task.exception()  # looked at, because everybody who waited may be gone

    async def _listen(self) -> bool:
        """Listen anew if the connection was lost; tell whether. What was missed is read then."""
        if self._listener is not None and not self._listener.is_closed():
            return False
        self._listener = await connect(self._dsn)
        try:
            await self._listener.add_listener(CHANNEL, self._notified)
            self._listener.add_termination_listener(self._lost)
            await self._settling.take_part(self._listener)
        except (asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise OSError("The database does not let us listen.") from error
        return True

    def _lost(self, _connection: Any) -> None:
        """Count nothing as known: nobody waits for us while we do not listen."""
        self._asked_at = float("-inf")

    def _notified(self, _connection: Any, _pid: int, _channel: str, payload: str) -> None:
        change = from_payload(payload)
        if self._seq is None or change.seq > self._seq:
            self._hear([change])
        self._settling.confirm(change.seq)

    def _hear(self, changes: Iterable[Change]) -> None:
        for change in changes:
            if self._seq is not None:
                self._seq = max(self._seq, change.seq)
            if change.seq in self._own:
                self._own.discard(change.seq)
            else:
                self._pending.append(change)
        if len(self._pending) > RETAINED:
            self._is_too_much = True
            self._pending.clear()
