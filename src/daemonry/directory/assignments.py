"""App role assignments: one role of one API for one client (Graph: approleassignment)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.grant import AppRoleAssignment
    from daemonry.model.ids import AssignmentId, ObjectId, RoleId


@dataclass(frozen=True, slots=True)
class NewAssignment:
    """A role of the API ``resource_id`` for the client ``principal_id``."""

    principal_id: ObjectId
    resource_id: ObjectId
    app_role_id: RoleId


async def assign_app_role(
    work: Work,
    new: NewAssignment,
    *,
    principal_id: ObjectId | None = None,
    resource_id: ObjectId | None = None,
) -> AppRoleAssignment:
    """Give a role to a service principal; this is what "consent" is made of.

    ``principal_id`` or ``resource_id`` is the parent that a route named, when it did.
    Needs AppRoleAssignment.ReadWrite.All and a permission to read applications.
    Raises NotFoundError for an unknown parent; InvalidError(NOT_A_VALID_REFERENCE) when
    the parent differs from ``new`` or an object is no service principal of the tenant;
    InvalidError(ROLE_NOT_ON_RESOURCE, ROLE_NOT_ASSIGNABLE, TOO_MANY);
    ConflictError(ASSIGNMENT_EXISTS); ForbiddenError.
    """
    raise NotImplementedError


async def remove_assignment(
    work: Work,
    assignment_id: AssignmentId,
    *,
    principal_id: ObjectId | None = None,
    resource_id: ObjectId | None = None,
) -> None:
    """Take a role away. Needs AppRoleAssignment.ReadWrite.All.

    Raises NotFoundError(ASSIGNMENT_NOT_FOUND), also under a parent that is not its own;
    ForbiddenError.
    """
    raise NotImplementedError


async def get_assignment(
    work: Work,
    assignment_id: AssignmentId,
    *,
    principal_id: ObjectId | None = None,
    resource_id: ObjectId | None = None,
) -> AppRoleAssignment:
    """Return an assignment under the parent named.

    Raises NotFoundError(ASSIGNMENT_NOT_FOUND), also under a parent that is not its own;
    ForbiddenError.
    """
    raise NotImplementedError


async def list_assignments_of_principal(
    work: Work, principal_id: ObjectId
) -> tuple[AppRoleAssignment, ...]:
    """Return what a service principal holds on live APIs, oldest first.

    Raises NotFoundError for the service principal, ForbiddenError.
    """
    raise NotImplementedError


async def list_assignments_of_resource(
    work: Work, resource_id: ObjectId
) -> tuple[AppRoleAssignment, ...]:
    """Return which live service principals hold roles of this API, oldest first.

    Raises NotFoundError for the service principal, ForbiddenError.
    """
    raise NotImplementedError
