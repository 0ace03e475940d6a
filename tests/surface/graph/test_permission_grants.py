"""``/oauth2PermissionGrants`` as ``az ad app permission grant`` and Terraform use it."""

import pytest
from tests.surface.graph.test_graph import GUID, Caller, error, server  # noqa: F401 - the fixture


@pytest.fixture(scope="module")
def admin(server):  # noqa: F811 - the fixture
    return Caller(server, "DelegatedPermissionGrant.ReadWrite.All", "Application.ReadWrite.All")


@pytest.fixture
def ends(server):  # noqa: F811 - the fixture
    client = server.register_daemon()
    return {
        "clientId": client.principal.object_id,
        "resourceId": server.api_principal.object_id,
    }


def new(ends, **changes):
    return (
        {"consentType": "AllPrincipals", "principalId": None, "scope": " a  b a "} | ends | changes
    )


def test_a_grant_is_made_found_changed_and_taken_back(admin, ends):
    made = admin("POST", "/oauth2PermissionGrants", new(ends))
    assert made.status_code == 201
    body = made.json()
    assert (body["scope"], body["principalId"]) == ("a b", None)
    path = made.headers["location"].split("/v1.0")[1]
    assert admin("GET", path.replace("oauth2", "oAuth2")).json()["id"] == body["id"]
    listed = f"/oauth2PermissionGrants?$filter=clientId eq '{ends['clientId']}'"
    for narrowed in (
        listed,
        f"{listed} and consentType eq 'AllPrincipals' and principalId eq null",
        f"/servicePrincipals/{ends['clientId']}/oauth2PermissionGrants",
    ):
        assert [item["id"] for item in admin("GET", narrowed).json()["value"]] == [body["id"]]
    assert admin("PATCH", path, {"scope": "c"}).status_code == 204
    assert admin("GET", path).json()["scope"] == "c"
    assert error(admin("PATCH", path, {"scope": "c", "clientId": GUID}))[0] == 400
    assert admin("DELETE", path).status_code == 204
    assert error(admin("GET", path)) == (404, "Request_ResourceNotFound")


def test_the_same_grant_twice_is_a_conflict(admin, ends):
    admin("POST", "/oauth2PermissionGrants", new(ends))
    again = admin("POST", "/oauth2PermissionGrants", new(ends, scope="other"))
    assert error(again) == (409, "Request_MultipleObjectsWithSameKeyValue")
    assert again.json()["error"]["message"] == "Permission entry already exists."


def test_a_grant_is_gone_with_its_client(admin, ends):
    made = admin("POST", "/oauth2PermissionGrants", new(ends)).json()
    admin("DELETE", f"/servicePrincipals/{ends['clientId']}")
    assert admin("GET", f"/oauth2PermissionGrants/{made['id']}").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"clientId": GUID},
        {"resourceId": GUID},
        {"consentType": "Everybody"},
        {"consentType": "Principal"},
        {"principalId": GUID},
        {"consentType": "Principal", "principalId": GUID},
        {"scope": "x" * 3851},
        {"scope": None},
        {"unknown": 1},
    ],
)
def test_what_makes_no_grant_is_refused(admin, ends, changes):
    response = admin("POST", "/oauth2PermissionGrants", new(ends, **changes))
    assert error(response) == (400, "Request_BadRequest")
