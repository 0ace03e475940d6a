"""Graph's paths: ``/applications(appId='..')/owners/$ref`` to segments (OData part 2, 4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from daemonry.odata import errors
from daemonry.odata.errors import ODataError

MAX_PATH: Final = 2048
_SEGMENT: Final = re.compile(
    r"(?P<name>[^()]+)(?:\((?:(?P<key_name>[A-Za-z]\w*)=)?(?:'(?P<quoted>(?:[^']|'')*)'"
    r"|(?P<bare>[0-9A-Za-z-]+))\))?"
)


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: ``name`` in lower case, ``original`` as sent.

    ``key`` stands in parentheses behind it; ``key_name`` (lower case) names the
    alternate key, e.g. ``appid``.
    """

    name: str
    original: str
    key: str | None = None
    key_name: str | None = None


def parse_path(path: str) -> tuple[Segment, ...]:
    """Return the segments of a path behind the version, percent-decoded already.

    One slash at the end is tolerated. Raises ODataError for a malformed path.
    """
    if len(path) > MAX_PATH or not path.isprintable():
        raise ODataError(errors.BAD_REQUEST, reason="The request path is malformed.")
    return tuple(_segment(part) for part in _split(path.removeprefix("/").removesuffix("/")))


def _split(path: str) -> list[str]:
    """Return the parts between slashes; one in a quoted key belongs to the key."""
    parts, begin, is_key, is_quoted = [], 0, False, False
    for place, char in enumerate(path):
        if char == "'" and is_key:
            is_quoted = not is_quoted
        elif char in "()" and not is_quoted:
            is_key = char == "("
        elif char == "/" and not is_quoted:
            parts.append(path[begin:place])
            begin, is_key = place + 1, False
    return [*parts, path[begin:]]


def _segment(part: str) -> Segment:
    found = _SEGMENT.fullmatch(part)
    if found is None or part in {".", ".."}:
        raise ODataError(errors.SEGMENT_NOT_FOUND, segment=part)
    quoted, bare = found["quoted"], found["bare"]
    key = quoted.replace("''", "'") if quoted is not None else bare
    key_name = found["key_name"]
    name = found["name"]
    return Segment(name.lower(), name, key, key_name.lower() if key_name else None)
