"""When signing keys take their turns: what is due now, and until when. Pure.

A key is published a ``lead`` before it signs, signs for a ``period``, and stays published
for an ``overlap`` after it (Entra: signing-key-rollover). The clock only proposes: what
happened is recorded with the keys, so that a clock that goes back undoes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from daemonry.model.signing_key import KeyState, active_key, state_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, timedelta

    from daemonry.model.signing_key import RotationPolicy, SigningKey


class Turn(StrEnum):
    """What happens to a key by schedule."""

    PLAN = "plan"
    """A key to follow it is made and published."""
    TAKE_OVER = "take over"
    """It begins to sign; the one before it retires."""
    WITHDRAW = "withdraw"
    """It leaves the JWKS."""


@dataclass(frozen=True, slots=True)
class Step:
    """One turn of ``key``, due ``at``."""

    at: datetime
    turn: Turn
    key: SigningKey


@dataclass(frozen=True, slots=True)
class Outlook:
    """Until when a key signs and is published, as far as that is planned or happened."""

    signs_until: datetime | None
    published_until: datetime | None


def due_steps(keys: Sequence[SigningKey], policy: RotationPolicy, now: datetime) -> list[Step]:
    """Return what is to be done with the keys of one tenant by now, the earliest first."""
    found: list[Step] = []
    for key in keys:
        match state_of(key, keys, now):
            case KeyState.NEXT if active_key(keys, key.line, now) is not None:
                found.append(Step(key.active_from, Turn.TAKE_OVER, key))
            case KeyState.ACTIVE if policy.period is not None and follower(key, keys) is None:
                found.append(Step(key.active_from + policy.period - policy.lead, Turn.PLAN, key))
            case KeyState.RETIRING if key.retired_at is not None:
                found.append(Step(key.retired_at + policy.overlap, Turn.WITHDRAW, key))
    due = (step for step in found if step.at <= now)
    return sorted(due, key=lambda step: (step.at, step.key.kid))


def outlook(
    key: SigningKey, keys: Sequence[SigningKey], policy: RotationPolicy, now: datetime
) -> Outlook:
    """Return until when ``key`` signs and is published; None where nobody knows."""
    if key.withdrawn_at is not None:
        return Outlook(key.retired_at, key.withdrawn_at)
    if key.retired_at is not None:
        return Outlook(key.retired_at, key.retired_at + policy.overlap)
    after = follower(key, keys)
    if after is not None:
        until: datetime | None = after.active_from
    elif policy.period is not None:
        until = max(key.active_from + policy.period, now + policy.lead)
    else:
        until = None
    return Outlook(until, until + policy.overlap if until is not None else None)


def begin_of_next(active: SigningKey, lead: timedelta, now: datetime) -> datetime:
    """Return when a key that is published now may follow ``active``.

    Never before ``active`` itself began, whatever became of the clock since.
    """
    return max(now, active.active_from) + lead


def follower(key: SigningKey, keys: Sequence[SigningKey]) -> SigningKey | None:
    """Return the key that is to follow ``key``, which has not retired."""
    waiting = [
        other
        for other in keys
        if other.is_waiting_or_active and other.line == key.line and other.turn > key.turn
    ]
    return min(waiting, key=lambda other: other.turn, default=None)
