"""What one process has counted and what it measures now, as numbers under names.

A report is asked for when somebody looks; nothing is written down in between.
"""

from __future__ import annotations

import os
import resource
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from daemonry.watching.catalogue import NANOSECONDS
from daemonry.web.counts import MANAGED_IDENTITY

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from daemonry.model.distribution import Distribution
    from daemonry.web.counts import Counts

_PAGE: Final = resource.getpagesize()


@dataclass(frozen=True, slots=True)
class Spread:
    """A histogram as a value: how many fell into each bucket, and their sum."""

    buckets: tuple[int, ...]
    total: float

    def plus(self, other: Spread) -> Spread:
        """Return both together."""
        both = zip(self.buckets, other.buckets, strict=True)
        return Spread(tuple(a + b for a, b in both), self.total + other.total)


Value = float | Spread
Series = dict[tuple[str, tuple[str, ...]], Value]
"""By the name of a metric and the values of its labels, in the catalogue's order."""


def encode(series: Series) -> list[list[Any]]:
    """Return a report as JSON can carry it."""
    return [
        [name, labels, [value.buckets, value.total] if isinstance(value, Spread) else value]
        for (name, labels), value in series.items()
    ]


def decode(report: Sequence[Sequence[Any]]) -> Series:
    """Return what ``encode`` was given."""
    return {
        (name, tuple(labels)): Spread(tuple(value[0]), value[1])
        if isinstance(value, list)
        else value
        for name, labels, value in report
    }


def seconds(spread: Distribution) -> Spread:
    """Return durations that were counted in nanoseconds."""
    return Spread(tuple(spread.buckets), spread.total / NANOSECONDS)


def of_requests(counts: Counts) -> Series:
    """Return what a process counted of its requests."""
    series: Series = {
        ("daemonry_token_request_duration_seconds", ("issued",)): seconds(counts.issued),
        ("daemonry_token_request_duration_seconds", ("refused",)): seconds(counts.refused),
    }
    for (version, code, tenant), count in counts.tokens.copy().items():
        endpoint = "managed-identity" if version == MANAGED_IDENTITY else f"v{version}"
        labels = (endpoint, "refused" if code else "issued", str(code), tenant)
        series["daemonry_token_requests_total", labels] = count
    for (method, route, status), count in counts.requests.copy().items():
        series["daemonry_requests_total", (method, route, str(status))] = count
    for surface, spread in counts.answered.copy().items():
        series["daemonry_request_duration_seconds", (surface,)] = seconds(spread)
    return series


def of_process() -> Series:
    """Return what Linux says of this process; what it does not say is left out."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    series: Series = {
        ("process_cpu_seconds_total", ()): used.ru_utime + used.ru_stime,
        ("process_start_time_seconds", ()): _started(),
        ("process_max_fds", ()): resource.getrlimit(resource.RLIMIT_NOFILE)[0],
    }
    with suppress(OSError):
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
        series["process_resident_memory_bytes", ()] = int(pages) * _PAGE
        series["process_open_fds", ()] = sum(1 for _ in _descriptors())
    return series


def _descriptors() -> Iterator[Any]:
    with os.scandir("/proc/self/fd") as entries:
        yield from entries


@cache
def _started() -> float:
    """Return when this process started, in Unix time: from the ticks that ps reads, too."""
    try:
        fields = Path("/proc/self/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        since_boot = int(fields[19]) / os.sysconf("SC_CLK_TCK")
    except OSError:
        since_boot = time.monotonic()
    # The clock of the machine, not of the directory: what ps and Prometheus compare with.
    return time.clock_gettime(time.CLOCK_REALTIME) - (
        time.clock_gettime(time.CLOCK_BOOTTIME) - since_boot
    )
