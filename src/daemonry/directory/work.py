"""One verb call: a unit of work, who asks, in which tenant, at what time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemonry.model.audit import AuditEvent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.model.audit import Actor, AuditTarget
    from daemonry.model.ids import TenantId
    from daemonry.ports import Clock, IdSource, UnitOfWork

APPLICATION_MANAGEMENT = "ApplicationManagement"
DIRECTORY_MANAGEMENT = "DirectoryManagement"
ROLE_MANAGEMENT = "RoleManagement"
USER_MANAGEMENT = "UserManagement"


@dataclass(frozen=True, slots=True)
class Work:
    """What every verb needs. ``tenant_id`` is the only tenant it can see or change."""

    uow: UnitOfWork
    actor: Actor
    tenant_id: TenantId
    clock: Clock
    ids: IdSource

    async def audit(
        self,
        activity: str,
        operation: str,
        *targets: AuditTarget,
        category: str = APPLICATION_MANAGEMENT,
        details: Mapping[str, str] | None = None,
    ) -> None:
        """Add the audit event of a change to its own transaction.

        ``activity`` and ``operation`` are names of ``directory.activities``. The object
        that was changed is the first target.
        """
        await self.uow.audit.add(
            AuditEvent(
                tenant_id=self.tenant_id,
                event_id=self.ids.guid(),
                at=self.clock.now(),
                activity=activity,
                category=category,
                operation=operation,
                actor=self.actor,
                targets=targets,
                details=dict(details or {}),
            )
        )
