"""The command line as a person at a shell sees it: arguments in, two streams and a code out."""

from __future__ import annotations

import contextlib
import io
import json
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from daemonry.cli import main

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

START_SECONDS = 60
STOP_SECONDS = 20


@dataclass(frozen=True)
class Answer:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The result, for commands that ran with ``-o json``."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Shell:
    """Runs commands over one data directory."""

    data: Path

    def __call__(self, *arguments: str) -> Answer:
        """Run a command on the data directory."""
        return plain(*arguments, "--data", str(self.data))

    def json(self, *arguments: str) -> Any:
        """Run a command that must succeed and return its result."""
        answer = self(*arguments, "-o", "json")
        assert answer.code == 0, answer.err
        return answer.json


def plain(*arguments: str) -> Answer:
    """Run a command as it is."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments)
    return Answer(code, out.getvalue(), err.getvalue())


@contextmanager
def started(*arguments: str, stream: str = "stdout") -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run a command that serves; yield the process and the first line on ``stream``."""
    process = subprocess.Popen(
        [sys.executable, "-m", "daemonry", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    watchdog = threading.Timer(START_SECONDS, process.kill)
    watchdog.start()
    with process:
        try:
            yield process, getattr(process, stream).readline()
        finally:
            watchdog.cancel()
            process.terminate()
            try:
                process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
