"""The tutorial by the Azure CLI alone, unmodified: cloud, CA and one switch are settings."""

from __future__ import annotations

import json
import os
import subprocess
from typing import TYPE_CHECKING, Any

import pytest
from tests.interop.arrange import READ, READ_WRITE
from tests.interop.graph import get_access_token
from tests.interop.own_environments import install
from tests.interop.todo_api import to_dos_by_node
from tests.interop.tokens import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import httpx2
    from tests.interop.dev_server import DevServer

pytestmark = [pytest.mark.interop, pytest.mark.slow]

ANSWER_SECONDS = 120
ROLE_IDS = {
    READ: "7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a11",
    READ_WRITE: "7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a12",
}


class AzureCLI:
    """``az`` with a configuration of its own, signed in as a service principal."""

    def __init__(self, program: Path, configuration: Path, server: DevServer) -> None:
        self._program = program
        self._environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(configuration),
            "AZURE_CONFIG_DIR": str(configuration),
            "AZURE_CORE_INSTANCE_DISCOVERY": "false",
            "AZURE_CORE_COLLECT_TELEMETRY": "false",
            "AZURE_CORE_ONLY_SHOW_ERRORS": "true",
            "REQUESTS_CA_BUNDLE": server.ca_file,
        }

    def __call__(self, *arguments: str) -> Any:
        """Return what a command prints, as JSON; it must succeed."""
        done = self.run(*arguments)
        assert done.returncode == 0, f"az {' '.join(arguments[:3])} failed:\n{done.stderr}"
        return json.loads(done.stdout) if done.stdout.strip() else None

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self._program), *arguments, "--output", "json"],
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=ANSWER_SECONDS,
            check=False,
        )


@pytest.fixture(scope="module")
def az(server: DevServer, tmp_path_factory: pytest.TempPathFactory) -> AzureCLI:
    cli = AzureCLI(install("azure_cli") / "az", tmp_path_factory.mktemp("azure"), server)
    cli("cloud", "register", "-n", "Local", "--endpoint-resource-manager", server.base_url)
    cli("cloud", "set", "-n", "Local")
    (account,) = cli(
        *("login", "--service-principal", "--allow-no-subscriptions"),
        *("-u", server.management_client_id, "-p", server.management_client_secret),
        *("--tenant", server.tenant_domain),
    )
    assert account["tenantId"] == server.tenant_id
    return cli


@pytest.fixture(scope="module")
def api(az: AzureCLI) -> Iterator[dict[str, Any]]:
    """The web API of the tutorial: an identifier, two roles, idtyp, a service principal."""
    made = az("ad", "app", "create", "--display-name", "az-ToDoList-api")
    roles = [
        {
            "id": role_id,
            "allowedMemberTypes": ["Application"],
            "displayName": value,
            "description": f"Allow the app to use {value}",
            "value": value,
            "isEnabled": True,
        }
        for value, role_id in ROLE_IDS.items()
    ]
    claims = {"accessToken": [{"name": "idtyp", "essential": False}]}
    az(
        *("ad", "app", "update", "--id", made["appId"]),
        *("--identifier-uris", f"api://{made['appId']}"),
        *("--app-roles", json.dumps(roles), "--optional-claims", json.dumps(claims)),
        *("--requested-access-token-version", "2"),
    )
    made["servicePrincipal"] = az("ad", "sp", "create", "--id", made["appId"])["id"]
    yield made
    az("ad", "app", "delete", "--id", made["appId"])


