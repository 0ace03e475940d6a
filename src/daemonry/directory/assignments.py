"""App role assignments: one role of one API for one client (Graph: approleassignment)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.directory import activities
from daemonry.directory.changes import as_json
from daemonry.directory.lookup import principal_target, principal_there
from daemonry.directory.permissions import (
    ASSIGN_ROLES,
    READ_APPLICATIONS,
    REMOVE_ASSIGNMENTS,
    require_any,
    require_consent_to,
)
from daemonry.directory.powers import details_of_grant
from daemonry.model.application import MEMBER_APPLICATION
from daemonry.model.audit import ModifiedProperty
from daemonry.model.base64_text import base64url
from daemonry.model.errors import (
    ASSIGNMENT_EXISTS,
    ASSIGNMENT_NOT_FOUND,
    NOT_A_VALID_REFERENCE,
    ROLE_NOT_ASSIGNABLE,
    ROLE_NOT_ON_RESOURCE,
    TOO_MANY,
    InvalidError,
    NotFoundError,
)
from daemonry.model.grant import AppRoleAssignment
from daemonry.model.ids import DEFAULT_ACCESS_ROLE, AssignmentId, RoleId, parse_guid

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from daemonry.directory.work import Work
    from daemonry.model.application import Application, AppRole
    from daemonry.model.ids import ObjectId
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.ports import AssignmentQuery

MAX_PER_PRINCIPAL: Final = 1500
_ID_BYTES: Final = 32


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
    InvalidError(ROLE_NOT_ON_RESOURCE, ROLE_NOT_ASSIGNABLE, ASSIGNMENT_EXISTS, TOO_MANY);
    ForbiddenError.
    """
    require_assigning(work)
    for parent, named in ((principal_id, new.principal_id), (resource_id, new.resource_id)):
        if parent is not None:
            await principal_there(work, parent)
            if parent != named:
                raise InvalidError(NOT_A_VALID_REFERENCE)
    principals = work.uow.service_principals
    client = await principals.get(work.tenant_id, new.principal_id)
    resource = await principals.get(work.tenant_id, new.resource_id)
    if client is None or resource is None:
        raise InvalidError(NOT_A_VALID_REFERENCE)
    require_consent_to(work, resource.app_id)
    role_id = RoleId(parse_guid(new.app_role_id) or new.app_role_id)
    held = await work.uow.assignments.list_of_principal(work.tenant_id, client.object_id)
    if any(item.app_role_id == role_id and item.resource_id == resource.object_id for item in held):
        raise InvalidError(ASSIGNMENT_EXISTS)
    if len(held) >= MAX_PER_PRINCIPAL:
        raise InvalidError(TOO_MANY, property="appRoleAssignments", limit=str(MAX_PER_PRINCIPAL))
    return await grant_role(work, client, resource, role_id)


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
    require_any(work, *REMOVE_ASSIGNMENTS)
    assignment = await _assignment(work, assignment_id, principal_id, resource_id)
    await withdraw_role(work, assignment)


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
    require_any(work, *READ_APPLICATIONS)
    return await _assignment(work, assignment_id, principal_id, resource_id)


async def list_assignments_of_principal(
    work: Work, principal_id: ObjectId
) -> tuple[AppRoleAssignment, ...]:
    """Return what a service principal holds on live APIs, oldest first.

    Raises NotFoundError for the service principal, ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    await principal_there(work, principal_id)
    return tuple(await work.uow.assignments.list_of_principal(work.tenant_id, principal_id))


async def list_assignments_of_resource(
    work: Work, resource_id: ObjectId
) -> tuple[AppRoleAssignment, ...]:
    """Return which live service principals hold roles of this API, oldest first.

    Raises NotFoundError for the service principal, ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    await principal_there(work, resource_id)
    return tuple(await work.uow.assignments.list_of_resource(work.tenant_id, resource_id))


async def list_assignments_matching(
    work: Work, query: AssignmentQuery
) -> Sequence[AppRoleAssignment]:
    """Return a page of what a client holds or of who holds roles of an API, oldest first.

    Raises NotFoundError for the service principal, ODataError for the query, ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    await principal_there(work, query.parent_id)
    return await work.uow.assignments.list_matching(work.tenant_id, query)


async def count_assignments(work: Work, query: AssignmentQuery) -> int:
    """Return how many assignments a query finds. Raises as the list does."""
    require_any(work, *READ_APPLICATIONS)
    await principal_there(work, query.parent_id)
    return await work.uow.assignments.count_matching(work.tenant_id, query)


async def list_assignments_of_many(
    work: Work, principal_ids: Sequence[ObjectId], *, are_resources: bool, limit: int
) -> Mapping[ObjectId, Sequence[AppRoleAssignment]]:
    """Return at most ``limit`` assignments of each of several clients or APIs, oldest first.

    Raises ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    return await work.uow.assignments.list_of_many(
        work.tenant_id, principal_ids, are_resources=are_resources, limit=limit
    )


def require_assigning(work: Work) -> None:
    """Let pass whoever may give roles away: that right alone, and sight of both ends.

    Application.ReadWrite.All and Directory.* do not include it (Entra: permissions-reference).
    """
    for permissions in ASSIGN_ROLES:
        require_any(work, *permissions)


