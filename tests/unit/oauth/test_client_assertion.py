"""Assertions: what is read of them, and what is no JWT at all."""

import base64
import json

import pytest

from daemonry.model.base64_text import lenient_base64
from daemonry.oauth.client_assertion import (
    MAX_ASSERTION,
    MAX_CHAIN,
    parse_client_assertion,
)
from daemonry.oauth.errors import OAuthError

HEADER = {"alg": "RS256", "typ": "JWT", "x5t": "AAAAAAAAAAAAAAAAAAAAAAAAAAA"}
CLAIMS = {"iss": "client", "sub": "client", "aud": "https://h/t/oauth2/v2.0/token", "exp": 1}


def b64(data):
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def jwt(header=HEADER, claims=CLAIMS, signature=b"\x00\x01"):
    return f"{b64(header)}.{b64(claims)}.{b64(signature)}"


def raw(header=HEADER, claims=CLAIMS):
    return f"{b64(header)}.{b64(claims)}.AA"


def code(text):
    with pytest.raises(OAuthError) as caught:
        parse_client_assertion(text)
    return caught.value.refusal.aadsts


def test_the_members_of_an_assertion_are_read_without_verifying_any():
    found = parse_client_assertion(jwt(claims=CLAIMS | {"jti": "j", "nbf": 2, "iat": 3}))
    assert (found.issuer, found.subject, found.audiences) == ("client", "client", (CLAIMS["aud"],))
    assert (found.expires_at, found.not_before, found.issued_at) == (1.0, 2.0, 3.0)
    assert (found.algorithm, found.type, found.token_id) == ("RS256", "JWT", "j")
    assert found.sha1_thumbprint == bytes(20)
    assert found.signature == b"\x00\x01"
    assert found.signing_input.decode() == jwt().rpartition(".")[0].rpartition(".")[0] + "." + b64(
        CLAIMS | {"jti": "j", "nbf": 2, "iat": 3}
    )


def test_what_is_absent_is_none_and_what_the_catalogue_does_not_know_is_kept():
    found = parse_client_assertion(jwt({"alg": "RS256"}, CLAIMS | {"job": {"ref": "main"}}))
    assert (found.type, found.key_id, found.sha1_thumbprint, found.not_before) == (None,) * 4
    assert found.claims["job"] == {"ref": "main"}


@pytest.mark.parametrize(
    ("written", "seconds"),
    [(1700000000, 1.7e9), (1700000000.25, 1700000000.25), ("1700000000", 1.7e9), ("1.5", 1.5)],
)
def test_a_numeric_date_may_be_an_integer_a_fraction_or_a_string_of_digits(written, seconds):
    assert parse_client_assertion(jwt(claims=CLAIMS | {"exp": written})).expires_at == seconds


@pytest.mark.parametrize(
    "written", [True, "soon", "1e9", "", [1], {}, 10**400, "9" * 400, 10**12, -1, "-1", "\uff11"]
)
def test_anything_else_is_no_numeric_date(written):
    assert code(jwt(claims=CLAIMS | {"exp": written})) == 50027


@pytest.mark.parametrize("alphabet", [base64.b64encode, base64.urlsafe_b64encode])
@pytest.mark.parametrize("is_padded", [True, False])
def test_thumbprints_are_read_in_both_alphabets_padded_or_not(alphabet, is_padded):
    thumbprint = b"\xfb\xff" * 16
    text = alphabet(thumbprint).decode()
    header = {"alg": "PS256", "x5t#S256": text if is_padded else text.rstrip("=")}
    assert parse_client_assertion(jwt(header)).sha256_thumbprint == thumbprint


def test_x5c_is_a_list_or_one_string_and_may_hold_the_line_breaks_of_pem():
    der = bytes(range(90))
    text = base64.encodebytes(der).decode()
    for x5c in ([text], text, [base64.b64encode(der).decode()]):
        found = parse_client_assertion(jwt(HEADER | {"x5c": x5c}))
        assert found.certificates == (der,)


def test_parts_may_be_padded_and_the_signature_is_over_the_text_as_sent():
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()) for part in (HEADER, CLAIMS)]
    found = parse_client_assertion(b".".join([*parts, b"AA=="]).decode())
    assert found.signing_input == b".".join(parts)
    assert found.signature == b"\0"


def test_an_audience_array_is_told_from_a_string():
    one = parse_client_assertion(jwt(claims=CLAIMS | {"aud": ["a"]}))
    assert (one.audiences, one.has_sole_audience) == (("a",), False)
    assert parse_client_assertion(jwt()).has_sole_audience


@pytest.mark.parametrize("name", ["iss", "sub", "aud"])
@pytest.mark.parametrize("value", [None, ""])
def test_a_missing_claim_is_named(name, value):
    claims = {key: each for key, each in CLAIMS.items() if key != name}
    for each in (claims, claims | {name: value}):
        with pytest.raises(OAuthError, match=f"required field '{name}' is missing") as caught:
            parse_client_assertion(jwt(claims=each))
        assert caught.value.refusal.aadsts == 90014


