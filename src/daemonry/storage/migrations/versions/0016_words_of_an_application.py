"""A search that finds most applications looks at the words of each.

Revision 0016.
"""

from alembic import context, op

from daemonry.storage.migrate import DIRECTORY, EVERYTHING

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    parts = context.config.attributes.get("parts", EVERYTHING)
    if DIRECTORY not in parts:
        return
    op.create_index(
        "ix_application_words_of_application",
        "application_words",
        ["tenant_id", "app_id", "property", "word"],
    )
    op.drop_index("ix_application_words_tenant_id_app_id", "application_words")
