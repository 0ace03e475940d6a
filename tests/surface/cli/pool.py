"""``daemonry serve --workers K`` as tests see it: its processes, and a connection to each.

Nothing in an answer tells which worker gave it. A test that wants a certain one stops
the others by SIGSTOP while it connects: only a running process takes the connection.
"""

from __future__ import annotations

import http.client
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "id.contoso.test"
"""The public name of pools behind a proxy, whose part the test plays."""

START_SECONDS = 60
STOP_SECONDS = 30


class Connection:
    """One keep-alive connection, which is never opened anew behind one's back."""

    def __init__(self, port: int) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._http.connect()
        self._http.auto_open = 0

    def send(
        self, method: str, path: str, form: dict[str, str] | Any = None, *, token: str = ""
    ) -> None:
        """Send a request: a form when it goes to a token endpoint, else JSON."""
        headers = {"Host": HOST}
        body = None
        if path.endswith("/token"):
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(form)
        elif form is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(form)
        if token:
            headers["Authorization"] = f"Bearer {token}"
        self._http.request(method, path, body, headers)

    def receive(self) -> tuple[int, Any, http.client.HTTPMessage]:
        """Return status, document and headers of the answer."""
        answer = self._http.getresponse()
        content = answer.read()
        return answer.status, json.loads(content) if content else None, answer.headers

    def ask(self, method: str, path: str, form: Any = None, *, token: str = "") -> tuple[int, Any]:
        """Send a request and return status and document of the answer."""
        self.send(method, path, form, token=token)
        status, document, _ = self.receive()
        return status, document

    def last_answer(self, path: str) -> tuple[int, Any]:
        """Ask until an answer is the last of its connection; none may fail before."""
        while True:
            self.send("GET", path)
            status, document, headers = self.receive()
            if headers["Connection"] == "close":
                return status, document
            assert status == 200

    def close(self) -> None:
        self._http.close()


@dataclass
class Pool:
    """A running server. ``events`` reads its log, which is the way to wait for anything."""

    process: subprocess.Popen[str]
    port: int
    ready: dict[str, Any]
    log: queue.SimpleQueue[str] = field(default_factory=queue.SimpleQueue)
    """Lines of standard error, and '' at its end."""
    seen: list[str] = field(default_factory=list)
    connections: list[Connection] = field(default_factory=list)

    def pids(self) -> list[int]:
        """Return the process IDs of the workers, oldest first."""
        return children(self.process.pid)

    def connect(self, pid: int | None = None) -> Connection:
        """Return a connection to one worker, or to whichever takes it."""
        with stopped([] if pid is None else [other for other in self.pids() if other != pid]):
            connection = Connection(self.port)
            self.connections.append(connection)
            assert connection.ask("GET", "/livez")[0] == 200
        return connection

    def wait_for(self, event: str) -> dict[str, Any]:
        """Read the log until ``event`` is told."""
        try:
            while line := self.log.get(timeout=START_SECONDS):
                self.seen.append(line)
                if line.startswith("{") and json.loads(line)["event"] == event:
                    return json.loads(line)
        except queue.Empty:
            pass
        raise AssertionError(f"the server never told '{event}': {self.seen[-20:]}")

    def rest_of_log(self) -> str:
        """Return what the server and its workers tell until all of them have ended."""
        lines = []
        while line := self.log.get(timeout=STOP_SECONDS):
            lines.append(line)
        return "".join(lines)

    def close(self) -> None:
        for connection in self.connections:
            connection.close()

    def signal(self, number: signal.Signals) -> None:
        self.process.send_signal(number)


@contextmanager
def pool(
    data: Path, *options: str, workers: int = 2, behind_proxy: bool = True, port: int | None = None
) -> Iterator[Pool]:
    """Run ``daemonry serve`` on a data directory, by plain HTTP unless told otherwise."""
    proxy = ("--behind-proxy", "--public-url", f"https://{HOST}") if behind_proxy else ()
    port = port or free_port()
    command = [
        *(sys.executable, "-m", "daemonry", "serve", "--data", str(data), "--port", str(port)),
        *("--workers", str(workers), "--log-format", "json", "-o", "json", *proxy, *options),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    watchdog = threading.Timer(START_SECONDS, process.kill)
    watchdog.start()
    with process:
        try:
            line = process.stdout.readline()
            watchdog.cancel()
            assert line, process.stderr.read()
            server = Pool(process, port, json.loads(line))
            # Always read: a server whose log nobody takes stands still at some point.
            threading.Thread(target=_read, args=(process.stderr, server.log), daemon=True).start()
            for _ in range(workers if workers > 1 else 0):
                server.wait_for("a worker is ready")
            with closing(server):
                yield server
        finally:
            watchdog.cancel()
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                raise


def _read(stream: IO[str], lines: queue.SimpleQueue[str]) -> None:
    for line in stream:
        lines.put(line)
    lines.put("")


@contextmanager
def stopped(pids: list[int]) -> Iterator[None]:
    """Keep processes from running."""
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        for pid in pids:
            while _stat(pid)[0] not in "TZ":
                os.sched_yield()
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def children(pid: int) -> list[int]:
    """Return the living children of a process, oldest first."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                state, parent, *rest = _stat(int(entry.name))
            except OSError:
                continue
            if int(parent) == pid and state != "Z":
                found.append((int(rest[17]), int(entry.name)))
    return [child for _, child in sorted(found)]


def _stat(pid: int) -> list[str]:
    """Return state, parent and the rest of /proc/PID/stat (proc_pid_stat(5))."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def free_port() -> int:
    """Return a port that nobody used a moment ago."""
    from daemonry.web.server import listen

    with listen("127.0.0.1", 0) as probe:
        return int(probe.getsockname()[1])
