"""Assertions that attackers send, each with the code it gets; none gets a token.

S7 to S12 of the security requirements. A case is a function of the client under attack
that returns the parts of a request; the server must refuse without ever opening a
connection and without using anything up.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from joserfc.jwk import RSAKey
from tests.fakes.certificates import YEAR, assemble, b64, certificate, key, sha1, sha256, sign
from tests.surface.login.arrange import NOW, ORIGIN, Server, opened_server
from tests.surface.login.certificate_client import SECONDS, Client
from tests.surface.login.test_token import refusal

EVIL = certificate("evil")
SPKI = {
    "DER": key()
    .public_key()
    .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo),
    "PEM": key()
    .public_key()
    .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo),
}
MALFORMED, WITHOUT_KEY, ALGORITHM, TYPE = 50027, 5002723, 5002738, 5002727
NOT_FOUND = SIGNATURE = EXPIRED = 700027
AUDIENCE, TIME, SUBJECT, CLIENT, FIELD = 700023, 700024, 50048, 700021, 90014
FEDERATED = 70025


def standard(data):
    return base64.b64encode(data).decode()


def header(**changes):
    return lambda c: c.assertion(c.header(**changes))


def claims(**changes):
    return lambda c: c.assertion(None, c.claims(**changes))


def by_evil(**changes):
    """Signed with the attacker's key; the header as the attacker likes."""
    return lambda c: c.assertion(c.header(**changes), None, key("evil"))


def forged(algorithm, signature):
    """A header of that algorithm with a signature that is no signature of the key's."""

    def make(c):
        signing_input = f"{b64(c.header(alg=algorithm))}.{b64(c.claims())}"
        return f"{signing_input}.{b64(signature(c, signing_input.encode()))}"

    return make


def mac(secret, digest="sha256"):
    return lambda c, text: hmac.digest(secret, text, digest)


def nothing(c, text):
    return b""


def really(algorithm):
    """Sign with ``algorithm``, whatever the header says."""
    return lambda c, text: sign(c.private, algorithm, text)


def tampered(change):
    """The good assertion with its text changed."""
    return lambda c: change(c.assertion())


def raw(header_text=None, claims_text=None):
    """Parts as raw JSON text, signed with the good key; ``%`` stands for the client."""

    def make(c):
        head = header_text.replace("%t", b64(sha1(c.der))).encode() if header_text else c.header()
        body = (
            claims_text.replace("%c", c.app_id).replace("%a", c.endpoint).encode()
            if claims_text
            else c.claims()
        )
        return assemble(head, body, c.private)

    return make


def aud(template):
    """An audience with identifiers filled in."""

    def make(c):
        value = template
        if isinstance(value, str):
            tenant = c.server.tenant.tenant_id
            value = value.format(tid=tenant, other=c.server.other_tenant, o=ORIGIN, e=c.endpoint)
        elif callable(value):
            value = value(c)
        return c.assertion(None, c.claims(aud=value))

    return make


