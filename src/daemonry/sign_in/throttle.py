"""Slowing down whoever guesses passwords, without locking the rightful owner out.

Unlike failures of clients (``tokens.throttle``), whose secrets nobody guesses, a name that
has to wait is refused before its password is looked at: else the right guess would pass.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from daemonry.model.steady_time import SteadyTime
from daemonry.tokens.throttle import network_of

if TYPE_CHECKING:
    from datetime import datetime

FREE_FAILURES: Final = 10
"""Failures of one name from one network before it has to wait."""
FREE_ANYWHERE: Final = 100
"""Failures with codes of one account before they have to wait, whatever network they come from.

Nobody gets so far without the password, so that no stranger keeps the owner out by this
(NIST SP 800-63B section 5.2.2).
"""
ANYWHERE: Final = "anywhere"
_LONGEST: Final = 60
_FORGOTTEN_AFTER: Final = timedelta(minutes=10)
_MOST: Final = 10_000
PARALLEL: Final = 2
WAITING: Final = 20


@dataclass(slots=True)
class _Failures:
    count: int
    last: datetime


class PasswordGate:
    """Bounds how often, and how many at once, passwords are checked in this process.

    Failures count by name and network, so that a stranger elsewhere cannot lock
    anybody out; a hash takes 19 MiB and a core, so that two at once must do.
    """

    def __init__(self) -> None:
        self.checking = asyncio.Semaphore(PARALLEL)
        self._failures: dict[tuple[str, str], _Failures] = {}
        self._time = SteadyTime()
        self._waiting = 0

    @property
    def is_crowded(self) -> bool:
        """Tell whether so many wait that the next one had better come again."""
        return self._waiting >= WAITING

    async def __aenter__(self) -> None:
        self._waiting += 1
        try:
            await self.checking.acquire()
        finally:
            self._waiting -= 1

    async def __aexit__(self, *_: object) -> None:
        self.checking.release()

    def wait(self, name: str, peer: str, now: datetime, *, free: int = FREE_FAILURES) -> int:
        """Return for how many seconds this name may not be tried from there."""
        found = self._failures.get(_key(name, peer))
        if found is None or found.count < free:
            return 0
        pause = min(_LONGEST, 2 ** min(found.count - free, _LONGEST))
        left = found.last + timedelta(seconds=pause) - self._time.at(now)
        return max(0, -(-left // timedelta(seconds=1)))

    def failed(self, name: str, peer: str, now: datetime) -> None:
        """Count a failure."""
        now = self._time.at(now)
        key = _key(name, peer)
        found = self._failures.pop(key, None)
        if found is None or now - found.last > _FORGOTTEN_AFTER:
            found = _Failures(0, now)
        found.count, found.last = found.count + 1, now
        self._failures[key] = found
        if len(self._failures) > _MOST:
            del self._failures[next(iter(self._failures))]

    def succeeded(self, name: str, peer: str) -> None:
        """Forget the failures of a name from there."""
        self._failures.pop(_key(name, peer), None)


def _key(name: str, peer: str) -> tuple[str, str]:
    """Return the bucket: whatever the spelling of the name, and the network of the peer."""
    return name.strip().lower(), network_of(peer)
