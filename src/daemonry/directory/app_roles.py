"""App roles, one at a time: sugar over ``update_application`` for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from daemonry.model.application import MEMBER_APPLICATION

if TYPE_CHECKING:
    from typing import Unpack

    from daemonry.directory.work import Work
    from daemonry.model.application import AppRole
    from daemonry.model.ids import ObjectId, RoleId


@dataclass(frozen=True, slots=True)
class NewAppRole:
    """A role to be added, enabled; without ``role_id`` the server makes one."""

    value: str | None
    display_name: str
    description: str
    allowed_member_types: tuple[str, ...] = (MEMBER_APPLICATION,)
    role_id: RoleId | None = None


class AppRoleChanges(TypedDict, total=False):
    """What may change on a role; a missing key leaves its property as it is."""

    value: str | None
    display_name: str
    description: str
    allowed_member_types: tuple[str, ...]


async def create_app_role(work: Work, object_id: ObjectId, new: NewAppRole) -> AppRole:
    """Add a role to an application.

    Raises InvalidError for a bad or duplicate value or identifier, NotFoundError,
    ForbiddenError.
    """
    raise NotImplementedError


async def edit_app_role(
    work: Work, object_id: ObjectId, role_ref: str, **changes: Unpack[AppRoleChanges]
) -> AppRole:
    """Change a role; ``role_ref`` is its value or identifier.

    Value and member types of an enabled role are fixed: disable it first.
    Raises InvalidError, NotFoundError(ROLE_NOT_FOUND), ForbiddenError.
    """
    raise NotImplementedError


async def set_app_role_enabled(
    work: Work,
    object_id: ObjectId,
    role_ref: str,
    enabled: bool,  # noqa: FBT001 - the very value to be stored
) -> AppRole:
    """Enable or disable a role. Who holds a disabled role keeps it; nobody new gets it.

    Raises InvalidError, NotFoundError(ROLE_NOT_FOUND), ForbiddenError.
    """
    raise NotImplementedError


async def delete_app_role(work: Work, object_id: ObjectId, role_ref: str) -> None:
    """Remove a disabled role together with all its assignments.

    Raises InvalidError(ENABLED_ENTITLEMENT), NotFoundError(ROLE_NOT_FOUND), ForbiddenError.
    """
    raise NotImplementedError
