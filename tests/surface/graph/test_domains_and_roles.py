"""``/domains`` from addition to removal, and directory roles in both of Graph's forms."""

import asyncio
from dataclasses import replace

import pytest
from tests.surface.graph.test_graph import GUID, Caller, error
from tests.surface.login.arrange import Server, SettableClock

from daemonry.services import open_services
from daemonry.settings import load_settings

GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10"


@pytest.fixture(scope="module")
def proofs(tmp_path_factory):
    return tmp_path_factory.mktemp("proofs") / "txt"


@pytest.fixture(scope="module")
def server(tmp_path_factory, proofs):
    clock = SettableClock()
    data = tmp_path_factory.mktemp("graph") / "data"
    with asyncio.Runner() as runner:
        opening = open_services(load_settings({}, data=data, domain_proofs=proofs), create=True)

        async def enter():
            return replace(await opening.__aenter__(), clock=clock)

        services = runner.run(enter())
        yield Server(runner, services, clock)
        runner.run(opening.__aexit__(None, None, None))


@pytest.fixture(scope="module")
def admin(server):
    return Caller(
        server,
        "Domain.ReadWrite.All",
        "Application.ReadWrite.All",
        "RoleManagement.ReadWrite.Directory",
        "AuditLog.Read.All",
        "Directory.Read.All",
    )


def test_a_domain_is_added_proved_used_and_removed(admin, proofs):
    made = admin("POST", "/domains", {"id": "Todo.example"})
    assert made.status_code == 201
    path = "/domains/todo.example"
    assert made.headers["location"].endswith(path)
    assert admin("GET", path).json()["isVerified"] is False
    (record,) = admin("GET", f"{path}/verificationDnsRecords").json()["value"]
    assert (record["recordType"], record["label"]) == ("Txt", "todo.example")
    proofs.write_text(f"# TXT records\nother.example {record['text']}\n")
    assert error(admin("POST", f"{path}/verify")) == (400, "Request_BadRequest")
    assert error(admin("PATCH", path, {"isDefault": True})) == (400, "Request_BadRequest")
    proofs.write_text(f'TODO.example. "{record["text"]}"\n')
    assert admin("POST", f"{path}/verify").json()["isVerified"] is True
    assert admin("PATCH", path, {"isDefault": True}).status_code == 204
    names = {item["id"]: item["isDefault"] for item in admin("GET", "/domains").json()["value"]}
    assert names == {"contoso.onmicrosoft.com": False, "todo.example": True}
    app = admin("POST", "/applications", {"displayName": "x"}).json()
    uris = {"identifierUris": ["https://todo.example/api"]}
    assert admin("PATCH", f"/applications/{app['id']}", uris).status_code == 204
    assert error(admin("DELETE", path)) == (400, "Request_BadRequest")
    admin("PATCH", f"/applications/{app['id']}", {"identifierUris": []})
    admin("PATCH", "/domains/contoso.onmicrosoft.com", {"isDefault": True})
    assert admin("DELETE", path).status_code == 204
    assert admin("GET", path).status_code == 404


@pytest.mark.parametrize("body", [{}, {"id": "no"}, {"id": "x.example", "isVerified": True}])
def test_a_domain_that_is_none_is_refused(admin, body):
    assert error(admin("POST", "/domains", body))[0] == 400


def test_a_directory_role_is_given_found_and_taken_away(admin):
    holder = admin.daemon.principal.object_id
    path = "/roleManagement/directory/roleAssignments"
    body = {
        "principalId": holder,
        "roleDefinitionId": GLOBAL_ADMINISTRATOR,
        "directoryScopeId": "/",
    }
    made = admin("POST", path, body)
    assert made.status_code == 201
    assert error(admin("POST", path, body)) == (400, "Request_BadRequest")
    given = made.json()["id"]
    listed = admin("GET", f"{path}?$filter=principalId eq '{holder}'").json()["value"]
    assert [item["id"] for item in listed] == [given]
    role = f"/directoryRoles(roleTemplateId='{GLOBAL_ADMINISTRATOR}')"
    assert admin("GET", role).json()["displayName"] == "Global Administrator"
    assert admin("GET", f"{role}/members").json()["value"][0]["id"] == holder
    audits = admin("GET", "/auditLogs/directoryAudits?$filter=category eq 'RoleManagement'").json()
    (event,) = audits["value"]
    assert event["activityDisplayName"] == "Add member to role"
    assert {"key": "severity", "value": "high"} in event["additionalDetails"]
    assert admin("DELETE", f"{path}/{given}").status_code == 204
    assert admin("GET", f"{path}/{given}").status_code == 404
    link = {"@odata.id": f"https://x/v1.0/directoryObjects/{holder}"}
    assert admin("POST", f"{role}/members/$ref", link).status_code == 204
    assert admin("DELETE", f"{role}/members/{holder}/$ref").status_code == 204
    assert admin("DELETE", f"{role}/members/{holder}/$ref").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [{"principalId": GUID}, {"roleDefinitionId": GUID}, {"directoryScopeId": f"/{GUID}"}],
)
def test_what_is_no_role_assignment_is_refused(admin, changes):
    body = {
        "principalId": admin.daemon.principal.object_id,
        "roleDefinitionId": GLOBAL_ADMINISTRATOR,
        "directoryScopeId": "/",
    }
    response = admin("POST", "/roleManagement/directory/roleAssignments", body | changes)
    assert error(response) == (400, "Request_BadRequest")


def test_terraform_finds_a_role_by_its_template(admin):
    path = f"/directoryRoles?$filter=roleTemplateId eq '{GLOBAL_ADMINISTRATOR}'"
    assert len(admin("GET", path).json()["value"]) == 1
    assert admin("GET", f"/directoryRoleTemplates/{GLOBAL_ADMINISTRATOR}").status_code == 200
    body = {"roleTemplateId": GLOBAL_ADMINISTRATOR}
    assert admin("POST", "/directoryRoles", body).status_code == 201
    definition = f"/roleManagement/directory/roleDefinitions/{GLOBAL_ADMINISTRATOR}"
    assert admin("GET", definition).json()["isBuiltIn"] is True
