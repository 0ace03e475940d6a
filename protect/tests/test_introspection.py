"""Asking the authority whether a token is still active (RFC 7662)."""

import pytest

from daemonry_protect import AccessError, SettingsError

pytestmark = pytest.mark.anyio


@pytest.fixture
def make(make_validator, authority):
    def build(**options):
        return make_validator(
            introspection_endpoint=authority.introspection_endpoint,
            client_id="9f3a1c5e-7b2d-4e6f-8a90-b1c2d3e4f506",
            client_secret="secret",
            **options,
        )

    return build


async def status_of(validator, token):
    try:
        await validator.validate(token)
    except AccessError as error:
        return error.status
    return 200


@pytest.mark.spec("RFC 7662", "2.2")
async def test_a_revoked_token_is_refused_on_the_next_request(make, authority, audience):
    validator, token = make(), authority.token(audience)
    assert await status_of(validator, token) == 200
    authority.revoked.add(token)
    assert await status_of(validator, token) == 401
    authority.revoked.clear()
    assert await status_of(validator, token) == 200


async def test_an_active_token_can_be_believed_for_a_while(make, authority, audience, clock):
    validator, token = make(introspection_cache=60), authority.token(audience)
    assert await status_of(validator, token) == 200
    authority.revoked.add(token)
    assert await status_of(validator, token) == 200
    clock.now += 61
    assert await status_of(validator, token) == 401


async def test_when_nobody_answers_no_token_is_believed(make, authority, audience):
    validator, token = make(), authority.token(audience)
    assert await status_of(validator, token) == 200
    authority.is_down = True
    assert await status_of(validator, token) == 503


async def test_only_good_tokens_are_asked_about(make, authority):
    assert await status_of(make(), authority.token("another")) == 401
    assert "/introspect" not in authority.requests


def test_introspection_needs_a_client(make_validator):
    with pytest.raises(SettingsError, match="client_secret"):
        make_validator(introspection_endpoint="https://login.example/introspect")


def test_secrets_do_not_show(make):
    assert "secret" not in repr(make(dpop_nonce_key="key").settings).replace("client_secret", "")
