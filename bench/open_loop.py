"""Requests at a constant rate, whatever the server does: latencies without coordination."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from bench.load import Target

CONNECTIONS = 64


@dataclass(frozen=True, slots=True)
class Latencies:
    """How long answers took, counted from when each request was due."""

    count: int
    failed: int
    p50_ms: float
    p99_ms: float


async def latencies(target: Target, rate: float, seconds: float) -> Latencies:
    """Post to a plain HTTP target at ``rate`` a second; a late start counts as waiting."""
    parts = urlsplit(target.url)
    idle: asyncio.Queue[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        idle.put_nowait(await asyncio.open_connection(parts.hostname, parts.port))
    taken: list[float] = []
    failures = 0

    async def ask(due: float, body: str) -> None:
        nonlocal failures
        reader, writer = await idle.get()
        head = (
            f"POST {parts.path} HTTP/1.1\r\nHost: {target.host}\r\n"
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        )
        writer.write((head + body).encode())
        answer = await reader.readuntil(b"\r\n\r\n")
        length = answer.lower().rsplit(b"content-length: ", 1)[1].split(b"\r\n")[0]
        await reader.readexactly(int(length))
        taken.append(time.perf_counter() - due)
        failures += not answer.startswith(b"HTTP/1.1 200")
        idle.put_nowait((reader, writer))

    start, count = time.perf_counter(), int(rate * seconds)
    async with asyncio.TaskGroup() as group:
        for number in range(count):
            due = start + number / rate
            if (early := due - time.perf_counter()) > 0:
                await asyncio.sleep(early)
            group.create_task(ask(due, target.bodies[number % len(target.bodies)]))
    while not idle.empty():
        idle.get_nowait()[1].close()
    taken.sort()
    return Latencies(count, failures, taken[count // 2] * 1e3, taken[count * 99 // 100] * 1e3)
