"""Every table. The tenant comes first in every key and every index.

Columns exist for what is looked up or sorted by; all other properties of an object
are one JSON ``document`` (``documents.py``). ``*_key`` columns hold the normalised
form of a name (``lookup_keys.py``). A name that is unique on the whole server
(domain, subdomain) is the only thing that is unique without its tenant.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from daemonry.storage.column_types import SafeText, UtcTime

REVISION: Final = "0004"
"""The newest migration; a database beyond it belongs to a newer release."""


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _tenant() -> Column[str]:
    return Column("tenant_id", SafeText, nullable=False)


def _key(*names: str) -> PrimaryKeyConstraint:
    return PrimaryKeyConstraint("tenant_id", *names)


def _belongs_to(table: str, column: str, to: str = "object_id") -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ["tenant_id", column], [f"{table}.tenant_id", f"{table}.{to}"], ondelete="CASCADE"
    )


def _of_tenant() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["tenant_id"], ["tenants.tenant_id"])


tenants = Table(
    "tenants",
    metadata,
    _tenant(),
    Column("display_name", SafeText, nullable=False),
    Column("subdomain", SafeText, nullable=False),
    Column("tenant_type", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    _key(),
    UniqueConstraint("subdomain"),
)

domains = Table(
    "domains",
    metadata,
    _tenant(),
    Column("name", SafeText, nullable=False),
    Column("position", Integer, nullable=False),
    Column("is_initial", Boolean, nullable=False),
    Column("is_default", Boolean, nullable=False),
    Column("is_verified", Boolean, nullable=False),
    Column("verification", SafeText, nullable=False),
    _key("name"),
    _of_tenant(),
    UniqueConstraint("name"),
)

applications = Table(
    "applications",
    metadata,
    _tenant(),
    Column("object_id", SafeText, nullable=False),
    Column("app_id", SafeText, nullable=False),
    Column("display_name", SafeText, nullable=False),
    Column("display_name_key", SafeText, nullable=False),
    Column("unique_name", SafeText),
    Column("unique_name_key", SafeText),
    Column("created_at", UtcTime, nullable=False),
    Column("deleted_at", UtcTime),
    Column("document", Text, nullable=False),
    _key("object_id"),
    _of_tenant(),
    UniqueConstraint("tenant_id", "app_id"),
    UniqueConstraint("tenant_id", "unique_name_key"),
    Index("ix_applications_by_name", "tenant_id", "display_name_key", "object_id"),
    Index("ix_applications_by_age", "tenant_id", "created_at", "object_id"),
)

application_words = Table(
    "application_words",
    metadata,
    _tenant(),
    Column("property", SafeText, nullable=False),
    Column("word", SafeText, nullable=False),
    Column("app_id", SafeText, nullable=False),
    _key("property", "word", "app_id"),
    _of_tenant(),
    Index(None, "tenant_id", "app_id"),
)
"""The words of names and descriptions, for ``$search``; first-party applications have theirs."""

identifier_uris = Table(
    "identifier_uris",
    metadata,
    _tenant(),
    Column("uri_key", SafeText, nullable=False),
    Column("app_id", SafeText, nullable=False),
    _key("uri_key"),
    _of_tenant(),
    Index(None, "tenant_id", "app_id"),
)
"""Who holds which identifier URI; soft-deleted and first-party applications hold theirs too."""

password_credentials = Table(
    "password_credentials",
    metadata,
    _tenant(),
    Column("application_id", SafeText, nullable=False),
    Column("key_id", SafeText, nullable=False),
    Column("position", Integer, nullable=False),
    Column("display_name", SafeText),
    Column("starts_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("hint", SafeText, nullable=False),
    Column("hash_key_id", SafeText, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    _key("application_id", "key_id"),
    _belongs_to("applications", "application_id"),
)

service_principals = Table(
    "service_principals",
    metadata,
    _tenant(),
    Column("object_id", SafeText, nullable=False),
    Column("app_id", SafeText, nullable=False),
    Column("display_name_key", SafeText, nullable=False, server_default=""),
    Column("created_at", UtcTime, nullable=False),
    Column("deleted_at", UtcTime),
    Column("document", Text, nullable=False),
    _key("object_id"),
    _of_tenant(),
    Index("ix_service_principals_tenant_id_app_id", "tenant_id", "app_id"),
    Index(
        "uq_service_principals_tenant_id_app_id",
        "tenant_id",
        "app_id",
        unique=True,
        sqlite_where=text("deleted_at IS NULL"),
        postgresql_where=text("deleted_at IS NULL"),
    ),
    Index("ix_service_principals_by_name", "tenant_id", "display_name_key", "object_id"),
    Index("ix_service_principals_by_age", "tenant_id", "created_at", "object_id"),
)
"""``display_name_key`` is the application's, so that one index finds and sorts them."""

