"""General OAuth clients and what goes beyond Entra: openid-client and Authlib, over TLS."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from authlib.integrations.requests_client import OAuth2Session
from tests.interop.dev_server import DevServer, running_dev_server
from tests.interop.graph import Graph, get_access_token
from tests.interop.vendor_clients import ANSWER_SECONDS, HERE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.interop


class Beyond:
    """A server of its own, whose to-do API has opted in to everything these tests use."""

    def __init__(self, server: DevServer, graph: Graph) -> None:
        self.server, self.graph = server, graph
        self.api = graph.get(f"/applications(appId='{server.api_app_id}')")
        self.opt_in(allowIntrospection=True, allowRevocation=True)
        made = graph.act(f"/applications/{self.api['id']}/addPassword", {"passwordCredential": {}})
        self.api_secret = made["secretText"]

    def opt_in(self, **settings: Any) -> None:
        self.graph.update(f"/applications/{self.api['id']}", {"tokenSettings": settings})


@pytest.fixture(scope="module")
def beyond() -> Iterator[Beyond]:
    with running_dev_server(DAEMONRY_DPOP_NONCE="true") as server, server.connect() as http:
        token = get_access_token(
            http,
            server.token_endpoint,
            server.management_client_id,
            server.management_client_secret,
            "https://graph.microsoft.com/.default",
        )
        yield Beyond(server, Graph(http, server.graph_url, token))


@pytest.mark.spec("RFC 9449", "8")
@pytest.mark.parametrize("algorithm", ["ES256", "Ed25519", "PS256"])
def test_openid_client_gets_uses_and_gives_back_a_bound_token(
    beyond: Beyond, node_packages: Callable[[], None], algorithm: str
) -> None:
    node_packages()
    beyond.opt_in(senderConstraint="dpop")
    server = beyond.server
    case = {
        "issuer": server.issuer,
        "algorithm": algorithm,
        "client_id": server.daemon_client_id,
        "client_secret": server.daemon_client_secret,
        "scope": server.api_scope,
        "todo_api_url": server.todo_api_url,
        "api_client_id": server.api_app_id,
        "api_client_secret": beyond.api_secret,
    }
    done = subprocess.run(
        ("node", "node/with-dpop.mjs"),
        cwd=HERE,
        input=json.dumps(case),
        env={"PATH": os.environ["PATH"], "NODE_EXTRA_CA_CERTS": server.ca_file},
        capture_output=True,
        text=True,
        timeout=ANSWER_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["token_type"].lower() == "dpop"
    assert (seen["bound"], seen["bearer"]) == (200, 401)
    assert seen["before"]["active"] is True
    assert seen["before"]["token_type"] == "DPoP"
    assert seen["after"] == {"active": False}


@pytest.mark.spec("RFC 7009", "2")
@pytest.mark.parametrize("method", ["client_secret_basic", "client_secret_post"])
def test_authlib_introspects_and_revokes(beyond: Beyond, method: str) -> None:
    beyond.opt_in(senderConstraint="none")
    server = beyond.server
    daemon = _trusting(server, OAuth2Session(server.daemon_client_id, server.daemon_client_secret))
    token = daemon.fetch_token(
        server.token_endpoint, grant_type="client_credentials", scope=server.api_scope
    )["access_token"]
    base = server.token_endpoint.rpartition("/")[0]
    api = OAuth2Session(
        server.api_app_id,
        beyond.api_secret,
        token_endpoint_auth_method=method,
        revocation_endpoint_auth_method=method,
    )
    _trusting(server, api)
    assert api.introspect_token(f"{base}/introspect", token=token).json()["active"] is True
    assert api.revoke_token(f"{base}/revoke", token=token).status_code == 200
    assert api.introspect_token(f"{base}/introspect", token=token).json() == {"active": False}


def _trusting(server: DevServer, session: OAuth2Session) -> OAuth2Session:
    # Else a variable such as REQUESTS_CA_BUNDLE goes before what is said here.
    session.trust_env = False
    session.verify = server.ca_file
    return session
