"""What was recorded comes back, newest first, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.fakes.clock import START
from tests.storage.arrange import A, B, app_id, audit_event, guid, object_id, sign_in

from daemonry.model.audit import OPERATOR, AuditTarget, SignedInUser
from daemonry.odata.filter import parse_filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio


def _letters(found: Sequence) -> str:
    return "".join(
        chr(int((getattr(each, "event_id", "") or each.sign_in_id)[-2:], 16)) for each in found
    )


async def _events(store: Store, **query) -> str:
    async with store.directory.read() as uow:
        return _letters(await uow.audit.list_newest(A, **query))


async def test_an_event_comes_back_as_it_was_written(store: Store):
    written = [audit_event(A, "a"), audit_event(A, "b", actor=OPERATOR, targets=(), details={})]
    async with store.directory.change() as uow:
        for event in written:
            await uow.audit.add(event)
    async with store.directory.read() as uow:
        assert list(await uow.audit.list_newest(A)) == written[::-1]


async def test_events_come_newest_first_in_pages_and_by_object(store: Store):
    targets = (AuditTarget(object_id("x"), "X", "Application"),) * 2
    async with store.directory.change() as uow:
        for letter in "cabed":
            concerned = targets if letter in "bd" else ()
            await uow.audit.add(audit_event(A, letter, targets=concerned))
    assert await _events(store) == "edcba"
    assert await _events(store, limit=2) == "ed"
    assert await _events(store, limit=2, before=guid(8, "d")) == "cb"
    assert await _events(store, target_id=object_id("x")) == "db"
    assert await _events(store, target_id=object_id("x"), before=guid(8, "d")) == "b"
    assert await _events(store, before=guid(8, "z")) == ""


async def test_an_event_of_a_rolled_back_change_does_not_exist(store: Store):
    async def fail() -> None:
        async with store.directory.change() as uow:
            await uow.audit.add(audit_event(A, "a"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await _events(store) == ""


async def test_a_record_comes_back_as_it_was_written(store: Store):
    record = sign_in(A, "a", user_agent="naïve\0\ud800 agent", correlation_id="c\0d")
    await store.sign_in_log.record(record)
    (found,) = await store.sign_in_log.list_newest(A)
    assert (found.at, found.roles, found.latency_us) == (record.at, record.roles, record.latency_us)
    assert found.correlation_id == "c\ufffdd"


async def test_plain_records_come_back_equal(store: Store):
    records = [sign_in(A, "a"), sign_in(A, "b", error_code=7000215, roles=(), resource_id="")]
    await asyncio.gather(*(store.sign_in_log.record(record) for record in records))
    assert list(await store.sign_in_log.list_newest(A)) == records[::-1]


async def test_records_are_narrowed_by_application_correlation_and_page(store: Store):
    log = store.sign_in_log
    for letter in "abcde":
        client = app_id("x" if letter in "bd" else "c")
        await log.record(sign_in(A, letter, app_id=client))
    await log.record(sign_in(B, "f"))
    assert _letters(await log.list_newest(A)) == "edcba"
    assert _letters(await log.list_newest(A, limit=2, before=guid(10, "d"))) == "cb"
    assert _letters(await log.list_newest(A, app_id=app_id("x"))) == "db"
    assert _letters(await log.list_newest(A, correlation_id=guid(9, "c"))) == "c"
    assert _letters(await log.list_newest(A, before=guid(10, "f"))) == ""


async def test_records_are_filtered_by_the_kind_of_sign_in(store: Store):
    log = store.sign_in_log
    person = SignedInUser("u", "ada@contoso.example", "Ada", is_interactive=True)
    await log.record(sign_in(A, "a", user=person))
    await log.record(sign_in(A, "b", user=replace(person, is_interactive=False)))
    await log.record(sign_in(A, "c"))
    await log.record(sign_in(A, "d", credential_type="managedIdentity"))

    async def found(condition: str) -> str:
        return _letters(await log.list_newest(A, where=parse_filter(condition)))

    assert await found("signInEventTypes/any(t:t eq 'interactiveUser')") == "a"
    assert await found("signInEventTypes/any(t: t eq 'NonInteractiveUser')") == "b"
    assert await found("signInEventTypes/any(t:t eq 'servicePrincipal')") == "c"
    assert await found("signInEventTypes/any(t:t eq 'managedIdentity')") == "d"
    assert await found("signInEventTypes/any(t:t ne 'servicePrincipal')") == "dba"
    assert await found("signInEventTypes/any(t:t in ('servicePrincipal','interactiveUser'))") == (
        "ca"
    )
    assert await found("isInteractive eq false") == "dcb"
    assert await found("userPrincipalName eq 'ada@contoso.example'") == "ba"


async def test_records_of_the_same_instant_are_paged_without_gaps(store: Store):
    log = store.sign_in_log
    for letter in "abcd":
        await log.record(sign_in(A, letter, at=START))
    first = await log.list_newest(A, limit=2)
    rest = await log.list_newest(A, limit=2, before=first[-1].sign_in_id)
    assert _letters(first) + _letters(rest) == "dcba"


async def test_a_record_is_there_for_others_when_record_returns(store: Store, other: Store):
    await store.sign_in_log.record(sign_in(A, "a"))
    assert _letters(await other.sign_in_log.list_newest(A)) == "a"


async def test_hundreds_of_records_at_once_are_all_kept(store: Store):
    start = START + timedelta(days=1)
    records = [
        sign_in(A, "a", sign_in_id=f"{number:036}", at=start + timedelta(microseconds=number))
        for number in range(600)
    ]
    await asyncio.gather(*(store.sign_in_log.record(record) for record in records))
    found = await store.sign_in_log.list_newest(A, limit=1000)
    assert [each.sign_in_id for each in found] == [each.sign_in_id for each in records[::-1]]


async def test_who_stops_waiting_does_not_disturb_the_others(store: Store):
    waiting = [asyncio.ensure_future(store.sign_in_log.record(sign_in(A, x))) for x in "abc"]
    await asyncio.sleep(0)
    waiting[1].cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert set("ac") <= set(_letters(await store.sign_in_log.list_newest(A)))


async def test_a_closed_log_refuses_records_but_keeps_what_waited(
    location, store: Store, other: Store
):
    waiting = [asyncio.ensure_future(store.sign_in_log.record(sign_in(A, x))) for x in "abc"]
    await asyncio.sleep(0)
    await store.sign_in_log.close()
    await asyncio.gather(*waiting)
    with pytest.raises(OSError, match="closed"):
        await store.sign_in_log.record(sign_in(A, "d"))
    assert _letters(await other.sign_in_log.list_newest(A)) == "cba"
