"""What MSAL makes of our statuses: which refusals it repeats on the wire, which it keeps.

Facts of the libraries, measured: 401 is asked again each time; MSAL Python answers an
identical request from memory for a minute after 400; both keep 429 for as long as
``Retry-After`` says. That is why wrong credentials are 401 and consent is never 400.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.interop.dev_server import running_dev_server
from tests.interop.vendor_clients import ANSWER_SECONDS, HERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.interop.dev_server import DevServer

pytestmark = pytest.mark.interop

PYTHON = ((sys.executable, "python/repeat_msal.py"), "REQUESTS_CA_BUNDLE")
NODE = (("node", "node/repeat-msal.mjs"), "NODE_EXTRA_CA_CERTS")
NOWHERE = "api://00000000-0000-4000-8000-000000000001/.default"

CASES = {
    "MSAL Python asks again after 401": (PYTHON, {"client_secret": "wrong"}, [401] * 3, 7000215),
    "MSAL Node asks again after 401": (NODE, {"client_secret": "wrong"}, [401] * 3, 7000215),
    "MSAL Python keeps a 400": (PYTHON, {"scope": NOWHERE}, [400], 500011),
    "MSAL Node asks again after 400": (NODE, {"scope": NOWHERE}, [400] * 3, 500011),
}


@pytest.fixture(scope="module")
def strict() -> Iterator[DevServer]:
    """A server that bears one failure a minute."""
    with running_dev_server(DAEMONRY_FAILURES_PER_MINUTE="1") as running:
        yield running


def three_times(
    library: tuple[tuple[str, ...], str], server: DevServer, **changes: str
) -> dict[str, Any]:
    command, ca_variable = library
    case = {
        "origin": server.base_url,
        "tenant": server.tenant_id,
        "client_id": server.daemon_client_id,
        "client_secret": server.daemon_client_secret,
        "scope": server.api_scope,
    } | changes
    done = subprocess.run(
        command,
        cwd=HERE,
        env={"PATH": os.environ["PATH"], ca_variable: server.ca_file},
        input=json.dumps(case),
        capture_output=True,
        text=True,
        timeout=ANSWER_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize("sentence", CASES)
def test_which_refusals_are_repeated_on_the_wire(
    server: DevServer, node_packages: Callable[[], None], sentence: str
) -> None:
    library, changes, sent, code = CASES[sentence]
    if library is NODE:
        node_packages()
    assert three_times(library, server, **changes) == {"sent": sent, "seen": [code] * 3}


@pytest.mark.parametrize("library", [PYTHON, NODE], ids=["MSAL Python", "MSAL Node"])
def test_a_throttled_library_waits_by_itself_and_its_user_sees_why(
    strict: DevServer, node_packages: Callable[[], None], library: tuple[tuple[str, ...], str]
) -> None:
    if library is NODE:
        node_packages()
    unknown = {"client_id": strict.management_client_id} if library is NODE else {}
    found = three_times(library, strict, client_secret="wrong", **unknown)
    assert found["sent"] == [401, 429]
    assert found["seen"] == [7000215, 90055, 90055]


def test_a_daemon_with_the_right_secret_is_served_while_others_hammer(strict: DevServer) -> None:
    with strict.connect() as http:
        form = {
            "grant_type": "client_credentials",
            "client_id": strict.daemon_client_id,
            "client_secret": "wrong",
            "scope": strict.api_scope,
        }
        statuses = [http.post(strict.token_endpoint, data=form).status_code for _ in range(20)]
        assert 429 in statuses
        right = form | {"client_secret": strict.daemon_client_secret}
        assert http.post(strict.token_endpoint, data=right).status_code == 200
