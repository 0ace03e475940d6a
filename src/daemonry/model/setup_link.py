"""A link by which a person sets the first password, or a new one, without knowing any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import ObjectId, TenantId

VALID_FOR: Final = timedelta(hours=1)
"""How long unless said otherwise (row A6)."""


@dataclass(frozen=True, slots=True)
class SetupLink:
    """One link for one account, good once; ``digest`` is of its secret, which is never kept."""

    tenant_id: TenantId
    digest: str
    user_id: ObjectId
    created_at: datetime
    expires_at: datetime
