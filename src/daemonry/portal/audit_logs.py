"""Audit logs: who changed what in the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.audit import list_audit_events
from daemonry.odata.filter import And, Comparison, StartsWith
from daemonry.portal.call import Shown
from daemonry.portal.subject import PAGE_SIZE

if TYPE_CHECKING:
    from daemonry.odata.filter import Expression
    from daemonry.portal.call import Call


async def listing(call: Call) -> Shown:
    """Show one page of the trail, newest first."""
    activity = call.query.get("activity", "").strip()
    result = call.query.get("result", "")
    target = call.query.get("target", "").strip().lower()
    parts: list[Expression] = []
    if activity:
        parts.append(StartsWith(("activitydisplayname",), activity))
    if result in {"success", "failure"}:
        parts.append(Comparison(("result",), "eq", result))
    found = await list_audit_events(
        call.work,
        limit=PAGE_SIZE + 1,
        before=call.query.get("before", ""),
        target_id=target,
        where=And(tuple(parts)) if parts else None,
    )
    values = {
        "title": "Audit logs",
        "blade": "audit",
        "activity": activity,
        "result": result,
        "target": target,
        "rows": found[:PAGE_SIZE],
        "last": found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None,
        "cli": "daemonry audit list",
    }
    return Shown("audit_logs.html", values)
