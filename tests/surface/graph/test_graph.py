"""The management API in process: rights, whitelists, isolation, exact errors."""

import asyncio
from dataclasses import replace

import pytest
from tests.surface.login.arrange import READ, Server, SettableClock

from daemonry.directory.service_principals import (
    get_service_principal_by_app_id,
    update_service_principal,
)
from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.services import open_services
from daemonry.settings import load_settings

GUID = "99999999-9999-4999-8999-999999999999"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    clock = SettableClock()
    with asyncio.Runner() as runner:
        opening = open_services(
            load_settings({}, data=tmp_path_factory.mktemp("graph") / "data"), create=True
        )

        async def enter():
            return replace(await opening.__aenter__(), clock=clock)

        services = runner.run(enter())
        yield Server(runner, services, clock)
        runner.run(opening.__aexit__(None, None, None))


class Caller:
    """A daemon with some Graph permissions and a token for them."""

    def __init__(self, server, *permissions):
        self.server = server
        self.daemon = server.register_daemon()
        graph = server.change(get_service_principal_by_app_id, GRAPH_APP_ID)
        for role in graph.application.app_roles:
            if role.value in permissions:
                server.assign(self.daemon, role.role_id, graph)
        response = server.token(
            client_id=self.daemon.application.app_id,
            client_secret=self.daemon.secret,
            scope="https://graph.microsoft.com/.default",
        )
        self.token = response.json()["access_token"]

    def __call__(self, method, path, body=None, **headers):
        return self.server.send(
            method,
            f"/v1.0{path}",
            json=body,
            headers={"authorization": f"Bearer {self.token}"} | headers,
        )


def error(response):
    return response.status_code, response.json()["error"]["code"]


@pytest.fixture(scope="module")
def admin(server):
    return Caller(server, "Application.ReadWrite.All", "AppRoleAssignment.ReadWrite.All")


RIGHTS = [
    ("GET", "/applications", "Application.Read.All"),
    ("GET", "/servicePrincipals", "Application.Read.All"),
    ("POST", "/applications", "Application.ReadWrite.All"),
    ("GET", "/organization", "Organization.Read.All"),
    ("GET", "/domains", "Domain.Read.All"),
    ("GET", "/auditLogs/directoryAudits", "AuditLog.Read.All Directory.Read.All"),
    ("GET", "/auditLogs/signIns", "AuditLog.Read.All"),
]


@pytest.mark.parametrize(("method", "path", "permission"), RIGHTS)
def test_a_route_needs_its_permission(server, method, path, permission):
    body = {"displayName": "x"} if method == "POST" else None
    assert error(Caller(server)(method, path, body)) == (403, "Authorization_RequestDenied")
    assert Caller(server, *permission.split())(method, path, body).status_code in {200, 201}


def test_without_a_good_token_there_is_a_401_that_says_where_to_get_one(server, admin):
    for headers in ({}, {"authorization": "Basic x"}, {"authorization": "Bearer a.b.c"}):
        response = server.send("GET", "/v1.0/applications", headers=headers)
        assert error(response) == (401, "InvalidAuthenticationToken")
        assert "authorization_uri=" in response.headers["www-authenticate"]
    forged = admin.token[:-6] + "AAAAAA"
    response = server.send(
        "GET", "/v1.0/applications", headers={"authorization": f"Bearer {forged}"}
    )
    assert error(response) == (401, "InvalidAuthenticationToken")


def test_s5_writing_applications_is_not_enough_to_consent(server):
    writer = Caller(server, "Application.ReadWrite.All")
    body = {
        "principalId": writer.daemon.principal.object_id,
        "resourceId": server.api_principal.object_id,
        "appRoleId": READ,
    }
    path = f"/servicePrincipals/{server.api_principal.object_id}/appRoleAssignedTo"
    assert error(writer("POST", path, body)) == (403, "Authorization_RequestDenied")


