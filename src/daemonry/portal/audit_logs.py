"""Audit logs: who changed what in the directory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.audit import list_audit_events, read_seal_state
from daemonry.directory.record_search import EXPORT_LIMIT, REACH, in_chunks
from daemonry.odata.filter import And, Comparison, StartsWith
from daemonry.portal.call import Shown, Streamed
from daemonry.portal.exporting import streamed
from daemonry.portal.moments import field_of, moment_of
from daemonry.portal.subject import PAGE_SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.model.audit import AuditEvent
    from daemonry.odata.filter import Expression
    from daemonry.portal.call import Call

_RESULTS: Final = {"success", "failure"}
_CHUNK: Final = 500


async def listing(call: Call) -> Shown:
    """Show one page of the trail, newest first; a live one is looked at again and again."""
    where, shown = _query(call)
    found = await list_audit_events(
        call.work,
        limit=PAGE_SIZE + 1,
        before=call.query.get("before", ""),
        target_id=shown["target"],
        where=where,
    )
    values = {
        "title": "Audit logs",
        "blade": "audit",
        **shown,
        "shown": shown,
        "is_live": call.query.get("live") == "1",
        "rows": found[:PAGE_SIZE],
        "last": found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None,
        "seal": await read_seal_state(call.work),
        "limit": EXPORT_LIMIT,
        "cli": "daemonry audit list" + (f" --target {shown['target']}" if shown["target"] else ""),
    }
    return Shown("audit_logs.html", values)


async def export(call: Call) -> Streamed:
    """Write the events of a search as a file, newest first, 100,000 at most."""
    where, shown = _query(call)

    async def fetch(count: int, before: str) -> Sequence[AuditEvent]:
        # Each in a view of its own: the page's is closed when the file is still written.
        async with call.services.directory.read() as uow:
            return await list_audit_events(
                replace(call.work, uow=uow),
                limit=count,
                before=before,
                target_id=shown["target"],
                where=where,
            )

    chunks = await in_chunks(fetch, lambda event: event.event_id, size=_CHUNK)
    return streamed(call, "audit-events", chunks, _row)


def _query(call: Call) -> tuple[Expression | None, dict[str, str]]:
    """Return the condition, and the same as it stands in the fields of the page."""
    names = ("activity", "result", "target", "actor", "from", "to")
    shown = {name: call.query.get(name, "").strip() for name in names}
    shown["target"] = shown["target"].lower()
    since, until = moment_of(shown["from"]), moment_of(shown["to"])
    shown["from"], shown["to"] = field_of(since), field_of(until)
    parts: list[Expression] = []
    if shown["activity"]:
        parts.append(StartsWith(("activitydisplayname",), shown["activity"]))
    if shown["actor"]:
        parts.append(StartsWith(("initiatedby", "app", "displayname"), shown["actor"]))
    if shown["result"] in _RESULTS:
        parts.append(Comparison(("result",), "eq", shown["result"]))
    if parts and since is None and not shown["target"]:
        since = call.services.clock.now() - REACH
    if since is not None:
        parts.append(Comparison(("activitydatetime",), "ge", since))
    if until is not None:
        parts.append(Comparison(("activitydatetime",), "lt", until))
    return (And(tuple(parts)) if parts else None), shown


def _row(event: AuditEvent) -> dict[str, Any]:
    return {
        "at": event.at.isoformat(),
        "activity": event.activity,
        "category": event.category,
        "result": event.result,
        "reason": event.reason,
        "actor": event.actor.display_name,
        "ip_address": event.actor.ip_address or "",
        "targets": [target.display_name or target.object_id for target in event.targets],
        "target_ids": [target.object_id for target in event.targets],
        "correlation_id": event.actor.correlation_id,
        "event_id": event.event_id,
    }
