"""What the repositories of one unit of work share: a connection, and what was touched."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError

from daemonry.model.errors import NOT_A_VALID_REFERENCE, DirectoryError, InvalidError
from daemonry.storage.changes import WHOLE_TENANT, Touched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from sqlalchemy import Delete, Executable, Insert, Select, Table, Update
    from sqlalchemy.ext.asyncio import AsyncConnection

    from daemonry.model.ids import AppId, TenantId

_UNIQUE_VIOLATION = "23505"


class Transaction:
    """One transaction. A reading one refuses every write."""

    def __init__(self, connection: AsyncConnection, *, is_writing: bool) -> None:
        self.connection = connection
        self.is_writing = is_writing
        self.touched: set[Touched] = set()

    def touch(self, tenant_id: TenantId, app_id: AppId | str | None = None) -> None:
        """Note that tokens of this application, or of the whole tenant, may change."""
        self.touched.add((tenant_id, WHOLE_TENANT if app_id is None else app_id))

    async def rows(self, query: Select[Any]) -> Sequence[Any]:
        """Return all rows of a query, columns as attributes."""
        found: Sequence[Any] = (await self.connection.execute(query)).all()
        return found

    async def row(self, query: Select[*tuple[Any, ...]]) -> Any:
        """Return the first row of a query, or None."""
        return (await self.connection.execute(query)).first()

    def locked(self, query: Select[Any], *tables: Any) -> Select[Any]:
        """Lock the rows of ``tables`` until the commit, if this transaction writes.

        Two who load, modify and save the same object then go one after the other.
        SQLite has one writer at a time anyway.
        """
        return query.with_for_update(of=tables) if self.is_writing else query

    async def write(
        self, statement: Insert | Update | Delete, rows: Sequence[dict[str, Any]] | None = None
    ) -> int:
        """Execute a change and return how many rows it concerned."""
        self._require_writing()
        return int((await self.connection.execute(statement, rows)).rowcount)

    async def insert_once(self, table: Table, row: dict[str, Any]) -> bool:
        """Insert a row unless its key is there; tell whether it was inserted.

        The row count of one statement decides, so that of any number who try one wins.
        """
        dialect = self.connection.dialect.name
        insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
        return await self.write(insert(table).values(row).on_conflict_do_nothing()) == 1

    async def write_returning(self, statement: Executable) -> Any:
        """Execute a change with a RETURNING clause and return its first row."""
        self._require_writing()
        return (await self.connection.execute(statement)).first()

    @asynccontextmanager
    async def refusing(self, refusal: Callable[[str], DirectoryError]) -> AsyncIterator[None]:
        """Turn a violated uniqueness into a refusal and keep the transaction usable.

        ``refusal`` gets the database's words, which name the violated constraint. A
        reference to something that is not there is always the same refusal.
        """
        self._require_writing()
        try:
            async with self.connection.begin_nested():
                yield
        except IntegrityError as error:
            if is_unique_violation(error):
                raise refusal(str(error.orig)) from error
            raise InvalidError(NOT_A_VALID_REFERENCE) from error

    def _require_writing(self) -> None:
        if not self.is_writing:
            raise RuntimeError("This unit of work was opened for reading only.")


def is_unique_violation(error: DBAPIError) -> bool:
    """Tell a taken key from other violations (PostgreSQL: Appendix A, class 23)."""
    if getattr(error.orig, "sqlstate", None) == _UNIQUE_VIOLATION:
        return True
    return "UNIQUE constraint failed" in str(error.orig)
