"""Signing keys in SQL; their private parts arrive and stay sealed."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select, update

from daemonry.model.errors import NAME_IN_USE, RESOURCE_NOT_FOUND, ConflictError, NotFoundError
from daemonry.model.signing_key import SigningKey
from daemonry.storage.schema import signing_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.model.ids import TenantId
    from daemonry.storage.transaction import Transaction

_COLUMNS: Final = tuple(field.name for field in fields(SigningKey))
_TIMES: Final = ("published_at", "active_from", "retired_at", "withdrawn_at")


class SqlSigningKeys:
    """``ports.SigningKeys``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, key: SigningKey) -> None:
        """Store a new key. Raises ConflictError when the tenant has this ``kid``."""
        values = {name: getattr(key, name) for name in _COLUMNS}
        async with self._transaction.refusing(lambda _: ConflictError(NAME_IN_USE, property="kid")):
            await self._transaction.write(insert(signing_keys).values(values))
        self._transaction.touch(key.tenant_id)

    async def list_of(self, tenant_id: TenantId) -> Sequence[SigningKey]:
        """Return all keys of the tenant, newest ``active_from`` first."""
        rows = await self._transaction.rows(
            select(signing_keys)
            .where(signing_keys.c.tenant_id == tenant_id)
            .order_by(signing_keys.c.active_from.desc(), signing_keys.c.kid)
        )
        return [SigningKey(**{name: getattr(row, name) for name in _COLUMNS}) for row in rows]

    async def save(self, key: SigningKey) -> None:
        """Store changed times and a newly sealed private part.

        Raises NotFoundError when the tenant has no such key.
        """
        statement = update(signing_keys).where(
            signing_keys.c.tenant_id == key.tenant_id, signing_keys.c.kid == key.kid
        )
        values = {name: getattr(key, name) for name in (*_TIMES, "sealed_private_key")}
        if not await self._transaction.write(statement.values(values)):
            raise NotFoundError(RESOURCE_NOT_FOUND, id=key.kid)
        self._transaction.touch(key.tenant_id)
