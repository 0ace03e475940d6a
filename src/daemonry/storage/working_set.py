"""Having in memory, before the database goes away, what tokens will be asked for then.

A process reads again what a change made it forget, and learns at its start and once a
minute which clients had tokens lately, from whichever process of whichever node. So in
an outage each of them gets tokens everywhere (decision 24).

Behind each load is a pause of twice its length, and of both kinds it is the newest
``MOST``: a storm of changes costs requests little.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from daemonry.storage.schema import resource_use

if TYPE_CHECKING:
    from collections.abc import Awaitable, Hashable, Iterable, Sequence

    from sqlalchemy.ext.asyncio import AsyncEngine

    from daemonry.storage.snapshot import SnapshotTokenDirectory

MOST: Final = 5_000
"""Pairs of client and API that are learned, and entries that wait to be read again."""

LATELY: Final = timedelta(days=1)
"""How long ago a client had its last token that is learned at the start."""

EVERY: Final = 60.0
"""Seconds between looks for clients that other processes served."""

BEFORE_READY: Final = 5.0
"""Seconds for which a starting server learns before it accepts requests."""

_SINCE_LAST_LOOK: Final = timedelta(seconds=3 * EVERY)
_TOGETHER: Final = 4
_RETRY: Final = 1.0

_log = structlog.get_logger("daemonry.storage")


class WorkingSet:
    """Fills the memory of one process. For one event loop, on PostgreSQL."""

    def __init__(self, memory: SnapshotTokenDirectory, engine: AsyncEngine) -> None:
        self._memory = memory
        self._engine = engine
        self._forgotten: dict[Hashable, None] = {}
        self._under_way = 0
        self._wake = asyncio.Event()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        """Learn for some seconds at most, and go on with it beside the requests."""
        self._memory.when_forgotten(self._forget)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(BEFORE_READY):
                await self._try_to_learn(LATELY, rest=0)
        self._tasks = [
            asyncio.create_task(self._read_again()),
            asyncio.create_task(self._learn_again_and_again()),
        ]

    async def close(self) -> None:
        """Read nothing more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def waiting(self) -> int:
        """Return how much that was forgotten is not in memory again."""
        return len(self._forgotten) + self._under_way

    async def learn(self, since: timedelta = _SINCE_LAST_LOOK, *, rest: float = 2) -> None:
        """Have in memory what clients need that had tokens since then, the latest first.

        ``rest`` is the length of the pause behind each load, in lengths of the load.
        Raises OSError.
        """
        used = await self._used(since)
        for place in range(0, len(used), _TOGETHER):
            holding = asyncio.gather(*map(self._hold, used[place : place + _TOGETHER]))
            await self._rested(holding, rest)

    def _forget(self, keys: Iterable[Hashable]) -> None:
        for key in keys:
            self._forgotten.pop(key, None)  # so that it moves to the end
            self._forgotten[key] = None
        while len(self._forgotten) > MOST:
            del self._forgotten[next(iter(self._forgotten))]
        self._wake.set()

    async def _read_again(self) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._forgotten:
                # Taken off first: what changes while it is loaded is forgotten once more.
                key = next(iter(self._forgotten))
                del self._forgotten[key]
                self._under_way = 1
                try:
                    await self._rested(self._memory.load_again(key), 2)
                except OSError:
                    self._forget([key])
                    await asyncio.sleep(_RETRY)
                except Exception:  # noqa: BLE001 - a server must not lose this duty
                    _log.exception("what was forgotten cannot be read again")
                self._under_way = 0

    async def _learn_again_and_again(self) -> None:
        since = LATELY  # what the start had no time for
        while True:
            if await self._try_to_learn(since):
                since = _SINCE_LAST_LOOK
            await asyncio.sleep(EVERY * random.uniform(0.5, 1.5))  # noqa: S311 - jitter

    async def _try_to_learn(self, since: timedelta, *, rest: float = 2) -> bool:
        try:
            await self.learn(since, rest=rest)
        except OSError as error:
            _log.info("clients served elsewhere cannot be learned", reason=str(error))
        except Exception:  # noqa: BLE001 - likewise
            _log.exception("clients served elsewhere were not learned")
        else:
            return True
        return False

    async def _rested(self, load: Awaitable[object], rest: float) -> None:
        now = asyncio.get_running_loop().time
        began = now()
        await load
        await asyncio.sleep(rest * (now() - began))

    async def _used(self, since: timedelta) -> Sequence[Any]:
        """Return who had tokens for what, by the clock of the database."""
        place = (resource_use.c.tenant_id, resource_use.c.app_id, resource_use.c.resource_id)
        query = (
            select(*place)
            .where(resource_use.c.last_at > func.now() - since)
            .group_by(*place)
            .order_by(func.max(resource_use.c.last_at).desc())
            .limit(MOST)
        )
        try:
            async with self._engine.connect() as connection:
                return (await connection.execute(query)).all()
        except (DBAPIError, PoolTimeoutError) as error:
            raise OSError("The use of APIs cannot be read.") from error

    async def _hold(self, use: Any) -> None:
        """Ask for everything that a token request of this client for this API asks for."""
        memory, tenant_id = self._memory, use.tenant_id
        tenant = await memory.tenant(tenant_id)
        client = await memory.client(tenant_id, use.app_id)
        resource = await memory.resource(tenant_id, use.resource_id)
        if tenant is None or client is None or client.principal is None or resource is None:
            return
        for name in (tenant.subdomain, *tenant.verified_domains):
            await memory.tenant(name)
        for uri in resource.application.identifier_uris:
            await memory.resource(tenant_id, uri)
        await memory.token_lifetime_policies(tenant_id, resource)
        principals = (client.principal.object_id, resource.object_id)
        await memory.assigned_roles(tenant_id, *principals)
        await memory.signing_keys(tenant_id)
        await memory.certificate_authorities(tenant_id)
