"""The seeded daemon as a managed identity of this machine, for ``dev --managed-identity``.

In memory only: it is there as long as the server runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.model.ids import AppId, TenantId
from daemonry.model.managed_identity import APP_SERVICE, IMDS, ManagedIdentity
from daemonry.model.secret import digest_secret

if TYPE_CHECKING:
    from daemonry.emulator.seed import TutorialTenant
    from daemonry.model.secret import SecretHashKeys
    from daemonry.ports import Directory


async def tutorial_identities(
    directory: Directory, keys: SecretHashKeys, tutorial: TutorialTenant, header_secret: str
) -> tuple[ManagedIdentity, ...]:
    """Return the daemon's identities by both protocols; none when its principal is gone."""
    tenant_id, app_id = TenantId(tutorial.tenant_id), AppId(tutorial.daemon_client_id)
    async with directory.read() as uow:
        principal = await uow.service_principals.get_by_app_id(tenant_id, app_id)
    if principal is None:
        return ()
    digest = digest_secret(keys, tenant_id, app_id, header_secret)
    return (
        ManagedIdentity(IMDS, tenant_id, app_id, principal.object_id),
        ManagedIdentity(APP_SERVICE, tenant_id, app_id, principal.object_id, header_digest=digest),
    )
