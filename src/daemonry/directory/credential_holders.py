"""Who holds secrets and certificates: an application, or its service principal on its own.

A client proves itself by those of either; they are made, limited and taken away by the
same rules (Graph: serviceprincipal-addpassword). What differs stands here: whose right
it takes, which half of the tenant's policy binds, what the audit trail calls it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory import activities
from daemonry.directory.application_rules import MAX_MANIFEST_ENTRIES, validate_application
from daemonry.directory.lookup import (
    application_target,
    application_to_change,
    principal_target,
    principal_to_change,
    tenant_of,
)
from daemonry.directory.powers import details_of_holder
from daemonry.model.application import Application
from daemonry.model.errors import MANIFEST_TOO_LARGE, InvalidError
from daemonry.model.service_principal import ServicePrincipal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.audit import AuditTarget, ModifiedProperty
    from daemonry.model.credential import PasswordCredential
    from daemonry.model.credential_holder import CredentialHolder, CredentialHolderType
    from daemonry.model.ids import AppId, ObjectId
    from daemonry.model.key_credential import KeyCredential

    Credentials = Sequence[PasswordCredential | KeyCredential]

_RESOURCES: Final = {Application: "Application", ServicePrincipal: "ServicePrincipal"}


async def holder_there(
    work: Work, object_id: ObjectId, holder_type: CredentialHolderType
) -> CredentialHolder | None:
    """Return the live application or service principal, or None; rights are not looked at."""
    if holder_type is Application:
        return await work.uow.applications.get(work.tenant_id, object_id)
    return await work.uow.service_principals.get(work.tenant_id, object_id)


async def holder_to_change(
    work: Work,
    object_id: ObjectId,
    holder_type: CredentialHolderType,
    *,
    directory_writers: bool = True,
) -> CredentialHolder:
    """Return a holder whose credentials the actor may change.

    Raises ForbiddenError, also for a service principal of the server itself; NotFoundError.
    """
    if holder_type is Application:
        return await application_to_change(work, object_id, directory_writers=directory_writers)
    return await principal_to_change(work, object_id, directory_writers=directory_writers)


async def holders_of(work: Work, app_id: AppId) -> list[CredentialHolder]:
    """Return the live application and service principal of a client, as far as they exist."""
    found = (
        await work.uow.applications.get_by_app_id(work.tenant_id, app_id),
        await work.uow.service_principals.get_by_app_id(work.tenant_id, app_id),
    )
    return [holder for holder in found if holder is not None]


async def check_room(work: Work, changed: CredentialHolder, stored: CredentialHolder) -> None:
    """Refuse more credentials than fit. Raises InvalidError(MANIFEST_TOO_LARGE, TOO_MANY)."""
    if isinstance(changed, Application) and isinstance(stored, Application):
        validate_application(changed, stored, await tenant_of(work))
    elif len(changed.password_credentials) + len(changed.key_credentials) > MAX_MANIFEST_ENTRIES:
        raise InvalidError(MANIFEST_TOO_LARGE, limit=str(MAX_MANIFEST_ENTRIES))


async def save_credentials(
    work: Work,
    changed: CredentialHolder,
    modified: tuple[ModifiedProperty, ...],
    *,
    old: Credentials,
    new: Credentials,
) -> None:
    """Store a holder, have tokens forget it, and record what changed from old to new."""
    await save_holder(work, changed)
    await work.audit(
        _activity(changed, old, new),
        activities.UPDATE,
        holder_target(changed, modified),
        details=await details_of_holder(work, changed.app_id),
    )


async def save_holder(work: Work, changed: CredentialHolder) -> None:
    """Store a holder and have tokens forget it."""
    if isinstance(changed, Application):
        await work.uow.applications.save(changed)
    else:
        await work.uow.service_principals.save(changed)
    work.uow.touch(work.tenant_id, changed.app_id)


def holder_target(
    holder: CredentialHolder, modified: tuple[ModifiedProperty, ...] = ()
) -> AuditTarget:
    """Return the holder as the target of an audit event."""
    if isinstance(holder, Application):
        return application_target(holder, modified)
    return principal_target(holder, modified)


def resource_name(holder_type: CredentialHolderType) -> str:
    """Return what Microsoft Graph calls a holder of this type."""
    return _RESOURCES[holder_type]


def _activity(holder: CredentialHolder, old: Credentials, new: Credentials) -> str:
    if isinstance(holder, Application):
        return activities.UPDATE_CREDENTIALS
    before, after = ({one.key_id for one in some} for some in (old, new))
    if after - before:
        return activities.ADD_PRINCIPAL_CREDENTIALS
    if before - after:
        return activities.REMOVE_PRINCIPAL_CREDENTIALS
    return activities.UPDATE_SERVICE_PRINCIPAL
