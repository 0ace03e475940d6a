"""ES256 and EdDSA: accepted when the API says so, and never because a token does."""

import json

import pytest
from joserfc import jws
from joserfc.jwk import ECKey, OKPKey, RSAKey

from daemonry_protect import AccessError, TokenValidator
from daemonry_protect.jws import ALGORITHMS, Registry
from daemonry_protect.testing import LocalAuthority

pytestmark = pytest.mark.anyio
OTHERS = ["ES256", "EdDSA"]


@pytest.fixture(params=OTHERS)
def algorithm(request):
    return request.param


@pytest.fixture
def signing(clock, algorithm):
    return LocalAuthority(clock=clock, algorithm=algorithm)


def validator_of(authority, audience, clock, **options):
    settings = authority.settings(audience, **options)
    return TokenValidator(settings, clock=clock, transport=authority.transport)


async def refusal_of(validator, token):
    with pytest.raises(AccessError) as caught:
        await validator.validate(token)
    return str(caught.value)


async def test_an_algorithm_is_accepted_when_it_is_configured(
    signing, audience, clock, algorithm, recwarn
):
    validator = validator_of(signing, audience, clock, algorithms=[algorithm])
    token = await validator.validate(signing.token(audience, roles=["Read"]))
    assert token.roles == {"Read"}
    clock.now += 60
    signing.rotate()
    assert await validator.validate(signing.token(audience))
    assert not recwarn.list


async def test_an_algorithm_is_refused_when_it_is_not_configured(signing, audience, clock):
    validator = validator_of(signing, audience, clock)
    assert "algorithm" in await refusal_of(validator, signing.token(audience))


async def test_an_api_can_move_from_one_algorithm_to_another(
    signing, authority, audience, clock, algorithm
):
    both = validator_of(signing, audience, clock, algorithms=["RS256", algorithm])
    signing.keys.insert(0, authority.keys[0])
    assert await both.validate(authority.token(audience, iss=signing.issuer))
    assert await both.validate(signing.token(audience))


async def test_rs256_is_refused_where_only_another_is_configured(
    authority, audience, clock, algorithm
):
    validator = validator_of(authority, audience, clock, algorithms=[algorithm])
    assert "algorithm" in await refusal_of(validator, authority.token(audience))


@pytest.mark.spec("RFC 8725", "3.1")
async def test_a_key_serves_for_its_own_algorithm_only(signing, audience, clock, algorithm):
    """A token signed with another key of the same name gains nothing by naming its algorithm."""
    kid = signing.keys[0].kid
    forgers = {
        "RS256": RSAKey.generate_key(parameters={"kid": kid}),
        "ES256": ECKey.generate_key("P-256", parameters={"kid": kid}),
        "EdDSA": OKPKey.generate_key("Ed25519", parameters={"kid": kid}),
    }
    validator = validator_of(signing, audience, clock, algorithms=ALGORITHMS)
    claims = json.dumps({"aud": audience}).encode()
    registry = Registry(algorithms=ALGORITHMS, strict_check_header=False)
    for other, key in forgers.items():
        header = {"typ": "JWT", "alg": other, "kid": kid}
        token = jws.serialize_compact(header, claims, key, registry=registry)
        expected = "signature" if other == algorithm else "algorithm"
        assert expected in await refusal_of(validator, token)


def public(key, **members):
    return {**key.as_dict(private=False), "kid": "k", **members}


UNUSABLE = {
    "another curve": public(ECKey.generate_key("P-384")),
    "an Edwards curve for agreement": public(OKPKey.generate_key("X25519")),
    "Ed448": public(OKPKey.generate_key("Ed448")),
    "another algorithm": public(ECKey.generate_key("P-256"), alg="ES384"),
    "a curve that is no text": public(ECKey.generate_key("P-256"), crv=["P-256"]),
    "no coordinate": public(ECKey.generate_key("P-256"), y=None),
    "a point off the curve": public(ECKey.generate_key("P-256"), x="A" * 43, y="A" * 43),
    "a coordinate that is no number": public(ECKey.generate_key("P-256"), x="!"),
    "an Ed25519 key of bad length": public(OKPKey.generate_key("Ed25519"), x="AAAA"),
    "a type that is no text": {"kty": ["EC"], "kid": "k"},
    "a type by another name": public(OKPKey.generate_key("Ed25519"), kty="EC"),
}


@pytest.mark.parametrize("case", UNUSABLE)
async def test_a_key_that_cannot_verify_is_left_out(signing, audience, clock, case, monkeypatch):
    monkeypatch.setattr(signing, "_jwk", lambda key: UNUSABLE[case])
    validator = validator_of(signing, audience, clock, algorithms=ALGORITHMS)
    assert "does not publish" in await refusal_of(validator, signing.token(audience))


async def test_an_api_with_keys_of_its_own_asks_for_them(authority, audience, clock):
    asked = []
    inner = authority.transport

    class Seen(type(inner)):
        async def handle_async_request(self, request):
            asked.append(str(request.url))
            return await inner.handle_async_request(request)

    settings = authority.settings(audience, signing_key_app_id=audience)
    validator = TokenValidator(settings, clock=clock, transport=Seen(authority))
    assert await validator.validate(authority.token(audience))
    assert asked[0].endswith(f"/.well-known/openid-configuration?appid={audience}")
