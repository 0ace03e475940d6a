"""One operation of the management API: from a request to its answer in one unit of work."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.audit import record_denied
from daemonry.directory.passwords import HashedAside, HashWantedError
from daemonry.directory.permissions import require_any
from daemonry.directory.work import Work
from daemonry.graph.router import match
from daemonry.graph.services import Call
from daemonry.model.errors import ForbiddenError
from daemonry.odata.body import parse_object
from daemonry.odata.path import parse_path
from daemonry.odata.query import parse_query

if TYPE_CHECKING:
    from daemonry.directory.passwords import KeepPassword
    from daemonry.graph.router import Matched
    from daemonry.graph.services import Answer, Caller, GraphServices, Request

_READS: Final = frozenset({"GET", "HEAD"})


async def perform(services: GraphServices, caller: Caller, request: Request) -> Answer:
    """Do what a request asks, with exactly the rights of the caller.

    Raises ODataError, DirectoryError and OSError; whatever was begun is rolled back
    then. A denied attempt is recorded in a transaction of its own. Passwords are hashed
    between two attempts at the same change, because that takes longer than others may
    wait for a transaction.
    """
    keep = HashedAside()
    while True:
        try:
            return await _perform_once(services, caller, request, keep)
        except HashWantedError as wanted:
            await asyncio.to_thread(keep.make, wanted)


async def _perform_once(
    services: GraphServices, caller: Caller, request: Request, keep: KeepPassword
) -> Answer:
    method = "GET" if request.method == "HEAD" else request.method
    matched = match(parse_path(request.path), method)
    directory = services.directory
    opening = directory.read() if request.method in _READS else directory.change()
    try:
        async with opening as uow:
            work = _work(services, caller, uow)
            return await _answer(services, work, request, matched, keep)
    except ForbiddenError as error:
        async with directory.change() as uow:
            work = _work(services, caller, uow)
            await record_denied(work, f"{method} {request.path}", error)
        raise


async def _answer(
    services: GraphServices, work: Work, request: Request, matched: Matched, keep: KeepPassword
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
        body={} if matched.route.takes_file else parse_object(request.body),
        file=request.body if matched.route.takes_file else b"",
        is_advanced=request.headers.get("consistencylevel", "").lower() == "eventual",
        keep_password=keep,
        create_if_missing=request.headers.get("prefer", "").lower() == "create-if-missing",
        shape=matched.shape,
        cast=matched.cast,
    )
    return await matched.route.handler(call)


def _work(services: GraphServices, caller: Caller, uow: Any) -> Work:
    return Work(uow, caller.actor, caller.tenant_id, services.clock, services.ids)
