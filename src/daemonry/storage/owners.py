"""Owners in SQL."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from daemonry.model.errors import OWNER_EXISTS, InvalidError
from daemonry.storage.schema import owners

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daemonry.model.ids import ObjectId, TenantId
    from daemonry.storage.transaction import Transaction


class SqlOwners:
    """``ports.Owners``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, tenant_id: TenantId, owned_id: ObjectId, owner_id: ObjectId) -> None:
        """Store an owner. Raises InvalidError when it is one already (Entra answers 400)."""
        last = select(func.coalesce(func.max(owners.c.position), 0) + 1).where(
            owners.c.tenant_id == tenant_id, owners.c.owned_id == owned_id
        )
        values = {
            "tenant_id": tenant_id,
            "owned_id": owned_id,
            "owner_id": owner_id,
            "position": last.scalar_subquery(),
        }
        async with self._transaction.refusing(lambda _: InvalidError(OWNER_EXISTS)):
            await self._transaction.write(insert(owners).values(values))

    async def list_of(self, tenant_id: TenantId, owned_id: ObjectId) -> Sequence[ObjectId]:
        """Return the owners in the order they were added."""
        rows = await self._transaction.rows(
            select(owners.c.owner_id)
            .where(owners.c.tenant_id == tenant_id, owners.c.owned_id == owned_id)
            .order_by(owners.c.position, owners.c.owner_id)
        )
        return [row.owner_id for row in rows]

    async def list_of_many(
        self, tenant_id: TenantId, owned_ids: Sequence[ObjectId]
    ) -> Mapping[ObjectId, Sequence[ObjectId]]:
        """Return the owners of several objects in the order they were added."""
        rows = await self._transaction.rows(
            select(owners.c.owned_id, owners.c.owner_id)
            .where(owners.c.tenant_id == tenant_id, owners.c.owned_id.in_(owned_ids))
            .order_by(owners.c.owned_id, owners.c.position, owners.c.owner_id)
        )
        found: dict[ObjectId, list[ObjectId]] = defaultdict(list)
        for row in rows:
            found[row.owned_id].append(row.owner_id)
        return found

    async def remove(self, tenant_id: TenantId, owned_id: ObjectId, owner_id: ObjectId) -> bool:
        """Remove an owner; return False when it was none."""
        removed = await self._transaction.write(
            delete(owners).where(
                owners.c.tenant_id == tenant_id,
                owners.c.owned_id == owned_id,
                owners.c.owner_id == owner_id,
            )
        )
        return removed > 0
