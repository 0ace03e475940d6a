"""Where sign-in records become durable: a journal that is cheap to append to.

A record in its place costs three index entries on pages all over the file, and the
caller waits for them. So a batch is first one row of a journal, one append and one
flush, and is durable with it; the elected process moves what arrived into the
indexed table when nothing more urgent is going on, and whoever reads moves it first.
Moving twice is harmless: a record that is there already is left alone and not counted again.
"""

from __future__ import annotations

import threading
from contextlib import ExitStack, closing
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pysqlite3

from daemonry.storage.documents import storable_fields
from daemonry.storage.sign_in_figures import SQLITE_COUNTS
from daemonry.storage.sqlite import open_connection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from daemonry.model.audit import SignIn

CHUNK: Final = 64
"""Batches moved in one transaction: enough to share the pages, short enough to be stopped."""

BACKLOG: Final = 4096
"""Batches that may wait while records keep arriving; beyond it they are moved all the same."""

# AUTOINCREMENT, because the number of a batch that was moved must never come again.
_JOURNAL: Final = (
    "CREATE TABLE IF NOT EXISTS arrivals"
    " (seq INTEGER PRIMARY KEY AUTOINCREMENT, batch BLOB NOT NULL)"
)
_APPEND: Final = "INSERT INTO arrivals (batch) VALUES (?)"
_RANGE: Final = "SELECT coalesce(min(seq), 0), coalesce(max(seq), 0) FROM arrivals"
_FRESH: Final = """
CREATE TEMP TABLE IF NOT EXISTS fresh
    (tenant_id, at, sign_in_id, correlation_id, app_id, document, error_code, resource_id)
"""
_READ: Final = """
INSERT INTO temp.fresh
SELECT record.value ->> '$[1].tenant_id',
       record.value ->> '$[0]',
       record.value ->> '$[1].sign_in_id',
       record.value ->> '$[1].correlation_id',
       record.value ->> '$[1].app_id',
       json_remove(json_extract(record.value, '$[1]'),
                   '$.tenant_id', '$.at', '$.sign_in_id', '$.correlation_id', '$.app_id'),
       record.value ->> '$[1].error_code',
       record.value ->> '$[1].resource_id'
  FROM journal.arrivals, json_each(CAST(arrivals.batch AS TEXT)) AS record
 WHERE arrivals.seq <= ?
"""
_KNOWN: Final = """
DELETE FROM temp.fresh WHERE EXISTS
    (SELECT 1 FROM sign_ins WHERE sign_ins.tenant_id = fresh.tenant_id
        AND sign_ins.at = fresh.at AND sign_ins.sign_in_id = fresh.sign_in_id)
"""
_PLACE: Final = """
INSERT OR IGNORE INTO sign_ins (tenant_id, at, sign_in_id, correlation_id, app_id, document)
SELECT tenant_id, at, sign_in_id, correlation_id, app_id, document FROM temp.fresh
"""
_MOVE: Final = (_KNOWN, _PLACE, *SQLITE_COUNTS, "DELETE FROM temp.fresh")
_DELETE: Final = "DELETE FROM arrivals WHERE seq <= ?"


def record_text(sign_in: SignIn) -> bytes:
    """Return a record as it stands in the journal: its time as a column holds it, then all."""
    try:
        document = msgspec.json.encode(sign_in)
    except UnicodeEncodeError:  # lone surrogates, which no encoding of Unicode can carry
        document = msgspec.json.encode(storable_fields(sign_in))
    else:
        if b"\\u0000" in document:
            document = msgspec.json.encode(storable_fields(sign_in))
    at = sign_in.at.isoformat(" ", "microseconds")[:26]
    return b'["%s",%s]' % (at.encode("ascii"), document)


def open_journal(path: Path) -> Any:
    """Return a connection to a journal, which is made when it is not there."""
    connection = open_connection(path)
    connection.execute(_JOURNAL)
    return connection


class Journal:
    """One process's way to append. For one thread at a time."""

    def __init__(self, path: Path) -> None:
        self._connection = open_journal(path)

    def append(self, records: Sequence[bytes]) -> None:
        """Make a batch durable. Raises pysqlite3.Error."""
        self._connection.execute(_APPEND, (b"[%s]" % b",".join(records),))

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


class Mover:
    """Moves what arrived into the indexed table. For any thread, by one at a time."""

    def __init__(self, journal: Path, records: Path) -> None:
        self._journal_path = journal
        self._records_path = records
        self._turn = threading.Lock()
        self._journal: Any = None
        self._records: Any = None
        self._seen = 0

    def move_all(self) -> None:
        """Move everything that is durable now. Raises pysqlite3.Error or OSError."""
        with self._turn:
            self._open()
            first, last = self._range()
            while first and first <= last:
                self._move(min(first + CHUNK - 1, last))
                first, _ = self._range()

    def move_when_quiet(self) -> None:
        """Move until something new arrives, and in any case until few enough are waiting.

        Nothing is moved right after arrivals: then requests are more urgent.
        """
        with self._turn:
            self._open()
            first, last = self._range()
            before, self._seen = self._seen, last
            while first and (last == before or last - first >= BACKLOG):
                self._move(min(first + CHUNK - 1, last))
                first, last = self._range()

    def close(self) -> None:
        """Let go of the files."""
        with self._turn:
            for connection in (self._journal, self._records):
                if connection is not None:
                    connection.close()
            self._journal = self._records = None

    def _open(self) -> None:
        if self._journal is not None:
            return
        with ExitStack() as opened:
            journal = opened.enter_context(closing(open_journal(self._journal_path)))
            records = opened.enter_context(closing(open_connection(self._records_path)))
            records.execute("ATTACH DATABASE ? AS journal", (str(self._journal_path),))
            records.execute(_FRESH)
            # Both or none: what failed half-way is begun again at the next turn.
            self._journal, self._records = journal, records
            opened.pop_all()

    def _range(self) -> tuple[int, int]:
        first, last = self._journal.execute(_RANGE).fetchone()
        return int(first), int(last)

    def _move(self, upto: int) -> None:
        # Two files have no common commit. In this order a crash in between leaves
        # records in both, which the next move finds out.
        self._records.execute("BEGIN IMMEDIATE")
        try:
            self._records.execute(_READ, (upto,))
            for statement in _MOVE:
                self._records.execute(statement)
            self._records.execute("COMMIT")
        except pysqlite3.Error:
            self._records.rollback()
            raise
        self._journal.execute(_DELETE, (upto,))
