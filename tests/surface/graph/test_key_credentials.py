"""``keyCredentials`` over the management API, in the forms of az, the portal and Terraform."""

import base64

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from tests.fakes.certificates import assemble, b64, certificate, key, sha1
from tests.surface.graph.test_graph import Caller, error, server  # noqa: F401 - the fixture
from tests.surface.login.arrange import NOW

DER = certificate()
KEY_ID = "5b1c3a1e-5d0c-4f2b-9a53-0d6f0f3f8c11"
AZ = {
    "@odata.type": "#microsoft.graph.keyCredential",
    "displayName": None,
    "endDateTime": "2027-01-01T00:00:00Z",
    "key": base64.encodebytes(DER).decode(),
    "keyId": KEY_ID,
    "startDateTime": "2026-01-01T00:00:00.123456Z",
    "type": "AsymmetricX509Cert",
    "usage": "Verify",
}
PEM = x509.load_der_x509_certificate(DER).public_bytes(serialization.Encoding.PEM)
TERRAFORM = {
    "keyId": KEY_ID,
    "type": "AsymmetricX509Cert",
    "usage": "Verify",
    "key": base64.b64encode(PEM).decode(),
}


@pytest.fixture
def admin(server):  # noqa: F811 - the fixture
    return Caller(server, "Application.ReadWrite.All", "AuditLog.Read.All", "Directory.Read.All")


@pytest.fixture
def path(admin):
    return f"/applications/{admin('POST', '/applications', {'displayName': 'd'}).json()['id']}"


def test_a_certificate_is_shown_by_thumbprint_and_its_bytes_only_when_selected(admin, path):
    assert admin("PATCH", path, {"keyCredentials": [AZ]}).status_code == 204
    (shown,) = admin("GET", path).json()["keyCredentials"]
    assert shown == {
        "customKeyIdentifier": sha1(DER).hex().upper(),
        "displayName": "CN=client",
        "endDateTime": "2027-01-01T00:00:00Z",
        "key": None,
        "keyId": KEY_ID,
        "startDateTime": "2026-01-01T00:00:00.123456Z",
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
    }
    (selected,) = admin("GET", f"{path}?$select=id,keyCredentials").json()["keyCredentials"]
    assert base64.b64decode(selected["key"]) == DER
    listed = admin("GET", "/applications?$select=id,keyCredentials").json()["value"]
    assert any(item["keyCredentials"] == [selected] for item in listed)
    listed = admin("GET", "/applications").json()["value"]
    assert all(each["key"] is None for item in listed for each in item["keyCredentials"])


def test_what_was_read_can_be_sent_back_beside_a_new_one(admin, path):
    admin("PATCH", path, {"keyCredentials": [TERRAFORM]})
    read = admin("GET", path).json()["keyCredentials"]
    new = {"key": base64.b64encode(certificate("other")).decode(), "usage": "Verify"}
    assert admin("PATCH", path, {"keyCredentials": [*read, new]}).status_code == 204
    found = admin("GET", path).json()["keyCredentials"]
    assert found[0] == read[0]
    assert found[1]["displayName"] == "CN=other"
    assert admin("PATCH", path, {"keyCredentials": found[1:]}).status_code == 204
    assert admin("GET", path).json()["keyCredentials"] == found[1:]


def test_one_patch_changes_the_name_and_the_certificates_with_an_event_for_each(admin, path):
    body = {"displayName": "renamed", "keyCredentials": [AZ]}
    assert admin("PATCH", path, body).status_code == 204
    object_id = path.removeprefix("/applications/")
    events = admin("GET", "/auditLogs/directoryAudits?$top=500").json()["value"]
    mine = [event for event in events if event["targetResources"][0]["id"] == object_id]
    assert {event["activityDisplayName"] for event in mine} == {
        "Add application",
        "Update application",
        "Update application - Certificates and secrets management",
    }


def test_a_new_application_may_bring_certificates(admin):
    body = {"displayName": "d", "keyCredentials": [TERRAFORM]}
    made = admin("POST", "/applications", body)
    assert made.status_code == 201
    assert made.json()["keyCredentials"][0]["keyId"] == KEY_ID
    empty = admin("POST", "/applications", {"displayName": "d", "keyCredentials": []})
    assert empty.json()["keyCredentials"] == []


REFUSED = {
    "no list": (None, "Request_BadRequest"),
    "no object": (["x"], "Request_BadRequest"),
    "an unknown property": ([AZ | {"thumbprint": "x"}], "Request_BadRequest"),
    "a key that is no text": ([AZ | {"key": 5}], "Request_BadRequest"),
    "a key that is no certificate": ([AZ | {"key": "bm8="}], "KeyCredentialsInvalid"),
    "times beyond the certificate": (
        [AZ | {"endDateTime": "2029-01-01T00:00:00Z"}],
        "KeyCredentialsInvalidEndDate",
    ),
    "an identifier that is no base64": ([AZ | {"customKeyIdentifier": "*"}], "Request_BadRequest"),
    "a symmetric key": ([AZ | {"type": "Symmetric"}], "Request_BadRequest"),
    "an unknown credential without a key": ([AZ | {"key": None}], "Request_BadRequest"),
}


@pytest.mark.parametrize(("value", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_certificate_is_refused(admin, path, value, code):
    assert error(admin("PATCH", path, {"keyCredentials": value})) == (400, code)
    assert admin("GET", path).json()["keyCredentials"] == []


def test_an_application_rolls_its_own_certificate_with_proof(server):  # noqa: F811
    caller = Caller(server)
    object_id = caller.daemon.application.object_id
    admin = Caller(server, "Application.ReadWrite.All")
    path = f"/applications/{object_id}"
    admin("PATCH", path, {"keyCredentials": [AZ]})
    seconds = int(NOW.timestamp())
    claims = {
        "aud": "00000002-0000-0000-c000-000000000000",
        "iss": object_id,
        "nbf": seconds,
        "exp": seconds + 600,
    }
    proof = assemble({"alg": "RS256", "x5t": b64(sha1(DER))}, claims, key())
    new = {
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
        "key": base64.b64encode(certificate("next")).decode(),
    }
    body = {"keyCredential": new, "passwordCredential": None, "proof": proof}
    added = caller("POST", f"{path}/addKey", body)
    assert added.status_code == 200
    assert added.json()["displayName"] == "CN=next"
    removed = caller("POST", f"{path}/removeKey", {"keyId": KEY_ID, "proof": proof})
    assert removed.status_code == 204
    (left,) = admin("GET", path).json()["keyCredentials"]
    assert left["keyId"] == added.json()["keyId"]
    again = caller("POST", f"{path}/addKey", body)
    assert error(again) == (403, "Authorization_RequestDenied")
    assert "proof of possession" in again.json()["error"]["message"]


def test_another_application_cannot_roll_it(server):  # noqa: F811
    caller, other = Caller(server), Caller(server)
    path = f"/applications/{other.daemon.application.object_id}/addKey"
    body = {"keyCredential": TERRAFORM, "proof": "x"}
    assert error(caller("POST", path, body)) == (403, "Authorization_RequestDenied")
