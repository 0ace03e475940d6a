"""The outbox of notices on both databases: written once, sent by one, lost never."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from tests.fakes.clock import FixedClock
from tests.storage.arrange import A, add_app, application, password

from daemonry.directory.notices import set_notice_webhook
from daemonry.directory.work import Work
from daemonry.model.audit import OPERATOR
from daemonry.model.secret import SecretHashKeys
from daemonry.notices.sender import NoticeSender
from daemonry.outbound.fetcher import Fetcher
from daemonry.services import Services
from daemonry.settings import load_settings
from daemonry.storage.envelope import EnvelopeVault
from daemonry.storage.system import SystemIds

if TYPE_CHECKING:
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio
ORIGIN = "https://id.contoso.example"
VAULT = EnvelopeVault([b"k" * 32])


class Hook:
    """A webhook on the public Internet, as far as a sender can tell."""

    def __init__(self, status: int = 204) -> None:
        self.status = status
        self.identifiers: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        headers = dict(scope["headers"])
        self.identifiers.append(headers[b"webhook-id"].decode())
        await send({"type": "http.response.start", "status": self.status, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    def fetcher(self) -> Fetcher:
        async def resolve(host: str, port: int) -> list[str]:
            return ["93.184.215.14"]

        return Fetcher(resolve=resolve, connect=lambda _: httpx2.ASGITransport(self))


def services_of(store: Store, clock: FixedClock) -> Services:
    return Services(
        settings=load_settings({}),
        store=store,
        vault=VAULT,
        secret_keys=SecretHashKeys("h", {"h": b"h" * 32}),
        clock=clock,
        ids=SystemIds(),
    )


def sender_on(store: Store, clock: FixedClock, hook: Hook) -> NoticeSender:
    return NoticeSender(services_of(store, clock), ORIGIN, hook.fetcher())


async def arranged(store: Store, clock: FixedClock) -> None:
    """Give tenant A an application whose three secrets end within days, and a webhook."""
    letters = zip("xyz", (1, 2, 3), strict=True)
    secrets = tuple(password(letter, timedelta(days=days)) for letter, days in letters)
    await add_app(store, application(A, "a", password_credentials=secrets))
    async with store.directory.change() as uow:
        work = Work(uow, OPERATOR, A, clock, SystemIds())
        await set_notice_webhook(work, "https://hooks.contoso.example/", VAULT)


async def deliveries(store: Store) -> Any:
    async with store.directory.read() as uow:
        return await uow.notices.list_newest(A, limit=99)


async def test_of_two_workers_that_look_and_send_at_once_one_does(store: Store, other: Store):
    clock, hook = FixedClock(), Hook()
    await arranged(store, clock)
    senders = [sender_on(one, clock, hook) for one in (store, other)]
    await asyncio.gather(*(sender.look() for sender in senders))
    found = await deliveries(store)
    assert sorted(one.notice.days for one in found) == [1, 7, 7]
    await asyncio.gather(*(sender.send_due() for sender in senders))
    assert len(hook.identifiers) == len(set(hook.identifiers)) == 3
    assert {one.state for one in await deliveries(other)} == {"delivered"}


async def test_what_one_worker_failed_to_send_another_sends_when_it_is_due(
    store: Store, other: Store
):
    clock, hook = FixedClock(), Hook(500)
    await arranged(store, clock)
    first, second = (sender_on(one, clock, hook) for one in (store, other))
    await first.look()
    await first.send_due()
    async with store.directory.read() as uow:
        (backlog,) = await uow.notices.list_backlogs()
    assert (backlog.tenant_id, backlog.count, backlog.written_at) == (A, 3, clock.now())
    hook.status = 200
    assert await second.send_due() == []
    clock.advance(timedelta(minutes=1))
    assert {one.state for one in await second.send_due()} == {"delivered"}
    async with store.directory.read() as uow:
        assert await uow.notices.list_backlogs() == []


async def test_a_notice_that_is_written_is_written_once_whoever_looks_again(store: Store):
    clock, hook = FixedClock(), Hook()
    await arranged(store, clock)
    sender = sender_on(store, clock, hook)
    assert await sender.look() == 3
    assert await sender.look() == 0
    clock.advance(timedelta(days=1.5))
    assert await sender.look() == 2
    assert len(await deliveries(store)) == 5


async def test_notices_are_forgotten_after_more_than_a_year(store: Store):
    clock, hook = FixedClock(), Hook()
    await arranged(store, clock)
    sender = sender_on(store, clock, hook)
    await sender.look()
    clock.advance(timedelta(days=401))
    secret = password("w", timedelta(days=402))
    await add_app(store, application(A, "b", password_credentials=(secret,)))
    assert await sender.look() == 1
    assert len(await deliveries(store)) == 1


async def test_a_tenant_that_is_removed_leaves_nothing_that_waits(store: Store):
    clock, hook = FixedClock(), Hook(500)
    await arranged(store, clock)
    sender = sender_on(store, clock, hook)
    await sender.look()
    async with store.directory.change() as uow:
        await uow.tenants.remove(A)
    assert await sender.send_due() == []
    async with store.directory.read() as uow:
        assert await uow.notices.settings_of(A) is None
