"""Tables of tenants, applications and service principals."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.schema.foundation import belongs_to, key, metadata, of_tenant, tenant

tenants = Table(
    "tenants",
    metadata,
    tenant(),
    Column("display_name", SafeText, nullable=False),
    Column("subdomain", SafeText, nullable=False),
    Column("tenant_type", SafeText, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("document", SafeText, nullable=False, server_default="{}"),
    key(),
    UniqueConstraint("subdomain"),
)

domains = Table(
    "domains",
    metadata,
    tenant(),
    Column("name", SafeText, nullable=False),
    Column("position", Integer, nullable=False),
    Column("is_initial", Boolean, nullable=False),
    Column("is_default", Boolean, nullable=False),
    Column("is_verified", Boolean, nullable=False),
    Column("verification", SafeText, nullable=False),
    key("name"),
    of_tenant(),
    UniqueConstraint("name"),
)

applications = Table(
    "applications",
    metadata,
    tenant(),
    Column("object_id", SafeText, nullable=False),
    Column("app_id", SafeText, nullable=False),
    Column("display_name", SafeText, nullable=False),
    Column("display_name_key", SafeText, nullable=False),
    Column("unique_name", SafeText),
    Column("unique_name_key", SafeText),
    Column("created_at", UtcTime, nullable=False),
    Column("deleted_at", UtcTime),
    Column("document", Text, nullable=False),
    key("object_id"),
    of_tenant(),
    UniqueConstraint("tenant_id", "app_id"),
    UniqueConstraint("tenant_id", "unique_name_key"),
    Index("ix_applications_by_name", "tenant_id", "display_name_key", "object_id"),
    Index("ix_applications_by_age", "tenant_id", "created_at", "object_id"),
)

application_logos = Table(
    "application_logos",
    metadata,
    tenant(),
    Column("application_id", SafeText, nullable=False),
    Column("file", SafeText, nullable=False),
    Column("content", LargeBinary, nullable=False),
    key("application_id"),
    belongs_to("applications", "application_id"),
)
"""Pictures. They stay out of the documents, which are read whenever a token is decided."""

application_words = Table(
    "application_words",
    metadata,
    tenant(),
    Column("property", SafeText, nullable=False),
    Column("word", SafeText, nullable=False),
    Column("app_id", SafeText, nullable=False),
    key("property", "word", "app_id"),
    of_tenant(),
    Index("ix_application_words_of_application", "tenant_id", "app_id", "property", "word"),
)
"""The words of names and descriptions, for ``$search``; first-party applications have theirs."""

identifier_uris = Table(
    "identifier_uris",
    metadata,
    tenant(),
    Column("uri_key", SafeText, nullable=False),
    Column("app_id", SafeText, nullable=False),
    key("uri_key"),
    of_tenant(),
    Index(None, "tenant_id", "app_id"),
)
"""Who holds which identifier URI; soft-deleted and first-party applications hold theirs too."""


def _passwords(name: str, holders: str, column: str) -> Table:
    return Table(
        name,
        metadata,
        tenant(),
        Column(column, SafeText, nullable=False),
        Column("key_id", SafeText, nullable=False),
        Column("position", Integer, nullable=False),
        Column("display_name", SafeText),
        Column("starts_at", UtcTime, nullable=False),
        Column("ends_at", UtcTime, nullable=False),
        Column("hint", SafeText, nullable=False),
        Column("hash_key_id", SafeText, nullable=False),
        Column("digest", LargeBinary, nullable=False),
        key(column, "key_id"),
        belongs_to(holders, column),
        Index(None, "tenant_id", "ends_at"),
    )


def _key_ends(name: str, holders: str, column: str) -> Table:
    return Table(
        name,
        metadata,
        tenant(),
        Column(column, SafeText, nullable=False),
        Column("key_id", SafeText, nullable=False),
        Column("display_name", SafeText),
        Column("ends_at", UtcTime, nullable=False),
        key(column, "key_id"),
        belongs_to(holders, column),
        Index(None, "tenant_id", "ends_at"),
    )


password_credentials = _passwords("password_credentials", "applications", "application_id")
key_credential_ends = _key_ends("key_credential_ends", "applications", "application_id")
"""When certificates end. They are in the documents; this is what lists them by their end."""

service_principals = Table(
    "service_principals",
    metadata,
    tenant(),
    Column("object_id", SafeText, nullable=False),
    Column("app_id", SafeText, nullable=False),
    Column("display_name_key", SafeText, nullable=False, server_default=""),
    Column("created_at", UtcTime, nullable=False),
    Column("deleted_at", UtcTime),
    Column("document", Text, nullable=False),
    key("object_id"),
    of_tenant(),
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

service_principal_passwords = _passwords(
    "service_principal_passwords", "service_principals", "service_principal_id"
)
service_principal_key_ends = _key_ends(
    "service_principal_key_ends", "service_principals", "service_principal_id"
)
