"""An audit trail as lines: read from the tables in the order of the chains.

The same lines are an export and what is verified in place; ``model.audit_check`` follows
them. A line without a record before it in the tables names none, so that whatever was
removed shows.
"""

from __future__ import annotations

import hashlib
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select, tuple_

from daemonry.model.audit_chain import (
    BEFORE_THE_FIRST,
    LOGS,
    canonical,
    instant_text,
    signed_part,
)
from daemonry.storage.audit_sealing import PLACES

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence
    from datetime import datetime

    from daemonry.jose.audit_key import AuditKey
    from daemonry.model.audit_chain import Line
    from daemonry.storage.audit_chains import AuditChains
    from daemonry.storage.audit_sealing import Log
    from daemonry.storage.transaction import Transaction

PAGE: Final = 500
"""Records read at once."""

Positions = dict[tuple[str, str], int]
"""The place of the last record that was told, by tenant and log."""


@dataclass(frozen=True, slots=True)
class Range:
    """Which lines: of one tenant or all, of some logs, of a time, after these places."""

    tenant_id: str | None = None
    logs: Sequence[str] = LOGS
    start: datetime | None = None
    end: datetime | None = None
    after: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @property
    def continues(self) -> bool:
        """Tell whether chains may begin elsewhere than at their beginning."""
        return self.start is not None or bool(self.after)


async def export_lines(
    chains: AuditChains,
    wanted: Range,
    now: datetime,
    key: AuditKey | None = None,
) -> AsyncIterator[Line]:
    """Yield the head, the keys, then chain after chain; with ``key`` the signed last line.

    Raises OSError.
    """
    head = {"type": "export", "at": instant_text(now), "continues": wanted.continues}
    section = Section()
    for line in (head, *await chains.key_lines()):
        yield section.told(line)
    for log in wanted.logs:
        for tenant_id in await _tenants(chains, log, wanted.tenant_id):
            async for line in _chain_lines(chains, PLACES[log], tenant_id, wanted):
                yield section.told(line)
    if key is not None:
        yield section.last_line(key)


class Section:
    """Counts and digests the lines of one export."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._lines = 0

    def told(self, line: Line) -> Line:
        """Take a line into account and return it."""
        self._digest.update(canonical(line) + b"\n")
        self._lines += 1
        return line

    def last_line(self, key: AuditKey) -> Line:
        """Return the line that signs all the others."""
        end: Line = {
            "type": "end",
            "lines": self._lines,
            "sha256": self._digest.hexdigest(),
            "keyId": key.key_id,
        }
        return end | {"signature": key.sign(signed_part(end))}


async def count_unsealed(chains: AuditChains) -> dict[tuple[str, str], int]:
    """Return how many records have no place yet, by tenant and log."""
    found = {}
    for log in LOGS:
        records = PLACES[log].records.c
        query = (
            select(records.tenant_id, func.count().label("count"))
            .where(records.seq.is_(None))
            .group_by(records.tenant_id)
        )
        async with chains.databases[log].view() as view:
            for row in await view.rows(query):
                found[row.tenant_id, log] = row.count
    return found


async def _tenants(chains: AuditChains, log: str, only: str | None) -> Sequence[str]:
    """Return the tenants that have a chain or, if it was cut off, at least records of one."""
    if only is not None:
        return [only]
    place = PLACES[log]
    records, checkpoints = place.records.c, place.checkpoints.c
    both = (
        select(checkpoints.tenant_id)
        .union(select(records.tenant_id).where(records.seq.is_not(None)))
        .subquery()
    )
    async with chains.databases[log].view() as view:
        rows = await view.rows(select(both.c.tenant_id).order_by(both.c.tenant_id))
    return [row.tenant_id for row in rows]


async def _chain_lines(
    chains: AuditChains, place: Log, tenant_id: str, wanted: Range
) -> AsyncIterator[Line]:
    """Yield one chain, each checkpoint behind the record that it signs."""
    async with chains.databases[place.name].view() as view:
        bounds = await _bounds(view, place, tenant_id, wanted)
        if bounds is None:
            return
        start, end = bounds
        checkpoints = await _checkpoints(view, place, tenant_id, start, end)
        seq, digest = 0, BEFORE_THE_FIRST
        async for row in _records(view, place, tenant_id, start, end):
            while checkpoints and checkpoints[0]["seq"] < row.seq:
                base = checkpoints.popleft()
                if base["isBase"]:
                    seq, digest = base["seq"], base["hash"]
                yield base
            if row.seq != seq + 1:
                digest = await _digest_at(view, place, tenant_id, row.seq - 1)
            line = place.line(row, row.seq, digest)
            seq, digest = row.seq, (row.link or b"").hex()
            yield line | {"hash": digest}
        for line in checkpoints:
            yield line


async def _bounds(
    view: Transaction, place: Log, tenant_id: str, wanted: Range
) -> tuple[int, int | None] | None:
    """Return after which place to begin and with which to end; None for nothing at all."""
    records = place.records.c
    sealed = (records.tenant_id == tenant_id, records.seq.is_not(None))
    start = wanted.after.get((tenant_id, place.name), 0)
    end = None
    if wanted.start is not None:
        query = select(func.min(records.seq)).where(*sealed, records.at >= wanted.start)
        first = (await view.row(query))[0]
        if first is None:
            return None
        start = max(start, first - 1)
    if wanted.end is not None:
        query = select(func.max(records.seq)).where(*sealed, records.at <= wanted.end)
        end = (await view.row(query))[0]
        if end is None or end <= start:
            return None
    return start, end


async def _checkpoints(
    view: Transaction, place: Log, tenant_id: str, start: int, end: int | None
) -> deque[Line]:
    checkpoints = place.checkpoints.c
    query = select(place.checkpoints).where(
        checkpoints.tenant_id == tenant_id, checkpoints.seq > start
    )
    if end is not None:
        query = query.where(checkpoints.seq <= end)
    return deque(map(place.checkpoint, await view.rows(query.order_by(checkpoints.seq))))


async def _records(
    view: Transaction, place: Log, tenant_id: str, start: int, end: int | None
) -> AsyncIterator[Any]:
    records = place.records.c
    order = (records.seq, *place.order)
    query = select(place.records).where(records.tenant_id == tenant_id, records.seq > start)
    if end is not None:
        query = query.where(records.seq <= end)
    query = query.order_by(*order).limit(PAGE)
    page = await view.rows(query)
    while page:
        for row in page:
            yield row
        last = page[-1]
        place_of_last = (last.seq, last.at, place.id_of(last))
        page = await view.rows(query.where(tuple_(*order) > place_of_last))


async def _digest_at(view: Transaction, place: Log, tenant_id: str, seq: int) -> str:
    """Return the digest of a record or of the base there; '' when there is neither."""
    if seq == 0:
        return BEFORE_THE_FIRST
    for table in (place.records, place.checkpoints):
        row = await view.row(
            select(table.c.link).where(table.c.tenant_id == tenant_id, table.c.seq == seq)
        )
        if row is not None:
            return (row.link or b"").hex()
    return ""
