"""Announcing, with a commit, what the token service must forget.

``touch`` collects; the rows are written last in the transaction, in order of
commit, and old rows are pruned with each announcement.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import delete, func, insert, select, text

from daemonry.model.ids import TenantId
from daemonry.storage.schema import directory_changes

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

WHOLE_TENANT: Final = ""
CHANNEL: Final = "daemonry_changes"
RETAINED: Final = 10_000
"""How many announcements are kept; who is further behind forgets everything."""

_MAX_SINGLE: Final = 64
_COMMIT_ORDER_LOCK: Final = 0x6461656D6F6E  # "daemon"; held from numbering to commit


@dataclass(frozen=True, slots=True)
class Change:
    """One announcement: an application of a tenant, or with '' all of the tenant."""

    seq: int
    tenant_id: TenantId
    app_id: str


Touched = tuple[TenantId, str]


async def announce(connection: AsyncConnection, touched: Collection[Touched]) -> Sequence[Change]:
    """Write what was touched as the last step before the commit and return it.

    On PostgreSQL a lock makes the order of ``seq`` the order of commits, so that a
    reader of a high number never misses a lower one, and listeners are notified.
    """
    if not touched:
        return ()
    is_postgres = connection.dialect.name == "postgresql"
    if is_postgres:
        await connection.execute(select(func.pg_advisory_xact_lock(_COMMIT_ORDER_LOCK)))
    changes = []
    for tenant_id, app_id in sorted(_summary(touched)):
        statement = insert(directory_changes).values(tenant_id=tenant_id, app_id=app_id)
        seq = await connection.scalar(statement.returning(directory_changes.c.seq))
        changes.append(Change(int(seq or 0), tenant_id, app_id))
    newest = changes[-1].seq
    await connection.execute(
        delete(directory_changes).where(directory_changes.c.seq <= newest - RETAINED)
    )
    if is_postgres:
        for change in changes:
            await connection.execute(
                text("SELECT pg_notify(:channel, :payload)"),
                {"channel": CHANNEL, "payload": to_payload(change)},
            )
    return changes


def to_payload(change: Change) -> str:
    """Return the text of a notification."""
    return f"{change.seq} {change.tenant_id} {change.app_id}"


def from_payload(payload: str) -> Change:
    """Return the change that ``to_payload`` wrote."""
    seq, tenant_id, app_id = payload.split(" ")
    return Change(int(seq), TenantId(tenant_id), app_id)


def _summary(touched: Collection[Touched]) -> set[Touched]:
    """Name the whole tenant instead of itself and its parts, or of very many parts."""
    parts: dict[TenantId, set[str]] = {}
    for tenant_id, app_id in touched:
        parts.setdefault(tenant_id, set()).add(app_id)
    return {
        (tenant_id, app_id)
        for tenant_id, app_ids in parts.items()
        for app_id in (
            [WHOLE_TENANT] if WHOLE_TENANT in app_ids or len(app_ids) > _MAX_SINGLE else app_ids
        )
    }
