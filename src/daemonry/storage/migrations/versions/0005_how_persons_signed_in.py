"""When and how a person proved who they are, for each session.

Revision 0005. A session that the release before begins was by password, when it began.
"""

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    op.add_column("sessions", sa.Column("authenticated_at", UtcTime()))
    op.add_column(
        "sessions", sa.Column("methods", SafeText(), nullable=False, server_default="pwd")
    )
