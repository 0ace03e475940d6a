"""Query options of a request (OData 4.01 part 1, 11.2.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from daemonry.odata import errors
from daemonry.odata.errors import ODataError

MAX_QUERY: Final = 8 * 1024
MAX_PAGE: Final = 999
MAX_EXPANDED: Final = 20
"""Members of an expanded collection that are shown (Graph: query-parameters)."""

_EXPAND: Final = re.compile(r"\s*(\w+)\s*(?:\(([^()]*)\))?\s*(?:,|$)")
_ORDER: Final = re.compile(r"(\w+(?:/\w+)*)(?:\s+(asc|desc))?", re.IGNORECASE)
_OPTIONS: Final = frozenset(
    {"$filter", "$select", "$expand", "$top", "$count", "$orderby", "$search", "$skiptoken"}
)


@dataclass(frozen=True, slots=True)
class Order:
    """By which property (lower case) a list is sorted."""

    property: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Expand:
    """A navigation property (lower case) to be shown with each object, and what of it."""

    name: str
    select: tuple[str, ...] = ()
    top: int = MAX_EXPANDED


@dataclass(frozen=True, slots=True)
class QueryOptions:
    """The options; ``$filter`` and ``$search`` as text, for ``filter`` and ``search``.

    ``raw`` holds every parameter as sent, decoded and in order, for next links.
    """

    filter: str | None = None
    select: tuple[str, ...] = ()
    expand: tuple[Expand, ...] = ()
    top: int | None = None
    count: bool = False
    orderby: tuple[Order, ...] = ()
    search: str | None = None
    skiptoken: str | None = None
    raw: tuple[tuple[str, str], ...] = ()


def parse_query(query: bytes) -> QueryOptions:
    """Return the options of a raw query string; parameters without ``$`` are ignored.

    Raises ODataError for an unknown or doubled option and for a value out of range.
    """
    if len(query) > MAX_QUERY:
        raise ODataError(errors.BAD_REQUEST, reason="The query string is too long.")
    raw = tuple(_pair(part) for part in query.split(b"&") if part)
    found: dict[str, str] = {}
    for name, value in raw:
        option = name.lower()
        if not option.startswith("$"):
            continue
        if option not in _OPTIONS:
            reason = f"The query parameter '{name[:50]}' is not supported."
            raise ODataError(errors.BAD_REQUEST, reason=reason)
        if option in found:
            reason = f"The query parameter '{option}' is specified multiple times."
            raise ODataError(errors.BAD_REQUEST, reason=reason)
        found[option] = value
    return QueryOptions(
        filter=found.get("$filter"),
        select=_names(found.get("$select")),
        expand=_expansions(found.get("$expand", "")),
        top=_page_size(found.get("$top")),
        count=_flag(found.get("$count")),
        orderby=_orders(found.get("$orderby", "")),
        search=found.get("$search"),
        skiptoken=found.get("$skiptoken"),
        raw=raw,
    )


def _pair(part: bytes) -> tuple[str, str]:
    name, _, value = part.partition(b"=")
    try:
        return _decode(name), _decode(value)
    except UnicodeDecodeError:
        raise ODataError(errors.BAD_REQUEST, reason="The query string is not UTF-8.") from None


def _decode(raw: bytes) -> str:
    return unquote_to_bytes(raw.replace(b"+", b" ")).decode("utf-8")


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(",") if name.strip()) if text else ()


def _orders(text: str) -> tuple[Order, ...]:
    orders = []
    for part in text.split(",") if text.strip() else ():
        match = _ORDER.fullmatch(part.strip())
        if match is None:
            raise ODataError(errors.BAD_REQUEST, reason=f"Invalid orderby clause: '{part}'.")
        orders.append(Order(match[1].lower(), (match[2] or "").lower() == "desc"))
    return tuple(orders)


def _expansions(text: str) -> tuple[Expand, ...]:
    found, position = [], 0
    while position < len(text):
        match = _EXPAND.match(text, position)
        if match is None:
            raise ODataError(errors.BAD_REQUEST, reason="The expand clause is malformed.")
        found.append(_expansion(match[1].lower(), match[2] or ""))
        position = match.end()
    return tuple(found)


def _expansion(name: str, inner: str) -> Expand:
    """Return one expansion; ``$select`` and ``$top`` may stand in its parentheses."""
    select: tuple[str, ...] = ()
    top = MAX_EXPANDED
    for part in filter(None, (piece.strip() for piece in inner.split(";"))):
        option, _, value = part.partition("=")
        if option.lower() == "$select":
            select = _names(value)
        elif option.lower() == "$top":
            top = min(_page_size(value) or MAX_EXPANDED, MAX_EXPANDED)
        else:
            raise ODataError(errors.UNSUPPORTED_QUERY)
    return Expand(name, select, top)


def _page_size(text: str | None) -> int | None:
    if text is None:
        return None
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(MAX_PAGE))
    if not is_number or not 1 <= int(text) <= MAX_PAGE:
        raise ODataError(errors.BAD_PAGE_SIZE, size=text)
    return int(text)


def _flag(text: str | None) -> bool:
    if text is None:
        return False
    if text.lower() not in {"true", "false"}:
        raise ODataError(errors.BAD_REQUEST, reason="'$count' must be true or false.")
    return text.lower() == "true"
