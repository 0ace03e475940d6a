"""Which key signs: the newest that is active, its private part opened once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.jose.jwk import rs256_signer
from daemonry.model.signing_key import sealing_context
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from daemonry.model.ids import TenantId
    from daemonry.model.signing_key import SigningKey
    from daemonry.ports import KeyVault

_MAX_OPEN_KEYS: Final = 1024


def select_signing_key(keys: Sequence[SigningKey], now: datetime) -> SigningKey:
    """Return the key that signs at ``now``: of those that may, the latest activated.

    ``keys`` come newest first. Raises OAuthError when none may sign.
    """
    for key in keys:
        if key.may_sign(now) and key.is_published(now):
            return key
    raise OAuthError(errors.TEMPORARY, detail="The tenant has no active signing key.")


class OpenKeys:
    """Private keys in use, opened lazily and kept by tenant and ``kid``."""

    def __init__(self, vault: KeyVault) -> None:
        self._vault = vault
        self._signers: dict[tuple[TenantId, str], Callable[[bytes], bytes]] = {}

    async def sign(self, key: SigningKey, signing_input: bytes) -> bytes:
        """Return the signature of ``signing_input`` by ``key``, in the form of its algorithm.

        Raises OAuthError when the private part cannot be opened: the key encryption
        key is another one, or the row was moved here from elsewhere.
        """
        return self._signer(key)(signing_input)

    def _signer(self, key: SigningKey) -> Callable[[bytes], bytes]:
        found = self._signers.get((key.tenant_id, key.kid))
        if found is not None:
            return found
        context = sealing_context(key.tenant_id, key.kid)
        try:
            signer = rs256_signer(self._vault.open(key.sealed_private_key, context=context))
        except ValueError:
            raise OAuthError(
                errors.TEMPORARY, detail=f"Signing key {key.kid} cannot be decrypted."
            ) from None
        if len(self._signers) >= _MAX_OPEN_KEYS:
            self._signers.pop(next(iter(self._signers)))
        self._signers[key.tenant_id, key.kid] = signer
        return signer
