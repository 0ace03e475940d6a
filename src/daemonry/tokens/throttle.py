"""Who is slowed down, by how much, and who never is: counters in memory, time handed in.

Failures alone count at first, and only failures are refused for them: a client that
proves itself is never turned away because of what somebody else did, from another
network or from its own. Three counters see each failed authentication:

- tenant, client and network of the peer: past its number a minute failures are answered
  429, with a ``Retry-After`` that doubles up to a minute;
- network of the peer alone, thirty times as wide, likewise;
- tenant and client alone, six times as wide: it only delays, so that nobody can be
  locked out by a stranger who knows a client ID.

Limits on requests as such, and the watch for one that repeats, are off unless they are
set. Each worker process counts for itself. All tables are bounded; identifiers are
normalised before they come here, and unknown clients share one key.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from daemonry.model.steady_time import SteadyTime

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from daemonry.model.ids import TenantId

MAX_KEYS: Final = 10_000
"""Entries of one table; beyond it the oldest is forgotten."""

MAX_PENALTY: Final = 60
"""Seconds that ``Retry-After`` grows to."""

DELAY: Final = 0.25
"""Seconds by which failures of a client are delayed that fails from everywhere."""

LOOP_WINDOW: Final = 300
"""Seconds in which identical requests count as a loop (Entra: AADSTS50196)."""

_PEER_FACTOR: Final = 30
_CLIENT_FACTOR: Final = 6
_MINUTE: Final = 60.0

_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is too much; 0 switches a limit off.

    ``failures`` are per minute, for a client and a network. Requests are per second;
    those of a client count once it has proved itself. ``identical`` successful
    requests within ``LOOP_WINDOW`` are a loop.
    """

    failures: int = 0
    tenant_requests: int = 0
    client_requests: int = 0
    address_requests: int = 0
    identical: int = 0


NO_LIMITS: Final = Limits()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a failure. Without ``retry_after`` it is told as it is.

    ``retry_after`` is in whole seconds, ``delay`` in seconds. Of failures that are
    refused only some are recorded; ``unrecorded`` were not since the last that was.
    """

    retry_after: int = 0
    delay: float = 0.0
    is_recorded: bool = True
    unrecorded: int = 0


_TOLD: Final = Verdict()


class Throttle:
    """All counters of one worker process. Times are seconds of one clock, which may be set."""

    def __init__(self, limits: Limits = NO_LIMITS, *, max_keys: int = MAX_KEYS) -> None:
        self.limits = limits
        self._time = SteadyTime()
        self.limits_requests = bool(limits.tenant_requests or limits.address_requests)
        self.limits_successes = bool(limits.client_requests or limits.identical)
        self._narrow: _Table[_Failures] = _Table(max_keys)
        self._peers: _Table[_Failures] = _Table(max_keys)
        self._clients: _Table[_Bucket] = _Table(max_keys)
        self._rates: _Table[_Bucket] = _Table(max_keys)
        self._repeats: _Table[_Repeats] = _Table(max_keys)

    def admit(self, tenant_id: TenantId, address: str, now: float) -> int:
        """Return 0 for a request within the limits of tenant and address, else seconds to wait."""
        limits, now = self.limits, self._time.of(now)
        per_tenant, per_address = limits.tenant_requests, limits.address_requests
        if per_address and not self._take(("address", network_of(address, 32)), per_address, now):
            return 1
        if per_tenant and not self._take(("tenant", tenant_id), per_tenant, now):
            return 1
        return 0

    def failed(self, tenant_id: TenantId, client_id: str, address: str, now: float) -> Verdict:
        """Count a failed authentication and return what becomes of it.

        ``client_id`` is the canonical GUID of a known client, empty for any other.
        """
        limit = self.limits.failures
        if not limit:
            return _TOLD
        now = self._time.of(now)
        network = network_of(address)
        key = (tenant_id, client_id, network)
        narrow = self._narrow.entry(key, lambda: _Failures(_Bucket(limit, now)))
        peer = self._peers.entry(network, lambda: _Failures(_Bucket(limit * _PEER_FACTOR, now)))
        client = self._clients.entry(
            (tenant_id, client_id), lambda: _Bucket(limit * _CLIENT_FACTOR, now)
        )
        delay = 0.0 if client.take(limit * _CLIENT_FACTOR / _MINUTE, now) else DELAY
        first = narrow.count(limit / _MINUTE, now, delay)
        second = peer.count(limit * _PEER_FACTOR / _MINUTE, now, delay)
        return first if first.retry_after >= second.retry_after else second

    def succeeded(self, tenant_id: TenantId, client_id: str, now: float) -> int:
        """Return 0 for a proven client within its limit, else seconds to wait."""
        limit, now = self.limits.client_requests, self._time.of(now)
        return 0 if not limit or self._take(("client", tenant_id, client_id), limit, now) else 1

    def is_loop(self, request: Hashable, now: float) -> bool:
        """Count a request that would succeed; tell whether it is one of a loop.

        ``request`` is everything that makes two requests identical.
        """
        limit, now = self.limits.identical, self._time.of(now)
        return bool(limit) and self._repeats.entry(request, lambda: _Repeats(now)).exceed(
            limit, now
        )

    def _take(self, key: Hashable, rate: int, now: float) -> bool:
        return self._rates.entry(key, lambda: _Bucket(rate, now)).take(rate, now)


def network_of(address: str, v4_prefix: int = 24) -> str:
    """Return the network of an address: /24 of IPv4, /64 of IPv6; what is neither stays.

    An IPv4 address in IPv6 clothes is the IPv4 address.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped is not None:
        parsed = parsed.ipv4_mapped
    prefix = 64 if isinstance(parsed, IPv6Address) else v4_prefix
    return str(ip_network((parsed, prefix), strict=False))


