"""``daemonry export``, ``plan`` and ``apply``: what a person sees and what becomes of a tenant."""

from __future__ import annotations

import io
import json
from base64 import b64encode
from pathlib import Path

import pytest
import yaml
from tests.fakes.certificates import certificate

EXAMPLE = Path(__file__).parents[3] / "docs/examples/tutorial.yaml"
API, DAEMON = "ciam-ToDoList-api", "ciam-client-app"
READ, WRITE = "ToDoList.Read.All", "ToDoList.ReadWrite.All"


@pytest.fixture
def applied(contoso):
    """The tenant contoso with the example applied."""
    contoso.json("apply", str(EXAMPLE), "--yes")
    return contoso


@pytest.fixture
def write(tmp_path):
    """Write a file and return its path."""

    def put(text: str) -> str:
        path = tmp_path / "tenant.yaml"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return put


def exported(shell):
    return yaml.safe_load(shell("export").out)


def written(document) -> str:
    return yaml.safe_dump(document, sort_keys=False)


def of(document, name):
    return next(item for item in document["applications"] if item["displayName"] == name)


def test_a_plan_shows_the_consent_loudly_and_changes_nothing(contoso):
    before = contoso.json("audit", "list")
    answer = contoso("plan", str(EXAMPLE))
    assert answer.code == 0
    assert f"+ application {API}" in answer.out
    assert f"! GRANT CONSENT: {WRITE} on {API}" in answer.out
    assert "2 to create, 0 to change, 0 to remove; consent: 2 granted" in answer.out
    assert [row["display_name"] for row in contoso.json("app", "list")] == ["daemonry-management"]
    assert contoso.json("audit", "list") == before


def test_the_exit_code_tells_changes_from_none_when_asked(contoso):
    assert contoso("plan", str(EXAMPLE), "--detailed-exitcode").code == 2
    contoso.json("apply", str(EXAMPLE), "--yes")
    assert contoso("plan", str(EXAMPLE), "--detailed-exitcode").code == 0


def test_applying_makes_the_whole_tutorial_and_tells_the_client_ids(contoso):
    done = contoso.json("apply", str(EXAMPLE), "--yes")
    assert done["applied"] is True
    made = {change["name"]: change["identifier"] for change in done["changes"]}
    assert made == {
        row["display_name"]: row["app_id"]
        for row in contoso.json("app", "list")
        if row["display_name"] in {API, DAEMON}
    }
    rows = contoso.json("consent", "status", DAEMON)
    assert [(row["permission"], row["status"]) for row in rows] == [
        (READ, "granted"),
        (WRITE, "granted"),
    ]


def test_a_second_apply_changes_nothing_and_leaves_no_audit_row(applied):
    before = applied.json("audit", "list")
    answer = applied("apply", str(EXAMPLE), "--yes")
    assert "No changes" in answer.out
    assert applied.json("audit", "list") == before


def test_every_change_has_its_audit_row(applied):
    activities = [row["activity"] for row in applied.json("audit", "list", "--limit", "20")]
    assert activities.count("Add app role assignment to service principal") >= 2
    assert "Add application" in activities


def test_asking_grants_nothing_without_assignments_in_the_file(contoso, write):
    document = yaml.safe_load(EXAMPLE.read_text())
    del of(document, DAEMON)["appRoleAssignments"]
    contoso.json("apply", write(written(document)), "--yes")
    rows = contoso.json("consent", "status", DAEMON)
    assert {row["status"] for row in rows} == {"not granted"}


def test_an_export_names_things_and_holds_no_secret(applied):
    secret = applied.json("secret", "create", DAEMON)["secret"]
    text = applied("export").out
    assert f"resource: {API}" in text
    assert secret not in text
    assert "password" not in text
    assert applied("export", "-o", "json").json == yaml.safe_load(text)


def test_an_export_applied_is_no_change_in_yaml_and_in_json(applied, write):
    for options in ((), ("-o", "json")):
        text = applied("export", *options).out
        assert applied("plan", write(text), "--prune", "--detailed-exitcode").code == 0


def test_without_prune_what_the_file_leaves_out_stays(applied, write):
    path = write(f"version: 1\napplications:\n  - displayName: {DAEMON}\n")
    answer = applied("plan", path)
    assert "No changes" in answer.out
    assert f"left alone: {API}, daemonry-management" in answer.err


def test_prune_removes_what_is_not_named_but_never_the_manager(applied, write):
    document = {"version": 1, "applications": [{"displayName": API}]}
    answer = applied("apply", write(written(document)), "--prune", "--yes")
    assert f"- application {DAEMON}" in answer.out
    assert f"! WITHDRAW CONSENT: {READ} on {API}" in answer.out
    assert "- appRoles" in answer.out
    assert "Kept, because they manage the tenant: daemonry-management" in answer.err
    names = {row["display_name"] for row in applied.json("app", "list")}
    assert names == {API, "daemonry-management"}
    assert applied.json("role", "list", API) == []
    deleted = applied.json("app", "list", "--deleted")
    assert [row["display_name"] for row in deleted] == [DAEMON]


