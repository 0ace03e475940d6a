"""Time for what counts intervals, from a clock that may be set.

Whoever waits until a moment, or keeps something until then, would do so for a day
longer when somebody puts the clock back by a day.
"""

from __future__ import annotations

import math
from datetime import UTC, datetime
from typing import Final

MAX_CLOCK_JUMP: Final = 60.0
"""Seconds by which a clock may differ from the time that passed (security D10)."""


class SteadyTime:
    """Follows a clock forward, and stands for a moment when it was put back."""

    def __init__(self) -> None:
        self._ahead = 0.0
        self._latest = -math.inf

    def of(self, seconds: float) -> float:
        """Return the time that goes with what the clock says, both in seconds.

        Less than ``MAX_CLOCK_JUMP`` back is none: requests come in any order.
        """
        steady = seconds + self._ahead
        if steady < self._latest - MAX_CLOCK_JUMP:
            self._ahead += self._latest - steady
            steady = self._latest
        self._latest = max(self._latest, steady)
        return steady

    def at(self, moment: datetime) -> datetime:
        """Return the same as a moment."""
        return datetime.fromtimestamp(self.of(moment.timestamp()), UTC)
