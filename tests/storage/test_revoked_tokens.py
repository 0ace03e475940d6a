"""Revoked tokens on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.fakes.clock import START
from tests.storage.arrange import A, B

if TYPE_CHECKING:
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio
HOUR = timedelta(hours=1)


async def revoke(store: Store, name: str, *, now=START, lifetime=HOUR, tenant=A) -> bool:
    async with store.directory.change() as uow:
        return await uow.revoked_tokens.add(tenant, name, now=now, expires_at=now + lifetime)


async def is_revoked(store: Store, name: str, *, tenant=A) -> bool:
    async with store.directory.read() as uow:
        return await uow.revoked_tokens.contains(tenant, name)


async def test_a_revoked_token_is_known_to_every_process(store: Store, other: Store):
    assert await revoke(store, "one")
    assert await is_revoked(store, "one")
    assert await is_revoked(other, "one")
    assert not await is_revoked(other, "two")


async def test_it_is_revoked_in_its_own_tenant_alone(store: Store):
    assert await revoke(store, "one")
    assert not await is_revoked(store, "one", tenant=B)


async def test_revoking_twice_says_so(store: Store, other: Store):
    assert await revoke(store, "one")
    assert not await revoke(other, "one")


async def test_what_has_expired_is_forgotten(store: Store):
    await revoke(store, "old")
    await revoke(store, "new", now=START + 2 * HOUR)
    assert not await is_revoked(store, "old")
    assert await is_revoked(store, "new")
