"""A worker process and the line between it and its supervisor: both ends.

The line is a socket pair. Down it come one JSON line, the job, and later the words
of ``Order``; up go the facts of a worker that accepts requests, and its wish to be
replaced. When it breaks, the other side has died.
"""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
from contextlib import asynccontextmanager, contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Self

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence

    from daemonry.web.lifecycle import RunningServer

_READY: Final = "ready"
_LEAVING: Final = "leaving"
_REPORT: Final = "report"
_MAX_LINE: Final = 1 << 20
_STANDARD_ERROR: Final = 2
"""Standard output is for the ready line, which the supervisor prints."""


class Order(StrEnum):
    """What a supervisor may tell a worker: see the methods of ``RunningServer``."""

    DRAIN = "drain"
    RETIRE = "retire"
    STOP = "stop"


_ASK: Final = "report"
"""What a supervisor says to hear what a worker has counted."""


class Worker:
    """A supervisor's view of one worker process."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer
        self.pid = process.pid
        self.report: Sequence[Any] | None = None
        self._reported = asyncio.Event()

    @classmethod
    async def start(
        cls, command: Sequence[str], listener: socket.socket, job: Mapping[str, Any]
    ) -> Self:
        """Start a fresh interpreter that inherits the listening socket.

        Not a fork: nothing that this process has opened, no thread and no random
        state is shared, and a new release takes over with a restart. The worker has
        a session of its own, so that Ctrl-C reaches the supervisor alone.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            process = await asyncio.create_subprocess_exec(
                *command,
                str(listener.fileno()),
                str(theirs.fileno()),
                pass_fds=(listener.fileno(), theirs.fileno()),
                stdin=subprocess.DEVNULL,
                stdout=_STANDARD_ERROR,
                start_new_session=True,
            )
        reader, writer = await asyncio.open_connection(sock=ours, limit=_MAX_LINE)
        worker = cls(process, reader, writer)
        worker._send(json.dumps(job))
        return worker

    async def ready(self) -> dict[str, Any] | None:
        """Return what the worker tells once it accepts requests; None when it ended instead."""
        line = await self._line()
        facts: dict[str, Any] | None = json.loads(line)[_READY] if line else None
        return facts

    async def wants_to_leave(self) -> bool:
        """Return True when the worker asks to be replaced, False when it has ended.

        What it reports meanwhile is kept in ``report``.
        """
        while line := await self._line():
            message = json.loads(line)
            if _REPORT not in message:
                return True
            self.report = message[_REPORT]
            self._reported.set()
        self._reported.set()
        return False

    async def ask_for_report(self) -> None:
        """Return once the worker has reported anew, or has ended."""
        self._reported.clear()
        self._send(_ASK)
        await self._reported.wait()

    async def exit_code(self) -> int:
        """Return the exit code, once it has ended; negative is the signal that killed it."""
        code = await self._process.wait()
        self._writer.close()
        return code

    def tell(self, order: Order) -> None:
        """Give an order; a worker that has ended does not mind."""
        self._send(order)

    def kill(self) -> None:
        """End the process by SIGKILL, if it still runs."""
        if self._process.returncode is None:
            self._process.kill()

    def _send(self, line: str) -> None:
        if not self._writer.is_closing():
            self._writer.write(line.encode() + b"\n")

    async def _line(self) -> bytes:
        try:
            return await self._reader.readline()
        except ConnectionError:
            return b""


class SupervisorLine:
    """A worker's end of the line."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self._is_leaving = False
        self._report: Callable[[], Any] | None = None

    def job(self) -> Any:
        """Wait for the job and return it. Raises EOFError when the supervisor has died."""
        with self._line.makefile("rb") as reader:
            line = reader.readline(_MAX_LINE)
        if not line:
            raise EOFError
        return json.loads(line)

    def ready(self, facts: Mapping[str, Any]) -> None:
        """Tell that requests are accepted, and what the server tells people about itself."""
        self._send({_READY: facts})

    @asynccontextmanager
    async def reporting(self, report: Callable[[], Any]) -> AsyncIterator[None]:
        """Tell what ``report`` returns whenever the supervisor asks, and at the end."""
        self._report = report
        try:
            yield
        finally:
            self._report = None
            self._send({_REPORT: report()})

    @contextmanager
    def orders(self, server: RunningServer) -> Iterator[None]:
        """Obey the supervisor. Signals to this process alone become a wish to be replaced.

        A service manager that signals every process of a service reaches the supervisor
        too, and its order to drain overtakes the replacement. A second signal stops
        this worker at once.
        """
        loop = asyncio.get_running_loop()

        def obey() -> None:
            words = self._received().split()
            if not words:
                # The port must be free for whoever starts in the supervisor's place.
                loop.remove_reader(self._line.fileno())
                server.retire()
            for word in words:
                if word == _ASK:
                    self._send({_REPORT: self._report() if self._report else []})
                else:
                    getattr(server, Order(word))()

        def leave() -> None:
            if self._is_leaving:
                server.stop()
            else:
                self._is_leaving = True
                self._send({_LEAVING: True})

        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        loop.add_signal_handler(signal.SIGTERM, leave)
        loop.add_reader(self._line.fileno(), obey)
        try:
            yield
        finally:
            loop.remove_reader(self._line.fileno())
            loop.remove_signal_handler(signal.SIGTERM)

    def _received(self) -> str:
        try:
            return self._line.recv(_MAX_LINE).decode()
        except ConnectionError:
            return ""

    def _send(self, message: Mapping[str, Any]) -> None:
        # A supervisor that has died is noticed by ``obey``.
        try:
            self._line.sendall(json.dumps(message).encode() + b"\n")
        except ConnectionError:
            return