def assignable_role(resource: ServicePrincipal, role_id: RoleId) -> AppRole | None:
    """Return the role that a service principal may be given; None for default access.

    Default access is for APIs that declare no roles (Graph: appRoleAssignment resource).
    Raises InvalidError(ROLE_NOT_ON_RESOURCE, ROLE_NOT_ASSIGNABLE).
    """
    application = resource.application
    if role_id == DEFAULT_ACCESS_ROLE and not application.app_roles:
        return None
    role = application.role(role_id)
    if role is None:
        raise InvalidError(ROLE_NOT_ON_RESOURCE, target="appRoleId", app_id=resource.app_id)
    if not role.is_enabled or MEMBER_APPLICATION not in role.allowed_member_types:
        raise InvalidError(
            ROLE_NOT_ASSIGNABLE,
            target="appRoleId",
            value=role.value or role.role_id,
            app_id=resource.app_id,
        )
    return role


async def grant_role(
    work: Work, client: ServicePrincipal, resource: ServicePrincipal, role_id: RoleId
) -> AppRoleAssignment:
    """Store an assignment and its audit event; rights were checked by the caller.

    Raises InvalidError for a role that cannot be assigned or is assigned already.
    """
    role = assignable_role(resource, role_id)
    assignment = AppRoleAssignment(
        tenant_id=work.tenant_id,
        assignment_id=AssignmentId(base64url(work.ids.token_bytes(_ID_BYTES))),
        app_role_id=role_id,
        principal_id=client.object_id,
        resource_id=resource.object_id,
        created_at=work.clock.now(),
        principal_display_name=client.display_name,
        resource_display_name=resource.display_name,
    )
    await work.uow.assignments.add(assignment)
    work.uow.touch(work.tenant_id, client.app_id)
    work.uow.touch(work.tenant_id, resource.app_id)
    described = _described(role_id, role, client)
    modified = tuple(ModifiedProperty(name, None, text) for name, text in described)
    await work.audit(
        activities.ADD_ASSIGNMENT,
        activities.ASSIGN,
        principal_target(resource, modified),
        principal_target(client),
        details=details_of_grant(resource, role),
    )
    return assignment


async def withdraw_role(work: Work, assignment: AppRoleAssignment) -> None:
    """Remove an assignment and write its audit event; rights were checked by the caller."""
    client = await principal_there(work, assignment.principal_id)
    resource = await principal_there(work, assignment.resource_id)
    role_id = assignment.app_role_id
    await _withdraw(work, assignment, client, resource, resource.application.role(role_id))


async def drop_roles(work: Work, before: Application, role_ids: Collection[RoleId]) -> None:
    """Remove all assignments of roles that an application no longer has."""
    resource = await work.uow.service_principals.get_by_app_id(work.tenant_id, before.app_id)
    if resource is None:
        return
    held = await work.uow.assignments.list_of_resource(work.tenant_id, resource.object_id)
    for assignment in held:
        if assignment.app_role_id in role_ids:
            client = await principal_there(work, assignment.principal_id)
            role = before.role(assignment.app_role_id)
            await _withdraw(work, assignment, client, resource, role)


async def drop_orphans(work: Work, principal_id: ObjectId) -> None:
    """Remove what a restored service principal holds or gives of roles that are gone."""
    assignments = work.uow.assignments
    both = (
        *await assignments.list_of_principal(work.tenant_id, principal_id),
        *await assignments.list_of_resource(work.tenant_id, principal_id),
    )
    for assignment in {item.assignment_id: item for item in both}.values():
        resource = await principal_there(work, assignment.resource_id)
        known = resource.application.role(assignment.app_role_id)
        if known is None and assignment.app_role_id != DEFAULT_ACCESS_ROLE:
            await withdraw_role(work, assignment)


async def _withdraw(
    work: Work,
    assignment: AppRoleAssignment,
    client: ServicePrincipal,
    resource: ServicePrincipal,
    role: AppRole | None,
) -> None:
    await work.uow.assignments.remove(work.tenant_id, assignment.assignment_id)
    work.uow.touch(work.tenant_id, client.app_id)
    work.uow.touch(work.tenant_id, resource.app_id)
    described = _described(assignment.app_role_id, role, client)
    modified = tuple(ModifiedProperty(name, text, None) for name, text in described)
    await work.audit(
        activities.REMOVE_ASSIGNMENT,
        activities.UNASSIGN,
        principal_target(resource, modified),
        principal_target(client),
    )


async def _assignment(
    work: Work,
    assignment_id: AssignmentId,
    principal_id: ObjectId | None,
    resource_id: ObjectId | None,
) -> AppRoleAssignment:
    found = await work.uow.assignments.get(work.tenant_id, assignment_id)
    if (
        found is None
        or principal_id not in {None, found.principal_id}
        or resource_id not in {None, found.resource_id}
    ):
        raise NotFoundError(ASSIGNMENT_NOT_FOUND)
    return found


def _described(
    role_id: RoleId, role: AppRole | None, client: ServicePrincipal
) -> tuple[tuple[str, str], ...]:
    """Return the properties by which Entra's audit log describes an assignment."""
    value, name = (role.value, role.display_name) if role is not None else (None, None)
    return (
        ("AppRole.Id", as_json(role_id)),
        ("AppRole.Value", as_json(value)),
        ("AppRole.DisplayName", as_json(name)),
        ("ServicePrincipal.ObjectID", as_json(client.object_id)),
        ("ServicePrincipal.DisplayName", as_json(client.display_name)),
        ("ServicePrincipal.AppId", as_json(client.app_id)),
    )
