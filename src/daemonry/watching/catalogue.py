"""Every metric: name, kind, labels and meaning. The reference page is made from it.

Names end in the unit or, for what only grows, in ``_total``; ``worker`` is added to
what a process counts. A metric is renamed or loses a label with a new major release only.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from daemonry.jose.multi_buffer import LANES
from daemonry.model.distribution import LATENCY_BOUNDS

if TYPE_CHECKING:
    from collections.abc import Mapping

WORKER: Final = "worker"
NANOSECONDS: Final = 1_000_000_000
_LATENCIES: Final = tuple(bound / NANOSECONDS for bound in LATENCY_BOUNDS)
BATCH_BOUNDS: Final = tuple(range(1, LANES))


class Kind(StrEnum):
    """What Prometheus calls the type of a metric."""

    COUNTER = "counter"
    GAUGE = "gauge"
    HISTOGRAM = "histogram"


@dataclass(frozen=True, slots=True)
class Metric:
    """One row. ``bounds`` are those of a histogram, in the unit of the name.

    ``is_extreme`` gauges of two processes with one number are not added up: the larger
    counts. ``of_server`` is of the server as a whole and has no label ``worker``.
    """

    name: str
    kind: Kind
    help: str
    labels: tuple[str, ...] = ()
    bounds: tuple[float, ...] = ()
    is_extreme: bool = False
    of_server: bool = False


def _counter(name: str, words: str, *labels: str) -> Metric:
    return Metric(name, Kind.COUNTER, words, labels)


def _gauge(name: str, words: str, *labels: str) -> Metric:
    return Metric(name, Kind.GAUGE, words, labels)


def _extreme(name: str, words: str, *labels: str) -> Metric:
    return Metric(name, Kind.GAUGE, words, labels, is_extreme=True)


def _durations(name: str, words: str, *labels: str) -> Metric:
    return Metric(name, Kind.HISTOGRAM, words, labels, _LATENCIES)


METRICS: Final = (
    _counter(
        "daemonry_token_requests_total",
        (
            "Token requests that were answered. `code` is the AADSTS code, 0 for a token;"
            " `tenant` is empty unless DAEMONRY_METRICS_BY_TENANT is set."
        ),
        *("endpoint", "outcome", "code", "tenant"),
    ),
    _durations(
        "daemonry_token_request_duration_seconds",
        "From the whole request to its answer, the record's commit included.",
        "outcome",
    ),
    _counter(
        "daemonry_requests_total",
        "All other requests. `route` is the template of the path, never the path.",
        *("method", "route", "status"),
    ),
    _durations(
        "daemonry_request_duration_seconds",
        "From the request to its answer: `graph`, `portal`, `authority` or `other`.",
        "surface",
    ),
    _gauge("daemonry_connections", "Open connections."),
    _gauge("daemonry_draining", "1 once the process is to end and says so on /readyz."),
    _counter("daemonry_signing_seconds_total", "Time spent in RS256 signatures."),
    Metric(
        "daemonry_signing_batch_size",
        Kind.HISTOGRAM,
        "How many tokens were signed at once.",
        bounds=BATCH_BOUNDS,
    ),
    _gauge("daemonry_signing_queue", "Tokens that wait for their signature."),
    _durations(
        "daemonry_record_commit_duration_seconds",
        "From handing a batch of sign-in records to the database until it is durable.",
    ),
    _counter("daemonry_records_committed_total", "Sign-in records that became durable."),
    _counter("daemonry_record_commit_failures_total", "Batches that could not be written."),
    _gauge("daemonry_records_waiting", "Sign-in records that wait for their commit."),
    _gauge(
        "daemonry_records_spooling",
        "1 while records go to the spool of the node, because PostgreSQL takes none.",
    ),
    _extreme(
        "daemonry_snapshot_age_seconds",
        "How long the database has been away while tokens are issued from memory; 0 otherwise.",
    ),
    _gauge("daemonry_snapshot_entries", "Objects of the directory held in memory."),
    _counter("daemonry_snapshot_loads_total", "Reads of the directory because memory had none."),
    _extreme(
        "daemonry_expiring",
        (
            "What ends within so many days, or has ended (`0d`): of all tenants and of the server."
            " Looked up every five minutes, the same in each worker: take the maximum."
        ),
        *("kind", "within"),
    ),
    _extreme(
        "daemonry_next_expiry_timestamp_seconds",
        "When the next one ends, within 90 days, in Unix time; the same in each worker.",
        "kind",
    ),
    _extreme(
        "daemonry_signing_key_age_seconds",
        "For how long the oldest key has been signing that signs now; the same in each worker.",
    ),
    _counter(
        "daemonry_notice_attempts_total",
        (
            "Attempts to tell somebody that something ends, by `webhook` or `mail`: `delivered`,"
            " `failed` and to be repeated, or `given_up`."
        ),
        *("channel", "outcome"),
    ),
    _extreme(
        "daemonry_notices_waiting",
        "Notices that have not reached a recipient yet; the same in each worker.",
    ),
    _extreme(
        "daemonry_notices_oldest_waiting_seconds",
        "How long ago the oldest of them was written; 0 when none waits.",
    ),
    _extreme(
        "daemonry_audit_unsealed_records",
        (
            "Records that have no place in their tenant's chain yet, looked up every five minutes;"
            " the same in each worker."
        ),
        "log",
    ),
    _extreme(
        "daemonry_audit_broken_checkpoints",
        (
            "Signed ends of chains whose record is not there any more, or another one: likewise."
            " More than 0 means that somebody changed the database: `daemonry audit verify`."
        ),
        "log",
    ),
    _counter("process_cpu_seconds_total", "User and system CPU time."),
    _gauge("process_resident_memory_bytes", "Resident memory."),
    _gauge("process_open_fds", "Open file descriptors."),
    _extreme("process_max_fds", "How many there may be."),
    _extreme("process_start_time_seconds", "When the process started, in Unix time."),
    Metric("daemonry_workers", Kind.GAUGE, "Processes that answer requests now.", of_server=True),
    Metric(
        "daemonry_worker_starts_total",
        Kind.COUNTER,
        "Processes that were started, replacements included.",
        of_server=True,
    ),
    Metric(
        "daemonry_build_info",
        Kind.GAUGE,
        "1, with the release and the Python version that run.",
        ("version", "python"),
        of_server=True,
    ),
)

BY_NAME: Final[Mapping[str, Metric]] = {metric.name: metric for metric in METRICS}
