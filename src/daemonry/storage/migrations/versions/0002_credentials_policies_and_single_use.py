"""Tables for certificate authorities, policies, tenant settings, single use, revocation.

Key credentials and federated credentials are part of the application's document.
Revision 0002.
"""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    op.add_column(
        "signing_keys", sa.Column("app_id", SafeText(), nullable=False, server_default="")
    )
    _create_of_tenant("certificate_authorities", "authority_id", _time("created_at"), _document())
    _create_of_tenant("policies", "policy_id", _text("kind"), _time("created_at"), _document())
    op.create_index("ix_policies_tenant_id_kind", "policies", ["tenant_id", "kind"])
    op.create_table(
        "policy_assignments",
        _text("tenant_id"),
        _text("policy_id"),
        _text("object_id"),
        sa.ForeignKeyConstraint(
            ["tenant_id", "policy_id"],
            ["policies.tenant_id", "policies.policy_id"],
            name="fk_policy_assignments_tenant_id_policy_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "policy_id", "object_id", name="pk_policy_assignments"
        ),
    )
    op.create_index(
        "ix_policy_assignments_tenant_id_object_id",
        "policy_assignments",
        ["tenant_id", "object_id"],
    )
    op.create_table(
        "tenant_settings",
        _text("tenant_id"),
        _document(),
        _tenant_reference("tenant_settings"),
        sa.PrimaryKeyConstraint("tenant_id", name="pk_tenant_settings"),
    )
    op.create_table(
        "single_use",
        _text("tenant_id"),
        _text("namespace"),
        _text("value"),
        _time("expires_at"),
        sa.PrimaryKeyConstraint("tenant_id", "namespace", "value", name="pk_single_use"),
    )
    op.create_index("ix_single_use_expires_at", "single_use", ["expires_at"])
    op.create_table(
        "revoked_tokens",
        _text("tenant_id"),
        _text("token_identifier"),
        _time("expires_at"),
        sa.PrimaryKeyConstraint("tenant_id", "token_identifier", name="pk_revoked_tokens"),
    )
    op.create_index("ix_revoked_tokens_expires_at", "revoked_tokens", ["expires_at"])


def _create_of_tenant(table: str, key: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        table,
        _text("tenant_id"),
        _text(key),
        *columns,
        _tenant_reference(table),
        sa.PrimaryKeyConstraint("tenant_id", key, name=f"pk_{table}"),
    )


def _tenant_reference(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id"], ["tenants.tenant_id"], name=f"fk_{table}_tenant_id"
    )


def _text(name: str) -> sa.Column[Any]:
    return sa.Column(name, SafeText(), nullable=False)


def _time(name: str) -> sa.Column[Any]:
    return sa.Column(name, UtcTime(), nullable=False)


def _document() -> sa.Column[Any]:
    return sa.Column("document", sa.Text(), nullable=False)
