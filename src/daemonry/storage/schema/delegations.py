"""Tables of what people's sign-ins give to clients."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, Table, UniqueConstraint

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.schema.foundation import belongs_to, key, metadata, of_tenant, tenant

token_families = Table(
    "token_families",
    metadata,
    tenant(),
    Column("family_id", SafeText, nullable=False),
    Column("app_id", SafeText, nullable=False),
    Column("user_id", SafeText, nullable=False),
    Column("authenticated_at", UtcTime, nullable=False),
    Column("methods", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("credential_stamp", SafeText, nullable=False),
    Column("is_public", Boolean, nullable=False),
    Column("is_spa", Boolean, nullable=False),
    Column("revoked_at", UtcTime),
    Column("scope", SafeText, nullable=False, server_default=""),
    key("family_id"),
    belongs_to("users", "user_id"),
    Index(None, "tenant_id", "user_id"),
    Index(None, "tenant_id", "expires_at"),
)

authorization_codes = Table(
    "authorization_codes",
    metadata,
    tenant(),
    Column("digest", SafeText, nullable=False),
    Column("family_id", SafeText, nullable=False),
    Column("redirect_uri", SafeText, nullable=False),
    Column("code_challenge", SafeText, nullable=False),
    Column("scope", SafeText, nullable=False),
    Column("nonce", SafeText, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("redeemed_at", UtcTime),
    Column("token_identifier", SafeText, nullable=False),
    Column("token_expires_at", UtcTime),
    key("digest"),
    belongs_to("token_families", "family_id", to="family_id"),
    Index(None, "tenant_id", "family_id"),
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    tenant(),
    Column("digest", SafeText, nullable=False),
    Column("family_id", SafeText, nullable=False),
    Column("issued_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("replaced_at", UtcTime),
    key("digest"),
    belongs_to("token_families", "family_id", to="family_id"),
    Index(None, "tenant_id", "family_id"),
)

device_codes = Table(
    "device_codes",
    metadata,
    tenant(),
    Column("digest", SafeText, nullable=False),
    Column("user_code_digest", SafeText, nullable=False),
    Column("app_id", SafeText, nullable=False),
    Column("scope", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("interval", Integer, nullable=False),
    Column("state", SafeText, nullable=False),
    Column("family_id", SafeText, nullable=False),
    Column("polled_at", UtcTime),
    key("digest"),
    of_tenant(),
    UniqueConstraint("tenant_id", "user_code_digest"),
    Index(None, "tenant_id", "expires_at"),
)
"""Codes are kept as keyed digests throughout; ``family_id`` is empty until a person agrees."""
