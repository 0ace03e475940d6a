"""One page for each AADSTS number: what it means, what caused it here, and what mends it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.figures import count_sign_ins
from daemonry.directory.lookup import not_found
from daemonry.directory.record_search import SignInQuery, search_sign_ins
from daemonry.model.errors import ForbiddenError
from daemonry.model.ids import AppId
from daemonry.oauth.errors.catalogue import ROWS, rows_of
from daemonry.oauth.errors.guide import GUIDES, meaning_of
from daemonry.portal.call import Shown
from daemonry.tokens.mending import Words, mend_of_code
from daemonry.tokens.order import ORDER, check_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.model.audit import SignIn
    from daemonry.portal.call import Call
    from daemonry.tokens.explanation import Mend

_SINCE: Final = timedelta(days=30)
_ROWS: Final = 20


async def listing(call: Call) -> Shown:
    """Show every number, with how often it was answered in the last 30 days."""
    counted: Counter[int] = Counter()
    try:
        now = call.services.clock.now()
        for hour in await count_sign_ins(call.work, call.services.sign_in_log, since=now - _SINCE):
            counted[hour.error_code] += hour.count
    except ForbiddenError:
        counted.clear()
    typed = call.query.get("q", "").strip()
    numbers = {row.aadsts for row in ROWS}
    shown = [
        (number, meaning_of(number), counted[number])
        for number in sorted(numbers, key=lambda each: (-counted[each], str(each)))
        if typed.upper().removeprefix("AADSTS") in str(number)
        or typed.casefold() in meaning_of(number).casefold()
    ]
    values = {
        "title": "Error codes",
        "blade": "errors",
        "q": typed,
        "rows": shown,
        "cli": "daemonry audit sign-ins --failed",
    }
    return Shown("errors.html", values)


async def page(call: Call) -> Shown:
    """Show one number. Raises NotFoundError for one that this server never answers."""
    rows = rows_of(call.params["code"])
    if not rows:
        raise not_found(call.params["code"])
    number = rows[0].aadsts
    guide, check = GUIDES.get(number), check_of(number)
    records = await _records(call, number)
    values = {
        "title": f"AADSTS{number}",
        "blade": "errors",
        "number": number,
        "meaning": meaning_of(number),
        "causes": guide.causes if guide is not None else (),
        "answers": rows,
        "check": check,
        "place": ORDER.index(check) + 1 if check is not None else 0,
        "last": len(ORDER),
        "records": records,
        "cases": _cases(records or ()),
        "mend": await _mend(call, number, records or ()),
        "cli": f"daemonry audit sign-ins --code {number}",
    }
    return Shown("error.html", values)


async def _records(call: Call, number: int) -> Sequence[SignIn] | None:
    """Return the newest requests that were answered so, or None where one may not see them."""
    query = SignInQuery(error_code=number)
    try:
        found = await search_sign_ins(call.work, call.services.sign_in_log, query, limit=_ROWS)
    except ForbiddenError:
        return None
    return found.records


def _cases(records: Sequence[SignIn]) -> list[dict[str, Any]]:
    """Return the records by client and reason: the newest of each, and how many there are."""
    cases: dict[tuple[str, str], dict[str, Any]] = {}
    for record in records:
        case = cases.setdefault(
            (record.app_id, record.failure_reason), {"newest": record, "count": 0}
        )
        case["count"] += 1
    return list(cases.values())


async def _mend(call: Call, number: int, records: Sequence[SignIn]) -> Mend | None:
    """Return what mends the number, with the names of the newest request that had it."""
    found = mend_of_code(number)
    if found is None or not records:
        return Words().fill(found)
    record, uow, tenant_id = records[0], call.work.uow, call.tenant.tenant_id
    client = await uow.applications.get_by_app_id(tenant_id, AppId(record.app_id))
    principal = await uow.service_principals.get_by_app_id(tenant_id, AppId(record.app_id))
    api = await uow.service_principals.get_by_app_id(tenant_id, AppId(record.resource_id))
    words = Words(
        client_id=record.app_id,
        client=client,
        client_principal=principal,
        api=api,
        correlation_id=record.correlation_id,
    )
    return words.fill(found)
