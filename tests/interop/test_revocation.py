"""What an administrator takes away through Graph is gone with the next token."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jwt
import pytest
from tests.interop.arrange import READ, READ_WRITE, DaemonApp
from tests.interop.graph import get_access_token
from tests.interop.programs import PROGRAMS, Program

if TYPE_CHECKING:
    from collections.abc import Callable

    import httpx2
    from tests.interop.arrange import Arranger
    from tests.interop.dev_server import DevServer
    from tests.interop.graph import Graph

pytestmark = pytest.mark.interop


@pytest.fixture(params=PROGRAMS, ids=lambda program: program.name)
def program(request: pytest.FixtureRequest, node_packages: Callable[[], None]) -> Program:
    chosen: Program = request.param
    if chosen.command[0] == "node":
        node_packages()
    return chosen


@pytest.fixture
def daemon(arranger: Arranger) -> DaemonApp:
    return arranger.daemon(READ, READ_WRITE)


@pytest.fixture
def settings(program: Program, server: DevServer, daemon: DaemonApp) -> dict[str, str]:
    return program.settings(server, CLIENT_ID=daemon.client_id, CLIENT_SECRET=daemon.client_secret)


def token_status(http: httpx2.Client, server: DevServer, daemon: DaemonApp) -> int:
    form = {
        "grant_type": "client_credentials",
        "client_id": daemon.client_id,
        "client_secret": daemon.client_secret,
        "scope": server.api_scope,
    }
    return http.post(server.token_endpoint, data=form).status_code


def test_without_consent_the_next_token_has_no_roles_and_the_api_answers_403(
    program: Program,
    settings: dict[str, str],
    server: DevServer,
    http: httpx2.Client,
    graph: Graph,
    daemon: DaemonApp,
):
    assert program.run(settings, "--op", "getToDos").exit_code == 0

    assignments = f"/servicePrincipals/{daemon.service_principal_id}/appRoleAssignments"
    for assignment_id in daemon.assignment_ids:
        graph.delete(f"{assignments}/{assignment_id}")
    assert graph.get(assignments)["value"] == []

    token = get_access_token(
        http, server.token_endpoint, daemon.client_id, daemon.client_secret, server.api_scope
    )
    assert "roles" not in jwt.decode(token, options={"verify_signature": False})
    outcome = program.run(settings, "--op", "getToDos")
    assert outcome.exit_code == 4
    assert "403" in outcome.errors
    assert "grant admin consent" in outcome.errors


def test_consent_given_again_works_at_once(
    program: Program,
    settings: dict[str, str],
    graph: Graph,
    arranger: Arranger,
    daemon: DaemonApp,
):
    assignments = f"/servicePrincipals/{daemon.service_principal_id}/appRoleAssignments"
    for assignment_id in daemon.assignment_ids:
        graph.delete(f"{assignments}/{assignment_id}")
    assert program.run(settings, "--op", "getToDos").exit_code == 4

    arranger.grant(daemon.service_principal_id, READ)
    assert program.run(settings, "--op", "getToDos").exit_code == 0


def test_a_deleted_secret_stops_the_next_token_request_with_401(
    program: Program,
    settings: dict[str, str],
    server: DevServer,
    http: httpx2.Client,
    graph: Graph,
    daemon: DaemonApp,
):
    assert program.run(settings, "--op", "getToDos").exit_code == 0

    path = f"/applications/{daemon.object_id}/removePassword"
    graph.act(path, {"keyId": daemon.key_id}, status=204)

    assert token_status(http, server, daemon) == 401
    outcome = program.run(settings, "--op", "getToDos")
    assert outcome.exit_code == 3
    assert "AADSTS7000215" in outcome.errors


def test_a_second_secret_replaces_the_first_without_a_pause(
    program: Program, settings: dict[str, str], graph: Graph, daemon: DaemonApp
):
    path = f"/applications/{daemon.object_id}"
    second = graph.act(f"{path}/addPassword", {"passwordCredential": {"displayName": "next"}})
    renewed = settings | {"CLIENT_SECRET": second["secretText"]}
    assert program.run(settings, "--op", "getToDos").exit_code == 0
    assert program.run(renewed, "--op", "getToDos").exit_code == 0

    graph.act(f"{path}/removePassword", {"keyId": daemon.key_id}, status=204)
    assert program.run(settings, "--op", "getToDos").exit_code == 3
    assert program.run(renewed, "--op", "getToDos").exit_code == 0
