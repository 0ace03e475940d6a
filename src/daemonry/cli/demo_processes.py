"""The programs that the demo starts: two servers, and the example daemons."""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from daemonry.cli.errors import CommandError, ExitCode

CLIENTS = Path(__file__).parents[3] / "clients"
"""The example daemons; they are part of a source checkout, not of an installed package."""

_START_SECONDS = 30
_STOP_SECONDS = 10
_CLIENT_SECONDS = 60
_NPM_SECONDS = 180
_MIN_NODE = 20


@dataclass(frozen=True, slots=True)
class ClientRun:
    """What an example daemon printed, and its exit code."""

    exit_code: int
    output: str
    errors: str


@contextmanager
def running_server(*arguments: str, log: Path) -> Iterator[dict[str, Any]]:
    """Run a ``daemonry`` server in the background; yield the JSON it prints when ready.

    Its log goes to the file ``log``, whose last lines are told when it does not start.
    """
    command = [sys.executable, "-m", "daemonry", *arguments]
    with log.open("w", encoding="utf-8") as errors:
        process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdout=subprocess.PIPE, stderr=errors, stdin=subprocess.DEVNULL, text=True
        )
        try:
            yield _when_ready(process, log)
        finally:
            _stop(process)


def python_daemon(*arguments: str, environment: Mapping[str, str]) -> ClientRun | None:
    """Run the Python daemon; None when it is not here or MSAL is not installed."""
    from importlib.util import find_spec  # noqa: PLC0415 - of use here only

    program = CLIENTS / "python-daemon" / "daemon.py"
    if not program.exists() or find_spec("msal") is None or find_spec("requests") is None:
        return None
    return _run([sys.executable, str(program), *arguments], program.parent, environment)


def why_no_node() -> str:
    """Return why the Node.js daemon cannot run here, or ''."""
    directory = CLIENTS / "node-daemon"
    if not (directory / "package.json").exists():
        return "the example daemons are part of a source checkout only"
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None:
        return "Node.js is not installed"
    version = _output([node, "--version"]).removeprefix("v").split(".")[0]
    if not version.isdigit() or int(version) < _MIN_NODE:
        return f"Node.js {_MIN_NODE} or newer is needed"
    if not _has_packages(directory) and npm is None:
        return "npm is not installed"
    return ""


def install_node_packages() -> str:
    """Install the locked npm packages where they are missing; return why not, or ''."""
    directory = CLIENTS / "node-daemon"
    npm = shutil.which("npm")
    if npm is None or _has_packages(directory):
        return ""
    arguments = [npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"]
    try:
        done = subprocess.run(  # noqa: S603 - arguments are ours
            arguments,
            cwd=directory,
            capture_output=True,
            text=True,
            timeout=_NPM_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"'npm ci' took longer than {_NPM_SECONDS} seconds"
    return "" if done.returncode == 0 else f"'npm ci' failed: {_last_line(done.stderr)}"


def node_daemon(*arguments: str, environment: Mapping[str, str]) -> ClientRun:
    """Run the Node.js daemon. Call it when ``why_no_node`` has no objection."""
    node = shutil.which("node") or "node"
    return _run([node, ".", *arguments], CLIENTS / "node-daemon", environment)


def _has_packages(directory: Path) -> bool:
    """Tell whether node_modules was made from the lock file as it is now."""
    made = directory / "node_modules" / ".package-lock.json"
    lock = directory / "package-lock.json"
    return made.exists() and made.stat().st_mtime >= lock.stat().st_mtime


def _run(command: Sequence[str], directory: Path, environment: Mapping[str, str]) -> ClientRun:
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command,
            cwd=directory,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=_CLIENT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise CommandError(
            f"{Path(command[1]).name} took longer than {_CLIENT_SECONDS} seconds.",
            "Run the demo again on a machine that is less busy.",
            ExitCode.UNREACHABLE,
        ) from error
    return ClientRun(done.returncode, done.stdout.strip(), done.stderr.strip())


def _output(command: Sequence[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    return done.stdout.strip()


def _when_ready(process: "subprocess.Popen[str]", log: Path) -> dict[str, Any]:
    """Return the first line of JSON; a server that says nothing in time is stopped."""
    timer = threading.Timer(_START_SECONDS, process.kill)
    timer.start()
    try:
        line = process.stdout.readline() if process.stdout is not None else ""
    finally:
        timer.cancel()
    if line:
        return dict(json.loads(line))
    raise CommandError(
        f"The server did not start: {_last_line(log.read_text(encoding='utf-8'))}",
        "Run the same command by hand to see all of its log.",
        ExitCode.UNREACHABLE,
    )


def _stop(process: "subprocess.Popen[str]") -> None:
    process.terminate()
    try:
        process.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


def _last_line(text: str) -> str:
    lines = text.strip().splitlines()
    return lines[-1] if lines else "no output"
