"""Home: what happened lately, what ends soon, and what is granted for nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final, TypeVar

from daemonry.directory.figures import (
    MANY_TOKENS,
    UNUSED_AFTER,
    count_sign_ins,
    list_busy_clients,
    list_ending_credentials,
    list_unused_roles,
)
from daemonry.model.errors import ForbiddenError
from daemonry.oauth.errors.guide import meaning_of
from daemonry.portal.call import Shown
from daemonry.portal.plots import AHEAD, PERIODS, bar_chart, state_of_end, timeline

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence
    from datetime import datetime

    from daemonry.model.figures import EndingCredential, HourOfSignIns
    from daemonry.portal.call import Call

    T = TypeVar("T")

_ENDS: Final = 100
_ROWS: Final = 8


async def overview(call: Call) -> Shown:
    """Show the figures of a period; what one may not see says which role shows it."""
    now = call.services.clock.now()
    wanted = call.query.get("period", "")
    period = next((one for one in PERIODS if one.key == wanted), PERIODS[0])
    log, work = call.services.sign_in_log, call.work
    hours = await _allowed(count_sign_ins(work, log, since=period.starts(now)[0]))
    ends = await _allowed(_ends(call, now))
    values = {
        "title": "Home",
        "blade": "home",
        "periods": PERIODS,
        "period": period,
        "chart": bar_chart(hours, period, now) if hours is not None else None,
        "codes": _codes(hours) if hours is not None else None,
        "ends": [(one, state_of_end(one.ends_at, now)) for one in ends or ()],
        "timeline": timeline(ends, now) if ends is not None else None,
        "busy": await _allowed(list_busy_clients(work, log, limit=_ROWS)),
        "many": MANY_TOKENS,
        "unused": await _allowed(list_unused_roles(work, log, limit=_ROWS)),
        "unused_days": UNUSED_AFTER.days,
        "rows": _ROWS,
        "cli": f"daemonry audit summary --days {max(period.steps * period.step.days, 1)}",
    }
    return Shown("home.html", values)


async def _ends(call: Call, now: datetime) -> Sequence[EndingCredential]:
    """Return what has ended and what ends within half a year; neither hides the other."""
    past = await list_ending_credentials(call.work, after=None, before=now, limit=_ENDS)
    ahead = await list_ending_credentials(call.work, after=now, before=now + AHEAD, limit=_ENDS)
    return [*past, *ahead]


def _codes(hours: Sequence[HourOfSignIns]) -> list[dict[str, Any]]:
    """Return the most frequent refusals, with their share of all of them."""
    counted: Counter[int] = Counter()
    for hour in hours:
        if hour.error_code:
            counted[hour.error_code] += hour.count
    most = counted.most_common(_ROWS)
    return [
        {
            "code": code,
            "count": count,
            "words": meaning_of(code),
            "width": max(round(100 * count / most[0][1]), 1),
        }
        for code, count in most
    ]


async def _allowed(answer: Awaitable[T]) -> T | None:
    """Return an answer, or None where this person may not ask."""
    try:
        return await answer
    except ForbiddenError:
        return None
