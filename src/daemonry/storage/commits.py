"""What a writer of records has done, for whoever watches."""

from __future__ import annotations

from time import perf_counter_ns

from daemonry.model.distribution import Distribution


class Commits:
    """How long commits took (nanoseconds), how many records became durable, how many failed."""

    def __init__(self) -> None:
        self.durations = Distribution()
        self.records = 0
        self.failures = 0

    def add(self, records: int, began_ns: int) -> None:
        """Count a batch that became durable."""
        self.durations.add(perf_counter_ns() - began_ns)
        self.records += records
