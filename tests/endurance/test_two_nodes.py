"""Two nodes behind the proxy of the how-to: its configuration, and restarts without a failure."""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.endurance.load import Client, Load
from tests.endurance.tenant import Daemon, new_directory
from tests.programs import find_program
from tests.surface.cli.pool import free_port, pool

from daemonry.storage.system import SystemClock
from daemonry.web.tls import development_certificate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.endurance.load import Outcome
    from tests.surface.cli.pool import Pool

pytestmark = [pytest.mark.slow, pytest.mark.postgres]
EXAMPLE = Path(__file__).parents[2] / "docs" / "examples" / "haproxy.cfg"
CERTIFICATE = "/etc/haproxy/id.contoso.com.pem"
RATE = 20


def haproxy() -> Path:
    return find_program("haproxy", package="haproxy", marker="slow")


def test_the_example_configuration_is_one(tmp_path):
    own = development_certificate(tmp_path, ("id.contoso.com",), SystemClock().now())
    both = tmp_path / "both.pem"
    both.write_bytes(own.certificate.read_bytes() + own.key.read_bytes())
    copy = tmp_path / "haproxy.cfg"
    copy.write_text(EXAMPLE.read_text("utf-8").replace(CERTIFICATE, str(both)), "utf-8")
    checked = subprocess.run(
        [haproxy(), "-c", "-f", copy], check=False, capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stderr
    assert "WARNING" not in checked.stderr


@contextmanager
def proxied(directory: Path, ports: list[int]) -> Iterator[int]:
    """Run HAProxy by the example, without TLS, before nodes on these ports."""
    port = free_port()
    text = EXAMPLE.read_text("utf-8").replace(f":443 ssl crt {CERTIFICATE}", f"127.0.0.1:{port}")
    addresses = iter(ports)
    text = re.sub(r"10\.0\.0\.\d+:8443", lambda _: f"127.0.0.1:{next(addresses)}", text)
    copy = directory / "haproxy.cfg"
    copy.write_text(text, "utf-8")
    with subprocess.Popen(
        [haproxy(), "-f", copy], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            yield port
        finally:
            process.terminate()


async def answered_by(port: int) -> Client:
    """Return a client once the proxy has found a node."""
    client = Client(port)
    while (await client.ask("GET", "/livez", b"", "text/plain")).status != 200:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    return client


async def restart_all(port: int, form: dict[str, str], nodes: list[Node]) -> list[Outcome]:
    client = await answered_by(port)
    load = Load(client, form, RATE, retry=False)
    for node in nodes:
        await load.until(len(load.outcomes) + RATE)
        await asyncio.to_thread(node.restart)
        await load.until(len(load.outcomes) + 3 * RATE)  # until the proxy sends it requests
    outcomes = await load.stop()
    await client.close()
    return outcomes


class Node:
    """A node that can be started anew on its port."""

    def __init__(self, data: Path, *database: str) -> None:
        self._arguments = (data, *database)
        self.port = free_port()
        self._stack = ExitStack()
        self.server = self._start()

    def restart(self) -> None:
        self.close()
        self.server = self._start()

    def close(self) -> None:
        self._stack.close()

    def _start(self) -> Pool:
        return self._stack.enter_context(pool(*self._arguments, workers=1, port=self.port))


def test_ga1_nodes_are_restarted_one_after_the_other_without_a_failed_request(
    tmp_path, postgres_url, monkeypatch
):
    monkeypatch.setenv("DAEMONRY_DRAIN_DELAY", "4")
    database = ("--database", postgres_url)
    operator = new_directory(tmp_path / "a", *database)
    (tmp_path / "b").mkdir(mode=0o700)
    shutil.copytree(tmp_path / "a" / "keys", tmp_path / "b" / "keys")
    with ExitStack() as stack:
        nodes = []
        for name in "ab":
            nodes.append(Node(tmp_path / name, *database))
            stack.callback(nodes[-1].close)
        connection = nodes[0].server.connect()
        daemon = Daemon.register(connection, operator.sign_in(connection))
        form = daemon.form(daemon.add_secret()[1])
        connection.close()
        port = stack.enter_context(proxied(tmp_path, [node.port for node in nodes]))
        outcomes = asyncio.run(restart_all(port, form, nodes))
    assert [outcome for outcome in outcomes if outcome.status != 200] == []
    assert len(outcomes) >= 8 * RATE
