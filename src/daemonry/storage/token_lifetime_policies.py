"""Token lifetime policies and their assignments in SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, delete, insert, select, union, update

from daemonry.model.errors import (
    NAME_IN_USE,
    POLICY_OF_KIND_ASSIGNED,
    RESOURCE_NOT_FOUND,
    ConflictError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.policy import PoliciesInForce, TokenLifetimePolicy
from daemonry.storage.documents import build, encode_fields
from daemonry.storage.schema import (
    applications,
    policies,
    policy_assignments,
    service_principals,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select

    from daemonry.model.ids import ObjectId, TenantId
    from daemonry.storage.transaction import Transaction

_KIND: Final = "tokenLifetimePolicy"
_COLUMNS: Final = frozenset({"tenant_id", "policy_id", "created_at"})


class SqlTokenLifetimePolicies:
    """``ports.TokenLifetimePolicies``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, policy: TokenLifetimePolicy) -> None:
        """Store a new one. Raises ConflictError when the identifier is taken."""
        values = {name: getattr(policy, name) for name in _COLUMNS}
        values |= {"kind": _KIND, "document": encode_fields(policy, leave_out=_COLUMNS)}
        taken = ConflictError(NAME_IN_USE, property="id")
        async with self._transaction.refusing(lambda _: taken):
            await self._transaction.write(insert(policies).values(values))
        if policy.is_organization_default:
            self._transaction.touch(policy.tenant_id)

    async def get(self, tenant_id: TenantId, policy_id: ObjectId) -> TokenLifetimePolicy | None:
        """Return the policy, or None."""
        found = await self._list(_of(tenant_id).where(policies.c.policy_id == policy_id))
        return found[0] if found else None

    async def list_of(self, tenant_id: TenantId) -> Sequence[TokenLifetimePolicy]:
        """Return all policies of the tenant, oldest first."""
        return await self._list(_of(tenant_id))

    async def save(self, policy: TokenLifetimePolicy) -> None:
        """Store changed properties. Raises NotFoundError when the tenant has no such policy."""
        tenant_id, policy_id = policy.tenant_id, policy.policy_id
        before = await self.get(tenant_id, policy_id)
        if before is None:
            raise NotFoundError(RESOURCE_NOT_FOUND, id=policy_id)
        await self._touch_holders(tenant_id, policy_id)
        await self._transaction.write(
            update(policies)
            .where(policies.c.tenant_id == tenant_id, policies.c.policy_id == policy_id)
            .values(document=encode_fields(policy, leave_out=_COLUMNS))
        )
        if before.is_organization_default or policy.is_organization_default:
            self._transaction.touch(tenant_id)

    async def remove(self, tenant_id: TenantId, policy_id: ObjectId) -> None:
        """Remove it with its assignments; one that is not there is no error."""
        before = await self.get(tenant_id, policy_id)
        await self._touch_holders(tenant_id, policy_id)
        await self._transaction.write(
            delete(policies).where(
                policies.c.tenant_id == tenant_id, policies.c.policy_id == policy_id
            )
        )
        if before is not None and before.is_organization_default:
            self._transaction.touch(tenant_id)

    async def assign(self, tenant_id: TenantId, policy_id: ObjectId, holder_id: ObjectId) -> None:
        """Assign it. Raises InvalidError when that is so already, or there is no such policy."""
        values = {"tenant_id": tenant_id, "policy_id": policy_id, "object_id": holder_id}
        async with self._transaction.refusing(lambda _: InvalidError(POLICY_OF_KIND_ASSIGNED)):
            await self._transaction.write(insert(policy_assignments).values(values))
        await self._touch_holders(tenant_id, policy_id, holder_id)

    async def unassign(self, tenant_id: TenantId, policy_id: ObjectId, holder_id: ObjectId) -> bool:
        """Undo an assignment; return False when there was none."""
        await self._touch_holders(tenant_id, policy_id, holder_id)
        removed = await self._transaction.write(
            delete(policy_assignments).where(
                policy_assignments.c.tenant_id == tenant_id,
                policy_assignments.c.policy_id == policy_id,
                policy_assignments.c.object_id == holder_id,
            )
        )
        return removed > 0

    async def list_assigned(
        self, tenant_id: TenantId, holder_id: ObjectId
    ) -> Sequence[TokenLifetimePolicy]:
        """Return what is assigned to an application or service principal."""
        return await self._list(
            _of(tenant_id)
            .join(policy_assignments, _SAME_POLICY)
            .where(policy_assignments.c.object_id == holder_id)
        )

    async def list_holders(self, tenant_id: TenantId, policy_id: ObjectId) -> Sequence[ObjectId]:
        """Return what a policy is assigned to, in order of identifier."""
        rows = await self._transaction.rows(
            select(policy_assignments.c.object_id)
            .where(
                policy_assignments.c.tenant_id == tenant_id,
                policy_assignments.c.policy_id == policy_id,
            )
            .order_by(policy_assignments.c.object_id)
        )
        return [row.object_id for row in rows]

    async def in_force(
        self, tenant_id: TenantId, principal_id: ObjectId, application_id: ObjectId
    ) -> PoliciesInForce:
        """Return the policies that concern an API, whichever decides."""
        of_principal = await self.list_assigned(tenant_id, principal_id)
        of_application = await self.list_assigned(tenant_id, application_id)
        defaults = [one for one in await self.list_of(tenant_id) if one.is_organization_default]
        return PoliciesInForce(
            of_principal=next(iter(of_principal), None),
            of_organization=next(iter(defaults), None),
            of_application=next(iter(of_application), None),
        )

    async def _list(self, query: Select[Any]) -> list[TokenLifetimePolicy]:
        rows = await self._transaction.rows(query)
        return [
            build(
                TokenLifetimePolicy,
                row.document,
                **{name: getattr(row, name) for name in _COLUMNS},
            )
            for row in rows
        ]

    async def _touch_holders(
        self, tenant_id: TenantId, policy_id: ObjectId, holder_id: ObjectId | None = None
    ) -> None:
        """Announce the tokens of every holder of a policy, or of one of them."""
        queries = []
        for table in (applications, service_principals):
            query = (
                select(table.c.app_id)
                .join(
                    policy_assignments,
                    and_(
                        policy_assignments.c.tenant_id == table.c.tenant_id,
                        policy_assignments.c.object_id == table.c.object_id,
                    ),
                )
                .where(table.c.tenant_id == tenant_id, policy_assignments.c.policy_id == policy_id)
            )
            if holder_id is not None:
                query = query.where(table.c.object_id == holder_id)
            queries.append(query)
        for row in await self._transaction.rows(select(union(*queries).subquery())):
            self._transaction.touch(tenant_id, row.app_id)


_SAME_POLICY: Final = and_(
    policy_assignments.c.tenant_id == policies.c.tenant_id,
    policy_assignments.c.policy_id == policies.c.policy_id,
)


def _of(tenant_id: TenantId) -> Select[Any]:
    return (
        select(policies)
        .where(policies.c.tenant_id == tenant_id, policies.c.kind == _KIND)
        .order_by(policies.c.created_at, policies.c.policy_id)
    )
