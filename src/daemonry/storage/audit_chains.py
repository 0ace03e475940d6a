"""The chains of the audit trail in SQL: sealed, signed by a key of their own, looked after.

A record is committed without a place in its chain, so that nobody waits for one. The
sealer gives places to what has none, in the order of time, and signs where the chain ends;
one transaction does both (``audit_sealing.py``). One sealer works at a time: by the write
lock of SQLite, by an advisory lock on PostgreSQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import and_, case, func, insert, or_, select, update

from daemonry.jose.audit_key import make_audit_key, open_audit_key, public_jwk
from daemonry.model.audit_chain import (
    DIRECTORY_AUDITS,
    LOGS,
    SIGN_INS,
    instant_text,
    signed_part,
)
from daemonry.storage.audit_sealing import CHUNK, PLACES, Sealer, wait_for_turn
from daemonry.storage.schema import audit_keys

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime

    from daemonry.jose.audit_key import AuditKey
    from daemonry.model.audit_chain import Line
    from daemonry.ports import KeyVault
    from daemonry.storage.unit_of_work import SqlDirectory


@dataclass(frozen=True, slots=True)
class Survey:
    """What a look at the chains of one log found, without following them.

    ``broken`` are checkpoints whose record is not there any more, or another one.
    """

    log: str
    unsealed: int
    oldest_unsealed: datetime | None
    chains: int
    last_checkpoint: datetime | None
    broken: int


class AuditChains:
    """The chains of one server. ``arrive`` moves what is durable already into the tables."""

    def __init__(
        self,
        directory: SqlDirectory,
        records: SqlDirectory,
        arrive: Callable[[], Awaitable[None]] | None = None,
    ) -> None:
        self.databases: Final = {DIRECTORY_AUDITS: directory, SIGN_INS: records}
        self._arrive = arrive

    async def arrived(self) -> None:
        """Wait until every record that is durable now can be read. Raises OSError."""
        if self._arrive is not None:
            await self._arrive()

    async def key(self, vault: KeyVault, now: datetime, *, fresh: bool = False) -> AuditKey:
        """Return the key that signs now, made at first use; ``fresh`` puts another in its place.

        A key that was replaced endorses the new one and loses its private part. Raises
        ValueError when the key encryption key does not open it, OSError.
        """
        directory = self.databases[DIRECTORY_AUDITS]
        newest = select(audit_keys).where(audit_keys.c.sealed_private_key != b"")
        if not fresh:
            async with directory.view() as view:
                row = await view.row(newest)
            if row is not None:
                return _opened(vault, row)
        async with directory.transaction() as transaction:
            await wait_for_turn(transaction)
            row = await transaction.row(newest)
            if row is not None and not fresh:
                return _opened(vault, row)
            made = make_audit_key()
            old = _opened(vault, row) if row is not None else made
            values: dict[str, Any] = {
                "key_id": made.key_id,
                "created_at": now,
                "public_key": made.private.public_key().public_bytes_raw(),
                "endorsed_by": old.key_id if row is not None else "",
            }
            line = key_line(values)
            await transaction.write(update(audit_keys).values(sealed_private_key=b""))
            await transaction.write(
                insert(audit_keys).values(
                    **values,
                    signature=old.sign(signed_part(line)),
                    sealed_private_key=vault.seal(
                        made.private.private_bytes_raw(), context=audit_key_context(made.key_id)
                    ),
                )
            )
        return made

    async def key_lines(self) -> Sequence[Line]:
        """Return all public keys, oldest first."""
        async with self.databases[DIRECTORY_AUDITS].view() as view:
            order = (audit_keys.c.created_at, audit_keys.c.endorsed_by != "", audit_keys.c.key_id)
            rows = await view.rows(select(audit_keys).order_by(*order))
        return [key_line(row._mapping) | {"signature": row.signature} for row in rows]  # noqa: SLF001

    async def seal_all(self, key: AuditKey, now: datetime) -> int:
        """Seal everything that is there now; return how many records. Raises OSError."""
        await self.arrived()
        return sum([await self.seal(log, key, now) for log in LOGS])

    async def seal(self, log: str, key: AuditKey, now: datetime) -> int:
        """Seal what has no place yet; return how many records. Raises OSError.

        Whoever finds another sealer at work on PostgreSQL leaves it to that one.
        """
        count = 0
        while True:
            async with self.databases[log].transaction() as transaction:
                sealed = await Sealer(transaction, PLACES[log], key, now).seal()
            count += sealed
            if sealed < CHUNK:
                return count

    async def prune(self, log: str, key: AuditKey, now: datetime, before: datetime) -> int:
        """Remove sealed records older than ``before``; return how many. Raises OSError.

        In their place stays a signed checkpoint, from which the rest is verified.
        """
        place, count = PLACES[log], 0
        tenants = select(place.checkpoints.c.tenant_id).distinct()
        async with self.databases[log].view() as view:
            found = [row.tenant_id for row in await view.rows(tenants)]
        for tenant_id in found:
            while True:
                async with self.databases[log].transaction() as transaction:
                    gone = await Sealer(transaction, place, key, now).prune(tenant_id, before)
                count += gone
                if gone < CHUNK:
                    break
        return count

    async def survey(self, log: str, tenant_id: str | None = None) -> Survey:
        """Return how the chains are, of one tenant or of all. Raises OSError."""
        place = PLACES[log]
        records, checkpoints = place.records.c, place.checkpoints.c
        of_records = () if tenant_id is None else (records.tenant_id == tenant_id,)
        of_checkpoints = () if tenant_id is None else (checkpoints.tenant_id == tenant_id,)
        waiting = select(func.count().label("count"), func.min(records.at).label("oldest")).where(
            records.seq.is_(None), *of_records
        )
        is_broken = and_(
            checkpoints.is_base.is_(False),
            or_(records.link.is_(None), records.link != checkpoints.link),
        )
        chained = (
            select(
                func.count(checkpoints.tenant_id.distinct()).label("chains"),
                func.max(checkpoints.at).label("last"),
                func.coalesce(func.sum(case((is_broken, 1), else_=0)), 0).label("broken"),
            )
            .select_from(
                place.checkpoints.outerjoin(
                    place.records,
                    and_(
                        records.tenant_id == checkpoints.tenant_id, records.seq == checkpoints.seq
                    ),
                )
            )
            .where(*of_checkpoints)
        )
        async with self.databases[log].view() as view:
            unsealed, chain = await view.row(waiting), await view.row(chained)
        return Survey(
            log,
            unsealed.count,
            unsealed.oldest,
            chain.chains,
            chain.last,
            int(chain.broken),
        )


def key_line(values: Mapping[str, Any]) -> Line:
    """Return a public key as an export tells it, still without its signature."""
    return {
        "type": "key",
        "keyId": values["key_id"],
        "jwk": public_jwk(values["public_key"]),
        "createdAt": instant_text(values["created_at"]),
        "endorsedBy": values["endorsed_by"],
    }


def audit_key_context(key_id: str) -> str:
    """Return what the encryption of the private part is bound to."""
    return f"audit key {key_id}"


def _opened(vault: KeyVault, row: Any) -> AuditKey:
    return open_audit_key(vault.open(row.sealed_private_key, context=audit_key_context(row.key_id)))
