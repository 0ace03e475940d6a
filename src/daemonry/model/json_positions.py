"""Where in a JSON text its members stand, for people who are told of a fault in it."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Final

_SPACE: Final = re.compile(r"[ \t\r\n]*")
_SCALAR: Final = re.compile(r"[^\s,\]}]+")
_DECODER: Final = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Place:
    """A member or element: names and numbers on the way to it, line and column from 1."""

    path: tuple[str | int, ...]
    line: int
    column: int


def places_of(text: str) -> list[Place]:
    """Return where each member and element begins, in order. ``text`` must be valid JSON."""
    found: list[Place] = []
    _walk(text, _skip(text, 0), (), found)
    return found


def place_of(text: str, target: str) -> Place | None:
    """Return the first place whose path ends in ``target``, names with dots between.

    Numbers of elements do not count, because a refusal names none.
    """
    wanted = tuple(target.split("."))
    for place in places_of(text):
        names = tuple(part for part in place.path if isinstance(part, str))
        if names[-len(wanted) :] == wanted and isinstance(place.path[-1], str):
            return place
    return None


def repeated_place(text: str) -> Place | None:
    """Return the first member that stands twice in one object."""
    seen: set[tuple[str | int, ...]] = set()
    for place in places_of(text):
        if place.path in seen:
            return place
        seen.add(place.path)
    return None


def position_at(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _walk(text: str, at: int, path: tuple[str | int, ...], found: list[Place]) -> int:
    """Note what is inside the value at ``at``; return where the value ends."""
    if text[at] == '"':
        return _DECODER.raw_decode(text, at)[1]
    if text[at] not in "{[":
        scalar = _SCALAR.match(text, at)
        return scalar.end() if scalar is not None else len(text)
    is_object, number = text[at] == "{", 0
    at = _skip(text, at + 1)
    while text[at] not in "}]":
        begin, key = at, number
        name: str | int = key
        if is_object:
            name, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        found.append(Place((*path, name), *position_at(text, begin)))
        at = _skip(text, _walk(text, at, (*path, name), found))
        if text[at] == ",":
            at = _skip(text, at + 1)
        number += 1
    return at + 1


def _skip(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space is not None else at
