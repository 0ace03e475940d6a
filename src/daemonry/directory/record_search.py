"""Searching records without reading them all: a window of time at once, as wide as is cheap.

A condition on anything but client, correlation ID and time has no index. How many
records an hour holds is known, though (``figures.py``); so a search goes back only so
far that it reads a bounded number of them, and says how far that was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from daemonry.directory.audit import list_sign_ins
from daemonry.directory.permissions import READ_SIGN_INS, require_any
from daemonry.odata.filter import And, Comparison, StartsWith

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
    from datetime import datetime
    from typing import TypeVar

    from daemonry.directory.work import Work
    from daemonry.model.audit import SignIn
    from daemonry.model.figures import HourOfSignIns
    from daemonry.odata.filter import Expression
    from daemonry.ports import SignInLog

    Record = TypeVar("Record")

WINDOW: Final = 50_000
"""Records that one search reads at most, to the hour."""
REACH: Final = timedelta(days=30)
"""How far back a search goes without being told from when on."""
EXPORT_LIMIT: Final = 100_000
"""Records of one export at most."""
_CHUNK: Final = 1000
_HOUR: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SignInQuery:
    """What sign-ins are picked by; an empty value picks all. ``until`` is exclusive.

    ``client`` and ``resource`` are how display names begin, ``outcome`` is ``success`` or
    ``failure``.
    """

    app_id: str = ""
    client: str = ""
    resource: str = ""
    outcome: str = ""
    error_code: int | None = None
    address: str = ""
    correlation_id: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def is_indexed(self) -> bool:
        """Tell whether an index finds everything that is asked for."""
        has_code = self.error_code is not None
        return not (self.client or self.resource or self.outcome or self.address or has_code)


@dataclass(frozen=True, slots=True)
class SignInsFound:
    """Records, newest first. ``searched_to`` is set when what is older was not looked at."""

    records: Sequence[SignIn]
    searched_to: datetime | None = None


async def search_sign_ins(
    work: Work, log: SignInLog, query: SignInQuery, *, limit: int, before: str = ""
) -> SignInsFound:
    """Return sign-ins, newest first; ``before`` is the last record id of the page before.

    Needs AuditLog.Read.All. Raises ForbiddenError.
    """
    require_any(work, *READ_SIGN_INS)
    searched_to = None
    if not query.is_indexed:
        query, searched_to = await _narrowed(work, log, query)
    found = await list_sign_ins(
        work,
        log,
        limit=limit,
        before=before,
        app_id=query.app_id,
        correlation_id=query.correlation_id,
        where=_condition(query),
    )
    return SignInsFound(found, searched_to if len(found) < limit else None)


async def export_sign_ins(
    work: Work, log: SignInLog, query: SignInQuery, *, limit: int = EXPORT_LIMIT
) -> AsyncIterator[Sequence[SignIn]]:
    """Return sign-ins in chunks, newest first, ``limit`` at most; nothing is held in memory.

    Needs AuditLog.Read.All. Raises ForbiddenError.
    """
    query = replace(query, since=query.since or work.clock.now() - REACH)

    async def fetch(count: int, before: str) -> Sequence[SignIn]:
        return await list_sign_ins(
            work,
            log,
            limit=count,
            before=before,
            app_id=query.app_id,
            correlation_id=query.correlation_id,
            where=_condition(query),
        )

    return await in_chunks(fetch, lambda record: record.sign_in_id, size=_CHUNK, limit=limit)


async def in_chunks(
    fetch: Callable[[int, str], Awaitable[Sequence[Record]]],
    key: Callable[[Record], str],
    *,
    size: int,
    limit: int = EXPORT_LIMIT,
) -> AsyncIterator[Sequence[Record]]:
    """Return a list in chunks of ``size``, ``limit`` at most in all.

    ``fetch`` returns so many behind the one of this ``key``. The first are read now, so
    that what ``fetch`` refuses is refused before anything was sent.
    """
    first = await fetch(min(size, limit), "")
    return _with_the_rest(first, fetch, key, size, limit)


async def _with_the_rest(
    chunk: Sequence[Record],
    fetch: Callable[[int, str], Awaitable[Sequence[Record]]],
    key: Callable[[Record], str],
    size: int,
    left: int,
) -> AsyncIterator[Sequence[Record]]:
    while chunk:
        yield chunk
        left -= len(chunk)
        if len(chunk) < size or left <= 0:
            return
        chunk = await fetch(min(size, left), key(chunk[-1]))


async def _narrowed(
    work: Work, log: SignInLog, query: SignInQuery
) -> tuple[SignInQuery, datetime | None]:
    """Return the query for a window, and where it begins if there is something older.

    Hours in which nothing can match, by their codes, are passed over at the new end.
    """
    now = work.clock.now()
    start = query.since or now - REACH
    hours = [
        hour
        for hour in await log.count_by_hour(work.tenant_id, since=start - _HOUR)
        if query.until is None or hour.hour < query.until
    ]
    matches = _matching(query)
    newest = max((hour.hour for hour in hours if matches(hour)), default=None)
    if newest is None:
        return replace(query, since=start, until=start), None
    end = min(query.until or newest + _HOUR, newest + _HOUR)
    counted: dict[datetime, int] = {}
    for hour in hours:
        if hour.hour <= newest:
            counted[hour.hour] = counted.get(hour.hour, 0) + hour.count
    read = 0
    for at in sorted(counted, reverse=True):
        if read and read + counted[at] > WINDOW:
            return replace(query, since=at + _HOUR, until=end), at + _HOUR
        read += counted[at]
    return replace(query, since=start, until=end), None


def _matching(query: SignInQuery) -> Callable[[HourOfSignIns], bool]:
    if query.error_code is not None:
        return lambda hour: hour.error_code == query.error_code
    if query.outcome == "failure":
        return lambda hour: hour.error_code != 0
    if query.outcome == "success":
        return lambda hour: hour.error_code == 0
    return lambda _: True


def _condition(query: SignInQuery) -> Expression | None:
    code = ("status", "errorcode")
    parts: list[Expression] = []
    if query.since is not None:
        parts.append(Comparison(("createddatetime",), "ge", query.since))
    if query.until is not None:
        parts.append(Comparison(("createddatetime",), "lt", query.until))
    if query.outcome:
        parts.append(Comparison(code, "ne" if query.outcome == "failure" else "eq", 0))
    if query.error_code is not None:
        parts.append(Comparison(code, "eq", query.error_code))
    if query.client:
        parts.append(StartsWith(("appdisplayname",), query.client))
    if query.resource:
        parts.append(StartsWith(("resourcedisplayname",), query.resource))
    if query.address:
        parts.append(Comparison(("ipaddress",), "eq", query.address))
    return And(tuple(parts)) if parts else None
