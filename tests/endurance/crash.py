"""Killing processes at random moments under load (goals GA2 and GB1).

``python -m tests.endurance.crash`` kills a thousand times; the test kills a few.
Nine of ten kills hit one worker, the tenth hits the whole server, which is started
again on the same data. The thousand are shared by five servers that run side by side.
"""

from __future__ import annotations

import asyncio
import base64
import json
import math
import os
import random
import signal
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pysqlite3
from tests.endurance.figures import arguments, progress, write_figure
from tests.endurance.load import Client, Load
from tests.endurance.tenant import Daemon, new_directory
from tests.surface.cli.pool import pool

from daemonry.model.ids import TenantId
from daemonry.storage.store import DIRECTORY_FILE, RECORDS_FILE, open_store

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.endurance.load import Outcome
    from tests.endurance.tenant import Operator
    from tests.surface.cli.pool import Pool

WORKERS = 2
SERVERS = 5
RATE = 60
PAGE = 1000


@dataclass
class Findings:
    """What the clients were promised, and what was found afterwards."""

    kills: int = 0
    server_kills: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    broken: list[Outcome] = field(default_factory=list)
    dying: list[tuple[float, float]] = field(default_factory=list)
    tokens: set[str] = field(default_factory=set)
    secrets: set[str] = field(default_factory=set)
    lost_records: set[str] = field(default_factory=set)
    lost_changes: set[str] = field(default_factory=set)
    integrity: list[str] = field(default_factory=list)

    @property
    def failed(self) -> list[Outcome]:
        """Requests that failed although a broken connection was tried once more."""
        return [outcome for outcome in self.outcomes if not outcome.is_good]

    @property
    def unexplained(self) -> list[Outcome]:
        """Attempts that broke although no worker was dying while they were under way.

        A worker dies from the signal until its connections are closed; what is sent
        on them in between is lost as well.
        """
        return [
            attempt
            for attempt in self.broken
            if not any(
                attempt.sent <= gone and killed <= attempt.ended for killed, gone in self.dying
            )
        ]


class Crashes:
    """Load, changes and kills on one data directory."""

    def __init__(self, data: Path, operator: Operator, daemon: Daemon, secret: str) -> None:
        self.data = data
        self._operator = operator
        self._daemon = daemon
        self._form = daemon.form(secret)
        self._random = random.Random(2)
        self.findings = Findings()

    async def kill_workers(self, server: Pool, kills: int) -> None:
        """Kill one worker after the other; each time wait for its replacement."""
        client, load, changes = self._begin(server)
        loop = asyncio.get_running_loop()
        for _ in range(kills):
            await load.until(len(load.outcomes) + self._random.randint(1, RATE))
            victim = self._random.choice(server.pids())
            killed = loop.time()
            os.kill(victim, signal.SIGKILL)
            await asyncio.to_thread(server.wait_for, "a worker died")
            self.findings.dying.append((killed, loop.time()))
            await asyncio.to_thread(server.wait_for, "a worker is ready")
            self.findings.kills += 1
        await load.until(len(load.outcomes) + RATE)
        changes.cancel()
        self.findings.outcomes += await load.stop()
        self.findings.broken += load.broken
        await self._end(client, changes, load)

    async def kill_server(self, server: Pool) -> None:
        """Kill every process of the server at once."""
        client, load, changes = self._begin(server)
        await load.until(self._random.randint(1, RATE))
        for pid in (server.process.pid, *server.pids()):
            os.kill(pid, signal.SIGKILL)
        self.findings.server_kills += 1
        await load.stop()
        changes.cancel()
        await self._end(client, changes, load)

    def _begin(self, server: Pool) -> tuple[Client, Load, asyncio.Task[None]]:
        client = Client(server.port)
        load = Load(client, self._form, RATE, retry=True)
        return client, load, asyncio.create_task(self._change(client))

    async def _change(self, client: Client) -> None:
        """Add and remove secrets; remember those whose addition was acknowledged."""
        path = f"/applications/{self._daemon.app['id']}"
        while True:
            body = {"passwordCredential": {"displayName": "kept"}}
            made = await client.graph("POST", f"{path}/addPassword", body, self._daemon.token)
            if made.status != 200:
                await asyncio.sleep(1 / RATE)
                continue
            key_id = made.document["keyId"]
            self.findings.secrets.add(key_id)
            if len(self.findings.secrets) > 20:
                oldest = min(self.findings.secrets - {key_id})
                self.findings.secrets.discard(oldest)  # from here on it may be there or not
                await client.graph(
                    "POST", f"{path}/removePassword", {"keyId": oldest}, self._daemon.token
                )

    async def _end(self, client: Client, changes: asyncio.Task[None], load: Load) -> None:
        await asyncio.gather(changes, return_exceptions=True)
        await client.close()
        for outcome in load.outcomes:
            if outcome.status == 200:
                self.findings.tokens.add(uti_of(outcome.document["access_token"]))

    async def verify(self) -> None:
        """Compare what was promised with what is in the files."""
        found = self.findings
        tenant_id = TenantId(self._operator.tenant_id)
        async with await open_store(self.data) as store:
            recorded: set[str] = set()
            before = ""
            while page := await store.sign_in_log.list_newest(tenant_id, limit=PAGE, before=before):
                recorded |= {sign_in.unique_token_identifier for sign_in in page}
                before = page[-1].sign_in_id
            async with store.directory.read() as uow:
                app = await uow.applications.get(tenant_id, self._daemon.app["id"])
        assert app is not None
        held = {credential.key_id for credential in app.password_credentials}
        found.lost_records = found.tokens - recorded
        found.lost_changes = found.secrets - held
        for name in (DIRECTORY_FILE, RECORDS_FILE):
            connection = pysqlite3.connect(str(self.data / name))
            found.integrity += [
                row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"
            ]
            connection.close()


