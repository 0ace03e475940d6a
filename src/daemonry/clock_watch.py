"""Noticing that the clock of the machine was set, as after a pause of a virtual machine."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from daemonry.model.steady_time import MAX_CLOCK_JUMP

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from daemonry.ports import Clock


class ClockWatch:
    """Compares a clock with seconds that pass evenly, and with the newest moment on record."""

    def __init__(self, clock: Clock, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._offset = self._offset_now()
        self._newest = 0.0

    def jump(self) -> float:
        """Return by how many seconds the clock was set since the last look; 0 for next to none."""
        before, self._offset = self._offset, self._offset_now()
        jump = self._offset - before
        return 0.0 if abs(jump) <= MAX_CLOCK_JUMP else jump

    def note(self, moment: datetime) -> None:
        """Know of something that happened then."""
        self._newest = max(self._newest, moment.timestamp())

    def behind(self) -> float:
        """Return how many seconds the clock is behind what has happened; 0 for next to none.

        What the clock says now counts as having happened from here on.
        """
        now = self._clock.now().timestamp()
        self._newest = max(self._newest, now)
        behind = self._newest - now
        return 0.0 if behind <= MAX_CLOCK_JUMP else behind

    def _offset_now(self) -> float:
        return self._clock.now().timestamp() - self._monotonic()