def test_l1_a_denied_attempt_leaves_an_audit_row(server):
    Caller(server)("GET", "/organization")
    reader = Caller(server, "AuditLog.Read.All", "Directory.Read.All")
    rows = reader("GET", "/auditLogs/directoryAudits").json()["value"]
    assert any(row["result"] == "failure" for row in rows)


def test_owned_by_manages_only_what_it_owns(server):
    caller = Caller(server, "Application.ReadWrite.OwnedBy")
    own = caller("POST", "/applications", {"displayName": "own"}).json()
    change = {"description": "x"}
    assert caller("PATCH", f"/applications/{own['id']}", change).status_code == 204
    foreign = caller("PATCH", f"/applications/{server.api.object_id}", change)
    assert error(foreign) == (403, "Authorization_RequestDenied")


def test_a_revoked_role_and_a_disabled_principal_stop_a_token_that_is_still_valid(server):
    caller = Caller(server, "Application.Read.All")
    assert caller("GET", "/applications").status_code == 200
    off = {"account_enabled": False}
    server.change(update_service_principal, caller.daemon.principal.object_id, off)
    assert error(caller("GET", "/applications")) == (401, "InvalidAuthenticationToken")


def test_s1_a_token_of_another_tenant_sees_only_its_own_tenant(server, admin):
    mine = server.tenant
    server.tenant = server.run(server._create_tenant("fabrikam"))
    try:
        other = Caller(server, "Application.ReadWrite.All", "Organization.Read.All")
    finally:
        other_tenant, server.tenant = server.tenant, mine
    (organization,) = other("GET", "/organization").json()["value"]
    assert organization["id"] == other_tenant.tenant_id
    for name in (server.api.object_id, GUID):
        for method, body in (("GET", None), ("PATCH", {"notes": "x"}), ("DELETE", None)):
            assert error(other(method, f"/applications/{name}", body)) == (
                404,
                "Request_ResourceNotFound",
            )
    assert admin("GET", f"/applications/{server.api.object_id}").status_code == 200


READ_ONLY = ["createdDateTime", "publisherDomain", "createdByAppId", "verifiedPublisher"]


@pytest.mark.parametrize("name", [*READ_ONLY, "nonsense", "appId", "keyCredentials"])
def test_s19_what_is_not_writable_is_refused_in_post_and_patch_alike(server, admin, name):
    body = {name: ["x"] if name == "keyCredentials" else GUID}
    target = f"/applications/{server.daemon.application.object_id}"
    for response in (
        admin("POST", "/applications", {"displayName": "x"} | body),
        admin("PATCH", target, body),
    ):
        assert response.status_code == 400
        assert name in response.json()["error"]["message"]


def test_complex_properties_merge_and_collections_replace(admin):
    made = admin("POST", "/applications", {"displayName": "m", "tags": ["a", "b"]}).json()
    path = f"/applications/{made['id']}"
    admin("PATCH", path, {"api": {"requestedAccessTokenVersion": 2}, "tags": ["c"]})
    admin("PATCH", path, {"api": {"acceptMappedClaims": True}})
    admin("PATCH", path, {"web": {"homePageUrl": "https://x.example"}})
    shown = admin("GET", path).json()
    assert shown["api"]["requestedAccessTokenVersion"] == 2
    assert shown["api"]["acceptMappedClaims"] is True
    assert shown["tags"] == ["c"]
    assert admin("PATCH", path).status_code == 204


def test_a_secret_is_shown_once_and_its_dates_come_back_as_sent(admin):
    made = admin("POST", "/applications", {"displayName": "s"}).json()
    path = f"/applications/{made['id']}"
    wanted = {"displayName": "k", "endDateTime": "2027-01-01T00:00:00Z"}
    issued = admin("POST", f"{path}/addPassword", {"passwordCredential": wanted})
    assert issued.status_code == 200
    assert issued.json()["secretText"].startswith("dmns_")
    assert issued.json()["endDateTime"] == "2027-01-01T00:00:00Z"
    (kept,) = admin("GET", path).json()["passwordCredentials"]
    assert kept["secretText"] is None
    assert kept["hint"] == issued.json()["secretText"][5:8]
    odd = admin("POST", f"{path}/removePassword", {"keyId": kept["keyId"], "odd": 1})
    assert error(odd) == (400, "Request_BadRequest")
    removed = admin("POST", f"{path}/removePassword", {"keyId": kept["keyId"]})
    assert removed.status_code == 204
    patched = admin("PATCH", path, {"passwordCredentials": [{"displayName": "x"}]})
    assert error(patched) == (400, "Request_BadRequest")


