"""Time for intervals, from a clock that somebody sets."""

from __future__ import annotations

from tests.fakes.clock import START

from daemonry.model.steady_time import MAX_CLOCK_JUMP, SteadyTime

DAY = 86_400.0


def test_d10_time_passes_on_when_the_clock_is_put_back():
    time = SteadyTime()
    assert [time.of(said) for said in (DAY, 0.0, 10.0)] == [DAY, DAY, DAY + 10]


def test_d10_a_clock_that_is_put_forward_is_followed_and_one_that_returns_is_not():
    time = SteadyTime()
    assert [time.of(said) for said in (0.0, DAY, 1.0, 2.0)] == [0.0, DAY, DAY, DAY + 1]


def test_requests_that_come_in_another_order_than_they_began_push_nothing_forward():
    time = SteadyTime()
    for _ in range(100):
        time.of(100.0)
        assert time.of(100.0 - MAX_CLOCK_JUMP) == 100.0 - MAX_CLOCK_JUMP
    assert time.of(101.0) == 101.0


def test_moments_are_moments_in_utc():
    assert SteadyTime().at(START) == START
