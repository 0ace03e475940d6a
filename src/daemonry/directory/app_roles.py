"""App roles, one at a time: sugar over ``update_application`` for people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypedDict

from daemonry.directory.application_changes import refuse_unlisted
from daemonry.directory.applications import update_application
from daemonry.directory.lookup import application_to_change
from daemonry.model.application import MEMBER_APPLICATION, AppRole
from daemonry.model.errors import ROLE_NOT_FOUND, NotFoundError
from daemonry.model.ids import RoleId, parse_guid

if TYPE_CHECKING:
    from typing import Unpack

    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.ids import ObjectId


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
    application = await application_to_change(work, object_id)
    role = AppRole(
        role_id=RoleId((new.role_id or work.ids.guid()).lower()),
        value=new.value,
        display_name=new.display_name,
        description=new.description,
        allowed_member_types=new.allowed_member_types,
    )
    await update_application(work, object_id, {"app_roles": (*application.app_roles, role)})
    return role


async def edit_app_role(
    work: Work, object_id: ObjectId, role_ref: str, **changes: Unpack[AppRoleChanges]
) -> AppRole:
    """Change a role; ``role_ref`` is its value or identifier.

    Value and member types of an enabled role are fixed: disable it first.
    Raises InvalidError, NotFoundError(ROLE_NOT_FOUND), ForbiddenError.
    """
    refuse_unlisted(changes, AppRoleChanges, "appRoles.")
    application = await application_to_change(work, object_id)
    role = _role(application, role_ref)
    return await _replace(work, application, role, replace(role, **changes))


async def set_app_role_enabled(
    work: Work,
    object_id: ObjectId,
    role_ref: str,
    enabled: bool,  # noqa: FBT001 - the very value to be stored
) -> AppRole:
    """Enable or disable a role. Who holds a disabled role keeps it; nobody new gets it.

    Raises InvalidError, NotFoundError(ROLE_NOT_FOUND), ForbiddenError.
    """
    application = await application_to_change(work, object_id)
    role = _role(application, role_ref)
    return await _replace(work, application, role, replace(role, is_enabled=enabled))


async def delete_app_role(work: Work, object_id: ObjectId, role_ref: str) -> None:
    """Remove a disabled role together with all its assignments.

    Raises InvalidError(ENABLED_ENTITLEMENT), NotFoundError(ROLE_NOT_FOUND), ForbiddenError.
    """
    application = await application_to_change(work, object_id)
    role = _role(application, role_ref)
    kept = tuple(item for item in application.app_roles if item != role)
    await update_application(work, object_id, {"app_roles": kept})


async def _replace(work: Work, application: Application, old: AppRole, new: AppRole) -> AppRole:
    roles = tuple(new if role == old else role for role in application.app_roles)
    await update_application(work, application.object_id, {"app_roles": roles})
    return new


def _role(application: Application, role_ref: str) -> AppRole:
    guid = parse_guid(role_ref)
    by_id = application.role(RoleId(guid)) if guid is not None else None
    role = by_id or application.role_by_value(role_ref)
    if role is None:
        raise NotFoundError(ROLE_NOT_FOUND, app_id=application.app_id, role=role_ref)
    return role
