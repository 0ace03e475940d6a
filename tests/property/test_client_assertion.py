"""The parser of assertions never crashes: it returns a value or one of two refusals."""

import base64
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from daemonry.oauth.client_assertion import UnverifiedAssertion, parse_client_assertion
from daemonry.oauth.errors import OAuthError

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
NAMES = st.sampled_from(["alg", "typ", "kid", "x5t", "x5t#S256", "x5c", "crit", "b64", "cty"])
CLAIMS = st.sampled_from(["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "more"])
DATES = st.sampled_from([0, 1.5, "1", "1.5", -1, "x", True, 1e300, 10**30])


def encoded(value):
    raw = json.dumps(value, allow_nan=True).encode("utf-8", "surrogatepass")
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def outcome(text):
    try:
        found = parse_client_assertion(text)
    except OAuthError as error:
        assert error.refusal.aadsts in {50027, 90014}
        return None
    assert isinstance(found, UnverifiedAssertion)
    for time in (found.expires_at, found.not_before, found.issued_at):
        assert time is None or 0 <= time < 253_402_300_800
    assert len(found.certificates) <= 5
    assert found.issuer
    assert found.subject
    assert found.audiences
    return found


@given(st.text(max_size=300))
def test_any_text_is_parsed_or_refused(text):
    outcome(text)


@given(st.text(alphabet='AZaz09-_.=+/{}"', max_size=300))
def test_text_of_its_own_alphabet_is_parsed_or_refused(text):
    outcome(text)


@given(st.binary(max_size=200), st.binary(max_size=200), st.binary(max_size=40))
def test_any_bytes_in_three_parts_are_parsed_or_refused(header, claims, signature):
    parts = (base64.urlsafe_b64encode(part).rstrip(b"=") for part in (header, claims, signature))
    outcome(b".".join(parts).decode())


@settings(max_examples=500)
@given(
    st.dictionaries(NAMES, JSON | st.text(max_size=40), max_size=6),
    st.dictionaries(CLAIMS, JSON | DATES | st.text(max_size=40), max_size=8),
)
def test_any_members_are_parsed_or_refused(header, claims):
    outcome(f"{encoded(header)}.{encoded(claims)}.AA")


@settings(max_examples=300)
@given(
    st.text(min_size=1, max_size=30),
    st.text(min_size=1, max_size=30),
    st.lists(st.text(max_size=20), min_size=1, max_size=3) | st.text(min_size=1, max_size=30),
    st.integers(0, 2**37),
)
def test_what_is_well_formed_is_read_as_it_was_written(issuer, subject, audience, expires):
    claims = {"iss": issuer, "sub": subject, "aud": audience, "exp": expires}
    found = outcome(f"{encoded({'alg': 'PS256'})}.{encoded(claims)}.AAAA")
    assert (found.issuer, found.subject, found.expires_at) == (issuer, subject, expires)
    assert found.audiences == ((audience,) if isinstance(audience, str) else tuple(audience))
    assert found.has_sole_audience == isinstance(audience, str)


@given(st.integers(0, 400), st.characters(codec="ascii"))
def test_a_good_assertion_with_one_character_replaced_is_parsed_or_refused(position, character):
    claims = {"iss": "a", "sub": "a", "aud": "b", "exp": 5}
    text = f"{encoded({'alg': 'RS256', 'x5t': 'AAAA'})}.{encoded(claims)}.AAAA"
    position %= len(text)
    outcome(text[:position] + character + text[position + 1 :])
