"""A notice that something ends, and its way to whoever should know."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from daemonry.model.expiry import SIGNING_KEY
from daemonry.model.ids import TenantId

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from daemonry.model.expiry import Expiry

SERVER: Final = TenantId("")
"""Stands where a tenant stands, for what is the server's own."""

TEST: Final = "test"
"""What a notice is about that only tries the way."""

GIVE_UP_AFTER: Final = timedelta(days=3)
"""How long a notice is tried; whoever reads it later than that has a new one coming."""

KEPT_FOR: Final = timedelta(days=400)
"""How long it is known that a notice was written: longer than any threshold is away."""

TOO_LATE: Final = timedelta(days=7)
"""What ended longer ago is no news: it would be told when notices are first set up."""


class Channel(StrEnum):
    """How a notice travels."""

    WEBHOOK = "webhook"
    MAIL = "mail"


class DeliveryState(StrEnum):
    """How far it has come."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    GIVEN_UP = "given up"


@dataclass(frozen=True, slots=True)
class NoticeSettings:
    """What a tenant chose. ``days`` before the end, None for the server's own choice.

    The webhook's secret is sealed for ``webhook_context``.
    """

    tenant_id: TenantId
    days: tuple[int, ...] | None = None
    webhook_url: str | None = None
    sealed_webhook_secret: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing that ends and one threshold that it has passed: there is one notice of it."""

    tenant_id: TenantId
    notice_id: str
    days: int
    expiry: Expiry
    written_at: datetime

    @property
    def is_test(self) -> bool:
        """Tell whether nothing ends at all."""
        return self.expiry.kind == TEST


@dataclass(frozen=True, slots=True)
class Delivery:
    """A notice on its way to one recipient: a URL or a mail address.

    ``due_at`` is when it is tried next, or again should whoever tries it now never come
    back. ``changed_at`` is None before the first outcome; ``failure`` is the last one's.
    """

    notice: Notice
    channel: Channel
    recipient: str
    due_at: datetime
    state: DeliveryState = DeliveryState.WAITING
    attempts: int = 0
    changed_at: datetime | None = None
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits in one tenant: how much, and the earliest times among it."""

    tenant_id: TenantId
    count: int
    due_at: datetime
    written_at: datetime


def threshold(expiry: Expiry, now: datetime, days: Iterable[int]) -> int | None:
    """Return the last threshold, in days, that is passed; None before the first and long after.

    0 is passed when the thing has ended.
    """
    left = expiry.left(now)
    if left < -TOO_LATE and expiry.kind != SIGNING_KEY:
        return None
    return min((each for each in days if left <= timedelta(days=each)), default=None)


def webhook_context(tenant_id: TenantId) -> str:
    """Return what the sealed secret of a tenant's webhook is bound to."""
    return f"notice webhook {tenant_id}"
