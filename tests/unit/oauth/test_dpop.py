"""DPoP proofs at the authority: what proves possession of a key, and what does not."""

import base64
import json

import pytest
from joserfc.jwk import OctKey
from protect.tests.proofs import ProofKey, part

from daemonry.oauth.dpop import (
    MAX_AGE,
    MAX_AHEAD,
    MAX_PROOF,
    NONCE_LIFETIME,
    ProofError,
    comparable_url,
    is_current_nonce,
    make_nonce,
    parse_proof,
)
from daemonry.tokens.confirmation import verified_thumbprint

NOW = 1_790_000_000
URL = "https://localhost:8443/contoso/oauth2/v2.0/token"
KEY = ProofKey()
OTHER = ProofKey()
HMAC_KEY = bytes(range(32))


def verify(text, url=URL, now=NOW):
    proof = parse_proof(text, method="POST", url=url, now=now)
    return verified_thumbprint(proof), proof


def made(**changes):
    return KEY.proof("POST", changes.pop("url", URL), at=changes.pop("at", NOW), **changes)


@pytest.mark.spec("RFC 9449", "4.3")
@pytest.mark.parametrize("algorithm", ["ES256", "ES384", "ES512", "EdDSA", "Ed25519", "PS256"])
def test_a_proof_shows_the_thumbprint_of_its_key(algorithm):
    key = ProofKey(algorithm)
    thumbprint, proof = verify(key.proof("POST", URL, at=NOW, jti="once", nonce="n"))
    assert (thumbprint, proof.token_id, proof.nonce) == (key.thumbprint, "once", "n")
    assert proof.expires_at == NOW + MAX_AGE


@pytest.mark.spec("RFC 7638", "3.1")
def test_the_thumbprint_is_that_of_the_required_members_alone():
    decorated = KEY.jwk | {"kid": "mine", "use": "sig", "alg": "ES256", "e": "AQAB"}
    assert verify(made(header={"jwk": decorated}))[0] == KEY.thumbprint


def spoilt(proof):
    head, body, signature = proof.split(".")
    first = "A" if signature[0] != "A" else "B"
    return f"{head}.{body}.{first}{signature[1:]}"


def with_members_twice():
    head, _, signature = made().split(".")
    claims = f'{{"jti":"a","jti":"b","htm":"POST","htu":"{URL}","iat":{NOW}}}'
    body = base64.urlsafe_b64encode(claims.encode()).rstrip(b"=").decode()
    return f"{head}.{body}.{signature}"


REFUSED = {
    "nothing": lambda: "",
    "no JWT": lambda: "abc",
    "two parts": lambda: ".".join(made().split(".")[:2]),
    "four parts": lambda: made() + ".x",
    "longer than allowed": lambda: made(jti="x" * MAX_PROOF),
    "no typ": lambda: made(header={"typ": None}),
    "typ JWT": lambda: made(header={"typ": "JWT"}),
    "typ in capitals": lambda: made(header={"typ": "DPOP+JWT"}),
    "no alg": lambda: made(header={"alg": None}),
    "alg none": lambda: ".".join(made(header={"alg": "none"}).split(".")[:2]) + ".",
    "alg in small letters": lambda: made(header={"alg": "es256"}),
    "alg RS256": lambda: ProofKey("RS256").proof("POST", URL, at=NOW),
    "alg HS256": lambda: made(header={"alg": "HS256"}),
    "alg of another key type": lambda: made(header={"alg": "PS256"}),
    "alg of another curve": lambda: made(header={"alg": "ES384"}),
    "alg is a number": lambda: made(header={"alg": 7}),
    "no jwk": lambda: made(header={"jwk": None}),
    "jwk is a text": lambda: made(header={"jwk": json.dumps(KEY.jwk)}),
    "jwk is empty": lambda: made(header={"jwk": {}}),
    "jwk is private": lambda: made(header={"jwk": KEY.key.as_dict(private=True)}),
    "jwk is symmetric": lambda: made(
        header={"jwk": OctKey.generate_key(256).as_dict(private=True)}
    ),
    "jwk is another's": lambda: made(header={"jwk": OTHER.jwk}),
    "jwk with a point off the curve": lambda: made(header={"jwk": KEY.jwk | {"x": "AA"}}),
    "a critical extension": lambda: made(header={"crit": ["exp"], "exp": NOW}),
    "a wrong signature": lambda: spoilt(made()),
    "no signature": lambda: ".".join(made().split(".")[:2]) + ".",
    "claims of another proof": lambda: ".".join(
        [made().split(".")[0], made(jti="x").split(".")[1], made().split(".")[2]]
    ),
    "claims that stand twice": with_members_twice,
    "claims that are a list": lambda: f"{made().split('.')[0]}.{part([1])}.AAAA",
    "no jti": lambda: made(jti=None),
    "an empty jti": lambda: made(jti=""),
    "jti is a number": lambda: made(jti=7),
    "a jti that is too long": lambda: made(jti="x" * 257),
    "no htm": lambda: made(htm=None),
    "htm of another method": lambda: made(htm="GET"),
    "htm in small letters": lambda: made(htm="post"),
    "htm is a list": lambda: made(htm=["POST"]),
    "no htu": lambda: made(htu=None),
    "htu of another path": lambda: made(htu=URL + "s"),
    "htu of another host": lambda: made(htu=URL.replace("localhost", "localhost.example")),
    "htu of another port": lambda: made(htu=URL.replace("8443", "443")),
    "htu of another scheme": lambda: made(htu=URL.replace("https", "http")),
    "htu with a user": lambda: made(htu=URL.replace("localhost", "me@localhost")),
    "htu with an encoded slash": lambda: made(htu=URL.replace("contoso/", "contoso%2F")),
    "htu without a host": lambda: made(htu="/contoso/oauth2/v2.0/token"),
    "htu with a port that is none": lambda: made(htu=URL.replace("8443", "x")),
    "htu is a number": lambda: made(htu=7),
    "no iat": lambda: made(iat=None),
    "iat is a text": lambda: made(iat=str(NOW)),
    "iat is true": lambda: made(iat=True),
    "iat one hour ago": lambda: made(iat=NOW - 3600),
    "iat one hour ahead": lambda: made(iat=NOW + 3600),
    "iat beyond all numbers": lambda: made(iat=10**400),
    "nonce is a number": lambda: made(nonce=7),
}


