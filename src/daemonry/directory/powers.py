"""What directory roles let a person do, and permissions that amount to the whole tenant.

One table, in the words of Microsoft Graph's application permissions, because verbs ask
for those: a person may do what an application with these permissions may. It holds for
people in the admin center as for those whose token a client sends; the client's scopes
come on top (Entra: permissions-reference, users-default-permissions).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.model.directory_role import (
    APPLICATION_ADMINISTRATOR,
    APPLICATION_DEVELOPER,
    BUILT_IN,
    CLOUD_APPLICATION_ADMINISTRATOR,
    DIRECTORY_READERS,
    DIRECTORY_WRITERS,
    DOMAIN_NAME_ADMINISTRATOR,
    GLOBAL_ADMINISTRATOR,
    GLOBAL_READER,
    PRIVILEGED_ROLE_ADMINISTRATOR,
    REPORTS_READER,
    SECURITY_READER,
    USER_ADMINISTRATOR,
)
from daemonry.model.first_party import GRAPH_APP_ID, GRAPH_APP_ROLES, TAKEOVER_PERMISSIONS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from daemonry.directory.work import Work
    from daemonry.model.application import AppRole
    from daemonry.model.ids import AppId, ObjectId, TenantId
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.ports import UnitOfWork

SEVERITY: Final = "severity"
HIGH: Final = "high"

EVERYTHING: Final = frozenset(role.value for role in GRAPH_APP_ROLES if role.value)
_READ_EVERYTHING: Final = frozenset(right for right in EVERYTHING if ".Read." in right)

OF_EVERYBODY: Final = frozenset(
    {"User.Read", "Application.ReadWrite.OwnedBy", "Directory.Read.All"}
)
"""Of a member without any role: register applications, change what one owns, look around."""

_MANAGE_APPLICATIONS: Final = frozenset(
    {
        "Application.ReadWrite.All",
        # Not those of Microsoft Graph: see CONSENT_TO_GRAPH.
        "AppRoleAssignment.ReadWrite.All",
        "DelegatedPermissionGrant.ReadWrite.All",
        "Policy.Read.All",
        "Policy.ReadWrite.ApplicationConfiguration",
        "AuditLog.Read.All",
    }
)
RIGHTS: Final[Mapping[str, frozenset[str]]] = {
    APPLICATION_DEVELOPER: frozenset({"Application.ReadWrite.OwnedBy"}),
    CLOUD_APPLICATION_ADMINISTRATOR: _MANAGE_APPLICATIONS,
    APPLICATION_ADMINISTRATOR: _MANAGE_APPLICATIONS,
    PRIVILEGED_ROLE_ADMINISTRATOR: frozenset(
        {
            "RoleManagement.ReadWrite.Directory",
            "AppRoleAssignment.ReadWrite.All",
            "DelegatedPermissionGrant.ReadWrite.All",
        }
    ),
    DIRECTORY_READERS: frozenset({"Directory.Read.All"}),
    DIRECTORY_WRITERS: frozenset({"Group.ReadWrite.All"}),
    USER_ADMINISTRATOR: frozenset({"User.ReadWrite.All", "Group.ReadWrite.All"}),
    DOMAIN_NAME_ADMINISTRATOR: frozenset({"Domain.ReadWrite.All"}),
    REPORTS_READER: frozenset({"AuditLog.Read.All"}),
    SECURITY_READER: frozenset({"AuditLog.Read.All", "Policy.Read.All"}),
    GLOBAL_READER: _READ_EVERYTHING,
    GLOBAL_ADMINISTRATOR: EVERYTHING,
}
"""What each role adds, least first: in this order a missing role is named."""

CONSENT_TO_GRAPH: Final = "RoleManagement.ReadWrite.Directory"
"""The right that a person needs besides, to give away a permission of Microsoft Graph."""


async def rights_of(uow: UnitOfWork, tenant_id: TenantId, user_id: ObjectId) -> frozenset[str]:
    """Return what a person may do now, by the roles assigned."""
    held = await uow.role_assignments.list_of(tenant_id, user_id)
    return OF_EVERYBODY.union(*(RIGHTS[item.role_definition_id] for item in held))


def roles_with(permissions: Collection[str]) -> str:
    """Return the names of the roles that bring one of these rights, least first."""
    names = {role.template_id: role.display_name for role in BUILT_IN}
    return ", ".join(
        names[role] for role, rights in RIGHTS.items() if not rights.isdisjoint(permissions)
    )


def details_of_grant(resource: ServicePrincipal, role: AppRole | None) -> dict[str, str]:
    """Return the audit details of granting a role: high severity for a takeover permission."""
    if resource.app_id != GRAPH_APP_ID or role is None or role.value is None:
        return {}
    return _details([role.value])


async def details_of_holder(work: Work, app_id: AppId) -> dict[str, str]:
    """Return the audit details of whatever lets somebody else act as this application."""
    principals = work.uow.service_principals
    holder = await principals.get_by_app_id(work.tenant_id, app_id)
    graph = await principals.get_by_app_id(work.tenant_id, GRAPH_APP_ID)
    if holder is None or graph is None:
        return {}
    held = await work.uow.assignments.list_of_principal(work.tenant_id, holder.object_id)
    roles = [
        graph.application.role(assignment.app_role_id)
        for assignment in held
        if assignment.resource_id == graph.object_id
    ]
    return _details([role.value for role in roles if role is not None and role.value is not None])


def _details(values: list[str]) -> dict[str, str]:
    takeover = sorted(TAKEOVER_PERMISSIONS.intersection(values))
    if not takeover:
        return {}
    return {SEVERITY: HIGH, "takeoverPermissions": ", ".join(takeover)}
