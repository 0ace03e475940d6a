"""Secrets and certificates by the time they end, over a whole tenant."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, literal, select, union_all

from daemonry.model.figures import EndingCredential
from daemonry.storage.credentials import HOLDERS
from daemonry.storage.schema import applications

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select, Table

    from daemonry.model.ids import TenantId
    from daemonry.storage.credentials import HeldBy
    from daemonry.storage.transaction import Transaction


async def list_ending(
    transaction: Transaction,
    tenant_id: TenantId,
    *,
    after: datetime | None,
    before: datetime,
    limit: int,
) -> Sequence[EndingCredential]:
    """Return the credentials of whatever is live that end in between, earliest first."""
    parts = []
    for kind, held in product(("secret", "certificate"), HOLDERS):
        table = held.passwords if kind == "secret" else held.key_ends
        query = _ending(kind, table, held).where(
            table.c.tenant_id == tenant_id, table.c.ends_at < before
        )
        query = query if after is None else query.where(table.c.ends_at >= after)
        parts.append(query.limit(limit).subquery().select())
    found = union_all(*parts).subquery()
    order = (found.c.ends_at, found.c.key_id)
    rows = await transaction.rows(select(found).order_by(*order).limit(limit))
    return [EndingCredential(**row._mapping) for row in rows]  # noqa: SLF001 - SQLAlchemy's API


def _ending(kind: str, table: Table, held: HeldBy) -> Select[Any]:
    """Select the credentials of one table by their end, with the client they prove."""
    holders = held.holders
    query = (
        select(
            literal(kind).label("kind"),
            table.c.key_id,
            table.c.display_name,
            table.c.ends_at,
            holders.c.app_id,
            applications.c.display_name.label("app_display_name"),
            literal(held.name).label("held_by"),
        )
        .join(
            holders,
            and_(
                holders.c.tenant_id == table.c.tenant_id,
                holders.c.object_id == table.c[held.column],
            ),
        )
        .where(holders.c.deleted_at.is_(None))
        .order_by(table.c.ends_at, table.c.key_id)
    )
    if holders is applications:
        return query
    return query.join(
        applications,
        and_(
            applications.c.tenant_id == holders.c.tenant_id,
            applications.c.app_id == holders.c.app_id,
        ),
    )
