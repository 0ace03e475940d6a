"""Delegated permission grants in SQL. One whose client or API is deleted is not shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, delete, exists, func, insert, select, update

from daemonry.model.errors import GRANT_EXISTS, ConflictError
from daemonry.model.grant import PermissionGrant
from daemonry.storage.filtering import Identifiers, Properties, Texts, compile_filter
from daemonry.storage.matching import paged
from daemonry.storage.schema import permission_grants, service_principals

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Row, Select

    from daemonry.model.ids import GrantId, ObjectId, TenantId
    from daemonry.ports import ListQuery
    from daemonry.storage.transaction import Transaction

_NOBODY: Final = ""
_COLUMNS: Final = (
    "tenant_id",
    "grant_id",
    "client_id",
    "resource_id",
    "consent_type",
    "principal_id",
    "scope",
    "created_at",
)
_PROPERTIES: Final[Properties] = {
    ("id",): Texts(permission_grants.c.grant_id, str),
    ("clientid",): Identifiers(permission_grants.c.client_id),
    ("resourceid",): Identifiers(permission_grants.c.resource_id),
    ("principalid",): Identifiers(func.nullif(permission_grants.c.principal_id, _NOBODY)),
    ("consenttype",): Texts(func.lower(permission_grants.c.consent_type), str.lower),
    ("scope",): Texts(permission_grants.c.scope, str),
}


class SqlPermissionGrants:
    """``ports.PermissionGrants``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, grant: PermissionGrant) -> None:
        """Store one. Raises ConflictError when the same ends have one already."""
        async with self._transaction.refusing(lambda _: ConflictError(GRANT_EXISTS)):
            await self._transaction.write(insert(permission_grants).values(_values(grant)))

    async def get(self, tenant_id: TenantId, grant_id: GrantId) -> PermissionGrant | None:
        """Return one, or None."""
        query = _live(select(permission_grants), tenant_id)
        row = await self._transaction.row(query.where(permission_grants.c.grant_id == grant_id))
        return None if row is None else _grant(row)

    async def list_for_person(
        self, tenant_id: TenantId, client_id: ObjectId, user_id: ObjectId
    ) -> Sequence[PermissionGrant]:
        """Return what a client may do for a person: granted for everybody, or for that one."""
        query = _live(select(permission_grants), tenant_id).where(
            permission_grants.c.client_id == client_id,
            permission_grants.c.principal_id.in_([_NOBODY, user_id]),
        )
        return [_grant(row) for row in await self._transaction.rows(query)]

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery
    ) -> Sequence[PermissionGrant]:
        """Return one page. Raises ODataError for what cannot be filtered or ordered by."""
        statement = _matching(select(permission_grants), tenant_id, query)
        page = paged(statement, permission_grants.c.grant_id, query, {})
        return [_grant(row) for row in await self._transaction.rows(page)]

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        """Return how many there are, whatever the page."""
        counted = select(func.count()).select_from(permission_grants)
        return int((await self._transaction.row(_matching(counted, tenant_id, query)))[0])

    async def save(self, grant: PermissionGrant) -> None:
        """Store a changed scope."""
        await self._transaction.write(
            update(permission_grants)
            .where(
                permission_grants.c.tenant_id == grant.tenant_id,
                permission_grants.c.grant_id == grant.grant_id,
            )
            .values(scope=grant.scope)
        )

    async def remove(self, tenant_id: TenantId, grant_id: GrantId) -> None:
        """Remove one; one that is not there is no error."""
        await self._transaction.write(
            delete(permission_grants).where(
                permission_grants.c.tenant_id == tenant_id,
                permission_grants.c.grant_id == grant_id,
            )
        )


def _live(statement: Select[Any], tenant_id: TenantId) -> Select[Any]:
    table = permission_grants.c
    return statement.where(
        table.tenant_id == tenant_id, _is_live(table.client_id), _is_live(table.resource_id)
    )


def _is_live(end: ColumnElement[str]) -> ColumnElement[bool]:
    principals = service_principals.alias()
    return exists().where(
        and_(
            principals.c.tenant_id == permission_grants.c.tenant_id,
            principals.c.object_id == end,
            principals.c.deleted_at.is_(None),
        )
    )


def _matching(statement: Select[Any], tenant_id: TenantId, query: ListQuery) -> Select[Any]:
    found = _live(statement, tenant_id)
    return found if query.where is None else found.where(compile_filter(query.where, _PROPERTIES))


def _values(grant: PermissionGrant) -> dict[str, Any]:
    values = {name: getattr(grant, name) for name in _COLUMNS}
    return values | {"principal_id": grant.principal_id or _NOBODY}


def _grant(row: Row[Any]) -> PermissionGrant:
    found = PermissionGrant(**{name: getattr(row, name) for name in _COLUMNS})
    return replace(found, principal_id=found.principal_id or None)
