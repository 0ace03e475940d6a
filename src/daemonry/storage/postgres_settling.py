"""Waiting, after a commit on PostgreSQL, until every process answers from it.

Each process that issues tokens holds a shared lock and confirms what it heard. Who
made a change looks up the holders and waits for their confirmations, for a few
milliseconds as a rule. A process that does not confirm knows nothing older than
``MAX_AGE`` once that time is over (``PostgresFeed.is_overdue``), so waiting
that long is always enough.
"""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any, Final

import structlog
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from daemonry.storage.postgres import DRIVER_ERRORS

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

MAX_AGE: Final = 1.0
"""Seconds for which knowledge of other processes' commits counts as current."""

_PATIENCE: Final = MAX_AGE * 1.05
"""A little longer, for clocks that do not run alike."""

_CHANNEL: Final = "daemonry_heard"
_LOCK: Final = (0x6461656D, 1)
"""An advisory lock of two numbers; they are the columns classid and objid of pg_locks."""

_HOLDERS: Final = text(
    "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
    " AND classid = :first AND objid = :second AND objsubid = 2"
    " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
)

_log = structlog.get_logger("daemonry.storage")


class Settling:
    """Both halves: confirming what this process heard, and waiting for the others."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._listener: Any = None
        self._own_pid = 0
        self._to_confirm = 0
        self._confirming: asyncio.Task[None] | None = None
        self._confirmed: dict[int, int] = {}
        self._news = asyncio.Event()
        self.turn = asyncio.Lock()
        """Whose turn it is on the listening connection, which does one thing at a time."""

    def start_over(self) -> None:
        """Forget all numbers and processes: another server counts them for itself."""
        self._to_confirm = 0
        self._confirmed.clear()

    async def take_part(self, listener: Any) -> None:
        """Become one of those who are waited for, until the connection ends."""
        self._listener = listener
        self._own_pid = listener.get_server_pid()
        async with self.turn:
            await listener.add_listener(_CHANNEL, self._heard_of_confirmation)
            await listener.execute("SELECT pg_advisory_lock_shared($1, $2)", *_LOCK)

    def confirm(self, seq: int) -> None:
        """Tell the others, soon, that this process answers from change ``seq``."""
        self._to_confirm = max(self._to_confirm, seq)
        if self._confirming is None:
            self._confirming = asyncio.create_task(self._confirm())

    async def settle(self, seq: int) -> None:
        """Return when no process answers from before change ``seq``, which is committed."""
        began = asyncio.get_running_loop().time()
        try:
            waited_for = await self._others()
        except (OSError, DBAPIError, PoolTimeoutError):
            await asyncio.sleep(_PATIENCE)
            return
        try:
            async with asyncio.timeout_at(began + _PATIENCE):
                while any(self._confirmed.get(pid, 0) < seq for pid in waited_for):
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            _log.warning("a process did not confirm a change in time", seq=seq)

    async def close(self) -> None:
        """Confirm nothing more."""
        if self._confirming is not None:
            self._confirming.cancel()
            await asyncio.gather(self._confirming, return_exceptions=True)

    async def _others(self) -> set[int]:
        async with self._engine.connect() as connection:
            rows = await connection.execute(_HOLDERS, {"first": _LOCK[0], "second": _LOCK[1]})
            holders = {int(row.pid) for row in rows}
        self._confirmed = {pid: seq for pid, seq in self._confirmed.items() if pid in holders}
        return holders - {self._own_pid}

    async def _confirm(self) -> None:
        """Send the newest number until there is no newer one. One command at a time."""
        sent = 0
        try:
            # A broken connection is mended, and what was missed is confirmed, by the next ask.
            with contextlib.suppress(*DRIVER_ERRORS):
                while sent < self._to_confirm:
                    sent = self._to_confirm
                    payload = f"{self._own_pid} {sent}"
                    async with self.turn:
                        await self._listener.execute("SELECT pg_notify($1, $2)", _CHANNEL, payload)
        finally:
            self._confirming = None

    def _heard_of_confirmation(
        self, _connection: Any, _pid: int, _channel: str, payload: str
    ) -> None:
        pid, seq = map(int, payload.split(" "))
        self._confirmed[pid] = max(self._confirmed.get(pid, 0), seq)
        self._news.set()
