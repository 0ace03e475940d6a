"""``tokenSettings`` of an application over the management API."""

import pytest
from tests.surface.graph.test_graph import Caller, error, server  # noqa: F401 - the fixture

DEFAULTS = {
    "assertionProfile": "entra",
    "certificateOnly": False,
    "accessTokenProfile": "entra",
    "signingAlgorithm": "RS256",
    "senderConstraint": "none",
    "allowResourceParameter": False,
    "allowRoleSubset": False,
    "allowIntrospection": False,
    "allowRevocation": False,
    "continuousAccessEvaluation": False,
}


@pytest.fixture
def admin(server):  # noqa: F811 - the fixture
    return Caller(server, "Application.ReadWrite.All", "AuditLog.Read.All", "Directory.Read.All")


@pytest.fixture
def path(admin):
    return f"/applications/{admin('POST', '/applications', {'displayName': 'api'}).json()['id']}"


def test_an_application_without_settings_looks_as_in_graph(admin, path):
    assert "tokenSettings" not in admin("GET", path).json()
    assert admin("GET", f"{path}?$select=tokenSettings").json()["tokenSettings"] is None


def test_members_that_are_sent_are_merged_into_those_that_are_stored(admin, path):
    for change in ({"senderConstraint": "dpop"}, {"allowRevocation": True}):
        assert admin("PATCH", path, {"tokenSettings": change}).status_code == 204
    stored = admin("GET", path).json()["tokenSettings"]
    assert stored == DEFAULTS | {"senderConstraint": "dpop", "allowRevocation": True}


def test_a_new_application_can_bring_settings(admin):
    body = {"displayName": "api", "tokenSettings": {"accessTokenProfile": "rfc9068"}}
    made = admin("POST", "/applications", body).json()
    assert made["tokenSettings"] == DEFAULTS | {"accessTokenProfile": "rfc9068"}


REFUSED = {
    "an unknown profile": {"accessTokenProfile": "rfc9069"},
    "an unknown assertion profile": {"assertionProfile": "loose"},
    "an algorithm without a signature": {"signingAlgorithm": "none"},
    "an unknown constraint": {"senderConstraint": "DPoP"},
    "null for a switch": {"allowRevocation": None},
    "a text for a switch": {"allowIntrospection": "true"},
    "a member that does not exist": {"allowEverything": True},
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_setting_is_refused_and_nothing_is_stored(admin, path, case):
    response = admin("PATCH", path, {"tokenSettings": REFUSED[case]})
    assert error(response) == (400, "Request_BadRequest")
    assert "tokenSettings" not in admin("GET", path).json()


def test_the_audit_trail_shows_what_was_set(admin, path):
    admin("PATCH", path, {"tokenSettings": {"senderConstraint": "mtls"}})
    events = admin("GET", "/auditLogs/directoryAudits?$top=999").json()["value"]
    targets = [target for event in events for target in event["targetResources"]]
    modified = [
        one
        for target in targets
        if target["id"] == path.rpartition("/")[2]
        for one in target["modifiedProperties"]
        if one["displayName"] == "tokenSettings" and one["oldValue"]
    ]
    assert len(modified) == 1
    assert '"senderConstraint":"none"' in modified[0]["oldValue"]
    assert '"senderConstraint":"mtls"' in modified[0]["newValue"]
