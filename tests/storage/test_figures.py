"""Figures of sign-ins are kept with the records; what ends and who holds what comes by age."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.fakes.clock import START
from tests.fakes.stores import empty_store
from tests.storage.arrange import (
    HOUR,
    READ,
    WRITE,
    A,
    B,
    add_app,
    add_client_and_api,
    app_id,
    application,
    assignment,
    key_credential,
    object_id,
    password,
    principal,
    sign_in,
)

from daemonry.model.figures import ResourceUse
from daemonry.storage.arrivals import Journal, record_text
from daemonry.storage.store import ARRIVALS_FILE, open_store

if TYPE_CHECKING:
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio

PAIR = (app_id("c"), app_id("r"))


def _at(number: int, at, **changes):
    return sign_in(A, "a", sign_in_id=f"{number:036}", at=at, **changes)


async def _record(store: Store, *records) -> None:
    await asyncio.gather(*(store.sign_in_log.record(record) for record in records))


async def _hours(store: Store, tenant_id=A, since=START - 24 * HOUR):
    found = await store.sign_in_log.count_by_hour(tenant_id, since=since)
    return [(each.hour, each.error_code, each.count) for each in found]


async def test_sign_ins_are_counted_by_hour_and_code_in_their_tenant_only(store: Store):
    later = START + HOUR + timedelta(minutes=59)
    await _record(store, *(_at(n, START) for n in range(3)), sign_in(B, "f"))
    await _record(store, _at(4, START, error_code=7000215), _at(5, later))
    await _record(store, _at(6, later))
    assert await _hours(store) == [
        (START, 0, 3),
        (START, 7000215, 1),
        (START + HOUR, 0, 2),
    ]
    assert await _hours(store, since=START + HOUR) == [(START + HOUR, 0, 2)]
    assert await _hours(store, B) == [(START, 0, 1)]


async def test_the_use_of_an_api_is_its_last_hours_and_its_last_token(store: Store):
    log = store.sign_in_log
    await _record(store, *(_at(n, START + timedelta(minutes=n)) for n in range(5)))
    await _record(store, _at(9, START + HOUR), _at(10, START + HOUR, error_code=53003))
    last = START + HOUR + timedelta(minutes=1)
    await _record(store, _at(11, last))
    assert list(await log.uses_of(A, [PAIR, (app_id("x"), app_id("r"))])) == [
        ResourceUse(*PAIR, START + HOUR, 2, 5, last)
    ]
    assert await log.uses_of(B, [PAIR]) == []
    await _record(store, _at(12, START + 5 * HOUR))
    (use,) = await log.uses_of(A, [PAIR])
    assert (use.tokens, use.tokens_before) == (1, 0)


async def test_the_busiest_come_first_and_the_quiet_not_at_all(store: Store):
    for letter, count in (("x", 6), ("y", 9), ("z", 2)):
        records = [
            _at(ord(letter) * 100 + n, START + timedelta(seconds=n), app_id=app_id(letter))
            for n in range(count)
        ]
        await _record(store, *records)
    log = store.sign_in_log
    found = await log.busiest(A, since=START, at_least=4, limit=5)
    assert [use.app_id for use in found] == [app_id("y"), app_id("x")]
    assert await log.busiest(A, since=START + HOUR, at_least=4, limit=5) == []
    assert await log.busiest(B, since=START, at_least=4, limit=5) == []


async def test_two_processes_count_together(store: Store, other: Store):
    await asyncio.gather(
        *(_record(where, _at(n, START)) for n, where in enumerate([store, other] * 10))
    )
    assert await _hours(store) == [(START, 0, 20)]
    (use,) = await other.sign_in_log.uses_of(A, [PAIR])
    assert use.tokens == 20


async def test_a_batch_that_is_moved_twice_is_counted_once(tmp_path):
    """A crash between the two files of SQLite leaves the batch in both."""
    data = empty_store(tmp_path / "data")
    async with await open_store(data) as store:
        await _record(store, _at(1, START))
        assert await _hours(store) == [(START, 0, 1)]
        journal = Journal(data / ARRIVALS_FILE)
        journal.append([record_text(_at(1, START)), record_text(_at(2, START))])
        journal.close()
        assert await _hours(store) == [(START, 0, 2)]


async def test_credentials_come_by_their_end_with_those_of_live_applications_only(store: Store):
    secrets = (password("1", HOUR), password("2", 50 * HOUR))
    certificate = key_credential("k", 9 * HOUR)
    home = application(A, "c", password_credentials=secrets, key_credentials=(certificate,))
    await add_app(store, home)
    gone = application(A, "d", password_credentials=(password("3"),), deleted_at=START)
    await add_app(store, gone)
    await add_app(store, application(B, "e", password_credentials=(password("4"),)))
    own = principal(home, password_credentials=(password("5", 20 * HOUR),))
    async with store.directory.change() as uow:
        await uow.service_principals.save(own)

    async def ending(**bounds):
        async with store.directory.read() as uow:
            bounds = {"after": None, "before": START + 100 * HOUR, "limit": 9} | bounds
            found = await uow.applications.list_ending(A, **bounds)
            return [(each.kind, each.key_id, each.app_id, each.held_by) for each in found]

    first, last = [("secret", each.key_id, home.app_id, "application") for each in secrets]
    second = ("certificate", certificate.key_id, home.app_id, "application")
    third = ("secret", own.password_credentials[0].key_id, home.app_id, "servicePrincipal")
    assert await ending() == [first, second, third, last]
    assert await ending(limit=2) == [first, second]
    assert await ending(after=START + 2 * HOUR, before=START + 10 * HOUR) == [second]
    async with store.directory.change() as uow:
        await uow.applications.save(replace(home, key_credentials=()))
        await uow.service_principals.save(replace(own, password_credentials=()))
    assert await ending() == [first, last]
    async with store.directory.change() as uow:
        await uow.applications.remove(A, object_id("c"))
    assert await ending() == []


async def test_assignments_of_a_tenant_come_oldest_first(store: Store):
    await add_client_and_api(store, A)
    async with store.directory.change() as uow:
        newer = assignment(A, "2", client="c", api="r", role_id=WRITE)
        await uow.assignments.add(newer)

    async def oldest(before, limit=9):
        async with store.directory.read() as uow:
            found = await uow.assignments.list_oldest(A, before=before, limit=limit)
            assert {(each.client_app_id, each.resource_app_id) for each in found} == {PAIR}
            return [each.assignment.app_role_id for each in found]

    assert await oldest(START + HOUR) == [READ, WRITE]
    assert await oldest(newer.created_at) == [READ]
    assert await oldest(START + HOUR, limit=1) == [READ]