app_role_assignments = Table(
    "app_role_assignments",
    metadata,
    _tenant(),
    Column("assignment_id", SafeText, nullable=False),
    Column("principal_id", SafeText, nullable=False),
    Column("resource_id", SafeText, nullable=False),
    Column("app_role_id", SafeText, nullable=False),
    Column("principal_type", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    _key("assignment_id"),
    _belongs_to("service_principals", "principal_id"),
    _belongs_to("service_principals", "resource_id"),
    UniqueConstraint(
        "tenant_id", "principal_id", "resource_id", "app_role_id", name="uq_app_role_assignments"
    ),
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
    _tenant(),
    Column("grant_id", SafeText, nullable=False),
    Column("client_id", SafeText, nullable=False),
    Column("resource_id", SafeText, nullable=False),
    Column("consent_type", SafeText, nullable=False),
    Column("principal_id", SafeText, nullable=False),
    Column("scope", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    _key("grant_id"),
    _belongs_to("service_principals", "client_id"),
    _belongs_to("service_principals", "resource_id"),
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
    _tenant(),
    Column("assignment_id", SafeText, nullable=False),
    Column("principal_id", SafeText, nullable=False),
    Column("role_definition_id", SafeText, nullable=False),
    Column("directory_scope_id", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    _key("assignment_id"),
    _of_tenant(),
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
    _tenant(),
    Column("owned_id", SafeText, nullable=False),
    Column("owner_id", SafeText, nullable=False),
    Column("position", Integer, nullable=False),
    _key("owned_id", "owner_id"),
    _of_tenant(),
    Index(None, "tenant_id", "owner_id"),
)

signing_keys = Table(
    "signing_keys",
    metadata,
    _tenant(),
    Column("kid", SafeText, nullable=False),
    Column("algorithm", SafeText, nullable=False),
    Column("certificate", LargeBinary, nullable=False),
    Column("sealed_private_key", LargeBinary, nullable=False),
    Column("published_at", UtcTime, nullable=False),
    Column("active_from", UtcTime, nullable=False),
    Column("retired_at", UtcTime),
    Column("withdrawn_at", UtcTime),
    Column("app_id", SafeText, nullable=False, server_default=""),
    _key("kid"),
    _of_tenant(),
)

certificate_authorities = Table(
    "certificate_authorities",
    metadata,
    _tenant(),
    Column("authority_id", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("document", Text, nullable=False),
    _key("authority_id"),
    _of_tenant(),
)
"""Who may vouch for client certificates in subject-name-and-issuer mode."""

policies = Table(
    "policies",
    metadata,
    _tenant(),
    Column("policy_id", SafeText, nullable=False),
    Column("kind", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("document", Text, nullable=False),
    _key("policy_id"),
    _of_tenant(),
    Index(None, "tenant_id", "kind"),
)

policy_assignments = Table(
    "policy_assignments",
    metadata,
    _tenant(),
    Column("policy_id", SafeText, nullable=False),
    Column("object_id", SafeText, nullable=False),
    _key("policy_id", "object_id"),
    _belongs_to("policies", "policy_id", to="policy_id"),
    Index(None, "tenant_id", "object_id"),
)
"""Which application or service principal a policy is applied to."""

tenant_settings = Table(
    "tenant_settings",
    metadata,
    _tenant(),
    Column("document", Text, nullable=False),
    _key(),
    _of_tenant(),
)

single_use = Table(
    "single_use",
    metadata,
    _tenant(),
    Column("namespace", SafeText, nullable=False),
    Column("value", SafeText, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    _key("namespace", "value"),
    Index(None, "expires_at"),
)
"""What counts once (assertion and DPoP ``jti``): consumed by one INSERT that may win once."""

revoked_tokens = Table(
    "revoked_tokens",
    metadata,
    _tenant(),
    Column("token_identifier", SafeText, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    _key("token_identifier"),
    Index(None, "expires_at"),
)

users = Table(
    "users",
    metadata,
    _tenant(),
    Column("object_id", SafeText, nullable=False),
    Column("user_principal_name", SafeText, nullable=False),
    Column("user_principal_name_key", SafeText, nullable=False),
    Column("display_name", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("password_hash", SafeText, nullable=False),
    Column("account_enabled", Boolean, nullable=False),
    _key("object_id"),
    _of_tenant(),
    UniqueConstraint("tenant_id", "user_principal_name_key"),
)

sessions = Table(
    "sessions",
    metadata,
    _tenant(),
    Column("digest", SafeText, nullable=False),
    Column("user_id", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
    _key("digest"),
    _belongs_to("users", "user_id"),
    Index(None, "tenant_id", "created_at"),
)
"""Sessions of the admin center, by the SHA-256 digest of their secret."""

audit_events = Table(
    "audit_events",
    metadata,
    _tenant(),
    Column("event_id", SafeText, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("document", Text, nullable=False),
    _key("event_id"),
    Index(None, "tenant_id", "at", "event_id"),
)

audit_targets = Table(
    "audit_targets",
    metadata,
    _tenant(),
    Column("object_id", SafeText, nullable=False),
    Column("event_id", SafeText, nullable=False),
    _key("object_id", "event_id"),
    _belongs_to("audit_events", "event_id", to="event_id"),
)
"""Which events touched an object, so that its history can be found."""

directory_changes = Table(
    "directory_changes",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    _tenant(),
    Column("app_id", SafeText, nullable=False),
    sqlite_autoincrement=True,
)
"""What ``UnitOfWork.touch`` announced, in order of commit; only the newest rows are kept.

``app_id`` is empty when the whole tenant is meant. Nothing is looked up in it by
tenant, and its order spans tenants: hence the one key without a tenant.
"""

sign_ins = Table(
    "sign_ins",
    metadata,
    _tenant(),
    Column("at", UtcTime, nullable=False),
    Column("sign_in_id", SafeText, nullable=False),
    Column("correlation_id", SafeText, nullable=False),
    Column("app_id", SafeText, nullable=False),
    Column("document", Text, nullable=False),
    _key("at", "sign_in_id"),
    Index(None, "tenant_id", "app_id", "at"),
    Index(None, "tenant_id", "correlation_id", "at"),
)
"""Sign-in records; in SQLite a file of its own, so that they do not disturb the directory."""

RECORD_TABLES: Final = (sign_ins,)
DIRECTORY_TABLES: Final = tuple(
    table for table in metadata.sorted_tables if table not in RECORD_TABLES
)
