"""House-keeping of the database files by one elected process: checkpoints, arrivals.

All connections have automatic checkpoints switched off, so that no request pays for
one and no two processes run them at once. PASSIVE never waits for a reader or a
writer (https://www.sqlite.org/wal.html section 3.4).
"""

from __future__ import annotations

import fcntl
import os
import threading
from typing import TYPE_CHECKING, Any, Final

import pysqlite3

from daemonry.storage.sqlite import open_connection

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

INTERVAL: Final = 1.0
"""Seconds between checkpoints, and between attempts to be elected."""


class Checkpointer:
    """A thread that checkpoints ``databases`` while it holds the lock on ``lock``.

    ``tidy`` is called at each turn before that; it may raise pysqlite3.Error or OSError.
    """

    def __init__(self, lock: Path, databases: Sequence[Path], tidy: Callable[[], None]) -> None:
        self._lock = lock
        self._databases = databases
        self._tidy = tidy
        self._stop = threading.Event()
        self._descriptor = -1
        self._connections: list[Any] = []
        self._thread = threading.Thread(target=self._run, name="checkpoints", daemon=True)

    def start(self) -> None:
        """Begin; the first attempt to be elected is at once."""
        self._thread.start()

    def close(self) -> None:
        """Stop and give the election free. Blocks until the checkpoint under way ends."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        try:
            while not self._stop.is_set():
                self._checkpoint_if_elected()
                self._stop.wait(INTERVAL)
        finally:
            for connection in self._connections:
                connection.close()
            if self._descriptor >= 0:
                os.close(self._descriptor)

    def _checkpoint_if_elected(self) -> None:
        try:
            if self._is_elected():
                self._tidy()
                self._checkpoint()
        except (OSError, pysqlite3.Error):
            return  # a full disk or a busy file: the log keeps everything until next time

    def _is_elected(self) -> bool:
        """Hold the lock, or try to get it. The kernel frees it when the process dies."""
        if self._descriptor >= 0:
            return True
        descriptor = os.open(self._lock, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._descriptor = descriptor
        return True

    def _checkpoint(self) -> None:
        if not self._connections:
            self._connections = [open_connection(path) for path in self._databases]
        for connection in self._connections:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
