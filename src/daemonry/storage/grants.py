"""App role assignments in SQL. One whose principal or resource is deleted is not shown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, delete, func, insert, literal, select, tuple_

from daemonry.model.errors import ASSIGNMENT_EXISTS, InvalidError
from daemonry.model.figures import HeldRole
from daemonry.model.first_party import first_party_application
from daemonry.model.grant import AppRoleAssignment
from daemonry.storage.filtering import (
    Constant,
    Identifiers,
    Moments,
    Properties,
    Texts,
    compile_filter,
)
from daemonry.storage.schema import app_role_assignments, applications, service_principals

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Row, Select

    from daemonry.model.ids import AppId, AssignmentId, ObjectId, TenantId
    from daemonry.ports import AssignmentQuery
    from daemonry.storage.transaction import Transaction

_COLUMNS: Final = (
    "tenant_id",
    "assignment_id",
    "app_role_id",
    "principal_id",
    "resource_id",
    "created_at",
    "principal_type",
)
_principals: Final = service_principals.alias("principals")
_resources: Final = service_principals.alias("resources")
_clients: Final = applications.alias("clients")
_apis: Final = applications.alias("apis")

_PROPERTIES: Final[Properties] = {
    ("id",): Texts(app_role_assignments.c.assignment_id, str),
    ("principalid",): Identifiers(app_role_assignments.c.principal_id),
    ("resourceid",): Identifiers(app_role_assignments.c.resource_id),
    ("approleid",): Identifiers(app_role_assignments.c.app_role_id),
    ("createddatetime",): Moments(app_role_assignments.c.created_at),
    ("principaltype",): Constant("ServicePrincipal"),
    ("principaldisplayname",): Texts(_principals.c.display_name_key),
    ("resourcedisplayname",): Texts(_resources.c.display_name_key),
}


@dataclass(frozen=True, slots=True)
class Between:
    """The roles that one service principal was assigned on another, and both appIds."""

    role_ids: frozenset[str]
    app_ids: tuple[str, str]


class SqlAssignments:
    """``ports.Assignments``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, assignment: AppRoleAssignment) -> None:
        """Store one. Raises InvalidError when the same one exists (Entra answers 400)."""
        values = {name: getattr(assignment, name) for name in _COLUMNS}
        async with self._transaction.refusing(lambda _: InvalidError(ASSIGNMENT_EXISTS)):
            await self._transaction.write(insert(app_role_assignments).values(values))
        await self._touch(assignment.tenant_id, assignment.principal_id)

    async def get(
        self, tenant_id: TenantId, assignment_id: AssignmentId
    ) -> AppRoleAssignment | None:
        """Return one, with current display names."""
        table = app_role_assignments
        row = await self._transaction.row(
            _joined(tenant_id).where(table.c.assignment_id == assignment_id)
        )
        return None if row is None else _assignment(row)

    async def list_of_principal(
        self, tenant_id: TenantId, principal_id: ObjectId
    ) -> Sequence[AppRoleAssignment]:
        """Return what a principal holds, oldest first."""
        return await self._list(tenant_id, app_role_assignments.c.principal_id == principal_id)

    async def list_of_resource(
        self, tenant_id: TenantId, resource_id: ObjectId
    ) -> Sequence[AppRoleAssignment]:
        """Return who holds roles of a resource, oldest first."""
        return await self._list(tenant_id, app_role_assignments.c.resource_id == resource_id)

    async def list_matching(
        self, tenant_id: TenantId, query: AssignmentQuery
    ) -> Sequence[AppRoleAssignment]:
        """Return one page. Raises ODataError for a property that cannot be filtered by."""
        place = (app_role_assignments.c.created_at, app_role_assignments.c.assignment_id)
        statement = _narrowed(_joined(tenant_id), query)
        if query.after:
            last = (query.after_value, query.after)
            bound = tuple_(*map(literal, last, [column.type for column in place]))
            statement = statement.where(tuple_(*place) > bound)
        rows = await self._transaction.rows(statement.order_by(*place).limit(query.limit))
        return [_assignment(row) for row in rows]

    async def count_matching(self, tenant_id: TenantId, query: AssignmentQuery) -> int:
        """Return how many there are, whatever the page."""
        statement = _narrowed(_joined(tenant_id), query)
        counted = statement.with_only_columns(func.count(), maintain_column_froms=True)
        return int((await self._transaction.row(counted))[0])

    async def list_oldest(
        self, tenant_id: TenantId, *, before: datetime, limit: int
    ) -> Sequence[HeldRole]:
        """Return assignments of the whole tenant made before then, oldest first."""
        table = app_role_assignments
        rows = await self._transaction.rows(
            _joined(tenant_id)
            .where(table.c.created_at < before)
            .order_by(table.c.created_at, table.c.assignment_id)
            .limit(limit)
        )
        return [HeldRole(_assignment(row), row.client_app_id, row.api_app_id) for row in rows]

    async def list_of_many(
        self,
        tenant_id: TenantId,
        principal_ids: Sequence[ObjectId],
        *,
        are_resources: bool,
        limit: int,
    ) -> Mapping[ObjectId, Sequence[AppRoleAssignment]]:
        """Return the oldest of each client, or of each API; at most ``limit`` of one."""
        table = app_role_assignments
        parent = table.c.resource_id if are_resources else table.c.principal_id
        number = (
            func.row_number()
            .over(partition_by=parent, order_by=(table.c.created_at, table.c.assignment_id))
            .label("number")
        )
        every = _joined(tenant_id).add_columns(number).where(parent.in_(principal_ids)).subquery()
        rows = await self._transaction.rows(
            select(every).where(every.c.number <= limit).order_by(every.c.number)
        )
        found: dict[ObjectId, list[AppRoleAssignment]] = defaultdict(list)
        for row in rows:
            found[row.resource_id if are_resources else row.principal_id].append(_assignment(row))
        return found

    async def between(
        self, tenant_id: TenantId, principal_id: ObjectId, resource_id: ObjectId
    ) -> Between | None:
        """Return what the principal holds on the resource; None unless both are live."""
        table = app_role_assignments
        query = (
            select(_principals.c.app_id, _resources.c.app_id.label("api"), table.c.app_role_id)
            .join(_resources, _resources.c.tenant_id == _principals.c.tenant_id)
            .outerjoin(
                table,
                and_(
                    table.c.tenant_id == _principals.c.tenant_id,
                    table.c.principal_id == _principals.c.object_id,
                    table.c.resource_id == _resources.c.object_id,
                ),
            )
            .where(
                _principals.c.tenant_id == tenant_id,
                _principals.c.object_id == principal_id,
                _principals.c.deleted_at.is_(None),
                _resources.c.object_id == resource_id,
                _resources.c.deleted_at.is_(None),
            )
        )
        rows = await self._transaction.rows(query)
        if not rows:
            return None
        role_ids = frozenset(row.app_role_id for row in rows if row.app_role_id is not None)
        return Between(role_ids, (rows[0].app_id, rows[0].api))

    async def remove(self, tenant_id: TenantId, assignment_id: AssignmentId) -> None:
        """Remove one; the next token lacks the role."""
        table = app_role_assignments
        removed = await self._transaction.write_returning(
            delete(table)
            .where(table.c.tenant_id == tenant_id, table.c.assignment_id == assignment_id)
            .returning(table.c.principal_id)
        )
        if removed is not None:
            await self._touch(tenant_id, removed.principal_id)

    async def _list(self, tenant_id: TenantId, condition: Any) -> Sequence[AppRoleAssignment]:
        table = app_role_assignments
        query = _joined(tenant_id).where(condition)
        rows = await self._transaction.rows(
            query.order_by(table.c.created_at, table.c.assignment_id)
        )
        return [_assignment(row) for row in rows]

    async def _touch(self, tenant_id: TenantId, principal_id: ObjectId) -> None:
        """Announce the client's end; an entitlement hangs on both ends."""
        row = await self._transaction.row(
            select(service_principals.c.app_id).where(
                service_principals.c.tenant_id == tenant_id,
                service_principals.c.object_id == principal_id,
            )
        )
        if row is not None:
            self._transaction.touch(tenant_id, row.app_id)


