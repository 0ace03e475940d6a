"""PostgreSQL: how a connection to the primary is made, and what a server must promise.

Several nodes may share one database. What one commits, the others learn in
``postgres_feed.py``. A standby is never written to, nor is a primary that was replaced.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import asyncpg
from asyncpg.exceptions import InternalClientError, TargetServerAttributeNotMatched
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from daemonry.storage.errors import UnsafeStorageError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_CONNECT_TIMEOUT: Final = 5.0
_COMMAND_TIMEOUT: Final = 10.0
_POOL_SIZE: Final = 8
_SERVER_SETTINGS: Final = {
    "application_name": "daemonry",
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "30s",
    "jit": "off",
    # A node that vanished without a word must not be waited for until the day after.
    "tcp_keepalives_idle": "5",
    "tcp_keepalives_interval": "5",
    "tcp_keepalives_count": "3",
}
_NOT_DURABLE: Final = frozenset({"off", "local"})
_AWAY: Final = (
    OSError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    TargetServerAttributeNotMatched,
)
DRIVER_ERRORS: Final = (
    OSError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    InternalClientError,
)
"""Everything that the driver raises; the last when an answer comes just as we stop waiting."""

_LINEAGE: Final = (
    "SELECT (pg_control_system()).system_identifier,"
    " left(pg_walfile_name(pg_current_wal_lsn()), 8) AS timeline"
)


class AwayError(OSError):
    """Nobody answers at the database's address who may be written to."""


@dataclass(frozen=True, slots=True)
class Lineage:
    """Which history a server continues: a promotion begins a new timeline of a system."""

    system: int
    timeline: int


class Primary:
    """The server that may be written to, wherever it is now. For one event loop."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._lineages: WeakKeyDictionary[Any, Lineage | None] = WeakKeyDictionary()
        self._newest: dict[int, int] = {}
        self.is_away = False
        """Set by the feed, so that nobody else waits for what does not answer."""

    async def connect(self) -> Any:
        """Return a connection. Raises AwayError, or OSError when the server refuses us.

        A primary in whose place a standby was promoted is not one any more; whoever
        wrote there would write into the void.
        """
        connection = await connect(self._dsn)
        try:
            lineage = await _lineage_of(connection)
            self._require_newest(lineage)
        except BaseException:  # cancelled, for instance: nobody else would close it
            connection.terminate()
            raise
        self._lineages[connection] = lineage
        return connection

    def _require_newest(self, lineage: Lineage | None) -> None:
        if lineage is None:
            return
        if lineage.timeline < self._newest.get(lineage.system, 0):
            raise AwayError("A server answers in whose place another one was promoted.")
        self._newest[lineage.system] = lineage.timeline

    async def connect_unless_away(self) -> Any:
        """Do the same for those who cannot wait. Raises AwayError, OSError."""
        if self.is_away:
            raise AwayError("The database is away.")
        return await self.connect()

    def lineage_of(self, connection: Any) -> Lineage | None:
        """Return the history that was continued when this connection was made, if it tells."""
        return self._lineages.get(connection)

    def abandon(self) -> None:
        """Cut all connections, so that nobody waits for an answer that does not come."""
        for connection in tuple(self._lineages):
            connection.terminate()


async def connect(dsn: str) -> Any:
    """Return an asyncpg connection to a server that is no standby.

    ``dsn`` is a URL as libpq reads it, or as SQLAlchemy does, with the driver's name.
    Raises AwayError, or OSError when the server refuses us; neither tells the password.
    """
    try:
        return await asyncpg.connect(
            dsn.replace("+asyncpg", "", 1),
            timeout=_CONNECT_TIMEOUT,
            command_timeout=_COMMAND_TIMEOUT,
            server_settings=_SERVER_SETTINGS,
            target_session_attrs="primary",
        )
    except TargetServerAttributeNotMatched as error:
        raise AwayError("Only a standby answers, which cannot be written to.") from error
    except DRIVER_ERRORS as error:
        raise as_os_error(error) from error


def as_os_error(error: BaseException) -> OSError:
    """Return an error of the driver as AwayError, or as OSError when a server answered."""
    kind = AwayError if isinstance(error, _AWAY) else OSError
    return kind(f"The database cannot be reached: {type(error).__name__}.")


def create_engine(connect_to: Callable[[], Awaitable[Any]] | str) -> AsyncEngine:
    """Return an engine on connections that are made so, or from a URL as libpq reads it."""
    creator = partial(connect, connect_to) if isinstance(connect_to, str) else connect_to
    return create_async_engine(
        "postgresql+asyncpg://",
        async_creator=creator,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=_POOL_SIZE,
        max_overflow=_POOL_SIZE,
        pool_timeout=_CONNECT_TIMEOUT,
    )


async def require_safe_server(engine: AsyncEngine) -> None:
    """Raise UnsafeStorageError for a server that forgets commits."""
    async with engine.connect() as connection:
        durability = await connection.scalar(text("SHOW synchronous_commit"))
    if durability in _NOT_DURABLE:
        raise UnsafeStorageError(
            f"synchronous_commit is {durability}: commits could be lost. Set it to on."
        )


async def _lineage_of(connection: Any) -> Lineage | None:
    """Return None from servers that keep it to themselves, as some hosted ones do."""
    try:
        row = await connection.fetchrow(_LINEAGE)
    except (asyncpg.InsufficientPrivilegeError, asyncpg.FeatureNotSupportedError):
        return None
    except DRIVER_ERRORS as error:
        raise as_os_error(error) from error
    return Lineage(int(row["system_identifier"]), int(row["timeline"], 16))
