"""Attacks on the signature: nothing in a token's header decides how it is checked."""

import base64
import hmac
import json
import socket

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from joserfc import jws
from joserfc.jwk import RSAKey

from daemonry_protect import AccessError
from daemonry_protect.testing import APP_ID, OBJECT_ID, TENANT_ID

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning"),  # of the forger
]


@pytest.fixture(autouse=True)
def no_outbound_connection(monkeypatch):
    """Fail any test in which somebody connects: headers must not cause fetches."""

    def refuse(*_):
        raise AssertionError("an outbound connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def claims(authority, audience, clock):
    return {
        "aud": audience,
        "iss": authority.issuer,
        "exp": int(clock()) + 3600,
        "azp": APP_ID,
        "oid": OBJECT_ID,
        "roles": ["Admin"],
        "tid": TENANT_ID,
        "ver": "2.0",
    }


def encode(part):
    data = part if isinstance(part, bytes) else json.dumps(part).encode()
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def forge(header, claims, key, algorithm):
    registry = jws.JWSRegistry(algorithms=[algorithm], strict_check_header=False)
    return jws.serialize_compact(header, json.dumps(claims), key, registry=registry)


def sign_raw(header, payload, key):
    """Sign any two texts, as an authority without any checks would."""
    text = f"{header}.{payload}"
    signature = key.private_key.sign(text.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{text}.{encode(signature)}"


async def refusal_of(validator, token):
    with pytest.raises(AccessError) as caught:
        await validator.validate(token)
    assert caught.value.status == 401
    return str(caught.value)


@pytest.mark.parametrize("algorithm", ["none", "None", "NONE", "nOnE"])
async def test_an_unsigned_token_is_refused(validator, authority, claims, algorithm):
    header = {"typ": "JWT", "alg": algorithm, "kid": authority.keys[0].kid}
    for signature in ("", "AAAA"):
        token = f"{encode(header)}.{encode(claims)}.{signature}"
        assert "algorithm" in await refusal_of(validator, token)


@pytest.mark.parametrize("bits", ["256", "384", "512"])
@pytest.mark.parametrize("encoding", ["PEM", "DER"])
async def test_the_public_key_is_no_shared_secret(validator, authority, claims, bits, encoding):
    secret = authority.keys[0].as_bytes(encoding, private=False)
    header = {"typ": "JWT", "alg": f"HS{bits}", "kid": authority.keys[0].kid}
    text = f"{encode(header)}.{encode(claims)}"
    signature = hmac.digest(secret, text.encode(), f"sha{bits}")
    assert "algorithm" in await refusal_of(validator, f"{text}.{encode(signature)}")


@pytest.mark.parametrize("algorithm", ["RS384", "RS512", "PS256", "PS384", "PS512"])
async def test_only_one_algorithm_is_accepted_even_with_the_right_key(
    validator, authority, claims, algorithm
):
    key = authority.keys[0]
    token = forge({"typ": "JWT", "alg": algorithm, "kid": key.kid}, claims, key, algorithm)
    assert "algorithm" in await refusal_of(validator, token)


@pytest.mark.parametrize("algorithm", [None, 256, ["RS256"], {"RS256": 1}, "rs256", "RS256 ", ""])
async def test_an_algorithm_is_named_exactly(validator, authority, claims, algorithm):
    header = {"typ": "JWT", "alg": algorithm, "kid": authority.keys[0].kid}
    message = await refusal_of(validator, f"{encode(header)}.{encode(claims)}.AAAA")
    assert "algorithm" in message or "well-formed" in message


async def test_another_key_under_a_published_name_is_refused(
    validator, authority, claims, other_key
):
    header = {"typ": "JWT", "alg": "RS256", "kid": authority.keys[0].kid}
    assert "signature" in await refusal_of(validator, forge(header, claims, other_key, "RS256"))


@pytest.mark.parametrize("kid", ["../../etc/passwd", "' OR 1=1 --", "", "\ud800", "x" * 900])
async def test_a_name_that_is_not_published_is_refused(
    validator, authority, claims, other_key, kid
):
    header = {"typ": "JWT", "alg": "RS256", "kid": kid}
    assert "does not publish" in await refusal_of(
        validator, forge(header, claims, other_key, "RS256")
    )


@pytest.mark.parametrize("kid", [None, 1, ["k"], {}, True])
async def test_a_key_name_is_a_text(validator, authority, claims, kid):
    header = {"typ": "JWT", "alg": "RS256", "kid": kid}
    token = f"{encode(header)}.{encode(claims)}.AAAA"
    assert "well-formed" in await refusal_of(validator, token)


def certificate_of(_):
    return base64.b64encode(b"no certificate, but nobody looks").decode()


KEY_HEADERS = {
    "jwk": lambda key: {"jwk": key.as_dict(private=False)},
    "jku": lambda _: {"jku": "https://evil.example/keys"},
    "x5u": lambda _: {"x5u": "https://evil.example/certificate"},
    "x5c": lambda key: {"x5c": [certificate_of(key)]},
    "all": lambda key: {
        "jwk": key.as_dict(private=False),
        "jku": "https://evil.example/keys",
        "x5u": "https://evil.example/certificate",
        "x5c": [certificate_of(key)],
    },
}


@pytest.mark.parametrize("case", KEY_HEADERS)
async def test_keys_that_a_header_brings_along_are_ignored(
    validator, authority, claims, other_key, case
):
    extra = KEY_HEADERS[case](other_key)
    for kid, words in ((authority.keys[0].kid, "signature"), (other_key.kid, "not publish")):
        header = {"typ": "JWT", "alg": "RS256", "kid": kid, **extra}
        assert words in await refusal_of(validator, forge(header, claims, other_key, "RS256"))
    genuine = authority.sign(claims, extra)
    assert (await validator.validate(genuine)).roles == {"Admin"}
    assert set(authority.requests) <= {
        f"/{TENANT_ID}/v2.0/.well-known/openid-configuration",
        f"/{TENANT_ID}/discovery/keys",
    }


async def test_extensions_are_refused(validator, authority, claims):
    for extra in ({"crit": ["exp"], "exp": 1}, {"crit": []}, {"b64": True}, {"crit": None}):
        header = {"typ": "JWT", "alg": "RS256", "kid": authority.keys[0].kid, **extra}
        token = sign_raw(encode(header), encode(claims), authority.keys[0])
        assert "well-formed" in await refusal_of(validator, token)


async def test_an_unencoded_payload_is_refused(validator, authority, claims):
    """RFC 7797 section 7: JWTs do not use it."""
    members = {"typ": "JWT", "alg": "RS256", "kid": authority.keys[0].kid, "b64": False}
    for extra in ({}, {"crit": ["b64"]}):
        token = sign_raw(encode({**members, **extra}), encode(claims), authority.keys[0])
        assert "well-formed" in await refusal_of(validator, token)


@pytest.mark.parametrize("type_", ["jwt", "at+jwt", "AT+JWT", "application/at+jwt"])
async def test_the_types_of_access_tokens_are_accepted(validator, authority, claims, type_):
    assert await validator.validate(authority.sign(claims, {"typ": type_}))


@pytest.mark.parametrize(
    "type_", [None, 1, "", "dpop+jwt", "id_token+jwt", "client-authentication+jwt", "JWS"]
)
async def test_other_types_of_tokens_are_refused(validator, authority, claims, type_):
    header = {"alg": "RS256", "kid": authority.keys[0].kid, "typ": type_}
    message = await refusal_of(validator, f"{encode(header)}.{encode(claims)}.AAAA")
    assert "another type" in message


async def test_unknown_header_members_are_ignored(validator, authority, claims):
    assert await validator.validate(authority.sign(claims, {"nonce": "n", "x5t": "t"}))


async def test_changed_claims_do_not_fit_the_signature(validator, authority, claims):
    header, _, signature = authority.sign(claims).split(".")
    changed = encode({**claims, "roles": ["Root"]})
    assert "signature" in await refusal_of(validator, f"{header}.{changed}.{signature}")


NO_TOKENS = {
    "nothing": "",
    "one segment": "abc",
    "two segments": "abc.def",
    "four segments": "a.b.c.d",
    "encrypted": "eyJhbGciOiJSU0EtT0FFUCIsImVuYyI6IkEyNTZHQ00ifQ.a.b.c.d",
    "dots": "..",
    "not base64": "{}.{}.{}",
    "padded": "eyJhbGciOiJSUzI1NiJ9=.e30=.AAAA",
    "header no object": f"{encode([1])}.e30.AAAA",
    "header a text": f"{encode('alg')}.e30.AAAA",
    "header not JSON": f"{encode(b'{')}.e30.AAAA",
    "header not UTF-8": f"{encode(bytes([255, 254, 0]))}.e30.AAAA",
    "header nested deeply": f"{encode(b'[' * 2900)}.e30.AAAA",
    "not ASCII": "é.e30.AAAA",
    "lone surrogate": "\ud800.e30.AAAA",
    "NUL": "\x00.\x00.\x00",
    "white space": "a b.c d.e f",
}


@pytest.mark.parametrize("case", NO_TOKENS)
async def test_what_is_no_token_is_refused_without_asking_the_authority(validator, authority, case):
    assert "well-formed" in await refusal_of(validator, NO_TOKENS[case])
    assert authority.requests == []


PAYLOADS = {
    "no object": b"[]",
    "a number": b"1",
    "nothing": b"",
    "not JSON": b"{",
    "NaN": b'{"exp": NaN}',
    "infinity": b'{"exp": -Infinity}',
    "not UTF-8": b'{"a": "\xff"}',
    "UTF-16": '{"a": 1}'.encode("utf-16"),
    "a byte order mark": b"\xef\xbb\xbf{}",
    "a lone surrogate": b'{"a": "\\ud800"}',
    "a lone surrogate in a name": b'{"\\udfff": 1}',
    "nested deeply": b'{"a":' + b"[" * 5000 + b"]" * 5000 + b"}",
    "a giant number": b'{"exp": ' + b"9" * 9000 + b"}",
}


@pytest.mark.parametrize("case", PAYLOADS)
async def test_a_payload_that_cannot_be_read_is_refused_though_it_is_signed(
    validator, authority, case
):
    header = {"typ": "JWT", "alg": "RS256", "kid": authority.keys[0].kid}
    token = jws.serialize_compact(header, PAYLOADS[case], authority.keys[0], algorithms=["RS256"])
    assert "well-formed" in await refusal_of(validator, token)


@pytest.mark.parametrize("depth", [100, 300, 500, 700, 900, 1100])
async def test_nesting_is_read_or_refused_at_any_depth(validator, authority, claims, depth):
    payload = json.dumps(claims)[:-1].encode() + b',"x":' + b"[" * depth + b"]" * depth + b"}"
    header = {"typ": "JWT", "alg": "RS256", "kid": authority.keys[0].kid}
    token = jws.serialize_compact(header, payload, authority.keys[0], algorithms=["RS256"])
    try:
        assert (await validator.validate(token)).roles == {"Admin"}
    except AccessError as error:
        assert error.status == 401


async def test_too_large_a_token_is_refused_unread(validator, authority, claims):
    token = authority.sign({**claims, "x": "y" * 16_000})
    assert len(token) > 16 * 1024
    assert "too large" in await refusal_of(validator, token)
    assert authority.requests == []


async def test_too_large_a_header_is_refused(validator, authority, claims):
    token = authority.sign(claims)
    _, payload, signature = token.split(".")
    header = encode({"typ": "JWT", "alg": "RS256", "kid": "k", "x": "y" * 4000})
    assert "well-formed" in await refusal_of(validator, f"{header}.{payload}.{signature}")


async def test_a_weak_key_is_not_used_even_if_published(make_validator, authority, claims):
    authority.keys = [RSAKey.generate_key(1024, parameters={"kid": "weak"})]
    token = authority.sign(claims)
    assert "does not publish" in await refusal_of(make_validator(), token)
