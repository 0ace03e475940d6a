"""One process's app with its requests counted, and the report of what it counted.

Token requests count themselves, where they are decided.
"""

from __future__ import annotations

from itertools import chain
from time import perf_counter_ns
from typing import TYPE_CHECKING, Any, Final, Protocol

from daemonry.watching.catalogue import NANOSECONDS
from daemonry.watching.report import Spread, encode, of_process, of_requests, seconds
from daemonry.watching.routes import route_of
from daemonry.web.counts import method_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Message, Receive, Scope, Send

    from daemonry.jose.batches import SigningBatches
    from daemonry.storage.store import Store
    from daemonry.watching.report import Series
    from daemonry.web.counts import Counts
    from daemonry.web.lifecycle import RunningServer
    from daemonry.web.readiness import Readiness

_TOKEN: Final = ("/oauth2/v2.0/token", "/oauth2/token")


class CountingApp(Protocol):
    """What is asked of the app of a server."""

    direct: Any
    not_direct: frozenset[bytes]
    counts: Counts
    batches: SigningBatches

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request by ASGI."""


class CountedApp:
    """An ASGI app around the one of a server.

    ``server`` is known once it listens; ``looked_up`` are figures that others find out,
    ``reports`` tell those that others keep themselves.
    """

    def __init__(self, app: CountingApp, store: Store, readiness: Readiness) -> None:
        self.direct, self.not_direct = app.direct, app.not_direct
        self.server: RunningServer | None = None
        self.looked_up: Series = {}
        self.reports: list[Callable[[], Series]] = []
        self._app = app
        self._store = store
        self._readiness = readiness

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request and count it."""
        if scope["type"] != "http" or scope["path"].endswith(_TOKEN):
            await self._app(scope, receive, send)
            return
        began_ns = perf_counter_ns()
        status = 0

        async def seen(message: Message) -> None:
            nonlocal status
            status = message.get("status", status)
            await send(message)

        await self._app(scope, receive, seen)
        surface, route = route_of(scope["method"], scope["path"])
        method = method_label(scope["method"])
        self._app.counts.request(surface, method, route, status, began_ns)

    def report(self) -> list[Any]:
        """Return what this process counted and measures now, as JSON can carry it."""
        return encode(
            of_requests(self._app.counts)
            | self._of_signing()
            | self._of_storage()
            | self._of_connections()
            | self.looked_up
            | dict(chain.from_iterable(report().items() for report in self.reports))
            | of_process()
        )

    def _of_signing(self) -> Series:
        batches = self._app.batches
        sizes = Spread(tuple(batches.sizes.buckets), batches.sizes.total)
        return {
            ("daemonry_signing_seconds_total", ()): batches.spent_ns / NANOSECONDS,
            ("daemonry_signing_batch_size", ()): sizes,
            ("daemonry_signing_queue", ()): batches.waiting(),
        }

    def _of_storage(self) -> Series:
        log, snapshot = self._store.sign_in_log, self._store.token_directory
        condition = self._store.condition()
        return {
            ("daemonry_record_commit_duration_seconds", ()): seconds(log.commits.durations),
            ("daemonry_records_committed_total", ()): log.commits.records,
            ("daemonry_record_commit_failures_total", ()): log.commits.failures,
            ("daemonry_records_waiting", ()): log.waiting(),
            ("daemonry_snapshot_age_seconds", ()): condition.database_away or 0.0,
            ("daemonry_records_spooling", ()): int(condition.is_spooling),
            ("daemonry_snapshot_entries", ()): snapshot.entries(),
            ("daemonry_snapshot_loads_total", ()): snapshot.loads,
        }

    def _of_connections(self) -> Series:
        server = self.server
        return {
            ("daemonry_connections", ()): len(server.server_state.connections) if server else 0,
            ("daemonry_draining", ()): int(self._readiness.is_withdrawn),
        }
