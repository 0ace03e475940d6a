"""Sign-in records as they arrive, and how a person says from when on."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from daemonry.cli.errors import CommandError, ExitCode

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from daemonry.model.audit import SignIn

PERIOD: Final = 1.0
"""Seconds between two looks."""

OVERLAP: Final = timedelta(seconds=30)
"""How much later than its time a record may appear: requests end in another order."""

_AGO: Final = re.compile(r"(\d{1,6})([smhd])")
_UNITS: Final = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def moment(text: str | None, now: datetime) -> datetime | None:
    """Return the time that ``30m``, ``2h``, ``1d`` or an ISO 8601 text means; UTC by default."""
    if text is None:
        return None
    ago = _AGO.fullmatch(text.strip())
    if ago is not None:
        return now - timedelta(**{_UNITS[ago[2]]: int(ago[1])})
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise CommandError(
            f"'{text}' is no time.",
            "Say how long ago (30m, 2h, 1d), or a time such as 2026-06-01T12:00Z.",
            ExitCode.USAGE,
        ) from None
    return at if at.tzinfo is not None else at.replace(tzinfo=UTC)


async def follow(
    look: "Callable[[datetime | None], Awaitable[Sequence[SignIn]]]",
    show: "Callable[[SignIn], None]",
    since: datetime | None,
) -> None:
    """Show each record once, oldest first, until the program is ended.

    ``look`` returns the records since a time, newest first.
    """
    shown: set[str] = set()
    while True:
        records = await look(since)
        for record in reversed(records):
            if record.sign_in_id not in shown:
                show(record)
        if records:
            shown = {record.sign_in_id for record in records}
            since = max(records[0].at - OVERLAP, since or records[0].at - OVERLAP)
        await asyncio.sleep(PERIOD)
