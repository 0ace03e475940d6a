"""The authority's keys in memory: when they are fetched, and when old ones still do.

At most one fetch runs at a time, whoever asks. A token with an unknown ``kid`` causes
one at most every ``unknown_key_refresh`` seconds, so that strangers cannot make this API
call the authority (Entra: signing-key-rollover; RFC 8725 section 3.10).
"""

from __future__ import annotations

import asyncio
import logging
from math import ceil, inf
from typing import TYPE_CHECKING

from daemonry_protect import errors
from daemonry_protect.authority import FetchError
from daemonry_protect.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from daemonry_protect.jwk import PublishedKeys
    from daemonry_protect.settings import Settings

_log = logging.getLogger("daemonry_protect")


class KeyCache:
    """The published keys, refreshed by whoever needs them.

    ``fetch`` raises FetchError while the authority does not answer; ``clock`` returns
    Unix seconds. The same object comes back until something has changed.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], float],
        fetch: Callable[[], Awaitable[PublishedKeys]],
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._fetch = fetch
        self._published: PublishedKeys | None = None
        self._fetched_at = -inf
        self._attempted_at = -inf
        self._asked_at = -inf
        self._is_failing = False
        self._flight: asyncio.Task[None] | None = None

    def at_hand(self) -> PublishedKeys | None:
        """Return the keys if nothing has to be fetched first; costs next to nothing."""
        if self._age() < self._settings.key_refresh:
            return self._published
        is_waiting = self._since(self._attempted_at) < self._settings.retry
        return self._usable() if is_waiting else None

    async def current(self) -> PublishedKeys:
        """Return the keys, fetched anew if they are due.

        While the authority does not answer, old keys are returned without waiting, for
        ``stale_keys`` seconds. Raises AccessError (503) when there are none.
        """
        if (published := self.at_hand()) is not None:
            return published
        usable = self._usable()
        if self._since(self._attempted_at) >= self._settings.retry or self._is_in_flight():
            flight = self._refresh()
            if usable is None or not self._is_failing:
                await asyncio.wait([flight])
                usable = self._usable()
        if usable is None:
            raise AccessError(errors.KEYS_UNAVAILABLE, retry_after=ceil(self._settings.retry))
        return usable

    async def after_unknown_kid(self) -> PublishedKeys:
        """Return the keys after a token named one that is not among them."""
        settings = self._settings
        is_due = (
            self._since(self._asked_at) >= settings.unknown_key_refresh
            and self._since(self._attempted_at) >= settings.retry
        )
        if is_due:
            self._asked_at = self._clock()
        if is_due or self._is_in_flight():
            await asyncio.wait([self._refresh()])
        return await self.current()

    async def aclose(self) -> None:
        """Stop a fetch that is under way."""
        if (flight := self._flight) is not None and self._is_in_flight():
            flight.cancel()
            await asyncio.wait([flight])

    def _refresh(self) -> asyncio.Task[None]:
        """Return the fetch under way, or start one."""
        if self._flight is None or not self._is_in_flight():
            self._attempted_at = self._clock()
            self._flight = asyncio.create_task(self._fetch_once())
        return self._flight

    async def _fetch_once(self) -> None:
        try:
            published = await self._fetch()
        except FetchError as error:
            self._is_failing = True
            _log.warning("The keys of %s cannot be fetched: %s", self._settings.authority, error)
            return
        self._is_failing = False
        self._fetched_at = self._clock()
        if published != self._published:
            self._published = published
            _log.info("%s publishes %d keys.", published.issuer, len(published.by_kid))

    def _is_in_flight(self) -> bool:
        # A task of a loop that has gone will never end.
        flight = self._flight
        return (
            flight is not None
            and not flight.done()
            and flight.get_loop() is asyncio.get_running_loop()
        )

    def _usable(self) -> PublishedKeys | None:
        limit = self._settings.key_refresh + self._settings.stale_keys
        return self._published if self._age() < limit else None

    def _age(self) -> float:
        return self._since(self._fetched_at)

    def _since(self, then: float) -> float:
        """Return the seconds between then and now; a clock set back counts as well."""
        return abs(self._clock() - then)
