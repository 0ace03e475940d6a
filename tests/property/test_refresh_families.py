"""Families of refresh tokens: whatever order they come in, reuse after the grace ends them all."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes.ids import SequentialIds
from tests.fakes.stores import temporary_store
from tests.storage.arrange import A, add_tenants, application

from daemonry.model.ids import ObjectId
from daemonry.model.secret import SecretHashKeys
from daemonry.model.user import User
from daemonry.oauth.errors import OAuthError
from daemonry.tokens.delegated.codes import new_family
from daemonry.tokens.delegated.refresh_tokens import (
    check_refresh_token,
    find_family,
    give_refresh_token,
)
from daemonry.tokens.delegated.service import DelegatedService, SignedIn

if TYPE_CHECKING:
    from daemonry.storage.store import Store

START = datetime(2026, 1, 1, tzinfo=UTC)
STEPS = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from([0, 1, 59, 61, 3600])), min_size=1, max_size=8
)


class Clock:
    def __init__(self) -> None:
        self.time = START

    def now(self) -> datetime:
        return self.time


async def run(store: Store, steps: list[tuple[int, int]]) -> None:
    clock, client = Clock(), application(A, "a")
    keys = SecretHashKeys("k", {"k": b"k" * 32})
    tokens: Any = SimpleNamespace(clock=clock, ids=SequentialIds(), secret_keys=keys)
    service = DelegatedService(tokens, store.directory)
    user = User(A, ObjectId("u"), "a@a.example", "A", START, "hash")
    await add_tenants(store)
    family = new_family(
        service, client, SignedIn(user, int(START.timestamp())), START, scope="x", is_public=True
    )
    async with store.directory.change() as uow:
        await uow.users.add(user)
        await uow.token_families.add(family, forget_before=START)
    given_out = [await give_refresh_token(service, family)]
    replaced_at: dict[str, datetime] = {}
    is_dead = False
    for choice, seconds in steps:
        clock.time += timedelta(seconds=seconds)
        token = given_out[choice % len(given_out)]
        used = replaced_at.get(token)
        is_late = used is not None and clock.time > used + timedelta(seconds=60)
        try:
            await find_family(service, client, token)
            good = await check_refresh_token(service, client, token, clock.time)
        except OAuthError as refusal:
            assert refusal.refusal.aadsts == 50173
            assert is_dead or is_late
            is_dead = True
            continue
        assert not is_dead
        assert not is_late
        replaced_at.setdefault(token, clock.time)
        given_out.append(await give_refresh_token(service, family, good))
    assert len(set(given_out)) == len(given_out)
    async with store.directory.read() as uow:
        stored = await uow.token_families.get(A, family.family_id)
    assert stored is not None
    assert (stored.revoked_at is not None) == is_dead
    assert replace(stored, revoked_at=None, expires_at=family.expires_at) == family


@settings(max_examples=25)
@given(STEPS)
def test_one_that_comes_late_ends_the_family_and_nothing_else_does(
    steps: list[tuple[int, int]],
) -> None:
    async def whole() -> None:
        async with temporary_store() as store:
            await run(store, steps)

    asyncio.run(whole())
