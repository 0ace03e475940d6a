"""Sign-in logs: every token request of a service principal, issued or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.audit import list_sign_ins
from daemonry.directory.lookup import not_found
from daemonry.model.errors import ForbiddenError
from daemonry.model.ids import parse_guid
from daemonry.odata.filter import And, Comparison, StartsWith
from daemonry.portal.call import Shown
from daemonry.portal.mends import buttons_for
from daemonry.portal.subject import PAGE_SIZE, shell
from daemonry.portal.token_preview import api_of, view_of
from daemonry.tokens.explain import explain_record

if TYPE_CHECKING:
    from daemonry.odata.filter import Expression
    from daemonry.portal.call import Call

_MAX_DIGITS: Final = 10


async def listing(call: Call) -> Shown:
    """Show one page of the records, newest first."""
    query = call.query
    client, resource = query.get("client", "").strip(), query.get("resource", "").strip()
    correlation = query.get("correlation", "").strip()
    status, address = query.get("status", ""), query.get("address", "").strip()
    code = query.get("code", "").strip().upper().removeprefix("AADSTS")
    code = code if code.isdigit() and len(code) < _MAX_DIGITS else ""
    parts: list[Expression] = []
    if status in {"success", "failure"}:
        parts.append(Comparison(("status", "errorcode"), "eq" if status == "success" else "ne", 0))
    if client and parse_guid(client) is None:
        parts.append(StartsWith(("appdisplayname",), client))
    if resource:
        parts.append(StartsWith(("resourcedisplayname",), resource))
    if code:
        parts.append(Comparison(("status", "errorcode"), "eq", int(code)))
    if address:
        parts.append(Comparison(("ipaddress",), "eq", address))
    found = await list_sign_ins(
        call.work,
        call.services.sign_in_log,
        limit=PAGE_SIZE + 1,
        before=query.get("before", ""),
        app_id=parse_guid(client) or "",
        correlation_id=parse_guid(correlation) or "",
        where=And(tuple(parts)) if parts else None,
    )
    values = {
        "title": "Sign-in logs",
        "blade": "sign-ins",
        "client": client,
        "resource": resource,
        "status": status,
        "address": address,
        "code": code,
        "correlation": correlation,
        "rows": found[:PAGE_SIZE],
        "last": found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None,
        "cli": "daemonry audit sign-ins",
    }
    return Shown("sign_in_logs.html", values)


async def detail(call: Call) -> Shown:
    """Show one request, what it met, and what the same request would meet now.

    Of several with one correlation ID ``?request=`` names one, else the newest is shown.
    """
    correlation_id = call.params["correlation_id"]
    found = await list_sign_ins(
        call.work, call.services.sign_in_log, limit=PAGE_SIZE, correlation_id=correlation_id
    )
    if not found:
        raise not_found(correlation_id)
    wanted = call.query.get("request", "")
    item = next((one for one in found if one.sign_in_id == wanted), found[0])
    try:
        explanation = await explain_record(view_of(call), item) if item.app_id else None
    except ForbiddenError:
        explanation = None
    values = {
        "title": "Sign-in",
        "blade": "sign-ins",
        "item": item,
        "others": [one for one in found if one is not item],
        "explanation": explanation,
        "button_for": buttons_for(item.app_id, await api_of(call, item.resource_id)),
        "cli": f"daemonry explain --correlation-id {shell(correlation_id)}",
    }
    return Shown("sign_in_detail.html", values)
