"""Directory roles of users and service principals (Graph: unifiedroleassignment)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from daemonry.directory import activities
from daemonry.directory.changes import as_json
from daemonry.directory.lookup import not_found
from daemonry.directory.permissions import READ_ROLES, WRITE_ROLES, require_any
from daemonry.directory.powers import HIGH, SEVERITY
from daemonry.directory.sessions import end_sign_ins
from daemonry.directory.work import ROLE_MANAGEMENT
from daemonry.model.audit import AuditTarget, ModifiedProperty
from daemonry.model.directory_role import (
    BUILT_IN,
    PRIVILEGED_ROLES,
    TAKEOVER_ROLES,
    WHOLE_DIRECTORY,
    RoleAssignment,
    RoleDefinition,
    role_definition,
)
from daemonry.model.errors import (
    INVALID_PROPERTY,
    NOT_A_VALID_REFERENCE,
    ROLE_ASSIGNMENT_EXISTS,
    InvalidError,
)
from daemonry.model.user import User

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.ids import ObjectId
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.ports import ListQuery

_RESOURCE: Final = "UnifiedRoleAssignment"
_AS_IT_IS_MADE: Final = timedelta(seconds=1)


async def list_role_definitions(work: Work) -> Sequence[RoleDefinition]:
    """Return the built-in roles; there are no others. Raises ForbiddenError."""
    require_any(work, *READ_ROLES)
    return BUILT_IN


async def get_role_definition(work: Work, template_id: str) -> RoleDefinition:
    """Return a built-in role. Raises NotFoundError, ForbiddenError."""
    require_any(work, *READ_ROLES)
    found = role_definition(template_id.lower())
    if found is None:
        raise not_found(template_id)
    return found


async def list_roles_of(work: Work, principal_id: ObjectId) -> Sequence[RoleDefinition]:
    """Return the roles of a principal. Everybody may see the own ones. Raises ForbiddenError."""
    if principal_id != work.actor.user_id:
        require_any(work, *READ_ROLES)
    held = await work.uow.role_assignments.list_of(work.tenant_id, principal_id)
    roles = {item.role_definition_id for item in held}
    return [role for role in BUILT_IN if role.template_id in roles]


async def assign_directory_role(
    work: Work, principal_id: ObjectId, template_id: str, scope: str = WHOLE_DIRECTORY
) -> RoleAssignment:
    """Give a directory role to a user or service principal, in the whole directory.

    A person who gets the first role that manages things has to sign in anew, by all that
    is asked of administrators. Raises InvalidError for another scope, an unknown role or
    principal, and when the principal has the role; ForbiddenError.
    """
    require_any(work, *WRITE_ROLES)
    role = role_definition(template_id.lower())
    for name, is_good in (
        ("roleDefinitionId", role is not None),
        ("directoryScopeId", scope == WHOLE_DIRECTORY),
    ):
        if not is_good:
            raise InvalidError(INVALID_PROPERTY, target=name, property=name, resource=_RESOURCE)
    principal = await _principal(work, principal_id)
    if role is None or principal is None:
        raise InvalidError(NOT_A_VALID_REFERENCE)
    held = await work.uow.role_assignments.list_of(work.tenant_id, principal_id)
    if any(item.role_definition_id == role.template_id for item in held):
        raise InvalidError(ROLE_ASSIGNMENT_EXISTS)
    assignment = RoleAssignment(
        tenant_id=work.tenant_id,
        assignment_id=work.ids.guid(),
        principal_id=principal_id,
        role_definition_id=role.template_id,
        directory_scope_id=scope,
        created_at=work.clock.now(),
        created_by=work.actor.display_name,
    )
    is_new_to_power = PRIVILEGED_ROLES.isdisjoint(item.role_definition_id for item in held)
    if isinstance(principal, User) and role.template_id in PRIVILEGED_ROLES and is_new_to_power:
        await _end_earlier_sign_ins(work, principal)
    await work.uow.role_assignments.add(assignment)
    await _audit(work, activities.ADD_ROLE_MEMBER, activities.ASSIGN, assignment)
    return assignment


async def remove_role_assignment(work: Work, assignment_id: str) -> None:
    """Take a directory role away. Raises NotFoundError, ForbiddenError."""
    require_any(work, *WRITE_ROLES)
    stored = await _there(work, assignment_id)
    await work.uow.role_assignments.remove(work.tenant_id, stored.assignment_id)
    await _audit(work, activities.REMOVE_ROLE_MEMBER, activities.UNASSIGN, stored)


async def get_role_assignment(work: Work, assignment_id: str) -> RoleAssignment:
    """Return an assignment. Raises NotFoundError, ForbiddenError."""
    require_any(work, *READ_ROLES)
    return await _there(work, assignment_id)


async def list_role_assignments(work: Work, query: ListQuery) -> Sequence[RoleAssignment]:
    """Return a page of assignments. Raises ODataError for the query, ForbiddenError."""
    require_any(work, *READ_ROLES)
    return await work.uow.role_assignments.list_matching(work.tenant_id, query)


async def count_role_assignments(work: Work, query: ListQuery) -> int:
    """Return how many assignments a query finds. Raises ODataError, ForbiddenError."""
    require_any(work, *READ_ROLES)
    return await work.uow.role_assignments.count_matching(work.tenant_id, query)


async def _there(work: Work, assignment_id: str) -> RoleAssignment:
    found = await work.uow.role_assignments.get(work.tenant_id, assignment_id)
    if found is None:
        raise not_found(assignment_id)
    return found


async def _principal(work: Work, principal_id: ObjectId) -> ServicePrincipal | User | None:
    principal = await work.uow.service_principals.get(work.tenant_id, principal_id)
    return principal or await work.uow.users.get(work.tenant_id, principal_id)


async def _end_earlier_sign_ins(work: Work, user: User) -> None:
    """End what a person did before administrators' factors were asked of them.

    An account that is made with its role has nothing to end.
    """
    if work.clock.now() - user.created_at > _AS_IT_IS_MADE:
        await end_sign_ins(work, user)


async def _audit(work: Work, activity: str, operation: str, assignment: RoleAssignment) -> None:
    principal = await _principal(work, assignment.principal_id)
    role = role_definition(assignment.role_definition_id)
    name = as_json(role.display_name if role is not None else "")
    is_added = operation == activities.ASSIGN
    modified = ModifiedProperty(
        "Role.DisplayName", None if is_added else name, name if is_added else None
    )
    kind = "ServicePrincipal" if hasattr(principal, "app_id") else "User"
    shown = principal.display_name if principal is not None else ""
    is_takeover = assignment.role_definition_id in TAKEOVER_ROLES
    await work.audit(
        activity,
        operation,
        AuditTarget(assignment.principal_id, shown, kind, (modified,)),
        category=ROLE_MANAGEMENT,
        details={SEVERITY: HIGH} if is_takeover and is_added else None,
    )
