"""The recurring duty of a running server: records are sealed, and go when retention says so.

Every process does it; what one has sealed the others leave alone. A record is sealed about
``PAUSE`` after it was committed: until then it could be changed without a trace.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog

from daemonry.model.audit_chain import LOGS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from daemonry.ports import Clock, KeyVault
    from daemonry.storage.store import Store

PAUSE: Final = 10.0
"""Seconds between two turns."""

TURNS_PER_PRUNING: Final = 60
"""Retention is looked after at every sixtieth turn, the first one included."""

FIGURES_KEPT: Final = timedelta(days=400)
"""How long token requests are counted by the hour: as far back as anybody can ask."""

_log = structlog.get_logger("daemonry.sealing")


class Sealing:
    """Seals the records of one server; ``retention`` says for how long those of a log stay."""

    def __init__(
        self,
        store: Store,
        vault: KeyVault,
        clock: Clock,
        retention: Mapping[str, timedelta],
    ) -> None:
        self._store = store
        self._vault = vault
        self._clock = clock
        self._retention = retention
        self._turn = 0
        self._is_failing = False

    async def run(self, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Seal until cancelled; what fails is tried again at the next turn."""
        while True:
            await sleep(PAUSE)
            try:
                await self.look()
                self._is_failing = False
            except (OSError, ValueError) as error:
                if not self._is_failing:
                    _log.warning("records cannot be sealed", reason=str(error))
                self._is_failing = True
            except Exception:  # noqa: BLE001 - a server must not lose this duty
                _log.exception("records were not sealed")

    async def look(self) -> None:
        """Seal once what has no place, and remove what is too old.

        What waits in the journal of SQLite is left there: requests are more urgent. Raises
        OSError when the database does not serve, ValueError when the key does not open.
        """
        now = self._clock.now()
        chains = self._store.audit_chains
        key = await chains.key(self._vault, now)
        for log in LOGS:
            await chains.seal(log, key, now)
        if self._turn % TURNS_PER_PRUNING == 0:
            for log, kept in self._retention.items():
                gone = await chains.prune(log, key, now, now - kept)
                if gone:
                    _log.info("records were removed by retention", log=log, records=gone)
            await self._store.forget_figures(now - FIGURES_KEPT)
        self._turn += 1


@asynccontextmanager
async def records_sealed(sealing: Sealing) -> AsyncIterator[None]:
    """Let records be sealed while the block runs."""
    task = asyncio.create_task(sealing.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
