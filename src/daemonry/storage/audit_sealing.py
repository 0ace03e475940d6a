"""One transaction of the sealer: records get places and a signed end, or the oldest go.

A sealer goes on from the newest checkpoint, whatever became of the records: what was
tampered with stays visible, and what comes after is protected again.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import bindparam, delete, insert, select, text, update

from daemonry.jose.audit_key import is_signature
from daemonry.model.audit_chain import (
    BEFORE_THE_FIRST,
    DIRECTORY_AUDITS,
    SIGN_INS,
    checkpoint_line,
    digest_of,
    instant_text,
    record_line,
    signed_part,
)
from daemonry.model.strict_json import parse_json_object
from daemonry.storage.schema import (
    audit_checkpoints,
    audit_events,
    audit_targets,
    sign_in_checkpoints,
    sign_ins,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Table

    from daemonry.jose.audit_key import AuditKey
    from daemonry.model.audit_chain import Line
    from daemonry.storage.transaction import Transaction

CHUNK: Final = 128
"""Records in one transaction: short enough that other writers hardly wait."""

_LEVELS: Final = 12
_LOCK: Final = 0x7365616C  # "seal"; one sealer at a time on PostgreSQL
_IN_THE_KEY: Final = frozenset({"tenant_id", "at", "seq", "link", "document"})


@dataclass(frozen=True, slots=True)
class Log:
    """Where the records of a log are, and the checkpoints of its chains."""

    name: str
    records: Table
    checkpoints: Table
    identifier: str

    def line(self, row: Any, seq: int, previous: str) -> Line:
        """Return a stored record as it stands in its chain."""
        values = row._mapping  # noqa: SLF001 - SQLAlchemy's name for it
        further = {
            name: values[name]
            for name in self.records.c.keys()  # noqa: SIM118 - columns, not names
            if name not in _IN_THE_KEY and name != self.identifier
        }
        return record_line(
            self.name,
            row.tenant_id,
            seq,
            record_id=self.id_of(row),
            at=row.at,
            record=_members(row.document) | further,
            previous=previous,
        )

    def checkpoint(self, row: Any) -> Line:
        """Return a stored checkpoint."""
        line = checkpoint_line(
            self.name,
            row.tenant_id,
            row.seq,
            digest=row.link.hex(),
            at=row.at,
            is_base=row.is_base,
            key_id=row.key_id,
        )
        return line | {"signature": row.signature}

    def id_of(self, row: Any) -> str:
        """Return the identifier of a stored record."""
        return str(row._mapping[self.identifier])  # noqa: SLF001 - SQLAlchemy's name for it

    @property
    def order(self) -> tuple[Any, ...]:
        """By what the records of one tenant are sorted before they have a place."""
        return (self.records.c.at, self.records.c[self.identifier])


PLACES: Final[Mapping[str, Log]] = {
    DIRECTORY_AUDITS: Log(DIRECTORY_AUDITS, audit_events, audit_checkpoints, "event_id"),
    SIGN_INS: Log(SIGN_INS, sign_ins, sign_in_checkpoints, "sign_in_id"),
}


@dataclass(frozen=True, slots=True)
class Sealer:
    """Who seals now: the chains of one log, in one transaction, with this key."""

    transaction: Transaction
    place: Log
    key: AuditKey
    now: datetime

    async def seal(self) -> int:
        """Give places to some records that have none; return how many."""
        if not await has_turn(self.transaction):
            return 0
        records = self.place.records.c
        unsealed = select(self.place.records).where(records.seq.is_(None))
        order = (records.tenant_id, *self.place.order)
        rows = await self.transaction.rows(unsealed.order_by(*order).limit(CHUNK))
        for tenant_id, of_tenant in groupby(rows, key=lambda row: str(row.tenant_id)):
            await self._extend(tenant_id, of_tenant)
        return len(rows)

    async def prune(self, tenant_id: str, before: datetime) -> int:
        """Remove some of the oldest records of a chain, if old enough; return how many."""
        if not await has_turn(self.transaction):
            return 0
        records, checkpoints = self.place.records.c, self.place.checkpoints.c
        oldest = (
            select(records.seq, records.at, records.link)
            .where(records.tenant_id == tenant_id, records.seq.is_not(None))
            .order_by(records.seq)
            .limit(CHUNK)
        )
        old = []
        for row in await self.transaction.rows(oldest):
            if row.at >= before:
                break
            old.append(row)
        if not old:
            return 0
        last = old[-1]
        upto = (records.tenant_id == tenant_id, records.seq <= last.seq)
        if self.place.records is audit_events:
            targets = audit_targets.c
            gone = select(audit_events.c.event_id).where(*upto)
            await self.transaction.write(
                delete(audit_targets).where(
                    targets.tenant_id == tenant_id, targets.event_id.in_(gone)
                )
            )
        await self.transaction.write(delete(self.place.records).where(*upto))
        await self.transaction.write(
            delete(self.place.checkpoints).where(
                checkpoints.tenant_id == tenant_id, checkpoints.seq <= last.seq
            )
        )
        # Somebody may have taken the link away: that shows, and keeps nothing from its end.
        await self._sign(tenant_id, last.seq, last.link or b"", is_base=True)
        return len(old)

    async def _extend(self, tenant_id: str, rows: Iterable[Any]) -> None:
        """Give records of a tenant their places, and sign the last one."""
        checkpoints, records = self.place.checkpoints.c, self.place.records.c
        newest = (
            select(self.place.checkpoints)
            .where(checkpoints.tenant_id == tenant_id)
            .order_by(checkpoints.seq.desc())
            .limit(1)
        )
        head = await self.transaction.row(newest)
        seq, digest = (head.seq, head.link.hex()) if head is not None else (0, BEFORE_THE_FIRST)
        places = []
        for row in rows:
            seq += 1
            digest = digest_of(self.place.line(row, seq, digest))
            places.append(
                {
                    "at_": row.at,
                    "id_": self.place.id_of(row),
                    "seq_": seq,
                    "link_": bytes.fromhex(digest),
                }
            )
        await self.transaction.write(
            update(self.place.records)
            .where(
                records.tenant_id == tenant_id,
                records.at == bindparam("at_"),
                records[self.place.identifier] == bindparam("id_"),
            )
            .values(seq=bindparam("seq_"), link=bindparam("link_")),
            places,
        )
        # The last checkpoint of every hour is kept: it tells where a chain was still whole.
        # One that this key did not sign is kept as well, so that a forged one stays visible.
        if head is not None and _hour(head.at) == _hour(self.now) and self._is_ours(head):
            await self.transaction.write(
                delete(self.place.checkpoints).where(
                    checkpoints.tenant_id == tenant_id, checkpoints.seq == head.seq
                )
            )
        await self._sign(tenant_id, seq, bytes.fromhex(digest), is_base=False)

    def _is_ours(self, head: Any) -> bool:
        line = self.place.checkpoint(head)
        is_signed = is_signature(self.key.jwk, line["signature"], signed_part(line))
        return is_signed and not head.is_base

    async def _sign(self, tenant_id: str, seq: int, link: bytes, *, is_base: bool) -> None:
        line = checkpoint_line(
            self.place.name,
            tenant_id,
            seq,
            digest=link.hex(),
            at=self.now,
            is_base=is_base,
            key_id=self.key.key_id,
        )
        await self.transaction.write(
            insert(self.place.checkpoints).values(
                tenant_id=tenant_id,
                seq=seq,
                link=link,
                at=self.now,
                is_base=is_base,
                key_id=self.key.key_id,
                signature=self.key.sign(signed_part(line)),
            )
        )


async def has_turn(transaction: Transaction) -> bool:
    """Tell whether no other sealer is at work; SQLite has one writer anyway."""
    if transaction.connection.dialect.name != "postgresql":
        return True
    attempt = text(f"SELECT pg_try_advisory_xact_lock({_LOCK})")
    return bool(await transaction.connection.scalar(attempt))


async def wait_for_turn(transaction: Transaction) -> None:
    """Wait until no other sealer is at work."""
    if transaction.connection.dialect.name == "postgresql":
        await transaction.connection.execute(text(f"SELECT pg_advisory_xact_lock({_LOCK})"))


def _members(document: str) -> dict[str, Any]:
    """Return a document, or its text as one member when two readers might read it differently."""
    try:
        return dict(parse_json_object(document.encode(), levels=_LEVELS))
    except ValueError:
        return {"document": document}


def _hour(at: datetime) -> str:
    return instant_text(at)[:13]