ALGORITHMS = {
    f"algorithm {name!r}": (forged(name, nothing), ALGORITHM)
    for name in (
        *("none", "None", "NONE", "nOnE", "none ", "null"),
        *("HS256", "HS384", "HS512", "rs256", "RS256 ", "RS1", "RS257"),
        *("PS1", "RSA-OAEP", "RSA1_5", "dir", "A256KW", "EdDSA", "Ed25519", "ES256K", "Ed448"),
    )
} | {
    "none with the good signature": (header(alg="none"), ALGORITHM),
    "HMAC keyed with the certificate": (forged("HS256", mac(certificate())), ALGORITHM),
    "HMAC keyed with the thumbprint": (forged("HS256", mac(sha1(certificate()))), ALGORITHM),
    "HMAC keyed with the public key": (forged("HS256", mac(SPKI["DER"])), ALGORITHM),
    "HMAC keyed with the public PEM": (forged("HS256", mac(SPKI["PEM"])), ALGORITHM),
    "HMAC of 512 bits keyed with the PEM": (forged("HS512", mac(SPKI["PEM"], "sha512")), ALGORITHM),
    "HMAC under the name of RSA": (forged("RS256", mac(SPKI["PEM"])), SIGNATURE),
    "an empty signature": (forged("RS256", nothing), SIGNATURE),
    "an elliptic curve algorithm for an RSA key": (forged("ES256", really("RS256")), SIGNATURE),
    "a signature of the other kind of curve": (forged("ES384", really("RS256")), SIGNATURE),
    "PSS under the name of PKCS1": (forged("RS256", really("PS256")), SIGNATURE),
    "PKCS1 under the name of PSS": (forged("PS256", really("RS256")), SIGNATURE),
    "a shorter digest than named": (forged("RS512", really("RS256")), SIGNATURE),
    "a longer digest than named": (forged("PS256", really("PS512")), SIGNATURE),
    "zeros for a signature": (forged("RS256", lambda c, t: bytes(256)), SIGNATURE),
    "one for a signature": (forged("RS256", lambda c, t: bytes(255) + b"\1"), SIGNATURE),
    "a signature one byte short": (forged("RS256", lambda c, t: bytes(255)), SIGNATURE),
    "a signature longer than the key": (forged("RS256", lambda c, t: b"\xff" * 300), SIGNATURE),
    "the digest for a signature": (
        forged("RS256", lambda c, t: hashlib.sha256(t).digest()),
        SIGNATURE,
    ),
}

KEYS = {
    "no reference to a key": (header(x5t=None), WITHOUT_KEY),
    "an empty kid": (header(x5t=None, kid=""), WITHOUT_KEY),
    "a chain alone": (header(x5t=None, x5c=[standard(certificate())]), WITHOUT_KEY),
    "an unknown thumbprint": (header(x5t=b64(bytes(20))), NOT_FOUND),
    "an unknown SHA-256 thumbprint": (header(x5t=None, **{"x5t#S256": b64(bytes(32))}), NOT_FOUND),
    "a thumbprint of one byte": (header(x5t="AA"), NOT_FOUND),
    "a SHA-256 thumbprint in place of SHA-1": (header(x5t=b64(sha256(certificate()))), NOT_FOUND),
    "a SHA-1 thumbprint in place of SHA-256": (
        header(x5t=None, **{"x5t#S256": b64(sha1(certificate()))}),
        NOT_FOUND,
    ),
    "a good thumbprint beside a wrong one": (
        header(**{"x5t#S256": b64(sha256(EVIL))}),
        NOT_FOUND,
    ),
    "the thumbprint in hexadecimal": (header(x5t=sha1(certificate()).hex()), NOT_FOUND),
    "the start of the thumbprint": (header(x5t=b64(sha1(certificate())[:10])), NOT_FOUND),
    "the attacker's own key and thumbprint": (by_evil(x5t=b64(sha1(EVIL))), NOT_FOUND),
    "the attacker's key under the client's thumbprint": (by_evil(), SIGNATURE),
    "the attacker's key by jwk": (
        by_evil(jwk=RSAKey.import_key(key("evil")).as_dict(private=False)),
        SIGNATURE,
    ),
    "the attacker's key by jku": (by_evil(jku="https://127.0.0.1:9/keys"), SIGNATURE),
    "the attacker's key by x5u": (by_evil(x5u="https://127.0.0.1:9/cert"), SIGNATURE),
    "the attacker's key by a file jku": (by_evil(jku="file:///etc/passwd"), SIGNATURE),
    "the attacker's key by x5c": (by_evil(x5c=[standard(EVIL)]), NOT_FOUND),
    "the attacker's x5c with the attacker's thumbprint": (
        by_evil(x5t=b64(sha1(EVIL)), x5c=[standard(EVIL)]),
        NOT_FOUND,
    ),
    "the client's x5c with the attacker's signature": (
        by_evil(x5c=[standard(certificate())]),
        SIGNATURE,
    ),
    "the client's certificate second in x5c": (
        header(x5c=[standard(EVIL), standard(certificate())]),
        NOT_FOUND,
    ),
    "a chain whose first is another": (header(x5c=[standard(certificate("ca"))]), NOT_FOUND),
    "a chain of rubbish bytes": (header(x5c=[standard(b"rubbish")]), NOT_FOUND),
    "a chain of six": (header(x5c=["AAAA"] * 6), MALFORMED),
    "a chain of a hundred": (header(x5c=["AAAA"] * 100), MALFORMED),
    "a chain that is no base64": (header(x5c=["!AAAA"]), MALFORMED),
    "a chain of numbers": (header(x5c=[1, 2]), MALFORMED),
    "a chain that is an object": (header(x5c={"0": "AAAA"}), MALFORMED),
    "a chain within a chain": (header(x5c=[["AAAA"]]), MALFORMED),
    "a thumbprint that is no text": (header(x5t=12345), MALFORMED),
    "a thumbprint that is no base64": (header(x5t="!!!!"), MALFORMED),
    "a thumbprint list": (header(x5t=[b64(sha1(certificate()))]), MALFORMED),
    "a kid that is an object": (header(x5t=None, kid={"$gt": ""}), MALFORMED),
    "a kid that is a number": (header(x5t=None, kid=0), MALFORMED),
} | {
    f"kid {kid!r}": (header(x5t=None, kid=kid), NOT_FOUND)
    for kid in (
        "../../../../dev/null",
        "/etc/passwd",
        "' OR '1'='1",
        "x' UNION SELECT 'key",
        "${jndi:ldap://127.0.0.1/a}",
        "key\u0000id",
        "k" * 4000,
        "*",
        "%",
        "https://127.0.0.1:9/key",
        "\ud800",
        "\u202emoc",
        "00000000-0000-0000-0000-000000000000",
    )
}

