"""Certificates as credentials: what a token and a record say, and the words of refusals."""

from __future__ import annotations

import base64

import pytest
from tests.fakes.certificates import b64, key, sha1, sha256, sign
from tests.surface.login.arrange import NOW, ORIGIN, READ, Server, opened_server
from tests.surface.login.certificate_client import SECONDS, Client
from tests.surface.login.test_token import claims_of, refusal

from daemonry.directory.applications import update_application


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    with opened_server(tmp_path_factory.mktemp("certificate") / "data", kind=Server) as server:
        yield Client(server)


def set_up(client, **settings):
    """Turn something on for the client's application."""
    object_id = client.daemon.application.object_id
    client.server.change(update_application, object_id, {"token_settings": settings})


def record(server, **which):
    """Return the only sign-in record of that application or correlation."""
    log = server.services.sign_in_log
    (found,) = server.run(log.list_newest(server.tenant.tenant_id, **which))
    return found


def words(response):
    return response.json()["error_description"].partition(" Trace ID:")[0]


def test_a_token_says_how_the_client_was_proved_and_the_record_by_which_key(client):
    client = Client(client.server)
    client.server.assign(client.daemon, READ)
    claims = claims_of(client.send())
    assert claims["azpacr"] == "2"
    assert claims["azp"] == client.app_id
    assert claims["roles"] == ["ToDoList.Read.All"]
    kept = record(client.server, app_id=client.app_id)
    assert kept.credential_type == "clientAssertion"
    assert kept.credential_key_id == client.credential.key_id


def test_a_version_1_token_says_appidacr(client):
    api, _ = client.server.register_api(version=1)
    assert claims_of(client.send(scope=f"{api.app_id}/.default"))["appidacr"] == "2"


def test_700027_names_the_thumbprint_in_capitals_and_what_is_wrong_with_the_key(client):
    unknown = client.send(client.assertion(client.header(x5t=b64(bytes(19) + b"\xab"))))
    assert words(unknown).startswith(
        "AADSTS700027: The certificate with identifier used to sign the client assertion is not"
        " registered on application. [Reason - The key was not found., Thumbprint of key used by"
        f" client: '{'00' * 19}AB', "
    )
    assert client.app_id in words(unknown)
    failed = client.send(client.assertion(private=key("evil")))
    assert (
        "[Reason - The key was found, but use of the key to verify the signature failed.,"
        f" Thumbprint of key used by client: '{sha1(client.der).hex().upper()}',"
        " Found key 'Start=04/15/2025 00:00:00, End=04/15/2027 00:00:00', "
    ) in words(failed)
    by_sha256 = client.header(x5t=None, **{"x5t#S256": b64(sha256(client.der))})
    failed = client.send(client.assertion(by_sha256, None, key("evil")))
    assert sha256(client.der).hex().upper() in words(failed)
    by_kid = client.send(client.assertion(client.header(x5t=None, kid="my-key")))
    assert "KeyId of key used by client: 'my-key'" in words(by_kid)


def test_700024_tells_the_times_with_seven_digits(client):
    expired = client.send(client.assertion(None, client.claims(nbf=None, exp=None)))
    assert words(expired) == (
        "AADSTS700024: Client assertion is not within its valid time range. Current time:"
        " 2026-06-01T12:00:00.0000000Z, assertion valid from 1970-01-01T00:00:00.0000000Z,"
        " expiry time of assertion 1970-01-01T00:00:00.0000000Z."
    )
    early = client.claims(nbf=SECONDS + 3600.25, exp=SECONDS + 7200)
    assert "valid from 2026-06-01T13:00:00.2500000Z, expiry time of assertion 2026-06-01T14" in (
        words(client.send(client.assertion(None, early)))
    )


