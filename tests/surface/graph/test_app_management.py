"""What credentials a tenant allows its applications, and whom it wants to be told."""

import base64
import ssl
from datetime import timedelta

import pytest
from tests.fakes.certificates import certificate
from tests.surface.graph.test_graph import GUID, Caller, error, server  # noqa: F401 - the fixture
from tests.surface.login.arrange import NOW

PATH = "/policies/defaultAppManagementPolicy"
NO_RESTRICTIONS = {"passwordCredentials": [], "keyCredentials": []}
HUNDRED_DAYS = (NOW + timedelta(days=100)).strftime("%Y-%m-%dT%H:%M:%SZ")


@pytest.fixture(scope="module")
def admin(server):  # noqa: F811 - the fixture
    return Caller(
        server,
        "Application.ReadWrite.All",
        "Policy.ReadWrite.ApplicationConfiguration",
        "Policy.Read.All",
        "Organization.ReadWrite.All",
        "AuditLog.Read.All",
        "Directory.Read.All",
    )


@pytest.fixture
def policy(admin):
    """Set the restrictions of applications; in the end nothing is restricted."""

    def restrict(kind, *restrictions):
        wanted = {"isEnabled": True, "applicationRestrictions": {kind: list(restrictions)}}
        done = admin("PATCH", PATH, wanted)
        assert done.status_code == 204, done.text

    yield restrict
    off = {"isEnabled": False, "applicationRestrictions": NO_RESTRICTIONS}
    assert admin("PATCH", PATH, off).status_code == 204


@pytest.fixture
def application(admin):
    return f"/applications/{admin('POST', '/applications', {'displayName': 'x'}).json()['id']}"


def add_secret(admin, application, ends_at=HUNDRED_DAYS):
    wanted = {"passwordCredential": {"endDateTime": ends_at}}
    return admin("POST", f"{application}/addPassword", wanted)


def test_a_tenant_restricts_nothing_until_it_says_so(admin, application):
    shown = admin("GET", PATH).json()
    assert shown["isEnabled"] is False
    assert shown["applicationRestrictions"] == NO_RESTRICTIONS
    assert shown["id"] == "00000000-0000-0000-0000-000000000000"
    assert add_secret(admin, application).status_code == 200


def test_a_secret_may_live_no_longer_than_the_policy_allows(admin, application, policy):
    policy("passwordCredentials", {"restrictionType": "passwordLifetime", "maxLifetime": "P90D"})
    refused = add_secret(admin, application)
    assert error(refused) == (400, "CredentialInvalidLifetimeAsPerAppPolicy")
    (detail, *_) = refused.json()["error"]["details"]
    assert (detail["code"], detail["target"]) == ("InvalidKeyEndDate", "EndDate")
    short = (NOW + timedelta(days=90)).strftime("%Y-%m-%dT%H:%M:%SZ")
    assert add_secret(admin, application, short).status_code == 200
    made = admin("POST", "/applications", {"displayName": "x", "passwordCredentials": [{}]})
    assert error(made) == (400, "CredentialInvalidLifetimeAsPerAppPolicy")


def test_no_secret_can_be_added_where_the_policy_wants_none(admin, application, policy):
    there = add_secret(admin, application).json()
    policy("passwordCredentials", {"restrictionType": "passwordAddition"})
    assert error(add_secret(admin, application)) == (400, "CredentialTypeNotAllowedAsPerAppPolicy")
    removed = admin("POST", f"{application}/removePassword", {"keyId": there["keyId"]})
    assert removed.status_code == 204


def test_a_certificate_may_live_no_longer_than_the_policy_allows(admin, application, policy):
    policy("keyCredentials", {"restrictionType": "asymmetricKeyLifetime", "maxLifetime": "P30D"})
    pem = ssl.DER_cert_to_PEM_cert(certificate()).encode()
    key = {"key": base64.b64encode(pem).decode(), "type": "AsymmetricX509Cert", "usage": "Verify"}
    refused = admin("PATCH", application, {"keyCredentials": [key]})
    assert error(refused) == (400, "CredentialInvalidLifetimeAsPerAppPolicy")
    admin("PATCH", PATH, {"isEnabled": False})
    assert admin("PATCH", application, {"keyCredentials": [key]}).status_code == 204
    admin("PATCH", PATH, {"isEnabled": True})
    (kept,) = admin("GET", application).json()["keyCredentials"]
    assert admin("PATCH", application, {"keyCredentials": [kept]}).status_code == 204


@pytest.mark.parametrize(
    "more", [{"restrictForAppsCreatedAfterDateTime": "2031-01-01T00:00:00Z"}, {"state": "disabled"}]
)
def test_a_restriction_of_later_applications_or_out_of_use_binds_nobody(
    admin, application, policy, more
):
    policy("passwordCredentials", {"restrictionType": "passwordAddition"} | more)
    assert add_secret(admin, application).status_code == 200
    (kept,) = admin("GET", PATH).json()["applicationRestrictions"]["passwordCredentials"]
    assert more.items() <= kept.items()


@pytest.mark.parametrize(
    "restriction",
    [
        {"restrictionType": "nothing"},
        {"restrictionType": "passwordLifetime"},
        {"restrictionType": "passwordLifetime", "maxLifetime": "90 days"},
        {"restrictionType": "passwordLifetime", "maxLifetime": "P"},
        {"restrictionType": "passwordLifetime", "maxLifetime": "P0D"},
        {"restrictionType": "passwordAddition", "maxLifetime": "P1D"},
        {"restrictionType": "passwordAddition", "state": "sometimes"},
        {"restrictionType": "passwordAddition", "unknown": 1},
    ],
)
def test_s19_a_restriction_that_means_nothing_is_refused(admin, restriction):
    wanted = {"applicationRestrictions": {"passwordCredentials": [restriction]}}
    assert error(admin("PATCH", PATH, wanted)) == (400, "Request_BadRequest")
    assert admin("GET", PATH).json()["applicationRestrictions"] == NO_RESTRICTIONS


def test_a_changed_policy_leaves_an_audit_row(admin, policy):
    policy("passwordCredentials", {"restrictionType": "passwordAddition"})
    rows = admin("GET", "/auditLogs/directoryAudits?$filter=category eq 'Policy'").json()["value"]
    assert {row["activityDisplayName"] for row in rows} == {"Update policy"}
    assert any("passwordAddition" in str(row["targetResources"]) for row in rows)


def test_an_organization_says_whom_to_tell(server, admin):  # noqa: F811 - the fixture
    path = f"/organization/{server.tenant.tenant_id}"
    wanted = {
        "technicalNotificationMails": ["it@contoso.example"],
        "securityComplianceNotificationPhones": ["+1 555 0100"],
        "privacyProfile": {
            "contactEmail": "p@contoso.example",
            "statementUrl": "https://p.example",
        },
    }
    assert admin("PATCH", path, wanted).status_code == 204
    assert wanted.items() <= admin("GET", path).json().items()
    part = {"privacyProfile": {"contactEmail": None}}
    assert admin("PATCH", path, part).status_code == 204
    shown = admin("GET", path).json()
    assert shown["privacyProfile"] == {"contactEmail": None, "statementUrl": "https://p.example"}
    assert shown["technicalNotificationMails"] == wanted["technicalNotificationMails"]
    for refused in ({"displayName": "y"}, {"privacyProfile": {"statementUrl": "javascript:x"}}):
        assert error(admin("PATCH", path, refused)) == (400, "Request_BadRequest")
    assert admin("PATCH", f"/organization/{GUID}", wanted).status_code == 404