def test_lists_are_filtered_selected_and_paged(admin):
    for number in range(3):
        admin("POST", "/applications", {"displayName": f"page {number}"})
    path = "/applications?$filter=startswith(displayName,'page ')&$select=id,displayName&$top=2"
    first = admin("GET", path).json()
    assert [set(item) for item in first["value"]] == [{"id", "displayName"}] * 2
    assert first["@odata.nextLink"].startswith("https://localhost:8443/v1.0/applications?")
    second = admin("GET", first["@odata.nextLink"].split("/v1.0")[1]).json()
    assert len(second["value"]) == 1
    assert "@odata.nextLink" not in second
    counted = admin("GET", path + "&$count=true", consistencylevel="eventual").json()
    assert counted["@odata.count"] == 3


ERRORS = {
    "unknown segment": ("GET", "/nothing", 400, "BadRequest"),
    "wrong method": ("PUT", "/applications", 405, "Request_BadRequest"),
    "no such object": ("GET", f"/applications/{GUID}", 404, "Request_ResourceNotFound"),
    "no GUID": ("GET", "/applications/x", 404, "Request_ResourceNotFound"),
    "unknown appId": ("GET", f"/applications(appId='{GUID}')", 404, "Request_ResourceNotFound"),
    "bad filter": ("GET", "/applications?$filter=x", 400, "BadRequest"),
    "unsupported filter": (
        "GET",
        "/applications?$filter=keyCredentials eq 'x'",
        400,
        "Request_UnsupportedQuery",
    ),
    "bad page size": ("GET", "/applications?$top=1000", 400, "Request_BadRequest"),
    "unknown select": ("GET", "/applications?$select=nope", 400, "BadRequest"),
    "made-up page token": (
        "GET",
        "/applications?$skiptoken=abcd",
        400,
        "Directory_ExpiredPageToken",
    ),
}


@pytest.mark.parametrize("case", ERRORS)
def test_errors_have_graphs_envelope(admin, case):
    method, path, status, code = ERRORS[case]
    sent = "0f0e0d0c-0b0a-4908-8706-050403020100"
    response = admin(method, path, **{"client-request-id": sent})
    assert error(response) == (status, code)
    inner = response.json()["error"]["innerError"]
    assert inner["client-request-id"] == sent
    assert inner["request-id"] == response.headers["request-id"]
    assert response.headers["odata-version"] == "4.0"


def test_t3_a_malformed_body_is_a_400(server, admin):
    response = server.send(
        "POST",
        "/v1.0/applications",
        content=b'{"displayName":',
        headers={"authorization": f"Bearer {admin.token}"},
    )
    assert error(response) == (400, "BadRequest")


def test_deleted_applications_can_be_seen_restored_and_purged(admin):
    made = admin("POST", "/applications", {"displayName": "gone"}).json()
    path = f"/applications/{made['id']}"
    assert admin("DELETE", path).status_code == 204
    assert admin("GET", path).status_code == 404
    listed = admin("GET", "/directory/deletedItems/microsoft.graph.application").json()["value"]
    assert made["id"] in {item["id"] for item in listed}
    assert admin("POST", f"/directory/deletedItems/{made['id']}/restore").status_code == 200
    assert admin("GET", path).status_code == 200
    admin("DELETE", path)
    assert admin("DELETE", f"/directory/deletedItems/{made['id']}").status_code == 204
    assert admin("GET", f"/directory/deletedItems/{made['id']}").status_code == 404
