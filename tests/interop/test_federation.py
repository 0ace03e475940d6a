"""Tokens of other issuers as credentials: real issuers over TLS, unmodified client libraries."""

from __future__ import annotations

import json
import ssl
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from tests.interop.arrange import READ, Arranger, DaemonApp
from tests.interop.dev_server import DevServer, running_dev_server
from tests.interop.graph import Graph, get_access_token
from tests.interop.issuer import AUDIENCE, CLAIMS
from tests.interop.tokens import verify
from tests.interop.vendor_clients import ASSERTING_CLIENTS, Answer, Client, ask, parameters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.interop

START_SECONDS = 30


@dataclass(frozen=True)
class Issuer:
    """The issuer program, seen from outside."""

    base_url: str
    ca_file: str

    def name(self, kind: str) -> str:
        return f"{self.base_url}/{kind}"

    def token(self, kind: str, **changes: Any) -> str:
        context = ssl.create_default_context(cafile=self.ca_file)
        answer = httpx2.post(f"{self.base_url}/{kind}/token", json=changes, verify=context)
        return str(answer.json()["token"])


@contextmanager
def running_issuer(directory: Path) -> Iterator[Issuer]:
    program = Path(__file__).parent / "issuer.py"
    process = subprocess.Popen(
        [sys.executable, str(program), str(directory)], stdout=subprocess.PIPE, text=True
    )
    watchdog = threading.Timer(START_SECONDS, process.kill)
    watchdog.start()
    with process:
        assert process.stdout is not None
        facts = json.loads(process.stdout.readline())
        watchdog.cancel()
        try:
            yield Issuer(**facts)
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Issuer]:
    with running_issuer(tmp_path_factory.mktemp("issuer")) as running:
        yield running


@pytest.fixture(scope="module")
def other() -> Iterator[DevServer]:
    """A second server of our own kind: an issuer like any other."""
    with running_dev_server() as running:
        yield running


@pytest.fixture(scope="module")
def trusting(
    issuer: Issuer, other: DevServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DevServer]:
    """A server whose operator allows issuers on this machine, with their CAs."""
    bundle = tmp_path_factory.mktemp("trust") / "private-issuers.pem"
    bundle.write_text(Path(issuer.ca_file).read_text() + Path(other.ca_file).read_text())
    with running_dev_server(
        DAEMONRY_PRIVATE_ISSUER_HOSTS="localhost", DAEMONRY_PRIVATE_ISSUER_CA=str(bundle)
    ) as running:
        yield running


@pytest.fixture(scope="module")
def trusting_graph(trusting: DevServer) -> Iterator[Graph]:
    with trusting.connect() as http:
        yield _graph(http, trusting)


@pytest.fixture(scope="module")
def trusting_beta(trusting: DevServer) -> Iterator[Graph]:
    with trusting.connect() as http:
        yield _graph(http, trusting, version="beta")


def _graph(http: httpx2.Client, server: DevServer, *, version: str = "v1.0") -> Graph:
    token = get_access_token(
        http,
        server.token_endpoint,
        server.management_client_id,
        server.management_client_secret,
        "https://graph.microsoft.com/.default",
    )
    return Graph(http, f"{server.base_url}/{version}", token)


@pytest.fixture
def daemon(trusting: DevServer, trusting_graph: Graph) -> Iterator[DaemonApp]:
    with Arranger(trusting_graph, trusting.api_app_id) as arranger:
        yield arranger.daemon(READ)


def trust(graph: Graph, daemon: DaemonApp, **properties: Any) -> None:
    graph.create(
        f"/applications/{daemon.object_id}/federatedIdentityCredentials",
        {"name": "main", "audiences": [AUDIENCE], **properties},
    )


@pytest.fixture(params=parameters(ASSERTING_CLIENTS))
def client(request: pytest.FixtureRequest, prepare: Callable[[Client], None]) -> Client:
    chosen: Client = request.param
    prepare(chosen)
    return chosen


def ask_with(
    client: Client, server: DevServer, daemon: DaemonApp, token: str, directory: Path
) -> Answer:
    file = directory / "token"
    file.write_text(token + "\n")  # as Kubernetes tools write it
    case = {
        "origin": server.base_url,
        "tenant": server.tenant_id,
        "client_id": daemon.client_id,
        "scope": server.api_scope,
        "assertion_file": str(file),
    }
    return ask(client, case, server.ca_file)


def exchange(server: DevServer, daemon: DaemonApp, token: str) -> httpx2.Response:
    with server.connect() as http:
        return http.post(
            server.token_endpoint,
            data={
                "grant_type": "client_credentials",
                "client_id": daemon.client_id,
                "client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                "client_assertion": token,
                "scope": server.api_scope,
            },
        )


