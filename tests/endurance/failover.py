"""The primary of two PostgreSQL servers is killed under load of two nodes (goal GA5).

``python -m tests.endurance.failover`` keeps the database away for ten minutes; the test
does so for a moment. The nodes reach it through a proxy that is told, as by a failover
manager, where the primary is.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.endurance.crash import PAGE, uti_of
from tests.endurance.figures import arguments, write_figure
from tests.endurance.load import Client, Load
from tests.endurance.tenant import TOKEN_PATH, Daemon, new_directory
from tests.storage.database_proxy import DatabaseProxy, Line
from tests.storage.postgres_server import PostgresServer, find_binaries
from tests.surface.cli.pool import pool

from daemonry.model.ids import TenantId
from daemonry.storage.postgres_survey import survey
from daemonry.storage.spool import SPOOL_FILE, count_spooled
from daemonry.storage.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.endurance.load import Outcome
    from tests.surface.cli.pool import Connection, Pool

DATABASE = "daemonry"
TRIALS = 5


@dataclass
class Findings:
    """What the clients were promised, and what was found afterwards."""

    outcomes: list[Outcome] = field(default_factory=list)
    refusals: list[tuple[int, Any, str | None]] = field(default_factory=list)
    readiness: list[tuple[int, Any]] = field(default_factory=list)
    acknowledged: set[str] = field(default_factory=set)
    lost_changes: set[str] = field(default_factory=set)
    lost_records: set[str] = field(default_factory=set)
    recorded_twice: int = 0
    incoherent: list[Any] = field(default_factory=list)
    away_seconds: float = 0
    back_seconds: float = 0
    is_former_refused: bool = False
    standbys: int = 0

    @property
    def failed(self) -> int:
        """Requests that got no token."""
        return sum(outcome.status != 200 for outcome in self.outcomes)

    @property
    def longest(self) -> float:
        """Seconds that the slowest request took."""
        return max(outcome.ended - outcome.sent for outcome in self.outcomes)


@dataclass
class Site:
    """Two servers, the proxy before them, and two nodes with directories of their own."""

    primary: PostgresServer
    standby: PostgresServer
    proxy: DatabaseProxy
    data: list[Path]
    nodes: list[Pool]
    daemon: Daemon
    secret: str
    tenant_id: str
    findings: Findings = field(default_factory=Findings)

    async def fail_over(self, rate: int, seconds: float) -> None:
        """Kill the primary under load, be without for ``seconds``, promote the standby."""
        clients = [Client(node.port) for node in self.nodes]
        form = self.daemon.form(self.secret)
        loads = [Load(client, form, rate, retry=False) for client in clients]
        changes = asyncio.create_task(self._change(clients[0]))
        await _more(loads, rate)
        loop = asyncio.get_running_loop()
        await asyncio.to_thread(self.primary.kill)
        gone = loop.time()
        await _more(loads, int(rate * seconds))
        await asyncio.to_thread(self._look_at_nodes)
        await asyncio.to_thread(self.standby.promote)
        self.proxy.become(Line.UP, self.standby.home)
        promoted = loop.time()
        known = len(self.findings.acknowledged)
        while len(self.findings.acknowledged) == known:  # noqa: ASYNC110 - the nodes tell nobody
            await asyncio.sleep(0.01)
        self.findings.away_seconds = promoted - gone
        self.findings.back_seconds = loop.time() - promoted
        await _more(loads, rate)
        changes.cancel()
        await asyncio.gather(changes, return_exceptions=True)
        for client, load in zip(clients, loads, strict=True):
            self.findings.outcomes += await load.stop()
            await client.close()

    async def _change(self, client: Client) -> None:
        """Register applications; remember those that were acknowledged."""
        number = 0
        while True:
            number += 1
            body = {"displayName": f"kept {number}"}
            made = await client.graph("POST", "/applications", body, self.daemon.token)
            if made.status == 201:
                self.findings.acknowledged.add(made.document["id"])
            else:
                await asyncio.sleep(0.02)

    def _look_at_nodes(self) -> None:
        for node in self.nodes:
            connection = node.connect()
            connection.send("POST", "/v1.0/applications", {"displayName": "no"}, token=self.token)
            status, document, headers = connection.receive()
            self.findings.refusals.append((status, document, headers["Retry-After"]))
            self.findings.readiness.append(connection.ask("GET", "/readyz"))

    @property
    def token(self) -> str:
        return self.daemon.token

    def probe_coherence(self, trials: int) -> None:
        """Delete secrets through one node; each must be refused by the other at once."""
        connections = [node.connect() for node in self.nodes]
        for number in range(trials):
            by, other = connections[number % 2], connections[1 - number % 2]
            key_id, secret = self.daemon.add_secret(by)
            form = self.daemon.form(secret)
            self._expect(other, form, 200)
            self.daemon.remove_secret(key_id, by)
            self._expect(other, form, 401)

    def _expect(self, connection: Connection, form: dict[str, str], status: int) -> None:
        got, _ = connection.ask("POST", TOKEN_PATH, form)
        if got != status:
            self.findings.incoherent.append((status, got))

    def offer_former_primary(self) -> None:
        """Let the killed server start again behind the proxy: the nodes must not write there."""
        self.primary.start()
        connection = self.nodes[0].connect()
        self.proxy.become(Line.CUT)
        self.proxy.become(Line.UP, self.primary.home)
        self.nodes[0].wait_for("the database is away, tokens are issued from memory")
        status, _ = connection.ask(
            "POST", "/v1.0/applications", {"displayName": "no"}, token=self.token
        )
        self.findings.is_former_refused = status == 503
        self.proxy.become(Line.CUT)
        self.proxy.become(Line.UP, self.standby.home)
        self.nodes[0].wait_for("the database is back")

    async def verify(self) -> None:
        """Compare what was promised with what the promoted server holds."""
        for data in self.data:
            while count_spooled(data / SPOOL_FILE):  # noqa: ASYNC110 - the nodes bring it
                await asyncio.sleep(0.01)
        tenant_id = TenantId(self.tenant_id)
        async with await open_store(self.standby.url(DATABASE)) as store:
            recorded: list[str] = []
            before = ""
            while page := await store.sign_in_log.list_newest(tenant_id, limit=PAGE, before=before):
                recorded += [sign_in.unique_token_identifier for sign_in in page]
                before = page[-1].sign_in_id
            async with store.directory.read() as uow:
                held = {
                    object_id
                    for object_id in self.findings.acknowledged
                    if await uow.applications.get(tenant_id, object_id) is not None
                }
        issued = {
            uti_of(outcome.document["access_token"])
            for outcome in self.findings.outcomes
            if outcome.status == 200
        }
        self.findings.lost_records = issued - set(recorded)
        self.findings.recorded_twice = len([each for each in recorded if each]) - len(
            {each for each in recorded if each}
        )
        self.findings.lost_changes = self.findings.acknowledged - held


@contextmanager
def site(parent: Path) -> Iterator[Site]:
    """Run everything on new directories. Commits wait for the standby, so that none is lost."""
    binaries = find_binaries()
    with (
        PostgresServer(binaries) as primary,
        PostgresServer(binaries, standby_of=primary) as standby,
        DatabaseProxy(primary.home) as proxy,
    ):
        primary.new_database(DATABASE)
        primary.wait_for_standby()
        database = ("--database", proxy.url(DATABASE))
        data = [parent / "a", parent / "b"]
        operator = new_directory(data[0], *database)
        data[1].mkdir(mode=0o700)
        shutil.copytree(data[0] / "keys", data[1] / "keys")
        with (
            pool(data[0], *database, workers=1) as first,
            pool(data[1], *database, workers=1) as second,
        ):
            connection = first.connect()
            daemon = Daemon.register(connection, operator.sign_in(connection))
            _, secret = daemon.add_secret()
            yield Site(
                primary, standby, proxy, data, [first, second], daemon, secret, operator.tenant_id
            )


def failover(parent: Path, *, rate: int, seconds: float) -> Findings:
    """Fail over once and verify."""
    with site(parent) as one:
        one.probe_coherence(TRIALS)
        seen = asyncio.run(survey(one.primary.url(DATABASE))).standbys
        one.findings.standbys = sum(standby.is_synchronous for standby in seen)
        asyncio.run(one.fail_over(rate, seconds))
        one.probe_coherence(TRIALS)
        asyncio.run(one.verify())
        one.offer_former_primary()
        return one.findings


async def _more(loads: list[Load], count: int) -> None:
    await asyncio.gather(*[load.until(len(load.outcomes) + count) for load in loads])


if __name__ == "__main__":
    given = arguments(seconds=600, rate=20)
    with tempfile.TemporaryDirectory() as directory:
        found = failover(Path(directory), rate=given.rate, seconds=given.seconds)
    write_figure(
        "GA5",
        f"{found.failed} of {len(found.outcomes):,} token requests to two nodes failed, the slowest"
        f" took {found.longest:.1f} s; {round(found.away_seconds)} s without a primary; changes"
        f" were possible {found.back_seconds:.1f} s after the promotion;"
        f" {len(found.lost_changes)} of {len(found.acknowledged)} acknowledged changes and"
        f" {len(found.lost_records)} records lost, {found.recorded_twice} records twice",
    )
    statuses = Counter(outcome.status for outcome in found.outcomes)
    bad = (found.failed, found.lost_changes, found.lost_records, found.incoherent)
    assert not any(bad), [statuses, *(str(each)[:200] for each in bad)]
