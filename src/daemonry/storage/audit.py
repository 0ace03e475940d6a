"""The audit trail in SQL: events are only ever added, in the change's own transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sqlalchemy import insert, select, tuple_

from daemonry.model.audit import AuditEvent
from daemonry.storage.documents import build, encode_fields
from daemonry.storage.schema import audit_events, audit_targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.model.ids import TenantId
    from daemonry.storage.transaction import Transaction

_COLUMNS: Final = ("tenant_id", "event_id", "at")


class SqlAuditTrail:
    """``ports.AuditTrail``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def add(self, event: AuditEvent) -> None:
        """Store an event in this transaction."""
        columns = {name: getattr(event, name) for name in _COLUMNS}
        document = encode_fields(event, leave_out=frozenset(_COLUMNS))
        await self._transaction.write(insert(audit_events).values(**columns, document=document))
        keys = {"tenant_id": event.tenant_id, "event_id": event.event_id}
        touched = dict.fromkeys(target.object_id for target in event.targets)
        targets = [{**keys, "object_id": object_id} for object_id in touched]
        if targets:
            await self._transaction.write(insert(audit_targets), targets)

    async def list_newest(
        self, tenant_id: TenantId, *, limit: int = 100, before: str = "", target_id: str = ""
    ) -> Sequence[AuditEvent]:
        """Return events, newest first; ``before`` is the last event id of the page before.

        A ``before`` that is not in the tenant yields nothing.
        """
        place = tuple_(audit_events.c.at, audit_events.c.event_id)
        query = select(audit_events).where(audit_events.c.tenant_id == tenant_id)
        if before:
            last = audit_events.alias("last")
            query = query.where(
                place
                < select(last.c.at, last.c.event_id)
                .where(last.c.tenant_id == tenant_id, last.c.event_id == before)
                .scalar_subquery()
            )
        if target_id:
            concerning = select(audit_targets.c.event_id).where(
                audit_targets.c.tenant_id == tenant_id, audit_targets.c.object_id == target_id
            )
            query = query.where(audit_events.c.event_id.in_(concerning))
        newest_first = (audit_events.c.at.desc(), audit_events.c.event_id.desc())
        rows = await self._transaction.rows(query.order_by(*newest_first).limit(limit))
        return [
            build(
                AuditEvent, row.document, tenant_id=row.tenant_id, event_id=row.event_id, at=row.at
            )
            for row in rows
        ]
