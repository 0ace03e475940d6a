"""When keys are fetched, how often, and what happens while the authority is away."""

import asyncio
import base64
import json

import httpx2
import pytest
from joserfc.jwk import RSAKey

from daemonry_protect import AccessError

pytestmark = pytest.mark.anyio


def header_naming(kid):
    """Return the header of a token that claims to be signed with some key."""
    text = json.dumps({"typ": "JWT", "alg": "RS256", "kid": kid}).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def fetches(authority):
    return sum(path.endswith("/keys") for path in authority.requests)


async def is_refused(validator, token):
    with pytest.raises(AccessError) as caught:
        await validator.validate(token)
    return caught.value


class Gate(httpx2.AsyncBaseTransport):
    """A way to the authority that can be held shut while requests wait before it."""

    def __init__(self, authority):
        self._inner = authority.transport
        self._open = asyncio.Event()
        self._open.set()
        self.arrived = asyncio.Event()

    def shut(self):
        self._open.clear()
        self.arrived.clear()

    def open(self):
        self._open.set()

    async def handle_async_request(self, request):
        self.arrived.set()
        await self._open.wait()
        return await self._inner.handle_async_request(request)


async def test_nothing_is_fetched_before_the_first_token(validator, authority):
    assert authority.requests == []
    await validator.aclose()


async def test_keys_are_fetched_once_for_many_tokens(validator, authority, audience):
    for name in "abc":
        await validator.validate(authority.token(audience, uti=name))
    assert fetches(authority) == 1


async def test_many_first_requests_share_one_fetch(make_validator, authority, audience):
    gate = Gate(authority)
    gate.shut()
    validator = make_validator(transport=gate)
    tokens = [authority.token(audience, uti=str(number)) for number in range(100)]
    requests = [asyncio.create_task(validator.validate(token)) for token in tokens]
    await gate.arrived.wait()
    gate.open()
    assert len(await asyncio.gather(*requests)) == 100
    assert fetches(authority) == 1


async def test_a_caller_that_gives_up_does_not_stop_the_fetch_for_others(
    make_validator, authority, audience
):
    gate = Gate(authority)
    gate.shut()
    validator = make_validator(transport=gate)
    impatient = asyncio.create_task(validator.validate(authority.token(audience)))
    await gate.arrived.wait()
    patient = asyncio.create_task(validator.validate(authority.token(audience)))
    impatient.cancel()
    with pytest.raises(asyncio.CancelledError):
        await impatient
    gate.open()
    assert await patient
    assert fetches(authority) == 1


async def test_keys_are_fetched_again_after_an_hour(validator, authority, audience, clock):
    token = authority.token(audience, lifetime=10_000)
    await validator.validate(token)
    clock.now += 3599
    await validator.validate(token)
    assert fetches(authority) == 1
    clock.now += 1
    await validator.validate(token)
    assert fetches(authority) == 2


async def test_a_new_key_is_found_by_the_first_token_it_signs(
    validator, authority, audience, clock
):
    await validator.validate(authority.token(audience))
    clock.now += 60
    authority.rotate()
    assert await validator.validate(authority.token(audience))
    assert fetches(authority) == 2


async def test_ten_thousand_unknown_keys_cause_one_fetch(validator, authority, audience, clock):
    await validator.validate(authority.token(audience))
    clock.now += 60
    genuine = authority.token(audience)
    _, payload, signature = genuine.split(".")
    for number in range(10_000):
        unknown = header_naming(f"key-{number}")
        error = await is_refused(validator, f"{unknown}.{payload}.{signature}")
        assert error.status == 401
    assert fetches(authority) == 2
    assert await validator.validate(genuine)


async def test_a_flood_on_a_cold_start_causes_one_fetch(validator, authority, audience):
    _, payload, signature = authority.token(audience).split(".")
    floods = [
        is_refused(validator, f"{header_naming(f'key-{number}')}.{payload}.{signature}")
        for number in range(500)
    ]
    assert {error.status for error in await asyncio.gather(*floods)} == {401}
    assert fetches(authority) == 1


async def test_unknown_keys_cause_another_fetch_after_five_minutes(
    validator, authority, audience, clock
):
    await validator.validate(authority.token(audience))
    _, payload, signature = authority.token(audience).split(".")
    unknown = f"{header_naming('gone')}.{payload}.{signature}"
    for seconds, expected in ((60, 2), (299, 2), (1, 3), (300, 4)):
        clock.now += seconds
        await is_refused(validator, unknown)
        assert fetches(authority) == expected


