"""Binding this machine to a service principal, so that its workloads act as that.

The binding itself is kept beside the server, not in the directory; what the directory
keeps is that it was made and ended, for it is as good as a credential.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory import activities
from daemonry.directory.lookup import not_found, principal_target
from daemonry.directory.permissions import require_operator
from daemonry.directory.powers import details_of_holder
from daemonry.model.managed_identity import ManagedIdentity
from daemonry.model.secret import digest_secret

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.ids import AppId
    from daemonry.model.secret import SecretHashKeys


async def bind_managed_identity(  # noqa: PLR0913 - what a binding consists of
    work: Work,
    app_id: AppId,
    keys: SecretHashKeys,
    *,
    kind: str,
    resource_id: str = "",
    header_secret: str | None = None,
) -> ManagedIdentity:
    """Return the binding to an application's service principal, for the caller to keep.

    For the operator only. Raises NotFoundError, ForbiddenError.
    """
    require_operator(work.actor)
    principal = await work.uow.service_principals.get_by_app_id(work.tenant_id, app_id)
    if principal is None:
        raise not_found(app_id)
    digest = None
    if header_secret is not None:
        digest = digest_secret(keys, work.tenant_id, app_id, header_secret)
    await work.audit(
        activities.BIND_MANAGED_IDENTITY,
        activities.ADD,
        principal_target(principal),
        details={"kind": kind} | await details_of_holder(work, app_id),
    )
    return ManagedIdentity(kind, work.tenant_id, app_id, principal.object_id, resource_id, digest)


async def unbind_managed_identity(work: Work, identity: ManagedIdentity) -> None:
    """Keep in the audit trail that a binding ends; its principal may be gone already.

    For the operator only. Raises ForbiddenError.
    """
    require_operator(work.actor)
    principal = await work.uow.service_principals.get(work.tenant_id, identity.principal_id)
    targets = () if principal is None else (principal_target(principal),)
    await work.audit(
        activities.UNBIND_MANAGED_IDENTITY,
        activities.DELETE,
        *targets,
        details={"kind": identity.kind, "appId": identity.app_id},
    )
