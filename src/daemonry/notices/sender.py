"""The recurring duty of a running server: write what is to be told, and send what waits.

Every process of every node does it, none is in charge (``directory/notices.py`` says why
each notice is written once and one of them sends it).
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from itertools import product
from typing import TYPE_CHECKING, Final

import structlog

from daemonry.directory.expiry import list_expiries
from daemonry.directory.notices import (
    Outcome,
    claim_deliveries,
    list_due_notices,
    notice_span,
    record_outcome,
    write_notices,
)
from daemonry.directory.work import Work
from daemonry.model.audit import Actor
from daemonry.model.notice import SERVER, TOO_LATE, Channel, DeliveryState, webhook_context
from daemonry.notices.expiries import list_server_expiries
from daemonry.notices.message import CLOUD_EVENT, cloud_event, mail
from daemonry.notices.settings import mail_server, server_notices
from daemonry.notices.signature import parse_webhook_secret, signed_headers
from daemonry.outbound.fetcher import Fetcher, FetchError
from daemonry.outbound.mail import MailError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from datetime import datetime

    from daemonry.model.expiry import Expiry
    from daemonry.model.ids import TenantId
    from daemonry.model.notice import Delivery
    from daemonry.model.tenant import Tenant
    from daemonry.ports import UnitOfWork
    from daemonry.services import Services
    from daemonry.watching.report import Series

NOTICES: Final = Actor(kind="operator", display_name="expiry notices")
"""Who stands in the audit trail for what nobody commanded."""

PAUSE: Final = 30.0
"""Seconds between two looks at what waits."""

LOOKS: Final = 60
"""So many pauses lie between two looks at what ends."""

_OUTCOMES: Final = {
    DeliveryState.DELIVERED: "delivered",
    DeliveryState.WAITING: "failed",
    DeliveryState.GIVEN_UP: "given_up",
}
_GONE: Final = 410
_OK: Final = range(200, 300)
_log = structlog.get_logger("daemonry.notices")


class NoticeSender:
    """Writes and sends the notices of all tenants of one directory, and of the server.

    ``origin`` is where links lead; ``fetcher`` posts webhooks.
    """

    def __init__(self, services: Services, origin: str, fetcher: Fetcher | None = None) -> None:
        settings = services.settings
        self._services = services
        self._origin = origin
        self._server = server_notices(settings)
        self._mail = mail_server(settings)
        self._fetcher = fetcher or Fetcher(
            private_hosts=frozenset(
                each.strip().lower() for each in settings.private_webhook_hosts
            ),
            private_ca=settings.private_webhook_ca,
            setting="DAEMONRY_PRIVATE_WEBHOOK_HOSTS",
        )
        # All begin at zero, so that the first failure is an increase.
        self._counted = dict.fromkeys(product(Channel, _OUTCOMES.values()), 0)
        self._waiting = 0
        self._oldest: datetime | None = None

    async def run(self, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Do it until cancelled; what fails is tried again after the pause.

        Processes that are started together begin at different moments.
        """
        await sleep(PAUSE * self._services.ids.token_bytes(1)[0] / 255)
        count = 0
        while True:
            try:
                if count % LOOKS == 0:
                    await self.look()
                for tried in await self.send_due():
                    _tell(tried)
            except OSError as error:
                _log.warning("notices cannot be looked after", reason=str(error))
            except Exception:  # noqa: BLE001 - a server must not lose this duty
                _log.exception("notices were not looked after")
            count += 1
            await sleep(PAUSE)

    async def look(self) -> int:
        """Write the notices that are due, and return how many. Raises OSError."""
        async with self._services.directory.read() as uow:
            tenants = await uow.tenants.list_all()
        count = 0
        for tenant in [*tenants, None]:
            async with self._services.directory.read() as uow:
                ending = await self._untold(uow, tenant)
            if ending:
                async with self._services.directory.change() as uow:
                    work = self._work(uow, _identifier(tenant))
                    count += await write_notices(work, tenant, ending, self._server)
        return count

    async def _untold(self, uow: UnitOfWork, tenant: Tenant | None) -> Sequence[Expiry]:
        """Return what is due to be told of a tenant, or of the server."""
        work, now = self._work(uow, _identifier(tenant)), self._services.clock.now()
        span = await notice_span(work, self._server)
        if span is None:
            return []
        if tenant is None:
            ending = await list_server_expiries(self._services, before=now + span)
        else:
            ending = await list_expiries(work, tenant, before=now + span, after=now - TOO_LATE)
        return [one for one, _ in await list_due_notices(work, ending, self._server)]

    async def send_due(self) -> Sequence[Delivery]:
        """Send what is due, and return how each delivery went. Raises OSError."""
        async with self._services.directory.read() as uow:
            backlogs = await uow.notices.list_backlogs()
        now = self._services.clock.now()
        sent: list[Delivery] = []
        for one in backlogs:
            if one.due_at <= now:
                while tried := await self._send_some(one.tenant_id):
                    sent += tried
        done = sum(each.state is not DeliveryState.WAITING for each in sent)
        self._waiting = sum(one.count for one in backlogs) - done
        waiting_since = min((one.written_at for one in backlogs), default=None)
        self._oldest = waiting_since if self._waiting else None
        return sent

    async def _send_some(self, tenant_id: TenantId) -> Sequence[Delivery]:
        async with self._services.directory.change() as uow:
            claimed = await claim_deliveries(self._work(uow, tenant_id))
        return await asyncio.gather(*(self._deliver(tenant_id, one) for one in claimed))

    async def _deliver(self, tenant_id: TenantId, delivery: Delivery) -> Delivery:
        outcome = await self._try(tenant_id, delivery)
        async with self._services.directory.change() as uow:
            work = self._work(uow, tenant_id)
            tried = await record_outcome(work, delivery, outcome)
        self._counted[delivery.channel, _OUTCOMES[tried.state]] += 1
        return tried

    async def _try(self, tenant_id: TenantId, delivery: Delivery) -> Outcome:
        try:
            if delivery.channel is Channel.MAIL:
                return await self._send_mail(delivery)
            return await self._post(tenant_id, delivery)
        except MailError as error:
            return Outcome(str(error), is_final=error.is_final)
        except FetchError as error:
            return Outcome(str(error))
        except Exception as error:  # noqa: BLE001 - one that cannot be sent stops no other
            return Outcome(f"It cannot be sent: {type(error).__name__}.")

    async def _send_mail(self, delivery: Delivery) -> Outcome:
        sender = self._services.settings.smtp_from
        if self._mail is None or sender is None:
            return Outcome("No mail server is set any more.", is_final=True)
        now = self._services.clock.now()
        await self._mail.send(mail(delivery, sender, self._origin, now))
        return Outcome()

    async def _post(self, tenant_id: TenantId, delivery: Delivery) -> Outcome:
        url, now = delivery.recipient, self._services.clock.now()
        key = await self._key_of(tenant_id, url)
        if key is None:
            return Outcome("This webhook is not set any more.", is_final=True)
        body = cloud_event(delivery.notice, self._origin, now)
        headers = signed_headers(key, delivery.notice.notice_id, now, body)
        status = await self._fetcher.post(url, body, {"content-type": CLOUD_EVENT, **headers})
        if status in _OK:
            return Outcome()
        return Outcome(f"The webhook answered {status}.", is_final=status == _GONE)

    async def _key_of(self, tenant_id: TenantId, url: str) -> bytes | None:
        """Return the key that signs what goes to a URL, None when nobody wants it there now."""
        async with self._services.directory.read() as uow:
            settings = await uow.notices.settings_of(tenant_id)
        if settings is not None and settings.webhook_url == url:
            context = webhook_context(tenant_id)
            return self._services.vault.open(settings.sealed_webhook_secret, context=context)
        secret = self._services.settings.notice_webhook_secret
        if url == self._server.webhook_url and secret is not None:
            return parse_webhook_secret(secret.get_secret_value())
        return None

    def report(self) -> Series:
        """Return what this process sent, and what waited when it looked last."""
        now, oldest = self._services.clock.now(), self._oldest
        age = (now - oldest).total_seconds() if oldest is not None else 0.0
        counted: Series = {
            ("daemonry_notice_attempts_total", (channel.value, outcome)): count
            for (channel, outcome), count in self._counted.items()
        }
        return counted | {
            ("daemonry_notices_waiting", ()): self._waiting,
            ("daemonry_notices_oldest_waiting_seconds", ()): age,
        }

    def _work(self, uow: UnitOfWork, tenant_id: TenantId) -> Work:
        return Work(uow, NOTICES, tenant_id, self._services.clock, self._services.ids)


@asynccontextmanager
async def notices_sent(sender: NoticeSender) -> AsyncIterator[None]:
    """Let notices be written and sent while the block runs."""
    task = asyncio.create_task(sender.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def _tell(tried: Delivery) -> None:
    """Log a delivery that failed."""
    if tried.failure:
        _log.warning(
            "a notice did not arrive",
            notice=tried.notice.notice_id,
            channel=tried.channel.value,
            attempts=tried.attempts,
            state=tried.state.value,
            reason=tried.failure,
        )


def _identifier(tenant: Tenant | None) -> TenantId:
    return SERVER if tenant is None else tenant.tenant_id
