"""The recurring duty of a running server: signing keys take their turns by schedule.

Every worker of every node looks after the keys, none of them is in charge. What is due
is decided again in the transaction that does it, and whoever comes second finds it done.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import structlog

from daemonry.clock_watch import ClockWatch
from daemonry.directory.signing_key_schedule import Turn
from daemonry.directory.signing_keys import follow_schedule, list_due_steps
from daemonry.directory.work import Work
from daemonry.model.audit import Actor

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from datetime import datetime

    from daemonry.directory.signing_key_schedule import Step
    from daemonry.directory.signing_keys import TenantTools
    from daemonry.jose.jwk import MadeKey
    from daemonry.model.signing_key import RotationPolicy
    from daemonry.model.tenant import Tenant
    from daemonry.ports import Directory, UnitOfWork

SCHEDULE: Final = Actor(kind="operator", display_name="signing key schedule")
"""Who stands in the audit trail for what nobody commanded."""

PAUSE: Final = 600.0
"""Seconds between two looks at the keys; a turn comes late by no more than that."""

_log = structlog.get_logger("daemonry.rotation")


class KeyRotation:
    """Looks after the signing keys of all tenants of one directory.

    ``monotonic`` returns seconds that pass evenly, whatever is done to the clock.
    """

    def __init__(
        self,
        directory: Directory,
        tools: TenantTools,
        policy: RotationPolicy,
        *,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._directory = directory
        self._tools = tools
        self._policy = policy
        self._clock = ClockWatch(tools.clock, monotonic=monotonic)

    async def run(self, *, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        """Look after the keys until cancelled; what fails is tried again after the pause."""
        while True:
            try:
                await self.look()
            except OSError as error:
                _log.warning("signing keys cannot be looked after", reason=str(error))
            except Exception:  # noqa: BLE001 - a server must not lose this duty
                _log.exception("signing keys were not looked after")
            await sleep(PAUSE)

    async def look(self) -> None:
        """Do once what is due. Raises OSError when the database does not serve.

        After the clock was set nothing is done once, so that a mistake which is put
        right before the next look withdraws no key.
        """
        if self._clock_has_jumped():
            return
        async with self._directory.read() as uow:
            due = {
                tenant: steps
                for tenant in await uow.tenants.list_all()
                if (steps := await list_due_steps(self._work(uow, tenant), self._policy))
            }
        for tenant, steps in due.items():
            await self._turn(tenant, steps)

    async def _turn(self, tenant: Tenant, due: Sequence[Step]) -> None:
        tools = await self._with_keys_made(tenant, due)
        async with self._directory.change() as uow:
            done = await follow_schedule(self._work(uow, tenant), tools, self._policy)
        for step in done:
            _log.info(
                "signing key",
                turn=step.turn.value,
                kid=step.key.kid,
                algorithm=step.key.algorithm,
                app_id=step.key.app_id,
                tenant=tenant.tenant_id,
            )

    async def _with_keys_made(self, tenant: Tenant, due: Sequence[Step]) -> TenantTools:
        """Return tools that hand out keys made beforehand, in a thread.

        An RSA key takes up to 150 ms, for which neither requests nor writers should wait.
        """
        make, now = self._tools.make_signing_key, self._tools.clock.now()
        made = [
            await asyncio.to_thread(make, tenant.initial_domain, now, step.key.algorithm)
            for step in due
            if step.turn is Turn.PLAN
        ]

        def hand_out(common_name: str, at: datetime, algorithm: str) -> MadeKey:
            for key in made:
                if key.algorithm == algorithm:
                    made.remove(key)
                    return key
            return make(common_name, at, algorithm)

        return replace(self._tools, make_signing_key=hand_out)

    def _work(self, uow: UnitOfWork, tenant: Tenant) -> Work:
        return Work(uow, SCHEDULE, tenant.tenant_id, self._tools.clock, self._tools.ids)

    def _clock_has_jumped(self) -> bool:
        jump = self._clock.jump()
        if jump:
            _log.warning(
                "the clock was set; signing keys wait for the next look", seconds=round(jump)
            )
        return bool(jump)


@asynccontextmanager
async def keys_looked_after(rotation: KeyRotation) -> AsyncIterator[None]:
    """Let keys take their turns while the block runs."""
    task = asyncio.create_task(rotation.run())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])
