"""Discovery, keys and instance discovery as clients read them."""

import base64
import hashlib
from datetime import timedelta

import pytest
from structlog.testing import capture_logs
from tests.surface.login.arrange import ORIGIN


def get(server, path, **options):
    return server.send("GET", path, **options)


def test_discovery_by_any_name_carries_the_tenant_id(server):
    tid = server.tenant.tenant_id
    for name in (tid, tid.upper(), "contoso.onmicrosoft.com", "CONTOSO"):
        document = get(server, f"/{name}/v2.0/.well-known/openid-configuration").json()
        assert document["issuer"] == f"{ORIGIN}/{tid}/v2.0"
        assert document["token_endpoint"] == f"{ORIGIN}/{tid}/oauth2/v2.0/token"


def test_discovery_follows_the_origin_that_the_client_used(server):
    response = get(
        server,
        "/contoso/v2.0/.well-known/openid-configuration",
        headers={"host": "127.0.0.1:8443"},
    )
    assert response.json()["issuer"].startswith("https://127.0.0.1:8443/")


def test_t10_a_forged_host_cannot_choose_the_issuer(server):
    for host in ("evil.example", "localhost:9999", "localhost.evil.example:8443", ""):
        response = get(
            server, "/contoso/v2.0/.well-known/openid-configuration", headers={"host": host}
        )
        assert response.status_code == 421
        assert "issuer" not in response.json()


def test_version_1_discovery_and_keys(server):
    document = get(server, "/contoso/.well-known/openid-configuration").json()
    assert document["issuer"] == f"{ORIGIN}/{server.tenant.tenant_id}/"
    keys = get(server, document["jwks_uri"].removeprefix(ORIGIN)).json()["keys"]
    assert keys[0]["issuer"] == document["issuer"]


@pytest.mark.spec("RFC 7517", "4")
def test_keys_are_as_entra_publishes_them(server):
    (key,) = get(server, f"/{server.tenant.tenant_id}/discovery/v2.0/keys").json()["keys"]
    assert set(key) == {"kty", "use", "kid", "x5t", "n", "e", "x5c", "issuer"}
    certificate = base64.b64decode(key["x5c"][0])
    thumbprint = (
        base64.urlsafe_b64encode(hashlib.sha1(certificate, usedforsecurity=False).digest())
        .decode()
        .rstrip("=")
    )
    assert key["kid"] == key["x5t"] == thumbprint
    assert key["e"] == "AQAB"
    assert key["issuer"] == f"{ORIGIN}/{server.tenant.tenant_id}/v2.0"


@pytest.mark.parametrize("alias", ["common", "organizations", "consumers"])
def test_aliases_answer_with_a_template_issuer(server, alias):
    document = get(server, f"/{alias}/v2.0/.well-known/openid-configuration").json()
    assert document["issuer"] == ORIGIN + "/{tenantid}/v2.0"
    assert get(server, f"/{alias}/discovery/v2.0/keys").json() == {"keys": []}


@pytest.mark.parametrize(
    ("name", "code"), [("fabrikam", 90002), ("a_b", 900023), ("x" * 300, 900023)]
)
def test_an_unknown_tenant_is_invalid_tenant(server, name, code):
    response = get(server, f"/{name}/v2.0/.well-known/openid-configuration")
    assert response.status_code == 400
    assert response.json()["error"] == "invalid_tenant"
    assert response.json()["error_codes"] == [code]


def test_documents_may_be_cached_and_read_from_any_origin(server):
    response = get(server, "/contoso/discovery/v2.0/keys")
    assert response.headers["cache-control"] == "max-age=86400, private"
    assert response.headers["access-control-allow-origin"] == "*"
    assert server.send("OPTIONS", "/contoso/discovery/v2.0/keys").status_code == 204


def test_instance_discovery_knows_its_own_host_only(server):
    path = "/common/discovery/instance?api-version=1.1&authorization_endpoint="
    ours = get(server, f"{path}{ORIGIN}/contoso/oauth2/v2.0/authorize").json()
    assert ours["tenant_discovery_endpoint"].startswith(f"{ORIGIN}/contoso/v2.0/")
    other = get(server, f"{path}https://login.example/contoso/oauth2/v2.0/authorize")
    assert other.status_code == 400
    assert other.json()["error"] == "invalid_instance"


def test_anything_else_is_a_json_404(server):
    for path in ("/", "/nothing", "/contoso/v2.0/v2.0/.well-known/openid-configuration"):
        response = get(server, path)
        assert response.status_code == 404
        assert response.json()["error"] == "invalid_request"


def test_liveness_and_readiness(server):
    assert get(server, "/livez").json() == {"status": "alive"}
    assert get(server, "/readyz").json() == {"status": "ready"}


def test_d10_a_clock_put_back_behind_what_is_on_record_is_told_by_readiness(server):
    begin = server.clock.time
    assert server.token().status_code == 200
    for jump in (timedelta(days=-1), timedelta(seconds=-61)):
        server.clock.time = begin + jump
        with capture_logs() as logs:
            assert get(server, "/readyz").json() == {"status": "degraded"}
        assert "the clock is behind what is on record" in [entry["event"] for entry in logs]
    server.clock.time = begin - timedelta(seconds=60)
    assert get(server, "/readyz").json() == {"status": "ready"}


def test_d10_a_clock_that_is_set_is_logged(server):
    assert get(server, "/readyz").json() == {"status": "ready"}
    server.clock.time += timedelta(days=1)
    with capture_logs() as logs:
        assert get(server, "/readyz").json() == {"status": "ready"}
    (entry,) = [entry for entry in logs if entry["event"] == "the clock was set"]
    assert abs(entry["seconds"] - 86_400) < 600


def test_the_admin_center_answers_under_the_address_that_tools_are_told(server):
    assert get(server, "/admin/").headers["location"] == "/common/sign-in"
