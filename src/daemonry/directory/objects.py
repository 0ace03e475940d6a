"""Objects of any kind by identifier, as far as the actor may see their kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.lookup import not_found
from daemonry.directory.permissions import (
    READ_APPLICATIONS,
    READ_OBJECTS,
    READ_USERS,
    may_any,
    require_any,
)
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.ids import ObjectId
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.user import User

    DirectoryObject = Application | ServicePrincipal | User

APPLICATION: Final = "application"
SERVICE_PRINCIPAL: Final = "serviceprincipal"
USER: Final = "user"
KINDS: Final = frozenset({APPLICATION, SERVICE_PRINCIPAL, USER})
_MAX_OWNED: Final = 999


async def get_object(work: Work, object_id: ObjectId) -> DirectoryObject:
    """Return the live object with this identifier. Raises NotFoundError, ForbiddenError."""
    found = await get_objects(work, [object_id])
    if not found:
        raise not_found(object_id)
    return found[0]


async def get_objects(
    work: Work, object_ids: Sequence[ObjectId], kinds: Collection[str] = KINDS
) -> Sequence[DirectoryObject]:
    """Return those live objects of some kinds that exist and that the actor may see.

    In the order asked for. Raises ForbiddenError for an actor that may see no kind.
    """
    require_any(work, *READ_OBJECTS)
    uow, tenant_id = work.uow, work.tenant_id
    found: list[DirectoryObject] = []
    if may_any(work, *READ_APPLICATIONS):
        if APPLICATION in kinds:
            found += await uow.applications.get_many(tenant_id, object_ids)
        if SERVICE_PRINCIPAL in kinds:
            found += await uow.service_principals.get_many(tenant_id, object_ids)
    if USER in kinds and may_any(work, *READ_USERS):
        found += await uow.users.get_many(tenant_id, object_ids)
    place = {object_id: number for number, object_id in enumerate(object_ids)}
    return sorted(found, key=lambda item: place[item.object_id])


async def list_owned_objects(work: Work, owner_id: ObjectId) -> Sequence[DirectoryObject]:
    """Return the applications and service principals that somebody owns; 999 of each at most.

    Raises ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    query = ListQuery(owner_id=owner_id, limit=_MAX_OWNED)
    return [
        *await work.uow.applications.list_matching(work.tenant_id, query),
        *await work.uow.service_principals.list_matching(work.tenant_id, query),
    ]