HEADERS = {
    f"type {name!r}": (header(typ=name), TYPE)
    for name in (
        *("at+jwt", "dpop+jwt", "secevent+jwt", "logout+jwt", "application/jwt", "JWE", "", " JWT"),
        *("oauth-authz-req+jwt", "token-introspection+jwt"),
    )
} | {
    "a type that is no text": (header(typ=["JWT"]), MALFORMED),
    "a critical extension": (header(crit=["exp"]), MALFORMED),
    "a critical extension nobody has": (header(crit=["http://a.example/x"], b64=True), MALFORMED),
    "an empty critical list": (header(crit=[]), MALFORMED),
    "critical that is no list": (header(crit="exp"), MALFORMED),
    "an unencoded payload": (header(b64=False, crit=["b64"]), MALFORMED),
    "an unencoded payload that is not critical": (header(b64=False), MALFORMED),
    "the algorithm twice": (
        raw('{"alg":"RS256","x5t":"%t","alg":"none"}'),
        MALFORMED,
    ),
    "the thumbprint twice": (raw('{"alg":"RS256","x5t":"AAAA","x5t":"%t"}'), MALFORMED),
    "no algorithm": (raw('{"x5t":"%t"}'), MALFORMED),
    "a header that is a list": (raw('["RS256"]'), MALFORMED),
    "a header that is text": (raw('"RS256"'), MALFORMED),
    "a header of null": (raw("null"), MALFORMED),
    "a header with a comment": (raw('{"alg":"RS256"/**/,"x5t":"%t"}'), MALFORMED),
    "a header with a comma too many": (raw('{"alg":"RS256","x5t":"%t",}'), MALFORMED),
    "two header objects": (raw('{"alg":"RS256","x5t":"%t"}{}'), MALFORMED),
}