def test_prune_takes_nothing_from_the_manager_that_a_file_names(contoso, write):
    federated = ("--issuer", "https://issuer.example", "--subject", "repo:acme")
    contoso.json("federation", "add", "daemonry-management", "main", *federated)
    path = write("version: 1\napplications:\n  - displayName: daemonry-management\n")
    assert "No changes" in contoso("apply", path, "--prune", "--yes").out
    assert len(contoso.json("federation", "list", "daemonry-management")) == 1
    rows = contoso.json("consent", "status", "daemonry-management")
    assert rows
    assert {row["status"] for row in rows} == {"granted"}


def test_prune_withdraws_consent_that_the_file_no_longer_writes(applied, write):
    document = exported(applied)
    of(document, DAEMON)["appRoleAssignments"][0]["roles"] = [READ]
    path = write(written(document))
    assert "No changes" in applied("plan", path).out
    answer = applied("apply", path, "--prune", "--yes")
    assert f"! WITHDRAW CONSENT: {WRITE} on {API}" in answer.out
    assert "consent: 0 granted, 1 withdrawn" in answer.out
    granted = {
        row["permission"]
        for row in applied.json("consent", "status", DAEMON)
        if row["status"] == "granted"
    }
    assert granted == {READ}


def test_a_deleted_application_is_not_brought_back_with_its_secrets(applied, write):
    text = applied("export").out
    applied.json("app", "delete", DAEMON)
    answer = applied("plan", write(text))
    assert answer.code == 1
    assert "among the deleted items" in answer.err
    assert "daemonry app restore" in answer.err


def test_what_the_directory_refuses_names_the_line_and_changes_nothing(contoso, write):
    path = write(
        "version: 1\n"
        "applications:\n"
        "  - displayName: first\n"
        "  - displayName: second\n"
        "    identifierUris: [https://elsewhere.example/api]\n"
    )
    answer = contoso("apply", path, "--yes")
    assert answer.code == 1
    assert f"{path}:5: " in answer.err
    assert "daemonry tenant domain add" in answer.err
    assert len(contoso.json("app", "list")) == 1


def test_an_unknown_name_lists_what_there_is(contoso, write):
    path = write(
        "version: 1\n"
        "applications:\n"
        "  - displayName: daemon\n"
        "    appRoleAssignments:\n"
        "      - resource: Microsoft Graf\n"
        "        roles: [Application.Read.All]\n"
    )
    answer = contoso("plan", path)
    assert answer.code == 1
    assert f"{path}:5: there is no application 'Microsoft Graf'" in answer.err
    assert "Microsoft Graph" in answer.err


def test_a_role_may_be_renamed_and_redefined_in_one_go(applied, write):
    document = exported(applied)
    role = of(document, API)["appRoles"][0]
    role["value"] = "Tasks.Read.All"
    for application in document["applications"]:
        for kind in ("requiredResourceAccess", "appRoleAssignments"):
            for entry in application.get(kind, ()):
                entry["roles"] = ["Tasks.Read.All" if r == READ else r for r in entry["roles"]]
    applied.json("apply", write(written(document)), "--yes")
    assert {row["permission"] for row in applied.json("consent", "status", DAEMON)} == {
        "Tasks.Read.All",
        WRITE,
    }


def test_standard_input_needs_yes_because_nobody_can_be_asked(contoso, monkeypatch):
    answer = contoso("apply", "-")
    assert answer.code == 2
    assert "--yes" in answer.err
    monkeypatch.setattr(
        "sys.stdin", io.TextIOWrapper(io.BytesIO(EXAMPLE.read_bytes()), encoding="utf-8")
    )
    assert contoso("apply", "-", "--yes").code == 0
    assert len(contoso.json("app", "list")) == 3


