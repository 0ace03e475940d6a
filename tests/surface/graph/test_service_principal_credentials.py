"""Credentials that a service principal has of its own: made over Graph, used for tokens."""

import base64
from datetime import timedelta

import pytest
from tests.fakes.certificates import assemble, b64, certificate, key, sha1
from tests.surface.graph.test_graph import GUID, Caller, error, server  # noqa: F401 - the fixture
from tests.surface.login.arrange import NOW, ORIGIN

from daemonry.directory.applications import delete_application, restore_application
from daemonry.directory.expiry import list_expiries
from daemonry.directory.service_principals import get_service_principal_by_app_id
from daemonry.model.first_party import GRAPH_APP_ID

DER = certificate()
KEY_ID = "5b1c3a1e-5d0c-4f2b-9a53-0d6f0f3f8c11"
CERTIFICATE = {
    "keyId": KEY_ID,
    "type": "AsymmetricX509Cert",
    "usage": "Verify",
    "key": base64.b64encode(DER).decode(),
}
POLICY = "/policies/defaultAppManagementPolicy"


@pytest.fixture(scope="module")
def admin(server):  # noqa: F811 - the fixture
    return Caller(
        server,
        "Application.ReadWrite.All",
        "AuditLog.Read.All",
        "Directory.Read.All",
        "Policy.ReadWrite.ApplicationConfiguration",
    )


@pytest.fixture
def daemon(server):  # noqa: F811 - the fixture
    """A client without any credential."""
    return server.register_daemon(with_secret=False)


@pytest.fixture
def path(daemon):
    return f"/servicePrincipals/{daemon.principal.object_id}"


@pytest.fixture
def secret(admin, path):
    wanted = {"displayName": "rbac", "endDateTime": "2027-01-01T00:00:00Z"}
    made = admin("POST", f"{path}/addPassword", {"passwordCredential": wanted})
    assert made.status_code == 200, made.text
    return made.json()


def sign_in(server, daemon, secret):  # noqa: F811 - the fixture
    return server.token(client_id=daemon.application.app_id, client_secret=secret["secretText"])


def code_of(response):
    return response.json()["error_codes"][0]


def records_of(server, daemon):  # noqa: F811 - the fixture
    newest = server.run(server.services.sign_in_log.list_newest(server.tenant.tenant_id))
    return [one for one in newest if one.app_id == daemon.application.app_id]


def events_about(admin, object_id):
    query = f"targetResources/any(t:t/id eq '{object_id}')"
    events = admin("GET", f"/auditLogs/directoryAudits?$filter={query}").json()["value"]
    return sorted(event["activityDisplayName"] for event in events)


def assertion(daemon, **headers):
    now = int(NOW.timestamp())
    claims = {
        "aud": f"{ORIGIN}/{daemon.application.tenant_id}/oauth2/v2.0/token",
        "iss": daemon.application.app_id,
        "sub": daemon.application.app_id,
        "jti": KEY_ID,
        "nbf": now,
        "exp": now + 300,
    }
    return assemble({"alg": "RS256", "x5t": b64(sha1(DER))} | headers, claims, key())


