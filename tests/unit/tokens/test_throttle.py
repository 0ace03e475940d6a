"""The counters of failures and requests, with the time handed in."""

from __future__ import annotations

import pytest

from daemonry.model.ids import TenantId
from daemonry.tokens.throttle import DELAY, Limits, Throttle, network_of

CONTOSO = TenantId("contoso")
HERE, ELSEWHERE = "203.0.113.7", "198.51.100.1"


def failing(throttle, count, *, address=HERE, client="daemon", at=0.0):
    """Fail ``count`` times at once and return the last verdict."""
    for _ in range(count - 1):
        throttle.failed(CONTOSO, client, address, at)
    return throttle.failed(CONTOSO, client, address, at)


@pytest.fixture
def throttle():
    return Throttle(Limits(failures=10))


def test_t6_ten_failures_a_minute_are_told_as_they_are_and_the_next_must_wait(throttle):
    assert failing(throttle, 10).retry_after == 0
    assert failing(throttle, 1).retry_after == 1


def test_the_wait_doubles_up_to_a_minute_while_failures_go_on(throttle):
    failing(throttle, 10)
    now, waits = 0.0, []
    for _ in range(9):
        waits.append(failing(throttle, 1, at=now).retry_after)
        now += waits[-1]
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_within_a_wait_the_rest_of_it_is_told_and_only_counted(throttle):
    failing(throttle, 10)
    assert failing(throttle, 1, at=0.0).is_recorded
    verdict = failing(throttle, 5, at=0.5)
    assert (verdict.retry_after, verdict.is_recorded) == (1, False)
    assert failing(throttle, 1, at=1.0).unrecorded == 5


def test_d10_a_wait_does_not_grow_when_the_clock_is_put_back(throttle):
    yesterday, today = 0.0, 86_400.0
    failing(throttle, 10, at=today)
    assert failing(throttle, 1, at=today).retry_after == 1
    assert failing(throttle, 1, at=yesterday).retry_after == 1
    assert failing(throttle, 10, at=yesterday + 61).retry_after == 0


def test_after_a_quiet_minute_all_is_forgiven(throttle):
    failing(throttle, 11)
    assert failing(throttle, 10, at=61.0).retry_after == 0
    assert failing(throttle, 1, at=61.0).retry_after == 1


def test_another_network_another_client_and_another_tenant_count_apart(throttle):
    failing(throttle, 11)
    assert failing(throttle, 1, address=ELSEWHERE).retry_after == 0
    assert failing(throttle, 1, client="other").retry_after == 0
    assert throttle.failed(TenantId("fabrikam"), "daemon", HERE, 0.0).retry_after == 0


def test_a_client_that_fails_from_everywhere_is_delayed_and_never_refused(throttle):
    verdicts = [failing(throttle, 1, address=f"198.51.{n}.1") for n in range(61)]
    assert [verdict.delay for verdict in verdicts[:60]] == [0.0] * 60
    assert verdicts[60].delay == DELAY
    assert {verdict.retry_after for verdict in verdicts} == {0}


def test_one_network_that_fails_for_many_clients_must_wait_as_well(throttle):
    verdicts = [failing(throttle, 1, client=f"daemon-{n}") for n in range(301)]
    assert verdicts[299].retry_after == 0
    assert verdicts[300].retry_after == 1


def test_without_a_limit_nothing_is_counted():
    assert failing(Throttle(), 1000).retry_after == 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("203.0.113.7", "203.0.113.250"),
        ("203.0.113.7", "::ffff:203.0.113.9"),
        ("2001:db8::1", "2001:DB8:0:0:ffff::2"),
        ("fe80::1%eth0", "fe80::1"),
    ],
)
def test_addresses_of_one_network_share_a_key(one, other):
    assert network_of(one) == network_of(other)


def test_addresses_of_other_networks_do_not():
    assert network_of("203.0.113.7") != network_of("203.0.114.7")
    assert network_of("2001:db8::1") != network_of("2001:db8:0:1::1")


def test_t5_a_flood_of_keys_replaces_the_oldest_and_no_more():
    throttle = Throttle(Limits(failures=10), max_keys=100)
    for number in range(10_000):
        throttle.failed(CONTOSO, "daemon", f"198.{number // 256}.{number % 256}.1", 0.0)
    tables = (throttle._narrow, throttle._peers, throttle._clients)
    assert max(len(table._entries) for table in tables) == 100


@pytest.mark.parametrize(
    "limits", [Limits(tenant_requests=5), Limits(address_requests=5)], ids=["tenant", "address"]
)
def test_requests_are_limited_per_second(limits):
    throttle = Throttle(limits)
    assert throttle.limits_requests
    assert [throttle.admit(CONTOSO, HERE, 0.0) for _ in range(6)] == [0] * 5 + [1]
    assert throttle.admit(CONTOSO, HERE, 1.0) == 0


def test_addresses_of_one_network_have_request_limits_of_their_own():
    throttle = Throttle(Limits(address_requests=1))
    assert throttle.admit(CONTOSO, "203.0.113.7", 0.0) == 0
    assert throttle.admit(CONTOSO, "203.0.113.8", 0.0) == 0
    assert throttle.admit(CONTOSO, "203.0.113.8", 0.0) == 1


def test_a_proven_client_is_limited_per_second():
    throttle = Throttle(Limits(client_requests=2))
    assert [throttle.succeeded(CONTOSO, "daemon", 0.0) for _ in range(3)] == [0, 0, 1]
    assert throttle.succeeded(CONTOSO, "other", 0.0) == 0


def test_the_sixteenth_identical_request_in_five_minutes_is_a_loop():
    throttle = Throttle(Limits(identical=15))
    assert [throttle.is_loop("same", 10.0 * n) for n in range(16)] == [False] * 15 + [True]
    assert not throttle.is_loop("another", 0.0)
    assert not throttle.is_loop("same", 300.0)
