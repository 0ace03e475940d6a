"""Revoked tokens in SQL, by their identifiers, for as long as they would be valid otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from daemonry.storage.schema import revoked_tokens

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import TenantId
    from daemonry.storage.transaction import Transaction


class SqlRevokedTokens:
    """``ports.RevokedTokens``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(
        self, tenant_id: TenantId, token_identifier: str, *, now: datetime, expires_at: datetime
    ) -> bool:
        """Revoke a token; return False when it was revoked before."""
        row = {
            "tenant_id": tenant_id,
            "token_identifier": token_identifier,
            "expires_at": expires_at,
        }
        is_new = await self._transaction.insert_once(revoked_tokens, row)
        await self._transaction.write(
            delete(revoked_tokens).where(revoked_tokens.c.expires_at < now)
        )
        return is_new

    async def contains(self, tenant_id: TenantId, token_identifier: str) -> bool:
        """Tell whether the token was revoked."""
        query = select(revoked_tokens.c.token_identifier).where(
            revoked_tokens.c.tenant_id == tenant_id,
            revoked_tokens.c.token_identifier == token_identifier,
        )
        return await self._transaction.row(query) is not None
