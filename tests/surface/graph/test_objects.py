"""Objects by other ways than their set: alternate keys, upsert, kinds, owners, people."""

import pytest
from tests.surface.graph.test_graph import GUID, Caller, error, server  # noqa: F401 - the fixture

from daemonry.directory.users import create_administrator

MISSING = {"prefer": "create-if-missing"}


@pytest.fixture(scope="module")
def admin(server):  # noqa: F811 - the fixture
    return Caller(server, "Application.ReadWrite.All", "User.Read.All")


@pytest.fixture(scope="module")
def person(server):  # noqa: F811 - the fixture
    name = f"ada@{server.tenant.initial_domain}"
    return server.change(create_administrator, name, "Ada", "correct horse battery")


def test_a_unique_name_is_made_once_and_changed_afterwards(admin):
    path = "/applications(uniqueName='app/one')"
    assert error(admin("PATCH", path, {"displayName": "x"})) == (404, "Request_ResourceNotFound")
    made = admin("PATCH", path, {"displayName": "one"}, **MISSING)
    assert made.status_code == 201
    assert made.json()["uniqueName"] == "app/one"
    assert admin("PATCH", path, {"notes": "x"}, **MISSING).status_code == 204
    assert admin("GET", path).json()["notes"] == "x"


def test_an_app_id_is_made_present_once_and_changed_afterwards(admin):
    app = admin("POST", "/applications", {"displayName": "present"}).json()
    path = f"/servicePrincipals(appId='{app['appId']}')"
    made = admin("PATCH", path, {"notes": "x"}, **MISSING)
    assert made.status_code == 201
    assert admin("PATCH", path, {"notes": "y"}, **MISSING).status_code == 204
    assert admin("GET", f"{path}/").json()["notes"] == "y"
    unknown = admin("PATCH", f"/servicePrincipals(appId='{GUID}')", {}, **MISSING)
    assert unknown.json()["error"]["details"][0]["code"] == "NoBackingApplicationObject"


def test_s19_an_upsert_meets_the_same_whitelist(admin):
    body = {"displayName": "x", "publisherDomain": "evil.example"}
    response = admin("PATCH", "/applications(uniqueName='two')", body, **MISSING)
    assert error(response) == (400, "Request_BadRequest")
    assert "publisherDomain" in response.json()["error"]["message"]


def test_a_service_principal_is_made_with_its_owners(admin, person):
    app = admin("POST", "/applications", {"displayName": "owned"}).json()
    link = f"https://graph.microsoft.com/v1.0/users/{person.object_id}"
    body = {"appId": app["appId"], "owners@odata.bind": [link]}
    made = admin("POST", "/servicePrincipals", body).json()
    (owner,) = admin("GET", f"/servicePrincipals/{made['id']}/owners").json()["value"]
    assert (owner["@odata.type"], owner["id"]) == ("#microsoft.graph.user", person.object_id)
    owned = admin("GET", f"/users/{person.user_principal_name}/ownedObjects").json()["value"]
    assert made["id"] in {item["id"] for item in owned}


def test_objects_are_found_by_identifier_with_their_kind(admin, person, server):  # noqa: F811 - the fixture
    api, principal = server.api.object_id, server.api_principal.object_id
    body = {"ids": [person.object_id, GUID, api, "no guid", principal]}
    found = admin("POST", "/directoryObjects/getByIds", body).json()["value"]
    kinds = [(item["id"], item["@odata.type"].rpartition(".")[2]) for item in found]
    assert kinds == [
        (person.object_id, "user"),
        (api, "application"),
        (principal, "servicePrincipal"),
    ]
    narrowed = admin("POST", "/directoryObjects/getByIds", body | {"types": ["user"]}).json()
    assert [item["id"] for item in narrowed["value"]] == [person.object_id]
    assert admin("GET", f"/directoryObjects/{api}").json()["@odata.type"].endswith("application")
    assert error(admin("GET", f"/directoryObjects/{GUID}")) == (404, "Request_ResourceNotFound")
    path = f"/directoryObjects/{principal}/getMemberGroups"
    assert admin("POST", path, {"securityEnabledOnly": False}).json()["value"] == []


def test_only_kinds_that_the_caller_may_see_are_found(server, person):  # noqa: F811 - the fixture
    body = {"ids": [person.object_id, server.api.object_id]}
    for permission, seen in (("User.Read.All", 0), ("Application.Read.All", 1)):
        found = Caller(server, permission)("POST", "/directoryObjects/getByIds", body).json()
        assert [item["id"] for item in found["value"]] == [body["ids"][seen]]


def test_people_are_listed_and_found_by_name(admin, person):
    path = f"/users?$filter=UserPrincipalName eq '{person.user_principal_name.upper()}'"
    assert [item["id"] for item in admin("GET", path).json()["value"]] == [person.object_id]
    for reference in (person.object_id, person.user_principal_name.title()):
        assert admin("GET", f"/users/{reference}").json()["displayName"] == "Ada"
    shown = admin("GET", f"/users('{person.user_principal_name}')?$select=id,userType").json()
    assert shown["userType"] == "Member"
    assert error(admin("GET", "/users/nobody@x.example")) == (404, "Request_ResourceNotFound")
    assert "argon2" not in admin("GET", "/users").text


@pytest.mark.parametrize("path", ["/me", "/me/ownedObjects", "/users/me-token-to-replace"])
def test_a_daemon_is_no_me(admin, path):
    response = admin("GET", path)
    assert error(response) == (400, "Request_BadRequest")
    message = "/me request is only valid with delegated authentication flow."
    assert response.json()["error"]["message"] == message


def test_beta_shows_and_takes_what_only_beta_has(server, admin):  # noqa: F811 - the fixture
    made = admin("POST", "/applications", {"displayName": "beta"}).json()
    assert "oauth2RequirePostResponse" not in made
    headers = {"authorization": f"Bearer {admin.token}"}
    path = f"/beta/applications/{made['id']}?$select=oauth2RequirePostResponse"
    shown = server.send("GET", path, headers=headers).json()
    assert shown["oauth2RequirePostResponse"] is False
    assert shown["@odata.context"].startswith("https://localhost:8443/beta/$metadata#applications")
    body = {"oauth2RequirePostResponse": True}
    assert server.send("PATCH", path, headers=headers, json=body).status_code == 204
    assert server.send("GET", path, headers=headers).json()["oauth2RequirePostResponse"] is True