class _Table(Generic[_Entry]):
    """Entries by key, bounded: a new one beyond the bound replaces the oldest."""

    def __init__(self, max_keys: int) -> None:
        self._entries: dict[Hashable, _Entry] = {}
        self._max_keys = max_keys

    def entry(self, key: Hashable, make: Callable[[], _Entry]) -> _Entry:
        found = self._entries.get(key)
        if found is None:
            if len(self._entries) >= self._max_keys:
                self._entries.pop(next(iter(self._entries)))
            found = self._entries[key] = make()
        return found


class _Bucket:
    """A token bucket: ``size`` at most, refilled at a rate per second."""

    __slots__ = ("level", "since", "size")

    def __init__(self, size: float, now: float) -> None:
        self.size = self.level = float(size)
        self.since = now

    def take(self, rate: float, now: float) -> bool:
        self.level = min(self.size, self.level + max(0.0, now - self.since) * rate)
        self.since = now
        if self.level < 1:
            return False
        self.level -= 1
        return True

    def is_full(self, rate: float, now: float) -> bool:
        return self.level + max(0.0, now - self.since) * rate >= self.size


class _Failures:
    """Failures of one key: a bucket, and a penalty that doubles while it stays empty."""

    __slots__ = ("blocked_until", "bucket", "penalty", "unrecorded")

    def __init__(self, bucket: _Bucket) -> None:
        self.bucket = bucket
        self.penalty = 0
        self.blocked_until = 0.0
        self.unrecorded = 0

    def count(self, rate: float, now: float, delay: float) -> Verdict:
        if now < self.blocked_until:
            self.unrecorded += 1
            return Verdict(math.ceil(self.blocked_until - now), delay, is_recorded=False)
        # Time in a penalty does not refill: what follows one begins where it began.
        self.bucket.since = max(self.bucket.since, self.blocked_until)
        if self.bucket.is_full(rate, now):
            self.penalty = 0
        if self.bucket.take(rate, now):
            return Verdict(delay=delay)
        self.penalty = min(MAX_PENALTY, self.penalty * 2 or 1)
        self.blocked_until = now + self.penalty
        unrecorded, self.unrecorded = self.unrecorded, 0
        return Verdict(self.penalty, delay, unrecorded=unrecorded)


class _Repeats:
    """How often one request succeeded since a window began."""

    __slots__ = ("count", "since")

    def __init__(self, now: float) -> None:
        self.since = now
        self.count = 0

    def exceed(self, limit: int, now: float) -> bool:
        if now - self.since >= LOOP_WINDOW:
            self.since, self.count = now, 0
        self.count += 1
        return self.count > limit
