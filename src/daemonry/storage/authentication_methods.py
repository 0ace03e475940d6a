"""Authentication methods of persons, and their setup links, in SQL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from daemonry.model.authentication_method import AuthenticationMethod
from daemonry.model.errors import PASSKEY_KNOWN, ConflictError
from daemonry.model.setup_link import SetupLink
from daemonry.storage.schema import authentication_methods as methods
from daemonry.storage.schema import setup_links as links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Row

    from daemonry.model.ids import ObjectId, TenantId
    from daemonry.storage.transaction import Transaction


class SqlAuthenticationMethods:
    """``ports.AuthenticationMethods``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, method: AuthenticationMethod) -> None:
        """Store a new one. Raises ConflictError when its credential is there already."""
        row = {
            "tenant_id": method.tenant_id,
            "method_id": method.method_id,
            "user_id": method.user_id,
            "kind": method.kind,
            "display_name": method.display_name,
            "created_at": method.created_at,
            "last_used_at": method.last_used_at,
            "document": json.dumps(method.document),
            "credential_id": method.credential_id,
        }
        async with self._transaction.refusing(_credential_taken):
            await self._transaction.write(insert(methods).values(row))

    async def list_of(
        self, tenant_id: TenantId, user_id: ObjectId
    ) -> Sequence[AuthenticationMethod]:
        """Return the methods of a person, oldest first."""
        query = (
            select(methods)
            .where(methods.c.tenant_id == tenant_id, methods.c.user_id == user_id)
            .order_by(methods.c.created_at, methods.c.method_id)
        )
        locked = self._transaction.locked(query, methods)
        return [_method(row) for row in await self._transaction.rows(locked)]

    async def find_credential(
        self, tenant_id: TenantId, credential_id: str
    ) -> AuthenticationMethod | None:
        """Return the passkey of this identifier, whosesoever it is, or None."""
        query = select(methods).where(
            methods.c.tenant_id == tenant_id, methods.c.credential_id == credential_id
        )
        row = await self._transaction.row(self._transaction.locked(query, methods))
        return None if row is None else _method(row)

    async def save(self, method: AuthenticationMethod) -> None:
        """Store a changed document, name and last use; one that is gone stays gone."""
        await self._transaction.write(
            update(methods)
            .where(methods.c.tenant_id == method.tenant_id, methods.c.method_id == method.method_id)
            .values(
                display_name=method.display_name,
                last_used_at=method.last_used_at,
                document=json.dumps(method.document),
            )
        )

    async def remove(self, tenant_id: TenantId, method_id: str) -> None:
        """Remove one; one that is not there is no error."""
        await self._transaction.write(
            delete(methods).where(
                methods.c.tenant_id == tenant_id, methods.c.method_id == method_id
            )
        )


class SqlSetupLinks:
    """``ports.SetupLinks``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def put(self, link: SetupLink) -> None:
        """Store a link in the place of others of the same account; forget what is over."""
        is_old = (links.c.user_id == link.user_id) | (links.c.expires_at <= link.created_at)
        await self._transaction.write(
            delete(links).where(links.c.tenant_id == link.tenant_id, is_old)
        )
        row = {name: getattr(link, name) for name in SetupLink.__dataclass_fields__}
        await self._transaction.write(insert(links).values(row))

    async def get(self, tenant_id: TenantId, digest: str) -> SetupLink | None:
        """Return the link, over or not, or None."""
        query = select(links).where(links.c.tenant_id == tenant_id, links.c.digest == digest)
        row = await self._transaction.row(self._transaction.locked(query, links))
        return None if row is None else SetupLink(**row._mapping)  # noqa: SLF001 - SQLAlchemy's API

    async def remove(self, tenant_id: TenantId, digest: str) -> None:
        """Spend a link; one that is not there is no error."""
        await self._transaction.write(
            delete(links).where(links.c.tenant_id == tenant_id, links.c.digest == digest)
        )


def _credential_taken(_: str) -> ConflictError:
    return ConflictError(PASSKEY_KNOWN)


def _method(row: Row[Any]) -> AuthenticationMethod:
    values = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's API
    return AuthenticationMethod(**values | {"document": json.loads(row.document)})