def test_whoever_says_no_applies_nothing(contoso, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    answer = contoso("apply", str(EXAMPLE))
    assert answer.code == 1
    assert "Nothing was applied" in answer.err
    assert len(contoso.json("app", "list")) == 1


def test_whoever_says_yes_gets_what_the_plan_showed(contoso, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    answer = contoso("apply", str(EXAMPLE))
    assert answer.code == 0, answer.err
    (daemon,) = [row for row in contoso.json("app", "list") if row["display_name"] == DAEMON]
    assert f"{DAEMON}: {daemon['app_id']}" in answer.err


def test_policies_certificates_owners_and_settings_come_from_the_file(applied, write):
    document = exported(applied)
    of(document, DAEMON).update(
        owners=[API],
        keyCredentials=[{"displayName": "first", "key": b64encode(certificate("first")).decode()}],
        federatedIdentityCredentials=[
            {"name": "main", "issuer": "https://issuer.example", "subject": "repo:acme"}
        ],
        servicePrincipal={"tags": ["batch"], "appRoleAssignmentRequired": True},
    )
    of(document, API)["tokenSettings"] = {"signingAlgorithm": "ES256", "allowRoleSubset": True}
    document["tokenLifetimePolicies"] = [
        {
            "displayName": "short",
            "accessTokenLifetime": "00:10:00",
            "appliesTo": {"applications": [API], "servicePrincipals": ["Microsoft Graph"]},
        }
    ]
    document["tenant"]["displayName"] = "Contoso Ltd"
    path = write(written(document))
    applied.json("apply", path, "--yes")
    again = exported(applied)
    assert again["tokenLifetimePolicies"] == document["tokenLifetimePolicies"]
    assert again["tenant"] == {"displayName": "Contoso Ltd"}
    daemon = of(again, DAEMON)
    assert daemon["owners"] == [API]
    assert daemon["servicePrincipal"] == {"appRoleAssignmentRequired": True, "tags": ["batch"]}
    assert [key["displayName"] for key in daemon["keyCredentials"]] == ["first"]
    assert daemon["federatedIdentityCredentials"][0]["subject"] == "repo:acme"
    assert of(again, API)["tokenSettings"]["signingAlgorithm"] == "ES256"
    assert "No changes" in applied("plan", path).out
    # Without them and with prune they go again.
    bare = yaml.safe_load(EXAMPLE.read_text())
    applied("apply", write(written(bare)), "--prune", "--yes")
    assert "keyCredentials" not in applied("export").out
    assert applied.json("policy", "list") == []


GRAPH_APPLICATION = {
    "@odata.context": "https://graph.microsoft.com/v1.0/$metadata#applications/$entity",
    "id": "11111111-2222-4333-8444-555555555555",
    "appId": "99999999-2222-4333-8444-555555555555",
    "displayName": "moved",
    "createdDateTime": "2024-01-01T00:00:00Z",
    "publisherDomain": "contoso.com",
    "identifierUris": ["api://99999999-2222-4333-8444-555555555555"],
    "api": {
        "requestedAccessTokenVersion": 2,
        "oauth2PermissionScopes": [],
        "preAuthorizedApplications": [],
        "knownClientApplications": [],
        "acceptMappedClaims": None,
    },
    "appRoles": [
        {
            "id": "aaaaaaaa-2222-4333-8444-555555555555",
            "value": READ,
            "displayName": "Read",
            "description": "Reads",
            "allowedMemberTypes": ["Application"],
            "isEnabled": True,
            "origin": "Application",
        }
    ],
    "optionalClaims": {
        "idToken": [],
        "accessToken": [
            {"name": "idtyp", "source": None, "essential": False, "additionalProperties": []}
        ],
        "saml2Token": [],
    },
    "passwordCredentials": [{"keyId": "bbbbbbbb-2222-4333-8444-555555555555", "hint": "abc"}],
    "keyCredentials": [],
    "requiredResourceAccess": [
        {
            "resourceAppId": "00000003-0000-0000-c000-000000000000",
            "resourceAccess": [
                {"id": "e1fe6dd8-ba31-4d61-89e7-88639da4683d", "type": "Scope"},
                {"id": "9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", "type": "Role"},
            ],
        }
    ],
    "web": {
        "redirectUris": [],
        "implicitGrantSettings": {
            "enableAccessTokenIssuance": False,
            "enableIdTokenIssuance": False,
        },
        "redirectUriSettings": [],
    },
}


@pytest.mark.parametrize("wrap", [lambda a: a, lambda a: [a], lambda a: {"value": [a]}])
def test_an_application_of_a_real_tenant_keeps_its_identifiers(contoso, tmp_path, wrap):
    path = tmp_path / "graph.json"
    path.write_text("\ufeff" + json.dumps(wrap(GRAPH_APPLICATION)), encoding="utf-8")
    answer = contoso("apply", "--from-graph", str(path), "--yes")
    assert answer.code == 0, answer.err
    assert "createdDateTime" in answer.err
    assert "publisherDomain" in answer.err
    assert "Secrets do not move" in answer.err
    moved = of(exported(contoso), "moved")
    assert moved["appId"] == GRAPH_APPLICATION["appId"]
    assert moved["appRoles"][0]["id"] == GRAPH_APPLICATION["appRoles"][0]["id"]
    assert moved["optionalClaims"] == {"accessToken": ["idtyp"]}
    assert moved["requiredResourceAccess"] == [
        {
            "resource": "Microsoft Graph",
            "roles": ["Application.Read.All"],
            "scopes": ["User.Read"],
        }
    ]
    assert "appRoleAssignments" not in moved


def test_what_is_no_application_of_graph_is_refused(contoso, tmp_path):
    path = tmp_path / "graph.json"
    for text in ("[", '{"id": 1}', '{"displayName": "x", "api": 7}'):
        path.write_text(text)
        answer = contoso("apply", "--from-graph", str(path), "--yes")
        assert answer.code == 1, text
        assert "graph.json: " in answer.err


def test_a_missing_file_is_named(contoso):
    answer = contoso("plan", "nowhere.yaml")
    assert answer.code == 4
    assert "nowhere.yaml" in answer.err
