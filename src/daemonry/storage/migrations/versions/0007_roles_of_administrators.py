"""Accounts that are there already keep what they could do: they are Global Administrators.

Until now every account was an administrator of everything. Revision 0007.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import context, op

from daemonry.model.directory_role import GLOBAL_ADMINISTRATOR, WHOLE_DIRECTORY
from daemonry.storage.column_types import SafeText, UtcTime
from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_USERS = sa.table("users", *(sa.column(name, SafeText()) for name in ("tenant_id", "object_id")))
_ROLES = sa.table(
    "role_assignments",
    *(
        sa.column(name, SafeText())
        for name in (
            "tenant_id",
            "assignment_id",
            "principal_id",
            "role_definition_id",
            "directory_scope_id",
        )
    ),
    sa.column("created_at", UtcTime()),
)


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    connection = op.get_bind()
    now = datetime.now(UTC)  # noqa: TID251 - a migration has no Clock
    held = connection.execute(
        sa.select(_ROLES.c.tenant_id, _ROLES.c.principal_id).where(
            _ROLES.c.role_definition_id == GLOBAL_ADMINISTRATOR
        )
    )
    there = {tuple(row) for row in held}
    rows = [
        {
            "tenant_id": user.tenant_id,
            # The account's own identifier: unique, and the same on a second try.
            "assignment_id": user.object_id,
            "principal_id": user.object_id,
            "role_definition_id": GLOBAL_ADMINISTRATOR,
            "directory_scope_id": WHOLE_DIRECTORY,
            "created_at": now,
        }
        for user in connection.execute(sa.select(_USERS))
        if tuple(user) not in there
    ]
    if rows:
        op.bulk_insert(_ROLES, rows)
