"""The place of a record in its tenant's chain, checkpoints, and the key that signs them.

Records of earlier releases have no place yet: they are sealed once a server runs.
Revision 0015.
"""

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.migrate import DIRECTORY, EVERYTHING, RECORDS

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY in parts:
        _chain("audit_events", "event_id", "audit_checkpoints")
        op.create_table(
            "audit_keys",
            sa.Column("key_id", SafeText(), nullable=False),
            sa.Column("created_at", UtcTime(), nullable=False),
            sa.Column("public_key", sa.LargeBinary(), nullable=False),
            sa.Column("sealed_private_key", sa.LargeBinary(), nullable=False),
            sa.Column("endorsed_by", SafeText(), nullable=False),
            sa.Column("signature", SafeText(), nullable=False),
            sa.PrimaryKeyConstraint("key_id", name="pk_audit_keys"),
        )
    if RECORDS in parts:
        _chain("sign_ins", "sign_in_id", "sign_in_checkpoints")


def _chain(records: str, identifier: str, checkpoints: str) -> None:
    op.add_column(records, sa.Column("seq", sa.BigInteger()))
    op.add_column(records, sa.Column("link", sa.LargeBinary()))
    for name, columns, condition in (
        ("unsealed", ["at", identifier], sa.text("seq IS NULL")),
        ("sealed", ["seq"], sa.text("seq IS NOT NULL")),
    ):
        op.create_index(
            f"ix_{records}_{name}",
            records,
            ["tenant_id", *columns],
            sqlite_where=condition,
            postgresql_where=condition,
        )
    op.create_table(
        checkpoints,
        sa.Column("tenant_id", SafeText(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("link", sa.LargeBinary(), nullable=False),
        sa.Column("at", UtcTime(), nullable=False),
        sa.Column("is_base", sa.Boolean(), nullable=False),
        sa.Column("key_id", SafeText(), nullable=False),
        sa.Column("signature", SafeText(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "seq", name=f"pk_{checkpoints}"),
    )
