"""Families of tokens in SQL, with the codes and refresh tokens that belong to them."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, insert, select, update

from daemonry.model.delegation import AuthorizationCode, RefreshToken, TokenFamily
from daemonry.storage.schema import authorization_codes, refresh_tokens, token_families

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from sqlalchemy import Row, Table

    from daemonry.model.ids import TenantId
    from daemonry.storage.transaction import Transaction

_FAMILY: Final = tuple(field.name for field in fields(TokenFamily))
_CODE: Final = tuple(field.name for field in fields(AuthorizationCode))
_REFRESH: Final = tuple(field.name for field in fields(RefreshToken))


class SqlTokenFamilies:
    """``ports.TokenFamilies``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, family: TokenFamily, *, forget_before: datetime) -> None:
        """Store a new one; those of the tenant that are over go, with all that is theirs."""
        table = token_families.c
        await self._transaction.write(
            delete(token_families).where(
                table.tenant_id == family.tenant_id, table.expires_at < forget_before
            )
        )
        values = {name: getattr(family, name) for name in _FAMILY}
        values["methods"] = " ".join(family.methods)
        await self._transaction.write(insert(token_families).values(values))

    async def get(self, tenant_id: TenantId, family_id: str) -> TokenFamily | None:
        """Return one, revoked or not, or None."""
        row = await self._one(token_families, tenant_id, token_families.c.family_id == family_id)
        if row is None:
            return None
        values = {name: getattr(row, name) for name in _FAMILY}
        return TokenFamily(**values | {"methods": tuple(row.methods.split())})

    async def extend(self, tenant_id: TenantId, family_id: str, expires_at: datetime) -> None:
        """Let it be kept until then."""
        table = token_families.c
        await self._transaction.write(
            update(token_families)
            .where(table.tenant_id == tenant_id, table.family_id == family_id)
            .values(expires_at=expires_at)
        )

    async def revoke(self, tenant_id: TenantId, family_id: str, at: datetime) -> None:
        """Revoke a family; one that is revoked stays as it is."""
        table = token_families.c
        await self._transaction.write(
            update(token_families)
            .where(
                table.tenant_id == tenant_id,
                table.family_id == family_id,
                table.revoked_at.is_(None),
            )
            .values(revoked_at=at)
        )

    async def add_code(self, code: AuthorizationCode) -> None:
        """Store a new code."""
        values = {name: getattr(code, name) for name in _CODE}
        await self._transaction.write(insert(authorization_codes).values(values))

    async def find_code(
        self, tenant_id: TenantId, digests: Collection[str]
    ) -> AuthorizationCode | None:
        """Return the code with one of these digests, for this transaction alone."""
        condition = authorization_codes.c.digest.in_(digests)
        row = await self._one(authorization_codes, tenant_id, condition)
        if row is None:
            return None
        return AuthorizationCode(**{name: getattr(row, name) for name in _CODE})

    async def save_code(self, code: AuthorizationCode) -> None:
        """Store that it was redeemed, and for which token."""
        table = authorization_codes.c
        await self._transaction.write(
            update(authorization_codes)
            .where(table.tenant_id == code.tenant_id, table.digest == code.digest)
            .values(
                redeemed_at=code.redeemed_at,
                token_identifier=code.token_identifier,
                token_expires_at=code.token_expires_at,
            )
        )

    async def add_refresh_token(self, token: RefreshToken) -> None:
        """Store a new refresh token."""
        values = {name: getattr(token, name) for name in _REFRESH}
        await self._transaction.write(insert(refresh_tokens).values(values))

    async def find_refresh_token(
        self, tenant_id: TenantId, digests: Collection[str]
    ) -> RefreshToken | None:
        """Return the refresh token with one of these digests, for this transaction alone."""
        row = await self._one(refresh_tokens, tenant_id, refresh_tokens.c.digest.in_(digests))
        return None if row is None else RefreshToken(**{n: getattr(row, n) for n in _REFRESH})

    async def save_refresh_token(self, token: RefreshToken) -> None:
        """Store when it was replaced."""
        table = refresh_tokens.c
        await self._transaction.write(
            update(refresh_tokens)
            .where(table.tenant_id == token.tenant_id, table.digest == token.digest)
            .values(replaced_at=token.replaced_at)
        )

    async def _one(self, table: Table, tenant_id: TenantId, condition: Any) -> Row[Any] | None:
        query = select(table).where(table.c.tenant_id == tenant_id, condition)
        found: Row[Any] | None = await self._transaction.row(self._transaction.locked(query, table))
        return found
