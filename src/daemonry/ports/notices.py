"""Where notices are kept until they have arrived: an outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from daemonry.model.ids import TenantId
    from daemonry.model.notice import Backlog, Delivery, Notice, NoticeSettings


class Notices(Protocol):
    """Notices, their deliveries, and what a tenant chose. The server's own have no tenant."""

    async def settings_of(self, tenant_id: TenantId) -> NoticeSettings | None:
        """Return what the tenant chose, or None."""

    async def save_settings(self, settings: NoticeSettings) -> None:
        """Store what the tenant chose."""

    async def add(self, notice: Notice, deliveries: Sequence[Delivery]) -> bool:
        """Store a notice with its deliveries, unless there is one of this thing and threshold."""

    async def list_written(
        self, tenant_id: TenantId, key_ids: Sequence[str]
    ) -> Sequence[tuple[str, int]]:
        """Return key identifier and threshold of the notices about these things."""

    async def claim(
        self, tenant_id: TenantId, *, now: datetime, until: datetime, limit: int
    ) -> Sequence[Delivery]:
        """Take deliveries that are due; nobody else gets them before ``until``."""

    async def save(self, delivery: Delivery) -> None:
        """Store how a delivery went."""

    async def list_newest(self, tenant_id: TenantId, *, limit: int) -> Sequence[Delivery]:
        """Return the deliveries of the tenant, those of the newest notices first."""

    async def forget(self, tenant_id: TenantId, *, before: datetime) -> None:
        """Remove notices that were written before a time, with their deliveries."""

    async def list_backlogs(self) -> Sequence[Backlog]:
        """Return what waits, by tenant. For the server only."""