NESTED: list = []
for _ in range(9):
    NESTED = [NESTED]

MALFORMED = {
    "nothing": "",
    "one part": "abc",
    "two parts": "a.b",
    "four parts": jwt() + ".AA",
    "five parts, encrypted": jwt() + ".AA.AA",
    "too long": jwt(claims=CLAIMS | {"more": "x" * MAX_ASSERTION}),
    "padding of another length": jwt(signature=b"\0") + "=",
    "padding where none is due": jwt(signature=b"\0\0\0") + "====",
    "padding inside": f"{b64(HEADER)}.{b64(CLAIMS)}.A=AA",
    "standard alphabet": f"{b64(HEADER)}.{b64(CLAIMS)}.+/+/",
    "spare bits in the signature": f"{b64(HEADER)}.{b64(CLAIMS)}.AB",
    "impossible length": f"{b64(HEADER)}.{b64(CLAIMS)}.AAAAA",
    "line break inside": jwt()[:10] + "\n" + jwt()[10:],
    "not ASCII": jwt() + "é",
    "header not JSON": raw(b"nonsense"),
    "header a list": jwt([]),
    "claims a string": jwt(claims="x"),
    "claims in UTF-16": raw(claims=json.dumps(CLAIMS).encode("utf-16")),
    "byte order mark": raw(claims=json.dumps(CLAIMS).encode("utf-8-sig")),
    "broken UTF-8": raw(claims=b'{"iss":"\xff"}'),
    "claim twice": raw(claims=b'{"iss":"a","iss":"b","sub":"a","aud":"x"}'),
    "header member twice": raw(b'{"alg":"RS256","alg":"none"}'),
    "nested member twice": raw(claims=b'{"iss":"a","x":{"y":1,"y":2}}'),
    "no alg": jwt({"typ": "JWT"}),
    "alg empty": jwt(HEADER | {"alg": ""}),
    "alg a list": jwt(HEADER | {"alg": ["RS256"]}),
    "typ a number": jwt(HEADER | {"typ": 1}),
    "kid a number": jwt(HEADER | {"kid": 7}),
    "kid an object": jwt(HEADER | {"kid": {"$ne": ""}}),
    "x5t no base64": jwt(HEADER | {"x5t": "*" * 27}),
    "x5t empty": jwt(HEADER | {"x5t": ""}),
    "x5t a list": jwt(HEADER | {"x5t": ["AA"]}),
    "x5t#S256 a number": jwt(HEADER | {"x5t#S256": 5}),
    "x5c an object": jwt(HEADER | {"x5c": {}}),
    "x5c of numbers": jwt(HEADER | {"x5c": [1]}),
    "x5c of empty strings": jwt(HEADER | {"x5c": [""]}),
    "x5c too many": jwt(HEADER | {"x5c": ["AAAA"] * (MAX_CHAIN + 1)}),
    "critical extension": jwt(HEADER | {"crit": ["exp"]}),
    "empty critical list": jwt(HEADER | {"crit": []}),
    "unencoded payload": jwt(HEADER | {"b64": False}),
    "iss a number": jwt(claims=CLAIMS | {"iss": 1}),
    "sub a list": jwt(claims=CLAIMS | {"sub": ["client"]}),
    "aud a number": jwt(claims=CLAIMS | {"aud": 5}),
    "aud a list of numbers": jwt(claims=CLAIMS | {"aud": [1]}),
    "aud an object": jwt(claims=CLAIMS | {"aud": {"a": 1}}),
    "jti a number": jwt(claims=CLAIMS | {"jti": 1}),
    "exp not a number": raw(claims=b'{"iss":"a","sub":"a","aud":"x","exp":NaN}'),
    "exp infinite": raw(claims=b'{"iss":"a","sub":"a","aud":"x","exp":Infinity}'),
    "exp beyond a double": raw(claims=b'{"iss":"a","sub":"a","aud":"x","exp":1e999}'),
    "too deep": jwt(claims=CLAIMS | {"deep": NESTED}),
    "far too deep": raw(claims=b"[" * 9000),
}


@pytest.mark.parametrize("text", MALFORMED.values(), ids=MALFORMED.keys())
def test_what_is_no_strict_jwt_is_malformed(text):
    assert code(text) == 50027


def test_an_assertion_never_shows_in_the_error_or_in_a_repr():
    text = jwt(claims=CLAIMS | {"canary": "canary-value"})
    assert "canary" not in repr(parse_client_assertion(text))
    with pytest.raises(OAuthError) as caught:
        parse_client_assertion(text + "!")
    assert b64(CLAIMS)[:20] not in str(caught.value) + caught.value.detail


def test_base64_of_no_alphabet_is_nothing():
    assert lenient_base64("a b") is None
    assert lenient_base64("AAAAA") is None
