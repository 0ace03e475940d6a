"""One operation of the management API: from a request to its answer in one unit of work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.audit import record_denied
from daemonry.directory.permissions import require_any
from daemonry.directory.work import Work
from daemonry.graph.router import match
from daemonry.graph.services import Call
from daemonry.model.errors import ForbiddenError
from daemonry.odata.body import parse_object
from daemonry.odata.path import parse_path
from daemonry.odata.query import parse_query

if TYPE_CHECKING:
    from daemonry.graph.router import Matched
    from daemonry.graph.services import Answer, Caller, GraphServices, Request

_READS: Final = frozenset({"GET", "HEAD"})


async def perform(services: GraphServices, caller: Caller, request: Request) -> Answer:
    """Do what a request asks, with exactly the rights of the caller.

    Raises ODataError, DirectoryError and OSError; whatever was begun is rolled back
    then. A denied attempt is recorded in a transaction of its own.
    """
    method = "GET" if request.method == "HEAD" else request.method
    matched = match(parse_path(request.path), method)
    directory = services.directory
    opening = directory.read() if request.method in _READS else directory.change()
    try:
        async with opening as uow:
            return await _answer(services, _work(services, caller, uow), request, matched)
    except ForbiddenError as error:
        async with directory.change() as uow:
            work = _work(services, caller, uow)
            await record_denied(work, f"{method} {request.path}", error)
        raise


async def _answer(
    services: GraphServices, work: Work, request: Request, matched: Matched
) -> Answer:
    for group in matched.route.rights:
        require_any(work, *group)
    call = Call(
        services=services,
        work=work,
        base=request.base,
        path=request.path.rstrip("/"),
        keys=matched.keys,
        options=parse_query(request.query),
        body=parse_object(request.body),
        is_advanced=request.headers.get("consistencylevel", "").lower() == "eventual",
        create_if_missing=request.headers.get("prefer", "").lower() == "create-if-missing",
        shape=matched.shape,
        cast=matched.cast,
    )
    return await matched.route.handler(call)


def _work(services: GraphServices, caller: Caller, uow: Any) -> Work:
    return Work(uow, caller.actor, caller.tenant_id, services.clock, services.ids)