def test_a_library_gets_a_token_for_the_token_of_a_workload(
    client: Client,
    trusting: DevServer,
    trusting_graph: Graph,
    daemon: DaemonApp,
    issuer: Issuer,
    tmp_path: Path,
):
    trust(
        trusting_graph,
        daemon,
        issuer=issuer.name("kubernetes"),
        subject=CLAIMS["kubernetes"]["sub"],
    )
    answer = ask_with(client, trusting, daemon, issuer.token("kubernetes"), tmp_path)
    assert answer.access_token, answer.message
    with trusting.connect() as http:
        _, claims = verify(http, trusting, answer.access_token, trusting.api_app_id)
    assert claims["azp"] == daemon.client_id
    assert claims["azpacr"] == "2"
    assert claims["roles"] == [READ]


def test_a_library_tells_why_a_token_was_refused(
    client: Client,
    trusting: DevServer,
    trusting_graph: Graph,
    daemon: DaemonApp,
    issuer: Issuer,
    tmp_path: Path,
):
    trust(trusting_graph, daemon, issuer=issuer.name("github"), subject="repo:contoso/other")
    answer = ask_with(client, trusting, daemon, issuer.token("github"), tmp_path)
    assert answer.access_token is None
    assert answer.aadsts == 700213, answer.message


@pytest.mark.parametrize("kind", CLAIMS)
def test_each_kind_of_token_is_matched_by_its_subject(
    trusting: DevServer, trusting_graph: Graph, daemon: DaemonApp, issuer: Issuer, kind: str
):
    trust(trusting_graph, daemon, issuer=issuer.name(kind), subject=CLAIMS[kind]["sub"])
    assert exchange(trusting, daemon, issuer.token(kind)).status_code == 200
    refused = exchange(trusting, daemon, issuer.token(kind, sub="another"))
    assert refused.json()["error_codes"] == [700213]


def test_an_expression_trusts_a_workflow_in_any_repository_of_an_organisation(
    trusting: DevServer, trusting_beta: Graph, daemon: DaemonApp, issuer: Issuer
):
    expression = (
        "claims['sub'] matches 'repo:contoso/*'"
        " and claims['job_workflow_ref'] matches 'contoso/ci/.github/workflows/deploy.yml@*'"
        " and claims['environment'] eq 'production'"
    )
    trust(
        trusting_beta,
        daemon,
        issuer=issuer.name("github"),
        claimsMatchingExpression={"value": expression, "languageVersion": 1},
    )
    for changes, status in (
        ({}, 200),
        ({"sub": "repo:contoso/another:ref:refs/heads/x"}, 200),
        ({"sub": "repo:contoso-evil/todo:ref:refs/heads/main"}, 401),
        ({"environment": "test"}, 401),
        ({"job_workflow_ref": "evil/ci/.github/workflows/deploy.yml@refs/heads/main"}, 401),
    ):
        sent = exchange(trusting, daemon, issuer.token("github", **changes))
        assert sent.status_code == status, sent.text


def test_an_expired_token_of_the_issuer_is_refused(
    trusting: DevServer, trusting_graph: Graph, daemon: DaemonApp, issuer: Issuer
):
    trust(trusting_graph, daemon, issuer=issuer.name("gitlab"), subject=CLAIMS["gitlab"]["sub"])
    refused = exchange(trusting, daemon, issuer.token("gitlab", exp=1))
    assert refused.json()["error_codes"] == [700024]


def test_a_token_of_another_server_like_this_one_is_a_foreign_token(
    trusting: DevServer, trusting_graph: Graph, daemon: DaemonApp, other: DevServer
):
    with other.connect() as http:
        token = get_access_token(
            http,
            other.token_endpoint,
            other.daemon_client_id,
            other.daemon_client_secret,
            other.api_scope,
        )
        _, claims = verify(http, other, token, other.api_app_id)
    trust(
        trusting_graph,
        daemon,
        issuer=other.issuer,
        subject=claims["sub"],
        audiences=[claims["aud"]],
    )
    assert exchange(trusting, daemon, token).status_code == 200


def test_s15_a_token_of_the_server_itself_is_not(
    trusting: DevServer, trusting_graph: Graph, daemon: DaemonApp, issuer: Issuer
):
    trust(trusting_graph, daemon, issuer=issuer.name("github"), subject="x")
    with trusting.connect() as http:
        own = get_access_token(
            http,
            trusting.token_endpoint,
            trusting.daemon_client_id,
            trusting.daemon_client_secret,
            trusting.api_scope,
        )
    assert exchange(trusting, daemon, own).json()["error_codes"] == [700222]


def test_f2_without_the_operators_word_nobody_on_this_machine_is_asked(
    server: DevServer, graph: Graph, arranger: Arranger, issuer: Issuer
):
    daemon = arranger.daemon(READ)
    trust(graph, daemon, issuer=issuer.name("github"), subject=CLAIMS["github"]["sub"])
    refused = exchange(server, daemon, issuer.token("github"))
    assert (refused.status_code, refused.json()["error_codes"]) == (400, [90061])
