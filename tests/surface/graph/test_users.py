"""Persons over Graph: made, changed, disabled, deleted, brought back (Graph: resources/user)."""

from __future__ import annotations

import pytest
from tests.surface.graph.test_graph import Caller, error, server  # noqa: F401 - the fixture

from daemonry.directory.users import create_administrator, get_user
from daemonry.model.authentication_method import AuthenticationMethod
from daemonry.model.directory_role import APPLICATION_DEVELOPER

PASSWORD = "violet harbour cymbal"


@pytest.fixture(scope="module")
def manager(server):  # noqa: F811 - the fixture
    return Caller(server, "User.ReadWrite.All", "RoleManagement.Read.Directory")


def body(name, **changes):
    return {
        "accountEnabled": True,
        "displayName": name.title(),
        "mailNickname": name,
        "userPrincipalName": f"{name}@contoso.onmicrosoft.com",
        "passwordProfile": {"password": PASSWORD, "forceChangePasswordNextSignIn": True},
    } | changes


def passkey(owner, now, method_id="5ca1ab1e-0000-4000-8000-00000000f1d0"):
    """Return a passkey of an account, as far as Graph tells of one."""
    document = {"aaguid": "00000000-0000-0000-0000-000000000000", "is_synced": True}
    return AuthenticationMethod(
        owner.tenant_id,
        method_id,
        owner.object_id,
        "fido2",
        "laptop",
        now,
        document,
        credential_id="key",
    )


def test_an_account_is_made_read_changed_and_found(manager):
    made = manager("POST", "/users", body("grace", jobTitle="Admiral"))
    assert made.status_code == 201, made.text
    user = made.json()
    assert user["jobTitle"] == "Admiral"
    assert "assword" not in made.text
    path = f"/users/{user['id']}"
    changes = {"givenName": "Grace", "jobTitle": None, "displayName": "Grace H."}
    assert manager("PATCH", path, changes).status_code == 204
    seen = manager("GET", "/users/GRACE@contoso.onmicrosoft.com").json()
    assert (seen["givenName"], seen["jobTitle"], seen["displayName"]) == ("Grace", None, "Grace H.")
    found = manager("GET", "/users?$filter=startswith(userPrincipalName,'grace@')").json()
    assert [item["id"] for item in found["value"]] == [user["id"]]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"passwordProfile": {"password": "short"}}, "Request_BadRequest"),
        ({"passwordProfile": {"password": "password1234"}}, "Request_BadRequest"),
        ({"passwordProfile": None}, "Request_BadRequest"),
        ({"userPrincipalName": "x@elsewhere.example"}, "Request_BadRequest"),
        ({"displayName": ""}, "Request_BadRequest"),
        ({"unknownProperty": 1}, "Request_BadRequest"),
    ],
)
def test_what_no_account_can_be_is_refused(manager, changes, code):
    refused = manager("POST", "/users", body("nobody", **changes))
    assert error(refused) == (400, code)
    assert PASSWORD not in refused.text


def test_a_deleted_account_gives_its_name_back_and_can_be_restored_or_purged(manager):
    user = manager("POST", "/users", body("ghost")).json()
    assert manager("DELETE", f"/users/{user['id']}").status_code == 204
    assert manager("GET", f"/users/{user['id']}").status_code == 404
    listed = manager("GET", "/directory/deletedItems/microsoft.graph.user").json()["value"]
    assert user["id"] in {item["id"] for item in listed}
    second = manager("POST", "/users", body("ghost")).json()
    refused = manager("POST", f"/directory/deletedItems/{user['id']}/restore", {})
    assert refused.status_code == 409  # somebody else has the name by now
    manager("DELETE", f"/users/{second['id']}")
    restored = manager("POST", f"/directory/deletedItems/{user['id']}/restore", {})
    assert restored.json()["@odata.type"] == "#microsoft.graph.user"
    assert manager("GET", f"/users/{user['id']}").status_code == 200
    assert manager("DELETE", f"/directory/deletedItems/{second['id']}").status_code == 204
    listed = manager("GET", "/directory/deletedItems/microsoft.graph.user").json()["value"]
    assert second["id"] not in {item["id"] for item in listed}


def test_roles_methods_and_sessions_of_an_account(server, manager):  # noqa: F811 - the fixture
    user = manager("POST", "/users", body("hopper")).json()
    path = f"/users/{user['id']}"
    assert manager("GET", f"{path}/memberOf").json()["value"] == []
    ruler = Caller(server, "RoleManagement.ReadWrite.Directory")
    given = {"principalId": user["id"], "roleDefinitionId": APPLICATION_DEVELOPER}
    assert ruler("POST", "/roleManagement/directory/roleAssignments", given).status_code == 201
    held = manager("GET", f"{path}/transitiveMemberOf").json()["value"]
    assert [item["displayName"] for item in held] == ["Application Developer"]
    methods = manager("GET", f"{path}/authentication/methods").json()["value"]
    assert [item["@odata.type"] for item in methods] == [
        "#microsoft.graph.passwordAuthenticationMethod"
    ]
    assert manager("POST", f"{path}/revokeSignInSessions", {}).json()["value"] is True


