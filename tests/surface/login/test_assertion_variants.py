"""Assertions as real clients write them, and every spelling that must be understood.

The first table is facts of vendor libraries (their algorithms, headers and dates), the
others are what standards and Entra allow.
"""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest
from tests.fakes.certificates import YEAR, b64, certificate, key, sha1, sha256, sign
from tests.surface.login.arrange import NOW, ORIGIN, Server, opened_server
from tests.surface.login.certificate_client import SECONDS, Client
from tests.surface.login.test_token import claims_of

from daemonry.directory.tenants import add_domain, verify_domain

FRACTION = SECONDS + 0.123456


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with opened_server(tmp_path_factory.mktemp("variants") / "data", kind=Server) as server:
        server.change(add_domain, "contoso.example")
        server.change(verify_domain, "contoso.example", vouched=True)
        yield Client(server)


@pytest.fixture(scope="module")
def others(client):
    """Clients with other kinds of key, by the kind."""
    return {kind: Client(client.server, kind) for kind in ("p256", "p384", "p521")} | {
        "rsa": client
    }


def padded(data):
    return base64.urlsafe_b64encode(data).decode()


def standard(data):
    return base64.b64encode(data).decode()


DER = certificate()
PEM_LINES = base64.encodebytes(DER).decode()
NO_TIMES = {"nbf": None, "iat": None}

# What each client sends: header and claims that differ from the plainest assertion.
CLIENTS = {
    "msal-node thumbprint": ({"x5t": b64(sha1(DER))}, {"nbf": SECONDS + 1}),
    "msal-node thumbprintSha256": (
        {"alg": "PS256", "x5t": None, "x5t#S256": b64(sha256(DER))},
        {"nbf": SECONDS + 1},
    ),
    "msal-node thumbprintSha256 with x5c": (
        {"alg": "PS256", "x5t": None, "x5t#S256": b64(sha256(DER)), "x5c": [standard(DER)]},
        {},
    ),
    "@azure/identity certificate": (
        {"alg": "PS256", "x5t": None, "x5t#S256": b64(sha256(DER))},
        {"nbf": SECONDS + 1},
    ),
    "MSAL Python thumbprint": (
        {"x5t": padded(sha1(DER))},
        {"exp": FRACTION + 600, "iat": FRACTION, "nbf": None},
    ),
    "MSAL Python thumbprint with a PEM certificate": (
        {"x5t": padded(sha1(DER)), "x5c": [PEM_LINES]},
        {"exp": FRACTION + 600, "iat": FRACTION, "nbf": None},
    ),
    "MSAL Python public certificate or PFX": (
        {"alg": "PS256", "x5t": None, "x5t#S256": padded(sha256(DER)), "x5c": [PEM_LINES]},
        {"exp": FRACTION + 600, "iat": FRACTION, "nbf": None},
    ),
    "azure-identity Python": (
        {"x5t": padded(sha1(DER)), "x5c": [standard(DER)]},
        {"exp": FRACTION + 600, "iat": FRACTION, "nbf": None},
    ),
    "azure-identity Python, asyncio": (
        {"alg": "PS256", "x5t": None, "x5t#S256": padded(sha256(DER))},
        {"exp": SECONDS + 1800, "iat": None},
    ),
    "az --certificate": ({"x5t": padded(sha1(DER))}, {"exp": FRACTION + 600, "nbf": None}),
    "MSAL Go": (
        {"alg": "PS256", "x5t": None, "x5t#S256": standard(sha256(DER))},
        {"iat": None},
    ),
    "MSAL.NET": (
        {"alg": "PS256", "x5t": None, "x5t#S256": b64(sha256(DER)), "x5c": standard(DER)},
        {"nbf": str(SECONDS), "exp": str(SECONDS + 600), "iat": None},
    ),
    "MSAL.NET with SHA-1": (
        {"x5t": b64(sha1(DER)), "x5c": standard(DER)},
        {"nbf": str(SECONDS), "exp": str(SECONDS + 600), "iat": None},
    ),
    "MSAL Java": ({"x5t": None, "x5t#S256": b64(sha256(DER))}, {"iat": None}),
    "MSAL Java with SHA-1": ({}, {"iat": None}),
    "Authlib private_key_jwt": ({"typ": None}, {"nbf": None}),
}


@pytest.mark.parametrize("name", CLIENTS)
def test_what_vendor_clients_send_is_accepted(client, name):
    header, claims = CLIENTS[name]
    assertion = client.assertion(client.header(**header), client.claims(**claims))
    # Authlib leaves the client ID out: the assertion tells it.
    client_id = None if name.startswith("Authlib") else client.app_id
    assert claims_of(client.send(assertion, client_id=client_id))["azpacr"] == "2"


@pytest.mark.parametrize("filler", ["", "x", "xx"])
def test_parts_padded_as_azure_identity_pads_them_are_accepted(client, filler):
    parts = (client.header(pad=filler), client.claims(pad=filler))
    signing_input = ".".join(padded(json.dumps(part).encode()) for part in parts)
    signature = sign(client.private, "RS256", signing_input.encode())
    assert client.send(f"{signing_input}.{padded(signature)}").status_code == 200