def test_the_other_refusals_speak_entras_words(client):
    assert words(client.send(client.assertion(client.header(alg="HS256")))) == (
        "AADSTS5002738: Invalid JWT token. 'HS256' is not a supported signature algorithm."
        " Supported signing algorithms are: 'RS256, RS384, RS512, PS256, PS384, PS512, ES256,"
        " ES384, ES512'"
    )
    assert words(client.send(client.assertion(client.header(x5t=None)))) == (
        "AADSTS5002723: Invalid JWT token. No certificate SHA-1 thumbprint, certificate SHA-256"
        " thumbprint, nor keyId specified in token header."
    )
    assert words(client.send("x")) == "AADSTS50027: JWT token is invalid or malformed."
    missing = client.send(client.assertion(None, client.claims(iss=None)))
    assert words(missing).startswith(
        "AADSTS90014: The required field 'iss' is missing from the credential."
    )


def test_an_audience_that_was_refused_is_told_to_the_operator_only(client):
    evil = client.claims(aud="https://evil.example/token")
    response = client.send(client.assertion(None, evil))
    assert "evil.example" not in words(response)
    kept = record(client.server, correlation_id=response.json()["correlation_id"])
    assert "evil.example" in kept.failure_reason


@pytest.fixture(scope="module")
def alone(client):
    alone = Client(client.server)
    set_up(alone, certificate_only=True)
    return alone


class TestCertificateOnly:
    """S12: an application that accepts certificates alone."""

    @pytest.mark.parametrize("secret", ["the good one", "wrong"])
    def test_s12_a_secret_is_refused_even_if_it_is_valid(self, alone, secret):
        given = alone.daemon.secret if secret == "the good one" else secret
        response = alone.server.token(client_id=alone.app_id, client_secret=given)
        assert refusal(response) == (401, "invalid_client", 7000216)
        assert "accepts no client secret" in words(response)

    def test_its_certificate_counts(self, alone):
        assert alone.send().status_code == 200


@pytest.fixture(scope="module")
def strict(client):
    return strict_client(client.server)


def strict_client(server, name="client"):
    """Register a client of the strict profile with a key of this kind."""
    made = Client(server, name)
    set_up(made, assertion_profile="strict")
    return made


NOT_STRICT = {
    "no type": ({"typ": None}, {}, 5002727),
    "type JWT": ({"typ": "JWT"}, {}, 5002727),
    "RS256": ({"alg": "RS256"}, {}, 5002738),
    "PS512": ({"alg": "PS512"}, {}, 5002738),
    "the token endpoint as audience": ({}, {"aud": "{e}"}, 700023),
    "the version 1 issuer as audience": ({}, {"aud": "{o}/{t}/"}, 700023),
    "the issuer with a slash": ({}, {"aud": "{o}/{t}/v2.0/"}, 700023),
    "the issuer by domain": ({}, {"aud": "{o}/contoso.onmicrosoft.com/v2.0"}, 700023),
    "the issuer in capitals": ({}, {"aud": "HTTPS://LOCALHOST:8443/{t}/v2.0"}, 700023),
    "the issuer on another of our hosts": (
        {},
        {"aud": "https://127.0.0.1:8443/{t}/v2.0"},
        700023,
    ),
    "a list of the issuer": ({}, {"aud": ["{o}/{t}/v2.0"]}, 700023),
    "valid for longer than five minutes": ({}, {"exp": SECONDS + 301}, 700024),
    "expired this second": ({}, {"exp": SECONDS}, 700024),
    "issued too far ahead": ({}, {"iat": SECONDS + 61}, 700024),
    "no jti": ({}, {"jti": None}, 90014),
    "an empty jti": ({}, {"jti": ""}, 90014),
    "a jti that is too long": ({}, {"jti": "x" * 257}, 50027),
}


