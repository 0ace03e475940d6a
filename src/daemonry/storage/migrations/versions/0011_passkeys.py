"""Passkeys of persons are found by what they call themselves.

Revision 0011.
"""

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText
from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    op.add_column("authentication_methods", sa.Column("credential_id", SafeText()))
    op.create_index(
        "ix_authentication_methods_tenant_id_credential_id",
        "authentication_methods",
        ["tenant_id", "credential_id"],
        unique=True,
    )
