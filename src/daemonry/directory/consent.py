"""Admin consent: from the permissions an application asks for to its assignments.

Asking grants nothing. Consent creates exactly one assignment for each application
permission that is asked for, and nothing else is ever granted by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from daemonry.directory.assignments import (
    NewAssignment,
    assign_app_role,
    get_assignment,
    list_assignments_of_principal,
    list_assignments_of_resource,
    remove_assignment,
)
from daemonry.model.application import PERMISSION_ROLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.grant import AppRoleAssignment
    from daemonry.model.ids import AppId, ObjectId, RoleId

__all__ = [
    "GRANTED",
    "NOT_GRANTED",
    "UNKNOWN_PERMISSION",
    "UNKNOWN_RESOURCE",
    "ConsentOutcome",
    "NewAssignment",
    "PermissionStatus",
    "assign_app_role",
    "consent_status",
    "get_assignment",
    "grant_admin_consent",
    "list_assignments_of_principal",
    "list_assignments_of_resource",
    "remove_assignment",
    "request_permissions",
    "revoke_admin_consent",
    "withdraw_permissions",
]

GRANTED: Final = "granted"
NOT_GRANTED: Final = "not granted"
UNKNOWN_PERMISSION: Final = "unknown permission"
UNKNOWN_RESOURCE: Final = "unknown resource"


@dataclass(frozen=True, slots=True)
class PermissionStatus:
    """One permission of an application: asked for, granted, both, or not resolvable.

    ``value`` and names are empty when API or permission do not exist in the tenant.
    A granted permission that nobody asked for has ``is_requested`` False.
    """

    resource_app_id: AppId
    resource_display_name: str
    permission_id: RoleId
    value: str
    type: str
    display_name: str
    status: Literal["granted", "not granted", "unknown permission", "unknown resource"]
    is_requested: bool = True


@dataclass(frozen=True, slots=True)
class ConsentOutcome:
    """What consent created and what was there before."""

    granted: tuple[AppRoleAssignment, ...]
    already_granted: tuple[AppRoleAssignment, ...]


async def request_permissions(
    work: Work,
    object_id: ObjectId,
    resource_app_id: AppId,
    permission_ids: Iterable[RoleId],
    *,
    type: str = PERMISSION_ROLE,  # noqa: A002 - the word of the standard
) -> Application:
    """Add permissions of an API to what the application asks for. It grants nothing.

    ``type`` is ``Role`` or ``Scope``. Permissions asked for already stay. Identifiers are
    not looked up, as in Graph. Raises NotFoundError, InvalidError, ForbiddenError.
    """
    raise NotImplementedError


async def withdraw_permissions(
    work: Work,
    object_id: ObjectId,
    resource_app_id: AppId,
    permission_ids: Iterable[RoleId],
    *,
    type: str = PERMISSION_ROLE,  # noqa: A002 - the word of the standard
) -> Application:
    """Ask no longer for these permissions. What was granted stays granted.

    Raises NotFoundError, InvalidError, ForbiddenError.
    """
    raise NotImplementedError


async def consent_status(work: Work, object_id: ObjectId) -> tuple[PermissionStatus, ...]:
    """Return the requested permissions in order, then what is granted without being asked for.

    Raises NotFoundError, ForbiddenError.
    """
    raise NotImplementedError


async def grant_admin_consent(work: Work, object_id: ObjectId) -> ConsentOutcome:
    """Assign every application permission that the application asks for, all or none.

    Creates the service principal of the application when it has none, which needs the
    permission to do so. Needs AppRoleAssignment.ReadWrite.All and a permission to read
    applications. Raises InvalidError(CONSENT_NOTHING_REQUESTED,
    CONSENT_UNKNOWN_RESOURCE, ROLE_NOT_ON_RESOURCE, ROLE_NOT_ASSIGNABLE),
    NotFoundError, ForbiddenError.
    """
    raise NotImplementedError


async def revoke_admin_consent(
    work: Work,
    object_id: ObjectId,
    *,
    resource_app_id: AppId | None = None,
    permission_id: RoleId | None = None,
) -> tuple[AppRoleAssignment, ...]:
    """Remove the application's assignments, narrowed to one API or permission; return them.

    The permissions asked for stay asked for. Raises NotFoundError, ForbiddenError.
    """
    raise NotImplementedError
