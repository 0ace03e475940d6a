"""The parser of DPoP proofs never crashes, whatever arrives (T3)."""

from hypothesis import given
from hypothesis import strategies as st
from protect.tests.proofs import ProofKey, part

from daemonry.oauth.dpop import ProofError, comparable_url, is_current_nonce, parse_proof
from daemonry.tokens.confirmation import verified_thumbprint

URL = "https://localhost/t/oauth2/v2.0/token"
NOW = 1_790_000_000
KEY = ProofKey()

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
MEMBERS = st.sampled_from(["typ", "alg", "jwk", "kid", "crit", "kty", "crv", "x", "y", "n", "e"])
CLAIMS = st.sampled_from(["jti", "htm", "htu", "iat", "nonce", "ath"])


def proves_or_refuses(text):
    try:
        return verified_thumbprint(parse_proof(text, method="POST", url=URL, now=NOW))
    except ProofError as refusal:
        assert refusal.args
        return None


@given(st.text())
def test_any_text_is_refused(text):
    assert proves_or_refuses(text) is None


@given(header=st.dictionaries(MEMBERS, JSON), claims=st.dictionaries(CLAIMS, JSON))
def test_any_unsigned_members_are_refused(header, claims):
    assert proves_or_refuses(f"{part(header)}.{part(claims)}.AAAA") is None


@given(jwk=st.dictionaries(MEMBERS, JSON))
def test_any_key_is_refused_or_its_own(jwk):
    proof = KEY.proof("POST", URL, at=NOW, header={"jwk": KEY.jwk | jwk})
    assert proves_or_refuses(proof) in {None, KEY.thumbprint}


@given(claims=st.dictionaries(CLAIMS, JSON))
def test_any_signed_claims_prove_the_key_or_nothing(claims):
    good = {"jti": "j", "htm": "POST", "htu": URL, "iat": NOW}
    proof = KEY.sign({"typ": "dpop+jwt", "alg": "ES256", "jwk": KEY.jwk}, good | claims)
    assert proves_or_refuses(proof) in {None, KEY.thumbprint}


@given(st.text(), st.text())
def test_any_address_and_any_nonce_can_be_compared(address, nonce):
    comparable_url(address)
    assert not is_current_nonce(bytes(32), nonce, NOW)
