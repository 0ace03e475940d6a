"""The key documents over real TLS, read by libraries that are not the server's own."""

from __future__ import annotations

import base64
import ssl

import jwt
import pytest
from cryptography import x509

VERSIONS = {"v2.0": ("/v2.0", "/v2.0"), "v1.0": ("", "/")}


def keys_of(dev, version="v2.0", query=""):
    path = "/v2.0" if version == "v2.0" else ""
    response = dev.http.get(f"{dev.ready['authority']}/discovery{path}/keys{query}")
    assert response.status_code == 200
    return response


@pytest.mark.spec("RFC 7517", "5")
@pytest.mark.parametrize("version", VERSIONS)
def test_the_document_is_a_jwk_set_and_nothing_private(dev, version):
    document = keys_of(dev, version).json()
    assert list(document) == ["keys"]
    for key in document["keys"]:
        assert not {"d", "p", "q", "dp", "dq", "qi", "k"} & set(key)
        assert key["use"] == "sig"
        assert key["kid"]
        assert key["issuer"].rstrip("/") == dev.ready["authority"] + VERSIONS[version][0]


@pytest.mark.spec("RFC 7517", "4.7")
@pytest.mark.spec("RFC 7517", "4.8")
def test_certificates_hold_the_published_key(dev):
    for key in keys_of(dev).json()["keys"]:
        if "x5c" not in key:
            continue
        certificate = x509.load_der_x509_certificate(base64.b64decode(key["x5c"][0]))
        published = jwt.PyJWK(key, algorithm="RS256").key
        assert certificate.public_key() == published
        assert key["x5t"] == key["kid"]


@pytest.mark.spec("RFC 7517", "4.5")
def test_every_kid_is_there_once_and_a_token_names_one(dev):
    kids = [key["kid"] for key in keys_of(dev).json()["keys"]]
    assert len(kids) == len(set(kids))
    token = dev.token().json()["access_token"]
    assert jwt.get_unverified_header(token)["kid"] in kids


@pytest.mark.spec("OIDC Discovery 1.0", "3")
def test_a_library_verifies_a_token_with_what_discovery_leads_to(dev):
    token = dev.token().json()["access_token"]
    app_id = dev.ready["api_app_id"]
    trust = ssl.create_default_context(cafile=dev.ready["ca_file"])
    for query in ("", f"?appid={app_id}"):
        discovery = f"{dev.ready['issuer']}/.well-known/openid-configuration{query}"
        jwks_uri = dev.http.get(discovery).json()["jwks_uri"]
        key = jwt.PyJWKClient(jwks_uri, ssl_context=trust).get_signing_key_from_jwt(token)
        assert jwt.decode(token, key, algorithms=["RS256"], audience=app_id)["tid"]


def test_headers_are_those_of_entra(dev):
    """And allow no cache to outlive the day for which a key is published ahead."""
    headers = keys_of(dev).headers
    assert headers["cache-control"] == "max-age=86400, private"
    assert headers["content-type"] == "application/json; charset=utf-8"
    assert headers["access-control-allow-origin"] == "*"
    assert headers["access-control-allow-methods"] == "GET, OPTIONS"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["strict-transport-security"].startswith("max-age=31536000")
    assert headers["x-ms-request-id"]