AUDIENCES = {
    f"audience {template}": (aud(template), AUDIENCE)
    for template in (
        "{o}/{other}/oauth2/v2.0/token",
        "{o}/{other}/v2.0",
        "{o}/fabrikam/oauth2/v2.0/token",
        "{o}/fabrikam.onmicrosoft.com/v2.0",
        "{o}/common/oauth2/v2.0/token",
        "{o}/organizations/oauth2/v2.0/token",
        "{o}/oauth2/v2.0/token",
        "{o}",
        "{o}/",
        "{o}//oauth2/v2.0/token",
        "{o}/{tid}/oauth2/v2.0/tokens",
        "{o}/{tid}/oauth2/v2.0/token/x",
        "{o}/{tid}/oauth2/v2.0/token//",
        "{o}/{tid}/oauth2/v2.0",
        "{o}/{tid}/v1.0",
        "{o}/{tid}/v2.0/../v2.0",
        "{o}/{other}/../{tid}/v2.0",
        "{o}/{tid}/oauth2/v2.0/token?x=1",
        "{o}/{tid}/oauth2/v2.0/token#x",
        "{o}/{tid}%2Foauth2/v2.0/token",
        "{o}.evil.example/{tid}/oauth2/v2.0/token",
        "{o}@evil.example/{tid}/oauth2/v2.0/token",
        "https://evil.example/{tid}/oauth2/v2.0/token",
        "https://evil.example/?{e}",
        "https://evil.example/#{e}",
        "https://localhost/{tid}/oauth2/v2.0/token",
        "https://localhost:8444/{tid}/oauth2/v2.0/token",
        "https://user@localhost:8443/{tid}/oauth2/v2.0/token",
        "http://localhost:8443/{tid}/oauth2/v2.0/token",
        "localhost:8443/{tid}/oauth2/v2.0/token",
        "//localhost:8443/{tid}/oauth2/v2.0/token",
        "https://login.microsoftonline.com/{tid}/oauth2/v2.0/token",
        "https://sts.windows.net/{tid}/",
        "{tid}",
        "api://AzureADTokenExchange",
        " {e}",
        "{e} ",
        "{e}\n",
        "{e}\u0000",
        "{e},https://evil.example",
        "{e} https://evil.example",
    )
} | {
    "a list of the audience": (aud(lambda c: [c.endpoint]), AUDIENCE),
    "a list of ours and another": (
        aud(lambda c: [c.endpoint, "https://evil.example/token"]),
        AUDIENCE,
    ),
    "a list of another and ours": (
        aud(lambda c: ["https://evil.example/token", c.endpoint]),
        AUDIENCE,
    ),
    "the audience twice in a list": (aud(lambda c: [c.endpoint, c.endpoint]), AUDIENCE),
    "the client itself": (aud(lambda c: c.app_id), AUDIENCE),
    "the API": (aud(lambda c: f"api://{c.server.api.app_id}"), AUDIENCE),
    "an empty list": (aud([]), FIELD),
    "an empty audience": (aud(""), FIELD),
    "no audience": (claims(aud=None), FIELD),
    "a number": (aud(7), MALFORMED),
    "an object": (aud({"a": "b"}), MALFORMED),
    "a list within a list": (aud(lambda c: [[c.endpoint]]), MALFORMED),
    "a list of null": (aud([None]), MALFORMED),
    "the audience twice": (
        raw(None, '{"iss":"%c","sub":"%c","aud":"https://evil.example","aud":"%a","exp":4e9}'),
        MALFORMED,
    ),
}

IDENTITIES = {
    "no issuer": (claims(iss=None), FIELD),
    "no subject": (claims(sub=None), FIELD),
    "an empty issuer": (claims(iss=""), FIELD),
    "an issuer that is no text": (claims(iss=1), MALFORMED),
    "a subject list": (lambda c: c.assertion(None, c.claims(sub=[c.app_id])), MALFORMED),
    "another subject": (
        lambda c: c.assertion(None, c.claims(sub=c.victim.application.app_id)),
        SUBJECT,
    ),
    "another issuer": (
        lambda c: c.assertion(None, c.claims(iss=c.victim.application.app_id)),
        SUBJECT,
    ),
    "a subject that is no client": (claims(sub="https://a.example"), SUBJECT),
    "another client in both": (
        lambda c: c.assertion(
            None, c.claims(iss=c.victim.application.app_id, sub=c.victim.application.app_id)
        ),
        CLIENT,
    ),
    "an issuer that is a URL": (claims(iss="https://a.example"), FEDERATED),
    "our own issuer": (
        lambda c: c.assertion(None, c.claims(iss=f"{ORIGIN}/{c.server.tenant.tenant_id}/v2.0")),
        FEDERATED,
    ),
    "a blank behind the issuer": (
        lambda c: c.assertion(None, c.claims(iss=c.app_id + " ", sub=c.app_id + " ")),
        FEDERATED,
    ),
    "the issuer twice": (
        raw(None, '{"iss":"x","iss":"%c","sub":"%c","aud":"%a","exp":4e9}'),
        MALFORMED,
    ),
}

