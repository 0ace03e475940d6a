"""The tutorial's own authority, ``https://contoso.ciamlogin.com/``, and no setting beside it.

The name leads to this server on the machines of those who test; libraries know names of
this form and ask nobody whether to trust them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from tests.interop.connect_proxy import mapped_host
from tests.interop.dev_server import DevServer, running_dev_server
from tests.interop.programs import PROGRAMS, Program
from tests.interop.tokens import verify
from tests.interop.vendor_clients import CLIENTS, Client, ask

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.interop

HOST = "contoso.ciamlogin.com"
ORIGIN = f"https://{HOST}"
CASES = {
    **{c.name: (c, "") for c in CLIENTS if c.name.startswith(("MSAL Node", "MSAL Python, auth"))},
    **{
        c.name: (c, "contoso.onmicrosoft.com")
        for c in CLIENTS
        if c.name in {"azure-identity for Node.js", "azure-identity for Python"}
    },
}
"""Each client that knows such names, and the tenant behind the host that it insists on."""
PRELOAD = Path(__file__).parent / "node/map-host.cjs"


@pytest.fixture(scope="module")
def mapped_server() -> Iterator[DevServer]:
    with running_dev_server("--ciam-names") as running:
        yield running


@pytest.fixture(scope="module")
def mapping(mapped_server: DevServer) -> Iterator[dict[str, str]]:
    """Environment variables by which a program finds the name here, in either language."""
    port = urlsplit(mapped_server.base_url).port
    assert port is not None
    with mapped_host(HOST, port) as proxy:
        yield {
            "HTTPS_PROXY": proxy,
            "NO_PROXY": "localhost",
            "NODE_OPTIONS": f"--require={PRELOAD}",
            "MAP_FROM": HOST,
            "MAP_TO": str(port),
        }


@pytest.mark.parametrize(("client", "tenant"), CASES.values(), ids=CASES)
def test_a_client_needs_no_setting_beside_the_authority(
    client: Client,
    tenant: str,
    mapped_server: DevServer,
    mapping: dict[str, str],
    node_packages: Callable[[], None],
):
    if client.needs_node:
        node_packages()
    case = {
        "origin": ORIGIN,
        "tenant": tenant,
        "client_id": mapped_server.daemon_client_id,
        "client_secret": mapped_server.daemon_client_secret,
        "scope": mapped_server.api_scope,
        "trusted_name": True,
    }
    answer = ask(client, case, mapped_server.ca_file, **mapping)
    assert answer.access_token, answer.message
    with mapped_server.connect() as http:
        issuer = f"{ORIGIN}/{mapped_server.tenant_id}/v2.0"
        audience = mapped_server.api_app_id
        _, claims = verify(http, mapped_server, answer.access_token, audience, issuer)
    assert claims["tid"] == mapped_server.tenant_id


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_the_example_daemons_take_the_authority_of_the_tutorial(
    program: Program,
    mapped_server: DevServer,
    mapping: dict[str, str],
    node_packages: Callable[[], None],
):
    if program.command[0] == "node":
        node_packages()
    settings = program.settings(mapped_server, AUTHORITY=f"{ORIGIN}/")
    assert isinstance(program.run(settings | mapping, "--op", "getToDos").json(), list)
