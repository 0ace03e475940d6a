"""What a person agreed to, for refresh tokens that name no scope.

Revision 0013.
"""

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText
from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    op.add_column(
        "token_families", sa.Column("scope", SafeText(), nullable=False, server_default="")
    )
