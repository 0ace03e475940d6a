"""Query options of a request (OData 4.01 part 1, 11.2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from daemonry.odata import errors
from daemonry.odata.errors import ODataError

MAX_QUERY: Final = 8 * 1024
MAX_PAGE: Final = 999
_OPTIONS: Final = frozenset(
    {"$filter", "$select", "$expand", "$top", "$count", "$orderby", "$search", "$skiptoken"}
)


@dataclass(frozen=True, slots=True)
class QueryOptions:
    """The options as text, where nothing more is decided here.

    ``raw`` holds every parameter as sent, decoded and in order, for next links.
    """

    filter: str | None = None
    select: tuple[str, ...] = ()
    expand: tuple[str, ...] = ()
    top: int | None = None
    count: bool = False
    orderby: str | None = None
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
        expand=_names(found.get("$expand")),
        top=_page_size(found.get("$top")),
        count=_flag(found.get("$count")),
        orderby=found.get("$orderby"),
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
