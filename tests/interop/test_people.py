"""People sign in to unmodified tools and libraries: the Azure CLI, MSAL, azure-identity."""

from __future__ import annotations

import json
import os
import re
import select
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from tests.interop.own_environments import install
from tests.interop.people import Person
from tests.interop.test_azure_cli import AzureCLI

from daemonry.jose.jwt import unverified_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.interop.dev_server import DevServer
    from tests.interop.graph import Graph

pytestmark = [pytest.mark.interop, pytest.mark.slow]

HERE = Path(__file__).parent
SECONDS = 120
CODE = re.compile(r"enter the code ([A-Z]{9})")


@pytest.fixture
def person(server: DevServer) -> Iterator[Person]:
    person = Person(server)
    yield person
    person.close()


@pytest.fixture(scope="module")
def client_id(graph: Graph) -> Iterator[str]:
    """A native client: loopback redirect, public client flows."""
    client = graph.create(
        "/applications",
        {
            "displayName": "signs people in",
            "isFallbackPublicClient": True,
            "publicClient": {"redirectUris": ["http://localhost"]},
        },
    )
    graph.create("/servicePrincipals", {"appId": client["appId"]})
    yield client["appId"]
    graph.delete(f"/applications/{client['id']}")


def steps(server: DevServer, person: Person, client_id: str, *command: str) -> dict[str, Any]:
    """Run a program, do what it asks of a person, and return what it tells."""
    case = {
        "origin": server.base_url,
        "tenant": server.tenant_id,
        "client_id": client_id,
        "scope": f"{server.api_identifier_uri}/ToDoList.ReadWrite",
    }
    environment = {
        "PATH": os.environ["PATH"],
        "REQUESTS_CA_BUNDLE": server.ca_file,
        "NODE_EXTRA_CA_CERTS": server.ca_file,
    }
    told: dict[str, Any] = {}
    with subprocess.Popen(
        [*command, json.dumps(case)], cwd=HERE, env=environment, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        for line in program.stdout:
            step = json.loads(line)
            if "open" in step:
                go(person, step["open"])
            elif "code" in step:
                person.visit("/devicelogin", user_code=step["code"])
            told |= step
    assert program.returncode == 0
    return told


def go(person: Person, address: str) -> None:
    """Do as a browser does: follow an address to the program that listens on loopback."""
    where = person.visit(address)
    if where.startswith("http://localhost"):
        assert httpx2.get(where).status_code < 400


def to_dos(server: DevServer, token: str) -> tuple[int, Any]:
    with server.connect() as client:
        headers = {"authorization": f"Bearer {token}"}
        added = client.post(
            server.todo_api_url, headers=headers, json={"description": "water the plants"}
        )
        found = client.get(server.todo_api_url, headers=headers).json()
    return added.status_code, found


def test_msal_python_signs_a_person_in_and_the_api_shows_what_is_theirs(
    server: DevServer, person: Person, client_id: str
) -> None:
    told = steps(server, person, client_id, sys.executable, "python/people_msal.py")
    assert "access_token" in told["interactive"], told["interactive"]
    assert told["username"] == server.admin_username
    claims = told["interactive"]["id_token_claims"]
    assert told["home"] == f"{claims['oid']}.{server.tenant_id}"
    assert "access_token" in told["silent"], told["silent"]
    assert told["silent"]["access_token"] != told["interactive"]["access_token"]
    assert "access_token" in told["device"], told["device"]
    status, found = to_dos(server, told["device"]["access_token"])
    assert status == 201
    assert {item["owner"] for item in found} == {claims["oid"]}


def test_msal_node_signs_a_person_in(
    server: DevServer, person: Person, client_id: str, node_packages: Callable[[], None]
) -> None:
    node_packages()
    told = steps(server, person, client_id, "node", "node/people-msal.mjs")
    assert told["interactive"]["username"] == server.admin_username
    for step in ("interactive", "silent", "device"):
        claims = unverified_claims(told[step]["access_token"])
        assert claims["scp"] == "ToDoList.ReadWrite"


def test_azure_identity_signs_a_person_in_and_graph_knows_who_it_is(
    server: DevServer, person: Person
) -> None:
    told = steps(server, person, "", sys.executable, "python/people_azure_identity.py")
    assert told["interactive"]["userPrincipalName"] == server.admin_username
    assert told["device"]["userPrincipalName"] == server.admin_username


class SignedInCLI(AzureCLI):
    """``az`` that a person signs in to."""

    def sign_in(self, person: Person, *how: str) -> Any:
        """Sign in and do what it asks of a person: enter a code, or open an address."""
        opened = Path(self._environment["HOME"]) / "opened"
        os.mkfifo(opened)
        self._environment["BROWSER"] = f"sh {self._script(opened)} %s"
        command = [str(self._program), "login", "--allow-no-subscriptions", *how]
        with subprocess.Popen(
            [*command, "--output", "json"],
            env=self._environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as az:
            assert az.stderr is not None
            assert az.stdout is not None
            if "--use-device-code" in how:
                seen = ""
                for line in az.stderr:
                    seen += line
                    code = CODE.search(seen)
                    if code is not None:
                        person.visit("/devicelogin", user_code=code.group(1))
                        break
            else:
                go(person, _address_in(opened))
            output, errors = az.communicate(timeout=SECONDS)
        assert az.returncode == 0, errors
        return json.loads(output)

    @staticmethod
    def _script(opened: Path) -> Path:
        """Return a stand-in for the browser, which hands the address to the test."""
        script = opened.with_suffix(".sh")
        script.write_text(f'printf "%s\\n" "$1" > {opened}\n')
        return script


def _address_in(opened: Path) -> str:
    """Return what the stand-in for the browser was given, once it is."""
    with os.fdopen(os.open(opened, os.O_RDWR | os.O_NONBLOCK)) as pipe:
        ready, _, _ = select.select([pipe], [], [], SECONDS)
        assert ready, "az opened no browser."
        return pipe.readline().strip()


@pytest.mark.parametrize("how", [("--use-device-code",), ()], ids=["device code", "browser"])
def test_az_is_signed_in_to_by_a_person(
    server: DevServer, person: Person, tmp_path: Path, how: tuple[str, ...]
) -> None:
    az = SignedInCLI(install("azure_cli") / "az", tmp_path, server)
    az("cloud", "register", "-n", "Local", "--endpoint-resource-manager", server.base_url)
    az("cloud", "set", "-n", "Local")
    (account,) = az.sign_in(person, "--tenant", server.tenant_id, *how)
    assert account["user"] == {"name": server.admin_username, "type": "user"}
    names = {app["displayName"] for app in az("ad", "app", "list", "--all")}
    assert "ciam-client-app" in names
    assert az("ad", "signed-in-user", "show")["userPrincipalName"] == server.admin_username
    token = az("account", "get-access-token", "--resource", server.base_url)["accessToken"]
    claims = unverified_claims(token)
    assert claims["idtyp"] == "user"
    assert "Directory.AccessAsUser.All" in claims["scp"].split()
