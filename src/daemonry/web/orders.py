"""Who may tell a running server to end, and how: the operating system's signals.

``worker.py`` has the other way, by a supervisor.
"""

from __future__ import annotations

import asyncio
import signal
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Final

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from daemonry.web.lifecycle import RunningServer

    Orders = Callable[[RunningServer], AbstractContextManager[None]]

END: Final = (signal.SIGTERM, signal.SIGINT)

DRAINING: Final = "draining; a second signal ends at once"
"""What the log tells; whoever ends a server with Ctrl-C should know why it still runs."""

_log = structlog.get_logger("daemonry.server")


@contextmanager
def signal_orders(server: RunningServer) -> Iterator[None]:
    """Drain at the first SIGTERM or SIGINT, stop at the second."""
    is_ending = False

    def end() -> None:
        nonlocal is_ending
        if is_ending:
            server.stop()
        else:
            _log.info(DRAINING, seconds=server.drain_delay)
            server.drain()
        is_ending = True

    loop = asyncio.get_running_loop()
    for number in END:
        loop.add_signal_handler(number, end)
    try:
        yield
    finally:
        for number in END:
            loop.remove_signal_handler(number)


@contextmanager
def signal_orders_with_reload(server: RunningServer) -> Iterator[None]:
    """Do the same, and take the certificate from its files anew at SIGHUP."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGHUP, server.reload_certificate)
    try:
        with signal_orders(server):
            yield
    finally:
        loop.remove_signal_handler(signal.SIGHUP)
