"""Credentials of persons: factors, setup links, and what an account and a session must tell.

Revision 0008.
"""

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    for name in ("must_change_password", "is_factor_required"):
        op.add_column(
            "users", sa.Column(name, sa.Boolean(), nullable=False, server_default=sa.false())
        )
    for name in ("password_changed_at", "sessions_valid_from", "deleted_at"):
        op.add_column("users", sa.Column(name, UtcTime()))
    op.add_column("users", sa.Column("details", sa.Text(), nullable=False, server_default="{}"))
    for name in ("stage", "address", "user_agent"):
        op.add_column("sessions", sa.Column(name, SafeText(), nullable=False, server_default=""))
    op.create_table(
        "authentication_methods",
        *(_text(name) for name in ("tenant_id", "method_id", "user_id", "kind", "display_name")),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("last_used_at", UtcTime()),
        sa.Column("document", sa.Text(), nullable=False),
        _of_user("authentication_methods"),
        sa.PrimaryKeyConstraint("tenant_id", "method_id", name="pk_authentication_methods"),
    )
    op.create_index(
        "ix_authentication_methods_tenant_id_user_id",
        "authentication_methods",
        ["tenant_id", "user_id"],
    )
    op.create_table(
        "setup_links",
        *(_text(name) for name in ("tenant_id", "digest", "user_id")),
        sa.Column("created_at", UtcTime(), nullable=False),
        sa.Column("expires_at", UtcTime(), nullable=False),
        _of_user("setup_links"),
        sa.PrimaryKeyConstraint("tenant_id", "digest", name="pk_setup_links"),
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, SafeText(), nullable=False)


def _of_user(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["tenant_id", "user_id"],
        ["users.tenant_id", "users.object_id"],
        name=f"fk_{table}_tenant_id_user_id",
        ondelete="CASCADE",
    )
