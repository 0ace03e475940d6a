"""What was consented to: app role assignments, and delegated permission grants."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import AssignmentId, GrantId, ObjectId, RoleId, TenantId

ALL_PRINCIPALS: Final = "AllPrincipals"
PRINCIPAL: Final = "Principal"
"""On whose behalf a delegated permission was granted: everybody's, or one person's."""


@dataclass(frozen=True, slots=True)
class AppRoleAssignment:
    """A role of ``resource_id`` given to ``principal_id`` (both service principals).

    Display names are those at reading time; ``created_at`` is aware UTC.
    """

    tenant_id: TenantId
    assignment_id: AssignmentId
    app_role_id: RoleId
    principal_id: ObjectId
    resource_id: ObjectId
    created_at: datetime
    principal_type: str = "ServicePrincipal"
    principal_display_name: str = ""
    resource_display_name: str = ""


@dataclass(frozen=True, slots=True)
class PermissionGrant:
    """Delegated permissions of the API ``resource_id`` for the client ``client_id``.

    ``scope`` holds values separated by single spaces. ``principal_id`` is the person on
    whose behalf, None for everybody.
    """

    tenant_id: TenantId
    grant_id: GrantId
    client_id: ObjectId
    resource_id: ObjectId
    consent_type: str
    principal_id: ObjectId | None
    scope: str
    created_at: datetime
