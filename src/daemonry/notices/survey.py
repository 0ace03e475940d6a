"""Whether anybody would be told, and how long notices have been waiting: for the doctor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemonry.directory.notices import list_notice_recipients
from daemonry.directory.work import Work
from daemonry.model.audit import OPERATOR
from daemonry.notices.settings import server_notices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import timedelta

    from daemonry.services import Services


@dataclass(frozen=True, slots=True)
class NoticeSurvey:
    """Names of tenants where nobody is told, and the age of the oldest notice that waits."""

    untold: Sequence[str]
    waiting_for: timedelta | None


async def survey_notices(services: Services) -> NoticeSurvey:
    """Return how it stands. Raises OSError."""
    server = server_notices(services.settings)
    untold = []
    async with services.directory.read() as uow:
        for tenant in await uow.tenants.list_all():
            work = Work(uow, OPERATOR, tenant.tenant_id, services.clock, services.ids)
            if not await list_notice_recipients(work, server):
                untold.append(tenant.display_name)
        backlogs = await uow.notices.list_backlogs()
    oldest = min((one.written_at for one in backlogs), default=None)
    return NoticeSurvey(untold, services.clock.now() - oldest if oldest is not None else None)
