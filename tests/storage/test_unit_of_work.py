"""One transaction: all or nothing, one after the other, read-only when asked."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.storage.arrange import (
    A,
    add_client_and_api,
    app_id,
    application,
    audit_event,
    object_id,
    principal_id,
    tenant,
    user,
)

if TYPE_CHECKING:
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio


class SomethingElseError(Exception):
    """What a use case might raise."""


async def _fail_after_everything(store: Store) -> None:
    async with store.directory.change() as uow:
        await uow.applications.remove(A, object_id("c"))
        await uow.service_principals.remove(A, principal_id("r"))
        await uow.tenants.remove_domain(A, "contoso.example")
        await uow.owners.add(A, object_id("r"), principal_id("c"))
        await uow.users.add(user(A, "a"))
        await uow.audit.add(audit_event(A, "a"))
        raise SomethingElseError


async def test_an_exception_takes_back_every_change(store: Store):
    await add_client_and_api(store, A)
    with pytest.raises(SomethingElseError):
        await _fail_after_everything(store)
    async with store.directory.read() as uow:
        assert await uow.applications.get(A, object_id("c")) is not None
        assert len(await uow.assignments.list_of_resource(A, principal_id("r"))) == 1
        assert await uow.tenants.get(A) == tenant(A, "contoso")
        assert list(await uow.owners.list_of(A, object_id("r"))) == []
        assert await uow.users.get(A, user(A, "a").object_id) is None
        assert list(await uow.audit.list_newest(A)) == []


async def test_a_change_and_its_audit_event_appear_together(store: Store, other: Store):
    async with store.directory.change() as uow:
        await uow.applications.add(application(A, "a"))
        await uow.audit.add(audit_event(A, "a"))
        async with other.directory.read() as outside:
            assert await outside.applications.get(A, object_id("a")) is None
            assert list(await outside.audit.list_newest(A)) == []
    async with other.directory.read() as outside:
        assert await outside.applications.get(A, object_id("a")) is not None
        assert len(await outside.audit.list_newest(A)) == 1


async def test_a_change_sees_itself(store: Store):
    async with store.directory.change() as uow:
        await uow.applications.add(application(A, "a"))
        assert await uow.applications.get(A, object_id("a")) == application(A, "a")


async def test_a_reading_unit_of_work_cannot_write(store: Store):
    async with store.directory.read() as uow:
        with pytest.raises(RuntimeError, match="reading only"):
            await uow.applications.add(application(A, "a"))
        with pytest.raises(RuntimeError, match="reading only"):
            await uow.applications.remove(A, object_id("a"))
        with pytest.raises(RuntimeError, match="reading only"):
            await uow.tenants.save(tenant(A, "contoso"))


async def test_a_reader_keeps_its_view_while_others_commit(store: Store, other: Store):
    await add_client_and_api(store, A)
    async with store.directory.read() as uow:
        before = await uow.applications.get(A, object_id("c"))
        async with other.directory.change() as outside:
            await outside.applications.save(application(A, "c", display_name="New"))
        assert await uow.applications.get(A, object_id("c")) == before
    async with store.directory.read() as uow:
        after = await uow.applications.get(A, object_id("c"))
    assert after is not None
    assert after.display_name == "New"


@pytest.mark.parametrize("through", ["one process", "two processes"])
async def test_concurrent_changes_of_one_application_are_never_lost(
    store: Store, other: Store, through: str
):
    await add_client_and_api(store, A)
    opened = (store, store) if through == "one process" else (store, other)

    async def tag(where: Store, number: int) -> None:
        async with where.directory.change() as uow:
            found = await uow.applications.get_by_app_id(A, app_id("c"))
            assert found is not None
            await uow.applications.save(replace(found, tags=(*found.tags, str(number))))

    await asyncio.gather(*(tag(opened[number % 2], number) for number in range(12)))
    async with store.directory.read() as uow:
        found = await uow.applications.get(A, object_id("c"))
    assert found is not None
    assert sorted(found.tags, key=int) == [str(number) for number in range(12)]


async def test_concurrent_changes_of_one_service_principal_are_never_lost(
    store: Store, other: Store
):
    await add_client_and_api(store, A)

    async def tag(where: Store, number: int) -> None:
        async with where.directory.change() as uow:
            found = await uow.service_principals.get(A, principal_id("c"))
            assert found is not None
            await uow.service_principals.save(
                replace(found, own_tags=(*found.own_tags, str(number)))
            )

    await asyncio.gather(*(tag((store, other)[number % 2], number) for number in range(12)))
    async with store.directory.read() as uow:
        found = await uow.service_principals.get(A, principal_id("c"))
    assert found is not None
    assert len(found.own_tags) == 12


async def test_a_cancelled_change_leaves_nothing_and_blocks_nobody(store: Store):
    entered = asyncio.Event()

    async def linger() -> None:
        async with store.directory.change() as uow:
            await uow.applications.add(application(A, "a"))
            entered.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(linger())
    await entered.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with store.directory.change() as uow:
        assert await uow.applications.get(A, object_id("a")) is None
        await uow.applications.add(application(A, "a"))


async def test_changes_cancelled_at_any_point_block_nobody(store: Store):
    async def change(letter: str) -> None:
        async with store.directory.change() as uow:
            await uow.applications.add(application(A, letter))

    for steps in range(30):
        task = asyncio.create_task(change(chr(ord("0") + steps)))
        for _ in range(steps):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    async with store.directory.change() as uow:
        await uow.applications.add(application(A, "z"))


async def test_an_open_store_is_in_order(store: Store):
    await store.check()