def test_who_may_manage_users_does_not_thereby_become_an_administrator(server, manager):  # noqa: F811 - the fixture
    """Row S5: the password of somebody who holds a managing role needs the right to assign it."""
    name = "ruler@contoso.onmicrosoft.com"
    ruler = server.change(create_administrator, name, "Ruler", PASSWORD)
    path = f"/users/{ruler.object_id}"
    profile = {"passwordProfile": {"password": "another harbour cymbal"}}
    for method, sent in (
        ("PATCH", profile),
        ("PATCH", {"accountEnabled": False}),
        ("DELETE", None),
    ):
        assert error(manager(method, path, sent)) == (403, "Authorization_RequestDenied")
    wide = Caller(server, "User.ReadWrite.All", "RoleManagement.ReadWrite.Directory")
    assert wide("PATCH", path, profile).status_code == 204


def test_the_last_global_administrator_stays(server):  # noqa: F811 - the fixture
    wide = Caller(server, "User.ReadWrite.All", "RoleManagement.ReadWrite.Directory")
    server.change(create_administrator, "last@contoso.onmicrosoft.com", "Last", PASSWORD)
    holders = [item["id"] for item in wide("GET", "/users").json()["value"]]
    refused = []
    for object_id in holders:
        answer = wide("PATCH", f"/users/{object_id}", {"accountEnabled": False})
        refused += [answer] if answer.status_code != 204 else []
    assert [item.status_code for item in refused] == [400]
    assert "last Global Administrator" in refused[0].text


def test_passkeys_are_listed_and_taken_away_in_graphs_words(server, manager):  # noqa: F811 - the fixture
    user = manager("POST", "/users", body("keyholder")).json()
    kept = passkey(server.change(get_user, user["id"]), server.clock.now())

    async def add(work):
        await work.uow.authentication_methods.add(kept)

    server.change(add)
    path = f"/users/{user['id']}/authentication/fido2Methods"
    (listed,) = manager("GET", path).json()["value"]
    assert listed == {
        "id": kept.method_id,
        "displayName": "laptop",
        "createdDateTime": "2026-06-01T12:00:00Z",
        "aaGuid": kept.document["aaguid"],
        "model": None,
        "attestationCertificates": [],
        "attestationLevel": "notAttested",
        "passkeyType": "synced",
    }
    one = manager("GET", f"{path}/{kept.method_id.upper()}").json()
    assert one["@odata.context"].endswith("users/authentication/fido2Methods/$entity")
    assert one["id"] == listed["id"]
    methods = manager("GET", f"/users/{user['id']}/authentication/methods").json()["value"]
    assert methods[1]["@odata.type"] == "#microsoft.graph.fido2AuthenticationMethod"
    assert manager("DELETE", f"{path}/{kept.method_id}").status_code == 204
    for method in ("GET", "DELETE"):
        gone = manager(method, f"{path}/{kept.method_id}")
        assert error(gone) == (404, "Request_ResourceNotFound")
    assert manager("GET", path).json()["value"] == []


def test_refusals_of_a_new_account_come_in_their_order(manager):
    """The hash is made between two attempts at the change; nobody can tell from the answers."""
    assert manager("POST", "/users", body("hedy")).status_code == 201
    taken_and_weak = body("hedy", passwordProfile={"password": "short"})
    assert error(manager("POST", "/users", taken_and_weak)) == (400, "Request_BadRequest")
    taken = manager("POST", "/users", body("hedy"))
    assert error(taken) == (409, "Request_MultipleObjectsWithSameKeyValue")
    path = "/users/hedy@contoso.onmicrosoft.com"
    profile = {"password": "another harbour cymbal"}
    assert error(manager("PATCH", path, {"displayName": "x" * 300, "passwordProfile": profile}))[
        0
    ] == (400)
    both = {"jobTitle": "Inventor", "passwordProfile": profile}
    assert manager("PATCH", path, both).status_code == 204
    before = manager("GET", f"{path}/authentication/methods").json()["value"]
    assert len(before) == 1
    assert manager("GET", path).json()["jobTitle"] == "Inventor"
    weak = {"jobTitle": "Actor", "passwordProfile": {"password": "password1234"}}
    assert error(manager("PATCH", path, weak)) == (400, "Request_BadRequest")
    assert manager("GET", path).json()["jobTitle"] == "Inventor"
