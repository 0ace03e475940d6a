"""A session of a person: who signed in, when and how, and for how long it counts."""

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

PASSWORD: Final = "pwd"  # noqa: S105 - the name of a method, no password
"""Names of authentication methods (RFC 8176 section 2)."""


@dataclass(frozen=True, slots=True)
class Session:
    """One browser of one person. ``digest`` is of its secret, which is never kept.

    ``authenticated_at`` is when the person proved who they are, by ``methods`` (``auth_time``
    and ``amr`` of OpenID Connect Core section 2).
    """

    tenant_id: TenantId
    digest: str
    user_id: ObjectId
    created_at: datetime
    seen_at: datetime
    authenticated_at: datetime
    methods: tuple[str, ...]

    def is_live(self, now: datetime) -> bool:
        """Tell whether it still counts at ``now``."""
        return now < self.seen_at + IDLE and now < self.created_at + ABSOLUTE
