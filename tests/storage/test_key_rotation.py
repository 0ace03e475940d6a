"""Scheduled rotation on both databases, by several nodes at once, with a virtual clock (K5)."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.fakes.clock import START, FixedClock, Stopwatch
from tests.storage.arrange import A, B

from daemonry.directory.signing_keys import (
    TenantTools,
    create_signing_key,
    list_signing_keys,
    plan_rotation,
)
from daemonry.directory.work import Work
from daemonry.jose.jwk import MadeKey
from daemonry.model.audit import OPERATOR
from daemonry.model.signing_key import RotationPolicy, state_of
from daemonry.rotation import PAUSE, KeyRotation, keys_looked_after
from daemonry.storage.system import SystemIds

if TYPE_CHECKING:
    from datetime import datetime

    from daemonry.model.ids import TenantId
    from daemonry.ports import Directory
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio
DAY = timedelta(days=1)
POLICY = RotationPolicy()


class OpenVault:
    """``ports.KeyVault`` that hides nothing."""

    def seal(self, plaintext: bytes, *, context: str) -> bytes:
        return context.encode() + plaintext

    def open(self, sealed: bytes, *, context: str) -> bytes:
        return sealed.removeprefix(context.encode())


class Node:
    """One process that looks after the keys. Clock and time pass together for all."""

    def __init__(
        self, directory: Directory, clock: FixedClock, stopwatch: Stopwatch, name: str = "node"
    ) -> None:
        self.clock, self.stopwatch = clock, stopwatch
        self.ids = SystemIds()
        self.made = 0
        self._name = name
        self.directory = directory
        self.tools = TenantTools(clock, self.ids, OpenVault(), self._make)
        self.rotation = KeyRotation(directory, self.tools, POLICY, monotonic=self.stopwatch)

    def _make(self, common_name: str, now: datetime, algorithm: str) -> MadeKey:
        self.made += 1
        return MadeKey(f"{self._name}-{self.made}", algorithm, b"certificate", b"private")

    def pass_time(self, by: timedelta) -> None:
        self.clock.advance(by)
        self.stopwatch.seconds += by.total_seconds()

    async def after(self, by: timedelta) -> list[str]:
        self.pass_time(by)
        await self.rotation.look()
        return await self.states()

    async def states(self, tenant_id: TenantId = A) -> list[str]:
        async with self.directory.read() as uow:
            work = Work(uow, OPERATOR, tenant_id, self.clock, self.ids)
            keys = await list_signing_keys(work)
        return sorted(state_of(key, keys, self.clock.now()).value for key in keys)

    async def begin(self, *tenant_ids: TenantId) -> None:
        for tenant_id in tenant_ids:
            async with self.directory.change() as uow:
                work = Work(uow, OPERATOR, tenant_id, self.clock, self.ids)
                await create_signing_key(work, self.tools)


@pytest.fixture
async def node(store: Store) -> Node:
    made = Node(store.directory, FixedClock(START), Stopwatch())
    await made.begin(A, B)
    return made


async def test_keys_take_their_turns_in_every_tenant(node: Node):
    assert await node.after(88 * DAY) == ["active"]
    assert await node.after(DAY) == ["active", "next"]
    assert await node.states(B) == ["active", "next"]
    assert await node.after(DAY) == ["active", "retiring"]
    assert await node.after(timedelta(hours=52)) == ["active", "retired"]
    assert await node.states(B) == ["active", "retired"]


async def test_of_several_nodes_one_makes_the_key(node: Node, store: Store, other: Store):
    node.pass_time(89 * DAY)
    places = {"x": store.directory, "y": other.directory, "z": other.directory}
    nodes = [Node(place, node.clock, node.stopwatch, name) for name, place in places.items()]
    await asyncio.gather(*(one.rotation.look() for one in nodes))
    assert await node.states() == ["active", "next"]
    node.pass_time(DAY)
    await asyncio.gather(*(one.rotation.look() for one in nodes))
    assert await node.states() == ["active", "retiring"]
    async with store.directory.read() as uow:
        activities = [event.activity for event in await uow.audit.list_newest(A)]
        actors = {event.actor.display_name for event in await uow.audit.list_newest(A)}
    assert activities.count("Add token signing key") == 2
    assert activities.count("Retire token signing key") == 1
    assert actors == {"operator", "signing key schedule"}


async def test_every_node_signs_with_the_new_key_as_soon_as_it_has_taken_over(
    node: Node, other: Store
):
    before = await other.token_directory.signing_keys(A)
    await node.after(89 * DAY)
    await node.after(DAY)
    after = await other.token_directory.signing_keys(A)
    assert len(before) == 1
    assert sorted(state_of(key, after, node.clock.now()) for key in after) == ["active", "retiring"]


async def test_d10_a_clock_that_is_set_and_set_right_withdraws_nothing(node: Node):
    await node.after(89 * DAY)
    await node.after(DAY)
    node.clock.advance(1000 * DAY)
    await node.rotation.look()
    node.clock.advance(-1000 * DAY)
    await node.rotation.look()
    assert await node.after(timedelta(seconds=PAUSE)) == ["active", "retiring"]


async def test_d10_a_clock_that_is_set_for_good_is_believed_at_the_second_look(node: Node):
    node.clock.advance(89 * DAY)
    await node.rotation.look()
    assert await node.states() == ["active"]
    assert await node.after(timedelta(seconds=PAUSE)) == ["active", "next"]


async def test_a_database_that_does_not_serve_is_asked_again(node: Node):
    class Unwell:
        """A directory that is away at the first look."""

        asked = 0

        def read(self):
            self.asked += 1
            if self.asked == 1:
                raise OSError("The database does not serve.")
            if self.asked == 2:
                raise ZeroDivisionError
            return node.directory.read()

        def change(self):
            return node.directory.change()

    naps: list[float] = []

    async def sleep(seconds: float) -> None:
        naps.append(seconds)
        await asyncio.sleep(0)
        if len(naps) == 3:
            raise asyncio.CancelledError

    node.pass_time(89 * DAY)
    rotation = KeyRotation(Unwell(), node.tools, POLICY, monotonic=node.stopwatch)
    with pytest.raises(asyncio.CancelledError):
        await rotation.run(sleep=sleep)
    assert naps == [PAUSE] * 3
    assert await node.states() == ["active", "next"]


async def test_looking_after_keys_ends_with_the_server(node: Node):
    node.pass_time(89 * DAY)
    before = len(asyncio.all_tasks())
    async with keys_looked_after(node.rotation):
        assert len(asyncio.all_tasks()) == before + 1
    assert len(asyncio.all_tasks()) == before


async def test_a_planned_rotation_takes_over_without_a_further_command(node: Node):
    async with node.directory.change() as uow:
        work = Work(uow, OPERATOR, A, node.clock, node.ids)
        planned = await plan_rotation(work, node.tools, lead=DAY)
    assert await node.after(DAY - timedelta(seconds=1)) == ["active", "next"]
    assert await node.after(timedelta(seconds=1)) == ["active", "retiring"]
    async with node.directory.read() as uow:
        keys = await uow.signing_keys.list_of(A)
    (active,) = (key for key in keys if key.retired_at is None)
    assert active.kid == planned.kid
