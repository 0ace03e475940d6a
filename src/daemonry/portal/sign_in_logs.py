"""Sign-in logs: every token request of a service principal, issued or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.audit import list_sign_ins
from daemonry.directory.lookup import not_found
from daemonry.directory.record_search import (
    EXPORT_LIMIT,
    SignInQuery,
    export_sign_ins,
    search_sign_ins,
)
from daemonry.model.errors import ForbiddenError
from daemonry.model.ids import parse_guid
from daemonry.portal.call import Shown, Streamed
from daemonry.portal.exporting import streamed
from daemonry.portal.mends import buttons_for
from daemonry.portal.moments import field_of, moment_of
from daemonry.portal.subject import PAGE_SIZE, shell
from daemonry.portal.token_preview import api_of, view_of
from daemonry.tokens.explain import explain_record

if TYPE_CHECKING:
    from daemonry.model.audit import SignIn
    from daemonry.portal.call import Call

_MAX_DIGITS: Final = 10
_OUTCOMES: Final = {"success", "failure"}


async def listing(call: Call) -> Shown:
    """Show one page of the records, newest first; a live one is looked at again and again."""
    query, shown = _query(call)
    found = await search_sign_ins(
        call.work,
        call.services.sign_in_log,
        query,
        limit=PAGE_SIZE + 1,
        before=call.query.get("before", ""),
    )
    records = found.records
    values = {
        "title": "Sign-in logs",
        "blade": "sign-ins",
        **shown,
        "shown": shown,
        "is_live": call.query.get("live") == "1",
        "rows": records[:PAGE_SIZE],
        "last": records[PAGE_SIZE - 1] if len(records) > PAGE_SIZE else None,
        "searched_to": found.searched_to,
        "limit": EXPORT_LIMIT,
        "cli": _command(query),
    }
    return Shown("sign_in_logs.html", values)


async def export(call: Call) -> Streamed:
    """Write the records of a search as a file, newest first, 100,000 at most."""
    query, _ = _query(call)
    chunks = await export_sign_ins(call.work, call.services.sign_in_log, query)
    return streamed(call, "sign-ins", chunks, _row)


def _query(call: Call) -> tuple[SignInQuery, dict[str, str]]:
    """Return what is asked for, and the same as it stands in the fields of the page."""
    names = ("client", "resource", "status", "code", "address", "correlation", "from", "to")
    shown = {name: call.query.get(name, "").strip() for name in names}
    code = shown["code"].upper().removeprefix("AADSTS")
    shown["code"] = code if code.isdigit() and len(code) < _MAX_DIGITS else ""
    since, until = moment_of(shown["from"]), moment_of(shown["to"])
    shown["from"], shown["to"] = field_of(since), field_of(until)
    app_id = parse_guid(shown["client"])
    query = SignInQuery(
        app_id=app_id or "",
        client=shown["client"] if app_id is None else "",
        resource=shown["resource"],
        outcome=shown["status"] if shown["status"] in _OUTCOMES else "",
        error_code=int(shown["code"]) if shown["code"] else None,
        address=shown["address"],
        correlation_id=parse_guid(shown["correlation"]) or "",
        since=since,
        until=until,
    )
    return query, shown


def _command(query: SignInQuery) -> str:
    outcome = {"failure": " --failed", "success": " --issued"}.get(query.outcome, "")
    code = f" --code {query.error_code}" if query.error_code is not None else ""
    since = f" --since {query.since:%Y-%m-%dT%H:%MZ}" if query.since is not None else ""
    app = f" --app {query.app_id}" if query.app_id else ""
    return f"daemonry audit sign-ins{app}{outcome}{code}{since}"


def _row(record: SignIn) -> dict[str, Any]:
    return {
        "at": record.at.isoformat(),
        "client_id": record.app_id,
        "client": record.app_display_name,
        "resource_id": record.resource_id,
        "resource": record.resource_display_name,
        "error_code": record.error_code,
        "failure_reason": record.failure_reason,
        "roles": list(record.roles),
        "credential_type": record.credential_type,
        "credential_key_id": record.credential_key_id,
        "ip_address": record.ip_address,
        "user_agent": record.user_agent,
        "latency_us": record.latency_us,
        "correlation_id": record.correlation_id,
        "request_id": record.sign_in_id,
        "unique_token_identifier": record.unique_token_identifier,
    }


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
