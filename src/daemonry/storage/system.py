"""The real clock and the real source of identifiers."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from typing import Final

_READ: Final = 8192


class SystemClock:
    """``ports.Clock`` of the machine."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""
        return datetime.now(UTC)  # noqa: TID251 - this is the Clock that everybody else takes


class SystemIds:
    """``ports.IdSource`` from the operating system's CSPRNG, read some kilobytes at a time.

    A system call per identifier costs a token request a tenth of its time, because
    each gives up the interpreter lock. Bytes are handed out once; a forked
    child throws away what its parent had read.
    """

    def __init__(self) -> None:
        self._pool = bytearray()
        os.register_at_fork(after_in_child=self._pool.clear)

    def guid(self) -> str:
        """Return a random GUID in canonical lower case (RFC 9562 section 5.4)."""
        raw = bytearray(self.token_bytes(16))
        raw[6] = raw[6] & 0x0F | 0x40
        raw[8] = raw[8] & 0x3F | 0x80
        text = raw.hex()
        return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"

    def token_bytes(self, count: int) -> bytes:
        """Return ``count`` random bytes."""
        pool = self._pool
        if len(pool) < count:
            pool += secrets.token_bytes(max(_READ, count))
        taken = bytes(pool[-count:])
        del pool[-count:]
        return taken
