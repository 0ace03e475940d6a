"""RFC 8414: the metadata of the authorization server, at both places, and true."""

import pytest
from tests.surface.login.arrange import ORIGIN, Server, opened_server


def places(name):
    return (
        f"/.well-known/oauth-authorization-server/{name}/v2.0",
        f"/{name}/v2.0/.well-known/oauth-authorization-server",
    )


@pytest.fixture
def document(server):
    return server.send("GET", places(server.tenant.tenant_id)[0]).json()


@pytest.mark.spec("RFC 8414", "3.1")
def test_both_places_and_every_name_of_the_tenant_have_one_document(server, document):
    for name in (server.tenant.tenant_id, "contoso", "contoso.onmicrosoft.com"):
        for place in places(name):
            response = server.send("GET", place)
            assert response.status_code == 200
            assert response.headers["content-type"] == "application/json; charset=utf-8"
            assert response.json() == document


@pytest.mark.spec("RFC 8414", "3.3")
def test_the_issuer_is_the_one_whose_path_was_asked_and_that_tokens_carry(server, document):
    assert document["issuer"] == f"{ORIGIN}/{server.tenant.tenant_id}/v2.0"


@pytest.mark.spec("RFC 8414", "2")
def test_every_endpoint_answers(server, document):
    for name in ("token_endpoint", "introspection_endpoint", "revocation_endpoint"):
        response = server.send("POST", document[name], data={})
        assert response.json()["error_codes"] == [900144], name
    device = server.send("POST", document["device_authorization_endpoint"], data={})
    assert device.json()["error_codes"] == [900144]
    assert "AADSTS900144" in server.send("GET", document["authorization_endpoint"]).text
    assert server.send("GET", document["jwks_uri"]).json()["keys"]


@pytest.mark.spec("RFC 8414", "2")
def test_it_names_what_there_is_and_nothing_else(document):
    assert document["grant_types_supported"] == [
        "client_credentials",
        "authorization_code",
        "refresh_token",
        "urn:ietf:params:oauth:grant-type:device_code",
    ]
    assert document["code_challenge_methods_supported"] == ["S256"]
    assert document["response_types_supported"] == ["code"]
    assert document["authorization_response_iss_parameter_supported"] is True
    assert "scopes_supported" not in document
    methods = {"client_secret_post", "client_secret_basic", "private_key_jwt"}
    for endpoint in ("token", "introspection", "revocation"):
        assert set(document[f"{endpoint}_endpoint_auth_methods_supported"]) == methods
        algorithms = document[f"{endpoint}_endpoint_auth_signing_alg_values_supported"]
        assert {"RS256", "PS256", "ES256"} <= set(algorithms)
        assert "none" not in algorithms


@pytest.mark.spec("RFC 9449", "5.1")
def test_the_algorithms_of_proofs_are_named(document):
    algorithms = document["dpop_signing_alg_values_supported"]
    assert {"ES256", "PS256", "EdDSA", "Ed25519"} <= set(algorithms)
    assert not {"none", "RS256", "HS256"} & set(algorithms)


@pytest.mark.spec("RFC 8705", "3.3")
def test_binding_to_certificates_is_claimed_only_where_they_are_asked_for(document, tmp_path):
    assert document["tls_client_certificate_bound_access_tokens"] is False
    with opened_server(
        tmp_path / "other",
        kind=Server,
        client_certificate_header="client-cert",
        trusted_proxies=("10.0.0.1",),
    ) as other:
        found = other.send("GET", places("contoso")[0]).json()
    assert found["tls_client_certificate_bound_access_tokens"] is True


@pytest.mark.parametrize("name", ["common", "organizations", "consumers", "fabrikam", "a_b"])
def test_who_issues_nothing_has_no_document(server, name):
    for place in places(name):
        assert server.send("GET", place).status_code == 400
