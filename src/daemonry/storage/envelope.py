"""``ports.KeyVault``: what is sealed at rest, with AES-256-GCM of ``cryptography``.

A sealed value is: format byte, length and text of the key identifier, 96 random bits
of nonce, ciphertext with tag (NIST SP 800-38D section 8.2.2). What precedes the
nonce and the caller's context are authenticated, so that a value opens only where
it belongs. Several keys may be known during a rotation; the current one seals.
"""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY_BYTES: Final = 32
_FORMAT: Final = b"\x01"
_NONCE_BYTES: Final = 12
_ID_HEX_DIGITS: Final = 16


class EnvelopeVault:
    """Seals under the first of ``keys`` and opens under any of them."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Take keys of 32 bytes, the current one first. Raises ValueError for other sizes."""
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"A key encryption key has {KEY_BYTES} bytes.")
        self.current = key_identifier(keys[0])
        self._ciphers = {key_identifier(key): AESGCM(key) for key in keys}

    @override
    def __repr__(self) -> str:
        return f"EnvelopeVault(current={self.current!r})"

    def seal(self, plaintext: bytes, *, context: str) -> bytes:
        """Encrypt; ``context`` is authenticated and must be given again to open."""
        nonce = os.urandom(_NONCE_BYTES)
        header = _header(self.current)
        data = _associated_data(header, context)
        return header + nonce + self._ciphers[self.current].encrypt(nonce, plaintext, data)

    def open(self, sealed: bytes, *, context: str) -> bytes:
        """Decrypt. Raises ValueError when key, context or bytes do not fit."""
        key_id = sealing_key(sealed)
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise ValueError(f"The key encryption key {key_id} is not at hand.")
        header = _header(key_id)
        body = sealed[len(header) :]
        nonce, ciphertext = body[:_NONCE_BYTES], body[_NONCE_BYTES:]
        try:
            return cipher.decrypt(nonce, ciphertext, _associated_data(header, context))
        except InvalidTag:
            raise ValueError("The sealed value was changed, or belongs elsewhere.") from None

    def is_current(self, sealed: bytes) -> bool:
        """Tell whether the current key sealed this; if not, it should be sealed anew."""
        return sealing_key(sealed) == self.current


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
