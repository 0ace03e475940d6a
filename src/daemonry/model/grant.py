"""An app role assignment: the record that an administrator consented."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import AssignmentId, ObjectId, RoleId, TenantId


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