async def test_a_withdrawn_key_is_believed_for_an_hour_at_most(
    validator, authority, audience, clock
):
    """Also by a validator that remembers the token, and for no request more."""
    token = authority.token(audience, lifetime=100_000)
    await validator.validate(token)
    authority.rotate()
    del authority.keys[0]
    clock.now += 3600
    assert "does not publish" in str(await is_refused(validator, token))


async def test_a_key_that_takes_over_anothers_name_does_not_inherit_its_tokens(
    validator, authority, audience, clock
):
    token = authority.token(audience, lifetime=100_000)
    await validator.validate(token)
    kid = authority.keys[0].kid
    authority.keys = [RSAKey.generate_key(parameters={"kid": kid})]
    clock.now += 3600
    assert "signature" in str(await is_refused(validator, token))


async def test_an_authority_that_withdraws_all_keys_is_believed(
    validator, authority, audience, clock
):
    token = authority.token(audience, lifetime=100_000)
    await validator.validate(token)
    authority.keys = []
    clock.now += 3600
    assert (await is_refused(validator, token)).status == 401


async def test_without_keys_the_answer_is_unavailable(validator, authority, audience):
    authority.is_down = True
    error = await is_refused(validator, authority.token(audience))
    assert error.status == 503
    assert error.headers["retry-after"] == "10"
    assert "www-authenticate" not in error.headers


async def test_nonsense_is_refused_as_such_even_without_keys(validator, authority):
    authority.is_down = True
    assert (await is_refused(validator, "nonsense")).status == 401


async def test_an_authority_that_is_down_is_not_hammered(validator, authority, audience, clock):
    authority.is_down = True
    token = authority.token(audience)
    for _ in range(100):
        assert (await is_refused(validator, token)).status == 503
    assert len(authority.requests) == 1
    clock.now += 10
    authority.is_down = False
    assert await validator.validate(token)


async def test_old_keys_serve_for_a_day_while_the_authority_is_down(
    validator, authority, audience, clock
):
    token = authority.token(audience, lifetime=1_000_000)
    await validator.validate(token)
    authority.is_down = True
    clock.now += 3600 + 86_399
    assert await validator.validate(token)
    assert await validator.validate(authority.token(audience))
    clock.now += 1
    assert (await is_refused(validator, token)).status == 503


async def test_the_time_for_old_keys_can_be_none(make_validator, authority, audience, clock):
    validator = make_validator(stale_keys=0)
    token = authority.token(audience, lifetime=1_000_000)
    await validator.validate(token)
    authority.is_down = True
    clock.now += 3600
    assert (await is_refused(validator, token)).status == 503


async def test_requests_do_not_wait_for_an_authority_known_to_be_down(
    make_validator, authority, audience, clock
):
    gate = Gate(authority)
    validator = make_validator(transport=gate)
    token = authority.token(audience, lifetime=1_000_000)
    await validator.validate(token)
    authority.is_down = True
    clock.now += 3600
    await validator.validate(token)  # learns of the outage

    clock.now += 10
    gate.shut()
    assert await validator.validate(token)  # would hang, if it waited
    await gate.arrived.wait()
    authority.is_down = False
    authority.rotate()
    gate.open()
    assert await validator.validate(authority.token(audience, lifetime=1_000_000))


async def test_a_fetch_that_hangs_is_given_up(make_validator, authority, audience):
    gate = Gate(authority)
    gate.shut()
    validator = make_validator(transport=gate, fetch_timeout=0.01)
    assert (await is_refused(validator, authority.token(audience))).status == 503


async def test_closing_stops_a_fetch(make_validator, authority, audience):
    gate = Gate(authority)
    gate.shut()
    validator = make_validator(transport=gate)
    request = asyncio.create_task(validator.validate(authority.token(audience)))
    await gate.arrived.wait()
    await validator.aclose()
    with pytest.raises(AccessError):
        await request


async def test_a_clock_that_is_set_back_does_not_freeze_the_keys(
    validator, authority, audience, clock
):
    await validator.validate(authority.token(audience))
    clock.now -= 10_000
    assert await validator.validate(authority.token(audience))
    assert fetches(authority) == 2


def test_one_validator_may_serve_several_event_loops(validator, authority, audience, clock):
    for times in range(1, 4):
        assert asyncio.run(validator.validate(authority.token(audience)))
        assert fetches(authority) == times
        clock.now += 3600
