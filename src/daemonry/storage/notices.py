"""The outbox of notices in SQL, and what tenants chose about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import delete, func, insert, select, update

from daemonry.model.expiry import Expiry
from daemonry.model.ids import TenantId
from daemonry.model.notice import (
    Backlog,
    Channel,
    Delivery,
    DeliveryState,
    Notice,
    NoticeSettings,
)
from daemonry.storage.documents import build, encode_fields
from daemonry.storage.schema import notice_deliveries, notice_settings, notices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select

    from daemonry.storage.transaction import Transaction

_SETTINGS_COLUMNS: Final = frozenset({"tenant_id", "sealed_webhook_secret"})
_SAVED: Final = ("due_at", "attempts", "changed_at", "failure")


class SqlNotices:
    """``ports.Notices``."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    async def settings_of(self, tenant_id: TenantId) -> NoticeSettings | None:
        """Return what the tenant chose, or None."""
        table = notice_settings
        row = await self._transaction.row(select(table).where(table.c.tenant_id == tenant_id))
        if row is None:
            return None
        known = {name: getattr(row, name) for name in _SETTINGS_COLUMNS}
        return build(NoticeSettings, row.document, **known)

    async def save_settings(self, settings: NoticeSettings) -> None:
        """Store what the tenant chose."""
        table = notice_settings
        values = {
            "document": encode_fields(settings, leave_out=_SETTINGS_COLUMNS),
            "sealed_webhook_secret": settings.sealed_webhook_secret,
        }
        row = {"tenant_id": settings.tenant_id, **values}
        if not await self._transaction.insert_once(table, row):
            await self._transaction.write(
                update(table).where(table.c.tenant_id == settings.tenant_id).values(values)
            )

    async def add(self, notice: Notice, deliveries: Sequence[Delivery]) -> bool:
        """Store a notice with its deliveries, unless there is one of this thing and threshold."""
        row = {
            "tenant_id": notice.tenant_id,
            "notice_id": notice.notice_id,
            "key_id": notice.expiry.key_id,
            "days": notice.days,
            "written_at": notice.written_at,
            "document": encode_fields(notice.expiry),
        }
        if not await self._transaction.insert_once(notices, row):
            return False
        rows = [
            {
                "tenant_id": notice.tenant_id,
                "notice_id": notice.notice_id,
                "channel": one.channel.value,
                "recipient": one.recipient,
                "state": one.state.value,
                **{name: getattr(one, name) for name in _SAVED},
            }
            for one in deliveries
        ]
        if rows:
            await self._transaction.write(insert(notice_deliveries), rows)
        return True

    async def list_written(
        self, tenant_id: TenantId, key_ids: Sequence[str]
    ) -> Sequence[tuple[str, int]]:
        """Return key identifier and threshold of the notices about these things."""
        rows = await self._transaction.rows(
            select(notices.c.key_id, notices.c.days).where(
                notices.c.tenant_id == tenant_id, notices.c.key_id.in_(key_ids)
            )
        )
        return [(row.key_id, row.days) for row in rows]

    async def claim(
        self, tenant_id: TenantId, *, now: datetime, until: datetime, limit: int
    ) -> Sequence[Delivery]:
        """Take deliveries that are due; nobody else gets them before ``until``.

        Whoever reads the same rows at the same time waits for this commit and then finds
        them taken: the row count of the update decides.
        """
        table = notice_deliveries
        query = (
            _deliveries(tenant_id)
            .where(table.c.state == DeliveryState.WAITING.value, table.c.due_at <= now)
            .order_by(table.c.due_at)
            .limit(limit)
        )
        taken = []
        for row in await self._transaction.rows(self._transaction.locked(query, table)):
            statement = (
                update(table).where(*_is(_delivery(row))).where(table.c.due_at == row.due_at)
            )
            if await self._transaction.write(statement.values(due_at=until)):
                taken.append(_delivery(row))
        return taken

    async def save(self, delivery: Delivery) -> None:
        """Store how a delivery went."""
        values = {name: getattr(delivery, name) for name in _SAVED}
        await self._transaction.write(
            update(notice_deliveries)
            .where(*_is(delivery))
            .values(state=delivery.state.value, **values)
        )

    async def list_newest(self, tenant_id: TenantId, *, limit: int) -> Sequence[Delivery]:
        """Return the deliveries of the tenant, those of the newest notices first."""
        table = notice_deliveries
        query = _deliveries(tenant_id).order_by(
            notices.c.written_at.desc(), notices.c.notice_id, table.c.channel, table.c.recipient
        )
        return [_delivery(row) for row in await self._transaction.rows(query.limit(limit))]

    async def forget(self, tenant_id: TenantId, *, before: datetime) -> None:
        """Remove notices that were written before a time, with their deliveries."""
        await self._transaction.write(
            delete(notices).where(notices.c.tenant_id == tenant_id, notices.c.written_at < before)
        )

    async def list_backlogs(self) -> Sequence[Backlog]:
        """Return what waits, by tenant. For the server only."""
        table = notice_deliveries
        rows = await self._transaction.rows(
            select(
                table.c.tenant_id,
                func.count().label("count"),
                func.min(table.c.due_at).label("due_at"),
                func.min(notices.c.written_at).label("written_at"),
            )
            .join(notices, _OF_NOTICE)
            .where(table.c.state == DeliveryState.WAITING.value)
            .group_by(table.c.tenant_id)
            .order_by(table.c.tenant_id)
        )
        return [
            Backlog(TenantId(row.tenant_id), row.count, row.due_at, row.written_at) for row in rows
        ]


_OF_NOTICE: Final = (notices.c.tenant_id == notice_deliveries.c.tenant_id) & (
    notices.c.notice_id == notice_deliveries.c.notice_id
)


def _deliveries(tenant_id: TenantId) -> Select[Any]:
    mine = notice_deliveries.c
    return (
        select(notices, mine.channel, mine.recipient, mine.state, *(mine[one] for one in _SAVED))
        .join(notice_deliveries, _OF_NOTICE)
        .where(mine.tenant_id == tenant_id)
    )


def _is(delivery: Delivery) -> Sequence[Any]:
    mine = notice_deliveries.c
    return (
        mine.tenant_id == delivery.notice.tenant_id,
        mine.notice_id == delivery.notice.notice_id,
        mine.channel == delivery.channel.value,
        mine.recipient == delivery.recipient,
    )


def _delivery(row: Any) -> Delivery:
    notice = Notice(
        tenant_id=row.tenant_id,
        notice_id=row.notice_id,
        days=row.days,
        expiry=build(Expiry, row.document),
        written_at=row.written_at,
    )
    return Delivery(
        notice=notice,
        channel=Channel(row.channel),
        recipient=row.recipient,
        state=DeliveryState(row.state),
        **{name: getattr(row, name) for name in _SAVED},
    )