def by_certificate(server, daemon):  # noqa: F811 - the fixture
    return server.token(
        client_id=daemon.application.app_id,
        client_secret=None,
        client_assertion=assertion(daemon),
        client_assertion_type="urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    )


def test_its_own_secret_signs_the_application_in_and_is_in_the_record(
    server,  # noqa: F811 - the fixture
    daemon,
    secret,
):
    assert sign_in(server, daemon, secret).status_code == 200
    (record,) = records_of(server, daemon)
    assert record.credential_key_id == secret["keyId"]
    assert record.service_principal_id == daemon.principal.object_id


def test_it_is_listed_where_it_belongs_and_nowhere_else(admin, daemon, path, secret):
    (listed,) = admin("GET", path).json()["passwordCredentials"]
    assert listed == {name: value for name, value in secret.items() if name[0] != "@"} | {
        "secretText": None
    }
    assert listed["endDateTime"] == "2027-01-01T00:00:00Z"
    query = f"/servicePrincipals?$filter=appId eq '{daemon.application.app_id}'"
    (found,) = admin("GET", query).json()["value"]
    assert found["passwordCredentials"] == [listed]
    application = f"/applications/{daemon.application.object_id}"
    assert admin("GET", application).json()["passwordCredentials"] == []
    assert error(admin("POST", f"{application}/removePassword", {"keyId": secret["keyId"]})) == (
        400,
        "Request_BadRequest",
    )


def test_a_removed_one_is_refused_at_once_also_to_who_asked_just_before(
    server,  # noqa: F811 - the fixture
    admin,
    daemon,
    path,
    secret,
):
    mine = server.add_secret(daemon.application)
    assert sign_in(server, daemon, secret).status_code == 200
    assert sign_in(server, daemon, secret).status_code == 200
    body = {"keyId": secret["keyId"]}
    assert admin("POST", f"{path}/removePassword", body).status_code == 204
    assert code_of(sign_in(server, daemon, secret)) == 7000215
    assert sign_in(server, daemon, {"secretText": mine}).status_code == 200
    assert error(admin("POST", f"{path}/removePassword", body)) == (400, "Request_BadRequest")


def test_the_path_may_name_it_by_the_client_id(server, admin, daemon, path):  # noqa: F811
    named = f"/servicePrincipals(appId='{daemon.application.app_id}')"
    made = admin("POST", f"{named}/addPassword", {}).json()
    assert sign_in(server, daemon, made).status_code == 200
    assert admin("POST", f"{named}/removePassword", {"keyId": made["keyId"]}).status_code == 204
    assert admin("GET", path).json()["passwordCredentials"] == []


def test_an_expired_one_says_that_it_expired(server, admin, daemon, path):  # noqa: F811
    soon = (NOW + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%SZ")
    made = admin("POST", f"{path}/addPassword", {"passwordCredential": {"endDateTime": soon}})
    server.clock.time += timedelta(hours=2)
    try:
        assert code_of(sign_in(server, daemon, made.json())) == 7000222
    finally:
        server.clock.time = NOW


def test_a_client_that_may_use_certificates_only_may_not_use_it(
    server,  # noqa: F811 - the fixture
    daemon,
    secret,
):
    server.opt_in(daemon.application, certificate_only=True)
    assert sign_in(server, daemon, secret).status_code == 401


def test_its_own_certificate_signs_the_application_in(server, admin, daemon, path):  # noqa: F811
    change = {"@odata.type": "#microsoft.graph.servicePrincipal", "keyCredentials": [CERTIFICATE]}
    assert admin("PATCH", path, change).status_code == 204
    assert by_certificate(server, daemon).status_code == 200
    (record,) = records_of(server, daemon)
    assert record.credential_key_id == KEY_ID
    (kept,) = admin("GET", path).json()["keyCredentials"]
    assert (kept["keyId"], kept["key"]) == (KEY_ID, None)
    (selected,) = admin("GET", f"{path}?$select=keyCredentials").json()["keyCredentials"]
    assert base64.b64decode(selected["key"]) == DER
    assert admin("PATCH", path, {"keyCredentials": [kept]}).status_code == 204
    assert admin("PATCH", path, {"keyCredentials": []}).status_code == 204
    assert code_of(by_certificate(server, daemon)) == 700027


def test_it_rolls_its_own_certificate_with_proof(server, admin):  # noqa: F811 - the fixture
    caller = Caller(server)
    object_id = caller.daemon.principal.object_id
    path = f"/servicePrincipals/{object_id}"
    assert admin("PATCH", path, {"keyCredentials": [CERTIFICATE]}).status_code == 204
    now = int(NOW.timestamp())
    claims = {"aud": "00000002-0000-0000-c000-000000000000", "iss": object_id}
    claims |= {"nbf": now, "exp": now + 600}
    proof = assemble({"alg": "RS256", "x5t": b64(sha1(DER))}, claims, key())
    new = {"key": base64.b64encode(certificate("next")).decode()} | {
        name: CERTIFICATE[name] for name in ("type", "usage")
    }
    body = {"keyCredential": new, "passwordCredential": None, "proof": proof}
    added = caller("POST", f"{path}/addKey", body)
    assert added.status_code == 200, added.text
    removed = caller("POST", f"{path}/removeKey", {"keyId": KEY_ID, "proof": proof})
    assert removed.status_code == 204
    (left,) = admin("GET", path).json()["keyCredentials"]
    assert left["keyId"] == added.json()["keyId"]
    assert error(Caller(server)("POST", f"{path}/addKey", body)) == (
        403,
        "Authorization_RequestDenied",
    )


def test_a_new_one_may_bring_credentials(server, admin):  # noqa: F811 - the fixture
    daemon = server.register_daemon(with_principal=False, with_secret=False)
    body = {
        "appId": daemon.application.app_id,
        "passwordCredentials": [{"displayName": "first"}],
        "keyCredentials": [CERTIFICATE],
    }
    made = admin("POST", "/servicePrincipals", body)
    assert made.status_code == 201, made.text
    (secret,) = made.json()["passwordCredentials"]
    assert sign_in(server, daemon, secret).status_code == 200
    assert by_certificate(server, daemon).status_code == 200


def test_s19_a_secret_of_the_callers_choice_cannot_be_set(admin, path):
    refused = admin("PATCH", path, {"passwordCredentials": [{"secretText": "mine"}]})
    assert error(refused)[0] == 400
    assert admin("PATCH", path, {"passwordCredentials": []}).status_code == 204


def test_l1_the_audit_trail_tells_what_was_added_and_removed(admin, daemon, path, secret):
    admin("POST", f"{path}/removePassword", {"keyId": secret["keyId"]})
    admin("PATCH", path, {"keyCredentials": [CERTIFICATE]})
    assert events_about(admin, daemon.principal.object_id) == [
        "Add service principal",
        "Add service principal credentials",
        "Add service principal credentials",
        "Remove service principal credentials",
    ]


def test_the_policy_of_service_principals_binds_them_and_not_applications(admin, daemon, path):
    restriction = {"restrictionType": "passwordLifetime", "maxLifetime": "P90D"}
    wanted = {"servicePrincipalRestrictions": {"passwordCredentials": [restriction]}}
    assert admin("PATCH", POLICY, {"isEnabled": True} | wanted).status_code == 204
    try:
        refused = admin("POST", f"{path}/addPassword", {})
        assert error(refused) == (400, "CredentialInvalidLifetimeAsPerAppPolicy")
        application = f"/applications/{daemon.application.object_id}"
        assert admin("POST", f"{application}/addPassword", {}).status_code == 200
    finally:
        nothing = {"passwordCredentials": [], "keyCredentials": []}
        off = {"isEnabled": False, "servicePrincipalRestrictions": nothing}
        assert admin("PATCH", POLICY, off).status_code == 204


def test_an_owner_may_and_who_owns_only_the_application_may_not(server, admin):  # noqa: F811
    caller = Caller(server, "Application.ReadWrite.OwnedBy")
    made = caller("POST", "/applications", {"displayName": "own"}).json()
    principal = caller("POST", "/servicePrincipals", {"appId": made["appId"]}).json()
    path = f"/servicePrincipals/{principal['id']}"
    assert caller("POST", f"{path}/addPassword", {}).status_code == 200
    me = caller.daemon.principal.object_id
    assert admin("DELETE", f"{path}/owners/{me}/$ref").status_code == 204
    assert error(caller("POST", f"{path}/addPassword", {})) == (403, "Authorization_RequestDenied")


def test_a_service_principal_of_the_server_itself_takes_none(server, admin):  # noqa: F811
    graph = server.change(get_service_principal_by_app_id, GRAPH_APP_ID)
    path = f"/servicePrincipals/{graph.object_id}"
    for answer in (
        admin("POST", f"{path}/addPassword", {}),
        admin("PATCH", path, {"keyCredentials": [CERTIFICATE]}),
    ):
        assert error(answer)[0] == 403
    assert error(admin("POST", f"/servicePrincipals/{GUID}/addPassword", {}))[0] == 404


def test_it_goes_and_comes_back_with_its_service_principal(server, admin, daemon, secret):  # noqa: F811
    object_id = daemon.application.object_id
    server.change(delete_application, object_id)
    assert code_of(sign_in(server, daemon, secret)) == 700016
    server.change(restore_application, object_id)
    assert sign_in(server, daemon, secret).status_code == 200
    server.change(delete_application, object_id)
    for gone in (daemon.principal.object_id, object_id):
        assert admin("DELETE", f"/directory/deletedItems/{gone}").status_code == 204


def test_what_ends_soon_is_told_with_whom_it_belongs_to(server, daemon, secret):  # noqa: F811
    before = NOW + timedelta(days=400)
    found = server.change(list_expiries, server.tenant, before=before)
    (told,) = [one for one in found if one.key_id == secret["keyId"]]
    assert (told.kind, told.app_id, told.owner, told.description) == (
        "client secret",
        daemon.application.app_id,
        "ciam-client-app",
        "rbac (of the service principal)",
    )


def test_an_explanation_counts_it(server, admin, daemon, path, secret):  # noqa: F811
    explained = admin("GET", f"{path}/daemonry.explain?resource={server.api.app_id}").json()
    (check,) = [one for one in explained["checks"] if one["check"] == "credential"]
    assert check["outcome"] == "passed", explained
    assert "Secret rbac of the service principal expires in" in check["why"]
