"""Adding up the reports of processes that come and go, so that no counter goes back.

A worker that ends is replaced at its post, and the replacement counts from zero. What
the one before had reported stays in the sum of the post. A process that was killed
takes along what it counted since its last report, which is ``EVERY`` seconds at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.watching.catalogue import BY_NAME, Kind, Metric
from daemonry.watching.report import Series, Spread, Value, decode

if TYPE_CHECKING:
    from collections.abc import Sequence

EVERY: Final = 5.0
"""Seconds between reports that nobody asked for."""


class Ledger:
    """The last report of each living process, and what the dead have counted, by post."""

    def __init__(self) -> None:
        self._living: dict[tuple[int, int], Series] = {}
        self._past: dict[int, Series] = {}
        self._starts = 0

    def heard(self, post: int, pid: int, report: Sequence[Sequence[Any]]) -> None:
        """Take note of what the process ``pid`` at a post reports."""
        if (post, pid) not in self._living:
            self._starts += 1
        known = decode(report)
        self._living[post, pid] = {key: v for key, v in known.items() if key[0] in BY_NAME}

    def departed(self, post: int, pid: int) -> None:
        """Keep what a process had counted that has ended; what it measured is gone."""
        last = self._living.pop((post, pid), {})
        counted = {key: value for key, value in last.items() if _only_grows(BY_NAME[key[0]])}
        self._past[post] = _together([self._past.get(post, {}), counted])

    def posts(self) -> dict[int, Series]:
        """Return what each post amounts to."""
        numbers = {post for post, _ in self._living} | set(self._past)
        return {
            number: _together(
                [
                    self._past.get(number, {}),
                    *(series for (post, _), series in self._living.items() if post == number),
                ]
            )
            for number in sorted(numbers)
        }

    def of_server(self) -> Series:
        """Return what is known of the processes themselves."""
        return {
            ("daemonry_workers", ()): len(self._living),
            ("daemonry_worker_starts_total", ()): self._starts,
        }


def _only_grows(metric: Metric) -> bool:
    return metric.kind is not Kind.GAUGE


def _together(several: Sequence[Series]) -> Series:
    found: Series = {}
    for series in several:
        for key, value in series.items():
            known = found.get(key)
            found[key] = value if known is None else _both(BY_NAME[key[0]], known, value)
    return found


def _both(metric: Metric, one: Value, other: Value) -> Value:
    if isinstance(one, Spread) and isinstance(other, Spread):
        return one.plus(other)
    if isinstance(one, Spread) or isinstance(other, Spread):
        return other
    return max(one, other) if metric.is_extreme else one + other
