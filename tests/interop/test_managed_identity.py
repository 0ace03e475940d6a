"""Unmodified libraries that get tokens as managed identities, over plain HTTP on loopback."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from tests.interop.arrange import READ, READ_WRITE
from tests.interop.dev_server import DevServer, running_dev_server
from tests.interop.tokens import verify
from tests.interop.vendor_clients import Answer, Client, ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.interop

NOBODY = "00000000-0000-4000-8000-000000000001"
NO_CA = "UNUSED_CA"


def _python(*arguments: str) -> Client:
    command = (sys.executable, "python/with_managed_identity.py", *arguments)
    return Client(f"azure-identity for Python, {' '.join(arguments)}", command, NO_CA)


def _node(*arguments: str) -> Client:
    command = ("node", "node/with-managed-identity.mjs", *arguments)
    return Client(f"azure-identity for Node.js, {' '.join(arguments)}", command, NO_CA)


CLIENTS = (
    _python("sync", "managed"),
    _python("async", "managed"),
    _python("sync", "default"),
    _python("async", "default"),
    _node("managed"),
    _node("default"),
)


@pytest.fixture(scope="module")
def server() -> Iterator[DevServer]:
    with running_dev_server("--managed-identity") as running:
        yield running


@pytest.fixture(params=CLIENTS, ids=lambda client: client.name)
def client(request: pytest.FixtureRequest, node_packages: Callable[[], None]) -> Client:
    chosen: Client = request.param
    if chosen.needs_node:
        node_packages()
    return chosen


@pytest.fixture(params=["IMDS", "App Service"])
def environment(request: pytest.FixtureRequest, server: DevServer) -> dict[str, str]:
    """The variables that a machine of this kind sets for its programs."""
    if request.param == "IMDS":
        return {"AZURE_POD_IDENTITY_AUTHORITY_HOST": server.managed_identity_url}
    return {
        "IDENTITY_ENDPOINT": server.identity_endpoint,
        "IDENTITY_HEADER": server.identity_header,
    }


def _ask(client: Client, server: DevServer, environment: dict[str, str], **case: str) -> Answer:
    good = {"origin": "", "tenant": "", "client_id": "", "scope": server.api_scope}
    return ask(client, good | case, server.ca_file, **environment)


@pytest.mark.parametrize("is_named", [False, True], ids=["the only identity", "by client ID"])
def test_a_program_without_any_secret_gets_the_daemons_token(
    client: Client, server: DevServer, environment: dict[str, str], *, is_named: bool
):
    name = server.daemon_client_id if is_named else ""
    answer = _ask(client, server, environment, client_id=name)
    assert answer.access_token, answer.message
    with server.connect() as http:
        _, claims = verify(http, server, answer.access_token, server.api_app_id)
        assert sorted(claims["roles"]) == [READ, READ_WRITE]
        assert claims["azp"] == server.daemon_client_id
        assert claims["azpacr"] == "2"
        bearer = {"authorization": f"Bearer {answer.access_token}"}
        assert http.get(server.todo_api_url, headers=bearer).status_code == 200


@pytest.mark.parametrize("client", CLIENTS[:1] + CLIENTS[4:5], ids=lambda one: one.name)
def test_an_identity_that_is_not_bound_is_refused_at_once(
    client: Client, server: DevServer, node_packages: Callable[[], None]
):
    if client.needs_node:
        node_packages()
    environment = {"AZURE_POD_IDENTITY_AUTHORITY_HOST": server.managed_identity_url}
    answer = _ask(client, server, environment, client_id=NOBODY)
    assert answer.access_token is None
    assert answer.message