def _joined(tenant_id: TenantId) -> Select[Any]:
    """Select assignments between live service principals, with both ends' names."""
    table = app_role_assignments
    query = (
        select(
            table,
            _principals.c.app_id.label("client_app_id"),
            _resources.c.app_id.label("api_app_id"),
            _clients.c.display_name.label("client_name"),
            _apis.c.display_name.label("api_name"),
        )
        .join(_principals, _same(_principals, "object_id", table, "principal_id"))
        .join(_resources, _same(_resources, "object_id", table, "resource_id"))
        .outerjoin(_clients, _same(_clients, "app_id", _principals, "app_id"))
        .outerjoin(_apis, _same(_apis, "app_id", _resources, "app_id"))
    )
    return query.where(
        table.c.tenant_id == tenant_id,
        _principals.c.deleted_at.is_(None),
        _resources.c.deleted_at.is_(None),
    )


def _narrowed(statement: Select[Any], query: AssignmentQuery) -> Select[Any]:
    table = app_role_assignments
    parent = table.c.resource_id if query.is_resource else table.c.principal_id
    found = statement.where(parent == query.parent_id)
    return found if query.where is None else found.where(compile_filter(query.where, _PROPERTIES))


def _same(one: Any, one_column: str, other: Any, other_column: str) -> Any:
    return and_(one.c.tenant_id == other.c.tenant_id, one.c[one_column] == other.c[other_column])


def _assignment(row: Row[Any]) -> AppRoleAssignment:
    return AppRoleAssignment(
        **{name: getattr(row, name) for name in _COLUMNS},
        principal_display_name=_name(row.client_name, row.client_app_id, row.tenant_id),
        resource_display_name=_name(row.api_name, row.api_app_id, row.tenant_id),
    )


def _name(stored: str | None, app_id: AppId, tenant_id: TenantId) -> str:
    if stored is not None:
        return stored
    built_in = first_party_application(app_id, tenant_id)
    return "" if built_in is None else built_in.display_name
