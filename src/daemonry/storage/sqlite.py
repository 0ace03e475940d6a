"""SQLite: the bundled library, how a connection is set up, and files nobody else reads.

The standard library's SQLite is not used: before 3.51.3 several connections on one
WAL file could corrupt it (https://www.sqlite.org/wal.html, "the WAL-reset bug").
No file of a database is ever opened by other means than SQLite itself while it may
be in use, because closing it would drop the process's POSIX locks
(https://www.sqlite.org/howtocorrupt.html section 2.2).
"""

from __future__ import annotations

import os
import stat
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import aiosqlite
import pysqlite3
from sqlalchemy import URL, event
from sqlalchemy.dialects import registry
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from daemonry.storage.errors import UnsafeStorageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection

BUSY_TIMEOUT: Final = 5.0
"""Seconds that a writer waits for another process's transaction."""

IMMEDIATE: Final = "daemonry_immediate"
"""Execution option: take the write lock when the transaction begins."""

PRAGMAS: Final = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={int(BUSY_TIMEOUT * 1000)}",
    "PRAGMA mmap_size=0",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA wal_autocheckpoint=0",
)
"""FULL, because NORMAL loses acknowledged commits at a power cut. Checkpoints: one elected task."""

_FIXED: Final = (3, 51, 3)
_FIXED_BRANCHES: Final = {(3, 50): 7, (3, 44): 6}
_NETWORK: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "fuse.sshfs"})
_POOL_SIZE: Final = 8


def require_safe_library(version: tuple[int, ...] = pysqlite3.sqlite_version_info) -> None:
    """Raise UnsafeStorageError when this SQLite can corrupt a WAL file."""
    patch = _FIXED_BRANCHES.get(cast("tuple[int, int]", tuple(version[:2])))
    if version >= _FIXED or (patch is not None and version[2] >= patch):
        return
    raise UnsafeStorageError(
        f"SQLite {'.'.join(map(str, version))} can corrupt databases that several connections use."
        " Install pysqlite3 0.6.1 or newer, which brings SQLite 3.51.3 or newer."
    )


def open_connection(path: Path, *, read_only: bool = False) -> Any:
    """Return a pysqlite3 connection with all pragmas set, in autocommit mode.

    It may be used from any thread, by one at a time.
    """
    require_safe_library()
    if read_only:
        target, uri = f"{path.absolute().as_uri()}?mode=ro", True
    else:
        target, uri = str(path), False
    connection = pysqlite3.connect(
        target,
        uri=uri,
        timeout=BUSY_TIMEOUT,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=512,
    )
    for pragma in PRAGMAS:
        connection.execute(pragma)
    return connection


def open_copy(path: Path) -> Any:
    """Return a connection to a file that nobody writes to, such as one of a backup.

    Nothing is made beside the file and nothing in it is changed.
    """
    require_safe_library()
    connection = pysqlite3.connect(
        f"{path.absolute().as_uri()}?immutable=1",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA trusted_schema=OFF")
    return connection


def create_engine(path: Path, opener: Callable[[], Any] | None = None) -> AsyncEngine:
    """Return an engine on a database file that ``prepare_file`` made.

    ``opener`` makes its connections in place of ``open_connection``.
    """
    require_safe_library()
    registry.register("sqlite.pysqlite3", "daemonry.storage.sqlite_dialect", "BundledDialect")
    engine = create_async_engine(
        URL.create("sqlite+pysqlite3", database=str(path)),
        async_creator=partial(_connect, opener or partial(open_connection, path)),
        hide_parameters=True,
        pool_size=_POOL_SIZE,
        max_overflow=0,
    )
    event.listen(engine.sync_engine, "begin", _begin)
    return engine


def prepare_directory(path: Path) -> None:
    """Make the data directory, or refuse one that others may enter.

    Raises UnsafeStorageError for an existing directory with content and a wider
    mode than 0700, for one that cannot be written to, and for a network file system,
    where locks do not hold.
    """
    try:
        path.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            if any(path.iterdir()):
                raise UnsafeStorageError(
                    f"Others may enter the data directory {path}. Run: chmod 700 {path}"
                ) from None
            path.chmod(0o700)
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise UnsafeStorageError(
            f"The data directory {path} cannot be written to, so no sign-in could be recorded."
            " Let this user write there, or mount it for writing."
        )
    kind = _file_system_of(path)
    if kind in _NETWORK:
        raise UnsafeStorageError(
            f"The data directory {path} is on a network file system ({kind}), where SQLite's"
            " locks do not hold. Use a local disk, or PostgreSQL."
        )


def prepare_file(path: Path) -> None:
    """Make an empty database file of mode 0600; narrow the mode of an existing one."""
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        path.chmod(0o600)


async def _connect(connector: Callable[[], Any]) -> aiosqlite.Connection:
    connection = aiosqlite.Connection(connector, iter_chunk_size=64)
    # A process that was not closed in an orderly way must still be able to end.
    connection._thread.daemon = True  # noqa: SLF001 - there is no public way
    return await connection


def _begin(connection: Connection) -> None:
    immediate = connection.get_execution_options().get(IMMEDIATE, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")


def _file_system_of(path: Path) -> str:
    """Return the type of the file system that holds ``path``, or '' when unknown."""
    try:
        mounts = Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    resolved = path.resolve()
    best, kind = -1, ""
    for line in mounts.splitlines():
        point, file_system = line.split(" ")[1:3]
        if len(point) > best and resolved.is_relative_to(point.replace("\\040", " ")):
            best, kind = len(point), file_system
    return kind
