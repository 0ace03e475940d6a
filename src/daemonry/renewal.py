"""Digests of client secrets move to the newest secret-hash key as the secrets are used.

Only whoever holds a secret can make its digest anew; so that is done when one has just
proved itself, after the token has left, once for each secret in a process.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import structlog

from daemonry.directory.credentials import renew_digest
from daemonry.directory.work import Work
from daemonry.model.audit import Actor
from daemonry.model.secret import digest_secret

if TYPE_CHECKING:
    from daemonry.model.credential import PasswordCredential, SecretDigest
    from daemonry.model.ids import TenantId
    from daemonry.model.secret import SecretHashKeys
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.ports import Clock, Directory, IdSource

RENEWAL: Final = Actor(kind="operator", display_name="secret-hash key rotation")
"""Who stands in the audit trail for what nobody commanded."""

_log = structlog.get_logger("daemonry.renewal")


class DigestRenewal:
    """``ports.RenewDigest``: at most one attempt at a time for each secret."""

    def __init__(
        self, directory: Directory, keys: SecretHashKeys, clock: Clock, ids: IdSource
    ) -> None:
        self._directory = directory
        self._keys = keys
        self._clock = clock
        self._ids = ids
        self._under_way: dict[tuple[TenantId, str], asyncio.Task[None]] = {}

    def __call__(
        self, client: ServicePrincipal, credential: PasswordCredential, secret: str
    ) -> None:
        """Make the digest now and have it stored soon."""
        name = (client.tenant_id, credential.key_id)
        if name in self._under_way:
            return
        digest = digest_secret(self._keys, client.tenant_id, client.app_id, secret)
        task = asyncio.get_running_loop().create_task(self._renew(client, credential, digest))
        self._under_way[name] = task
        task.add_done_callback(lambda _: self._under_way.pop(name, None))

    async def settled(self) -> None:
        """Return when nothing is under way any more."""
        await asyncio.gather(*self._under_way.values())

    async def _renew(
        self, client: ServicePrincipal, credential: PasswordCredential, digest: SecretDigest
    ) -> None:
        tenant_id, app_id = client.tenant_id, client.app_id
        try:
            async with self._directory.change() as uow:
                work = Work(uow, RENEWAL, tenant_id, self._clock, self._ids)
                await renew_digest(work, app_id, credential.key_id, digest)
        except OSError as error:
            _log.warning("a digest was not renewed", app_id=app_id, reason=str(error))
