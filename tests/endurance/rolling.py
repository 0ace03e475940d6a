"""Restarting under load without a failed request (goal GA1).

``python -m tests.endurance.rolling`` runs the full size; the test runs one restart.
"""

from __future__ import annotations

import asyncio
import os
import signal
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.endurance.figures import arguments, write_figure
from tests.endurance.load import Client, Load
from tests.endurance.tenant import Daemon, new_directory
from tests.surface.cli.pool import pool

if TYPE_CHECKING:
    from tests.endurance.load import Outcome
    from tests.surface.cli.pool import Pool

WORKERS = 2


async def restart_under_load(
    server: Pool, form: dict[str, str], *, rate: int, restarts: int
) -> list[Outcome]:
    """Replace all workers, or one by its own signal, in turns; return all outcomes."""
    client = Client(server.port)
    load = Load(client, form, rate, retry=False)
    for number in range(restarts):
        await load.until(len(load.outcomes) + rate)
        if number % 2:
            os.kill(server.pids()[-1], signal.SIGTERM)  # older ones may be on their way out
            await asyncio.to_thread(server.wait_for, "a worker is ready")
        else:
            server.signal(signal.SIGHUP)
            await asyncio.to_thread(server.wait_for, "all workers were replaced")
        await load.until(len(load.outcomes) + rate)
    outcomes = await load.stop()
    await client.close()
    return outcomes


def rolling(data: Path, *database: str, rate: int, restarts: int) -> list[Outcome]:
    """Run on a new directory."""
    operator = new_directory(data, *database)
    with pool(data, *database, workers=WORKERS) as server:
        connection = server.connect()
        daemon = Daemon.register(connection, operator.sign_in(connection))
        _, secret = daemon.add_secret()
        form = daemon.form(secret)
        return asyncio.run(restart_under_load(server, form, rate=rate, restarts=restarts))


if __name__ == "__main__":
    given = arguments(restarts=20)
    with tempfile.TemporaryDirectory() as parent:
        found = rolling(Path(parent) / "data", rate=300, restarts=given.restarts)
    failed = [outcome for outcome in found if not outcome.is_good]
    write_figure(
        "GA1",
        f"{len(failed)} of {len(found):,} requests failed or took more than 2 s during"
        f" {given.restarts} restarts at 300 requests a second ({WORKERS} workers, no retry)",
    )
    assert not failed, failed[:5]
