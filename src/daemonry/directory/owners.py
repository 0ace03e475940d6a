"""Owners of applications and service principals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.model.service_principal import ServicePrincipal
from daemonry.model.user import User

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.ids import ObjectId

Owner = ServicePrincipal | User


async def list_owners(work: Work, owned_id: ObjectId) -> tuple[Owner, ...]:
    """Return the owners of a live application or service principal, oldest first.

    Raises NotFoundError, ForbiddenError.
    """
    raise NotImplementedError


async def add_owner(work: Work, owned_id: ObjectId, owner_id: ObjectId) -> None:
    """Make a user or service principal an owner (Graph: application-post-owners).

    The caller needs the right to change the owned object and to read the owner.
    Raises NotFoundError for either object, InvalidError(OWNER_EXISTS, TOO_MANY),
    ForbiddenError.
    """
    raise NotImplementedError


async def remove_owner(work: Work, owned_id: ObjectId, owner_id: ObjectId) -> None:
    """Take an owner away; the last one may go. Raises NotFoundError, ForbiddenError."""
    raise NotImplementedError