def crash(
    data: Path,
    *,
    worker_kills: int,
    server_kills: int,
    tell: Callable[[str], None] = lambda _: None,
    seconds: float = math.inf,
) -> Findings:
    """Run on a new directory and verify what is left; ``tell`` hears how far it is.

    After ``seconds`` no further round of kills is begun.
    """
    began = time.monotonic()
    operator = new_directory(data)
    crashes = None
    rounds = max(server_kills, 1)
    for number in range(rounds):
        share = worker_kills // rounds + (number < worker_kills % rounds)
        with pool(data, workers=WORKERS) as server:
            connection = server.connect()
            token = operator.sign_in(connection)
            if crashes is None:
                daemon = Daemon.register(connection, token)
                crashes = Crashes(data, operator, daemon, daemon.add_secret()[1])
            daemon.token = token
            asyncio.run(crashes.kill_workers(server, share))
            if number < server_kills:
                asyncio.run(crashes.kill_server(server))
                server.rest_of_log()  # ends when no process is left that could write it
        tell(f"{number + 1} of {rounds} rounds, {crashes.findings.kills} workers killed")
        if time.monotonic() - began > seconds:
            break
    asyncio.run(crashes.verify())
    return crashes.findings


def uti_of(token: str) -> str:
    body = token.split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    return str(claims["uti"])


def _site(number: int, kills: int, seconds: float) -> Findings:
    tenth = kills // 10
    with tempfile.TemporaryDirectory() as parent:
        return crash(
            Path(parent) / "data",
            worker_kills=kills - tenth,
            server_kills=tenth,
            tell=lambda line: progress(f"server {number + 1}: {line}"),
            seconds=seconds,
        )


def crash_together(kills: int, seconds: float) -> tuple[list[Findings], list[BaseException | None]]:
    """Share the kills among several servers at a time: most of a run is waiting.

    Returns what was found, and why runs broke that are not in it.
    """
    shares = [kills // SERVERS + (number < kills % SERVERS) for number in range(SERVERS)]
    with ProcessPoolExecutor(SERVERS) as processes:
        running = [
            processes.submit(_site, number, share, seconds) for number, share in enumerate(shares)
        ]
    whole = [each.result() for each in running if each.exception() is None]
    return whole, [each.exception() for each in running if each.exception() is not None]


def _count(found: list[Findings], what: str) -> int:
    return sum(len(getattr(each, what)) for each in found)


if __name__ == "__main__":
    given = arguments(kills=1000, is_long=True)
    seen, broken_runs = crash_together(given.kills, given.within * 60)
    workers, servers = (sum(getattr(each, n) for each in seen) for n in ("kills", "server_kills"))
    failed = [outcome for each in seen for outcome in each.failed]
    late = sum(outcome.status == 200 for outcome in failed)
    write_figure(
        "GA2",
        f"{len(failed) - late} of {_count(seen, 'outcomes'):,} requests failed after one retry"
        f" ({late} took more than 2 s),"
        f" {_count(seen, 'unexplained')} of {_count(seen, 'broken'):,} broken connections were not"
        f" those of a worker that was dying ({workers} kills)",
    )
    write_figure(
        "GB1",
        f"{_count(seen, 'lost_records')} of {_count(seen, 'tokens'):,} tokens without their record,"
        f" {_count(seen, 'lost_changes')} acknowledged changes lost, {_count(seen, 'integrity')}"
        f" integrity failures ({workers} kills of a worker, {servers} of the whole server)",
    )
    bad = ("unexplained", "lost_records", "lost_changes", "integrity")
    assert not broken_runs, broken_runs
    assert len(failed) == late, failed[:5]
    assert not any(_count(seen, each) for each in bad), bad
