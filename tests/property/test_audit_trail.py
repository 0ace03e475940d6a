"""An export of the audit trail is either as it was written, or the check says that it is not."""

from __future__ import annotations

import asyncio
import functools
import json
import os
from datetime import timedelta

import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fakes.clock import START
from tests.fakes.stores import temporary_store
from tests.storage.arrange import A, B, add_tenants, audit_event, sign_in

from daemonry.jose.audit_key import fingerprint, is_signature
from daemonry.model.audit_chain import LOGS, canonical, digest_of
from daemonry.model.audit_check import TrailCheck
from daemonry.storage.audit_lines import Range, export_lines
from daemonry.storage.envelope import EnvelopeVault

EDITS = settings(max_examples=int(os.environ.get("DAEMONRY_AUDIT_EDITS", "100")), deadline=None)
HOUR = timedelta(hours=1)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@functools.cache
def exported():
    """The lines of a real export: two tenants, both logs, a new key, a pruned beginning."""

    async def make():
        vault = EnvelopeVault([b"k" * 32])
        async with temporary_store() as store:
            await add_tenants(store)
            chains = store.audit_chains
            for hour, letters in enumerate(("ab", "cd", "ef")):
                at = START + hour * HOUR
                for letter in letters:
                    async with store.directory.change() as uow:
                        for tenant in (A, B):
                            await uow.audit.add(audit_event(tenant, letter, at=at))
                            await store.sign_in_log.record(sign_in(tenant, letter, at=at))
                key = await chains.key(vault, at, fresh=hour > 0)
                await chains.seal_all(key, at)
            for log in LOGS:
                await chains.prune(log, key, START + 3 * HOUR, START + HOUR)
            lines = export_lines(chains, Range(), START + 3 * HOUR, key)
            return [canonical(line) + b"\n" async for line in lines]

    lines = asyncio.run(make())
    return lines, json.loads(lines[1])["keyId"]


def problems(lines):
    """What the check finds with nothing but the fingerprint of the first key."""
    found = TrailCheck(is_signature, fingerprint, trusted=[exported()[1]])
    for line in lines:
        found.take(line)
    found.finish()
    return [*found.problems, *(words for c in found.chains.values() for words in c.problems)]


def test_an_export_that_nobody_edited_is_whole():
    lines, _ = exported()
    assert problems(lines) == []
    kinds = [json.loads(line)["type"] for line in lines]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "export": 1,
        "key": 3,
        "record": 16,
        "checkpoint": 12,
        "end": 1,
    }


@EDITS
@given(st.data())
def test_l2_any_edit_of_an_export_is_found(data):
    lines = list(exported()[0])
    place = st.integers(0, len(lines) - 1)
    at, other = data.draw(place), data.draw(place)
    match data.draw(st.sampled_from(["change", "delete", "insert", "swap", "truncate", "bytes"])):
        case "change":
            line = lines[at]
            where = data.draw(st.integers(0, len(line) - 1))
            byte = data.draw(st.integers(0, 255).filter(lambda value: value != line[where]))
            lines[at] = line[:where] + bytes([byte]) + line[where + 1 :]
        case "delete":
            del lines[at]
        case "insert":
            lines.insert(other, lines[at])
        case "swap":
            lines[at], lines[other] = lines[other], lines[at]
        case "truncate":
            whole = b"".join(lines)
            lines = whole[: data.draw(st.integers(0, len(whole) - 1))].splitlines(keepends=True)
        case "bytes":
            lines.insert(at, data.draw(st.binary(max_size=20)) + b"\n")
    assert lines == list(exported()[0]) or problems(lines)


@EDITS
@given(st.data())
def test_l2_a_changed_record_is_named_although_its_own_digest_was_made_anew(data):
    lines = list(exported()[0])
    records = [n for n, line in enumerate(lines) if json.loads(line)["type"] == "record"]
    at = data.draw(st.sampled_from(records))
    line = json.loads(lines[at])
    line["record"]["correlation_id"] = data.draw(TEXT)
    name = f"record {line['seq']} ({line['id']})"
    lines[at] = canonical(line) + b"\n"
    assert f"{name} was changed" in problems(lines)
    lines[at] = canonical(line | {"hash": digest_of(line)}) + b"\n"
    follows = f"record {line['seq'] + 1} "
    assert any(
        (one.startswith(follows) and "does not follow" in one) or "says otherwise" in one
        for one in problems(lines)
    )


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
        lambda inner: st.lists(inner) | st.dictionaries(st.text("abcXYZ_.09", max_size=5), inner),
    )
)
def test_lines_are_in_the_canonical_form_of_rfc_8785(value):
    assert canonical({"value": value}) == rfc8785.dumps({"value": value})