TIMES = (
    {
        "no expiry": (claims(exp=None), TIME),
        "expired": (claims(exp=SECONDS - 300), TIME),
        "expired a fraction ago": (claims(exp=SECONDS - 300.001), TIME),
        "expired in 1970": (claims(exp=0), TIME),
        "valid for longer than a day": (claims(exp=SECONDS + 86401), TIME),
        "valid for a hundred years": (claims(exp=SECONDS + 3_000_000_000), TIME),
        "not yet valid": (claims(nbf=SECONDS + 301), TIME),
        "not yet valid by text": (claims(nbf=f"{SECONDS + 301}"), TIME),
        "issued in the future": (claims(iat=SECONDS + 301), TIME),
    }
    | {
        f"an expiry of {value!r}": (claims(exp=value), MALFORMED)
        for value in (
            *("never", "", "1e99", "0x7fffffff", "NaN", "\u0661\u0662", "9" * 100),
            *(True, False, -1, 10**30, 10**400, [SECONDS + 600], {"s": 1}),
        )
    }
    | {
        "an expiry of NaN": (raw(None, '{"iss":"%c","sub":"%c","aud":"%a","exp":NaN}'), MALFORMED),
        "an expiry of infinity": (
            raw(None, '{"iss":"%c","sub":"%c","aud":"%a","exp":Infinity}'),
            MALFORMED,
        ),
        "an expiry beyond doubles": (
            raw(None, '{"iss":"%c","sub":"%c","aud":"%a","exp":1e999}'),
            MALFORMED,
        ),
        "the expiry twice": (
            raw(None, '{"iss":"%c","sub":"%c","aud":"%a","exp":1,"exp":4e9}'),
            MALFORMED,
        ),
        "nbf that is a list": (claims(nbf=[SECONDS]), MALFORMED),
        "iat that is true": (claims(iat=True), MALFORMED),
        "a jti that is a number": (claims(jti=1), MALFORMED),
    }
)


def third(text, change):
    """Change the last part."""
    head, _, signature = text.rpartition(".")
    return f"{head}.{change(signature)}"


def flipped(text, part):
    """Change one character in the middle of a part."""
    parts = text.split(".")
    middle = len(parts[part]) // 2
    old = parts[part][middle]
    parts[part] = parts[part][:middle] + ("A" if old != "A" else "B") + parts[part][middle + 1 :]
    return ".".join(parts)


