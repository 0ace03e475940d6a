"""Tables of persons and their sessions."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Table,
    UniqueConstraint,
)

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.schema.foundation import belongs_to, key, metadata, of_tenant, tenant

users = Table(
    "users",
    metadata,
    tenant(),
    Column("object_id", SafeText, nullable=False),
    Column("user_principal_name", SafeText, nullable=False),
    Column("user_principal_name_key", SafeText, nullable=False),
    Column("display_name", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("password_hash", SafeText, nullable=False),
    Column("account_enabled", Boolean, nullable=False),
    key("object_id"),
    of_tenant(),
    UniqueConstraint("tenant_id", "user_principal_name_key"),
)

sessions = Table(
    "sessions",
    metadata,
    tenant(),
    Column("digest", SafeText, nullable=False),
    Column("user_id", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    Column("authenticated_at", UtcTime),
    Column("methods", SafeText, nullable=False, server_default="pwd"),
    key("digest"),
    belongs_to("users", "user_id"),
    Index(None, "tenant_id", "created_at"),
)
"""Sessions of persons, by the SHA-256 digest of their secret."""
