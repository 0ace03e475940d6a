"""Tables of keys, policies and settings of a tenant."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Index,
    LargeBinary,
    Table,
    Text,
)

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.schema.foundation import belongs_to, key, metadata, of_tenant, tenant

signing_keys = Table(
    "signing_keys",
    metadata,
    tenant(),
    Column("kid", SafeText, nullable=False),
    Column("algorithm", SafeText, nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("sealed_private_key", LargeBinary, nullable=False),
    Column("published_at", UtcTime, nullable=False),
    Column("active_from", UtcTime, nullable=False),
    Column("retired_at", UtcTime),
    Column("withdrawn_at", UtcTime),
    Column("app_id", SafeText, nullable=False, server_default=""),
    key("kid"),
    of_tenant(),
)

certificate_authorities = Table(
    "certificate_authorities",
    metadata,
    tenant(),
    Column("authority_id", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("document", Text, nullable=False),
    key("authority_id"),
    of_tenant(),
)
"""Who may vouch for client certificates in subject-name-and-issuer mode."""

policies = Table(
    "policies",
    metadata,
    tenant(),
    Column("policy_id", SafeText, nullable=False),
    Column("kind", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("document", Text, nullable=False),
    key("policy_id"),
    of_tenant(),
    Index(None, "tenant_id", "kind"),
)

policy_assignments = Table(
    "policy_assignments",
    metadata,
    tenant(),
    Column("policy_id", SafeText, nullable=False),
    Column("object_id", SafeText, nullable=False),
    key("policy_id", "object_id"),
    belongs_to("policies", "policy_id", to="policy_id"),
    Index(None, "tenant_id", "object_id"),
)
"""Which application or service principal a policy is applied to."""

tenant_settings = Table(
    "tenant_settings",
    metadata,
    tenant(),
    Column("document", Text, nullable=False),
    key(),
    of_tenant(),
)
