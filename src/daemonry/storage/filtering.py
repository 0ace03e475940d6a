"""From a filter's tree to SQL conditions. Values are always bound parameters.

Every leaf is true or false, never NULL, so that ``not`` means what it says. Text is
compared without case. What a property offers is decided by its kind; a property that
is not in the table of a list cannot be filtered by.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from sqlalchemy import and_, false, func, literal, not_, or_, true

from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.odata.filter import (
    AllOf,
    And,
    AnyOf,
    Comparison,
    EndsWith,
    Expression,
    In,
    Leaf,
    Not,
    Or,
    Path,
    StartsWith,
)
from daemonry.storage.column_types import SafeText
from daemonry.storage.document_sql import DocumentText
from daemonry.storage.lookup_keys import after_prefix, ascii_lower, name_key

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    Condition = ColumnElement[bool]

_ORDERINGS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "eq": operator.eq,
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}


@runtime_checkable
class Single(Protocol):
    """A property with one value."""

    def condition(self, leaf: Leaf) -> Condition:
        """Return the condition. Raises ODataError for a form that is not offered."""


@runtime_checkable
class Several(Protocol):
    """A property that is a collection."""

    def any(self, predicate: Expression | None) -> Condition:
        """Return the condition that a member fulfils ``predicate``, or that there is one."""

    def count(self) -> ColumnElement[int]:
        """Return the number of members."""


Properties = Mapping[Path, Single | Several]
"""What a list may be filtered by; paths are in lower case, as the parser leaves them."""


def compile_filter(expression: Expression, properties: Properties) -> Condition:
    """Return the condition of a filter. Raises ODataError for what cannot be filtered by."""
    condition: Condition
    match expression:
        case And(parts):
            condition = and_(*(compile_filter(part, properties) for part in parts))
        case Or(parts):
            condition = or_(*(compile_filter(part, properties) for part in parts))
        case Not(part):
            condition = not_(compile_filter(part, properties))
        case AnyOf(path, predicate):
            condition = _several(properties, path).any(predicate)
        case AllOf(path, predicate):
            condition = not_(_several(properties, path).any(Not(predicate)))
        case Comparison((*path, "$count"), op, int(value)):
            condition = compare(_several(properties, tuple(path)).count(), op, value)
        case _:
            condition = _single(properties, expression.path).condition(expression)
    return condition


def unsupported() -> ODataError:
    """Return the refusal of a filter that this property does not offer."""
    return ODataError(errors.UNSUPPORTED_QUERY)


def mismatched() -> ODataError:
    """Return the refusal of a value of another type than the property's."""
    return ODataError(
        errors.BAD_FILTER, reason="A binary operator with incompatible types was detected."
    )


@dataclass(frozen=True, slots=True)
class Texts:
    """Text that is compared as ``key(text)``; ``column`` holds keys or is NULL."""

    column: Any
    key: Callable[[str], str] = name_key

    def condition(self, leaf: Leaf) -> Condition:
        """Offer comparisons, lists, beginnings and ends."""
        match leaf:
            case Comparison(_, op, value):
                return self._compare(op, value)
            case In(_, values) if all(isinstance(value, str) for value in values):
                keys = [self.key(str(value)) for value in values]
                return _known(self.column, self.column.in_(keys))
            case StartsWith(_, value):
                prefix = self.key(value)
                return and_(
                    self.column.is_not(None),
                    self.column >= prefix,
                    self.column < after_prefix(prefix),
                )
            case EndsWith(_, value):
                return _known(self.column, self.column.endswith(self.key(value), autoescape=True))
            case _:
                raise unsupported()

    def _compare(self, op: str, value: object) -> Condition:
        if value is not None and not isinstance(value, str):
            raise mismatched()
        return compare(self.column, op, None if value is None else self.key(value))


@dataclass(frozen=True, slots=True)
class Identifiers:
    """GUIDs and other opaque names in lower case: equal or not, one of several."""

    column: Any

    def condition(self, leaf: Leaf) -> Condition:
        """Offer ``eq``, ``ne`` and ``in``."""
        match leaf:
            case Comparison(_, "eq" | "ne" as op, str() | None as value):
                return compare(self.column, op, value and value.lower())
            case In(_, values) if all(isinstance(value, str) for value in values):
                return _known(self.column, self.column.in_([str(v).lower() for v in values]))
            case _:
                raise unsupported()


