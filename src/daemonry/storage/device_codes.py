"""Device codes in SQL, by the digests of both of their codes."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, select, update

from daemonry.model.delegation import DeviceCode
from daemonry.storage.schema import device_codes

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from daemonry.model.ids import TenantId
    from daemonry.storage.transaction import Transaction

_COLUMNS: Final = tuple(field.name for field in fields(DeviceCode))
_TABLE: Final = device_codes.c


class SqlDeviceCodes:
    """``ports.DeviceCodes``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, code: DeviceCode, *, forget_before: datetime) -> bool:
        """Store a new one; return False when its user code is in use. Those that are over go."""
        await self._transaction.write(
            delete(device_codes).where(
                _TABLE.tenant_id == code.tenant_id, _TABLE.expires_at < forget_before
            )
        )
        row = {name: getattr(code, name) for name in _COLUMNS}
        return await self._transaction.insert_once(device_codes, row)

    async def find(self, tenant_id: TenantId, digests: Collection[str]) -> DeviceCode | None:
        """Return the one whose device code has one of these digests."""
        return await self._one(tenant_id, _TABLE.digest.in_(digests))

    async def find_by_user_code(
        self, tenant_id: TenantId, digests: Collection[str]
    ) -> DeviceCode | None:
        """Return the one whose user code has one of these digests."""
        return await self._one(tenant_id, _TABLE.user_code_digest.in_(digests))

    async def save(self, code: DeviceCode) -> None:
        """Store its state, when it was polled, how often it may be."""
        await self._transaction.write(
            update(device_codes)
            .where(_TABLE.tenant_id == code.tenant_id, _TABLE.digest == code.digest)
            .values(
                interval=code.interval,
                state=code.state,
                family_id=code.family_id,
                polled_at=code.polled_at,
            )
        )

    async def _one(self, tenant_id: TenantId, condition: Any) -> DeviceCode | None:
        query = select(device_codes).where(_TABLE.tenant_id == tenant_id, condition)
        row = await self._transaction.row(self._transaction.locked(query, device_codes))
        return None if row is None else DeviceCode(**{n: getattr(row, n) for n in _COLUMNS})
