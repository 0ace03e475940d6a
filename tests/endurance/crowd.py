"""Many connections that ask nothing, and some that never finish, beside valid requests (GC6).

``python -m tests.endurance.crowd`` holds ten thousand; the test some hundred.
"""

from __future__ import annotations

import asyncio
import resource
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.endurance.figures import arguments, write_figure
from tests.endurance.load import Client, Load
from tests.endurance.tenant import TOKEN_PATH, Daemon, new_directory
from tests.surface.cli.pool import HOST, pool

if TYPE_CHECKING:
    from tests.surface.cli.pool import Pool

RATE = 50
_AT_ONCE = 100
_LIVEZ = f"GET /livez HTTP/1.1\r\nHost: {HOST}\r\n\r\n".encode()
_UNFINISHED = (
    b"",
    f"GET /livez HTTP/1.1\r\nHost: {HOST}\r\nX-Slow".encode(),
    f"POST {TOKEN_PATH} HTTP/1.1\r\nHost: {HOST}\r\nContent-Length: 9\r\n\r\n".encode(),
)


@dataclass
class Findings:
    """What a crowd cost."""

    idle: int = 0
    slow: int = 0
    hung_up: int = 0
    requests: int = 0
    failed: int = 0
    bytes_each: int = 0


async def gather_crowd(server: Pool, form: dict[str, str], idle: int, slow: int, requests: int):
    """Open everything, ask for tokens meanwhile, and wait until slow clients are hung up on."""
    found = Findings(idle=0, slow=slow)
    client = Client(server.port)
    await client.token(form)
    before = resident(server.process.pid)
    load = Load(client, form, RATE, retry=False)
    lines = []
    for start in range(0, idle, _AT_ONCE):
        lines += await asyncio.gather(
            *[_idle(server.port) for _ in range(min(_AT_ONCE, idle - start))]
        )
    found.idle = sum(not reader.at_eof() for reader, _ in lines)
    found.bytes_each = max(0, resident(server.process.pid) - before) // max(found.idle, 1)
    unfinished = [_slow(server.port, _UNFINISHED[n % len(_UNFINISHED)]) for n in range(slow)]
    found.hung_up = sum(await asyncio.gather(*unfinished))
    await load.until(requests)
    outcomes = await load.stop()
    found.requests = len(outcomes)
    found.failed = sum(outcome.status != 200 for outcome in outcomes)
    for _, writer in lines:
        writer.close()
    await client.close()
    return found


async def _idle(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Ask once and keep the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(_LIVEZ)
    await reader.readuntil(b"alive")
    return reader, writer


async def _slow(port: int, unfinished: bytes) -> bool:
    """Begin a request and wait for the server to give up; tell whether it did."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(unfinished)
    answer = await reader.read()
    writer.close()
    return b" 200 " not in answer


def resident(pid: int) -> int:
    """Return the memory of a process, in bytes (proc_pid_status(5))."""
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


def crowd(data: Path, *, idle: int, slow: int, requests: int) -> Findings:
    """Run on a new directory."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    try:
        operator = new_directory(data)
        with pool(data, workers=1) as server:
            connection = server.connect()
            daemon = Daemon.register(connection, operator.sign_in(connection))
            form = daemon.form(daemon.add_secret()[1])
            return asyncio.run(gather_crowd(server, form, idle, slow, requests))
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


if __name__ == "__main__":
    given = arguments(connections=10_000)
    with tempfile.TemporaryDirectory() as parent:
        seen = crowd(Path(parent) / "data", idle=given.connections, slow=600, requests=500)
    write_figure(
        "GC6",
        f"{seen.failed} of {seen.requests:,} token requests failed beside {seen.idle:,} idle"
        f" connections ({seen.bytes_each / 1024:.1f} KiB of memory each) and {seen.slow} that never"
        f" finished a request, of which {seen.hung_up} were hung up on (one worker, plain HTTP)",
    )
    assert (seen.failed, seen.hung_up) == (0, seen.slow), seen
