"""What all lists share: filter to a query, paging, ``$select``, ``$count``."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from daemonry.graph.services import Answer
from daemonry.graph.token_settings import PROPERTY
from daemonry.model.ids import AppId, parse_guid
from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.odata.filter import AnyOf, Comparison, StartsWith, conjunction, parse_filter
from daemonry.odata.page import decode_skiptoken, encode_skiptoken, next_link
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence

    from daemonry.graph.services import Call

    Fetch = Callable[[ListQuery], Awaitable[Sequence[Any]]]

DEFAULT_PAGE: Final = 100
MAX_PAGE: Final = 999


async def list_page(
    call: Call, fetch: Fetch, represent: Callable[[Any], dict[str, Any]], *, context: str
) -> Answer:
    """Answer one page of objects in order of identifier, with a link to the next.

    ``context`` is the entity set's name in ``@odata.context``. Raises ODataError for a
    query option that cannot be honoured.
    """
    query = replace(list_query(call.options.filter), after=position(call))
    top = call.options.top or DEFAULT_PAGE
    found = await fetch(replace(query, limit=top + 1))
    items = [represent(item) for item in found[:top]]
    body = envelope(call, context, items)
    if len(found) > top:
        body["@odata.nextLink"] = link_after(call, found[top - 1].object_id)
    if call.options.count and call.is_advanced:
        body = {"@odata.context": body.pop("@odata.context"), "@odata.count": 0} | body
        body["@odata.count"] = await _count(fetch, query)
    return Answer(200, body)


def envelope(call: Call, context: str, items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the body of a collection, reduced to what ``$select`` names."""
    refuse_unsupported(call)
    selected = [select(call, item) for item in items]
    names = f"({','.join(call.options.select)})" if call.options.select else ""
    return {"@odata.context": f"{call.base}/$metadata#{context}{names}", "value": selected}


def entity(call: Call, context: str, item: dict[str, Any]) -> dict[str, Any]:
    """Return the body of one object, reduced to what ``$select`` names."""
    if call.options.expand:
        raise ODataError(errors.UNSUPPORTED_QUERY)
    names = f"({','.join(call.options.select)})" if call.options.select else ""
    place = f"{call.base}/$metadata#{context}{names}/$entity"
    return {"@odata.context": place} | select(call, item)


def select(call: Call, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the properties that ``$select`` names, all without it. Raises ODataError."""
    if not call.options.select:
        return {
            name: value for name, value in item.items() if name != PROPERTY or value is not None
        }
    by_name = {name.lower(): name for name in item}
    names = []
    for wanted in call.options.select:
        name = by_name.get(wanted.lower())
        if name is None:
            raise ODataError(
                errors.UNKNOWN_SELECT, property=wanted, type="microsoft.graph.directoryObject"
            )
        names.append(name)
    return {name: value for name, value in item.items() if name in names or name[0] == "@"}


def refuse_unsupported(call: Call) -> None:
    """Refuse options of lists that this server does not honour, rather than ignore them."""
    options = call.options
    if options.expand or options.orderby or options.search:
        raise ODataError(errors.UNSUPPORTED_QUERY)


def position(call: Call) -> str:
    """Return the last identifier of the page before, from ``$skiptoken``."""
    token = call.options.skiptoken
    if token is None:
        return ""
    return decode_skiptoken(
        call.services.page_key,
        token,
        tenant=call.work.tenant_id,
        caller=_caller(call),
        query=_canonical(call),
    )


def link_after(call: Call, after: str) -> str:
    """Return the link to the page behind ``after``, for this caller and query only."""
    token = encode_skiptoken(
        call.services.page_key,
        tenant=call.work.tenant_id,
        caller=_caller(call),
        query=_canonical(call),
        after=after,
    )
    return next_link(call.base + call.path, call.options.raw, token)


def list_query(text: str | None) -> ListQuery:
    """Return what a ``$filter`` narrows a list to. Raises ODataError for other forms."""
    query = ListQuery()
    if text is None:
        return query
    for part in conjunction(parse_filter(text)):
        query = _narrow(query, part)
    return query


def _narrow(query: ListQuery, part: object) -> ListQuery:
    match part:
        case Comparison(("appid",), "eq", str(value)):
            # Nothing has an appId that is no GUID, so nothing matches.
            return replace(query, app_id=AppId(parse_guid(value) or "-"))
        case Comparison(("displayname",), "eq", str(value)):
            return replace(query, display_name=value)
        case Comparison(("uniquename",), "eq", str(value)):
            return replace(query, unique_name=value)
        case StartsWith(("displayname",), str(value)):
            return replace(query, display_name_prefix=value)
        case AnyOf(("identifieruris",), Comparison((), "eq", str(value))):
            return replace(query, identifier_uri=value)
        case AnyOf(("serviceprincipalnames",), Comparison((), "eq", str(value))):
            return replace(query, service_principal_name=value)
        case _:
            raise ODataError(errors.UNSUPPORTED_QUERY)


async def _count(fetch: Fetch, query: ListQuery) -> int:
    total, query = 0, replace(query, after="", limit=MAX_PAGE)
    while True:
        found = await fetch(query)
        total += len(found)
        if len(found) < MAX_PAGE:
            return total
        query = replace(query, after=found[-1].object_id)


def _caller(call: Call) -> str:
    return call.work.actor.service_principal_id or ""


def _canonical(call: Call) -> str:
    options = sorted(pair for pair in call.options.raw if pair[0].lower() != "$skiptoken")
    return f"{call.path}?{options}"
