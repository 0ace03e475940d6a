"""Figures to shapes: where bars, dots and ticks of the home page stand. Pure arithmetic.

Lengths are units of the picture's own coordinates. What is drawn is told in a table
beside it, too, so that nothing is known from a shape or a colour alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from daemonry.model.credential import SOON, ends_soon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.model.figures import EndingCredential, HourOfSignIns

WIDTH: Final = 760
HEIGHT: Final = 190
LEFT: Final = 52
TOP: Final = 10
_GAP: Final = 0.22
_LINES: Final = 4
_HOUR: Final = timedelta(hours=1)
_STEPS: Final = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Period:
    """A span of time in equal steps; ``form`` is how the beginning of a step is written.

    Every ``label_every`` steps one is written below the axis.
    """

    key: str
    name: str
    step: timedelta
    steps: int
    form: str
    label_every: int

    def starts(self, now: datetime) -> list[datetime]:
        """Return where each step begins; the last one holds ``now``. Steps are whole in UTC."""
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        last = midnight + (now - midnight) // self.step * self.step
        return [last - self.step * back for back in reversed(range(self.steps))]


PERIODS: Final = (
    Period("24h", "24 hours", _HOUR, 24, "%H:%M", 3),
    Period("7d", "7 days", 6 * _HOUR, 28, "%a %d %b %H:%M", 4),
    Period("30d", "30 days", 24 * _HOUR, 30, "%d %b", 5),
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One step of time: what was issued stands on the axis, what was refused on top of it."""

    start: datetime
    label: str
    issued: int
    refused: int
    x: float
    width: float
    issued_y: float
    issued_height: float
    refused_y: float
    refused_height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis: its place along the axis, and what stands there."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars, the marks of both axes, and the sums of all bars."""

    bars: Sequence[Bar]
    y_ticks: Sequence[Tick]
    x_ticks: Sequence[Tick]
    issued: int
    refused: int


def bar_chart(hours: Sequence[HourOfSignIns], period: Period, now: datetime) -> BarChart:
    """Return the outcomes of token requests over a period."""
    starts = period.starts(now)
    issued = dict.fromkeys(starts, 0)
    refused = dict.fromkeys(starts, 0)
    for hour in hours:
        start = starts[0] + (hour.hour - starts[0]) // period.step * period.step
        if start in issued:
            into = refused if hour.error_code else issued
            into[start] += hour.count
    top = scale_top(max(issued[start] + refused[start] for start in starts))
    slot = (WIDTH - LEFT) / len(starts)
    unit = HEIGHT / top
    bars = [
        Bar(
            start=start,
            label=f"{start:{period.form}}",
            issued=issued[start],
            refused=refused[start],
            x=round(LEFT + slot * (place + _GAP / 2), 1),
            width=round(slot * (1 - _GAP), 1),
            issued_y=round(TOP + HEIGHT - issued[start] * unit, 1),
            issued_height=round(issued[start] * unit, 1),
            refused_y=round(TOP + HEIGHT - (issued[start] + refused[start]) * unit, 1),
            refused_height=round(refused[start] * unit, 1),
        )
        for place, start in enumerate(starts)
    ]
    lines = min(_LINES, top)
    return BarChart(
        bars=bars,
        y_ticks=[
            Tick(round(TOP + HEIGHT - HEIGHT * line / lines, 1), _count(top * line / lines))
            for line in range(lines + 1)
        ],
        x_ticks=[
            Tick(bar.x + bar.width / 2, f"{bar.start:{_SHORT[period.key]}}")
            for bar in bars[:: period.label_every]
        ],
        issued=sum(issued.values()),
        refused=sum(refused.values()),
    )


_SHORT: Final = {"24h": "%H:%M", "7d": "%a %d", "30d": "%d %b"}


def scale_top(highest: int) -> int:
    """Return the number at the top of an axis: round, a multiple of its four lines, enough."""
    if highest <= _LINES:
        return _LINES
    magnitude = 1
    while magnitude * 10 * _LINES < highest:
        magnitude *= 10
    return next(
        int(step * magnitude * _LINES)
        for step in _STEPS
        if step * magnitude * _LINES >= highest and step * magnitude % 1 == 0
    )


def _count(number: float) -> str:
    return f"{number:,.0f}"


LINE_WIDTH: Final = 760
LINE_TOP: Final = 66
BEHIND: Final = timedelta(days=30)
AHEAD: Final = timedelta(days=180)
_SLOTS: Final = 70
_DOT: Final = 9.0
_HIGHEST: Final = 6


@dataclass(frozen=True, slots=True)
class Dot:
    """Credentials that end at about the same time; a click leads to the first of them."""

    x: float
    y: float
    state: str
    credential: EndingCredential
    others: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Dots above an axis of days, and where today and the end of the warning stand."""

    dots: Sequence[Dot]
    ticks: Sequence[Tick]
    today: float
    soon: float


def timeline(credentials: Sequence[EndingCredential], now: datetime) -> Timeline:
    """Return when credentials end, from a month ago to half a year ahead.

    Those that ended earlier stand at the very left; a full stack says how many more
    there are.
    """
    slots: dict[int, list[EndingCredential]] = {}
    for credential in credentials:
        slots.setdefault(int(_place(credential.ends_at, now) * _SLOTS), []).append(credential)
    dots = []
    for slot, group in sorted(slots.items()):
        for level, credential in enumerate(group[:_HIGHEST]):
            is_last = level == _HIGHEST - 1
            dots.append(
                Dot(
                    x=round((slot + 0.5) / _SLOTS * LINE_WIDTH, 1),
                    y=LINE_TOP - 7 - level * _DOT,
                    state=state_of_end(credential.ends_at, now),
                    credential=credential,
                    others=len(group) - _HIGHEST if is_last else 0,
                )
            )
    days = (0, 30, 60, 90, 120, 150)
    return Timeline(
        dots=dots,
        ticks=[
            Tick(
                _place(now + timedelta(days=day), now) * LINE_WIDTH,
                "Today" if day == 0 else f"{now + timedelta(days=day):%d %b}",
            )
            for day in days
        ],
        today=_place(now, now) * LINE_WIDTH,
        soon=_place(now + SOON, now) * LINE_WIDTH,
    )


def state_of_end(ends_at: datetime, now: datetime) -> str:
    """Return how far an end is away, in the words of the lists."""
    if ends_at <= now:
        return "Expired"
    return "Expiring soon" if ends_soon(ends_at, now) else "Current"


def _place(at: datetime, now: datetime) -> float:
    """Return where a time stands, from 0 to just below 1."""
    share = (at - (now - BEHIND)) / (AHEAD + BEHIND)
    return min(max(share, 0.0), 0.999)
