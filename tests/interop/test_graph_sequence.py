"""The whole tutorial by Microsoft Graph alone, over HTTPS and with tokens of this server."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from tests.interop.arrange import READ, READ_WRITE
from tests.interop.graph import get_access_token
from tests.interop.tokens import verify

if TYPE_CHECKING:
    import httpx2
    from tests.interop.dev_server import DevServer
    from tests.interop.graph import JSON, Graph

pytestmark = pytest.mark.interop

ROLE_IDS = {
    READ: "7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a01",
    READ_WRITE: "7c9a4f0e-51a2-4a6e-9d0f-2f3f6d1b8a02",
}
"""The caller chooses the identifiers of app roles (Entra: resources/approle)."""

SECRET_END = f"{time.gmtime().tm_year + 1}-06-01T00:00:00Z"


@dataclass(frozen=True)
class Registered:
    """An application with its service principal."""

    object_id: str
    app_id: str
    service_principal_id: str
    client_secret: str = field(default="", repr=False)


def register_api(graph: Graph) -> Registered:
    """Register the web API: version 2 tokens, an identifier, two roles, idtyp."""
    made = graph.create(
        "/applications",
        {
            "displayName": "ciam-ToDoList-api",
            "signInAudience": "AzureADMyOrg",
            "api": {"requestedAccessTokenVersion": 2},
        },
    )
    path = f"/applications/{made['id']}"
    graph.update(path, {"identifierUris": [f"api://{made['appId']}"]})
    graph.update(path, {"appRoles": [app_role(value) for value in ROLE_IDS]})
    graph.update(path, {"optionalClaims": {"accessToken": [optional_claim("idtyp")]}})
    principal = graph.create(
        "/servicePrincipals",
        {"appId": made["appId"], "tags": ["WindowsAzureActiveDirectoryIntegratedApp"]},
    )
    assert {row["value"]: row["id"] for row in principal["appRoles"]} == ROLE_IDS
    return Registered(made["id"], made["appId"], principal["id"])


def app_role(value: str) -> JSON:
    return {
        "id": ROLE_IDS[value],
        "allowedMemberTypes": ["Application"],
        "displayName": value,
        "description": f"Allow the app to use {value}",
        "value": value,
        "isEnabled": True,
    }


def optional_claim(name: str) -> JSON:
    return {"name": name, "essential": False, "source": None, "additionalProperties": []}


def register_client(graph: Graph) -> Registered:
    """Register the daemon, with a secret that is shown in this one answer only."""
    made = graph.create(
        "/applications", {"displayName": "ciam-client-app", "signInAudience": "AzureADMyOrg"}
    )
    principal = graph.create("/servicePrincipals", {"appId": made["appId"]})
    path = f"/applications/{made['id']}"
    secret = graph.act(
        f"{path}/addPassword",
        {"passwordCredential": {"displayName": "app secret", "endDateTime": SECRET_END}},
    )
    assert secret["endDateTime"] == SECRET_END
    (kept,) = graph.get(path)["passwordCredentials"]
    assert kept["keyId"] == secret["keyId"]
    assert kept["hint"] == secret["hint"]
    assert kept.get("secretText") is None
    return Registered(made["id"], made["appId"], principal["id"], secret["secretText"])


def request_permissions(graph: Graph, client: Registered, api: Registered) -> None:
    access = [{"id": role_id, "type": "Role"} for role_id in ROLE_IDS.values()]
    wanted = [{"resourceAppId": api.app_id, "resourceAccess": access}]
    graph.update(f"/applications/{client.object_id}", {"requiredResourceAccess": wanted})


def grant_consent(graph: Graph, client: Registered, api: Registered) -> None:
    for role_id in ROLE_IDS.values():
        made = graph.create(
            f"/servicePrincipals/{api.service_principal_id}/appRoleAssignedTo",
            assignment(client, api, role_id),
        )
        assert made["principalId"] == client.service_principal_id


def assignment(client: Registered, api: Registered, role_id: str) -> JSON:
    return {
        "principalId": client.service_principal_id,
        "resourceId": api.service_principal_id,
        "appRoleId": role_id,
    }


@dataclass(frozen=True)
class Scene:
    """The tutorial up to the point where consent is still missing."""

    api: Registered
    client: Registered
    server: DevServer
    http: httpx2.Client

    def claims(self) -> JSON:
        """Return the verified claims of a token that the client gets now."""
        token = get_access_token(
            self.http,
            self.server.token_endpoint,
            self.client.app_id,
            self.client.client_secret,
            f"api://{self.api.app_id}/.default",
        )
        return verify(self.http, self.server, token, self.api.app_id)[1]


@pytest.fixture
def scene(graph: Graph, server: DevServer, http: httpx2.Client) -> Scene:
    api = register_api(graph)
    client = register_client(graph)
    request_permissions(graph, client, api)
    return Scene(api, client, server, http)


def test_the_organization_is_the_tenant(graph: Graph, server: DevServer):
    path = "/organization?$select=id,displayName,verifiedDomains"
    (organization,) = graph.get(path)["value"]
    assert organization["id"] == server.tenant_id
    assert organization["displayName"] == server.tenant_name
    names = [row["name"] for row in organization["verifiedDomains"]]
    assert server.tenant_domain in names


def test_a_requested_permission_without_consent_gives_no_roles(scene: Scene):
    claims = scene.claims()
    assert claims["aud"] == scene.api.app_id
    assert claims["idtyp"] == "app"
    assert "roles" not in claims


def test_with_consent_the_token_is_the_one_of_the_tutorial(graph: Graph, scene: Scene):
    grant_consent(graph, scene.client, scene.api)

    path = f"/servicePrincipals/{scene.client.service_principal_id}/appRoleAssignments"
    rows = graph.get(path)["value"]
    assert {row["appRoleId"] for row in rows} == set(ROLE_IDS.values())
    assert {row["resourceId"] for row in rows} == {scene.api.service_principal_id}

    claims = scene.claims()
    assert claims["ver"] == "2.0"
    assert claims["aud"] == scene.api.app_id
    assert claims["azp"] == scene.client.app_id
    assert claims["oid"] == claims["sub"] == scene.client.service_principal_id
    assert sorted(claims["roles"]) == sorted(ROLE_IDS)
    assert claims["idtyp"] == "app"


def test_the_to_do_api_takes_its_own_roles_only(graph: Graph, scene: Scene):
    """The roles of one API are worth nothing at another (RFC 8725 section 3.9)."""
    grant_consent(graph, scene.client, scene.api)
    assert call_to_do_api(scene, f"api://{scene.api.app_id}/.default") == 401

    scope = scene.server.api_scope
    assert call_to_do_api(scene, scope) == 403
    path = f"/servicePrincipals(appId='{scene.server.api_app_id}')"
    principal = graph.get(path)
    (role_id,) = [row["id"] for row in principal["appRoles"] if row["value"] == READ]
    to_do_api = Registered("", scene.server.api_app_id, principal["id"])
    made = assignment(scene.client, to_do_api, role_id)
    graph.create(f"/servicePrincipals/{principal['id']}/appRoleAssignedTo", made)
    assert call_to_do_api(scene, scope) == 200


def call_to_do_api(scene: Scene, scope: str) -> int:
    client = scene.client
    token = get_access_token(
        scene.http, scene.server.token_endpoint, client.app_id, client.client_secret, scope
    )
    headers = {"Authorization": f"Bearer {token}"}
    return scene.http.get(scene.server.todo_api_url, headers=headers).status_code


def test_consent_given_twice_is_refused(graph: Graph, scene: Scene):
    grant_consent(graph, scene.client, scene.api)
    refusal = graph.act(
        f"/servicePrincipals/{scene.api.service_principal_id}/appRoleAssignedTo",
        assignment(scene.client, scene.api, ROLE_IDS[READ]),
        status=400,
    )
    assert refusal["error"]["code"] == "Request_BadRequest"
    assert refusal["error"]["message"].startswith("Permission being assigned already exists")


def test_a_deleted_application_gets_no_token_and_can_be_purged(
    graph: Graph, scene: Scene, server: DevServer, http: httpx2.Client
):
    for application in (scene.client, scene.api):
        graph.delete(f"/applications/{application.object_id}")

    form = {
        "grant_type": "client_credentials",
        "client_id": scene.client.app_id,
        "client_secret": scene.client.client_secret,
        "scope": server.api_scope,
    }
    response = http.post(server.token_endpoint, data=form)
    assert response.status_code == 400
    assert response.json()["error_codes"] == [700016]

    gone = graph.get(f"/applications/{scene.client.object_id}", status=404)
    assert gone["error"]["code"] == "Request_ResourceNotFound"
    for application in (scene.client, scene.api):
        graph.delete(f"/directory/deletedItems/{application.object_id}")


def test_graph_takes_no_token_for_another_audience(server: DevServer, http: httpx2.Client):
    token = get_access_token(
        http,
        server.token_endpoint,
        server.daemon_client_id,
        server.daemon_client_secret,
        server.api_scope,
    )
    headers = {"Authorization": f"Bearer {token}"}
    response = http.get(f"{server.graph_url}/applications", headers=headers)
    assert response.status_code == 401
    assert response.json()["error"]["code"] == "InvalidAuthenticationToken"


def test_a_daemon_without_graph_permissions_may_not_manage(server: DevServer, http: httpx2.Client):
    token = get_access_token(
        http,
        server.token_endpoint,
        server.daemon_client_id,
        server.daemon_client_secret,
        "https://graph.microsoft.com/.default",
    )
    headers = {"Authorization": f"Bearer {token}"}
    response = http.get(f"{server.graph_url}/applications", headers=headers)
    assert response.status_code == 403
    assert response.json()["error"]["code"] == "Authorization_RequestDenied"