TEXTS = {
    "padding of another length": (tampered(lambda t: t + "="), MALFORMED),
    "padding without end": (tampered(lambda t: t + "=" * 8), MALFORMED),
    "padding in front": (tampered(lambda t: "==" + t), MALFORMED),
    "padding after signing": (
        tampered(lambda t: t.split(".")[0] + "=" * (-len(t.split(".")[0]) % 4) + t[t.index(".") :]),
        SIGNATURE,
    ),
    "the standard alphabet": (
        tampered(lambda t: third(t, lambda s: "+/" + s[2:])),
        MALFORMED,
    ),
    "a line break inside": (tampered(lambda t: t[:40] + "\n" + t[40:]), MALFORMED),
    "a blank inside": (tampered(lambda t: t[:40] + " " + t[40:]), MALFORMED),
    "a letter that looks like another": (tampered(lambda t: "\u0435" + t[1:]), MALFORMED),
    "spare bits set": (
        tampered(lambda t: third(t, lambda s: s[:-1] + chr(ord(s[-1]) + 1))),
        MALFORMED,
    ),
    "the signature missing": (tampered(lambda t: t.rpartition(".")[0]), MALFORMED),
    "four parts": (tampered(lambda t: t + ".AAAA"), MALFORMED),
    "five parts, as encrypted": (tampered(lambda t: t + ".AAAA.AAAA"), MALFORMED),
    "a dot too many": (tampered(lambda t: t.replace(".", "..", 1)), MALFORMED),
    "the JSON form of a JWS": (
        tampered(
            lambda t: json.dumps(
                dict(zip(("protected", "payload", "signature"), t.split("."), strict=True))
            )
        ),
        MALFORMED,
    ),
    "nothing but dots": (lambda c: "..", MALFORMED),
    "more than 16 KiB": (claims(more="x" * 16384), MALFORMED),
    "as much as a form field holds": (lambda c: "A" * 32_000, MALFORMED),
    "claims of deep lists": (claims(more=json.loads("[" * 20 + "]" * 20)), MALFORMED),
    "claims beyond the stack": (raw(None, "[" * 5000), MALFORMED),
    "claims that are a list": (raw(None, "[]"), MALFORMED),
    "claims in UTF-16": (
        lambda c: assemble(c.header(), json.dumps(c.claims()).encode("utf-16"), c.private),
        MALFORMED,
    ),
    "claims behind a byte order mark": (
        lambda c: assemble(c.header(), json.dumps(c.claims()).encode("utf-8-sig"), c.private),
        MALFORMED,
    ),
    "claims that are no UTF-8": (lambda c: assemble(c.header(), b'{"a":"\xff"}'), MALFORMED),
    "one letter of the signature changed": (tampered(lambda t: flipped(t, 2)), SIGNATURE),
    "claims changed after signing": (
        lambda c: ".".join(
            (
                c.assertion().split(".")[0],
                b64(c.claims(exp=SECONDS + 601)),
                c.assertion().split(".")[2],
            )
        ),
        SIGNATURE,
    ),
    "the header changed after signing": (
        lambda c: ".".join((b64(c.header(typ=None)), *c.assertion().split(".")[1:])),
        SIGNATURE,
    ),
    "the signature of another assertion": (
        lambda c: ".".join(
            (
                *c.assertion().split(".")[:2],
                c.assertion(None, c.claims(jti="other")).split(".")[2],
            )
        ),
        SIGNATURE,
    ),
    "our own access token": (
        lambda c: c.server.token().json()["access_token"],
        FEDERATED,
    ),
}

ATTACKS = ALGORITHMS | KEYS | HEADERS | AUDIENCES | IDENTITIES | TIMES | TEXTS


class Attacked(Client):
    """A client with a certificate, beside another that has one too."""

    def __init__(self, server):
        super().__init__(server)
        self.victim = server.daemon


class Ground(Server):
    """A server with a second tenant."""

    other_tenant = "22222222-2222-4222-8222-222222222222"


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    with opened_server(tmp_path_factory.mktemp("attacks") / "data", kind=Ground) as server:
        yield Attacked(server)


@pytest.fixture
def no_connections(monkeypatch):
    def refuse(*args):
        raise AssertionError("A connection was opened.")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("no_connections")
@pytest.mark.parametrize("name", ATTACKS)
def test_s7_to_s11_an_attack_gets_its_code_and_never_a_token(attacked, name):
    make, code = ATTACKS[name]
    status, _, seen = refusal(attacked.send(make(attacked)))
    assert (seen, status) == (code, 400 if code in {MALFORMED, FIELD} else 401)


def test_there_are_at_least_150_attacks():
    assert len(ATTACKS) >= 150


def test_the_same_client_gets_a_token_for_the_good_assertion(attacked):
    assert attacked.send().status_code == 200


PAIRS = {
    "a good secret beside a good assertion": lambda c: {"client_secret": "good"},
    "a good secret beside a forged assertion": lambda c: {
        "client_secret": "good",
        "client_assertion": forged("none", nothing)(c),
    },
    "a wrong secret beside a good assertion": lambda c: {"client_secret": "wrong"},
}


