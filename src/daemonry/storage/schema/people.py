"""Tables of persons and their sessions."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Table,
    Text,
    UniqueConstraint,
    false,
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
    Column("must_change_password", Boolean, nullable=False, server_default=false()),
    Column("password_changed_at", UtcTime),
    Column("is_factor_required", Boolean, nullable=False, server_default=false()),
    Column("sessions_valid_from", UtcTime),
    Column("deleted_at", UtcTime),
    Column("details", Text, nullable=False, server_default="{}"),
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
    Column("stage", SafeText, nullable=False, server_default=""),
    Column("address", SafeText, nullable=False, server_default=""),
    Column("user_agent", SafeText, nullable=False, server_default=""),
    key("digest"),
    belongs_to("users", "user_id"),
    Index(None, "tenant_id", "created_at"),
)
"""Sessions of persons, by the SHA-256 digest of their secret."""

authentication_methods = Table(
    "authentication_methods",
    metadata,
    tenant(),
    Column("method_id", SafeText, nullable=False),
    Column("user_id", SafeText, nullable=False),
    Column("kind", SafeText, nullable=False),
    Column("display_name", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("last_used_at", UtcTime),
    Column("document", Text, nullable=False),
    Column("credential_id", SafeText),
    key("method_id"),
    belongs_to("users", "user_id"),
    Index(None, "tenant_id", "user_id"),
    Index(None, "tenant_id", "credential_id", unique=True),
)
"""Factors of persons; a passkey is found by its ``credential_id``, others have none."""

setup_links = Table(
    "setup_links",
    metadata,
    tenant(),
    Column("digest", SafeText, nullable=False),
    Column("user_id", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    key("digest"),
    belongs_to("users", "user_id"),
)
"""Links by which an account gets a password, by the SHA-256 digest of their secret."""
