"""One server for the session, and what the tests ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.interop.arrange import Arranger
from tests.interop.compiled_programs import build_go, build_java
from tests.interop.dev_server import DevServer, running_dev_server
from tests.interop.graph import Graph, get_access_token
from tests.interop.node_packages import install_node_packages
from tests.interop.programs import NODE_DAEMON
from tests.interop.vendor_clients import HERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx2
    from tests.interop.vendor_clients import Client


@pytest.fixture(scope="session")
def server() -> Iterator[DevServer]:
    with running_dev_server() as running:
        yield running


@pytest.fixture(scope="session")
def http(server: DevServer) -> Iterator[httpx2.Client]:
    with server.connect() as client:
        yield client


@pytest.fixture(scope="session")
def graph(server: DevServer, http: httpx2.Client) -> Graph:
    """Microsoft Graph as the management client of the tenant."""
    token = get_access_token(
        http,
        server.token_endpoint,
        server.management_client_id,
        server.management_client_secret,
        "https://graph.microsoft.com/.default",
    )
    return Graph(http, server.graph_url, token)


@pytest.fixture
def arranger(graph: Graph, server: DevServer) -> Iterator[Arranger]:
    """Make applications that a test may spoil; they are deleted after it."""
    with Arranger(graph, server.api_app_id) as arranger:
        yield arranger


@pytest.fixture(scope="session")
def node_packages() -> Callable[[], None]:
    """Install the npm packages, once somebody asks for them."""

    def install() -> None:
        for directory in (HERE / "node", NODE_DAEMON):
            install_node_packages(directory)

    return install


@pytest.fixture(scope="session")
def prepare(node_packages: Callable[[], None]) -> Callable[[Client], None]:
    """Install or compile what a client library needs, once somebody asks for it."""
    builds = {"node": node_packages, "golang": build_go, "jvm": build_java}

    def once(client: Client) -> None:
        wanted = client.marker or client.command[0]
        if wanted in builds:
            builds[wanted]()

    return once
