"""Administrators' accounts in SQL."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import insert, select

from daemonry.model.errors import NAME_IN_USE, ConflictError
from daemonry.model.user import User
from daemonry.storage.lookup_keys import name_key
from daemonry.storage.schema import users

if TYPE_CHECKING:
    from daemonry.model.ids import ObjectId, TenantId
    from daemonry.storage.transaction import Transaction

_COLUMNS: Final = tuple(field.name for field in fields(User))


class SqlUsers:
    """``ports.Users``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, user: User) -> None:
        """Store a new one. Raises ConflictError when the name is taken."""
        values = {name: getattr(user, name) for name in _COLUMNS}
        values["user_principal_name_key"] = name_key(user.user_principal_name)
        async with self._transaction.refusing(
            lambda _: ConflictError(NAME_IN_USE, property="userPrincipalName")
        ):
            await self._transaction.write(insert(users).values(values))

    async def get_by_name(self, tenant_id: TenantId, user_principal_name: str) -> User | None:
        """Return the account with this name (case ignored)."""
        key = name_key(user_principal_name)
        return await self._one(tenant_id, users.c.user_principal_name_key == key)

    async def get(self, tenant_id: TenantId, object_id: ObjectId) -> User | None:
        """Return the account with this identifier."""
        return await self._one(tenant_id, users.c.object_id == object_id)

    async def _one(self, tenant_id: TenantId, condition: Any) -> User | None:
        query = select(users).where(users.c.tenant_id == tenant_id, condition)
        row = await self._transaction.row(query)
        return None if row is None else User(**{name: getattr(row, name) for name in _COLUMNS})
