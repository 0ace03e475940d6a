"""Sign-in logs: every token request of a service principal, issued or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.audit import list_sign_ins
from daemonry.model.ids import parse_guid
from daemonry.odata.filter import And, Comparison, StartsWith
from daemonry.portal.call import Shown
from daemonry.portal.subject import PAGE_SIZE

if TYPE_CHECKING:
    from daemonry.odata.filter import Expression
    from daemonry.portal.call import Call


async def listing(call: Call) -> Shown:
    """Show one page of the records, newest first."""
    query = call.query
    client, resource = query.get("client", "").strip(), query.get("resource", "").strip()
    correlation = query.get("correlation", "").strip()
    status, address = query.get("status", ""), query.get("address", "").strip()
    parts: list[Expression] = []
    if status in {"success", "failure"}:
        parts.append(Comparison(("status", "errorcode"), "eq" if status == "success" else "ne", 0))
    if client and parse_guid(client) is None:
        parts.append(StartsWith(("appdisplayname",), client))
    if resource:
        parts.append(StartsWith(("resourcedisplayname",), resource))
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
        "correlation": correlation,
        "rows": found[:PAGE_SIZE],
        "last": found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None,
        "cli": "daemonry audit sign-ins",
    }
    return Shown("sign_in_logs.html", values)
