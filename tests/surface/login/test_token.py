"""The token endpoint as a client meets it: tokens, claims, and every refusal in order."""

import base64
import json
from contextlib import closing
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from tests.surface.login.arrange import NOW, ORIGIN, READ, WRITE

from daemonry.directory.applications import delete_application, update_application
from daemonry.directory.consent import remove_assignment
from daemonry.directory.credentials import remove_password
from daemonry.directory.service_principals import (
    delete_service_principal,
    update_service_principal,
)
from daemonry.model.application import OptionalClaim, OptionalClaims
from daemonry.storage.sqlite import open_connection

NOBODY = "99999999-9999-4999-8999-999999999999"


def decode(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def claims_of(response):
    assert response.status_code == 200, response.text
    return decode(response.json()["access_token"].split(".")[1])


def header_of(response):
    return decode(response.json()["access_token"].split(".")[0])


def refusal(response):
    body = response.json()
    assert body["error_description"].startswith(f"AADSTS{body['error_codes'][0]}: ")
    assert body["trace_id"] == response.headers["x-ms-request-id"]
    return response.status_code, body["error"], body["error_codes"][0]


class TestToken:
    @pytest.mark.spec("RFC 6749", "5.1")
    def test_a_version_2_token_carries_exactly_the_documented_claims(self, server):
        server.assign(server.daemon, READ)
        response = server.token()
        assert list(response.json()) == [
            "token_type",
            "expires_in",
            "ext_expires_in",
            "access_token",
        ]
        assert response.json()["expires_in"] == 3599
        tid, sp = server.tenant.tenant_id, server.daemon.principal.object_id
        claims = claims_of(response)
        issued = int(NOW.timestamp()) - 300
        assert claims.pop("uti") != claims.pop("aio")
        assert claims.pop("rh").startswith("1.")
        assert claims == {
            "aud": server.api.app_id,
            "iss": f"{ORIGIN}/{tid}/v2.0",
            "iat": issued,
            "nbf": issued,
            "exp": issued + 3900,
            "azp": server.daemon.application.app_id,
            "azpacr": "1",
            "idtyp": "app",
            "oid": sp,
            "roles": ["ToDoList.Read.All"],
            "sub": sp,
            "tid": tid,
            "ver": "2.0",
        }
        assert set(header_of(response)) == {"typ", "alg", "kid"}

    def test_a_version_1_token_has_its_own_names_and_the_audience_asked_for(self, server):
        api, _ = server.register_api(version=None, claims=())
        response = server.token(scope=None, resource=f"api://{api.app_id}", v1=True)
        body = response.json()
        assert body["expires_in"] == "3599"
        assert body["resource"] == f"api://{api.app_id}"
        assert int(body["expires_on"]) == int(NOW.timestamp()) + 3600
        claims = claims_of(response)
        assert claims["aud"] == f"api://{api.app_id}"
        assert claims["iss"] == f"{ORIGIN}/{server.tenant.tenant_id}/"
        assert claims["idp"] == claims["iss"]
        assert claims["appid"] == server.daemon.application.app_id
        assert claims["appidacr"] == "1"
        assert claims["ver"] == "1.0"
        assert "idtyp" not in claims
        other = server.token(scope=None, resource=f"api://{server.api.app_id}", v1=True)
        assert other.json()["resource"] == f"api://{server.api.app_id}"
        assert claims_of(other)["aud"] == server.api.app_id
        assert "azp" not in claims
        assert header_of(response)["x5t"] == header_of(response)["kid"]

    def test_the_format_follows_the_api_and_not_the_endpoint(self, server):
        api, _ = server.register_api(version=1)
        assert claims_of(server.token(scope=f"api://{api.app_id}/.default"))["ver"] == "1.0"
        by_resource = server.token(scope=None, resource=server.api.app_id, v1=True)
        assert claims_of(by_resource)["ver"] == "2.0"

    def test_a_version_1_api_may_insist_on_its_guid_as_audience(self, server):
        use_guid = OptionalClaim("aud", additional_properties=("use_guid",))
        api, _ = server.register_api(version=1, claims=(use_guid,))
        claims = claims_of(server.token(scope=f"api://{api.app_id}/.default"))
        assert claims["aud"] == api.app_id

    def test_the_api_may_be_named_by_guid_and_in_other_case(self, server):
        for name in (server.api.app_id, f"API://{server.api.app_id.upper()}"):
            assert claims_of(server.token(scope=f"{name}/.default"))["aud"] == server.api.app_id

    def test_without_consent_a_token_comes_without_the_roles_claim(self, server):
        assert "roles" not in claims_of(server.token())

    def test_each_token_is_signed_by_the_published_key_and_unique(self, server):
        tokens = [server.token().json()["access_token"] for _ in range(3)]
        keys = server.send("GET", f"/{server.tenant.tenant_id}/discovery/v2.0/keys").json()["keys"]
        certificate = x509.load_der_x509_certificate(base64.b64decode(keys[0]["x5c"][0]))
        public = certificate.public_key()
        for token in tokens:
            signed, _, signature = token.rpartition(".")
            padded = signature + "=" * (-len(signature) % 4)
            public.verify(
                base64.urlsafe_b64decode(padded),
                signed.encode(),
                padding.PKCS1v15(),
                hashes.SHA256(),
            )
        assert len({decode(token.split(".")[1])["uti"] for token in tokens}) == 3

    def test_capabilities_show_only_when_the_api_lists_xms_cc(self, server):
        wanted = json.dumps({"access_token": {"xms_cc": {"values": ["CP1"]}}})
        assert "xms_cc" not in claims_of(server.token(claims=wanted))
        listed = OptionalClaims(access_token=(OptionalClaim("xms_cc"),))
        server.change(update_application, server.api.object_id, {"optional_claims": listed})
        assert claims_of(server.token(claims=wanted))["xms_cc"] == ["cp1"]
        assert "xms_cc" not in claims_of(server.token())

    def test_s4_claims_cannot_be_asked_for(self, server):
        wanted = json.dumps({"access_token": {"roles": {"value": "Admin"}, "oid": {"value": "x"}}})
        claims = claims_of(server.token(claims=wanted, roles="Admin", oid="x"))
        assert "roles" not in claims
        assert claims["oid"] == server.daemon.principal.object_id

    def test_the_answer_is_not_stored_and_names_its_identifiers(self, server):
        guid = "0f0e0d0c-0b0a-4908-8706-050403020100"
        response = server.send(
            "POST",
            f"/{server.tenant.tenant_id}/oauth2/v2.0/token",
            data=server.form(),
            headers={"client-request-id": guid, "return-client-request-id": "true"},
        )
        assert response.headers["cache-control"] == "no-store, no-cache"
        assert response.headers["pragma"] == "no-cache"
        assert response.headers["x-content-type-options"] == "nosniff"
        assert response.headers["content-type"] == "application/json; charset=utf-8"
        assert response.headers["client-request-id"] == guid
        assert response.headers["x-ms-request-id"]

    def test_the_tenant_may_be_named_by_id_domain_or_subdomain_in_any_case(self, server):
        tid = server.tenant.tenant_id
        for name in (tid, tid.upper(), "contoso.onmicrosoft.com", "Contoso.OnMicrosoft.com"):
            assert claims_of(server.token(tenant=name))["tid"] == tid
        assert claims_of(server.token(tenant="contoso"))["tid"] == tid

    @pytest.mark.spec("RFC 6749", "2.3.1")
    def test_basic_authentication_works_and_its_refusal_names_the_scheme(self, server):
        path = f"/{server.tenant.tenant_id}/oauth2/v2.0/token"
        form = server.form(client_id=None, client_secret=None)
        user = server.daemon.application.app_id
        good = server.send("POST", path, data=form, auth=(user, server.daemon.secret))
        assert good.status_code == 200
        bad = server.send("POST", path, data=form, auth=(user, "wrong"))
        assert refusal(bad) == (401, "invalid_client", 7000215)
        assert bad.headers["www-authenticate"].startswith("Basic")

    def test_a_daemon_may_ask_for_a_token_for_itself_by_guid_only(self, server):
        daemon = server.daemon.application
        uri = f"api://{daemon.app_id}"
        server.change(
            update_application,
            daemon.object_id,
            {"identifier_uris": (uri,), "api": {"requested_access_token_version": 2}},
        )
        assert claims_of(server.token(scope=f"{daemon.app_id}/.default"))["aud"] == daemon.app_id
        assert refusal(server.token(scope=f"{uri}/.default")) == (400, "invalid_request", 90009)

    def test_the_management_api_is_known_by_all_its_names(self, server):
        names = (
            "https://graph.microsoft.com",
            "https://graph.microsoft.com/",
            ORIGIN,
            f"{ORIGIN}/",
            "https://localhost",
            "00000003-0000-0000-c000-000000000000",
        )
        for name in names:
            claims = claims_of(server.token(scope=f"{name}/.default"))
            assert claims["idtyp"] == "app"
            assert claims["app_displayname"] == "ciam-client-app"


class TestEffectiveOnTheNextRequest:
    def test_s18_consent_and_its_revocation(self, server):
        assert "roles" not in claims_of(server.token())
        first, _ = server.assign(server.daemon, READ), server.assign(server.daemon, WRITE)
        assert claims_of(server.token())["roles"] == ["ToDoList.Read.All", "ToDoList.ReadWrite.All"]
        server.change(remove_assignment, first.assignment_id)
        assert claims_of(server.token())["roles"] == ["ToDoList.ReadWrite.All"]

    def test_a_disabled_role_stays_with_its_holders(self, server):
        server.assign(server.daemon, READ)
        roles = tuple(
            type(role)(**{**{f: getattr(role, f) for f in role.__slots__}, "is_enabled": False})
            for role in server.api.app_roles
        )
        server.change(update_application, server.api.object_id, {"app_roles": roles})
        assert claims_of(server.token())["roles"] == ["ToDoList.Read.All"]

    def test_a_removed_role_is_gone_from_tokens(self, server):
        server.assign(server.daemon, READ)
        server.token()
        off = tuple(
            type(role)(**{**{f: getattr(role, f) for f in role.__slots__}, "is_enabled": False})
            for role in server.api.app_roles
        )
        server.change(update_application, server.api.object_id, {"app_roles": off})
        server.change(update_application, server.api.object_id, {"app_roles": ()})
        assert "roles" not in claims_of(server.token())

    def test_s18_a_deleted_secret_is_refused_and_another_one_goes_on(self, server):
        application = server.daemon.application
        second = server.add_secret(application)
        credential = server.change(get, application.object_id).password_credentials[0]
        assert server.token().status_code == 200
        server.change(remove_password, application.object_id, credential.key_id)
        assert refusal(server.token())[2] == 7000215
        assert server.token(client_secret=second).status_code == 200

    def test_s18_disabled_and_deleted_things_stop_tokens(self, server):
        principal, api = server.daemon.principal, server.api_principal
        off, on = {"account_enabled": False}, {"account_enabled": True}
        server.change(update_service_principal, principal.object_id, off)
        assert refusal(server.token()) == (400, "unauthorized_client", 7000112)
        server.change(update_service_principal, principal.object_id, on)
        server.change(update_service_principal, api.object_id, off)
        assert refusal(server.token()) == (400, "invalid_resource", 50001)
        server.change(update_service_principal, api.object_id, on)
        assert server.token().status_code == 200
        server.change(delete_service_principal, api.object_id)
        assert refusal(server.token()) == (400, "invalid_resource", 500011)
        server.change(delete_application, server.daemon.application.object_id)
        assert refusal(server.token()) == (400, "unauthorized_client", 700016)


async def get(work, object_id):
    application = await work.uow.applications.get(work.tenant_id, object_id)
    assert application is not None
    return application


REFUSALS = {
    "GET": (lambda s: s.send("GET", "/contoso/oauth2/v2.0/token"), 405, "invalid_request", 900561),
    "no grant_type": (lambda s: s.token(grant_type=None), 400, "invalid_request", 900144),
    "unknown grant": (
        lambda s: s.token(grant_type="password"),
        400,
        "unsupported_grant_type",
        70003,
    ),
    "no client_id": (lambda s: s.token(client_id=None), 400, "invalid_request", 900144),
    "no scope": (lambda s: s.token(scope=None), 400, "invalid_request", 900144),
    "resource on v2": (lambda s: s.token(resource="x"), 400, "invalid_request", 901002),
    "common": (lambda s: s.token(tenant="common"), 400, "invalid_request", 50059),
    "organizations": (lambda s: s.token(tenant="Organizations"), 400, "invalid_request", 50059),
    "consumers": (lambda s: s.token(tenant="consumers"), 400, "invalid_request", 9001023),
    "malformed tenant": (lambda s: s.token(tenant="a b"), 400, "invalid_request", 900023),
    "unknown tenant": (lambda s: s.token(tenant="fabrikam"), 400, "invalid_request", 90002),
    "unknown tenant ID": (lambda s: s.token(tenant=NOBODY), 400, "invalid_request", 90002),
    "client_id no GUID": (lambda s: s.token(client_id="x"), 400, "unauthorized_client", 700038),
    "unknown client": (lambda s: s.token(client_id=NOBODY), 400, "unauthorized_client", 700016),
    "no credential": (lambda s: s.token(client_secret=None), 401, "invalid_client", 7000216),
    "wrong secret": (lambda s: s.token(client_secret="wrong"), 401, "invalid_client", 7000215),
    "key ID for secret": (lambda s: s.token(client_secret=NOBODY), 401, "invalid_client", 7000215),
    "scope without default": (
        lambda s: s.token(scope=f"api://{s.api.app_id}/ToDoList.Read.All"),
        400,
        "invalid_scope",
        1002012,
    ),
    "two resources": (
        lambda s: s.token(scope="api://x/.default api://y/.default"),
        400,
        "invalid_scope",
        700022,
    ),
    "unknown resource": (
        lambda s: s.token(scope="api://nothing/.default"),
        400,
        "invalid_resource",
        500011,
    ),
    "malformed assertion": (
        lambda s: assertion(s, "no jwt"),
        400,
        "invalid_request",
        50027,
    ),
    "assertion of its own": (
        lambda s: assertion(s, jwt({"iss": s.daemon.application.app_id})),
        401,
        "invalid_client",
        700027,
    ),
    "assertion of another issuer": (
        lambda s: assertion(s, jwt({"iss": "https://issuer.example"})),
        401,
        "invalid_client",
        70025,
    ),
}


def jwt(claims):
    parts = ({"alg": "RS256", "kid": "k"}, {"sub": claims["iss"], "aud": "x"} | claims)
    encoded = (base64.urlsafe_b64encode(json.dumps(part).encode()) for part in parts)
    return ".".join(part.decode().rstrip("=") for part in encoded) + ".c2lnbmVk"


def assertion(server, text):
    return server.token(
        client_secret=None,
        client_assertion=text,
        client_assertion_type="urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    )


class TestRefusals:
    @pytest.mark.spec("RFC 6749", "5.2")
    def test_every_refusal_has_entras_status_error_and_code(self, server):
        seen = {name: refusal(make(server)) for name, (make, *_) in REFUSALS.items()}
        assert seen == {name: tuple(expected) for name, (_, *expected) in REFUSALS.items()}

    def test_an_expired_secret_is_refused_as_expired_even_if_it_matches(self, server):
        short = server.add_secret(server.daemon.application, days=1)
        server.clock.time = NOW + timedelta(days=1)
        assert refusal(server.token(client_secret=short)) == (401, "invalid_client", 7000222)
        assert server.token().status_code == 200

    def test_a_client_without_service_principal_is_told_so(self, server):
        daemon = server.register_daemon(with_principal=False)
        response = server.token(client_id=daemon.application.app_id, client_secret=daemon.secret)
        assert refusal(response) == (401, "invalid_client", 7000229)

    def test_an_api_may_require_an_assignment(self, server):
        required = {"app_role_assignment_required": True}
        server.change(update_service_principal, server.api_principal.object_id, required)
        assert refusal(server.token()) == (400, "invalid_grant", 501051)
        server.assign(server.daemon, READ)
        assert claims_of(server.token())["roles"] == ["ToDoList.Read.All"]

    def test_when_several_things_are_wrong_the_first_check_answers(self, server):
        wrong = {"client_secret": "wrong", "scope": "api://nothing/.default"}
        steps = [
            ({"tenant": "fabrikam", "client_id": NOBODY, **wrong}, 90002),
            ({"client_id": NOBODY, **wrong}, 700016),
            (wrong, 7000215),
            ({"scope": "api://nothing/.default"}, 500011),
            ({"grant_type": None, "tenant": "fabrikam"}, 900144),
        ]
        for changes, code in steps:
            assert refusal(server.token(**changes))[2] == code

    def test_a_stranger_cannot_probe_which_apis_exist(self, server):
        known = server.token(client_secret="wrong")
        unknown = server.token(client_secret="wrong", scope="api://nothing/.default")
        assert refusal(known) == refusal(unknown)

    def test_s1_a_client_of_another_tenant_is_unknown_here(self, server):
        other = server.run(server._create_tenant("fabrikam"))
        assert refusal(server.token(tenant=other.tenant_id))[2] == 700016

    def test_t1_an_oversized_body_is_cut_off(self, server):
        path = "/contoso/oauth2/v2.0/token"
        kind = {"content-type": "application/x-www-form-urlencoded"}
        exact = server.send("POST", path, content=b"a" * 65536, headers=kind)
        over = server.send("POST", path, content=b"a" * 65537, headers=kind)
        assert exact.status_code == 400
        assert refusal(over) == (413, "invalid_request", 9002313)

    def test_t9_a_host_that_is_not_ours_is_refused(self, server):
        response = server.send(
            "POST",
            "/contoso/oauth2/v2.0/token",
            data=server.form(),
            headers={"host": "evil.example"},
        )
        assert refusal(response) == (421, "invalid_request", 9002313)
        assert "evil.example/" not in response.text

    def test_t8_input_is_not_reflected_raw(self, server):
        response = server.token(grant_type='x"<script>\r\n\x1b')
        assert "<script>" not in response.text
        assert "\\r" not in response.json()["error_description"]

    def test_the_error_page_tells_what_a_code_means(self, server):
        page = server.send("GET", "/error?code=7000215")
        assert page.status_code == 200
        assert "Invalid client secret" in page.text
        assert server.send("GET", "/error?code=1").status_code == 404
        assert server.send("GET", "/error?code=x").status_code == 404

    def test_nothing_of_a_refused_request_is_written_but_its_record(self, server):
        data = server.services.settings.data
        with closing(open_connection(data / "directory.db", read_only=True)) as watching:
            before = watching.execute("PRAGMA data_version").fetchone()
            for make, *_ in REFUSALS.values():
                make(server)
            assert watching.execute("PRAGMA data_version").fetchone() == before


class TestRecords:
    def records(self, server):
        log, tid = server.services.sign_in_log, server.tenant.tenant_id
        return server.run(log.list_newest(tid))

    def test_t13_each_request_has_its_record_with_the_credential_used(self, server):
        server.assign(server.daemon, READ)
        claims = claims_of(server.token())
        server.clock.time = NOW + timedelta(seconds=1)
        server.token(client_secret="wrong")
        failed, good = self.records(server)
        assert good.error_code == 0
        assert good.unique_token_identifier == claims["uti"]
        assert good.roles == ("ToDoList.Read.All",)
        assert good.credential_type == "clientSecret"
        assert good.credential_key_id
        assert failed.error_code == 7000215
        assert failed.unique_token_identifier == ""
        assert failed.app_id == server.daemon.application.app_id

    def test_l3_neither_secret_nor_token_is_in_any_file(self, server):
        token = server.token().json()["access_token"]
        server.token(client_secret="dmns_leaked-canary")
        for path in server.services.settings.data.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                assert server.daemon.secret.encode() not in content
                assert b"leaked-canary" not in content
                assert token.split(".")[2].encode() not in content

    def test_t13_no_token_leaves_when_the_record_cannot_be_written(self, server, monkeypatch):
        async def fail(_):
            raise OSError("disk full")

        monkeypatch.setattr(type(server.services.sign_in_log), "record", lambda _, r: fail(r))
        response = server.token()
        assert refusal(response) == (503, "temporarily_unavailable", 90033)
        assert response.headers["retry-after"] == "5"
        assert "disk full" not in response.text
        assert "access_token" not in response.text
