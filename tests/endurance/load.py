"""Constant arrival of token requests, and a ledger of what came of each.

Arrivals do not wait for answers, so that a pause of the server is seen as it is. No
request is sent twice unless ``retry`` asks for the one repetition, after a connection
broke, that HTTP clients make by themselves.
"""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.endurance.tenant import TOKEN_PATH
from tests.surface.cli.pool import HOST

LATE = 2.0
"""Seconds after which an answer counts as a failure."""


@dataclass
class Outcome:
    """What came of one request. ``status`` 0 means that the connection broke."""

    sent: float
    ended: float
    status: int
    document: Any = None

    @property
    def is_good(self) -> bool:
        return self.status == 200 and self.ended - self.sent <= LATE


class Client:
    """HTTP/1.1 with keep-alive, which tells of every broken connection."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self, method: str, path: str, body: bytes, kind: str, token: str = "") -> Outcome:
        """Send one request on an idle connection, or a new one."""
        loop = asyncio.get_running_loop()
        sent = loop.time()
        head = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", f"Content-Type: {kind}"]
        head += [f"Authorization: Bearer {token}"] if token else []
        head += [f"Content-Length: {len(body)}", "", ""]
        try:
            status, content = await self._exchange("\r\n".join(head).encode() + body)
        except (OSError, EOFError):
            return Outcome(sent, loop.time(), 0)
        document = json.loads(content) if content else None
        return Outcome(sent, loop.time(), status, document)

    async def token(self, form: dict[str, str]) -> Outcome:
        body = urlencode(form).encode()
        return await self.ask("POST", TOKEN_PATH, body, "application/x-www-form-urlencoded")

    def forget_idle(self) -> None:
        """Close what is idle, so that the next request is sent on a new connection."""
        for _, writer in self._idle:
            writer.close()
        self._idle.clear()

    async def graph(self, method: str, path: str, document: Any, token: str) -> Outcome:
        body = json.dumps(document).encode()
        return await self.ask(method, f"/v1.0{path}", body, "application/json", token)

    async def _exchange(self, request: bytes) -> tuple[int, bytes]:
        reader, writer = await self._connection()
        is_kept = False
        try:
            writer.write(request)
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower().split("\r\n")
            headers = dict(line.split(": ", 1) for line in head[1:] if line)
            content = await reader.readexactly(int(headers.get("content-length", "0")))
            is_kept = headers.get("connection") != "close"
        finally:
            if is_kept:
                self._idle.append((reader, writer))
            else:
                writer.close()
        return int(head[0].split(" ")[1]), content

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        while self._idle:
            reader, writer = self._idle.pop()
            if not reader.at_eof():
                return reader, writer
            writer.close()
        return await asyncio.open_connection("127.0.0.1", self._port)

    async def close(self) -> None:
        for _, writer in self._idle:
            writer.close()
        await asyncio.gather(
            *[writer.wait_closed() for _, writer in self._idle], return_exceptions=True
        )


class Load:
    """Asks for tokens at ``rate`` a second until it is told to stop."""

    def __init__(self, client: Client, form: dict[str, str], rate: int, *, retry: bool) -> None:
        self._client = client
        self._form = form
        self._rate = rate
        self._retry = retry
        self._is_over = asyncio.Event()
        self._running = asyncio.create_task(self._run())
        self.outcomes: list[Outcome] = []
        self.broken: list[Outcome] = []
        """Attempts whose connection broke, also when the repetition was answered."""

    async def stop(self) -> list[Outcome]:
        """Send nothing more and return what came of everything that was sent."""
        self._is_over.set()
        await self._running
        return self.outcomes

    async def until(self, count: int) -> None:
        """Return when so many requests have ended."""
        while len(self.outcomes) < count:  # noqa: ASYNC110 - the load itself is the clock
            await asyncio.sleep(1 / self._rate)

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        due = loop.time()
        async with asyncio.TaskGroup() as requests:
            while not self._is_over.is_set():
                requests.create_task(self._one())
                due += 1 / self._rate
                await asyncio.sleep(max(0.0, due - loop.time()))

    async def _one(self) -> None:
        outcome = await self._client.token(self._form)
        if outcome.status == 0:
            self.broken.append(outcome)
            if self._retry:
                sent = outcome.sent
                self._client.forget_idle()
                outcome = await self._client.token(self._form)
                outcome.sent = sent
        self.outcomes.append(outcome)
