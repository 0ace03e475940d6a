"""Alembic's entry. ``daemonry.storage.migrate`` hands in the connection and the parts."""

from alembic import context

from daemonry.storage.migrate import EVERYTHING, tables_of
from daemonry.storage.schema import metadata

attributes = context.config.attributes
parts = attributes.get("parts", EVERYTHING)
names = {table.name for table in tables_of(parts)}

context.configure(
    connection=attributes["connection"],
    target_metadata=metadata,
    include_name=lambda name, kind, _parents: kind != "table" or name in names,
    transactional_ddl=True,
    compare_type=True,
)
context.run_migrations()
