"""Sealed records: whatever is done to them behind the server's back is found (security L2)."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.fakes.clock import START, FixedClock
from tests.storage.arrange import HOUR, A, B, audit_event, guid, sign_in

from daemonry.jose.audit_key import fingerprint, is_signature
from daemonry.model.audit import SealState
from daemonry.model.audit_chain import DIRECTORY_AUDITS, LOGS, SIGN_INS, canonical
from daemonry.model.audit_check import TrailCheck
from daemonry.sealing import FIGURES_KEPT, Sealing
from daemonry.storage.audit_lines import Range, count_unsealed, export_lines
from daemonry.storage.envelope import EnvelopeVault

pytestmark = pytest.mark.anyio
VAULT = EnvelopeVault([b"k" * 32])
NOW = START + HOUR
KINDS = {DIRECTORY_AUDITS: 8, SIGN_INS: 10}


async def fill(store, letters, at=START, tenants=(A, B)):
    """Record an event and a token request of each tenant for each letter."""
    for letter in letters:
        async with store.directory.change() as uow:
            for tenant in tenants:
                await uow.audit.add(audit_event(tenant, letter, at=at))
        for tenant in tenants:
            await store.sign_in_log.record(sign_in(tenant, letter, at=at))


async def seal(store, letters="", now=NOW, at=START, tenants=(A, B)):
    await fill(store, letters, at, tenants)
    chains = store.audit_chains
    return await chains.seal_all(await chains.key(VAULT, now), now)


async def trail(store, wanted=None, *, ended=False):
    key = await store.audit_chains.key(VAULT, NOW) if ended else None
    lines = export_lines(store.audit_chains, wanted or Range(), NOW, key)
    return [canonical(line) + b"\n" async for line in lines]


def check(lines, **options):
    found = TrailCheck(is_signature, fingerprint, **({"is_open": True} | options))
    for line in lines:
        found.take(line)
    found.finish()
    return found


def told(found):
    return [
        *found.problems,
        *(words for chain in found.chains.values() for words in chain.problems),
    ]


async def tamper(store, log, statement, **values):
    async with store.audit_chains.databases[log].transaction() as transaction:
        return (await transaction.connection.execute(text(statement), values)).rowcount


async def test_l2_what_was_sealed_is_found_whole_and_the_rest_is_counted(store):
    assert await seal(store, "abc") == 12
    assert await seal(store, "de", NOW + HOUR) == 8
    assert await seal(store) == 0
    await fill(store, "f")
    await store.audit_chains.arrived()
    found = check(await trail(store))
    assert told(found) == []
    assert {(c.first, c.last, c.checked_seq) for c in found.chains.values()} == {(1, 5, 5)}
    assert await count_unsealed(store.audit_chains) == {
        (tenant, log): 1 for tenant in (A, B) for log in LOGS
    }


MUTATIONS = {
    "a word changed": (
        "UPDATE {t} SET document = replace(document, '192.0.2.1', 'no') WHERE {seq} = 2",
        "record 2 ({b}) was changed",
    ),
    "a member said twice": (
        "UPDATE {t} SET document = '{{\"reason\"\\:1,' || substr(document, 2) WHERE {seq} = 2",
        "record 2 ({b}) was changed",
    ),
    "no JSON any more": (
        "UPDATE {t} SET document = '' WHERE {seq} = 2",
        "record 2 ({b}) was changed",
    ),
    "the time changed": (
        "UPDATE {t} SET at = (SELECT min(at) FROM {t} WHERE {seq} = 3) WHERE {seq} = 2",
        "record 2 ({b}) was changed",
    ),
    "given to another tenant": (
        "UPDATE {t} SET tenant_id = 'x' WHERE {seq} = 2",
        "before record 3 ({c}) there is missing: 2",
    ),
    "removed": ("DELETE FROM {t} WHERE {seq} = 2", "before record 3 ({c}) there is missing: 2"),
    "the first removed": ("DELETE FROM {t} WHERE {seq} = 1", "before record 2 ({b}) there is"),
    "two exchanged": (
        "UPDATE {t} SET seq = 5 - seq WHERE {seq} IN (2, 3)",
        "record 2 ({c}) was changed",
    ),
    "one added": (
        "UPDATE {t} SET seq = 2 WHERE {seq} = 3",
        "record 2 ({c}) stands out of order, or was added",
    ),
    "unsealed again": ("UPDATE {t} SET seq = NULL WHERE {seq} = 2", "there is missing: 2"),
    "cut at the end": (
        "DELETE FROM {t} WHERE {seq} = 3",
        "covers records after 2, which were cut off",
    ),
    "a checkpoint removed": (
        "DELETE FROM {s} WHERE {seq} = 3",
        "no checkpoint covers what follows record 2",
    ),
    "said to be pruned": (
        "UPDATE {s} SET is_base = true WHERE {seq} = 1",
        "the signature of the checkpoint",
    ),
    "a signature exchanged": (
        "UPDATE {s} SET signature = (SELECT min(signature) FROM {s}) WHERE {seq} IN (2, 3)",
        "the signature of the checkpoint",
    ),
}
TABLES = {
    DIRECTORY_AUDITS: ("audit_events", "audit_checkpoints"),
    SIGN_INS: ("sign_ins", "sign_in_checkpoints"),
}


async def test_l2_one_change_behind_the_servers_back_is_found_and_named(store):
    tenants = {f"{number:036}": name for number, name in enumerate(MUTATIONS)}
    for hour, letter in enumerate("abc"):
        await seal(store, letter, NOW + hour * HOUR, START + hour * HOUR, tenants)
    await tamper(store, DIRECTORY_AUDITS, "DELETE FROM audit_targets")
    for log, (records, checkpoints) in TABLES.items():
        for tenant, name in tenants.items():
            of_tenant = f"tenant_id = '{tenant}' AND seq"
            words = MUTATIONS[name][0].format(t=records, s=checkpoints, seq=of_tenant)
            assert await tamper(store, log, words), name
        found = check(await trail(store, Range(logs=(log,))))
        for tenant, name in tenants.items():
            ids = {letter: guid(KINDS[log], letter) for letter in "bc"}
            problems = found.chains[tenant, log].problems
            assert any(MUTATIONS[name][1].format(**ids) in one for one in problems), (
                name,
                problems,
            )
        assert found.problems == []


async def test_l2_a_cut_at_the_end_is_found_by_whoever_kept_a_checkpoint(store):
    await seal(store, "a")
    await seal(store, "b", NOW + HOUR)
    kept = [line for line in await lines_of(store, "checkpoint") if line["seq"] == 2]
    for log in LOGS:
        for table in ("audit_targets", "audit_events", "audit_checkpoints"):
            if log == DIRECTORY_AUDITS:
                where = "" if table == "audit_targets" else " WHERE seq = 2"
                await tamper(store, log, f"DELETE FROM {table}{where}")  # noqa: S608 - our own names
    assert told(check(await trail(store))) == []  # nobody can tell
    found = told(check(await trail(store), expected=kept))
    assert found == ["records up to 2 were there once; after 1 they were cut off"] * 2


async def lines_of(store, kind):
    lines = export_lines(store.audit_chains, Range(), NOW)
    return [line async for line in lines if line["type"] == kind]


async def test_l2_records_sealed_anew_by_another_key_are_found_by_the_key_kept_elsewhere(store):
    await seal(store, "ab")
    (key,) = await lines_of(store, "key")
    kept = await lines_of(store, "checkpoint")
    await tamper(store, DIRECTORY_AUDITS, "DELETE FROM audit_targets")
    for table in ("audit_events", "audit_checkpoints", "audit_keys"):
        await tamper(store, DIRECTORY_AUDITS, f"DELETE FROM {table}")  # noqa: S608 - our own names
    await seal(store, "cd")
    assert any(
        "not trusted" in one for one in told(check(await trail(store), trusted=[key["keyId"]]))
    )
    assert any(
        "is not what the kept checkpoint says" in one
        for one in told(check(await trail(store), expected=kept))
    )


async def test_the_key_is_replaced_and_the_old_one_vouches_for_it(store):
    await seal(store, "a")
    chains = store.audit_chains
    first = await chains.key(VAULT, NOW)
    second = await chains.key(VAULT, NOW + HOUR, fresh=True)
    assert (await chains.key(VAULT, NOW)).key_id == second.key_id != first.key_id
    await seal(store, "b", NOW + HOUR)
    found = check(await trail(store), trusted=[first.key_id])
    assert (told(found), found.key_ids) == ([], (first.key_id, second.key_id))
    await tamper(store, DIRECTORY_AUDITS, "UPDATE audit_keys SET endorsed_by = ''")
    assert any("not trusted" in problem for problem in told(check(await trail(store))))


async def test_retention_removes_what_is_old_and_the_rest_is_still_proved(store):
    await seal(store, "ab", at=START)
    await seal(store, "cd", NOW + HOUR, at=START + HOUR)
    chains = store.audit_chains
    key = await chains.key(VAULT, NOW)
    for log in LOGS:
        assert await chains.prune(log, key, NOW + HOUR, START - HOUR) == 0
        assert await chains.prune(log, key, NOW + HOUR, START + HOUR) == 4
        assert await chains.prune(log, key, NOW + HOUR, START + HOUR) == 0
        assert (await chains.survey(log)).broken == 0
    assert len(await store.sign_in_log.list_newest(A)) == 2
    await seal(store, "e", NOW + HOUR)
    found = check(await trail(store))
    assert told(found) == []
    assert {(c.base, c.first, c.last) for c in found.chains.values()} == {(2, 3, 5)}
    for log in LOGS:
        assert await chains.prune(log, key, NOW + HOUR, NOW + 9 * HOUR) == 6
    await seal(store, "f", NOW + HOUR)
    assert told(check(await trail(store))) == []


async def test_retention_goes_on_over_a_record_whose_link_was_taken_away(store):
    await seal(store, "ab", at=START)
    await seal(store, "cd", NOW + HOUR, at=START + HOUR)
    key = await store.audit_chains.key(VAULT, NOW)
    for log, (records, _) in TABLES.items():
        await tamper(store, log, f"UPDATE {records} SET link = NULL WHERE seq = 2")  # noqa: S608 - our own names
        assert await store.audit_chains.prune(log, key, NOW + HOUR, START + HOUR) == 4
    assert told(check(await trail(store))) != []


async def test_a_survey_tells_what_waits_and_what_is_broken_without_following_chains(store):
    empty = await store.audit_chains.survey(SIGN_INS)
    assert (empty.chains, empty.last_checkpoint, empty.unsealed) == (0, None, 0)
    await seal(store, "ab")
    await fill(store, "c")
    await store.audit_chains.arrived()
    one = await store.audit_chains.survey(SIGN_INS, A)
    assert (one.chains, one.last_checkpoint, one.unsealed, one.oldest_unsealed, one.broken) == (
        *(1, NOW, 1, START),
        0,
    )
    await tamper(store, SIGN_INS, "UPDATE sign_ins SET seq = NULL WHERE seq = 2")
    assert (await store.audit_chains.survey(SIGN_INS)).broken == 2
    async with store.directory.read() as uow:
        assert await uow.audit.seal_state(A) == SealState(2, NOW, 1)


async def test_two_processes_that_seal_at_once_give_each_record_one_place(store, other):
    await fill(store, "abc")
    await store.audit_chains.arrived()
    key = await store.audit_chains.key(VAULT, NOW)
    assert (await other.audit_chains.key(VAULT, NOW)).key_id == key.key_id
    async with store.audit_chains.databases[SIGN_INS].transaction() as transaction:
        if not store.directory._is_sqlite:
            await transaction.connection.execute(text("SELECT pg_advisory_xact_lock(1936023916)"))
            assert await other.audit_chains.seal(SIGN_INS, key, NOW) == 0
    assert await other.audit_chains.seal(SIGN_INS, key, NOW) == 6
    assert await store.audit_chains.seal(SIGN_INS, key, NOW) == 0
    assert told(check(await trail(store))) == []


async def test_a_sealer_goes_on_after_the_signed_end_although_records_were_cut_off(store):
    await seal(store, "ab")
    await tamper(store, SIGN_INS, "DELETE FROM sign_ins WHERE seq = 2")
    await seal(store, "c", NOW + HOUR)
    assert any("there is missing: 2" in words for words in told(check(await trail(store))))


async def test_l2_a_forged_end_is_not_forgotten_when_the_sealer_goes_on_within_the_hour(store):
    await seal(store, "ab")
    first = f"(SELECT link FROM sign_ins WHERE seq = 1 AND tenant_id = '{A}')"  # noqa: S608 - ours
    await tamper(store, SIGN_INS, f"UPDATE sign_in_checkpoints SET link = {first}")  # noqa: S608 - ours
    await seal(store, "c")
    problems = told(check(await trail(store)))
    assert sum("the signature of the checkpoint" in words for words in problems) == 2


async def test_an_export_can_be_of_one_tenant_of_a_time_or_go_on_where_another_stopped(store):
    for hour, letter in enumerate("abcd"):
        await seal(store, letter, NOW + hour * HOUR, START + hour * HOUR)
    of_b = Range(tenant_id=B, logs=(SIGN_INS,), start=START + HOUR, end=START + 2 * HOUR)
    found = check(await trail(store, of_b, ended=True), is_open=False)
    assert told(found) == []
    assert [(c.tenant_id, c.first, c.last) for c in found.chains.values()] == [(B, 2, 3)]
    first = await trail(store, Range(logs=(SIGN_INS,), end=START + HOUR), ended=True)
    places = dict.fromkeys([(A, SIGN_INS), (B, SIGN_INS)], 2)
    second = await trail(store, Range(logs=(SIGN_INS,), after=places), ended=True)
    found = check([*first, *second], is_open=False)
    assert (told(found), {(c.first, c.last) for c in found.chains.values()}) == ([], {(1, 4)})
    third = await trail(store, Range(logs=(SIGN_INS,), start=START + 3 * HOUR), ended=True)
    assert any("missing: 3" in one for one in told(check([*first, *third], is_open=False)))
    nothing = Range(logs=(SIGN_INS,), start=START + timedelta(days=9))
    assert check(await trail(store, nothing, ended=True), is_open=False).is_whole
    assert check(await trail(store, Range(end=START - HOUR), ended=True), is_open=False).is_whole


async def test_the_duty_of_a_server_seals_and_follows_retention(store):
    await fill(store, "a", START)
    await fill(store, "b", NOW)
    await store.audit_chains.arrived()
    retention = {SIGN_INS: timedelta(minutes=30)}
    sealing = Sealing(store, VAULT, FixedClock(NOW), retention)
    long_ago = sign_in(A, "z", at=NOW - FIGURES_KEPT - 2 * HOUR)
    await store.sign_in_log.record(long_ago)
    assert len(await store.sign_in_log.count_by_hour(A, since=long_ago.at - HOUR)) == 3
    turns = iter((0, 1))

    async def pause(_seconds):
        if next(turns, None) is None:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await sealing.run(sleep=pause)
    assert len(await store.sign_in_log.count_by_hour(A, since=long_ago.at - HOUR)) == 2
    found = check(await trail(store))
    assert told(found) == []
    assert {(c.log, c.tenant_id, c.base, c.last) for c in found.chains.values()} == {
        *((DIRECTORY_AUDITS, tenant, 0, 2) for tenant in (A, B)),
        (SIGN_INS, A, 2, 3),
        (SIGN_INS, B, 1, 2),
    }


async def test_the_chain_of_a_tenant_that_is_deleted_stays_whole(store):
    await seal(store, "ab")
    async with store.directory.change() as uow:
        await uow.tenants.remove(A)
    found = check(await trail(store))
    assert (told(found), len(found.chains)) == ([], 4)
