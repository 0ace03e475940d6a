"""Learning what others committed: the port, and the feed of a SQLite file.

A feed is asked on every token request, so asking must cost microseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import pysqlite3

from daemonry.model.ids import TenantId
from daemonry.storage.changes import RETAINED, Change
from daemonry.storage.sqlite import open_connection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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
    """``PRAGMA data_version`` on a connection of its own, which any other commit moves.

    It runs inline on the event loop: about four microseconds, no I/O unless
    something was committed (https://www.sqlite.org/pragma.html#pragma_data_version).
    """

    def __init__(self, path: Path) -> None:
        self._connection = open_connection(path, read_only=True)
        self._execute = self._connection.cursor().execute
        self._version = self._scalar("PRAGMA data_version")
        self._seq = self._scalar(_NEWEST)

    def is_overdue(self) -> bool:
        """Return False: the file itself is asked each time."""
        return False

    async def ask(self) -> None:
        """Do nothing."""

    def collect(self) -> Sequence[Change] | None:
        """Return what was committed since the last call. Raises OSError."""
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

    def committed(self, changes: Sequence[Change]) -> None:
        """Do nothing: commits of this process move the version like any other."""

    async def settle(self, changes: Sequence[Change]) -> None:
        """Do nothing: whoever asks the file from now on is told."""

    async def close(self) -> None:
        """Close the connection."""
        self._connection.close()

    def _scalar(self, statement: str) -> int:
        return int(self._execute(statement).fetchone()[0])
