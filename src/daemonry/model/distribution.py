"""How long things took, as plain integers: cheap to add to, summed when somebody looks."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

LATENCY_BOUNDS: Final = (
    *(500_000, 1_000_000, 2_500_000, 5_000_000, 10_000_000, 25_000_000),
    *(50_000_000, 100_000_000, 250_000_000, 500_000_000, 1_000_000_000, 2_500_000_000),
)
"""Upper bounds in nanoseconds, inclusive: from half a millisecond to what a client waits for."""


class Distribution:
    """How many values fell between which bounds, and their sum. The last bucket has no bound.

    For one thread that adds; whoever reads meanwhile may see the newest value in one of
    the two numbers only.
    """

    __slots__ = ("bounds", "buckets", "total")

    def __init__(self, bounds: tuple[int, ...] = LATENCY_BOUNDS) -> None:
        self.bounds = bounds
        self.buckets = [0] * (len(bounds) + 1)
        self.total = 0

    def add(self, value: int) -> None:
        """Count one value, in the unit of the bounds."""
        self.buckets[bisect_left(self.bounds, value)] += 1
        self.total += value
