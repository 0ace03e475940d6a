"""What the use cases need from the machine: time, identifiers, keys, proofs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Collection
    from datetime import datetime

    from daemonry.jose.jwk import RsaSigner


class Clock(Protocol):
    """The time of day; the only source of "now"."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""


class IdSource(Protocol):
    """Fresh identifiers and random bytes from the operating system's CSPRNG."""

    def guid(self) -> str:
        """Return a random GUID in canonical lower case (RFC 9562 section 5.4)."""

    def token_bytes(self, count: int) -> bytes:
        """Return ``count`` random bytes."""


class DomainProofs(Protocol):
    """What the owners of domains published, so that a domain can be verified."""

    async def texts(self, name: str) -> Collection[str]:
        """Return the TXT records of a name. Raises OSError when they cannot be had."""


class KeyVault(Protocol):
    """Envelope encryption under the key encryption key (AES-256-GCM)."""

    def seal(self, plaintext: bytes, *, context: str) -> bytes:
        """Encrypt; ``context`` is authenticated and must be given again to open."""

    def open(self, sealed: bytes, *, context: str) -> bytes:
        """Decrypt. Raises ValueError when key, context or bytes do not fit."""


class SigningBatches(Protocol):
    """Signs RS256 together what is asked for at about the same time."""

    def sign(self, signer: RsaSigner, signing_input: bytes) -> Awaitable[bytes]:
        """Return the signature of ``signing_input``."""
