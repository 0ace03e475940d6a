"""A sealer that is killed at any moment leaves every record with one place or none (L2)."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from sqlalchemy import text
from tests.fakes.clock import START
from tests.fakes.stores import empty_store
from tests.storage.arrange import A, add_tenants, sign_in
from tests.storage.test_audit_chains import NOW, VAULT, check, told, trail

from daemonry.model.audit_chain import SIGN_INS
from daemonry.storage.store import open_store

pytestmark = pytest.mark.anyio

SEALER = """
import asyncio, sys
from pathlib import Path
from daemonry.storage import audit_sealing
from daemonry.storage.audit_sealing import PLACES, Sealer
from daemonry.storage.store import open_store
from tests.storage.test_audit_chains import NOW, VAULT

audit_sealing.CHUNK = 4

async def main():
    async with await open_store(Path(sys.argv[1])) as store:
        chains = store.audit_chains
        key = await chains.key(VAULT, NOW)
        while True:
            async with chains.databases["signIns"].transaction() as transaction:
                await Sealer(transaction, PLACES["signIns"], key, NOW).seal()
            print("sealed", flush=True)

asyncio.run(main())
"""
RECORDS = 60


def seal_until_killed(data, turns):
    """Let a process seal, and kill it while it does so for one time more than ``turns``."""
    arguments = [sys.executable, "-c", SEALER, str(data)]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        for _ in range(turns):
            assert process.stdout.readline() == "sealed\n"
        process.kill()


async def test_l2_a_sealer_killed_while_it_seals_leaves_a_whole_chain(tmp_path):
    data = await asyncio.to_thread(empty_store, tmp_path / "data")
    async with await open_store(data) as store:
        await add_tenants(store)
        records = [sign_in(A, "a", sign_in_id=f"{n:036}", at=START) for n in range(RECORDS)]
        await asyncio.gather(*map(store.sign_in_log.record, records))
        await store.audit_chains.arrived()
        for turns in (1, 4):
            await asyncio.to_thread(seal_until_killed, data, turns)
            found = check(await trail(store))
            (chain,) = found.chains.values()
            assert told(found) == []
            async with store.audit_chains.databases[SIGN_INS].view() as view:
                placed = text("SELECT count(seq), count(*) FROM sign_ins")
                assert tuple((await view.connection.execute(placed)).one()) == (chain.last, RECORDS)
        await store.audit_chains.seal_all(await store.audit_chains.key(VAULT, NOW), NOW)
        found = check(await trail(store))
        assert (told(found), {chain.last for chain in found.chains.values()}) == ([], {RECORDS})
