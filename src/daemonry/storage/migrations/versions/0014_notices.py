"""Notices that something ends: an outbox, and what tenants chose.

Revision 0014.
"""

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    op.create_table(
        "notice_settings",
        sa.Column("tenant_id", SafeText(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("sealed_webhook_secret", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name="pk_notice_settings"),
    )
    _notices()
    _deliveries()


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("tenant_id", SafeText(), nullable=False),
        sa.Column("notice_id", SafeText(), nullable=False),
        sa.Column("key_id", SafeText(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("written_at", UtcTime(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "notice_id", name="pk_notices"),
        sa.UniqueConstraint("tenant_id", "key_id", "days", name="uq_notices_tenant_id_key_id_days"),
    )
    op.create_index("ix_notices_tenant_id_written_at", "notices", ["tenant_id", "written_at"])


def _deliveries() -> None:
    op.create_table(
        "notice_deliveries",
        sa.Column("tenant_id", SafeText(), nullable=False),
        sa.Column("notice_id", SafeText(), nullable=False),
        sa.Column("channel", SafeText(), nullable=False),
        sa.Column("recipient", SafeText(), nullable=False),
        sa.Column("state", SafeText(), nullable=False),
        sa.Column("due_at", UtcTime(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("changed_at", UtcTime()),
        sa.Column("failure", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "notice_id"],
            ["notices.tenant_id", "notices.notice_id"],
            name="fk_notice_deliveries_tenant_id_notice_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "tenant_id", "notice_id", "channel", "recipient", name="pk_notice_deliveries"
        ),
    )
    waiting = sa.text("state = 'waiting'")
    op.create_index(
        "ix_notice_deliveries_waiting",
        "notice_deliveries",
        ["tenant_id", "due_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
