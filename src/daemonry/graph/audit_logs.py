"""``/auditLogs``: directory changes and sign-ins, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.audit import list_audit_events, list_sign_ins
from daemonry.graph import records
from daemonry.graph.lists import DEFAULT_PAGE, collection, position
from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.odata.filter import parse_filter

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from daemonry.graph.services import Answer, Call
    from daemonry.odata.filter import Expression

_TIMES: Final = frozenset({"activitydatetime", "createddatetime"})


async def directory_audits(call: Call) -> Answer:
    """Answer ``GET /auditLogs/directoryAudits``."""
    where, top = _query(call)
    found = await list_audit_events(call.work, limit=top + 1, before=_before(call), where=where)
    ids = [event.event_id for event in found]
    return _page(call, "directoryAudits", found, ids, records.audit_event)


async def sign_ins(call: Call) -> Answer:
    """Answer ``GET /auditLogs/signIns``: of clients and of people, told apart by filters."""
    where, top = _query(call)
    log = call.services.sign_in_log
    found = await list_sign_ins(call.work, log, limit=top + 1, before=_before(call), where=where)
    ids = [record.sign_in_id for record in found]
    return _page(call, "signIns", found, ids, records.sign_in)


def _query(call: Call) -> tuple[Expression | None, int]:
    options = call.options
    if options.expand or options.search is not None:
        raise ODataError(errors.UNSUPPORTED_QUERY)
    if any(order.property not in _TIMES or not order.descending for order in options.orderby):
        raise ODataError(errors.UNSUPPORTED_QUERY)
    where = None if options.filter is None else parse_filter(options.filter)
    return where, options.top or DEFAULT_PAGE


def _before(call: Call) -> str:
    return position(call)[0] if call.options.skiptoken is not None else ""


def _page(
    call: Call,
    name: str,
    found: Sequence[Any],
    ids: Sequence[str],
    represent: Callable[[Any], dict[str, Any]],
) -> Answer:
    top = call.options.top or DEFAULT_PAGE
    after = [ids[top - 1]] if len(found) > top else None
    return collection(call, f"auditLogs/{name}", map(represent, found[:top]), after=after)
