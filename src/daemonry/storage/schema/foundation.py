"""What every table is made of."""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    Column,
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
)

from daemonry.storage.column_types import SafeText

REVISION: Final = "0017"
"""The newest migration; a database beyond it belongs to a newer release."""


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def tenant() -> Column[str]:
    """Return the column that comes first everywhere."""
    return Column("tenant_id", SafeText, nullable=False)


def key(*names: str) -> PrimaryKeyConstraint:
    """Return the primary key of a table of a tenant's things."""
    return PrimaryKeyConstraint("tenant_id", *names)


def belongs_to(table: str, column: str, to: str = "object_id") -> ForeignKeyConstraint:
    """Return the constraint that rows of a table end with the object they belong to."""
    return ForeignKeyConstraint(
        ["tenant_id", column], [f"{table}.tenant_id", f"{table}.{to}"], ondelete="CASCADE"
    )


def of_tenant() -> ForeignKeyConstraint:
    """Return the constraint that the tenant is there."""
    return ForeignKeyConstraint(["tenant_id"], ["tenants.tenant_id"])
