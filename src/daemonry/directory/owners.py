"""Owners of applications and service principals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory import activities
from daemonry.directory.lookup import (
    application_target,
    application_to_change,
    not_found,
    principal_target,
    principal_to_change,
)
from daemonry.directory.permissions import (
    APPLICATION_OWNED,
    APPLICATION_WRITE,
    READ_APPLICATIONS,
    READ_USERS,
    caller_id,
    owns_only,
    require_any,
)
from daemonry.directory.powers import details_of_holder
from daemonry.model.application import Application
from daemonry.model.audit import AuditTarget
from daemonry.model.errors import OWNER_EXISTS, TOO_MANY, InvalidError
from daemonry.model.service_principal import ServicePrincipal
from daemonry.model.user import User

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daemonry.directory.work import Work
    from daemonry.model.ids import ObjectId

Owner = ServicePrincipal | User
Owned = Application | ServicePrincipal

MAX_OWNERS: Final = 100


async def list_owners(work: Work, owned_id: ObjectId) -> tuple[Owner, ...]:
    """Return the owners of a live application or service principal, oldest first.

    Raises NotFoundError, ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    await _owned_there(work, owned_id)
    found = await list_owners_of_many(work, [owned_id])
    return found.get(owned_id, ())


async def list_owners_of_many(
    work: Work, owned_ids: Sequence[ObjectId]
) -> Mapping[ObjectId, tuple[Owner, ...]]:
    """Return the owners of several objects, oldest first. Raises ForbiddenError."""
    require_any(work, *READ_APPLICATIONS)
    held = await work.uow.owners.list_of_many(work.tenant_id, owned_ids)
    everybody = sorted({owner_id for owner_ids in held.values() for owner_id in owner_ids})
    principals = await work.uow.service_principals.get_many(work.tenant_id, everybody)
    people = await work.uow.users.get_many(work.tenant_id, everybody)
    known: dict[ObjectId, Owner] = {person.object_id: person for person in people}
    known |= {principal.object_id: principal for principal in principals}
    return {
        owned_id: tuple(known[owner_id] for owner_id in owner_ids if owner_id in known)
        for owned_id, owner_ids in held.items()
    }


async def add_owner(work: Work, owned_id: ObjectId, owner_id: ObjectId) -> None:
    """Make a user or service principal an owner (Graph: application-post-owners).

    The caller needs the right to change the owned object and to read the owner.
    Raises NotFoundError for either object, InvalidError(OWNER_EXISTS, TOO_MANY),
    ForbiddenError.
    """
    owned = await _owned_to_change(work, owned_id)
    owner = await owner_there(work, owner_id)
    there = await work.uow.owners.list_of(work.tenant_id, owned_id)
    if owner_id in there:
        raise InvalidError(OWNER_EXISTS)
    if len(there) >= MAX_OWNERS:
        raise InvalidError(TOO_MANY, property="owners", limit=str(MAX_OWNERS))
    await attach_owner(work, owned, owner)


async def remove_owner(work: Work, owned_id: ObjectId, owner_id: ObjectId) -> None:
    """Take an owner away; the last one may go. Raises NotFoundError, ForbiddenError."""
    owned = await _owned_to_change(work, owned_id)
    owner = await _owner(work, owner_id)
    if not await work.uow.owners.remove(work.tenant_id, owned_id, owner_id):
        raise not_found(owner_id)
    activity = (
        activities.REMOVE_APPLICATION_OWNER
        if isinstance(owned, Application)
        else activities.REMOVE_SERVICE_PRINCIPAL_OWNER
    )
    targets = (_owned_target(owned), _owner_target(owner_id, owner))
    await work.audit(activity, activities.UNASSIGN, *targets)


async def owner_there(work: Work, owner_id: ObjectId) -> Owner:
    """Return a prospective owner whom the actor may see. Raises NotFoundError, ForbiddenError."""
    owner = await _owner(work, owner_id)
    if owner is None:
        raise not_found(owner_id)
    require_any(work, *(READ_USERS if isinstance(owner, User) else READ_APPLICATIONS))
    return owner


async def attach_owner(work: Work, owned: Owned, owner: Owner) -> None:
    """Store an owner and its audit event; rights were checked by the caller."""
    await work.uow.owners.add(work.tenant_id, owned.object_id, owner.object_id)
    activity = (
        activities.ADD_APPLICATION_OWNER
        if isinstance(owned, Application)
        else activities.ADD_SERVICE_PRINCIPAL_OWNER
    )
    await work.audit(
        activity,
        activities.ASSIGN,
        _owned_target(owned),
        _owner_target(owner.object_id, owner),
        details=await details_of_holder(work, owned.app_id),
    )


async def own_what_was_created(work: Work, owned: Owned) -> None:
    """Make a caller that may only write what it owns the owner of what it just created."""
    caller = caller_id(work.actor)
    if not owns_only(work) or caller is None:
        return
    owner = await _owner(work, caller)
    there = await work.uow.owners.list_of(work.tenant_id, owned.object_id)
    if owner is not None and caller not in there:
        await attach_owner(work, owned, owner)


async def _owned_there(work: Work, owned_id: ObjectId) -> Owned:
    application = await work.uow.applications.get(work.tenant_id, owned_id)
    if application is not None:
        return application
    principal = await work.uow.service_principals.get(work.tenant_id, owned_id)
    if principal is None:
        raise not_found(owned_id)
    return principal


async def _owned_to_change(work: Work, owned_id: ObjectId) -> Owned:
    require_any(work, APPLICATION_OWNED, APPLICATION_WRITE)
    owned = await _owned_there(work, owned_id)
    if isinstance(owned, Application):
        return await application_to_change(work, owned_id)
    return await principal_to_change(work, owned_id)


async def _owner(work: Work, owner_id: ObjectId) -> Owner | None:
    principal = await work.uow.service_principals.get(work.tenant_id, owner_id)
    return principal or await work.uow.users.get(work.tenant_id, owner_id)


def _owned_target(owned: Owned) -> AuditTarget:
    if isinstance(owned, Application):
        return application_target(owned)
    return principal_target(owned)


def _owner_target(owner_id: ObjectId, owner: Owner | None) -> AuditTarget:
    if isinstance(owner, ServicePrincipal):
        return principal_target(owner)
    return AuditTarget(owner_id, owner.display_name if owner else "", "User")
