"""SQLAlchemy's asynchronous SQLite dialect over the bundled library.

It differs from the stock one in two ways: errors are those of ``pysqlite3``, and a
statement costs one visit to the connection's thread instead of four.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

import aiosqlite
import pysqlite3
from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_dbapi,
    SQLiteDialect_aiosqlite,
)
from sqlalchemy.util.concurrency import await_
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_ERRORS = (
    "DatabaseError",
    "Error",
    "IntegrityError",
    "NotSupportedError",
    "OperationalError",
    "ProgrammingError",
)


class OneTripCursor:
    """A cursor that executes and fetches everything in one visit to the thread."""

    server_side = False

    def __init__(self, adapted: OneTripConnection) -> None:
        self._adapted = adapted
        self._rows: deque[Any] = deque()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    def execute(self, operation: str, parameters: Any = None) -> None:
        """Run one statement. Called by SQLAlchemy inside its greenlet."""
        self._run(lambda cursor: cursor.execute(operation, parameters or ()))

    def executemany(self, operation: str, seq_of_parameters: Any) -> None:
        """Run one statement for each set of parameters."""
        self._run(lambda cursor: cursor.executemany(operation, seq_of_parameters))

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        return self._rows.popleft() if self._rows else None

    def fetchmany(self, size: int | None = None) -> Sequence[Any]:
        """Return up to ``size`` rows."""
        count = min(self.arraysize if size is None else size, len(self._rows))
        return [self._rows.popleft() for _ in range(count)]

    def fetchall(self) -> Sequence[Any]:
        """Return the rows that are left."""
        rows = list(self._rows)
        self._rows.clear()
        return rows

    def setinputsizes(self, *_sizes: Any) -> None:
        """Do nothing; SQLite has no use for it."""

    def close(self) -> None:
        """Forget the rows."""
        self._rows.clear()

    async def _async_soft_close(self) -> None:
        """Keep the rows; nothing is open any more."""

    def __iter__(self) -> Iterator[Any]:
        while self._rows:
            yield self._rows.popleft()

    def _run(self, statement: Callable[[Any], Any]) -> None:
        try:
            await_(self._visit(statement))
        except Exception as error:  # noqa: BLE001 - the dialect sorts them out
            self._adapted._handle_exception(error)  # noqa: SLF001 - the adapter's own hook

    async def _visit(self, statement: Callable[[Any], Any]) -> None:
        async with self._adapted._execute_mutex:  # noqa: SLF001 - as the stock cursor does
            driver = self._adapted._connection  # noqa: SLF001
            found = await driver._execute(_all_at_once, driver._conn, statement)  # noqa: SLF001
        self.description, rows, self.rowcount, self.lastrowid = found
        self._rows = deque(rows)


class OneTripConnection(AsyncAdapt_aiosqlite_connection):
    """A connection whose cursors make one trip."""

    __slots__ = ()
    _cursor_cls = OneTripCursor  # type: ignore[assignment] # same interface, other storage


class BundledDbapi(AsyncAdapt_aiosqlite_dbapi):
    """The asynchronous DBAPI facade with the bundled library's errors."""

    def __init__(self) -> None:
        super().__init__(aiosqlite, pysqlite3)

    @override
    def _init_dbapi_attributes(self) -> None:
        super()._init_dbapi_attributes()
        for name in (*_ERRORS, "sqlite_version", "sqlite_version_info"):
            setattr(self, name, getattr(pysqlite3, name))

    @override
    def connect(self, *_args: Any, **options: Any) -> OneTripConnection:
        return OneTripConnection(self, await_(options["async_creator_fn"]()))


class BundledDialect(SQLiteDialect_aiosqlite):
    """The dialect that ``sqlite+pysqlite3`` URLs name."""

    driver = "pysqlite3"
    supports_statement_cache = True

    @classmethod
    @override
    def import_dbapi(cls) -> BundledDbapi:
        return BundledDbapi()

    @override
    def on_connect(self) -> None:  # type: ignore[override] # the general dialect allows None
        """Install nothing: no statement of ours uses REGEXP."""


def _all_at_once(connection: Any, statement: Callable[[Any], Any]) -> tuple[Any, ...]:
    cursor = connection.cursor()
    try:
        statement(cursor)
        rows = cursor.fetchall() if cursor.description else []
        return cursor.description, rows, cursor.rowcount, cursor.lastrowid
    finally:
        cursor.close()
