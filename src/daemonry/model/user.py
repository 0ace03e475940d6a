"""A person of the tenant; only administrators exist so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import ObjectId, TenantId


@dataclass(frozen=True, slots=True)
class User:
    """An administrator's account. ``password_hash`` is an argon2id encoded string."""

    tenant_id: TenantId
    object_id: ObjectId
    user_principal_name: str
    display_name: str
    created_at: datetime
    password_hash: str = field(repr=False)
    account_enabled: bool = True
