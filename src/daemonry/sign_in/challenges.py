"""Challenges for passkeys: made for one visitor, kept nowhere, taken back once."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from daemonry.model.errors import PASSKEY_TOO_LATE, InvalidError

if TYPE_CHECKING:
    from daemonry.model.ids import TenantId
    from daemonry.model.secret import SecretHashKeys
    from daemonry.ports import Clock, IdSource, SingleUse

LIFETIME: Final = timedelta(minutes=10)
"""For how long the button of an open page works."""
_NAMESPACE: Final = "passkey challenge"
_RANDOM_BYTES: Final = 16
_TIME_BYTES: Final = 8
_MAC_BYTES: Final = 32
_SIGNED: Final = _RANDOM_BYTES + _TIME_BYTES


@dataclass(frozen=True, slots=True)
class Challenges:
    """Random bytes and a time, signed under a server key that the last bytes name.

    Nothing is stored before one comes back, so that strangers fill no table by opening
    pages; every process knows its own (WebAuthn section 13.4.3).
    """

    keys: SecretHashKeys = field(repr=False)
    single_use: SingleUse
    clock: Clock
    ids: IdSource

    def make(self, secret: str) -> bytes:
        """Return a challenge for whoever has this secret in a cookie."""
        ends_at = int((self.clock.now() + LIFETIME).timestamp())
        signed = self.ids.token_bytes(_RANDOM_BYTES) + ends_at.to_bytes(_TIME_BYTES, "big")
        name = self.keys.newest()
        return signed + self._mac(name, signed, secret) + name.encode("ascii")

    async def spend(self, tenant_id: TenantId, challenge: bytes, secret: str) -> None:
        """Use a challenge up. Raises InvalidError(PASSKEY_TOO_LATE) when it is not good.

        It is good when it was made here for this secret, its time is not over, and it
        did not come back before.
        """
        signed, mac = challenge[:_SIGNED], challenge[_SIGNED : _SIGNED + _MAC_BYTES]
        name = challenge[_SIGNED + _MAC_BYTES :].decode("ascii", "replace")
        try:
            is_ours = hmac.compare_digest(mac, self._mac(name, signed, secret))
        except KeyError:
            is_ours = False
        if not is_ours:
            raise InvalidError(PASSKEY_TOO_LATE, target="passkey")
        seconds = int.from_bytes(signed[_RANDOM_BYTES:], "big")
        now, ends_at = self.clock.now(), datetime.fromtimestamp(seconds, UTC)
        if now >= ends_at or not await self.single_use.consume(
            tenant_id, _NAMESPACE, signed.hex(), now=now, expires_at=ends_at
        ):
            raise InvalidError(PASSKEY_TOO_LATE, target="passkey")

    def _mac(self, name: str, signed: bytes, secret: str) -> bytes:
        key = hmac.digest(self.keys.keys[name], b"passkey challenges", "sha256")
        return hmac.digest(key, signed + hashlib.sha256(secret.encode()).digest(), "sha256")
