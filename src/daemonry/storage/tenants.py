"""Tenants and domains in SQL."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, insert, or_, select, update

from daemonry.model.errors import (
    DOMAIN_NOT_FOUND,
    DOMAIN_TAKEN,
    NAME_IN_USE,
    TENANT_NOT_FOUND,
    ConflictError,
    NotFoundError,
)
from daemonry.model.ids import TenantId, parse_guid
from daemonry.model.tenant import Domain, Tenant
from daemonry.storage.documents import build, encode_fields
from daemonry.storage.schema import domains, tenants
from daemonry.storage.schema.foundation import metadata

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from daemonry.storage.transaction import Transaction


_OWN_COLUMNS: Final = ("tenant_id", "display_name", "subdomain", "tenant_type", "created_at")
_ELSEWHERE: Final = frozenset({*_OWN_COLUMNS, "domains"})
_RECORDS: Final = frozenset(
    {
        "audit_checkpoints",
        "audit_events",
        "audit_targets",
        "directory_changes",
        "resource_use",
        "sign_in_checkpoints",
        "sign_in_hours",
        "sign_ins",
    }
)
"""Evidence outlives what it is about; the feed of changes is not the tenant's own."""


class SqlTenants:
    """``ports.Tenants``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, tenant: Tenant) -> None:
        """Store a new tenant. Raises ConflictError when a name is taken."""
        values = {
            "tenant_id": tenant.tenant_id,
            "display_name": tenant.display_name,
            "subdomain": tenant.subdomain,
            "tenant_type": tenant.tenant_type,
            "created_at": tenant.created_at,
            "document": _document(tenant),
        }
        async with self._transaction.refusing(_tenant_name_taken):
            await self._transaction.write(insert(tenants).values(values))
        for domain in tenant.domains:
            await self.add_domain(tenant.tenant_id, domain)
        self._transaction.touch(tenant.tenant_id)

    async def get(self, tenant_id: TenantId) -> Tenant | None:
        """Return the tenant, or None."""
        query = select(tenants).where(tenants.c.tenant_id == tenant_id)
        row = await self._transaction.row(self._transaction.locked(query, tenants))
        if row is None:
            return None
        return _tenant(row, await self._domains(domains.c.tenant_id == tenant_id))

    async def find(self, name: str) -> Tenant | None:
        """Return the tenant with this ID, verified domain or subdomain (lower case).

        An ID comes first, so that no subdomain can stand before a tenant's ID.
        """
        if parse_guid(name) == name:
            tenant = await self.get(TenantId(name))
            if tenant is not None:
                return tenant
        by_domain = select(domains.c.tenant_id).where(domains.c.name == name, domains.c.is_verified)
        named = or_(tenants.c.subdomain == name, tenants.c.tenant_id.in_(by_domain))
        row = await self._transaction.row(select(tenants.c.tenant_id).where(named))
        return None if row is None else await self.get(row.tenant_id)

    async def list_all(self) -> Sequence[Tenant]:
        """Return every tenant, oldest first. For the operator only."""
        rows = await self._transaction.rows(
            select(tenants).order_by(tenants.c.created_at, tenants.c.tenant_id)
        )
        found = await self._domains()
        return [_tenant(row, found) for row in rows]

    async def save(self, tenant: Tenant) -> None:
        """Store changed properties; names and domains stay. Raises NotFoundError for no tenant."""
        statement = update(tenants).where(tenants.c.tenant_id == tenant.tenant_id)
        values = {"display_name": tenant.display_name, "document": _document(tenant)}
        if not await self._transaction.write(statement.values(values)):
            raise NotFoundError(TENANT_NOT_FOUND, id=tenant.tenant_id)
        self._transaction.touch(tenant.tenant_id)

    async def remove(self, tenant_id: TenantId) -> None:
        """Remove a tenant with everything in it; what happened there stays on record."""
        for table in reversed(metadata.sorted_tables):
            if table.name not in _RECORDS and "tenant_id" in table.c:
                await self._transaction.write(delete(table).where(table.c.tenant_id == tenant_id))
        self._transaction.touch(tenant_id)

    async def add_domain(self, tenant_id: TenantId, domain: Domain) -> None:
        """Store a new domain. Raises ConflictError when the name is taken."""
        last = select(func.coalesce(func.max(domains.c.position), 0) + 1).where(
            domains.c.tenant_id == tenant_id
        )
        keys = {"tenant_id": tenant_id, "name": domain.name}
        values = {**keys, "position": last.scalar_subquery(), **_domain_values(domain)}
        async with self._transaction.refusing(
            lambda _: ConflictError(DOMAIN_TAKEN, target="domain", name=domain.name)
        ):
            await self._transaction.write(insert(domains).values(values))
        self._transaction.touch(tenant_id)

    async def save_domain(self, tenant_id: TenantId, domain: Domain) -> None:
        """Store changed properties of a domain. Raises NotFoundError for an unknown one."""
        statement = update(domains).where(
            domains.c.tenant_id == tenant_id, domains.c.name == domain.name
        )
        if not await self._transaction.write(statement.values(_domain_values(domain))):
            raise NotFoundError(DOMAIN_NOT_FOUND, name=domain.name)
        self._transaction.touch(tenant_id)

    async def remove_domain(self, tenant_id: TenantId, name: str) -> None:
        """Remove a domain; a name that is not there is no error."""
        await self._transaction.write(
            delete(domains).where(domains.c.tenant_id == tenant_id, domains.c.name == name)
        )
        self._transaction.touch(tenant_id)

    async def _domains(self, *conditions: Any) -> dict[str, list[Domain]]:
        query = select(domains).where(*conditions).order_by(domains.c.tenant_id, domains.c.position)
        found: dict[str, list[Domain]] = defaultdict(list)
        for row in await self._transaction.rows(query):
            found[row.tenant_id].append(
                Domain(row.name, row.is_initial, row.is_default, row.is_verified, row.verification)
            )
        return found


def _tenant(row: Row[Any], found: dict[str, list[Domain]]) -> Tenant:
    columns = {name: getattr(row, name) for name in _OWN_COLUMNS}
    return build(Tenant, row.document, domains=tuple(found.get(row.tenant_id, ())), **columns)


def _document(tenant: Tenant) -> str:
    return encode_fields(tenant, leave_out=_ELSEWHERE)


def _domain_values(domain: Domain) -> dict[str, Any]:
    return {
        "is_initial": domain.is_initial,
        "is_default": domain.is_default,
        "is_verified": domain.is_verified,
        "verification": domain.verification,
    }


def _tenant_name_taken(violated: str) -> ConflictError:
    name = "subdomain" if "subdomain" in violated else "id"
    return ConflictError(NAME_IN_USE, target=name, property=name)