@dataclass(frozen=True, slots=True)
class Moments:
    """Times."""

    column: Any

    def condition(self, leaf: Leaf) -> Condition:
        """Offer comparisons with times and null."""
        match leaf:
            case Comparison(_, op, datetime() | None as value):
                return compare(self.column, op, value)
            case Comparison():
                raise mismatched()
            case In(_, values):
                return or_(*(self.condition(Comparison((), "eq", value)) for value in values))
            case _:
                raise unsupported()


@dataclass(frozen=True, slots=True)
class Numbers:
    """Integers."""

    column: Any

    def condition(self, leaf: Leaf) -> Condition:
        """Offer comparisons with integers."""
        match leaf:
            case Comparison(_, op, int() | None as value):
                return compare(self.column, op, value)
            case _:
                raise unsupported()


@dataclass(frozen=True, slots=True)
class Flags:
    """True or false; ``default`` stands for a missing value (None: it stays null)."""

    column: Any
    default: bool | None = None

    def condition(self, leaf: Leaf) -> Condition:
        """Offer ``eq`` and ``ne`` with true, false and null."""
        found = self.column if self.default is None else func.coalesce(self.column, self.default)
        match leaf:
            case Comparison(_, "eq" | "ne" as op, None):
                return compare(found, op, None)
            case Comparison(_, "eq" | "ne" as op, bool(value)):
                is_true = _known(found, found)
                is_false = _known(found, not_(found))
                is_value = is_true if value else is_false
                return is_value if op == "eq" else not_(is_value)
            case _:
                raise unsupported()


@dataclass(frozen=True, slots=True)
class Constant:
    """A property with the same value for every object of the list."""

    value: str | None

    def condition(self, leaf: Leaf) -> Condition:
        """Decide without looking at a row."""
        match leaf:
            case Comparison(_, "eq" | "ne" as op, str() | None as value):
                return _constant((_folded(value) == _folded(self.value)) == (op == "eq"))
            case In(_, values):
                return _constant(_folded(self.value) in [_folded(value) for value in values])
            case StartsWith(_, value):
                return _constant((self.value or "").casefold().startswith(value.casefold()))
            case _:
                raise unsupported()


@dataclass(frozen=True, slots=True)
class OneText:
    """A collection that always holds exactly one text; ``column`` has it in lower case."""

    column: Any

    def any(self, predicate: Expression | None) -> Condition:
        """Offer every comparison of text."""
        if predicate is None:
            return true()
        return compile_filter(predicate, {(): Texts(self.column, ascii_lower)})

    def count(self) -> ColumnElement[int]:
        """Return one."""
        return literal(1)


def document_texts(document: Any, *place: str) -> Texts:
    """Return text within a document as a property; case is ignored for ASCII letters."""
    return Texts(func.lower(DocumentText(document, *place), type_=SafeText()), ascii_lower)


def compare(column: Any, op: str, value: object) -> Condition:
    """Return a comparison that is false, not NULL, where the column is NULL.

    ``ne`` is the opposite of ``eq``, so it is true there.
    """
    if value is None:
        if op not in {"eq", "ne"}:
            raise mismatched()
        found: Condition = column.is_(None) if op == "eq" else column.is_not(None)
        return found
    if op == "ne":
        return or_(column.is_(None), column != value)
    return _known(column, _ORDERINGS[op](column, value))


def _known(column: Any, condition: Any) -> Condition:
    return and_(column.is_not(None), condition)


def _single(properties: Properties, path: Path) -> Single:
    found = properties.get(path)
    if found is None or not isinstance(found, Single):
        raise unsupported()
    return found


def _several(properties: Properties, path: Path) -> Several:
    found = properties.get(path)
    if found is None or not isinstance(found, Several):
        raise unsupported()
    return found


def _folded(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def _constant(value: object) -> Condition:
    return true() if value else false()
