"""Identifiers that count, so that a test can read them."""

from __future__ import annotations

import hashlib


class SequentialIds:
    """``ports.IdSource`` whose n-th GUID ends in n; bytes are a hash of a counter."""

    def __init__(self, start: int = 1) -> None:
        self._next = start

    def guid(self) -> str:
        number, self._next = self._next, self._next + 1
        return f"00000000-0000-4000-8000-{number:012x}"

    def token_bytes(self, count: int) -> bytes:
        number, self._next = self._next, self._next + 1
        return hashlib.shake_256(str(number).encode()).digest(count)
