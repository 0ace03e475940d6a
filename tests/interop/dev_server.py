"""``daemonry dev`` on a free port, as a script would start it."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, TYPE_CHECKING

import httpx2

if TYPE_CHECKING:
    from collections.abc import Iterator

START_SECONDS = 60
STOP_SECONDS = 20
PROGRAM = "INTEROP_DAEMONRY"
"""Environment variable: another ``daemonry`` than the one beside this Python."""


@dataclass(frozen=True)
class DevServer:
    """What ``daemonry dev --json`` prints: a contract, so nothing more and nothing less.

    The last three come with ``--managed-identity`` only.
    """

    base_url: str
    tenant_id: str
    tenant_domain: str
    tenant_name: str
    authority: str
    issuer: str
    token_endpoint: str
    graph_url: str
    admin_url: str
    admin_username: str
    admin_password: str = field(repr=False)
    ca_file: str
    api_app_id: str
    api_identifier_uri: str
    daemon_client_id: str
    daemon_client_secret: str = field(repr=False)
    management_client_id: str
    management_client_secret: str = field(repr=False)
    todo_api_url: str
    managed_identity_url: str = ""
    identity_endpoint: str = ""
    identity_header: str = field(default="", repr=False)

    @property
    def api_scope(self) -> str:
        """The one scope of the client credentials grant for the to-do API."""
        return f"{self.api_identifier_uri}/.default"

    def connect(self) -> httpx2.Client:
        """Return an HTTP client that trusts this server's CA and nothing else."""
        return httpx2.Client(verify=ssl.create_default_context(cafile=self.ca_file), timeout=30)


@contextmanager
def running_dev_server(*options: str, **settings: str) -> Iterator[DevServer]:
    """Start the server with further options, wait for its line, and stop it in the end.

    ``settings`` are the only ``DAEMONRY_`` variables that it sees, named in full.
    """
    program = os.environ.get(PROGRAM) or str(Path(sys.executable).parent / "daemonry")
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("DAEMONRY_")
    } | settings
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(
            [program, "dev", "--port", "0", "--json", *options],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env=environment,
        )
        with process:
            try:
                yield _read_facts(process, log)
            finally:
                _stop(process)


def _read_facts(process: subprocess.Popen[str], log: IO[str]) -> DevServer:
    assert process.stdout is not None
    watchdog = threading.Timer(START_SECONDS, process.kill)
    watchdog.start()
    line = process.stdout.readline()
    watchdog.cancel()
    if not line:
        process.wait()
        log.seek(0)
        raise RuntimeError(f"daemonry dev printed nothing and ended. Its log:\n{log.read()}")
    return DevServer(**json.loads(line))


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
