"""The form of a client secret and its keyed hash.

A secret is ``dmns_`` + 36 base62 characters (214 bits from the operating system)
+ 6 base62 characters of CRC-32 over what precedes them, so that a scanner or a
person can tell one without asking us. It is kept only as HMAC-SHA-256 under a
server key: a random secret needs no slow hash (RFC 2104; OWASP ASVS 11.4.2).
"""

from __future__ import annotations

import hmac
import re
import secrets
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from daemonry.model.credential import SecretDigest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from daemonry.model.ids import AppId, TenantId

PREFIX: Final = "dmns_"
BODY_LENGTH: Final = 36
CHECKSUM_LENGTH: Final = 6
SECRET_PATTERN: Final = re.compile(r"dmns_[0-9A-Za-z]{42}(?![0-9A-Za-z])")
"""What secret scanners look for; ``has_valid_checksum`` removes chance hits."""

_ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_HINT_LENGTH: Final = 3


@dataclass(frozen=True, slots=True)
class SecretHashKeys:
    """The server's HMAC keys by identifier; ``newest`` makes new digests.

    Older keys stay for verification until no digest names them. ``current`` was the
    newest when the server started; ``ask`` tells which one is now, because a rotation
    does not wait for restarts.
    """

    current: str
    keys: Mapping[str, bytes] = field(repr=False)
    ask: Callable[[], str] | None = field(default=None, repr=False)

    def newest(self) -> str:
        """Return the identifier of the key that new digests are made with."""
        return self.current if self.ask is None else self.ask()


def new_secret() -> str:
    """Return a fresh client secret; the caller shows it once and forgets it."""
    body = "".join(secrets.choice(_ALPHABET) for _ in range(BODY_LENGTH))
    return PREFIX + body + _checksum(PREFIX + body)


def hint_of(secret: str) -> str:
    """Return the first three characters of the random part."""
    return secret.removeprefix(PREFIX)[:_HINT_LENGTH]


def has_valid_checksum(text: str) -> bool:
    """Tell whether ``text`` is well-formed and its checksum fits."""
    if SECRET_PATTERN.fullmatch(text) is None:
        return False
    return _checksum(text[:-CHECKSUM_LENGTH]) == text[-CHECKSUM_LENGTH:]


def digest_secret(
    keys: SecretHashKeys, tenant: TenantId, app: AppId, secret: str, *, key_id: str | None = None
) -> SecretDigest:
    """Return HMAC-SHA-256(key, tenant | app | secret) under ``key_id`` or the newest key.

    Tenant and application are part of the message, so that a digest copied to
    another row never verifies there. Raises KeyError for an unknown ``key_id``.
    """
    name = key_id if key_id is not None else keys.newest()
    message = f"{tenant}|{app}|{secret}".encode("utf-8", "surrogatepass")
    return SecretDigest(name, hmac.digest(keys.keys[name], message, "sha256"))


def _checksum(text: str) -> str:
    value = zlib.crc32(text.encode("ascii"))
    digits = []
    for _ in range(CHECKSUM_LENGTH):
        value, remainder = divmod(value, len(_ALPHABET))
        digits.append(_ALPHABET[remainder])
    return "".join(reversed(digits))
