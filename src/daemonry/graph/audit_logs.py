"""``/auditLogs``: directory changes and sign-ins, newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.audit import list_audit_events, list_sign_ins
from daemonry.graph import representation
from daemonry.graph.lists import DEFAULT_PAGE, envelope, link_after, position
from daemonry.graph.services import Answer
from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.odata.filter import AnyOf, Comparison, conjunction, parse_filter

if TYPE_CHECKING:
    from daemonry.graph.services import Call


async def directory_audits(call: Call) -> Answer:
    """Answer ``GET /auditLogs/directoryAudits``."""
    top = call.options.top or DEFAULT_PAGE
    found = await list_audit_events(
        call.work, limit=top + 1, before=position(call), target_id=_target(call)
    )
    shown = found[:top]
    body = envelope(call, "auditLogs/directoryAudits", map(representation.audit_event, shown))
    if len(found) > top:
        body["@odata.nextLink"] = link_after(call, shown[-1].event_id)
    return Answer(200, body)


async def sign_ins(call: Call) -> Answer:
    """Answer ``GET /auditLogs/signIns``: those of service principals."""
    top = call.options.top or DEFAULT_PAGE
    app_id, correlation_id = _sign_in_filter(call)
    found = await list_sign_ins(
        call.work,
        call.services.sign_in_log,
        limit=top + 1,
        before=position(call),
        app_id=app_id,
        correlation_id=correlation_id,
    )
    shown = found[:top]
    body = envelope(call, "auditLogs/signIns", map(representation.sign_in, shown))
    if len(found) > top:
        body["@odata.nextLink"] = link_after(call, shown[-1].sign_in_id)
    return Answer(200, body)


def _target(call: Call) -> str:
    target = ""
    if call.options.filter is not None:
        for part in conjunction(parse_filter(call.options.filter)):
            match part:
                case AnyOf(("targetresources",), Comparison(("id",), "eq", str(value))):
                    target = value
                case _:
                    raise ODataError(errors.UNSUPPORTED_QUERY)
    return target


def _sign_in_filter(call: Call) -> tuple[str, str]:
    app_id = correlation_id = ""
    if call.options.filter is not None:
        for part in conjunction(parse_filter(call.options.filter)):
            match part:
                case Comparison(("appid",), "eq", str(value)):
                    app_id = value.lower()
                case Comparison(("correlationid",), "eq", str(value)):
                    correlation_id = value.lower()
                case AnyOf(("signineventtypes",), Comparison((), "eq", "servicePrincipal")):
                    pass
                case _:
                    raise ODataError(errors.UNSUPPORTED_QUERY)
    return app_id, correlation_id
