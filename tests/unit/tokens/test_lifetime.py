"""How a lifetime is drawn from its range."""

import pytest

from daemonry.tokens.lifetime import CONTINUOUS, RANDOM, fixed


def test_a_fixed_lifetime_does_not_depend_on_the_draw():
    assert {fixed(3600).draw(bytes([n] * 32)) for n in range(256)} == {3600}


@pytest.mark.parametrize("chosen", [RANDOM, CONTINUOUS])
def test_a_drawn_lifetime_reaches_both_ends_and_nothing_beyond(chosen):
    span = chosen.longest - chosen.shortest + 1
    drawn = {chosen.draw(bytes(28) + n.to_bytes(4, "big")) for n in range(0, 5 * span, 7)}
    assert min(drawn) == chosen.shortest
    assert max(drawn) == chosen.longest
    assert chosen.draw(b"\xff" * 32) <= chosen.longest


def test_the_default_is_drawn_between_60_and_90_minutes():
    assert (RANDOM.shortest, RANDOM.longest) == (60 * 60, 90 * 60)
