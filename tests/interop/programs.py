"""The example daemons, run as their users run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.interop.dev_server import DevServer

CLIENTS = Path(__file__).parents[2] / "clients"
NODE_DAEMON = CLIENTS / "node-daemon"
RUN_SECONDS = 60


@dataclass(frozen=True)
class Program:
    """One of the example daemons."""

    name: str
    command: tuple[str, ...]
    directory: Path
    ca_variable: str

    def run(self, settings: dict[str, str], *arguments: str) -> Outcome:
        """Run one operation with these settings and nothing else in the environment."""
        done = subprocess.run(
            (*self.command, *arguments),
            cwd=self.directory,
            env={"PATH": os.environ["PATH"], **settings},
            capture_output=True,
            text=True,
            timeout=RUN_SECONDS,
            check=False,
        )
        return Outcome(done.returncode, done.stdout, done.stderr)

    def settings(self, server: DevServer, **changes: str) -> dict[str, str]:
        """Return the settings of the seeded daemon, with changes."""
        return {
            "CLIENT_ID": server.daemon_client_id,
            "AUTHORITY": server.authority,
            "CLIENT_SECRET": server.daemon_client_secret,
            "SCOPES": server.api_identifier_uri,
            "API_ENDPOINT": server.todo_api_url,
            self.ca_variable: server.ca_file,
        } | changes


@dataclass(frozen=True)
class Outcome:
    """How a program ended and what it wrote."""

    exit_code: int
    output: str
    errors: str

    def json(self) -> Any:
        """Return the result, or fail with what the program said instead."""
        assert self.exit_code == 0, self.errors
        return json.loads(self.output)


PROGRAMS = (
    Program("Node.js", ("node", "."), NODE_DAEMON, "NODE_EXTRA_CA_CERTS"),
    Program(
        "Python",
        (sys.executable, "daemon.py"),
        CLIENTS / "python-daemon",
        "REQUESTS_CA_BUNDLE",
    ),
)