@pytest.mark.spec("RFC 9449", "4.3")
@pytest.mark.parametrize("case", REFUSED)
def test_t12_a_wrong_proof_is_refused(case):
    with pytest.raises(ProofError) as refusal:
        verify(REFUSED[case]())
    assert str(refusal.value).isascii()


ACCEPTED = {
    "iat 10 s ago": lambda: made(iat=NOW - 10),
    "iat 10 s ahead": lambda: made(iat=NOW + 10),
    "iat with a fraction": lambda: made(iat=NOW + 0.25),
    "iat at the edges": lambda: made(iat=NOW - MAX_AGE),
    "iat at the other edge": lambda: made(iat=NOW + MAX_AHEAD),
    "nbf and exp besides": lambda: made(nbf=NOW - 5, exp=NOW + 60),
    "htu with a query and a fragment": lambda: made(htu=URL + "?a=b#c"),
    "scheme and host in capitals": lambda: made(htu=URL.replace("https://l", "HTTPS://L")),
    "needless percent-encoding": lambda: made(htu=URL.replace("contoso", "%63ontoso")),
}


@pytest.mark.spec("RFC 9449", "4.3")
@pytest.mark.parametrize("case", ACCEPTED)
def test_what_rfc_9449_calls_equal_is_accepted(case):
    assert verify(ACCEPTED[case]())[0] == KEY.thumbprint


def test_the_default_port_may_stand_or_be_left_out():
    assert comparable_url("https://a/b") == comparable_url("https://a:443/b")
    assert comparable_url("http://a") == comparable_url("HTTP://A:80/")
    assert comparable_url("https://a/b") != comparable_url("https://a:444/b")
    assert comparable_url("ftp://a/b") is None


@pytest.mark.spec("RFC 9449", "8")
def test_a_nonce_counts_for_its_time_and_the_next_and_only_with_our_key():
    nonce = make_nonce(HMAC_KEY, NOW)
    assert is_current_nonce(HMAC_KEY, nonce, NOW)
    assert is_current_nonce(HMAC_KEY, nonce, NOW + NONCE_LIFETIME)
    assert not is_current_nonce(HMAC_KEY, nonce, NOW + 2 * NONCE_LIFETIME)
    assert not is_current_nonce(HMAC_KEY, nonce, NOW - NONCE_LIFETIME)
    assert not is_current_nonce(HMAC_KEY, nonce + "A", NOW)
    assert not is_current_nonce(HMAC_KEY, "\ud800", NOW)
    assert not is_current_nonce(bytes(32), nonce, NOW)
