"""The example daemons against the to-do API, run as their users run them."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

import pytest
from tests.interop.arrange import READ
from tests.interop.programs import PROGRAMS, Program

from daemonry.cli.certificate_files import write_pair
from daemonry.jose.jwk import make_signing_key
from daemonry.storage.system import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.interop.arrange import Arranger
    from tests.interop.dev_server import DevServer
    from tests.interop.graph import Graph

pytestmark = pytest.mark.interop

TOKEN_REFUSED = {
    "a wrong secret": ({"CLIENT_SECRET": "wrong"}, "AADSTS7000215", "CLIENT_SECRET is wrong"),
    "an unknown client": (
        {"CLIENT_ID": "00000000-0000-4000-8000-000000000001"},
        "AADSTS700016",
        "CLIENT_ID is not in the tenant",
    ),
    "an unknown API": (
        {"SCOPES": "api://00000000-0000-4000-8000-000000000001"},
        "AADSTS500011",
        "SCOPES names an API",
    ),
}


@pytest.fixture(params=PROGRAMS, ids=lambda program: program.name)
def program(request: pytest.FixtureRequest, node_packages: Callable[[], None]) -> Program:
    chosen: Program = request.param
    if chosen.command[0] == "node":
        node_packages()
    return chosen


def test_it_lists_adds_and_deletes(program: Program, server: DevServer):
    settings = program.settings(server)
    before = program.run(settings, "--op", "getToDos").json()

    added = program.run(settings, "--op", "addToDo", "--description", "Crème brûlée").json()
    assert added["description"] == "Crème brûlée"
    listed = program.run(settings, "--op", "getToDos").json()
    assert listed == [*before, added]

    program.run(settings, "--op", "deleteToDo", "--id", str(added["id"])).json()
    assert program.run(settings, "--op", "getToDos").json() == before


def test_the_authority_may_name_the_tenant_by_its_domain(program: Program, server: DevServer):
    authority = f"{server.base_url}/{server.tenant_domain}/"
    settings = program.settings(server, AUTHORITY=authority)
    assert isinstance(program.run(settings, "--op", "getToDos").json(), list)


def test_the_scope_may_be_written_in_full(program: Program, server: DevServer):
    settings = program.settings(server, SCOPES=server.api_scope)
    assert isinstance(program.run(settings, "--op", "getToDos").json(), list)


@pytest.mark.parametrize(("changes", "code", "advice"), TOKEN_REFUSED.values(), ids=TOKEN_REFUSED)
def test_a_refused_token_is_explained(
    program: Program, server: DevServer, changes: dict[str, str], code: str, advice: str
):
    outcome = program.run(program.settings(server, **changes), "--op", "getToDos")
    assert outcome.exit_code == 3
    assert code in outcome.errors
    assert advice in outcome.errors
    assert outcome.output == ""


def test_an_unknown_tenant_is_explained_although_msal_hides_it(program: Program, server: DevServer):
    authority = f"{server.base_url}/nowhere.example"
    outcome = program.run(program.settings(server, AUTHORITY=authority), "--op", "getToDos")
    assert outcome.exit_code == 3
    assert "AADSTS90002" in outcome.errors


def test_missing_settings_are_all_named(program: Program, server: DevServer):
    settings = program.settings(server, CLIENT_ID="", SCOPES=" ")
    outcome = program.run(settings, "--op", "getToDos")
    assert outcome.exit_code == 2
    assert "CLIENT_ID" in outcome.errors
    assert "SCOPES" in outcome.errors
    assert "CLIENT_SECRET" not in outcome.errors


def test_without_a_credential_both_kinds_are_named(program: Program, server: DevServer):
    outcome = program.run(program.settings(server, CLIENT_SECRET=""), "--op", "getToDos")
    assert outcome.exit_code == 2
    assert "CLIENT_SECRET" in outcome.errors
    assert "CLIENT_CERTIFICATE" in outcome.errors


def test_a_certificate_stands_in_for_the_secret(
    program: Program, server: DevServer, arranger: Arranger, graph: Graph, tmp_path: Path
):
    daemon = arranger.daemon(READ)
    made = make_signing_key("example", SystemClock().now())
    file = write_pair(tmp_path, "example", made)[0]
    settings = program.settings(
        server, CLIENT_ID=daemon.client_id, CLIENT_SECRET="", CLIENT_CERTIFICATE=str(file)
    )
    refused = program.run(settings, "--op", "getToDos")
    assert refused.exit_code == 3
    assert "AADSTS700027" in refused.errors
    assert "not registered" in refused.errors

    key = {
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
        "key": base64.b64encode(made.certificate_der).decode(),
    }
    graph.update(f"/applications/{daemon.object_id}", {"keyCredentials": [key]})
    assert isinstance(program.run(settings, "--op", "getToDos").json(), list)


@pytest.mark.parametrize("content", [None, "nothing of that kind"])
def test_a_file_without_key_and_certificate_is_a_usage_error(
    program: Program, server: DevServer, tmp_path: Path, content: str | None
):
    file = tmp_path / "daemon.pem"
    if content is not None:
        file.write_text(content)
    outcome = program.run(
        program.settings(server, CLIENT_CERTIFICATE=str(file)), "--op", "getToDos"
    )
    assert outcome.exit_code == 2
    assert "certificate generate" in outcome.errors


def test_a_wrong_option_is_a_usage_error(program: Program, server: DevServer):
    settings = program.settings(server)
    for arguments in (["--op", "nothing"], ["--op", "addToDo"], ["--unknown"]):
        assert program.run(settings, *arguments).exit_code == 2


def test_help_needs_no_settings(program: Program):
    outcome = program.run({}, "--help")
    assert outcome.exit_code == 0
    assert "--op getToDos" in outcome.output


def test_an_untrusted_certificate_is_explained(program: Program, server: DevServer):
    settings = program.settings(server, **{program.ca_variable: ""})
    outcome = program.run(settings, "--op", "getToDos")
    assert outcome.exit_code == 5
    assert program.ca_variable in outcome.errors


def test_a_token_for_another_api_is_refused_with_401(program: Program, server: DevServer):
    settings = program.settings(server, SCOPES="https://graph.microsoft.com")
    outcome = program.run(settings, "--op", "getToDos")
    assert outcome.exit_code == 4
    assert "401" in outcome.errors
    assert "WWW-Authenticate" in outcome.errors


def test_the_read_role_is_enough_to_read_and_not_to_write(
    program: Program, server: DevServer, arranger: Arranger
):
    reader = arranger.daemon(READ)
    settings = program.settings(
        server, CLIENT_ID=reader.client_id, CLIENT_SECRET=reader.client_secret
    )
    assert isinstance(program.run(settings, "--op", "getToDos").json(), list)

    outcome = program.run(settings, "--op", "addToDo", "--description", "Not mine")
    assert outcome.exit_code == 4
    assert "403" in outcome.errors
    assert READ in outcome.errors