KEYS = {
    "both thumbprints": {"x5t": b64(sha1(DER)), "x5t#S256": b64(sha256(DER))},
    "standard base64 of SHA-1": {"x5t": standard(sha1(DER))},
    "standard base64 without padding": {"x5t": standard(sha1(DER)).rstrip("=")},
    "kid SHA-1 in hexadecimal": {"x5t": None, "kid": sha1(DER).hex()},
    "kid SHA-1 in capitals": {"x5t": None, "kid": sha1(DER).hex().upper()},
    "kid SHA-1 in base64url": {"x5t": None, "kid": b64(sha1(DER))},
    "kid SHA-256 in hexadecimal": {"x5t": None, "kid": sha256(DER).hex()},
    "kid SHA-256 in base64url": {"x5t": None, "kid": b64(sha256(DER))},
    "a thumbprint and a kid of the client's own": {"kid": "my-key-2026"},
    "type in small letters": {"typ": "jwt"},
    "type of RFC 7523bis": {"typ": "client-authentication+jwt"},
    "no type": {"typ": None},
    "members nobody knows": {"cty": "x", "zip": "x", "url": "https://a.example"},
    "jku, x5u and jwk, which are never looked at": {
        "jku": "https://a.example/keys",
        "x5u": "https://a.example/cert",
        "jwk": {"kty": "RSA"},
    },
    "a chain behind the certificate": {"x5c": [standard(DER), standard(certificate("ca"))]},
    "an empty chain": {"x5c": []},
}


@pytest.mark.parametrize("header", KEYS.values(), ids=KEYS.keys())
def test_keys_may_be_named_in_many_ways(client, header):
    assert client.send(client.assertion(client.header(**header))).status_code == 200


def test_a_key_may_be_named_by_its_key_id(client):
    for key_id in (client.credential.key_id, client.credential.key_id.upper()):
        header = client.header(x5t=None, kid=key_id)
        assert client.send(client.assertion(header)).status_code == 200


ALGORITHMS = [
    ("rsa", "RS256"),
    ("rsa", "RS384"),
    ("rsa", "RS512"),
    ("rsa", "PS256"),
    ("rsa", "PS384"),
    ("rsa", "PS512"),
    ("p256", "ES256"),
    ("p384", "ES384"),
    ("p521", "ES512"),
]


@pytest.mark.parametrize(("kind", "algorithm"), ALGORITHMS)
def test_each_kind_of_key_has_its_algorithms(others, kind, algorithm):
    client = others[kind]
    assertion = client.assertion(client.header(alg=algorithm))
    assert client.send(assertion).status_code == 200


TIMES = {
    "no nbf and no iat": NO_TIMES,
    "expired less than five minutes ago": {"exp": SECONDS - 299} | NO_TIMES,
    "nbf five minutes ahead": {"nbf": SECONDS + 300, "exp": SECONDS + 900},
    "iat five minutes ahead": {"iat": SECONDS + 300, "exp": SECONDS + 900},
    "valid for a day": {"exp": SECONDS + 86400},
    "fractions as text": {"exp": f"{SECONDS + 600}.5"},
    "no jti": {"jti": None},
    "claims nobody knows": {"anything": {"deep": [1, 2]}},
}


@pytest.mark.parametrize("claims", TIMES.values(), ids=TIMES.keys())
def test_times_and_optional_claims_may_differ(client, claims):
    assert client.send(client.assertion(None, client.claims(**claims))).status_code == 200


NAMES = ["{tid}", "{TID}", "contoso.onmicrosoft.com", "Contoso.OnMicrosoft.com", "contoso"]
PATHS = ["/oauth2/v2.0/token", "/oauth2/token", "/v2.0", "/", ""]
ORIGINS = [ORIGIN, "https://127.0.0.1:8443", "HTTPS://LOCALHOST:8443"]
AUDIENCES = [f"{ORIGIN}/{name}{path}" for name in NAMES for path in PATHS]
AUDIENCES += [f"{origin}/{{tid}}/oauth2/v2.0/token" for origin in ORIGINS[1:]]
AUDIENCES += [f"{ORIGIN}/{{tid}}/oauth2/v2.0/token/", f"{ORIGIN}/{{tid}}/v2.0/"]
AUDIENCES += [f"{ORIGIN}/contoso.example/oauth2/v2.0/token"]


@pytest.mark.parametrize("audience", AUDIENCES)
def test_the_audience_is_any_spelling_of_this_tenant_on_this_server(client, audience):
    tid = client.server.tenant.tenant_id
    filled = audience.replace("{tid}", tid).replace("{TID}", tid.upper())
    assert client.send(client.assertion(None, client.claims(aud=filled))).status_code == 200


def test_the_version_1_endpoint_takes_it_too(client):
    response = client.send(v1=True, scope=None, resource=f"api://{client.server.api.app_id}")
    assert response.json()["token_type"] == "Bearer"


def test_blanks_around_an_assertion_do_not_matter(client):
    assert client.send(f" {client.assertion()}\r\n").status_code == 200


def test_client_and_issuer_are_identifiers_in_any_case(client):
    upper = client.app_id.upper()
    assertion = client.assertion(None, client.claims(iss=upper, sub=upper))
    assert client.send(assertion, client_id=upper).status_code == 200


def test_one_assertion_may_be_used_again_for_another_resource(client):
    assertion = client.assertion()
    assert client.send(assertion).status_code == 200
    again = client.send(assertion, scope="https://graph.microsoft.com/.default")
    assert again.status_code == 200


def test_of_two_registrations_of_one_certificate_the_live_one_counts(tmp_path):
    with opened_server(tmp_path / "data", kind=Server) as server:
        client = Client(server, starts_at=NOW - YEAR / 2, ends_at=NOW - timedelta(days=1))
        assert client.send().json()["error_codes"] == [700027]
        client.add(DER)
        assert client.send().status_code == 200


def test_each_of_several_certificates_counts_while_they_overlap(client):
    rolled = Client(client.server)
    rolled.add(certificate("next"))
    for name in ("client", "next"):
        header = rolled.header(x5t=b64(sha1(certificate(name))))
        assert rolled.send(rolled.assertion(header, None, key(name))).status_code == 200
