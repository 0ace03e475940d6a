"""Service principals in SQL, each joined with the application behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, delete, func, insert, or_, select, update

from daemonry.model.errors import (
    RESOURCE_NOT_FOUND,
    SERVICE_PRINCIPAL_EXISTS,
    ConflictError,
    NotFoundError,
)
from daemonry.model.first_party import first_party_application, is_first_party
from daemonry.model.service_principal import ServicePrincipal
from daemonry.storage.applications import application_from
from daemonry.storage.credentials import (
    HOLDERS,
    OF_SERVICE_PRINCIPALS,
    load_passwords,
    store_credentials,
)
from daemonry.storage.documents import build, encode_fields
from daemonry.storage.identifiers import first_party_applications, uri_keys
from daemonry.storage.lookup_keys import name_key
from daemonry.storage.matching import orders_of, paged, service_principal_conditions
from daemonry.storage.names import finds_few, store_words
from daemonry.storage.schema import (
    applications,
    identifier_uris,
    owners,
    policy_assignments,
    role_assignments,
    service_principals,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row, Select

    from daemonry.model.application import Application
    from daemonry.model.ids import AppId, ObjectId, TenantId
    from daemonry.ports import ListQuery
    from daemonry.storage.credentials import Credentials
    from daemonry.storage.transaction import Transaction

_OWN_COLUMNS: Final = ("tenant_id", "object_id", "app_id", "created_at", "deleted_at")
_ELSEWHERE: Final = frozenset({*_OWN_COLUMNS, "application", "password_credentials"})
_PREFIX: Final = "application_"


class SqlServicePrincipals:
    """``ports.ServicePrincipals``. One without an application behind it is not found."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, principal: ServicePrincipal) -> None:
        """Store a new one. Raises ConflictError when the appId is present already."""
        keys = {"object_id": principal.object_id, "app_id": principal.app_id}
        name = {"display_name_key": name_key(principal.display_name)}
        values = {"tenant_id": principal.tenant_id, **keys, **name, **_values(principal)}
        async with self._transaction.refusing(lambda _: _exists(principal)):
            await self._transaction.write(insert(service_principals).values(values))
        await self._hold_first_party_names(principal)
        await store_credentials(self._transaction, principal, OF_SERVICE_PRINCIPALS)
        self._transaction.touch(principal.tenant_id, principal.app_id)

    async def get(
        self, tenant_id: TenantId, object_id: ObjectId, *, deleted: bool = False
    ) -> ServicePrincipal | None:
        """Return a live (or, when asked, a soft-deleted) service principal."""
        query = _joined(tenant_id, deleted=deleted)
        return await self._one(tenant_id, query.where(service_principals.c.object_id == object_id))

    async def get_by_app_id(
        self, tenant_id: TenantId, app_id: AppId, *, deleted: bool = False
    ) -> ServicePrincipal | None:
        """Return the service principal of this application; of several deleted, the newest."""
        query = _joined(tenant_id, deleted=deleted).where(service_principals.c.app_id == app_id)
        newest_first = service_principals.c.deleted_at.desc()
        return await self._one(tenant_id, query.order_by(newest_first) if deleted else query)

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery, *, deleted: bool = False
    ) -> Sequence[ServicePrincipal]:
        """Return service principals in the order asked for, else by object identifier."""
        few = await finds_few(self._transaction, tenant_id, query)
        statement = _joined(tenant_id, deleted=deleted).where(
            *service_principal_conditions(tenant_id, query, finds_many=few is False)
        )
        key, orders = service_principals.c.object_id, orders_of(service_principals)
        page = paged(statement, key, query, orders, is_narrow=few is True)
        return await self._loaded(tenant_id, await self._transaction.rows(page))

    async def get_many(
        self, tenant_id: TenantId, object_ids: Sequence[ObjectId]
    ) -> Sequence[ServicePrincipal]:
        """Return those of these that are live, in no particular order."""
        if not object_ids:
            return []
        query = _joined(tenant_id, deleted=False).where(
            service_principals.c.object_id.in_(object_ids)
        )
        return await self._loaded(tenant_id, await self._transaction.rows(query))

    async def count_matching(
        self,
        tenant_id: TenantId,
        query: ListQuery,
        *,
        deleted: bool = False,
        at_most: int | None = None,
    ) -> int:
        """Return how many there are, whatever the page; no more than ``at_most`` are counted."""
        found = (
            _joined(tenant_id, deleted=deleted)
            .where(*service_principal_conditions(tenant_id, query))
            .with_only_columns(service_principals.c.object_id, maintain_column_froms=True)
        )
        counted = select(func.count()).select_from(found.limit(at_most).subquery())
        return int((await self._transaction.row(counted))[0])

    async def save(self, principal: ServicePrincipal) -> None:
        """Store its own properties and credentials; the application is not touched.

        Raises ConflictError when it would come back beside a newer one of the same
        application, NotFoundError when it is not in the tenant.
        """
        statement = update(service_principals).where(
            service_principals.c.tenant_id == principal.tenant_id,
            service_principals.c.object_id == principal.object_id,
            service_principals.c.app_id == principal.app_id,
        )
        async with self._transaction.refusing(lambda _: _exists(principal)):
            concerned = await self._transaction.write(statement.values(_values(principal)))
        if not concerned:
            raise NotFoundError(RESOURCE_NOT_FOUND, id=principal.object_id)
        await store_credentials(self._transaction, principal, OF_SERVICE_PRINCIPALS)
        self._transaction.touch(principal.tenant_id, principal.app_id)

    async def remove(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        """Remove it for good, with its owners, assignments in both directions and policies."""
        removed = await self._transaction.write_returning(
            delete(service_principals)
            .where(
                service_principals.c.tenant_id == tenant_id,
                service_principals.c.object_id == object_id,
            )
            .returning(service_principals.c.app_id)
        )
        if removed is None:
            return
        await self._transaction.write(
            delete(owners).where(
                owners.c.tenant_id == tenant_id,
                or_(owners.c.owned_id == object_id, owners.c.owner_id == object_id),
            )
        )
        await self._transaction.write(
            delete(policy_assignments).where(
                policy_assignments.c.tenant_id == tenant_id,
                policy_assignments.c.object_id == object_id,
            )
        )
        await self._transaction.write(
            delete(role_assignments).where(
                role_assignments.c.tenant_id == tenant_id,
                role_assignments.c.principal_id == object_id,
            )
        )
        self._transaction.touch(tenant_id, removed.app_id)

    async def _one(self, tenant_id: TenantId, query: Select[Any]) -> ServicePrincipal | None:
        row = await self._transaction.row(self._transaction.locked(query, service_principals))
        found = await self._loaded(tenant_id, [] if row is None else [row])
        return found[0] if found else None

    async def _loaded(
        self, tenant_id: TenantId, rows: Sequence[Row[Any]]
    ) -> list[ServicePrincipal]:
        holders = [row.application_object_id for row in rows if row.application_object_id]
        holders += [row.object_id for row in rows]
        credentials = await load_passwords(self._transaction, tenant_id, holders, *HOLDERS)
        return [_principal(row, credentials) for row in rows]

    async def _hold_first_party_names(self, principal: ServicePrincipal) -> None:
        application = first_party_application(principal.app_id, principal.tenant_id)
        if application is None:
            return
        held = identifier_uris.c.app_id == principal.app_id
        of_tenant = identifier_uris.c.tenant_id == principal.tenant_id
        await self._transaction.write(delete(identifier_uris).where(of_tenant, held))
        rows = [
            {"tenant_id": principal.tenant_id, "uri_key": key, "app_id": principal.app_id}
            for key in sorted(uri_keys(application.identifier_uris))
        ]
        if rows:
            await self._transaction.write(insert(identifier_uris), rows)
        await store_words(self._transaction, application)


def _joined(tenant_id: TenantId, *, deleted: bool) -> Select[Any]:
    """Select service principals with their application's columns, prefixed."""
    deleted_at = service_principals.c.deleted_at
    beside = [column.label(_PREFIX + column.name) for column in applications.c]
    built_in = [application.app_id for application in first_party_applications()]
    return (
        select(service_principals, *beside)
        .outerjoin(
            applications,
            and_(
                applications.c.tenant_id == service_principals.c.tenant_id,
                applications.c.app_id == service_principals.c.app_id,
            ),
        )
        .where(service_principals.c.tenant_id == tenant_id)
        .where(deleted_at.is_not(None) if deleted else deleted_at.is_(None))
        .where(
            or_(applications.c.object_id.is_not(None), service_principals.c.app_id.in_(built_in))
        )
    )


def _principal(row: Row[Any], credentials: Credentials) -> ServicePrincipal:
    columns = {name: getattr(row, name) for name in _OWN_COLUMNS}
    application = _application_behind(row, credentials)
    own = credentials.get(row.object_id, ())
    return build(
        ServicePrincipal,
        row.document,
        application=application,
        password_credentials=own,
        **columns,
    )


def _application_behind(row: Row[Any], credentials: Credentials) -> Application | None:
    if is_first_party(row.app_id):
        return first_party_application(row.app_id, row.tenant_id)
    columns = {
        name.removeprefix(_PREFIX): value
        for name, value in row._asdict().items()
        if name.startswith(_PREFIX)
    }
    return application_from(columns, credentials)


def _values(principal: ServicePrincipal) -> dict[str, Any]:
    return {
        "created_at": principal.created_at,
        "deleted_at": principal.deleted_at,
        "document": encode_fields(principal, leave_out=_ELSEWHERE),
    }


def _exists(principal: ServicePrincipal) -> ConflictError:
    return ConflictError(SERVICE_PRINCIPAL_EXISTS, target="appId", app_id=principal.app_id)
