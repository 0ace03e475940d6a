"""A real ``daemonry dev`` process on a free port, reached over TLS through its own CA."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from tests.surface.login.arrange import Server, opened_server

if TYPE_CHECKING:
    from collections.abc import Iterator

DAEMONRY = str(Path(sys.executable).with_name("daemonry"))


class Dev:
    """The seeded tenant of a running server and a client that trusts it."""

    def __init__(self, ready: dict[str, str]) -> None:
        self.ready = ready
        self.http = httpx2.Client(verify=ssl.create_default_context(cafile=ready["ca_file"]))

    def form(self, **changes: str) -> dict[str, str]:
        return {
            "grant_type": "client_credentials",
            "client_id": self.ready["daemon_client_id"],
            "client_secret": self.ready["daemon_client_secret"],
            "scope": self.ready["api_identifier_uri"] + "/.default",
        } | changes

    def token(self, **changes: str) -> httpx2.Response:
        return self.http.post(self.ready["token_endpoint"], data=self.form(**changes))

    def management_token(self) -> str:
        response = self.token(
            client_id=self.ready["management_client_id"],
            client_secret=self.ready["management_client_secret"],
            scope="https://graph.microsoft.com/.default",
        )
        token: str = response.json()["access_token"]
        return token

    def graph(self, path: str, **options: Any) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self.management_token()}"}
        return self.http.get(self.ready["graph_url"] + path, headers=headers, **options)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server in process whose clock stands, for what the seeded tenant does not have."""
    with opened_server(tmp_path / "data", kind=Server) as opened:
        yield opened


@pytest.fixture(scope="session")
def dev(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dev]:
    data = tmp_path_factory.mktemp("dev") / "data"
    process = subprocess.Popen(
        [DAEMONRY, "dev", "--port", "0", "--data", str(data), "--json"],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    server = Dev(json.loads(process.stdout.readline()))
    yield server
    server.http.close()
    process.terminate()
    process.stdout.close()
    assert process.wait(timeout=30) == 0
