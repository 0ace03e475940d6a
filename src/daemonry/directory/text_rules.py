"""Small checks on single values, shared by the validators of all objects."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from daemonry.model.errors import (
    DUPLICATE_VALUE,
    INVALID_PROPERTY,
    REQUIRED_PROPERTY,
    TOO_LONG,
    InvalidError,
)
from daemonry.model.ids import parse_guid

if TYPE_CHECKING:
    from collections.abc import Collection

MAX_TAG: Final = 256
MAX_NOTE: Final = 1024
MAX_URL: Final = 2048

_LINE_BREAKS: Final = frozenset("\t\n\r")
_UNPRINTABLE: Final = frozenset({"Cc", "Cs"})


def check_text(
    text: str, name: str, longest: int, *, lines: bool = False, resource: str = "Application"
) -> None:
    """Check a text that must not be empty: length in characters, nothing unprintable.

    ``lines`` allows tabs and line breaks. Raises InvalidError(REQUIRED_PROPERTY, TOO_LONG,
    INVALID_PROPERTY).
    """
    if not text or text.isspace():
        raise InvalidError(REQUIRED_PROPERTY, target=name, property=name, resource=resource)
    if len(text) > longest:
        raise InvalidError(TOO_LONG, target=name, property=name, limit=str(longest))
    allowed = _LINE_BREAKS if lines else frozenset[str]()
    if any(unicodedata.category(char) in _UNPRINTABLE and char not in allowed for char in text):
        raise InvalidError(INVALID_PROPERTY, target=name, property=name, resource=resource)


def check_note(text: str | None, name: str, *, resource: str = "Application") -> None:
    """Check an optional longer text of at most 1,024 characters."""
    if text:
        check_text(text, name, MAX_NOTE, lines=True, resource=resource)


def check_guid(text: str, name: str, *, resource: str = "Application") -> None:
    """Raise InvalidError(INVALID_PROPERTY) unless ``text`` is a GUID in canonical form."""
    if parse_guid(text) != text:
        raise InvalidError(INVALID_PROPERTY, target=name, property=name, resource=resource)


def check_tags(tags: Collection[str], *, resource: str = "Application") -> None:
    """Check tags: 1 to 256 characters each, no whitespace, no repetition."""
    if len(set(tags)) < len(tags):
        raise InvalidError(DUPLICATE_VALUE, target="tags", detail_code=DUPLICATE_VALUE.code)
    for tag in tags:
        check_text(tag, "tags", MAX_TAG, resource=resource)
        if any(char.isspace() for char in tag):
            raise InvalidError(INVALID_PROPERTY, target="tags", property="tags", resource=resource)


def check_web_address(
    url: str | None,
    name: str,
    *,
    schemes: Collection[str] = ("http", "https"),
    longest: int = MAX_URL,
    resource: str = "Application",
) -> None:
    """Check an optional absolute URL that people may be sent to.

    Only http and https by default: a ``javascript:`` address would run in whatever
    page shows it. Raises InvalidError(TOO_LONG, INVALID_PROPERTY).
    """
    if not url:
        return
    if len(url) > longest:
        raise InvalidError(TOO_LONG, target=name, property=name, limit=str(longest))
    if host_of(url, schemes) is None:
        raise InvalidError(INVALID_PROPERTY, target=name, property=name, resource=resource)


def host_of(url: str, schemes: Collection[str]) -> str | None:
    """Return the host of an absolute URL with one of these schemes, else None.

    User information in front of the host and spaces or unprintable characters
    anywhere make it no URL.
    """
    if any(char.isspace() or unicodedata.category(char) in _UNPRINTABLE for char in url):
        return None
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in schemes or "@" in parts.netloc or "\\" in url:
        return None
    return parts.hostname or None
