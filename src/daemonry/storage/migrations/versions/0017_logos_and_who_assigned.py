"""Logos of applications, and who assigned a directory role.

Revision 0017.
"""

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText
from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    op.create_table(
        "application_logos",
        sa.Column("tenant_id", SafeText(), nullable=False),
        sa.Column("application_id", SafeText(), nullable=False),
        sa.Column("file", SafeText(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "application_id"],
            ["applications.tenant_id", "applications.object_id"],
            name="fk_application_logos_tenant_id_application_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("tenant_id", "application_id", name="pk_application_logos"),
    )
    op.add_column(
        "role_assignments",
        sa.Column("created_by", SafeText(), nullable=False, server_default=""),
    )
