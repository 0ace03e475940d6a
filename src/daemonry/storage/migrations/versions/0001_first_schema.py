"""The first schema.

Revision 0001.
"""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.migrate import DIRECTORY, EVERYTHING, RECORDS

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY in parts:
        _create_trail()
        _create_directory()
        _create_children()
    if RECORDS in parts:
        _create_records()


def _text(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, SafeText(), nullable=nullable)


def _time(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, UtcTime(), nullable=nullable)


def _create_trail() -> None:
    op.create_table(
        "audit_events",
        _text("tenant_id"),
        _text("event_id"),
        _time("at"),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "event_id", name="pk_audit_events"),
    )
    op.create_index(
        "ix_audit_events_tenant_id_at_event_id", "audit_events", ["tenant_id", "at", "event_id"]
    )
    op.create_table(
        "audit_targets",
        _text("tenant_id"),
        _text("object_id"),
        _text("event_id"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "event_id"],
            ["audit_events.tenant_id", "audit_events.event_id"],
            name="fk_audit_targets_tenant_id_event_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "object_id", "event_id", name="pk_audit_targets"),
    )
    op.create_table(
        "directory_changes",
        sa.Column("seq", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        _text("tenant_id"),
        _text("app_id"),
        sa.PrimaryKeyConstraint("seq", name="pk_directory_changes"),
        sqlite_autoincrement=True,
    )


def _create_directory() -> None:
    op.create_table(
        "tenants",
        _text("tenant_id"),
        _text("display_name"),
        _text("subdomain"),
        _text("tenant_type"),
        _time("created_at"),
        sa.PrimaryKeyConstraint("tenant_id", name="pk_tenants"),
        sa.UniqueConstraint("subdomain", name="uq_tenants_subdomain"),
    )
    op.create_table(
        "domains",
        _text("tenant_id"),
        _text("name"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_initial", sa.Boolean(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("is_verified", sa.Boolean(), nullable=False),
        _text("verification"),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.tenant_id"], name="fk_domains_tenant_id"),
        sa.PrimaryKeyConstraint("tenant_id", "name", name="pk_domains"),
        sa.UniqueConstraint("name", name="uq_domains_name"),
    )
    op.create_table(
        "applications",
        _text("tenant_id"),
        _text("object_id"),
        _text("app_id"),
        _text("display_name"),
        _text("display_name_key"),
        _text("unique_name", nullable=True),
        _text("unique_name_key", nullable=True),
        _time("created_at"),
        _time("deleted_at", nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.tenant_id"], name="fk_applications_tenant_id"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "object_id", name="pk_applications"),
        sa.UniqueConstraint("tenant_id", "app_id", name="uq_applications_tenant_id_app_id"),
        sa.UniqueConstraint(
            "tenant_id", "unique_name_key", name="uq_applications_tenant_id_unique_name_key"
        ),
    )
    op.create_index(
        "ix_applications_tenant_id_display_name_key",
        "applications",
        ["tenant_id", "display_name_key"],
    )
    op.create_table(
        "service_principals",
        _text("tenant_id"),
        _text("object_id"),
        _text("app_id"),
        _time("created_at"),
        _time("deleted_at", nullable=True),
        sa.Column("document", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.tenant_id"], name="fk_service_principals_tenant_id"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "object_id", name="pk_service_principals"),
    )
    op.create_index(
        "ix_service_principals_tenant_id_app_id", "service_principals", ["tenant_id", "app_id"]
    )
    op.create_index(
        "uq_service_principals_tenant_id_app_id",
        "service_principals",
        ["tenant_id", "app_id"],
        unique=True,
        sqlite_where=sa.text("deleted_at IS NULL"),
        postgresql_where=sa.text("deleted_at IS NULL"),
    )
    op.create_table(
        "signing_keys",
        _text("tenant_id"),
        _text("kid"),
        _text("algorithm"),
        sa.Column("certificate", sa.LargeBinary(), nullable=False),
        sa.Column("sealed_private_key", sa.LargeBinary(), nullable=False),
        _time("published_at"),
        _time("active_from"),
        _time("retired_at", nullable=True),
        _time("withdrawn_at", nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.tenant_id"], name="fk_signing_keys_tenant_id"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "kid", name="pk_signing_keys"),
    )
    op.create_table(
        "users",
        _text("tenant_id"),
        _text("object_id"),
        _text("user_principal_name"),
        _text("user_principal_name_key"),
        _text("display_name"),
        _time("created_at"),
        _text("password_hash"),
        sa.Column("account_enabled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.tenant_id"], name="fk_users_tenant_id"),
        sa.PrimaryKeyConstraint("tenant_id", "object_id", name="pk_users"),
        sa.UniqueConstraint(
            "tenant_id",
            "user_principal_name_key",
            name="uq_users_tenant_id_user_principal_name_key",
        ),
    )


def _create_children() -> None:
    op.create_table(
        "identifier_uris",
        _text("tenant_id"),
        _text("uri_key"),
        _text("app_id"),
        sa.ForeignKeyConstraint(
            ["tenant_id"], ["tenants.tenant_id"], name="fk_identifier_uris_tenant_id"
        ),
        sa.PrimaryKeyConstraint("tenant_id", "uri_key", name="pk_identifier_uris"),
    )
    op.create_index(
        "ix_identifier_uris_tenant_id_app_id", "identifier_uris", ["tenant_id", "app_id"]
    )
    op.create_table(
        "password_credentials",
        _text("tenant_id"),
        _text("application_id"),
        _text("key_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        _text("display_name", nullable=True),
        _time("starts_at"),
        _time("ends_at"),
        _text("hint"),
        _text("hash_key_id"),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "application_id"],
            ["applications.tenant_id", "applications.object_id"],
            name="fk_password_credentials_tenant_id_application_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "application_id", "key_id", name="pk_password_credentials"
        ),
    )

    op.create_table(
        "owners",
        _text("tenant_id"),
        _text("owned_id"),
        _text("owner_id"),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenants.tenant_id"], name="fk_owners_tenant_id"),
        sa.PrimaryKeyConstraint("tenant_id", "owned_id", "owner_id", name="pk_owners"),
    )
    op.create_index("ix_owners_tenant_id_owner_id", "owners", ["tenant_id", "owner_id"])
    op.create_table(
        "app_role_assignments",
        _text("tenant_id"),
        _text("assignment_id"),
        _text("principal_id"),
        _text("resource_id"),
        _text("app_role_id"),
        _text("principal_type"),
        _time("created_at"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "principal_id"],
            ["service_principals.tenant_id", "service_principals.object_id"],
            name="fk_app_role_assignments_tenant_id_principal_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "resource_id"],
            ["service_principals.tenant_id", "service_principals.object_id"],
            name="fk_app_role_assignments_tenant_id_resource_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "assignment_id", name="pk_app_role_assignments"),
        sa.UniqueConstraint(
            "tenant_id",
            "principal_id",
            "resource_id",
            "app_role_id",
            name="uq_app_role_assignments",
        ),
    )
    op.create_index(
        "ix_app_role_assignments_tenant_id_resource_id",
        "app_role_assignments",
        ["tenant_id", "resource_id"],
    )


def _create_records() -> None:
    op.create_table(
        "sign_ins",
        _text("tenant_id"),
        _time("at"),
        _text("sign_in_id"),
        _text("correlation_id"),
        _text("app_id"),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "at", "sign_in_id", name="pk_sign_ins"),
    )
    op.create_index("ix_sign_ins_tenant_id_app_id_at", "sign_ins", ["tenant_id", "app_id", "at"])
    op.create_index(
        "ix_sign_ins_tenant_id_correlation_id_at", "sign_ins", ["tenant_id", "correlation_id", "at"]
    )
