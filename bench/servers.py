"""The servers that are measured: ours in several ways, and a peer."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bench.load import SERVER_CORE, Target, pinned

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.arrange import Arranged

BIN = Path(sys.executable).parent
HERE = Path(__file__).resolve().parent
MULTI_BUFFER = sorted((HERE.parent / ".multi-buffer/usr/lib").glob("*/libcrypto_mb.so.*"))
NOBODY = "00000000-0000-4000-8000-000000000001"


@dataclass(frozen=True, slots=True)
class Way:
    """How one of our servers is run."""

    name: str
    tls: bool = False
    multi_buffer: str = "off"
    workers: int = 1
    is_pinned: bool = True


@contextmanager
def ours(way: Way, data: Path) -> Iterator[tuple[str, tuple[int, ...], str]]:
    """Serve a copy of ``data``; yield base URL, process IDs and the value of Host."""
    copy = data.with_name(f"{data.name}-{way.name.replace(' ', '-')}")
    shutil.copytree(data, copy)
    command = [str(BIN / "daemonry"), "serve", "--data", str(copy), "--port", "0"]
    command += ["--workers", str(way.workers), "--log-level", "error", "--output", "json"]
    if not way.tls:
        command += ["--behind-proxy", "--public-url", "https://localhost"]
    environment = os.environ | {
        "DAEMONRY_FAILURES_PER_MINUTE": "0",  # what a refusal costs, not how long it waits
        "DAEMONRY_MULTI_BUFFER": way.multi_buffer,
        "DAEMONRY_ACCESS_TOKEN_LIFETIME": "3600",
    }
    server = subprocess.Popen(
        pinned(SERVER_CORE, command) if way.is_pinned else command,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )
    try:
        assert server.stdout is not None
        if not server.stdout.readline():
            sys.exit(f"The server '{way.name}' did not start.")
        pids = (server.pid, *children(server.pid))
        port = listening_port(pids)
        scheme = "https" if way.tls else "http"
        host = f"localhost:{port}" if way.tls else "localhost"
        yield f"{scheme}://127.0.0.1:{port}", pids, host
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


@contextmanager
def peer(arranged: Arranged) -> Iterator[Target]:
    """Run node-oidc-provider with as many clients; yield its target."""
    command = ["node", str(HERE / "peer/server.mjs")]
    server = subprocess.Popen(
        pinned(SERVER_CORE, command),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env=os.environ | {"NODE_ENV": "production"},
    )
    try:
        assert server.stdin is not None
        assert server.stdout is not None
        clients = [{"id": one.app_id, "secret": one.secret} for one in arranged.clients]
        roles = ["ToDoList.Read.All", "ToDoList.ReadWrite.All"]
        server.stdin.write(json.dumps({"clients": clients, "roles": roles}))
        server.stdin.close()
        port = int(server.stdout.readline())
        bodies = forms(arranged, scope=None)
        host = f"localhost:{port}"
        yield Target(f"http://127.0.0.1:{port}/token", host, bodies, (server.pid,))
    finally:
        server.terminate()
        server.wait()


def forms(arranged: Arranged, **changes: str | None) -> tuple[str, ...]:
    """Return one request body for each client; a change of None leaves a parameter out."""
    made = []
    for client in arranged.clients:
        form: dict[str, str | None] = {
            "grant_type": "client_credentials",
            "client_id": client.app_id,
            "client_secret": client.secret,
            "scope": arranged.scope,
        } | changes
        made.append(urlencode({name: value for name, value in form.items() if value}))
    return tuple(made)


def children(pid: int) -> tuple[int, ...]:
    """Return the child processes of a process."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return tuple(int(child) for child in listed.split())


def listening_port(pids: Sequence[int]) -> int:
    """Return the port on which one of the processes listens."""
    inodes = set()
    for pid in pids:
        for link in Path(f"/proc/{pid}/fd").iterdir():
            try:
                target = str(link.readlink())
            except OSError:
                continue
            if target.startswith("socket:["):
                inodes.add(target[8:-1])
    for line in Path("/proc/net/tcp").read_text(encoding="ascii").splitlines()[1:]:
        fields = line.split()
        if fields[3] == "0A" and fields[9] in inodes:
            return int(fields[1].split(":")[1], 16)
    sys.exit("The server listens nowhere.")
