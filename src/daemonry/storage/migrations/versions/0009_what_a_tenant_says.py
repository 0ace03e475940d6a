"""Contacts of a tenant, and what credentials its applications may be given.

Revision 0009.
"""

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText
from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    op.add_column("tenants", sa.Column("document", SafeText(), nullable=False, server_default="{}"))
