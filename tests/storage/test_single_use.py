"""What counts once, on both databases: one winner, tenants apart, swept when over."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select
from tests.fakes.clock import START as NOW

from daemonry.model.ids import TenantId
from daemonry.storage.schema import single_use

if TYPE_CHECKING:
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio

CONTOSO, FABRIKAM = TenantId("contoso"), TenantId("fabrikam")
OVER = NOW + timedelta(minutes=5)


async def use(store: Store, value: str, tenant: TenantId = CONTOSO, namespace: str = "jti") -> bool:
    return await store.single_use.consume(tenant, namespace, value, now=NOW, expires_at=OVER)


async def rows(store: Store) -> int:
    async with store.directory.transaction() as transaction:
        return (await transaction.row(select(func.count()).select_from(single_use)))[0]


async def test_a_value_counts_once(store: Store):
    assert await use(store, "one")
    assert not await use(store, "one")
    assert await use(store, "two")


async def test_tenants_and_namespaces_are_apart(store: Store):
    assert await use(store, "same")
    assert await use(store, "same", FABRIKAM)
    assert await use(store, "same", namespace="dpop")
    assert not await use(store, "same", FABRIKAM)


async def test_s17_of_fifty_at_once_exactly_one_is_first(store: Store):
    for number in range(10):
        answers = await asyncio.gather(*(use(store, f"race {number}") for _ in range(50)))
        assert answers.count(True) == 1


async def test_what_is_over_is_swept_out_in_time(store: Store):
    for number in range(64):
        await use(store, f"old {number}")
    later = OVER + timedelta(seconds=1)
    for number in range(64):
        assert await store.single_use.consume(
            CONTOSO, "jti", f"new {number}", now=later, expires_at=later + timedelta(minutes=5)
        )
    assert await rows(store) == 64


@pytest.mark.parametrize("value", ["\0", "\ud800", "é", "x" * 5000, "' OR 1=1 --"])
async def test_any_text_can_be_used_up(store: Store, value: str):
    assert await use(store, value)
    assert not await use(store, value)
