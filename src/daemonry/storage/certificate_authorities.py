"""Certificate authorities in SQL: one row each, the rest a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, insert, select

from daemonry.model.certificate_authority import CertificateAuthority
from daemonry.storage.documents import build, encode_fields
from daemonry.storage.schema import certificate_authorities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.model.ids import ObjectId, TenantId
    from daemonry.storage.transaction import Transaction

_COLUMNS: Final = ("tenant_id", "authority_id", "created_at")


class SqlCertificateAuthorities:
    """``ports.CertificateAuthorities``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, authority: CertificateAuthority) -> None:
        """Store a new authority."""
        values = {name: getattr(authority, name) for name in _COLUMNS}
        document = encode_fields(authority, leave_out=frozenset(_COLUMNS))
        await self._transaction.write(
            insert(certificate_authorities).values(document=document, **values)
        )
        self._transaction.touch(authority.tenant_id)

    async def list_of(self, tenant_id: TenantId) -> Sequence[CertificateAuthority]:
        """Return all authorities of the tenant, oldest first."""
        table = certificate_authorities
        rows = await self._transaction.rows(
            select(table)
            .where(table.c.tenant_id == tenant_id)
            .order_by(table.c.created_at, table.c.authority_id)
        )
        return [
            build(
                CertificateAuthority,
                row.document,
                **{name: getattr(row, name) for name in _COLUMNS},
            )
            for row in rows
        ]

    async def remove(self, tenant_id: TenantId, authority_id: ObjectId) -> bool:
        """Remove an authority; return False when the tenant has none of this identifier."""
        table = certificate_authorities
        removed = await self._transaction.write(
            delete(table).where(
                table.c.tenant_id == tenant_id, table.c.authority_id == authority_id
            )
        )
        self._transaction.touch(tenant_id)
        return bool(removed)
