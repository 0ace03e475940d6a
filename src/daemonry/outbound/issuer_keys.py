"""``ports.IssuerKeys``: the keys of foreign issuers, fetched seldom and kept in bounds.

A stranger can present any token at any rate, so what is asked of an issuer depends on
its own answer and on time, never on the number of requests: one fetch at a time for an
issuer, an unknown ``kid`` asks again at most once in five minutes, a failure is not
repeated for a minute, and a tenant has a budget. Everything is kept by tenant, so that
none learns or exhausts what another uses.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final, TypeVar

from daemonry.jose.key_set import parse_key_set
from daemonry.model.steady_time import SteadyTime
from daemonry.oauth.external_issuer import configuration_url
from daemonry.outbound.fetcher import FetchError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from daemonry.jose.key_set import IssuerKey
    from daemonry.model.ids import TenantId
    from daemonry.outbound.fetcher import Fetcher
    from daemonry.ports import Clock

K = TypeVar("K")
V = TypeVar("V")

LEAST_KEPT: Final = timedelta(minutes=10)
MOST_KEPT: Final = timedelta(hours=24)
KEPT_UNTOLD: Final = timedelta(hours=1)
STALE_FOR: Final = timedelta(hours=24)
FAILURE_KEPT: Final = timedelta(seconds=60)
ASK_AGAIN_AFTER: Final = timedelta(minutes=5)
BUDGET: Final = 30
BUDGET_WINDOW: Final = timedelta(minutes=1)
MAX_ISSUERS: Final = 128
MAX_TENANTS: Final = 1024


@dataclass(slots=True)
class _Kept:
    """What is known of one issuer. Times are aware UTC; None means never."""

    keys: tuple[IssuerKey, ...] = ()
    fresh_until: datetime | None = None
    failed_until: datetime | None = None
    asked_again_at: datetime | None = None
    failure: str = ""
    underway: asyncio.Task[None] | None = None

    def is_fresh(self, now: datetime) -> bool:
        return self.fresh_until is not None and now < self.fresh_until

    def is_usable(self, now: datetime) -> bool:
        return self.fresh_until is not None and now < self.fresh_until + STALE_FOR

    def is_failing(self, now: datetime) -> bool:
        return self.failed_until is not None and now < self.failed_until

    def may_ask_again(self, now: datetime) -> bool:
        return self.asked_again_at is None or now >= self.asked_again_at + ASK_AGAIN_AFTER


@dataclass(slots=True)
class _OfTenant:
    issuers: dict[str, _Kept] = field(default_factory=dict)
    fetches: deque[datetime] = field(default_factory=deque)

    def may_fetch(self, now: datetime) -> bool:
        """Take one fetch from the tenant's budget, or tell that it is used up."""
        while self.fetches and self.fetches[0] <= now - BUDGET_WINDOW:
            self.fetches.popleft()
        if len(self.fetches) >= BUDGET:
            return False
        self.fetches.append(now)
        return True


class CachedIssuerKeys:
    """Fetches ``{issuer}/.well-known/openid-configuration`` and the ``jwks_uri`` in it."""

    def __init__(self, fetcher: Fetcher, clock: Clock) -> None:
        self._fetcher = fetcher
        self._clock = clock
        self._time = SteadyTime()
        self._tenants: dict[TenantId, _OfTenant] = {}

    async def keys_of(
        self, tenant_id: TenantId, issuer: str, key_id: str | None
    ) -> Sequence[IssuerKey]:
        """Return the issuer's keys; those it published last, for a day, while it is away.

        ``key_id`` only tells whether the kept keys will do. Raises OSError when there are
        none; its text is for the tenant's log.
        """
        now, tenant = self._now(), self._of(tenant_id)
        kept = _within(tenant.issuers, issuer, MAX_ISSUERS, _Kept)
        if self._must_ask(kept, key_id, now):
            if kept.underway is None and tenant.may_fetch(now):
                kept.underway = asyncio.create_task(self._refresh(issuer, kept))
            if kept.underway is not None:
                await asyncio.shield(kept.underway)
        if not kept.is_usable(self._now()):
            raise FetchError(kept.failure or "the tenant had too many issuers asked in a minute")
        return kept.keys

    def _now(self) -> datetime:
        return self._time.at(self._clock.now())

    def _must_ask(self, kept: _Kept, key_id: str | None, now: datetime) -> bool:
        if not kept.is_fresh(now):
            return not kept.is_failing(now)
        if key_id is None or any(key.key_id == key_id for key in kept.keys):
            return False
        if kept.underway is not None:
            return True
        if not kept.may_ask_again(now):
            return False
        kept.asked_again_at = now
        return True

    async def _refresh(self, issuer: str, kept: _Kept) -> None:
        """Ask the issuer and keep the outcome; never raises.

        A failure that somebody waits for takes the same time whatever its reason, so that
        time does not tell an open port from a closed one.
        """
        loop = asyncio.get_running_loop()
        total = self._fetcher.limits.total
        started = loop.time()
        try:
            async with asyncio.timeout(total):
                keys, kept_for = await self._fetch(issuer)
        except (FetchError, TimeoutError) as error:
            kept.failure = str(error) or f"{issuer}: no answer within {total:g} s"
            if not kept.is_usable(self._now()):
                await asyncio.sleep(started + total - loop.time())
            kept.failed_until = self._now() + FAILURE_KEPT
        else:
            kept.keys, kept.failure, kept.failed_until = keys, "", None
            kept.fresh_until = self._now() + kept_for
        finally:
            kept.underway = None

    async def _fetch(self, issuer: str) -> tuple[tuple[IssuerKey, ...], timedelta]:
        configuration = (await self._fetcher.get_json(configuration_url(issuer))).document
        if configuration.get("issuer") != issuer:
            # OpenID Connect Discovery 1.0 section 4.3.
            raise FetchError(f"{issuer}: its configuration names another issuer")
        fetched = await self._fetcher.get_json(_keys_url(configuration, issuer))
        try:
            keys = parse_key_set(fetched.document)
        except ValueError as error:
            raise FetchError(f"{issuer}: {error}") from None
        if not keys:
            raise FetchError(f"{issuer}: none of its keys can be used")
        told = KEPT_UNTOLD if fetched.max_age is None else timedelta(seconds=fetched.max_age)
        return keys, min(max(told, LEAST_KEPT), MOST_KEPT)

    def _of(self, tenant_id: TenantId) -> _OfTenant:
        return _within(self._tenants, tenant_id, MAX_TENANTS, _OfTenant)


def _within(kept: dict[K, V], key: K, most: int, make: Callable[[], V]) -> V:
    """Return the entry of ``key``, made if need be; the oldest makes room when it is full."""
    found = kept.get(key)
    if found is None:
        if len(kept) >= most:
            del kept[next(iter(kept))]
        found = kept[key] = make()
    return found


def _keys_url(configuration: Mapping[str, Any], issuer: str) -> str:
    url = configuration.get("jwks_uri")
    if not isinstance(url, str):
        raise FetchError(f"{issuer}: its configuration names no jwks_uri")
    return url
