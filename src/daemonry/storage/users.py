"""Persons' accounts in SQL."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, insert, select, update

from daemonry.model.errors import NAME_IN_USE, ConflictError
from daemonry.model.user import User
from daemonry.storage.column_types import SafeText
from daemonry.storage.filtering import (
    Constant,
    Flags,
    Identifiers,
    Moments,
    Properties,
    Texts,
    compile_filter,
)
from daemonry.storage.lookup_keys import ascii_lower, name_key
from daemonry.storage.matching import paged
from daemonry.storage.schema import users

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Row, Select

    from daemonry.model.ids import ObjectId, TenantId
    from daemonry.ports import ListQuery
    from daemonry.storage.transaction import Transaction

_COLUMNS: Final = tuple(field.name for field in fields(User))
_ORDERS: Final = {
    "displayname": func.lower(users.c.display_name, type_=SafeText()),
    "userprincipalname": users.c.user_principal_name_key,
    "createddatetime": users.c.created_at,
}
_PROPERTIES: Final[Properties] = {
    ("id",): Identifiers(users.c.object_id),
    ("userprincipalname",): Texts(users.c.user_principal_name_key),
    ("displayname",): Texts(func.lower(users.c.display_name, type_=SafeText()), ascii_lower),
    ("accountenabled",): Flags(users.c.account_enabled),
    ("createddatetime",): Moments(users.c.created_at),
    ("mail",): Texts(users.c.user_principal_name_key),
    ("usertype",): Constant("Member"),
}


class SqlUsers:
    """``ports.Users``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, user: User) -> None:
        """Store a new one. Raises ConflictError when the name is taken."""
        async with self._transaction.refusing(_name_taken):
            await self._transaction.write(insert(users).values(_values(user)))

    async def save(self, user: User) -> None:
        """Store a changed account. Raises ConflictError when the name is taken."""
        async with self._transaction.refusing(_name_taken):
            await self._transaction.write(
                update(users)
                .where(users.c.tenant_id == user.tenant_id, users.c.object_id == user.object_id)
                .values(_values(user))
            )

    async def remove(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        """Remove an account for good, with sessions and methods."""
        await self._transaction.write(
            delete(users).where(users.c.tenant_id == tenant_id, users.c.object_id == object_id)
        )

    async def get_by_name(self, tenant_id: TenantId, user_principal_name: str) -> User | None:
        """Return the account with this name (case ignored)."""
        key = name_key(user_principal_name)
        is_named = users.c.user_principal_name_key == key
        return await self._one(tenant_id, is_named & users.c.deleted_at.is_(None))

    async def get(
        self, tenant_id: TenantId, object_id: ObjectId, *, deleted: bool = False
    ) -> User | None:
        """Return the account with this identifier, live or deleted."""
        is_it = users.c.object_id == object_id
        return await self._one(tenant_id, is_it & _is_deleted(deleted=deleted))

    async def get_many(self, tenant_id: TenantId, object_ids: Sequence[ObjectId]) -> Sequence[User]:
        """Return those of these accounts that exist, in no particular order."""
        if not object_ids:
            return []
        query = select(users).where(
            users.c.tenant_id == tenant_id,
            users.c.object_id.in_(object_ids),
            users.c.deleted_at.is_(None),
        )
        return [_user(row) for row in await self._transaction.rows(query)]

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery, *, deleted: bool = False
    ) -> Sequence[User]:
        """Return one page. Raises ODataError for what cannot be filtered or ordered by."""
        found = _matching(select(users), tenant_id, query, deleted=deleted)
        statement = paged(found, users.c.object_id, query, _ORDERS)
        return [_user(row) for row in await self._transaction.rows(statement)]

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        """Return how many there are, whatever the page."""
        counted = select(func.count()).select_from(users)
        return int((await self._transaction.row(_matching(counted, tenant_id, query)))[0])

    async def _one(self, tenant_id: TenantId, condition: Any) -> User | None:
        query = select(users).where(users.c.tenant_id == tenant_id, condition)
        row = await self._transaction.row(self._transaction.locked(query, users))
        return None if row is None else _user(row)


def _matching(
    statement: Select[Any], tenant_id: TenantId, query: ListQuery, *, deleted: bool = False
) -> Select[Any]:
    found = statement.where(users.c.tenant_id == tenant_id, _is_deleted(deleted=deleted))
    return found if query.where is None else found.where(compile_filter(query.where, _PROPERTIES))


def _is_deleted(*, deleted: bool) -> ColumnElement[bool]:
    is_live = users.c.deleted_at.is_(None)
    return ~is_live if deleted else is_live


def _name_taken(_: str) -> ConflictError:
    return ConflictError(NAME_IN_USE, property="userPrincipalName")


def _values(user: User) -> dict[str, Any]:
    """Return the row. A deleted account gives its name back (Entra: users-bulk-restore)."""
    values = {name: getattr(user, name) for name in _COLUMNS}
    key = name_key(user.user_principal_name)
    if user.deleted_at is not None:
        key = f"{user.object_id} {key}"
    return values | {"user_principal_name_key": key, "details": json.dumps(user.details)}


def _user(row: Row[Any]) -> User:
    values = {name: getattr(row, name) for name in _COLUMNS}
    return User(**values | {"details": json.loads(row.details)})
