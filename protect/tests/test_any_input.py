"""Whatever arrives: a verified token or an AccessError, nothing else."""

import asyncio
import json

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joserfc.util import urlsafe_b64encode

from daemonry_protect import AccessError, AccessToken

# The fixtures hold nothing that one example could leave behind for the next.
shared = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
names = ["aud", "iss", "exp", "nbf", "azp", "oid", "tid", "ver", "roles", "scp", "idtyp", "uti"]


def outcome(validator, token):
    try:
        return asyncio.run(validator.validate(token))
    except AccessError as error:
        assert error.status == 401
        assert error.headers["www-authenticate"].isascii()
        assert json.loads(error.body)["error"] == "invalid_token"
        return error


@pytest.fixture(autouse=True)
def keys_at_hand(validator, authority, audience):
    outcome(validator, authority.token(audience))


@shared
@given(text=st.text(st.characters(), max_size=200) | st.binary(max_size=200).map(repr))
def test_any_text(validator, text):
    assert isinstance(outcome(validator, text), AccessError)


@shared
@given(parts=st.lists(st.binary(max_size=60), min_size=3, max_size=3))
def test_any_three_segments(validator, parts):
    token = b".".join(urlsafe_b64encode(part) for part in parts).decode()
    assert isinstance(outcome(validator, token), AccessError)


@shared
@given(
    members=st.dictionaries(st.sampled_from(["alg", "typ", "crit", "jku", "x5c", "b64"]), values)
)
def test_any_header_around_a_genuine_key_name(validator, authority, members):
    key = authority.keys[0]
    header = json.dumps({"typ": "JWT", "alg": "RS256", "kid": key.kid, **members}).encode()
    text = urlsafe_b64encode(header) + b"." + urlsafe_b64encode(b"{}")
    signature = key.private_key.sign(text, padding.PKCS1v15(), hashes.SHA256())
    token = (text + b"." + urlsafe_b64encode(signature)).decode()
    assert isinstance(outcome(validator, token), AccessError)


@shared
@given(changes=st.dictionaries(st.sampled_from(names), values, min_size=1))
def test_any_value_of_a_claim(validator, authority, audience, changes):
    """A genuine signature over arbitrary claims: accepted only if they are in order."""
    good = outcome(validator, authority.token(audience)).claims
    result = outcome(validator, authority.sign({**good, **changes}))
    if isinstance(result, AccessToken):
        assert result.claims["aud"] == audience
        assert result.claims["iss"] == authority.issuer
        assert result.tenant_id == authority.tenant_id


@shared
@given(position=st.integers(min_value=0), character=st.characters(max_codepoint=255))
def test_any_one_character_changed(validator, authority, audience, position, character):
    genuine = authority.token(audience)
    position %= len(genuine)
    changed = genuine[:position] + character + genuine[position + 1 :]
    if changed != genuine:
        assert isinstance(outcome(validator, changed), AccessError)
