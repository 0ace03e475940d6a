"""What an administrator should look at: outcomes, ends, and grants that nobody uses.

Every figure is bounded: kept by the hour, or read from an index up to a limit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from daemonry.directory.permissions import READ_APPLICATIONS, READ_SIGN_INS, require_any
from daemonry.model.ids import AppId

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from daemonry.directory.work import Work
    from daemonry.model.application import AppRole
    from daemonry.model.figures import EndingCredential, HeldRole, HourOfSignIns, ResourceUse
    from daemonry.ports import SignInLog

UNUSED_AFTER: Final = timedelta(days=30)
"""How long a role must not have been used to count as unused."""
MANY_TOKENS: Final = 20
"""Tokens for one API within an hour from which a client seems not to keep them: a token
lives for an hour, so that this is twenty copies of a client that keeps its token."""
BUSY_SINCE: Final = timedelta(hours=24)
_GRANTS: Final = 500


@dataclass(frozen=True, slots=True)
class BusyClient:
    """A client that asks again and again; ends that are gone have no name."""

    use: ResourceUse
    client_name: str
    resource_name: str


@dataclass(frozen=True, slots=True)
class UnusedRole:
    """A role that was granted and not used lately; ``last_used_at`` is None for never.

    ``role`` is None for default access and for roles that the API has no more.
    """

    held: HeldRole
    role: AppRole | None
    last_used_at: datetime | None


async def count_sign_ins(work: Work, log: SignInLog, *, since: datetime) -> Sequence[HourOfSignIns]:
    """Return how many token requests ended with which code, by the hour.

    Needs AuditLog.Read.All. Raises ForbiddenError.
    """
    require_any(work, *READ_SIGN_INS)
    return await log.count_by_hour(work.tenant_id, since=since)


async def list_ending_credentials(
    work: Work, *, after: datetime | None, before: datetime, limit: int
) -> Sequence[EndingCredential]:
    """Return secrets and certificates by the time they end, earliest first.

    Needs a right to read applications. Raises ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    return await work.uow.applications.list_ending(
        work.tenant_id, after=after, before=before, limit=limit
    )


async def list_busy_clients(work: Work, log: SignInLog, *, limit: int) -> Sequence[BusyClient]:
    """Return clients that had many tokens for one API within an hour, busiest first.

    Of the last 24 hours. Needs AuditLog.Read.All. Raises ForbiddenError.
    """
    require_any(work, *READ_SIGN_INS)
    uses = await log.busiest(
        work.tenant_id,
        since=work.clock.now() - BUSY_SINCE,
        at_least=MANY_TOKENS,
        limit=limit,
    )
    names: dict[str, str] = {}
    for app_id in {each for use in uses for each in (use.app_id, use.resource_id)}:
        found = await work.uow.service_principals.get_by_app_id(work.tenant_id, AppId(app_id))
        names[app_id] = found.display_name if found is not None else ""
    return [BusyClient(use, names[use.app_id], names[use.resource_id]) for use in uses]


async def list_unused_roles(work: Work, log: SignInLog, *, limit: int) -> Sequence[UnusedRole]:
    """Return roles that were granted and whose holder had no token for the API lately.

    The grants that are 30 days old and more are looked at, oldest first and 500 at
    most; unused longest come first. Every token of a client holds all its roles of the
    API, so that the use of one cannot be told from that of another. Needs
    AuditLog.Read.All and a right to read applications. Raises ForbiddenError.
    """
    require_any(work, *READ_SIGN_INS)
    require_any(work, *READ_APPLICATIONS)
    then = work.clock.now() - UNUSED_AFTER
    grants = work.uow.assignments
    held = await grants.list_oldest(work.tenant_id, before=then, limit=_GRANTS)
    pairs = list(dict.fromkeys((one.client_app_id, one.resource_app_id) for one in held))
    uses = await log.uses_of(work.tenant_id, pairs)
    last = {(use.app_id, use.resource_id): use.last_at for use in uses}

    def used(one: HeldRole) -> datetime | None:
        return last.get((one.client_app_id, one.resource_app_id))

    idle = [one for one in held if (at := used(one)) is None or at < then]
    idle.sort(key=lambda one: used(one) or one.assignment.created_at)
    shown = idle[:limit]
    ids = list({one.assignment.resource_id for one in shown})
    apis = {
        api.object_id: api.application
        for api in await work.uow.service_principals.get_many(work.tenant_id, ids)
    }

    def role(one: HeldRole) -> AppRole | None:
        api = apis.get(one.assignment.resource_id)
        return api.role(one.assignment.app_role_id) if api is not None else None

    return [UnusedRole(one, role(one), used(one)) for one in shown]
