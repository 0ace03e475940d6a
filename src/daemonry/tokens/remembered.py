"""Decisions for clients that ask again with the very same request.

A daemon's request is the same bytes each time, secret included. Whoever was proven and
entitled by these bytes is so again as long as nothing in the directory changed and
the credential has not ended; so the checks need not be repeated, only the signature.
Bytes are known by a keyed digest, never kept; anything that is not plain (assertions,
proofs of possession, limits on successes) is decided anew each time.
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.signing_key import SigningKey
    from daemonry.tokens.claims import ConstantClaims, Decision
    from daemonry.tokens.lifetime import LifetimeRange

LIMIT: Final = 8192
"""Requests that are remembered; the oldest is forgotten for another."""

_DIGEST_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class ReadyToken:
    """All of a token but what differs from one to the next: times, identifier, signature."""

    decision: Decision
    key: SigningKey
    constant: ConstantClaims
    lifetime: LifetimeRange
    resource: str


@dataclass(frozen=True, slots=True)
class _Remembered:
    ready: ReadyToken
    directory_version: int
    ends_at: datetime


class RememberedDecisions:
    """What was decided, by the fingerprint of the request. For one process."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)
        self._entries: dict[bytes, _Remembered] = {}

    def fingerprint(self, *parts: bytes) -> bytes:
        """Return a digest of the parts under a key of this process.

        None of them may hold NUL but the last, so that they cannot be cut otherwise.
        """
        text = b"\0".join(parts)
        return hashlib.blake2b(text, key=self._key, digest_size=_DIGEST_BYTES).digest()

    def recall(self, fingerprint: bytes, version: int, now: datetime) -> ReadyToken | None:
        """Return what was decided for the same request, if it still holds at ``now``."""
        found = self._entries.get(fingerprint)
        if found is None:
            return None
        if found.directory_version != version or now >= found.ends_at:
            del self._entries[fingerprint]
            return None
        return found.ready

    def keep(self, fingerprint: bytes, ready: ReadyToken, version: int, ends_at: datetime) -> None:
        """Remember a decision made when the directory had this version, until ``ends_at``."""
        if len(self._entries) >= LIMIT:
            self._entries.pop(next(iter(self._entries)))
        self._entries[fingerprint] = _Remembered(ready, version, ends_at)
