"""Sign-in records that PostgreSQL does not have yet, durable on the disk of this node.

The same journal as SQLite's (``arrivals.py``): one append and one flush for a batch. All
workers of a node share it, and each of them may bring what is there to the database;
bringing a record twice is harmless, as its key lets it in once.
"""

from __future__ import annotations

import asyncio
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pysqlite3

from daemonry.model.audit import SignIn
from daemonry.storage.arrivals import Journal, open_journal, record_text
from daemonry.storage.documents import build
from daemonry.storage.sqlite import open_connection, prepare_file

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SPOOL_FILE: Final = "spool.db"

_CHUNK: Final = 32
"""Batches that are brought to the database in one transaction."""

_FIRST: Final = "SELECT seq, batch FROM arrivals ORDER BY seq LIMIT ?"
_FORGET: Final = "DELETE FROM arrivals WHERE seq <= ?"
_COUNT: Final = "SELECT coalesce(sum(json_array_length(CAST(batch AS TEXT))), 0) FROM arrivals"
_CHECKPOINT: Final = "PRAGMA wal_checkpoint(PASSIVE)"

_decode = msgspec.json.Decoder(list[tuple[str, msgspec.Raw]]).decode


class Spool:
    """One worker's view of the node's spool. For one event loop; all failures are OSError."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._turn = asyncio.Lock()
        self._journal: Journal | None = None
        self._connection: Any = None

    async def append(self, sign_ins: Sequence[SignIn]) -> None:
        """Return when the records are durable here."""
        await self._in_thread(self._append, [record_text(sign_in) for sign_in in sign_ins])

    async def first(self) -> tuple[int, Sequence[SignIn]]:
        """Return the oldest records, and the number by which they are forgotten; maybe none."""
        rows = await self._in_thread(self._fetch)
        records = [
            build(SignIn, bytes(document).decode())
            for _, batch in rows
            for _, document in _decode(batch)
        ]
        return (rows[-1][0] if rows else 0), records

    async def forget(self, number: int) -> None:
        """Remove what ``first`` returned, which is in the database now."""
        await self._in_thread(self._forget, number)

    async def close(self) -> None:
        """Let go of the file."""
        async with self._turn:
            self._disconnect()

    async def _in_thread(self, work: Any, *arguments: Any) -> Any:
        async with self._turn:
            try:
                return await asyncio.to_thread(work, *arguments)
            except pysqlite3.Error as error:
                self._disconnect()
                raise OSError(f"The spool of sign-in records does not serve: {error}") from error

    def _append(self, records: Sequence[bytes]) -> None:
        if self._journal is None:
            prepare_file(self._path)
            self._journal = Journal(self._path)
        self._journal.append(records)

    def _fetch(self) -> list[tuple[int, bytes]]:
        if not self._path.exists():
            return []
        return list(self._open().execute(_FIRST, (_CHUNK,)).fetchall())

    def _forget(self, number: int) -> None:
        connection = self._open()
        connection.execute(_FORGET, (number,))
        connection.execute(_CHECKPOINT).fetchall()

    def _open(self) -> Any:
        if self._connection is None:
            self._connection = open_journal(self._path)
        return self._connection

    def _disconnect(self) -> None:
        for open_one in (self._journal, self._connection):
            if open_one is not None:
                open_one.close()
        self._journal = self._connection = None


def count_spooled(path: Path) -> int:
    """Return how many records wait in a spool, for whoever looks from outside."""
    if not path.exists():
        return 0
    with closing(open_connection(path)) as connection:
        try:
            return int(connection.execute(_COUNT).fetchone()[0])
        except pysqlite3.OperationalError:  # nothing was ever spooled, there is no table
            return 0
