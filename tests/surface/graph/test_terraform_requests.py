"""What the azuread provider of Terraform sends, in its order and with its bodies, in process.

``make terraform`` runs the provider itself; these are the sequences on which it relies.
"""

import base64
import ssl

import pytest
from tests.fakes.certificates import certificate
from tests.surface.graph.test_graph import Caller, error, server  # noqa: F401 - the fixture
from tests.surface.login.arrange import READ

from daemonry.directory.service_principals import get_service_principal_by_app_id
from daemonry.model.first_party import GRAPH_APP_ID

APPLICATION = {"@odata.type": "#microsoft.graph.application"}
PRINCIPAL = {"@odata.type": "#microsoft.graph.servicePrincipal"}
EVERYTHING_EMPTY = {
    "api": {
        "acceptMappedClaims": False,
        "knownClientApplications": [],
        "oauth2PermissionScopes": [],
        "requestedAccessTokenVersion": 2,
    },
    "groupMembershipClaims": None,
    "identifierUris": [],
    "info": {
        "marketingUrl": None,
        "privacyStatementUrl": None,
        "supportUrl": None,
        "termsOfServiceUrl": None,
    },
    "isDeviceOnlyAuthSupported": False,
    "isFallbackPublicClient": False,
    "notes": None,
    "optionalClaims": {},
    "publicClient": {"redirectUris": []},
    "requiredResourceAccess": [],
    "serviceManagementReference": None,
    "signInAudience": "AzureADMyOrg",
    "spa": {"redirectUris": []},
    "tags": [],
    "web": {
        "homePageUrl": None,
        "implicitGrantSettings": {
            "enableAccessTokenIssuance": False,
            "enableIdTokenIssuance": False,
        },
        "logoutUrl": None,
        "redirectUris": [],
    },
}
ROLE = {
    "allowedMemberTypes": ["Application"],
    "description": "r",
    "displayName": "r",
    "id": READ,
    "isEnabled": True,
    "value": "r",
}


@pytest.fixture(scope="module")
def terraform(server):  # noqa: F811 - the fixture
    return Caller(server, "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All")


@pytest.fixture
def owned(terraform):
    """Return how the provider names the caller as an owner, at an origin of its choice."""
    me = terraform.daemon.principal.object_id
    return {"owners@odata.bind": [f"https://elsewhere.example/v1.0/directoryObjects/{me}"]}


@pytest.fixture
def api(terraform, owned):
    body = APPLICATION | EVERYTHING_EMPTY | owned | {"displayName": "api", "appRoles": [ROLE]}
    made = terraform("POST", "/applications", body)
    assert made.status_code == 201, made.text
    return made.json()


def test_an_application_is_made_with_every_property_and_renamed_twice(terraform, api):
    path = f"/applications/{api['id']}"
    for name in ("TERRAFORM_UPDATE_x", "api"):
        renamed = terraform("PATCH", path, APPLICATION | {"displayName": name})
        assert renamed.status_code == 204, renamed.text
        assert terraform("GET", path).json()["displayName"] == name
    beta = terraform.server.send(
        "GET",
        f"/beta{path}?$select=oauth2RequirePostResponse",
        headers={"authorization": f"Bearer {terraform.token}"},
    )
    assert beta.json()["oauth2RequirePostResponse"] is False
    (owner,) = terraform("GET", f"{path}/owners").json()["value"]
    assert owner["id"] == terraform.daemon.principal.object_id
    assert terraform("DELETE", f"{path}/owners/{owner['id']}/$ref").status_code == 204


def test_a_secret_is_listed_at_once_and_gone_at_once(terraform, api):
    path = f"/applications/{api['id']}"
    wanted = {"passwordCredential": {"displayName": "app secret"}}
    issued = terraform("POST", f"{path}/addPassword", wanted).json()
    (listed,) = terraform("GET", path).json()["passwordCredentials"]
    assert (listed["keyId"], bool(issued["secretText"])) == (issued["keyId"], True)
    terraform("POST", f"{path}/removePassword", {"keyId": issued["keyId"]})
    assert terraform("GET", path).json()["passwordCredentials"] == []


