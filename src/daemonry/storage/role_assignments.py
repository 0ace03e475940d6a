"""Directory roles in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, insert, select

from daemonry.model.directory_role import RoleAssignment
from daemonry.model.errors import ROLE_ASSIGNMENT_EXISTS, InvalidError
from daemonry.storage.filtering import Constant, Identifiers, Properties, compile_filter
from daemonry.storage.matching import paged
from daemonry.storage.schema import role_assignments

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row, Select

    from daemonry.model.ids import ObjectId, TenantId
    from daemonry.ports import ListQuery
    from daemonry.storage.transaction import Transaction

_COLUMNS: Final = (
    "tenant_id",
    "assignment_id",
    "principal_id",
    "role_definition_id",
    "directory_scope_id",
    "created_at",
    "created_by",
)
_PROPERTIES: Final[Properties] = {
    ("id",): Identifiers(role_assignments.c.assignment_id),
    ("principalid",): Identifiers(role_assignments.c.principal_id),
    ("roledefinitionid",): Identifiers(role_assignments.c.role_definition_id),
    ("directoryscopeid",): Constant("/"),
}


class SqlRoleAssignments:
    """``ports.RoleAssignments``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, assignment: RoleAssignment) -> None:
        """Store one. Raises InvalidError when the principal has the role."""
        values = {name: getattr(assignment, name) for name in _COLUMNS}
        async with self._transaction.refusing(lambda _: InvalidError(ROLE_ASSIGNMENT_EXISTS)):
            await self._transaction.write(insert(role_assignments).values(values))

    async def get(self, tenant_id: TenantId, assignment_id: str) -> RoleAssignment | None:
        """Return one, or None."""
        row = await self._transaction.row(
            select(role_assignments).where(
                role_assignments.c.tenant_id == tenant_id,
                role_assignments.c.assignment_id == assignment_id.lower(),
            )
        )
        return None if row is None else _assignment(row)

    async def list_of(
        self, tenant_id: TenantId, principal_id: ObjectId
    ) -> Sequence[RoleAssignment]:
        """Return the roles of a principal."""
        rows = await self._transaction.rows(
            select(role_assignments).where(
                role_assignments.c.tenant_id == tenant_id,
                role_assignments.c.principal_id == principal_id,
            )
        )
        return [_assignment(row) for row in rows]

    async def list_holders(
        self, tenant_id: TenantId, role_definition_id: str
    ) -> Sequence[ObjectId]:
        """Return who holds a role."""
        rows = await self._transaction.rows(
            select(role_assignments.c.principal_id).where(
                role_assignments.c.tenant_id == tenant_id,
                role_assignments.c.role_definition_id == role_definition_id,
            )
        )
        return [row.principal_id for row in rows]

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery
    ) -> Sequence[RoleAssignment]:
        """Return one page. Raises ODataError for what cannot be filtered or ordered by."""
        statement = _matching(select(role_assignments), tenant_id, query)
        page = paged(statement, role_assignments.c.assignment_id, query, {})
        return [_assignment(row) for row in await self._transaction.rows(page)]

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        """Return how many there are, whatever the page."""
        counted = select(func.count()).select_from(role_assignments)
        return int((await self._transaction.row(_matching(counted, tenant_id, query)))[0])

    async def remove(self, tenant_id: TenantId, assignment_id: str) -> None:
        """Remove one; one that is not there is no error."""
        await self._transaction.write(
            delete(role_assignments).where(
                role_assignments.c.tenant_id == tenant_id,
                role_assignments.c.assignment_id == assignment_id,
            )
        )


def _matching(statement: Select[Any], tenant_id: TenantId, query: ListQuery) -> Select[Any]:
    found = statement.where(role_assignments.c.tenant_id == tenant_id)
    return found if query.where is None else found.where(compile_filter(query.where, _PROPERTIES))


def _assignment(row: Row[Any]) -> RoleAssignment:
    return RoleAssignment(**{name: getattr(row, name) for name in _COLUMNS})
