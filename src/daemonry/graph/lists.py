"""What all lists share: query options to a query, pages, ``$select``, counts, casts."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from daemonry.graph.services import COUNT, REFERENCES, Answer
from daemonry.graph.token_settings import PROPERTY
from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.odata.evaluate import holds
from daemonry.odata.filter import (
    And,
    Comparison,
    EndsWith,
    Expression,
    Not,
    Or,
    StartsWith,
    conjunction,
    parse_filter,
)
from daemonry.odata.page import decode_skiptoken, encode_skiptoken, next_link
from daemonry.odata.search import parse_search
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.graph.services import Call

Json = dict[str, Any]
Represent = Callable[[Any], Json]
Expansion = Callable[["Call", Sequence[Any]], Awaitable[Mapping[str, Sequence[Json]]]]
"""From objects of a page to what is expanded of each, by object identifier."""

DEFAULT_PAGE: Final = 100
_BY_NAME: Final = "displayname"
_SORT_KEYS: Final[Mapping[str, str]] = {
    _BY_NAME: "display_name",
    "createddatetime": "created_at",
    "deleteddatetime": "deleted_at",
    "userprincipalname": "user_principal_name",
}


@dataclass(frozen=True, slots=True)
class Source:
    """Where the objects of a list come from, how they are shown and what can be expanded.

    ``order_by`` is their order when nobody asks for another, ``key`` the attribute that
    tells objects apart which are equal in it.
    """

    fetch: Callable[[ListQuery], Awaitable[Sequence[Any]]]
    count: Callable[[ListQuery], Awaitable[int]]
    represent: Represent
    expansions: Mapping[str, Expansion] = field(default_factory=dict)
    order_by: str = ""
    key: str = "object_id"


async def list_page(call: Call, source: Source, *, context: str) -> Answer:
    """Answer one page of objects that the database filters, with a link to the next.

    ``context`` is the entity set's name in ``@odata.context``. Raises ODataError for a
    query option that cannot be honoured.
    """
    query = list_query(call)
    if source.order_by and not call.options.orderby:
        query = replace(query, order_by=source.order_by)
    if call.shape == COUNT:
        return counted(call, await source.count(query))
    query = _continued(call, query)
    top = call.options.top or DEFAULT_PAGE
    found = list(await source.fetch(replace(query, limit=top + 1)))
    shown = found[:top]
    items = await expanded(call, shown, source)
    after = position_of(shown[-1], query, source.key) if len(found) > top else None
    total = await source.count(query) if wants_count(call) else None
    return collection(call, context, items, after=after, total=total)


async def expanded(call: Call, objects: Sequence[Any], source: Source) -> list[Json]:
    """Return objects as they are shown, with what ``$expand`` names. Raises ODataError."""
    items = [source.represent(item) for item in objects]
    for wanted in call.options.expand:
        name = next((known for known in source.expansions if known.lower() == wanted.name), None)
        if name is None:
            raise ODataError(errors.UNSUPPORTED_QUERY)
        found = await source.expansions[name](call, objects)
        for item in items:
            members = list(found.get(item["id"], ()))[: wanted.top]
            item[name] = [_reduced(member, wanted.select) for member in members]
    return items


async def show_one(call: Call, found: Any, source: Source, *, context: str) -> Answer:
    """Answer one object, reduced and expanded as the options say."""
    (item,) = await expanded(call, [found], source)
    return Answer(200, entity(call, context, item))


def whole(call: Call, context: str, items: Iterable[Json]) -> Answer:
    """Answer a collection that is small enough to be filtered and sorted in memory."""
    kept = [item for item in items if _is_of_type(call, item)]
    if call.options.search is not None or call.options.expand:
        raise ODataError(errors.UNSUPPORTED_QUERY)
    if call.options.filter is not None:
        where = parse_filter(call.options.filter)
        kept = [item for item in kept if holds(where, item)]
    for order in reversed(call.options.orderby):
        kept.sort(key=lambda item: _sortable(item, order.property), reverse=order.descending)
    if call.shape == COUNT:
        return counted(call, len(kept))
    begin = int(position(call)[0]) if call.options.skiptoken else 0
    end = begin + (call.options.top or len(kept))
    after = [str(end)] if end < len(kept) else None
    total = len(kept) if wants_count(call) else None
    return collection(call, context, kept[begin:end], after=after, total=total)


def collection(
    call: Call,
    context: str,
    items: Iterable[Json],
    *,
    after: Sequence[str] | None = None,
    total: int | None = None,
) -> Answer:
    """Answer the members of a collection, reduced to what ``$select`` names, or references.

    ``after`` is the place behind which the next page begins.
    """
    body: Json = {}
    if call.shape == REFERENCES:
        body["@odata.context"] = f"{call.base}/$metadata#Collection($ref)"
        link = f"{call.base}/directoryObjects"
        value = [{"@odata.id": f"{link}/{item['id']}"} for item in items]
    else:
        body["@odata.context"] = f"{call.base}/$metadata#{context}{_selected(call)}"
        value = [select(call, item) for item in items]
    if total is not None:
        body["@odata.count"] = total
    if after is not None:
        body["@odata.nextLink"] = _link_after(call, after)
    return Answer(200, body | {"value": value})


def counted(call: Call, total: int) -> Answer:
    """Answer ``/$count``, for which Graph demands a header."""
    if not call.is_advanced:
        raise ODataError(errors.COUNT_NEEDS_HEADER)
    return Answer(200, text=str(total))


def wants_count(call: Call) -> bool:
    """Tell whether ``@odata.count`` is asked for; without the header it is ignored.

    It stands on the first page only, as in Graph.
    """
    return call.options.count and call.is_advanced and call.options.skiptoken is None


def entity(call: Call, context: str, item: Json) -> Json:
    """Return the body of one object, reduced to what ``$select`` names."""
    place = f"{call.base}/$metadata#{context}{_selected(call)}/$entity"
    return {"@odata.context": place} | select(call, item)


def select(call: Call, item: Mapping[str, Any]) -> Json:
    """Return the properties that ``$select`` names, all without it. Raises ODataError.

    What ``$expand`` names is always shown.
    """
    more = tuple(wanted.name for wanted in call.options.expand)
    return _reduced(item, call.options.select, more)


def list_query(call: Call) -> ListQuery:
    """Return what ``$filter``, ``$search`` and ``$orderby`` ask of a database.

    Raises ODataError for what is malformed, and for a search without its header.
    """
    options = call.options
    parts: list[Expression] = []
    if options.filter is not None:
        parts.append(parse_filter(options.filter))
    if options.search is not None:
        if not call.is_advanced:
            raise ODataError(errors.SEARCH_NEEDS_HEADER)
        parts.append(parse_search(options.search))
    where = None if not parts else parts[0] if len(parts) == 1 else And(tuple(parts))
    if call.services.strict_queries and not (call.is_advanced and options.count):
        _refuse_advanced(where)
    if len(options.orderby) > 1:
        raise ODataError(errors.UNSUPPORTED_QUERY)
    if not options.orderby:
        return ListQuery(where=where, order_by=_natural_order(where))
    (order,) = options.orderby
    return ListQuery(where=where, order_by=order.property, is_descending=order.descending)


def position_of(item: Any, query: ListQuery, key: str) -> list[str]:
    """Return the place of an object in the order of a query, for a page token."""
    sorted_by = _SORT_KEYS.get(query.order_by)
    value = getattr(item, sorted_by) if sorted_by is not None else ""
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    return [getattr(item, key), text]


def _natural_order(where: Expression | None) -> str:
    """Return the order of a list when nobody asks for one.

    Names that were found by an index come in the order of that index, so that a page
    costs the same however many there are.
    """
    parts = () if where is None else conjunction(where)
    is_by_name = any(
        isinstance(part, StartsWith | Comparison) and part.path == (_BY_NAME,) for part in parts
    )
    return _BY_NAME if is_by_name else ""


def _continued(call: Call, query: ListQuery) -> ListQuery:
    if call.options.skiptoken is None:
        return query
    after, text = position(call)
    is_text = not query.order_by.endswith("datetime")
    value = text if is_text else datetime.fromisoformat(text)
    return replace(query, after=after, after_value=value)


def position(call: Call) -> list[str]:
    """Return the place where the page before ended, from ``$skiptoken``."""
    token = call.options.skiptoken or ""
    place = decode_skiptoken(
        call.services.page_key,
        token,
        tenant=call.work.tenant_id,
        caller=_caller(call),
        query=_canonical(call),
    )
    return list(json.loads(place))


def _link_after(call: Call, after: Sequence[str]) -> str:
    """Return the link to the page behind ``after``, for this caller and query only."""
    token = encode_skiptoken(
        call.services.page_key,
        tenant=call.work.tenant_id,
        caller=_caller(call),
        query=_canonical(call),
        after=json.dumps(after),
    )
    return next_link(call.base + call.path, call.options.raw, token)


def _refuse_advanced(where: Expression | None) -> None:
    """Refuse what Graph answers with the header and ``$count`` only."""
    match where:
        case Not() | EndsWith() | Comparison(_, "ne"):
            name = "NotEquals" if isinstance(where, Comparison) else type(where).__name__
            raise ODataError(errors.ADVANCED_QUERY, operator=name)
        case Comparison((*_, "$count")):
            raise ODataError(errors.ADVANCED_QUERY, operator="$count")
        case And(parts) | Or(parts):
            for part in parts:
                _refuse_advanced(part)
        case _:
            pass


def _is_of_type(call: Call, item: Json) -> bool:
    if call.cast is None:
        return True
    return str(item.get("@odata.type", "")).lower() == f"#microsoft.graph.{call.cast}"


def _reduced(item: Mapping[str, Any], names: Sequence[str], more: Sequence[str] = ()) -> Json:
    if not names:
        return {
            name: value for name, value in item.items() if name != PROPERTY or value is not None
        }
    by_name = {name.lower(): name for name in item}
    for wanted in names:
        if wanted.lower() not in by_name:
            raise ODataError(
                errors.UNKNOWN_SELECT, property=wanted, type="microsoft.graph.directoryObject"
            )
    kept = {name.lower() for name in names} | set(more)
    return {name: value for name, value in item.items() if name.lower() in kept or name[0] == "@"}


def _sortable(item: Json, name: str) -> tuple[bool, str]:
    by_name = {known.lower(): value for known, value in item.items()}
    if name not in by_name:
        raise ODataError(errors.UNSUPPORTED_QUERY)
    value = by_name[name]
    return value is not None, str(value).casefold()


def _selected(call: Call) -> str:
    return f"({','.join(call.options.select)})" if call.options.select else ""


def _caller(call: Call) -> str:
    return call.work.actor.service_principal_id or ""


def _canonical(call: Call) -> str:
    options = sorted(pair for pair in call.options.raw if pair[0].lower() != "$skiptoken")
    return f"{call.path}?{options}"
