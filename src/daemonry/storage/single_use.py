"""``ports.SingleUse`` in SQL: one INSERT decides, and what is over is swept out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete

from daemonry.storage.schema import single_use

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import TenantId
    from daemonry.storage.unit_of_work import SqlDirectory

_SWEEP_EVERY: Final = 64


class SqlSingleUse:
    """Consumed values of all tenants; the primary key lets each be stored once."""

    def __init__(self, directory: SqlDirectory) -> None:
        self._directory = directory
        self._until_sweep = _SWEEP_EVERY

    async def consume(
        self,
        tenant_id: TenantId,
        namespace: str,
        value: str,
        *,
        now: datetime,
        expires_at: datetime,
    ) -> bool:
        """Use ``value`` up and tell whether this call was the first to do so.

        The row count of one statement decides, so that no order of callers lets two
        win. Raises OSError when the database does not serve.
        """
        row = {
            "tenant_id": tenant_id,
            "namespace": namespace,
            "value": value,
            "expires_at": expires_at,
        }
        async with self._directory.transaction() as transaction:
            is_first = await transaction.insert_once(single_use, row)
            self._until_sweep -= 1
            if self._until_sweep <= 0:
                self._until_sweep = _SWEEP_EVERY
                await transaction.write(delete(single_use).where(single_use.c.expires_at < now))
        return is_first
