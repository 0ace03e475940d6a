"""``ports.KeyVault``: what is sealed at rest, with AES-256-GCM of ``cryptography``.

A sealed value is: format byte, length and text of the key identifier, and what that key
makes of the plaintext; of a key in memory, 96 random bits of nonce and ciphertext with tag
(NIST SP 800-38D section 8.2.2). What precedes it and the caller's context are
authenticated, so that a value opens only where it belongs. Several keys may be known
during a rotation; the current one seals.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

KEY_BYTES: Final = 32
_FORMAT: Final = b"\x01"
NONCE_BYTES: Final = 12
_ID_HEX_DIGITS: Final = 16


class SealingKey(Protocol):
    """A key encryption key, wherever it is: in memory, in a hardware module, at a service."""

    identifier: str
    """Names it in what it sealed; the same wherever the key is configured."""

    def encrypt(self, plaintext: bytes, associated: bytes) -> bytes:
        """Return a ciphertext that only ``decrypt`` with the same ``associated`` opens."""

    def decrypt(self, ciphertext: bytes, associated: bytes) -> bytes:
        """Raise ValueError for bytes that were changed, OSError when the key is not reached."""


class LocalKey:
    """A key of 256 bits in memory: a random nonce of 96 bits, then AES-256-GCM."""

    def __init__(self, key: bytes) -> None:
        """Take the key. Raises ValueError for another size."""
        if len(key) != KEY_BYTES:
            raise ValueError(f"A key encryption key has {KEY_BYTES} bytes.")
        self.identifier = key_identifier(key)
        self._cipher = AESGCM(key)

    def encrypt(self, plaintext: bytes, associated: bytes) -> bytes:
        """Return nonce, ciphertext and tag."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plaintext, associated)

    def decrypt(self, ciphertext: bytes, associated: bytes) -> bytes:
        """Undo ``encrypt``. Raises ValueError for bytes that were changed."""
        try:
            return self._cipher.decrypt(
                ciphertext[:NONCE_BYTES], ciphertext[NONCE_BYTES:], associated
            )
        except InvalidTag:
            raise ValueError("The sealed value was changed, or belongs elsewhere.") from None


class EnvelopeVault:
    """Seals under the first of ``keys`` and opens under any of them.

    ``reread`` returns keys that were configured since, or None when nothing changed, so
    that a rotation does not wait for restarts.
    """

    def __init__(
        self,
        keys: Sequence[bytes | SealingKey],
        reread: Callable[[], Sequence[SealingKey] | None] | None = None,
    ) -> None:
        """Take the current key first. Raises ValueError when there is none, or of wrong size."""
        if not keys:
            raise ValueError(f"A vault needs a key encryption key of {KEY_BYTES} bytes.")
        self._reread = reread
        self._take([LocalKey(key) if isinstance(key, bytes) else key for key in keys])

    @override
    def __repr__(self) -> str:
        return f"EnvelopeVault(current={self.current!r})"

    @property
    def identifiers(self) -> Sequence[str]:
        """The identifiers of all keys, the current one first."""
        return tuple(self._keys)

    def seal(self, plaintext: bytes, *, context: str) -> bytes:
        """Encrypt; ``context`` is authenticated and must be given again to open."""
        self._look_again()
        header = _header(self.current)
        sealing = self._keys[self.current]
        return header + sealing.encrypt(plaintext, _associated_data(header, context))

    def open(self, sealed: bytes, *, context: str) -> bytes:
        """Decrypt. Raises ValueError when key, context or bytes do not fit."""
        key_id = sealing_key(sealed)
        if key_id not in self._keys:
            self._look_again()
        key = self._keys.get(key_id)
        if key is None:
            raise ValueError(f"The key encryption key {key_id} is not at hand.")
        header = _header(key_id)
        return key.decrypt(sealed[len(header) :], _associated_data(header, context))

    def is_current(self, sealed: bytes) -> bool:
        """Tell whether the current key sealed this; if not, it should be sealed anew."""
        self._look_again()
        return sealing_key(sealed) == self.current

    def _look_again(self) -> None:
        found = self._reread() if self._reread is not None else None
        if found is not None:
            self._take(found)

    def _take(self, keys: Sequence[SealingKey]) -> None:
        self.current = keys[0].identifier
        self._keys = {key.identifier: key for key in keys}


def key_identifier(key: bytes) -> str:
    """Return what names a key in sealed values and digests: a prefix of its SHA-256.

    It tells nothing about a key of 256 random bits, and it is the same wherever the
    key is configured.
    """
    return hashlib.sha256(b"daemonry key identifier\0" + key).hexdigest()[:_ID_HEX_DIGITS]


def sealing_key(sealed: bytes) -> str:
    """Return the identifier of the key that sealed this. Raises ValueError for other bytes."""
    length = sealed[1] if len(sealed) > 1 else 0
    name = sealed[2 : 2 + length]
    if sealed[:1] != _FORMAT or not length or len(name) != length or not name.isascii():
        raise ValueError("These bytes were not sealed here.")
    return name.decode("ascii")


def _header(key_id: str) -> bytes:
    return _FORMAT + bytes([len(key_id)]) + key_id.encode("ascii")


def _associated_data(header: bytes, context: str) -> bytes:
    return header + context.encode()
