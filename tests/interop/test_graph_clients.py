"""The whole tutorial by Microsoft's own Graph clients, unmodified."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from tests.interop.arrange import READ
from tests.interop.graph import get_access_token
from tests.interop.own_environments import install
from tests.interop.todo_api import to_dos_by_node
from tests.interop.tokens import verify
from tests.interop.vendor_clients import HERE

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx2
    from tests.interop.dev_server import DevServer

pytestmark = [pytest.mark.interop, pytest.mark.slow]

ANSWER_SECONDS = 120


def run(command: list[str], server: DevServer, ca_variable: str) -> dict[str, Any]:
    """Return what a program made of the tutorial; its environment holds the CA only."""
    case = {
        "origin": server.base_url,
        "tenant": server.tenant_id,
        "client_id": server.management_client_id,
        "client_secret": server.management_client_secret,
    }
    done = subprocess.run(
        command,
        env={"PATH": os.environ["PATH"], ca_variable: server.ca_file},
        input=json.dumps(case),
        capture_output=True,
        text=True,
        timeout=ANSWER_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{command[-1]} broke:\n{done.stderr}"
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def assert_daemon_works(found: dict[str, Any], server: DevServer, http: httpx2.Client) -> None:
    """The daemon that was made gets a token with its role; lists and errors were understood."""
    scope = f"api://{found['api_app_id']}/.default"
    token = get_access_token(
        http, server.token_endpoint, found["client_id"], found["client_secret"], scope
    )
    _, claims = verify(http, server, token, audience=found["api_app_id"])
    assert (claims["roles"], claims["idtyp"]) == ([READ], "app")
    made = {name: found[name] for name in ("api_app_id", "client_id", "client_secret")}
    assert isinstance(to_dos_by_node(server, **made), list)
    assert found["found_by_key"]
    assert found["listed"] == sorted(found["listed"], key=str.casefold, reverse=True)
    assert found["count"] == len(found["listed"]) == 2
    assert found["owners_expanded"]
    assert found["me"] == [400, "Request_BadRequest"]
    assert found["unknown"] == [404, "Request_ResourceNotFound"]


def test_the_sdk_for_python(
    server: DevServer, http: httpx2.Client, node_packages: Callable[[], None]
) -> None:
    node_packages()
    python = install("graph_sdk") / "python"
    program = HERE / "graph_sdk" / "tutorial.py"
    found = run([str(python), str(program)], server, "SSL_CERT_FILE")
    assert_daemon_works(found, server, http)


def test_the_javascript_client(
    server: DevServer, http: httpx2.Client, node_packages: Callable[[], None]
) -> None:
    node_packages()
    program = HERE / "node" / "graph-tutorial.mjs"
    found = run(["node", str(program)], server, "NODE_EXTRA_CA_CERTS")
    assert_daemon_works(found, server, http)
    assert found["batch"] == 2