class TestStrictProfile:
    """The profile of RFC 7523bis and FAPI 2.0 (security requirements, section 2)."""

    def assertion(self, client, *, header=None, **claims):
        issuer = f"{ORIGIN}/{client.server.tenant.tenant_id}/v2.0"
        given = {"aud": issuer, "exp": SECONDS + 300, "jti": f"{header}{claims}"} | claims
        head = {"alg": "PS256", "typ": "client-authentication+jwt"} | (header or {})
        return client.assertion(client.header(**head), client.claims(**given))

    def test_an_assertion_for_the_issuer_alone_counts(self, strict):
        assert strict.send(self.assertion(strict, jti="first")).status_code == 200

    @pytest.mark.parametrize(
        ("name", "algorithm"), [("p256", "ES256"), ("ed25519", "EdDSA"), ("ed25519", "Ed25519")]
    )
    def test_elliptic_curves_count(self, client, name, algorithm):
        strict = strict_client(client.server, name)
        header = {"alg": algorithm}
        assert strict.send(self.assertion(strict, header=header)).status_code == 200

    @pytest.mark.parametrize("ahead", [8, 60])
    def test_a_clock_that_is_a_little_ahead_is_tolerated(self, strict, ahead):
        times = {"iat": SECONDS + ahead, "nbf": SECONDS + ahead}
        assert strict.send(self.assertion(strict, **times)).status_code == 200

    @pytest.mark.parametrize("name", NOT_STRICT)
    def test_s11_everything_else_is_refused(self, strict, name):
        header, claims, code = NOT_STRICT[name]
        tenant = strict.server.tenant.tenant_id

        def filled(value):
            if isinstance(value, list):
                return [filled(each) for each in value]
            if not isinstance(value, str):
                return value
            return value.format(e=strict.endpoint, o=ORIGIN, t=tenant)

        claims = {key: filled(value) for key, value in claims.items()}
        assert refusal(strict.send(self.assertion(strict, header=header, **claims)))[2] == code

    def test_padding_is_no_jwt_here(self, strict):
        header, claims, _ = self.assertion(strict, jti="padded").split(".")
        text = base64.urlsafe_b64decode(header + "=" * (-len(header) % 4))
        text += b" " * ((1 - len(text)) % 3)  # so that padding is due
        for padding in ("", "=="):
            signing_input = f"{b64(text)}{padding}.{claims}"
            signature = b64(sign(strict.private, "PS256", signing_input.encode()))
            response = strict.send(f"{signing_input}.{signature}")
            assert response.status_code == (400 if padding else 200)

    def test_s17_a_jti_counts_once(self, strict):
        assertion = self.assertion(strict, jti="only once")
        assert strict.send(assertion).status_code == 200
        assert refusal(strict.send(assertion)) == (401, "invalid_client", 50012)
        again = self.assertion(strict, jti="only once", exp=SECONDS + 200)
        assert refusal(strict.send(again)) == (401, "invalid_client", 50012)

    def test_s10_a_forged_assertion_uses_nothing_up(self, strict):
        good = self.assertion(strict, jti="wanted by somebody else")
        forged = good.rpartition(".")[0] + "." + b64(bytes(256))
        assert refusal(strict.send(forged))[2] == 700027
        wrong = self.assertion(strict, jti="wanted by somebody else", aud="https://evil.example")
        assert refusal(strict.send(wrong))[2] == 700023
        assert strict.send(good).status_code == 200

    def test_a_jti_of_one_client_is_free_for_another(self, client, strict):
        other = strict_client(client.server, "p256")
        assert strict.send(self.assertion(strict, jti="shared")).status_code == 200
        header = {"alg": "ES256"}
        assert other.send(self.assertion(other, header=header, jti="shared")).status_code == 200

    def test_fifty_at_once_have_one_winner(self, strict):
        server = strict.server
        use = server.services.store.single_use.consume

        async def race():
            import asyncio
            from datetime import timedelta

            over = NOW + timedelta(minutes=5)
            tenant = server.tenant.tenant_id
            calls = [use(tenant, "race", "one", now=NOW, expires_at=over) for _ in range(50)]
            return await asyncio.gather(*calls)

        assert server.run(race()).count(True) == 1
