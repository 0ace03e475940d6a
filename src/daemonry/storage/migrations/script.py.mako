"""${message}.

Revision ${up_revision}, after ${down_revision | comma,n}. Forward only; the release
before must be able to run with it.
"""

import sqlalchemy as sa
from alembic import context, op

from daemonry.storage.migrate import DIRECTORY, RECORDS
${imports if imports else ""}
revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}
