"""What ends soon, how old signing keys are, whether the audit trail is sealed: for watching.

Looked up now and then by each process, by index, so that a scrape costs no query.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING, Final

import structlog

from daemonry.model.audit_chain import LOGS
from daemonry.model.expiry import KINDS
from daemonry.model.signing_key import active_key
from daemonry.notices.expiries import list_all_expiries

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from datetime import datetime

    from daemonry.model.expiry import Expiry
    from daemonry.services import Services
    from daemonry.watching.report import Series

PAUSE: Final = 300.0
"""Seconds between two looks."""

HORIZON: Final = timedelta(days=90)
WITHIN: Final = (0, 1, 7, 14, 30)
"""Days; what has ended counts as within 0, and each larger number includes the smaller ones."""

_log = structlog.get_logger("daemonry.notices")


async def look(services: Services) -> Series:
    """Return the figures as of now. Raises OSError when the directory cannot be read."""
    now = services.clock.now()
    found = await list_all_expiries(services, before=now + HORIZON)
    series: Series = {}
    for kind in KINDS:
        series |= _of_kind(kind, [one for one in found if one.kind == kind], now)
    age = await _oldest_key(services, now)
    if age is not None:
        series["daemonry_signing_key_age_seconds", ()] = age.total_seconds()
    for log in LOGS:
        survey = await services.store.audit_chains.survey(log)
        series["daemonry_audit_unsealed_records", (log,)] = survey.unsealed
        series["daemonry_audit_broken_checkpoints", (log,)] = survey.broken
    return series


@asynccontextmanager
async def figures_kept(services: Services, tell: Callable[[Series], None]) -> AsyncIterator[None]:
    """Look again and again while the block runs, and ``tell`` what was found."""

    async def keep() -> None:
        while True:
            try:
                tell(await look(services))
            except OSError as error:
                _log.warning("what ends soon cannot be counted", reason=str(error))
            except Exception:  # noqa: BLE001 - a server must not lose this duty
                _log.exception("what ends soon was not counted")
            await asyncio.sleep(PAUSE)

    task = asyncio.create_task(keep())
    try:
        yield
    finally:
        task.cancel()
        await asyncio.wait([task])


def _of_kind(kind: str, found: Sequence[Expiry], now: datetime) -> Series:
    series: Series = {
        ("daemonry_expiring", (kind, f"{days}d")): sum(
            one.ends_at <= now + timedelta(days=days) for one in found
        )
        for days in WITHIN
    }
    coming = [one.ends_at for one in found if not one.is_over(now)]
    if coming:
        series["daemonry_next_expiry_timestamp_seconds", (kind,)] = min(coming).timestamp()
    return series


async def _oldest_key(services: Services, now: datetime) -> timedelta | None:
    """Return for how long the oldest key has been signing that signs now."""
    ages: list[timedelta] = []
    async with services.directory.read() as uow:
        for tenant in await uow.tenants.list_all():
            keys = await uow.signing_keys.list_of(tenant.tenant_id)
            for line in {key.line for key in keys}:
                active = active_key(keys, line, now)
                if active is not None:
                    ages.append(now - active.active_from)
    return max(ages, default=None)
