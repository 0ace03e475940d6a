"""Learning what others committed on PostgreSQL, and going on for a while without it.

What one process commits, the others hear by NOTIFY at once, and at the latest by asking
when their knowledge is a second old. A change is acknowledged when all have confirmed
it, or that second has passed (``postgres_settling.py``).

When nobody answers at the database's address, what is known counts for longer: for
``outage_limit``, while the feed tries to reach it again and again. A server that
answers, if only to refuse, is not away.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
from typing import TYPE_CHECKING, Any, Final

import structlog

from daemonry.model.ids import TenantId
from daemonry.storage.changes import CHANNEL, RETAINED, Change, from_payload
from daemonry.storage.postgres import DRIVER_ERRORS, AwayError, as_os_error
from daemonry.storage.postgres_settling import MAX_AGE, Settling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy.ext.asyncio import AsyncEngine

    from daemonry.storage.postgres import Lineage, Primary

SILENCE: Final = 1.0
"""Seconds without an answer after which a new connection is tried; it gets twice as long."""

RETRY: Final = 0.5
"""Seconds between attempts to reach a database that is away, half as much again at random."""

_IDLE: Final = 10.0
"""Seconds between questions that no request asks, so that knowledge is never much older."""

_NEWEST: Final = "SELECT seq, tenant_id, app_id FROM directory_changes ORDER BY seq DESC LIMIT 1"
_SINCE: Final = (
    "SELECT seq, tenant_id, app_id FROM directory_changes WHERE seq > $1 ORDER BY seq DESC LIMIT $2"
)

_log = structlog.get_logger("daemonry.storage")


class PostgresFeed:
    """``ChangeFeed`` over LISTEN, with a poll when nothing was heard for ``MAX_AGE``."""

    def __init__(
        self,
        primary: Primary,
        engine: AsyncEngine,
        *,
        outage_limit: float = 0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the clock that ages are measured by, and the limit, in seconds."""
        self._primary = primary
        self._outage_limit = outage_limit
        self._now = now
        self._settling = Settling(engine)
        self._listener: Any = None
        self._lineage: Lineage | None = None
        self._starts_over = False
        self._asking: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()
        self._asked_at = float("-inf")
        self._known_at = float("-inf")
        self._away_since: float | None = None
        self._seq: int | None = None
        self._own: set[int] = set()
        self._pending: list[Change] = []
        self._is_too_much = False
        self._when_heard: Callable[[], object] = lambda: None

    def when_heard(self, listener: Callable[[], object]) -> None:
        """Call ``listener`` soon after ``collect`` has something to say that nobody asked for."""
        self._when_heard = listener

    @property
    def away_for(self) -> float | None:
        """Seconds since the database was found away; None while it answers."""
        return None if self._away_since is None else self._now() - self._away_since

    def start(self) -> None:
        """Begin to ask without being asked, and to look for a database that is away."""
        self._watching = asyncio.create_task(self._watch())

    def is_overdue(self) -> bool:
        """Tell whether ``ask`` must be awaited before ``collect`` says everything.

        Not while the database is away for no longer than the limit: ``collect`` cannot
        say more then.
        """
        if self._now() - self._asked_at <= MAX_AGE:
            return False
        return not self._may_go_on()

    async def ask(self) -> None:
        """Read what was committed; whoever comes meanwhile waits for the same answer.

        Returns likewise when the database is away and what is known counts on. Raises
        OSError when it does not.
        """
        if self._away_since is None:
            await self._ask_together()
        elif not self._may_go_on():
            raise AwayError("The database is away, and for too long to go on without it.")

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
        tasks = [task for task in (self._watching, self._asking) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._listener is not None and not self._listener.is_closed():
            self._listener.remove_termination_listener(self._lost)
            await self._listener.close()

    def _may_go_on(self) -> bool:
        if self._away_since is None:
            return False
        return self._now() - self._known_at <= self._outage_limit

    async def _ask_together(self) -> None:
        if self._asking is None:
            self._asking = asyncio.create_task(self._ask_or_go_on())
            self._asking.add_done_callback(self._asked)
        await asyncio.shield(self._asking)

    async def _ask_or_go_on(self) -> None:
        try:
            await self._ask_twice()
        except (AwayError, TimeoutError) as error:
            self._drop_listener()
            self._go_away(str(error) or "The database is silent.")
            if not self._may_go_on():
                raise
        else:
            self._come_back()

    async def _ask_twice(self) -> None:
        """Ask; a server that keeps silent, or has cut the line, gets a second chance.

        What the second attempt meets is the answer: a process that had no time to read
        the first answer must not take itself for cut off.
        """
        try:
            async with asyncio.timeout(SILENCE):
                await self._ask()
        except OSError:
            self._drop_listener()
            async with asyncio.timeout(2 * SILENCE):
                await self._ask()

    async def _ask(self) -> None:
        began, since = self._now(), self._seq
        # Listening comes before reading, so that no commit falls in between.
        is_new = await self._listen()
        if self._seq is None:
            since = None
        try:
            async with self._settling.turn:
                if since is None:
                    rows = await self._listener.fetch(_NEWEST)
                else:
                    rows = await self._listener.fetch(_SINCE, since, RETAINED)
        except DRIVER_ERRORS as error:
            raise as_os_error(error) from error
        newest = rows[0]["seq"] if rows else (since or 0)
        if since is not None:
            self._is_too_much = self._is_too_much or newest - since > RETAINED
            self._hear(
                Change(row["seq"], TenantId(row["tenant_id"]), row["app_id"])
                for row in reversed(rows)
            )
        self._seq = max(newest, self._seq or 0)
        self._asked_at = self._known_at = began
        # What is in memory counts on until the other server has proven that it serves.
        self._is_too_much, self._starts_over = self._is_too_much or self._starts_over, False
        self._tell_soon()
        if is_new:
            # Whoever waits for this listener may have committed before it listened.
            self._settling.confirm(self._seq)

    def _asked(self, task: asyncio.Task[None]) -> None:
        self._asking = None
        if not task.cancelled():
            task.exception()  # looked at, because everybody who waited may be gone

    async def _watch(self) -> None:
        is_told = False
        while True:
            if self._away_since is not None:
                await asyncio.sleep(RETRY * random.uniform(1, 1.5))  # noqa: S311 - jitter
            else:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_IDLE):
                        await self._wake.wait()
            self._wake.clear()
            with contextlib.suppress(OSError):
                await self._ask_together()
            is_over = self._away_since is not None and not self._may_go_on()
            if is_over and not is_told:
                _log.error("the database is away for too long, no tokens are issued")
            is_told = is_over

    def _go_away(self, reason: str) -> None:
        self._primary.is_away = True
        self._primary.abandon()
        if self._away_since is None:
            self._away_since = self._now()
            self._wake.set()
            _log.error(
                "the database is away, tokens are issued from memory",
                reason=reason,
                for_seconds=self._outage_limit,
            )

    def _come_back(self) -> None:
        if self._away_since is not None:
            _log.warning("the database is back", after_seconds=round(self.away_for or 0, 1))
            self._away_since = None

    async def _listen(self) -> bool:
        """Listen anew if the connection was lost; tell whether. What was missed is read then."""
        if self._listener is not None and not self._listener.is_closed():
            return False
        self._listener = await self._primary.connect()
        # From here on changes may be heard, and what they concern is then read anew.
        self._primary.is_away = False
        try:
            await self._listener.add_listener(CHANNEL, self._notified)
            self._listener.add_termination_listener(self._lost)
            await self._settling.take_part(self._listener)
        except DRIVER_ERRORS as error:
            raise as_os_error(error) from error
        lineage = self._primary.lineage_of(self._listener)
        if self._seq is not None and (lineage is None or lineage != self._lineage):
            self._start_over()
        self._lineage = lineage
        return True

    def _start_over(self) -> None:
        """Forget everything, soon: a promoted standby may never have had the newest changes.

        Their numbers come again then, for others.
        """
        self._seq = None
        self._own.clear()
        self._starts_over = True
        self._settling.start_over()

    def _drop_listener(self) -> None:
        if self._listener is not None:
            self._listener.terminate()

    def _lost(self, _connection: Any) -> None:
        """Count nothing as known: nobody waits for us while we do not listen."""
        self._asked_at = float("-inf")
        self._wake.set()

    def _notified(self, _connection: Any, _pid: int, _channel: str, payload: str) -> None:
        change = from_payload(payload)
        if self._seq is None or change.seq > self._seq:
            self._hear([change])
            self._tell_soon()
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

    def _tell_soon(self) -> None:
        if self._pending or self._is_too_much:
            asyncio.get_running_loop().call_soon(self._when_heard)
