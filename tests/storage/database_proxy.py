"""A TCP proxy between a node and its database, at which tests can pull the plug."""

from __future__ import annotations

import asyncio
import math
import threading
from enum import Enum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Coroutine
    from pathlib import Path
    from typing import Any

_CHUNK = 65536
_PORT = 5432


class Line(Enum):
    """What becomes of connections: served, cut and refused, or left without any answer."""

    UP = "up"
    CUT = "cut"
    SILENT = "silent"


class DatabaseProxy:
    """Forwards to the server on the Unix socket in ``target``. It has a thread of its own."""

    def __init__(self, target: Path) -> None:
        self._target = target
        self._line = Line.UP
        self._answers = math.inf
        self._then = Line.UP
        self._writers: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._may_flow = asyncio.Event()
        self._may_flow.set()

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = self._run(asyncio.start_server(self._accept, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._end())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/{database}?sslmode=disable"

    def become(self, line: Line, target: Path | None = None) -> None:
        """Change the state of all connections, and where new ones go."""
        self._run(self._become(line, target or self._target))

    @property
    def is_silent(self) -> bool:
        """Whether answers wait here."""
        return not self._may_flow.is_set()

    def let_pass(self, answers: int, then: Line, target: Path | None = None) -> None:
        """Cut all connections; new ones get so many answers each before they become ``then``.

        Nothing is seen of it before the caller's event loop has its turn.
        """
        self.become(Line.CUT)
        self.become(Line.UP, target)
        self._answers, self._then = answers, then

    async def _become(self, line: Line, target: Path) -> None:
        self._target, self._line, self._answers = target, line, math.inf
        if line is Line.SILENT:
            self._may_flow.clear()
        else:
            self._may_flow.set()
        if line is Line.CUT:
            for writer in tuple(self._writers):
                writer.transport.abort()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        opened = [writer]
        self._writers.add(writer)
        try:
            await self._may_flow.wait()
            if self._line is Line.UP:
                path = self._target / f".s.PGSQL.{_PORT}"
                server_reader, server_writer = await asyncio.open_unix_connection(path)
                opened.append(server_writer)
                self._writers.add(server_writer)
                await asyncio.gather(
                    self._forward(reader, server_writer),
                    self._forward(server_reader, writer, are_answers=True),
                )
        except OSError:
            pass  # the server is not there, which the node finds out by being cut off
        finally:
            self._writers.difference_update(opened)
            for each in opened:
                each.transport.abort()

    async def _forward(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        *,
        are_answers: bool = False,
    ) -> None:
        passed = 0
        while data := await reader.read(_CHUNK):
            is_enough = are_answers and passed >= self._answers
            if is_enough and self._then is Line.CUT:
                raise ConnectionError
            if is_enough:
                self._may_flow.clear()
            await self._may_flow.wait()
            passed += 1
            writer.write(data)
            await writer.drain()
        writer.close()

    async def _end(self) -> None:
        self._server.close()
        await self._become(Line.CUT, self._target)
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await asyncio.sleep(0)  # so that transports close what was aborted

    def _run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()
