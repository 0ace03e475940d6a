"""A person of the tenant: an account by which somebody signs in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from daemonry.model.ids import ObjectId, TenantId

DETAILS: Final = (
    "given_name",
    "surname",
    "job_title",
    "department",
    "office_location",
    "mobile_phone",
    "preferred_language",
)
"""What may be told of a person besides the name; all optional, all text."""


@dataclass(frozen=True, slots=True)
class User:
    """A person's account. ``password_hash`` is an argon2id encoded string, empty without one.

    ``must_change_password`` has the person choose another at the next sign-in.
    ``is_factor_required`` demands a second factor whatever the tenant's rule.
    ``deleted_at`` is set while the account is among the deleted items.
    """

    tenant_id: TenantId
    object_id: ObjectId
    user_principal_name: str
    display_name: str
    created_at: datetime
    password_hash: str = field(repr=False)
    account_enabled: bool = True
    must_change_password: bool = False
    password_changed_at: datetime | None = None
    is_factor_required: bool = False
    sessions_valid_from: datetime | None = None
    deleted_at: datetime | None = None
    details: Mapping[str, str] = field(default_factory=dict)
