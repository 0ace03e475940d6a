"""Sessions of persons in SQL, by the digest of their secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update

from daemonry.model.session import Session
from daemonry.storage.schema import sessions

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Row

    from daemonry.model.ids import ObjectId, TenantId
    from daemonry.storage.transaction import Transaction


class SqlSessions:
    """``ports.Sessions``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, session: Session, *, forget_before: datetime) -> None:
        """Store a new one; those of the tenant that began earlier go."""
        await self._transaction.write(
            delete(sessions).where(
                sessions.c.tenant_id == session.tenant_id, sessions.c.created_at < forget_before
            )
        )
        row = {
            "tenant_id": session.tenant_id,
            "digest": session.digest,
            "user_id": session.user_id,
            "created_at": session.created_at,
            "seen_at": session.seen_at,
            "authenticated_at": session.authenticated_at,
            "methods": " ".join(session.methods),
            "stage": session.stage,
            "address": session.address,
            "user_agent": session.user_agent,
        }
        await self._transaction.write(insert(sessions).values(row))

    async def get(self, tenant_id: TenantId, digest: str) -> Session | None:
        """Return the session, ended by time or not, or None."""
        query = select(sessions).where(
            sessions.c.tenant_id == tenant_id, sessions.c.digest == digest
        )
        row = await self._transaction.row(query)
        return None if row is None else _session(row)

    async def save(self, session: Session) -> None:
        """Store when it was used last; one that is gone stays gone."""
        await self._transaction.write(
            update(sessions)
            .where(sessions.c.tenant_id == session.tenant_id, sessions.c.digest == session.digest)
            .values(seen_at=session.seen_at)
        )

    async def remove(self, tenant_id: TenantId, digest: str) -> None:
        """End a session; one that is not there is no error."""
        await self._transaction.write(
            delete(sessions).where(sessions.c.tenant_id == tenant_id, sessions.c.digest == digest)
        )

    async def list_of_user(self, tenant_id: TenantId, user_id: ObjectId) -> Sequence[Session]:
        """Return the sessions of a person, newest first, ended by time or not."""
        query = (
            select(sessions)
            .where(sessions.c.tenant_id == tenant_id, sessions.c.user_id == user_id)
            .order_by(sessions.c.created_at.desc(), sessions.c.digest)
        )
        return [_session(row) for row in await self._transaction.rows(query)]

    async def remove_of_user(
        self, tenant_id: TenantId, user_id: ObjectId, *, keep: str = ""
    ) -> None:
        """End all sessions of a person but the one of the digest ``keep``."""
        await self._transaction.write(
            delete(sessions).where(
                sessions.c.tenant_id == tenant_id,
                sessions.c.user_id == user_id,
                sessions.c.digest != keep,
            )
        )


def _session(row: Row[Any]) -> Session:
    return Session(
        tenant_id=row.tenant_id,
        digest=row.digest,
        user_id=row.user_id,
        created_at=row.created_at,
        seen_at=row.seen_at,
        authenticated_at=row.authenticated_at or row.created_at,
        methods=tuple(row.methods.split()),
        stage=row.stage,
        address=row.address,
        user_agent=row.user_agent,
    )
