"""Secrets and certificates that a service principal has of its own.

Revision 0012.
"""

from typing import Any

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    _table(
        "service_principal_passwords",
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("display_name", SafeText()),
        sa.Column("starts_at", UtcTime(), nullable=False),
        sa.Column("ends_at", UtcTime(), nullable=False),
        sa.Column("hint", SafeText(), nullable=False),
        sa.Column("hash_key_id", SafeText(), nullable=False),
        sa.Column("digest", sa.LargeBinary(), nullable=False),
    )
    _table(
        "service_principal_key_ends",
        sa.Column("display_name", SafeText()),
        sa.Column("ends_at", UtcTime(), nullable=False),
    )


def _table(name: str, *columns: sa.Column[Any]) -> None:
    op.create_table(
        name,
        sa.Column("tenant_id", SafeText(), nullable=False),
        sa.Column("service_principal_id", SafeText(), nullable=False),
        sa.Column("key_id", SafeText(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["tenant_id", "service_principal_id"],
            ["service_principals.tenant_id", "service_principals.object_id"],
            name=f"fk_{name}_tenant_id_service_principal_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "service_principal_id", "key_id", name=f"pk_{name}"),
    )
    op.create_index(f"ix_{name}_tenant_id_ends_at", name, ["tenant_id", "ends_at"])
