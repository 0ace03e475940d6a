"""Tables of what was granted to whom."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    Index,
    Integer,
    Table,
    UniqueConstraint,
)

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.schema.foundation import belongs_to, key, metadata, of_tenant, tenant

app_role_assignments = Table(
    "app_role_assignments",
    metadata,
    tenant(),
    Column("assignment_id", SafeText, nullable=False),
    Column("principal_id", SafeText, nullable=False),
    Column("resource_id", SafeText, nullable=False),
    Column("app_role_id", SafeText, nullable=False),
    Column("principal_type", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    key("assignment_id"),
    belongs_to("service_principals", "principal_id"),
    belongs_to("service_principals", "resource_id"),
    UniqueConstraint(
        "tenant_id", "principal_id", "resource_id", "app_role_id", name="uq_app_role_assignments"
    ),
    Index("ix_app_role_assignments_by_age", "tenant_id", "created_at", "assignment_id"),
    Index(
        "ix_app_role_assignments_of_resource",
        "tenant_id",
        "resource_id",
        "created_at",
        "assignment_id",
    ),
)

permission_grants = Table(
    "permission_grants",
    metadata,
    tenant(),
    Column("grant_id", SafeText, nullable=False),
    Column("client_id", SafeText, nullable=False),
    Column("resource_id", SafeText, nullable=False),
    Column("consent_type", SafeText, nullable=False),
    Column("principal_id", SafeText, nullable=False),
    Column("scope", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    key("grant_id"),
    belongs_to("service_principals", "client_id"),
    belongs_to("service_principals", "resource_id"),
    UniqueConstraint(
        "tenant_id",
        "client_id",
        "resource_id",
        "consent_type",
        "principal_id",
        name="uq_permission_grants",
    ),
    Index(None, "tenant_id", "resource_id"),
)
"""Delegated permission grants; ``principal_id`` is empty for consent on behalf of everybody."""

role_assignments = Table(
    "role_assignments",
    metadata,
    tenant(),
    Column("assignment_id", SafeText, nullable=False),
    Column("principal_id", SafeText, nullable=False),
    Column("role_definition_id", SafeText, nullable=False),
    Column("directory_scope_id", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("created_by", SafeText, nullable=False, server_default=""),
    key("assignment_id"),
    of_tenant(),
    UniqueConstraint(
        "tenant_id",
        "principal_id",
        "role_definition_id",
        "directory_scope_id",
        name="uq_role_assignments",
    ),
)
"""Directory roles of users and service principals."""

owners = Table(
    "owners",
    metadata,
    tenant(),
    Column("owned_id", SafeText, nullable=False),
    Column("owner_id", SafeText, nullable=False),
    Column("position", Integer, nullable=False),
    key("owned_id", "owner_id"),
    of_tenant(),
    Index(None, "tenant_id", "owner_id"),
)
