"""Which key signs, which are published; private parts opened once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.jose.jwk import RsaSigner, jws_signer
from daemonry.model.signing_key import TENANT_KEYS, KeyLine, active_key, sealing_context
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from daemonry.model.application import Application
    from daemonry.model.ids import TenantId
    from daemonry.model.signing_key import SigningKey
    from daemonry.ports import KeyVault, SigningBatches

_MAX_OPEN_KEYS: Final = 1024


def select_signing_key(
    keys: Sequence[SigningKey], resource: Application, now: datetime
) -> SigningKey:
    """Return the key that signs tokens for ``resource``: its own, or else the tenant's.

    The resource chooses the algorithm; there is no way back to another one when that has
    no key. ``keys`` are all of the tenant. Raises OAuthError when none may sign.
    """
    algorithm = resource.token_settings.signing_algorithm
    for app_id in (resource.app_id, TENANT_KEYS):
        key = active_key(keys, KeyLine(algorithm, app_id), now)
        if key is not None:
            return key
    raise OAuthError(
        errors.TEMPORARY,
        detail=f"No {algorithm} key is active: 'daemonry key create --algorithm {algorithm}'.",
    )


def published_keys(keys: Iterable[SigningKey], app_id: str = TENANT_KEYS) -> list[SigningKey]:
    """Return the keys of the JWKS: the tenant's, and before them those of ``app_id``.

    The tenant's are in both, since they signed until the application's own took over.
    """
    published = [key for key in keys if key.is_published and key.app_id in {app_id, TENANT_KEYS}]
    return sorted(published, key=lambda key: key.app_id == TENANT_KEYS)


class OpenKeys:
    """Private keys in use, opened lazily and kept by tenant and ``kid``."""

    def __init__(self, vault: KeyVault, batches: SigningBatches) -> None:
        self._vault = vault
        self._batches = batches
        self._signers: dict[tuple[TenantId, str], Callable[[bytes], bytes]] = {}

    async def sign(self, key: SigningKey, signing_input: bytes) -> bytes:
        """Return the signature of ``signing_input`` by ``key``, in the form of its algorithm.

        Raises OAuthError when the private part cannot be opened: the key encryption
        key is another one, or the row was moved here from elsewhere.
        """
        signer = self._signer(key)
        if isinstance(signer, RsaSigner):
            return await self._batches.sign(signer, signing_input)
        return signer(signing_input)

    def _signer(self, key: SigningKey) -> Callable[[bytes], bytes]:
        found = self._signers.get((key.tenant_id, key.kid))
        if found is not None:
            return found
        context = sealing_context(key.tenant_id, key.kid)
        try:
            private_key = self._vault.open(key.sealed_private_key, context=context)
            signer = jws_signer(key.algorithm, private_key)
        except ValueError:
            raise OAuthError(
                errors.TEMPORARY, detail=f"Signing key {key.kid} cannot be decrypted."
            ) from None
        if len(self._signers) >= _MAX_OPEN_KEYS:
            self._signers.pop(next(iter(self._signers)))
        self._signers[key.tenant_id, key.kid] = signer
        return signer
