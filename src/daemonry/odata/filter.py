"""``$filter``: text to a small typed tree (OData 4.01 part 2, 5.1.1).

Written here and not taken from a library: the one kept library for this grammar
builds its tables with a general parser generator at import, has no bound on depth
or size, and knows neither Entra's case rules nor ``$count`` paths.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from daemonry.odata import errors
from daemonry.odata.errors import ODataError

MAX_FILTER: Final = 4096
MAX_NODES: Final = 200
MAX_DEPTH: Final = 20
_MAX_DIGITS: Final = 18
_OPERATORS: Final = frozenset({"eq", "ne", "ge", "gt", "le", "lt"})
_TOKEN: Final = re.compile(
    r"\s*(?:(?P<string>'(?:[^']|'')*')"
    r"|(?P<date>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,7})?Z)"
    r"|(?P<guid>[0-9A-Fa-f]{8}-(?:[0-9A-Fa-f]{4}-){3}[0-9A-Fa-f]{12})"
    r"|(?P<number>-?\d+)"
    r"|(?P<word>[$A-Za-z_][\w$.]*)"
    r"|(?P<mark>[(),:/]))"
)

Value = str | int | bool | datetime | None
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """``path op value``; ``op`` and ``path`` are in lower case."""

    path: Path
    op: str
    value: Value


@dataclass(frozen=True, slots=True)
class StartsWith:
    """``startswith(path, value)``."""

    path: Path
    value: str


@dataclass(frozen=True, slots=True)
class EndsWith:
    """``endswith(path, value)``."""

    path: Path
    value: str


@dataclass(frozen=True, slots=True)
class In:
    """``path in (values)``."""

    path: Path
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """What ``$search`` asks: each word begins a word of the property (``search.py``)."""

    path: Path
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """``path/any(x:predicate)``; in the predicate the path ``()`` is the variable itself.

    Without a predicate (``path/any()``): the collection is not empty.
    """

    path: Path
    predicate: Expression | None


@dataclass(frozen=True, slots=True)
class AllOf:
    """``path/all(x:predicate)``; true for an empty collection."""

    path: Path
    predicate: Expression


@dataclass(frozen=True, slots=True)
class Not:
    """``not part``."""

    part: Expression


@dataclass(frozen=True, slots=True)
class And:
    """All parts must hold."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """One part must hold."""

    parts: tuple[Expression, ...]


Leaf = Comparison | StartsWith | EndsWith | In | Matches
Expression = Leaf | AnyOf | AllOf | Not | And | Or


def parse_filter(text: str) -> Expression:
    """Return the tree of a filter of at most 4 KiB, 200 nodes and depth 20.

    Operators, functions and property names ignore case. Raises ODataError.
    """
    if len(text) > MAX_FILTER:
        raise _bad("the filter is too long.")
    parser = _Parser(_tokens(text))
    expression = parser.any_of_several(0)
    parser.expect_end()
    return expression


def conjunction(expression: Expression) -> tuple[Expression, ...]:
    """Return the parts that must all hold, flattened."""
    if isinstance(expression, And):
        return tuple(inner for part in expression.parts for inner in conjunction(part))
    return (expression,)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str


def _tokens(text: str) -> list[_Token]:
    found, position = [], 0
    text = text.rstrip()
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None or match.lastgroup is None:
            raise _bad(f"syntax error at position {position}.")
        found.append(_Token(match.lastgroup, match[match.lastgroup]))
        position = match.end()
    return found


class _Parser:
    def __init__(self, tokens: list[_Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._nodes = 0
        self._variables: list[str] = []

    def any_of_several(self, depth: int) -> Expression:
        parts = [self._all_of_several(depth)]
        while self._skip_word("or"):
            parts.append(self._all_of_several(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def expect_end(self) -> None:
        if self._next != len(self._tokens):
            raise _bad("something is left over at the end.")

    def _all_of_several(self, depth: int) -> Expression:
        parts = [self._single(depth)]
        while self._skip_word("and"):
            parts.append(self._single(depth))
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _single(self, depth: int) -> Expression:
        self._nodes += 1
        if depth >= MAX_DEPTH or self._nodes > MAX_NODES:
            raise _bad("the filter is too complex.")
        if self._skip_word("not"):
            return Not(self._single(depth + 1))
        if self._skip_mark("("):
            inner = self.any_of_several(depth + 1)
            self._mark(")")
            return inner
        name = self._word()
        if name in {"startswith", "endswith"} and self._skip_mark("("):
            return self._function(name)
        return self._about(name, depth)

    def _function(self, name: str) -> Expression:
        path = self._path(self._word())
        self._mark(",")
        value = self._value()
        self._mark(")")
        if not isinstance(value, str):
            raise _bad(f"'{name}' compares text.")
        return StartsWith(path, value) if name == "startswith" else EndsWith(path, value)

    def _about(self, first: str, depth: int) -> Expression:
        path = self._path(first)
        if path and path[-1] in {"any", "all"} and self._skip_mark("("):
            return self._lambda(path[:-1], path[-1], depth)
        op = self._word()
        if op == "in":
            self._mark("(")
            values = [self._value()]
            while self._skip_mark(","):
                values.append(self._value())
            self._mark(")")
            return In(path, tuple(values))
        if op not in _OPERATORS:
            raise _bad(f"'{op[:50]}' is no operator.")
        return Comparison(path, op, self._value())

    def _lambda(self, path: Path, quantifier: str, depth: int) -> Expression:
        if quantifier == "any" and self._skip_mark(")"):
            return AnyOf(path, None)
        self._variables.append(self._word())
        self._mark(":")
        predicate = self.any_of_several(depth + 1)
        self._variables.pop()
        self._mark(")")
        return AnyOf(path, predicate) if quantifier == "any" else AllOf(path, predicate)

    def _path(self, first: str) -> Path:
        names = [] if first in self._variables[-1:] else [first]
        while self._skip_mark("/"):
            names.append(self._word())
        return tuple(names)

    def _value(self) -> Value:
        token = self._take()
        if token.kind == "string":
            return token.text[1:-1].replace("''", "'")
        if token.kind == "guid":
            return token.text.lower()
        if token.kind == "number" and len(token.text) <= _MAX_DIGITS:
            return int(token.text)
        if token.kind == "date":
            return _moment(token.text)
        constants: dict[str, Value] = {"true": True, "false": False, "null": None}
        if token.kind == "word" and token.text.lower() in constants:
            return constants[token.text.lower()]
        raise _bad("a value was expected.")

    def _take(self) -> _Token:
        if self._next >= len(self._tokens):
            raise _bad("it ends too early.")
        self._next += 1
        return self._tokens[self._next - 1]

    def _word(self) -> str:
        token = self._take()
        if token.kind != "word":
            raise _bad("a name was expected.")
        return token.text.lower()

    def _mark(self, mark: str) -> None:
        if not self._skip_mark(mark):
            raise _bad(f"'{mark}' was expected.")

    def _skip_mark(self, mark: str) -> bool:
        return self._skip("mark", mark)

    def _skip_word(self, word: str) -> bool:
        return self._skip("word", word)

    def _skip(self, kind: str, text: str) -> bool:
        if self._next >= len(self._tokens):
            return False
        token = self._tokens[self._next]
        if token.kind != kind or token.text.lower() != text:
            return False
        self._next += 1
        return True


def _moment(text: str) -> datetime:
    seconds, _, fraction = text[:-1].partition(".")
    try:
        moment = datetime.fromisoformat(seconds).replace(tzinfo=UTC)
    except ValueError:
        raise _bad("a date is out of range.") from None
    return moment.replace(microsecond=int((fraction + "000000")[:6]))


def _bad(reason: str) -> ODataError:
    return ODataError(errors.BAD_FILTER, reason=reason)
