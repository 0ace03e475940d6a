"""The audit trail in SQL: events are only ever added, in the change's own transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, insert, select, tuple_

from daemonry.model.audit import AuditEvent, SealState
from daemonry.odata.filter import Comparison
from daemonry.storage.documents import build, encode_fields
from daemonry.storage.filtering import (
    Constant,
    Identifiers,
    Moments,
    Properties,
    Texts,
    compile_filter,
    document_texts,
    unsupported,
)
from daemonry.storage.schema import audit_checkpoints, audit_events, audit_targets

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.model.ids import TenantId
    from daemonry.odata.filter import Expression
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
        self,
        tenant_id: TenantId,
        *,
        limit: int = 100,
        before: str = "",
        target_id: str = "",
        where: Expression | None = None,
    ) -> Sequence[AuditEvent]:
        """Return events, newest first; ``before`` is the last event id of the page before.

        A ``before`` that is not in the tenant yields nothing. Raises ODataError for a
        property that cannot be filtered by.
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
            is_target = Comparison(("id",), "eq", target_id)
            query = query.where(Concerned(tenant_id).any(is_target))
        if where is not None:
            query = query.where(compile_filter(where, _properties(tenant_id)))
        newest_first = (audit_events.c.at.desc(), audit_events.c.event_id.desc())
        rows = await self._transaction.rows(query.order_by(*newest_first).limit(limit))
        return [
            build(
                AuditEvent, row.document, tenant_id=row.tenant_id, event_id=row.event_id, at=row.at
            )
            for row in rows
        ]

    async def seal_state(self, tenant_id: TenantId) -> SealState:
        """Return how far the events of the tenant are sealed."""
        checkpoints, events = audit_checkpoints.c, audit_events.c
        newest = (
            select(checkpoints.seq, checkpoints.at)
            .where(checkpoints.tenant_id == tenant_id)
            .order_by(checkpoints.seq.desc())
            .limit(1)
        )
        unsealed = select(func.count()).where(events.tenant_id == tenant_id, events.seq.is_(None))
        head = await self._transaction.row(newest)
        (count,) = await self._transaction.row(unsealed)
        if head is None:
            return SealState(0, None, count)
        return SealState(head.seq, head.at, count)


@dataclass(frozen=True, slots=True)
class Concerned:
    """The objects that an event touched."""

    tenant_id: TenantId

    def any(self, predicate: Expression | None) -> Any:
        """Offer a comparison of their identifiers."""
        concerning = select(audit_targets.c.event_id).where(
            audit_targets.c.tenant_id == self.tenant_id
        )
        if predicate is not None:
            concerning = concerning.where(compile_filter(predicate, _TARGET))
        return audit_events.c.event_id.in_(concerning)

    def count(self) -> Any:
        """Refuse: nobody asks how many objects an event touched."""
        raise unsupported()


_TARGET: Final[Properties] = {("id",): Texts(audit_targets.c.object_id, str)}


def _properties(tenant_id: TenantId) -> Properties:
    return {
        ("targetresources",): Concerned(tenant_id),
        ("id",): Identifiers(audit_events.c.event_id),
        ("activitydatetime",): Moments(audit_events.c.at),
        ("loggedbyservice",): Constant("Core Directory"),
        ("initiatedby", "user", "id"): document_texts(audit_events.c.document, "actor", "user_id"),
        ("activitydisplayname",): document_texts(audit_events.c.document, "activity"),
        ("category",): document_texts(audit_events.c.document, "category"),
        ("operationtype",): document_texts(audit_events.c.document, "operation"),
        ("result",): document_texts(audit_events.c.document, "result"),
        ("correlationid",): document_texts(audit_events.c.document, "actor", "correlation_id"),
        ("initiatedby", "app", "appid"): document_texts(audit_events.c.document, "actor", "app_id"),
        ("initiatedby", "app", "serviceprincipalid"): document_texts(
            audit_events.c.document, "actor", "service_principal_id"
        ),
        ("initiatedby", "app", "displayname"): document_texts(
            audit_events.c.document, "actor", "display_name"
        ),
    }
