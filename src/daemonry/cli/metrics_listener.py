"""The listener that Prometheus reads: beside one server, or beside the supervisor of several."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from typing import TYPE_CHECKING

from daemonry.cli.serving import Report, Watched, bind

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from daemonry.settings import Settings
    from daemonry.watching.ledger import Ledger


@contextmanager
def bound_metrics(settings: "Settings") -> Iterator[socket.socket | None]:
    """Bind the listener that the settings ask for; yield None when they ask for none."""
    if settings.metrics_port is None:
        yield None
        return
    with bind(settings.metrics_host, settings.metrics_port) as listener:
        yield listener


def metrics_url(listener: socket.socket) -> str:
    """Return where Prometheus finds the metrics."""
    from daemonry.watching.exposition import PATH  # noqa: PLC0415 - with the HTTP server

    host, port = listener.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{PATH}"


def own_metrics(listener: socket.socket | None) -> Watched | None:
    """Return what serves the reports of this one process, None without a listener."""
    if listener is None:
        return None

    @asynccontextmanager
    async def served(report: Report) -> AsyncIterator[None]:
        from daemonry.watching.ledger import Ledger  # noqa: PLC0415 - of use here only

        ledger = Ledger()

        async def gather() -> Ledger:
            ledger.heard(0, os.getpid(), report())
            return ledger

        async with metrics_served(listener, gather):
            yield

    return served


@asynccontextmanager
async def metrics_served(
    listener: socket.socket, gather: "Callable[[], Awaitable[Ledger]]"
) -> AsyncIterator[None]:
    """Serve metrics while the block runs."""
    from daemonry.watching.exposition import create_metrics_app  # noqa: PLC0415 - only when on
    from daemonry.web.server import served_beside  # noqa: PLC0415 - loads the HTTP server

    async with served_beside(create_metrics_app(gather), listener):
        yield


@asynccontextmanager
async def gathered_regularly(gather: "Callable[[], Awaitable[Ledger]]") -> AsyncIterator[None]:
    """Gather now and then while the block runs: what a worker did not tell dies with it."""
    from daemonry.watching.ledger import EVERY  # noqa: PLC0415 - only when on

    async def gather_on() -> None:
        while True:
            await asyncio.sleep(EVERY)
            await gather()

    regularly = asyncio.create_task(gather_on())
    try:
        yield
    finally:
        regularly.cancel()
        with suppress(asyncio.CancelledError):
            await regularly