def test_the_whole_tutorial_by_az(
    az: AzureCLI,
    api: dict[str, Any],
    server: DevServer,
    http: httpx2.Client,
    node_packages: Callable[[], None],
) -> None:
    node_packages()
    client = az("ad", "app", "create", "--display-name", "az-client-app")
    app_id = client["appId"]
    principal = az("ad", "sp", "create", "--id", app_id)["id"]
    secret = az("ad", "app", "credential", "reset", "--id", app_id)["password"]
    wanted = [f"{role_id}=Role" for role_id in ROLE_IDS.values()]
    az(
        "ad",
        "app",
        "permission",
        "add",
        "--id",
        app_id,
        "--api",
        api["appId"],
        "--api-permissions",
        *wanted,
    )
    (asked,) = az("ad", "app", "permission", "list", "--id", app_id)
    assert {entry["id"] for entry in asked["resourceAccess"]} == set(ROLE_IDS.values())
    for role_id in ROLE_IDS.values():
        body = {
            "principalId": principal,
            "resourceId": api["servicePrincipal"],
            "appRoleId": role_id,
        }
        url = f"{server.graph_url}/servicePrincipals/{api['servicePrincipal']}/appRoleAssignedTo"
        az("rest", "--method", "POST", "--url", url, "--body", json.dumps(body))
    scope = f"api://{api['appId']}/.default"
    token = get_access_token(http, server.token_endpoint, app_id, secret, scope)
    _, claims = verify(http, server, token, audience=api["appId"])
    assert set(claims["roles"]) == set(ROLE_IDS)
    assert claims["idtyp"] == "app"
    made = {"api_app_id": api["appId"], "client_id": app_id, "client_secret": secret}
    assert isinstance(to_dos_by_node(server, **made), list)
    az("ad", "app", "delete", "--id", app_id)
    assert az("ad", "app", "list", "--app-id", app_id) == []


def test_what_is_there_is_listed_shown_and_granted_by_az(az: AzureCLI, api: dict[str, Any]) -> None:
    again = az("ad", "app", "create", "--display-name", "az-ToDoList-api")
    assert again["appId"] == api["appId"], "a name that exists is changed, not made twice"
    assert az("ad", "app", "show", "--id", f"api://{api['appId']}")["id"] == api["id"]
    listed = az("ad", "sp", "list", "--display-name", "az-ToDo")
    assert [item["id"] for item in listed] == [api["servicePrincipal"]]
    names = az("ad", "sp", "show", "--id", api["appId"])["servicePrincipalNames"]
    assert names == [api["appId"], f"api://{api['appId']}"]
    grant = ("ad", "app", "permission", "grant", "--id", api["appId"], "--api", api["appId"])
    for scope in ("tasks.read", "tasks.read tasks.write"):
        az(*grant, "--scope", scope)
        (granted,) = az("ad", "app", "permission", "list-grants", "--id", api["appId"])
        assert granted["scope"] == scope
    az(
        *("ad", "app", "owner", "add", "--id", api["appId"]),
        *("--owner-object-id", api["servicePrincipal"]),
    )
    owners = az("ad", "app", "owner", "list", "--id", api["appId"])
    assert [owner["id"] for owner in owners] == [api["servicePrincipal"]]
    assert az("ad", "user", "list")


def test_a_certificate_that_az_makes_is_registered(az: AzureCLI, api: dict[str, Any]) -> None:
    made = az("ad", "app", "credential", "reset", "--id", api["appId"], "--create-cert")
    (kept,) = az("ad", "app", "credential", "list", "--id", api["appId"], "--cert")
    assert kept["type"] == "AsymmetricX509Cert"
    assert made["fileWithCertAndPrivateKey"]


def test_tokens_are_had_for_graph_and_for_an_api(az: AzureCLI, api: dict[str, Any]) -> None:
    for resource in (("--resource-type", "ms-graph"), ("--resource", f"api://{api['appId']}")):
        found = az("account", "get-access-token", *resource)
        assert found["tokenType"] == "Bearer"
        assert found["accessToken"].count(".") == 2


def test_az_shows_what_the_server_refuses(az: AzureCLI) -> None:
    done = az.run("ad", "signed-in-user", "show")
    assert done.returncode != 0
    assert "/me request is only valid with delegated authentication flow." in done.stderr