class TestOneMethod:
    """S12: exactly one client authentication method in a request."""

    @pytest.mark.parametrize("name", PAIRS)
    def test_s12_two_methods_are_refused_whatever_they_are_worth(self, attacked, name):
        form = PAIRS[name](attacked)
        if form["client_secret"] == "good":
            form["client_secret"] = attacked.daemon.secret
        assert refusal(attacked.send(**form)) == (400, "invalid_request", 90023)

    @pytest.mark.parametrize(
        ("kind", "code"),
        [
            (None, 900144),
            ("", 900144),
            ("urn:ietf:params:oauth:client-assertion-type:saml2-bearer", 900144),
        ],
    )
    def test_an_assertion_needs_its_type(self, attacked, kind, code):
        response = attacked.send(client_assertion_type=kind)
        assert refusal(response)[2] == code

    def test_without_a_client_id_a_foreign_assertion_is_ambiguous(self, attacked):
        assertion = attacked.assertion(None, attacked.claims(iss="https://a.example"))
        response = attacked.send(assertion, client_id=None)
        assert refusal(response) == (401, "invalid_client", 7000110)

    def test_without_a_client_id_the_subject_must_exist(self, attacked):
        nobody = "99999999-9999-4999-8999-999999999999"
        assertion = attacked.assertion(None, attacked.claims(iss=nobody, sub=nobody))
        response = attacked.send(assertion, client_id=None)
        assert refusal(response) == (400, "unauthorized_client", 700016)

    def test_another_clients_id_beside_a_good_assertion_is_refused(self, attacked):
        response = attacked.send(client_id=attacked.victim.application.app_id)
        assert refusal(response) == (401, "invalid_client", CLIENT)


EXPIRIES = {
    "a credential that has ended": {"ends_at": NOW, "starts_at": NOW - YEAR / 2},
    "a credential that has not begun": {"starts_at": NOW + timedelta(seconds=1)},
}


@pytest.mark.parametrize("wishes", EXPIRIES.values(), ids=EXPIRIES.keys())
def test_a_credential_counts_from_its_start_to_its_end(attacked, wishes):
    client = Client(attacked.server, **wishes)
    response = client.send()
    assert refusal(response) == (401, "invalid_client", EXPIRED)
    assert "The key used is expired." in response.json()["error_description"]


def test_s8_a_certificate_counts_within_its_own_dates_only(tmp_path):
    with opened_server(tmp_path / "data", kind=Server) as server:
        client = Client(server)
        server.clock.time = NOW + YEAR
        claims = client.claims(exp=int(server.clock.time.timestamp()) + 600)
        response = client.send(client.assertion(None, claims))
        assert refusal(response) == (401, "invalid_client", EXPIRED)


def test_the_key_of_another_client_is_not_looked_at(attacked):
    other = Client(attacked.server, "evil")
    assertion = other.assertion(
        other.header(), other.claims(iss=attacked.app_id, sub=attacked.app_id)
    )
    assert refusal(attacked.send(assertion)) == (401, "invalid_client", NOT_FOUND)


def test_a_removed_certificate_is_refused_on_the_next_request(attacked):
    from daemonry.directory.key_credentials import remove_key

    client = Client(attacked.server)
    assertion = client.assertion()
    assert client.send(assertion).status_code == 200
    object_id = client.daemon.application.object_id
    attacked.server.change(remove_key, object_id, client.credential.key_id)
    assert refusal(client.send(assertion)) == (401, "invalid_client", NOT_FOUND)


def test_l3_neither_answer_nor_record_holds_the_assertion(attacked, capsys):
    assertion = attacked.assertion(None, attacked.claims(exp=1))
    body = attacked.send(assertion).text
    server = attacked.server
    log = server.services.sign_in_log
    (record, *_) = server.run(log.list_newest(server.tenant.tenant_id, limit=1))
    captured = capsys.readouterr()
    for part in assertion.split("."):
        assert part not in body + repr(record) + captured.out + captured.err


def test_certificates_of_these_tests_are_what_they_seem():
    assert x509.load_der_x509_certificate(EVIL).public_key() != key().public_key()
