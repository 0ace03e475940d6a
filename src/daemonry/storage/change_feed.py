"""Learning what others committed: the port, and the feed of a SQLite file.

A feed is asked on every token request, so asking must cost microseconds.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final, Protocol

import pysqlite3

from daemonry.model.ids import TenantId
from daemonry.storage.change_counter import ChangeCounter
from daemonry.storage.changes import RETAINED, Change
from daemonry.storage.sqlite import open_connection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

PATIENCE: Final = 1.0
"""Seconds after which the database is asked although nobody moved the mark."""

_SINCE: Final = "SELECT seq, tenant_id, app_id FROM directory_changes WHERE seq > ? ORDER BY seq"
_NEWEST: Final = "SELECT coalesce(max(seq), 0) FROM directory_changes"


class ChangeFeed(Protocol):
    """Tells what was committed, by whichever process. All failures are OSError."""

    def is_overdue(self) -> bool:
        """Tell whether ``ask`` must be awaited before ``collect`` says everything."""

    async def ask(self) -> None:
        """Ask the database what ``collect`` does not know yet."""

    def collect(self) -> Sequence[Change] | None:
        """Return what was committed since the last call; None when it is too much to tell."""

    def committed(self, changes: Sequence[Change]) -> None:
        """Take note of a commit of this process."""

    async def settle(self, changes: Sequence[Change]) -> None:
        """Return when no process answers from before these changes, which are committed."""

    async def close(self) -> None:
        """Let go of the database."""


class SqliteFeed:
    """The mark that every commit moves, and behind it the database (``change_counter.py``).

    When the mark moved, or a second after the database was asked last, ``PRAGMA
    data_version`` tells whether another connection committed
    (https://www.sqlite.org/pragma.html#pragma_data_version). ``now`` is in seconds.
    """

    def __init__(
        self, path: Path, mark: Path, *, now: Callable[[], float] = time.monotonic
    ) -> None:
        self._connection = open_connection(path, read_only=True)
        self._execute = self._connection.cursor().execute
        self._counter = ChangeCounter(mark)
        self._now = now
        self._seen = self._counter.read()
        self._ask_at = now() + PATIENCE
        self._version = self._scalar("PRAGMA data_version")
        self._seq = self._scalar(_NEWEST)

    def is_overdue(self) -> bool:
        """Return False: the mark is looked at each time."""
        return False

    async def ask(self) -> None:
        """Do nothing."""

    def collect(self) -> Sequence[Change] | None:
        """Return what was committed since the last call. Raises OSError."""
        mark, now = self._counter.read(), self._now()
        if mark == self._seen and now < self._ask_at:
            return ()
        changes = self._ask_database()
        self._seen, self._ask_at = mark, now + PATIENCE
        return changes

    def committed(self, changes: Sequence[Change]) -> None:
        """Move the mark for the other processes; the database tells this one."""
        del changes
        self._counter.move()

    async def settle(self, changes: Sequence[Change]) -> None:
        """Do nothing: whoever looks at the mark from now on is told."""

    async def close(self) -> None:
        """Close the connection."""
        self._connection.close()
        self._counter.close()

    def _ask_database(self) -> Sequence[Change] | None:
        try:
            # The version first: a commit in between is then seen twice, never missed.
            (version,) = self._execute("PRAGMA data_version").fetchone()
            if version == self._version:
                return ()
            rows = self._execute(_SINCE, (self._seq,)).fetchall()
        except pysqlite3.Error as error:
            raise OSError(f"The directory cannot be read: {error}.") from error
        self._version = version
        if not rows:
            return ()
        behind, self._seq = rows[-1][0] - self._seq, rows[-1][0]
        if behind > RETAINED:
            return None
        return [Change(seq, TenantId(tenant_id), app_id) for seq, tenant_id, app_id in rows]

    def _scalar(self, statement: str) -> int:
        return int(self._execute(statement).fetchone()[0])
