"""``--workers``: handing the work of ``serve`` and ``dev`` to several processes.

The settings reach a worker over its line, not as arguments, which others on the
machine could read.
"""

import asyncio
import socket
import sys
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, Final

from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.metrics_listener import gathered_regularly, metrics_served

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from daemonry.settings import Settings

_COMMAND: Final = (sys.executable, "-m", "daemonry.cli.worker")


def supervise(  # noqa: PLR0913 - what a process is told
    settings: "Settings",
    listener: socket.socket,
    announce: "Callable[[Mapping[str, Any]], None]",
    *,
    overrides: "Mapping[str, Any]",
    ciam: bool,
    metrics: socket.socket | None = None,
) -> None:
    """Serve by worker processes until SIGTERM or SIGINT.

    ``overrides`` are the options given, for reading the settings again at SIGHUP.
    ``metrics`` is the listener for the metrics of all workers.
    Raises CommandError when no worker starts.
    """
    from daemonry.settings import load_settings  # noqa: PLC0415 - pydantic is slow to import
    from daemonry.watching.ledger import Ledger  # noqa: PLC0415 - likewise
    from daemonry.web.supervisor import Supervisor, WorkersFailedError  # noqa: PLC0415 - likewise

    def load_job() -> dict[str, Any]:
        return {"settings": load_settings(**overrides).revealed(), "ciam": ciam}

    async def run() -> None:
        ledger = Ledger()
        supervisor = Supervisor(
            _COMMAND,
            listener,
            load_job,
            count=settings.workers,
            drain_delay=settings.drain_delay,
            reports=ledger,
        )

        async def gather() -> Ledger:
            await supervisor.gather_reports()
            return ledger

        async with AsyncExitStack() as stack:
            if metrics is not None:
                await stack.enter_async_context(metrics_served(metrics, gather))
                await stack.enter_async_context(gathered_regularly(gather))
            await supervisor.run(announce)

    try:
        asyncio.run(run())
    except WorkersFailedError as error:
        codes = set(ExitCode)
        raise CommandError(
            str(error),
            "The lines above say why; correct it and start again.",
            ExitCode(error.exit_code) if error.exit_code in codes else ExitCode.UNEXPECTED,
        ) from error
