"""The real clock and the real source of identifiers."""

from __future__ import annotations

import os
import secrets
from datetime import UTC, datetime
from typing import Final

_READ: Final = 8192
_VARIANT: Final = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
"""The first two bits of the seventeenth digit are fixed (RFC 9562 section 4.1)."""


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
        self._digits: list[str] = []
        os.register_at_fork(after_in_child=self._forget)

    def guid(self) -> str:
        """Return a random GUID in canonical lower case (RFC 9562 section 5.4)."""
        if not self._digits:
            digits = secrets.token_hex(_READ)
            self._digits = [digits[at : at + 32] for at in range(0, len(digits), 32)]
        text = self._digits.pop()
        variant = _VARIANT[text[16]]
        return f"{text[:8]}-{text[8:12]}-4{text[13:16]}-{variant}{text[17:20]}-{text[20:]}"

    def token_bytes(self, count: int) -> bytes:
        """Return ``count`` random bytes."""
        pool = self._pool
        if len(pool) < count:
            pool += secrets.token_bytes(max(_READ, count))
        taken = bytes(pool[-count:])
        del pool[-count:]
        return taken

    def _forget(self) -> None:
        self._pool.clear()
        self._digits.clear()
