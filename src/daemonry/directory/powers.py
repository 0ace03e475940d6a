"""Permissions that amount to the whole tenant, and who holds them.

Whoever adds a secret or an owner to their holder gains them too. As in Entra that is
allowed to whoever may change the application, but it never happens quietly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.model.first_party import GRAPH_APP_ID, TAKEOVER_PERMISSIONS

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.application import AppRole
    from daemonry.model.ids import AppId
    from daemonry.model.service_principal import ServicePrincipal

SEVERITY: Final = "severity"
HIGH: Final = "high"


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
