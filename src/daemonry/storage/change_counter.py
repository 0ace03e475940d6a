"""A mark in shared memory that says "something was committed", for all processes.

Asking SQLite costs microseconds and gives up the interpreter lock, at each token
request. Eight bytes of a mapped file cost neither. Whoever commits writes a value
that was never there before, after the commit and before the change is acknowledged;
so whoever still reads the old value has missed nothing that anybody was told of. A
process that dies in between leaves a commit unannounced, which nobody was told of
either: the feed asks the database itself from time to time.
"""

from __future__ import annotations

import mmap
import os
import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_SIZE: Final = 8


class ChangeCounter:
    """The mark of one database, mapped by this process."""

    def __init__(self, path: Path) -> None:
        """Map the file at ``path``, made as needed. Raises OSError."""
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if os.fstat(descriptor).st_size < _SIZE:
                os.truncate(descriptor, _SIZE)
            self._memory = mmap.mmap(descriptor, _SIZE)
        finally:
            os.close(descriptor)

    def read(self) -> bytes:
        """Return the value now."""
        return self._memory[:]

    def move(self) -> None:
        """Write a value that was never there: random ones of two writers differ too."""
        self._memory[:] = secrets.token_bytes(_SIZE)

    def close(self) -> None:
        """Unmap the file."""
        self._memory.close()
