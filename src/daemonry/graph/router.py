"""From a path and a method to a route. Segments match in any case."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.graph.routes import ROUTES
from daemonry.graph.services import COUNT, ENTITIES, REFERENCES, Key
from daemonry.odata import errors
from daemonry.odata.errors import ODataError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.graph.routes import Route
    from daemonry.graph.services import Shape
    from daemonry.odata.path import Segment

    Token = Key | tuple[str, str]

_NAMESPACE: Final = "microsoft.graph."
_SHAPES: Final[dict[str, Shape]] = {"$count": COUNT, "$ref": REFERENCES}


@dataclass(frozen=True, slots=True)
class Matched:
    """The route of a request and the keys in its path, outermost first.

    ``shape`` is how a collection is to be shown, ``cast`` the type (lower case) to
    which it is narrowed (OData 4.01 part 2, 4.8 and 4.11).
    """

    route: Route
    keys: tuple[Key, ...]
    shape: Shape = ENTITIES
    cast: str | None = None


def match(segments: tuple[Segment, ...], method: str) -> Matched:
    """Return the route for a path and method.

    Raises ODataError for a segment that does not exist and for a wrong method.
    """
    tokens = _tokens(segments)
    found = _routes_at(tokens)
    for route in found:
        if route.method == method:
            return Matched(route, _keys(route, tokens))
    shown = _collection(tokens) if method == "GET" else None
    if shown is not None:
        return shown
    if found:
        raise ODataError(errors.METHOD_NOT_ALLOWED)
    raise ODataError(errors.SEGMENT_NOT_FOUND, segment=_unknown(tokens))


def _collection(tokens: list[Token]) -> Matched | None:
    """Return the collection that ``/$count``, ``/$ref`` or a cast stands behind."""
    rest, shape, cast = list(tokens), ENTITIES, None
    if (suffix := _SHAPES.get(_name(rest[-1]))) is not None:
        rest, shape = rest[:-1], suffix
    if rest and not isinstance(rest[-1], Key) and rest[-1][1].lower().startswith(_NAMESPACE):
        cast, rest = _name(rest[-1]), rest[:-1]
    if not rest or len(rest) == len(tokens):
        return None
    for route in _routes_at(rest):
        if route.is_collection:
            return Matched(route, _keys(route, rest), shape, cast)
    return None


def _by_first_segment() -> dict[str, list[Route]]:
    found: dict[str, list[Route]] = defaultdict(list)
    for route in ROUTES:
        found[route.pattern[0]].append(route)
    return dict(found)


_BY_FIRST: Final = _by_first_segment()


def _routes_at(tokens: list[Token]) -> Sequence[Route]:
    """Return the routes of all methods at a path. A name goes before a key."""
    fitting = [
        route
        for route in _BY_FIRST.get(_name(tokens[0]), ())
        if _common(route.pattern, tokens) == len(route.pattern) == len(tokens)
    ]
    named = [route for route in fitting if "*" not in route.pattern[-1]]
    return named or fitting


def _tokens(segments: tuple[Segment, ...]) -> list[Token]:
    """Return names as (lower case, as sent) and keys in parentheses as keys."""
    tokens: list[Token] = []
    for segment in segments:
        tokens.append((segment.name.removeprefix(_NAMESPACE), segment.original))
        if segment.key is not None:
            tokens.append(Key(segment.key, segment.key_name))
    return tokens


def _name(token: Token) -> str:
    return "" if isinstance(token, Key) else token[0]


def _keys(route: Route, tokens: list[Token]) -> tuple[Key, ...]:
    return tuple(
        token if isinstance(token, Key) else Key(token[1])
        for part, token in zip(route.pattern, tokens, strict=True)
        if part == "*"
    )


def _common(pattern: tuple[str, ...], tokens: list[Token]) -> int:
    """Return how many leading tokens fit the pattern."""
    count = 0
    for part, token in zip(pattern, tokens, strict=False):
        if not (_may_be_key(token) if part == "*" else _name(token) == part):
            break
        count += 1
    return count


def _may_be_key(token: Token) -> bool:
    """Tell a key from an operator (``$count``) and from the name of a type."""
    return isinstance(token, Key) or not token[1].lower().startswith(("$", _NAMESPACE))


def _unknown(tokens: list[Token]) -> str:
    """Return the first segment that leads nowhere."""
    best = max(_common(route.pattern, tokens) for route in ROUTES)
    if best >= len(tokens):
        return ""
    token = tokens[best]
    return token.value if isinstance(token, Key) else token[1]
