"""A tenant of your own for the tests of a daemon or an API: started, told of, and gone again.

    from daemonry.testing import local_tenant

    @pytest.fixture(scope="session")
    def tenant():
        with local_tenant() as tenant:
            yield tenant

It is ``daemonry dev`` in a process of its own, on a free port, with the tutorial finished:
an API with two roles, a daemon that holds both, a to-do API that is protected.
"""

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
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

START_SECONDS: Final = 60
STOP_SECONDS: Final = 20


@dataclass(frozen=True, slots=True)
class LocalTenant:
    """What ``daemonry dev --json`` prints: a contract, so nothing more and nothing less.

    ``ca_file`` is the CA that clients have to trust. The last four are there only when
    they were asked for.
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
    metrics_url: str = ""

    @property
    def api_scope(self) -> str:
        """The one scope of the client credentials grant for the to-do API."""
        return f"{self.api_identifier_uri}/.default"

    def tls_context(self) -> ssl.SSLContext:
        """Return how to trust this server's CA and nothing else."""
        return ssl.create_default_context(cafile=self.ca_file)


@contextmanager
def local_tenant(
    *options: str,
    program: Sequence[str] = (sys.executable, "-m", "daemonry"),
    **settings: str,
) -> Iterator[LocalTenant]:
    """Start a local tenant with further options of ``daemonry dev``; end it with the block.

    ``settings`` are the only ``DAEMONRY_`` variables that it sees, named in full. Raises
    RuntimeError with the log of the server when it does not start within a minute.
    """
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("DAEMONRY_")
    } | settings
    with tempfile.TemporaryFile("w+") as log:
        process = subprocess.Popen(  # noqa: S603 - our own program
            [*program, "dev", "--port", "0", "--json", *options],
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


def _read_facts(process: subprocess.Popen[str], log: IO[str]) -> LocalTenant:
    watchdog = threading.Timer(START_SECONDS, process.kill)
    watchdog.start()
    line = process.stdout.readline() if process.stdout else ""
    watchdog.cancel()
    if not line:
        process.wait()
        log.seek(0)
        raise RuntimeError(f"daemonry dev printed nothing and ended. Its log:\n{log.read()}")
    return LocalTenant(**json.loads(line))


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
