"""A session of the admin center: who signed in, and for how long it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import ObjectId, TenantId

IDLE: Final = timedelta(minutes=30)
ABSOLUTE: Final = timedelta(hours=8)
"""Limits without activity and in all (ASVS 7.3.1, 7.3.2)."""


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one administrator. ``digest`` is of its secret, which is never kept."""

    tenant_id: TenantId
    digest: str
    user_id: ObjectId
    created_at: datetime
    seen_at: datetime

    def is_live(self, now: datetime) -> bool:
        """Tell whether it still counts at ``now``."""
        return now < self.seen_at + IDLE and now < self.created_at + ABSOLUTE
