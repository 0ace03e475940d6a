"""Keys of foreign issuers: asked for seldom, kept within bounds, whoever asks (F3 to F5)."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from tests.fakes.certificates import key
from tests.fakes.clock import FixedClock
from tests.outbound.arrange import (
    CONFIGURATION,
    KEYS,
    answer,
    fetcher,
    issuer_keys,
    public_jwk,
    site,
)

from daemonry.model.ids import TenantId
from daemonry.outbound.fetcher import FetchError
from daemonry.outbound.issuer_keys import BUDGET, MAX_ISSUERS, CachedIssuerKeys

CONTOSO = TenantId("11111111-1111-4111-8111-111111111111")
FABRIKAM = TenantId("22222222-2222-4222-8222-222222222222")
ONE = public_jwk(key(), kid="one", use="sig")
TWO = public_jwk(key("two"), kid="two")


def names(keys):
    return [key.key_id for key in keys]


def test_the_keys_of_an_issuer_are_those_at_its_jwks_uri(tmp_path):
    async def scenario():
        async with site() as server:
            issuer = server.publish(ONE, TWO)
            keys = await issuer_keys(tmp_path).keys_of(CONTOSO, issuer, "one")
            return names(keys), server.asked

    assert asyncio.run(scenario()) == (["one", "two"], [CONFIGURATION, KEYS])


def test_an_issuer_with_a_slash_or_a_path_has_its_configuration_below_it(tmp_path):
    async def scenario():
        async with site() as server:
            found = []
            for path in ("/", "/realms/x", "/realms/x/"):
                issuer = server.url + path
                at = path.rstrip("/") + CONFIGURATION
                server.publish(ONE)
                configuration = {"issuer": issuer, "jwks_uri": server.url + KEYS}
                server.answers[at] = answer(configuration)
                found += names(await issuer_keys(tmp_path).keys_of(CONTOSO, issuer, None))
            return found

    assert asyncio.run(scenario()) == ["one"] * 3


def test_f4_a_thousand_requests_at_once_are_one_fetch(tmp_path):
    async def scenario():
        async with site() as server:
            issuer, keys = server.publish(ONE), issuer_keys(tmp_path)
            asked = [keys.keys_of(CONTOSO, issuer, "one") for _ in range(1000)]
            found = await asyncio.gather(*asked)
            return {tuple(names(each)) for each in found}, server.asked

    assert asyncio.run(scenario()) == ({("one",)}, [CONFIGURATION, KEYS])


def test_f4_a_thousand_requests_that_fail_at_once_are_one_fetch(tmp_path):
    async def scenario():
        async with site() as server:
            keys = issuer_keys(tmp_path)
            asked = [keys.keys_of(CONTOSO, server.url, "one") for _ in range(1000)]
            found = await asyncio.gather(*asked, return_exceptions=True)
            return {type(each) for each in found}, server.asked

    assert asyncio.run(scenario()) == ({FetchError}, [CONFIGURATION])


def test_f4_ten_thousand_unknown_key_ids_are_one_more_fetch(tmp_path):
    async def scenario():
        async with site() as server:
            issuer, keys = server.publish(ONE), issuer_keys(tmp_path)
            await keys.keys_of(CONTOSO, issuer, "one")
            for number in range(10_000):
                await keys.keys_of(CONTOSO, issuer, f"bad {number}")
            return server.fetches()

    assert asyncio.run(scenario()) == 2


def test_f4_a_new_key_is_found_at_once_and_the_next_one_after_five_minutes(tmp_path):
    async def scenario():
        clock = FixedClock()
        async with site() as server:
            issuer, keys = server.publish(ONE), issuer_keys(tmp_path, clock)
            seen = [names(await keys.keys_of(CONTOSO, issuer, "one"))]
            server.publish(TWO)
            seen.append(names(await keys.keys_of(CONTOSO, issuer, "two")))
            server.publish(ONE, TWO)
            clock.advance(timedelta(minutes=5) - timedelta(seconds=1))
            seen.append(names(await keys.keys_of(CONTOSO, issuer, "one")))
            clock.advance(timedelta(seconds=1))
            seen.append(names(await keys.keys_of(CONTOSO, issuer, "one")))
            return seen

    assert asyncio.run(scenario()) == [["one"], ["two"], ["two"], ["one", "two"]]


AGES = {
    "not told": ({}, timedelta(hours=1)),
    "a second": ({"cache_control": "max-age=1"}, timedelta(minutes=10)),
    "not at all": ({"cache_control": "no-store"}, timedelta(minutes=10)),
    "half an hour": ({"cache_control": "max-age=1800"}, timedelta(minutes=30)),
    "a year": ({"cache_control": "max-age=31536000"}, timedelta(hours=24)),
}


@pytest.mark.parametrize("case", AGES)
def test_f4_keys_are_kept_as_long_as_the_issuer_says_within_bounds(tmp_path, case):
    headers, kept_for = AGES[case]

    async def scenario():
        clock = FixedClock()
        async with site() as server:
            issuer, keys = server.publish(ONE, **headers), issuer_keys(tmp_path, clock)
            await keys.keys_of(CONTOSO, issuer, "one")
            clock.advance(kept_for - timedelta(seconds=1))
            await keys.keys_of(CONTOSO, issuer, "one")
            before = server.fetches()
            clock.advance(timedelta(seconds=1))
            await keys.keys_of(CONTOSO, issuer, "one")
            return before, server.fetches()

    assert asyncio.run(scenario()) == (1, 2)


def test_f4_the_last_keys_count_for_a_day_while_the_issuer_is_away(tmp_path):
    async def scenario():
        clock = FixedClock()
        async with site() as server:
            issuer, keys = server.publish(ONE), issuer_keys(tmp_path, clock)
            await keys.keys_of(CONTOSO, issuer, "one")
            server.answers.clear()
            clock.advance(timedelta(hours=25) - timedelta(seconds=61))
            assert names(await keys.keys_of(CONTOSO, issuer, "one")) == ["one"]
            assert names(await keys.keys_of(CONTOSO, issuer, "one")) == ["one"]
            assert server.fetches() == 2
            clock.advance(timedelta(seconds=61))
            with pytest.raises(FetchError):
                await keys.keys_of(CONTOSO, issuer, "one")
            return server.fetches()

    assert asyncio.run(scenario()) == 3


def test_f4_a_failure_is_not_repeated_for_a_minute(tmp_path):
    async def scenario():
        clock = FixedClock()
        async with site() as server:
            issuer, keys = server.url, issuer_keys(tmp_path, clock)
            for _ in range(100):
                with pytest.raises(FetchError):
                    await keys.keys_of(CONTOSO, issuer, "one")
            assert server.fetches() == 1
            server.publish(ONE)
            clock.advance(timedelta(seconds=59))
            with pytest.raises(FetchError):
                await keys.keys_of(CONTOSO, issuer, "one")
            clock.advance(timedelta(seconds=1))
            return names(await keys.keys_of(CONTOSO, issuer, "one"))

    assert asyncio.run(scenario()) == ["one"]


def test_d10_what_is_kept_for_a_time_is_not_kept_longer_when_the_clock_is_put_back(tmp_path):
    async def scenario():
        clock = FixedClock()
        async with site() as server:
            issuer, keys = server.url, issuer_keys(tmp_path, clock)
            with pytest.raises(FetchError):
                await keys.keys_of(CONTOSO, issuer, "one")
            server.publish(ONE)
            clock.advance(timedelta(days=-1))
            with pytest.raises(FetchError):
                await keys.keys_of(CONTOSO, issuer, "one")
            clock.advance(timedelta(minutes=1))
            return names(await keys.keys_of(CONTOSO, issuer, "one"))

    assert asyncio.run(scenario()) == ["one"]


def test_s2_tenants_share_neither_keys_nor_failures_nor_budget(tmp_path):
    async def scenario():
        async with site() as server:
            keys = issuer_keys(tmp_path)
            with pytest.raises(FetchError):
                await keys.keys_of(CONTOSO, server.url, "one")
            issuer = server.publish(ONE)
            assert names(await keys.keys_of(FABRIKAM, issuer, "one")) == ["one"]
            with pytest.raises(FetchError):
                await keys.keys_of(CONTOSO, issuer, "one")

    asyncio.run(scenario())


def test_f4_a_tenant_has_so_many_fetches_in_a_minute(tmp_path):
    async def scenario():
        clock = FixedClock()
        async with site() as server:
            keys = issuer_keys(tmp_path, clock)
            for number in range(BUDGET + 5):
                issuer = f"{server.url}/{number}"
                at = f"/{number}{CONFIGURATION}"
                server.publish(ONE)
                server.answers[at] = answer({"issuer": issuer, "jwks_uri": server.url + KEYS})
            outcomes = []
            for number in range(BUDGET + 5):
                try:
                    await keys.keys_of(CONTOSO, f"{server.url}/{number}", None)
                    outcomes.append(True)
                except FetchError:
                    outcomes.append(False)
            assert outcomes == [True] * BUDGET + [False] * 5
            await keys.keys_of(CONTOSO, f"{server.url}/0", None)
            await keys.keys_of(FABRIKAM, f"{server.url}/{BUDGET}", None)
            clock.advance(timedelta(minutes=1))
            await keys.keys_of(CONTOSO, f"{server.url}/{BUDGET}", None)

    asyncio.run(scenario())


def test_t5_the_issuers_that_are_kept_are_bounded(tmp_path):
    async def scenario():
        clock = FixedClock()
        async with site() as server:
            keys = issuer_keys(tmp_path, clock)
            server.publish(ONE)
            for number in range(MAX_ISSUERS + 1):
                issuer = f"{server.url}/{number}"
                at = f"/{number}{CONFIGURATION}"
                server.answers[at] = answer({"issuer": issuer, "jwks_uri": server.url + KEYS})
                await keys.keys_of(CONTOSO, issuer, None)
                clock.advance(timedelta(seconds=3))
            before = len(server.asked)
            await keys.keys_of(CONTOSO, f"{server.url}/1", None)
            assert len(server.asked) == before
            await keys.keys_of(CONTOSO, f"{server.url}/0", None)
            assert len(server.asked) == before + 2

    asyncio.run(scenario())


CONFIGURATIONS = {
    "another issuer": {"issuer": "https://issuer.example", "jwks_uri": "{url}/keys"},
    "the issuer with a slash": {"issuer": "{url}/", "jwks_uri": "{url}/keys"},
    "the issuer in capitals": {"issuer": "HTTPS://LOCALHOST:{port}", "jwks_uri": "{url}/keys"},
    "no issuer": {"jwks_uri": "{url}/keys"},
    "no keys": {"issuer": "{url}"},
    "a list of keys' places": {"issuer": "{url}", "jwks_uri": ["{url}/keys"]},
    "keys over plain HTTP": {"issuer": "{url}", "jwks_uri": "http://localhost:{port}/keys"},
    "keys in a private place": {"issuer": "{url}", "jwks_uri": "https://127.0.0.1:{port}/keys"},
    "keys in a file": {"issuer": "{url}", "jwks_uri": "file:///etc/passwd"},
    "keys that are not there": {"issuer": "{url}", "jwks_uri": "{url}/elsewhere"},
    "keys behind a redirect": {"issuer": "{url}", "jwks_uri": "{url}/moved"},
}


@pytest.mark.parametrize("case", CONFIGURATIONS)
def test_f3_a_configuration_that_is_not_the_issuers_own_is_refused(tmp_path, case):
    async def scenario():
        async with site() as server:
            server.publish(ONE)
            server.answers["/moved"] = answer(b"", status="302 Found", location=server.url + KEYS)
            server.answers[CONFIGURATION] = answer(
                {
                    name: value.format(url=server.url, port=server.port)
                    if isinstance(value, str)
                    else value
                    for name, value in CONFIGURATIONS[case].items()
                }
            )
            with pytest.raises(FetchError):
                await issuer_keys(tmp_path).keys_of(CONTOSO, server.url, "one")
            assert KEYS not in server.asked

    asyncio.run(scenario())


SMALL = ONE | {"n": ONE["n"][: len(ONE["n"]) // 2]}
KEY_SETS = {
    "no list": {"keys": {}},
    "nothing": {},
    "an empty list": {"keys": []},
    "a symmetric key": {"keys": [{"kty": "oct", "k": "AAAA", "kid": "one"}]},
    "a small key": {"keys": [SMALL]},
    "a key for encryption": {"keys": [ONE | {"use": "enc"}]},
    "a key of a SPIFFE bundle for certificates": {"keys": [ONE | {"use": "x509-svid"}]},
    "a key that only signs": {"keys": [ONE | {"key_ops": ["sign"]}]},
    "a key for HMAC": {"keys": [ONE | {"alg": "HS256"}]},
    "a key for nothing": {"keys": [ONE | {"alg": "none"}]},
    "an even exponent": {"keys": [ONE | {"e": "Ag"}]},
    "a private key": {"keys": [ONE | {"d": "AQAB"}]},
    "no key at all": {"keys": ["one", 2, None]},
    "a number for a key's name": {"keys": [ONE | {"kid": 1}]},
}


@pytest.mark.parametrize("case", KEY_SETS)
def test_f3_keys_that_nobody_should_trust_are_passed_over(tmp_path, case):
    async def scenario():
        async with site() as server:
            issuer = server.publish()
            server.answers[KEYS] = answer(KEY_SETS[case])
            with pytest.raises(FetchError):
                await issuer_keys(tmp_path).keys_of(CONTOSO, issuer, "one")

    asyncio.run(scenario())


def test_s7_the_kind_of_a_key_says_what_it_may_sign_with(tmp_path):
    published = [
        public_jwk(key(), kid="rsa"),
        public_jwk(key(), kid="rsa for one", alg="RS256"),
        public_jwk(key("p256"), kid="p256"),
        public_jwk(key("p384"), kid="p384"),
        public_jwk(key("ed25519"), kid="ed"),
        public_jwk(key("p256"), kid="svid", use="jwt-svid"),
    ]

    async def scenario():
        async with site() as server:
            issuer = server.publish({"kty": "oct", "k": "AAAA"}, *published)
            return await issuer_keys(tmp_path).keys_of(CONTOSO, issuer, None)

    found = {key.key_id: set(key.algorithms) for key in asyncio.run(scenario())}
    assert found == {
        "rsa": {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"},
        "rsa for one": {"RS256"},
        "p256": {"ES256"},
        "p384": {"ES384"},
        "ed": {"EdDSA", "Ed25519"},
        "svid": {"ES256"},
    }


def test_f3_the_first_hundred_keys_count(tmp_path):
    published = public_jwk(key("p256"))

    async def scenario():
        async with site() as server:
            issuer = server.publish(*(published | {"kid": str(number)} for number in range(120)))
            return await issuer_keys(tmp_path).keys_of(CONTOSO, issuer, None)

    assert names(asyncio.run(scenario())) == [str(number) for number in range(100)]


async def _never(writer):
    await asyncio.Event().wait()


FAILURES = {
    "not found": answer(b"", status="404 Not Found"),
    "no HTTP": b"SSH-2.0\r\n",
    "never": _never,
    "another issuer": answer({"issuer": "x", "jwks_uri": "y"}),
}


@pytest.mark.parametrize("case", FAILURES)
def test_f5_every_failure_takes_the_whole_time_that_a_fetch_may_take(tmp_path, case):
    async def scenario():
        async with site() as server:
            server.answers[CONFIGURATION] = FAILURES[case]
            fetching = fetcher(tmp_path)
            loop = asyncio.get_running_loop()
            started = loop.time()
            with pytest.raises(FetchError):
                await CachedIssuerKeys(fetching, FixedClock()).keys_of(CONTOSO, server.url, "one")
            assert loop.time() - started >= fetching.limits.total

    asyncio.run(scenario())


def test_a_caller_that_goes_away_does_not_spoil_it_for_the_others(tmp_path):
    async def scenario():
        async with site() as server:
            issuer, keys = server.publish(ONE), issuer_keys(tmp_path)
            first = asyncio.create_task(keys.keys_of(CONTOSO, issuer, "one"))
            second = asyncio.create_task(keys.keys_of(CONTOSO, issuer, "one"))
            await asyncio.sleep(0)
            first.cancel()
            with pytest.raises(asyncio.CancelledError):
                await first
            return names(await second), server.fetches()

    assert asyncio.run(scenario()) == (["one"], 1)
