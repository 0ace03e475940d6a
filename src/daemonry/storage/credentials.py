"""Secrets of applications and of service principals in SQL, and when certificates end.

Both kinds of holder have a table of each, of one shape.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from sqlalchemy import delete, func, insert, select, union_all

from daemonry.model.credential import PasswordCredential, SecretDigest
from daemonry.model.credential_holder import HELD_BY_APPLICATION, HELD_BY_PRINCIPAL
from daemonry.storage.schema import (
    applications,
    key_credential_ends,
    password_credentials,
    service_principal_key_ends,
    service_principal_passwords,
    service_principals,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Row, Select, Table

    from daemonry.model.credential_holder import CredentialHolder
    from daemonry.model.ids import TenantId
    from daemonry.storage.transaction import Transaction

Credentials: TypeAlias = dict[str, tuple[PasswordCredential, ...]]


@dataclass(frozen=True, slots=True)
class HeldBy:
    """The tables of one kind of holder; ``column`` names it in ``passwords`` and ``key_ends``."""

    name: str
    holders: Table
    passwords: Table
    key_ends: Table
    column: str


OF_APPLICATIONS: Final = HeldBy(
    HELD_BY_APPLICATION,
    applications,
    password_credentials,
    key_credential_ends,
    "application_id",
)
OF_SERVICE_PRINCIPALS: Final = HeldBy(
    HELD_BY_PRINCIPAL,
    service_principals,
    service_principal_passwords,
    service_principal_key_ends,
    "service_principal_id",
)
HOLDERS: Final = (OF_APPLICATIONS, OF_SERVICE_PRINCIPALS)


async def load_passwords(
    transaction: Transaction,
    tenant_id: TenantId,
    object_ids: Collection[str],
    *kinds: HeldBy,
) -> Credentials:
    """Return the password credentials of these objects by object identifier, in one query."""
    if not object_ids:
        return {}
    held = union_all(*(_passwords(kind, tenant_id, object_ids) for kind in kinds)).subquery()
    query = select(held).order_by(held.c.holder_id, held.c.position)
    found: dict[str, list[PasswordCredential]] = defaultdict(list)
    for row in await transaction.rows(query):
        found[row.holder_id].append(_credential(row))
    return {object_id: tuple(credentials) for object_id, credentials in found.items()}


async def store_credentials(
    transaction: Transaction, holder: CredentialHolder, kind: HeldBy
) -> None:
    """Keep exactly the secrets that the holder has, and the ends of its certificates."""
    await _store_passwords(transaction, holder, kind)
    await _store_key_ends(transaction, holder, kind)


async def _store_passwords(
    transaction: Transaction, holder: CredentialHolder, kind: HeldBy
) -> None:
    table, object_id = kind.passwords, holder.object_id
    held = await load_passwords(transaction, holder.tenant_id, [object_id], kind)
    if held.get(object_id, ()) == holder.password_credentials:
        return
    await transaction.write(delete(table).where(*_of(holder, table, kind)))
    rows = [
        {
            "tenant_id": holder.tenant_id,
            kind.column: object_id,
            "key_id": credential.key_id,
            "position": position,
            "display_name": credential.display_name,
            "starts_at": credential.starts_at,
            "ends_at": credential.ends_at,
            "hint": credential.hint,
            "hash_key_id": credential.digest.hash_key_id,
            "digest": credential.digest.digest,
        }
        for position, credential in enumerate(holder.password_credentials)
    ]
    if rows:
        await transaction.write(insert(table), rows)


async def _store_key_ends(transaction: Transaction, holder: CredentialHolder, kind: HeldBy) -> None:
    """Keep exactly the certificates that there are; their ends never change."""
    table = kind.key_ends
    held = {one.key_id: one for one in holder.key_credentials}
    of_holder = _of(holder, table, kind)
    await transaction.write(delete(table).where(*of_holder, table.c.key_id.not_in(held)))
    if not held:
        return
    for row in await transaction.rows(select(table.c.key_id).where(*of_holder)):
        held.pop(row.key_id, None)
    new = [
        {
            "tenant_id": holder.tenant_id,
            kind.column: holder.object_id,
            "key_id": one.key_id,
            "display_name": one.display_name,
            "ends_at": one.ends_at,
        }
        for one in held.values()
    ]
    if new:
        await transaction.write(insert(table), new)


def digests_by_key() -> Select[Any]:
    """Select how many client secrets need each secret-hash key, in all tenants."""
    key_ids = union_all(*(select(kind.passwords.c.hash_key_id) for kind in HOLDERS)).subquery()
    return select(key_ids.c.hash_key_id, func.count()).group_by(key_ids.c.hash_key_id)


def _passwords(kind: HeldBy, tenant_id: TenantId, object_ids: Collection[str]) -> Select[Any]:
    table, holder_id = kind.passwords, kind.passwords.c[kind.column]
    columns = [column for column in table.c if column.name not in {"tenant_id", kind.column}]
    return select(holder_id.label("holder_id"), *columns).where(
        table.c.tenant_id == tenant_id, holder_id.in_(object_ids)
    )


def _of(holder: CredentialHolder, table: Table, kind: HeldBy) -> tuple[Any, Any]:
    return table.c.tenant_id == holder.tenant_id, table.c[kind.column] == holder.object_id


def _credential(row: Row[Any]) -> PasswordCredential:
    return PasswordCredential(
        key_id=row.key_id,
        display_name=row.display_name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        hint=row.hint,
        digest=SecretDigest(row.hash_key_id, row.digest),
    )