def test_a_certificate_is_the_base64_of_its_pem_under_an_identifier_of_terraform(terraform, api):
    path, key_id = f"/applications/{api['id']}", "be306d09-f7a9-0682-f455-8d969579f6d0"
    pem = ssl.DER_cert_to_PEM_cert(certificate()).encode()
    key = {
        "key": base64.b64encode(pem).decode(),
        "keyId": key_id,
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
    }
    change = APPLICATION | {"id": api["id"], "keyCredentials": [key]}
    assert terraform("PATCH", path, change).status_code == 204
    (kept,) = terraform("GET", path).json()["keyCredentials"]
    assert (kept["keyId"], kept["key"]) == (key_id, None)
    again = APPLICATION | {"id": api["id"], "keyCredentials": [kept]}
    assert terraform("PATCH", path, again).status_code == 204
    assert terraform("PATCH", path, APPLICATION | {"keyCredentials": []}).status_code == 204


def test_one_claim_without_a_source_has_an_empty_one(terraform, api):
    claim = {"additionalProperties": [], "essential": False, "name": "idtyp", "source": ""}
    wanted = {"optionalClaims": {"accessToken": [claim], "idToken": [], "saml2Token": []}}
    path = f"/applications/{api['id']}"
    assert terraform("PATCH", path, APPLICATION | wanted).status_code == 204
    (kept,) = terraform("GET", path).json()["optionalClaims"]["accessToken"]
    assert kept == claim | {"source": None}


def test_a_collection_of_the_api_is_patched_alone(terraform, api):
    path = f"/applications/{api['id']}"
    change = {"api": {"knownClientApplications": [api["appId"]]}}
    assert terraform("PATCH", path, APPLICATION | change).status_code == 204
    shown = terraform("GET", path).json()["api"]
    assert shown["knownClientApplications"] == [api["appId"]]
    assert shown["requestedAccessTokenVersion"] == 2


def test_consent_is_read_by_itself_and_withdrawn(terraform, api, owned):
    assert (
        terraform("GET", f"/servicePrincipals?$filter=appId eq '{api['appId']}'").json()["value"]
        == []
    )
    body = PRINCIPAL | owned
    body |= {
        "accountEnabled": True,
        "alternativeNames": [],
        "appId": api["appId"],
        "appRoleAssignmentRequired": False,
        "description": "TERRAFORM_UPDATE_x",
        "loginUrl": None,
        "notes": None,
        "notificationEmailAddresses": [],
        "preferredSingleSignOnMode": None,
        "samlSingleSignOnSettings": {},
        "tags": [],
    }
    made = terraform("POST", "/servicePrincipals", body)
    assert made.status_code == 201, made.text
    path = f"/servicePrincipals/{made.json()['id']}"
    changed = terraform("PATCH", path, PRINCIPAL | {"description": None})
    assert changed.status_code == 204
    granted = {
        "@odata.type": "#microsoft.graph.appRoleAssignment",
        "appRoleId": READ,
        "principalId": terraform.daemon.principal.object_id,
        "resourceId": made.json()["id"],
    }
    consent = terraform("POST", f"{path}/appRoleAssignedTo", granted).json()
    place = f"{path}/appRoleAssignedTo/{consent['id']}"
    assert terraform("GET", place).json()["principalId"] == granted["principalId"]
    assert terraform("DELETE", place).status_code == 204
    assert terraform("GET", place).status_code == 404
    assert terraform("DELETE", path).status_code == 204
    assert error(terraform("GET", path)) == (404, "Request_ResourceNotFound")


def test_microsoft_graph_is_adopted_by_a_patch_that_changes_nothing(terraform):
    graph = terraform.server.change(get_service_principal_by_app_id, GRAPH_APP_ID)
    path = f"/servicePrincipals/{graph.object_id}"
    body = PRINCIPAL | {
        "accountEnabled": True,
        "alternativeNames": [],
        "appRoleAssignmentRequired": False,
        "description": None,
        "loginUrl": None,
        "notes": None,
        "notificationEmailAddresses": [],
        "preferredSingleSignOnMode": None,
        "samlSingleSignOnSettings": {},
        "tags": [],
    }
    assert terraform("PATCH", path, body).status_code == 204
    refused = terraform("PATCH", path, body | {"notes": "mine"})
    assert error(refused) == (403, "Authorization_RequestDenied")
