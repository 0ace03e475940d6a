"""``daemonry.explain`` on the management API, and what it tells of recorded requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.surface.graph.test_graph import Caller
from tests.surface.login.arrange import READ, Server, opened_server

from daemonry.tokens.order import ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator

RIGHTS = ("AuditLog.Read.All", "Application.Read.All")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with opened_server(tmp_path_factory.mktemp("explain") / "data", kind=Server) as opened:
        opened.assign(opened.daemon, READ)
        yield opened


def client_path(server: Server, resource: str) -> str:
    principal = server.daemon.principal.object_id
    return f"/servicePrincipals/{principal}/daemonry.explain?resource={resource}"


def refused(server: Server, **changes: str) -> str:
    """Return the correlation ID of a request with these changes."""
    return str(server.token(**changes).json()["correlation_id"])


def test_the_checks_and_roles_of_a_client_are_told(server: Server) -> None:
    told = Caller(server, *RIGHTS)("GET", client_path(server, server.api.app_id)).json()
    assert told["errorCode"] == 0
    assert [finding["check"] for finding in told["checks"]] == [check.name for check in ORDER]
    assert [role["inToken"] for role in told["roles"]] == [True, False]
    assert told["roles"][1]["mend"]["graph"].startswith("POST /v1.0/servicePrincipals/")


def test_an_api_is_named_by_any_identifier(server: Server) -> None:
    caller = Caller(server, *RIGHTS)
    for name in (f"api://{server.api.app_id}/.default", server.api_principal.object_id):
        told = caller("GET", client_path(server, name)).json()
        assert told["resource"]["id"] == server.api_principal.object_id


@pytest.mark.parametrize("missing", RIGHTS)
def test_both_rights_are_needed(server: Server, missing: str) -> None:
    caller = Caller(server, *(right for right in RIGHTS if right != missing))
    assert caller("GET", client_path(server, server.api.app_id)).status_code == 403


def test_without_a_resource_the_question_is_malformed(server: Server) -> None:
    assert Caller(server, *RIGHTS)("GET", client_path(server, "")).status_code == 400


def test_a_request_that_was_refused_is_explained_by_its_correlation_id(server: Server) -> None:
    correlation_id = refused(server, client_secret="wrong")
    path = f"/auditLogs/signIns/{correlation_id}/daemonry.explain"
    told = Caller(server, *RIGHTS)("GET", path).json()
    outcomes = {finding["check"]: finding["outcome"] for finding in told["checks"]}
    assert told["errorCode"] == 7000215
    assert outcomes["principal"] == "passed"
    assert outcomes["credential"] == "failed"
    assert outcomes["scope"] == "not reached"
    assert told["request"]["correlationId"] == correlation_id
    assert told["now"]["errorCode"] == 0


def test_a_role_that_was_granted_since_is_seen_by_comparing_then_and_now(server: Server) -> None:
    daemon = server.register_daemon()
    sent = "0f0e0d0c-0b0a-4908-8706-050403020100"
    form = server.form(client_id=daemon.application.app_id, client_secret=daemon.secret)
    path = f"/{server.tenant.tenant_id}/oauth2/v2.0/token"
    server.send("POST", path, data=form, headers={"client-request-id": sent})
    server.assign(daemon, READ)
    told = Caller(server, *RIGHTS)("GET", f"/auditLogs/signIns/{sent}/daemonry.explain").json()
    assert (told["errorCode"], told["request"]["roles"]) == (0, [])
    assert told["now"]["roles"][0]["inToken"] is True


def test_an_unknown_correlation_id_is_not_found(server: Server) -> None:
    caller = Caller(server, *RIGHTS)
    for name in ("0f0e0d0c-0b0a-4908-8706-050403020199", "nonsense"):
        assert caller("GET", f"/auditLogs/signIns/{name}/daemonry.explain").status_code == 404


def key_id(server: Server) -> str:
    state = server.run(
        server.services.token_directory.client(
            server.tenant.tenant_id, server.daemon.application.app_id
        )
    )
    return str(state.application.password_credentials[0].key_id)


MISTAKES = {
    "the secret's ID": (key_id, "the ID of one of its secrets"),
    "any GUID": (lambda _: "0f0e0d0c-0b0a-4908-8706-050403020100", "a GUID"),
    "a secret of another client": (lambda server: server.register_daemon().secret, "another"),
    "a cut secret": (lambda server: server.daemon.secret[:-1], "cut or mistyped"),
    "a secret with a newline": (lambda server: server.daemon.secret + "\n", "white space"),
    "something else": (lambda _: "hunter2", "does not look like"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_l3_a_wrong_secret_is_recorded_as_the_likely_mistake_never_as_itself(
    server: Server, mistake: str
) -> None:
    make, words = MISTAKES[mistake]
    secret = make(server)
    response = server.token(client_secret=secret)
    path = f"/auditLogs/signIns/{response.json()['correlation_id']}/daemonry.explain"
    told = Caller(server, *RIGHTS)("GET", path)
    assert words in told.json()["request"]["failureReason"]
    assert words not in response.text
    assert secret.strip() not in told.text
