"""A filter over objects in memory: for the small collections that no database filters.

Text is compared without case, as in Entra; a comparison with a missing value is
false, but for ``eq null`` and ``ne``.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final, assert_never

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
    Matches,
    Not,
    Or,
    Path,
    StartsWith,
)

_ORDERINGS: Final[Mapping[str, Callable[[Any, Any], bool]]] = {
    "gt": operator.gt,
    "ge": operator.ge,
    "lt": operator.lt,
    "le": operator.le,
}


def holds(expression: Expression, item: Any) -> bool:
    """Tell whether an object, as Graph shows it, fulfils a filter.

    Raises ODataError for a property that the object does not have.
    """
    match expression:
        case And(parts):
            return all(holds(part, item) for part in parts)
        case Or(parts):
            return any(holds(part, item) for part in parts)
        case Not(part):
            return not holds(part, item)
        case AnyOf(path, predicate):
            members = _members(item, path)
            return any(predicate is None or holds(predicate, member) for member in members)
        case AllOf(path, predicate):
            return all(holds(predicate, member) for member in _members(item, path))
        case _:
            return _leaf_holds(expression, _at(item, expression.path))


def _leaf_holds(leaf: Leaf, found: Any) -> bool:
    match leaf:
        case Comparison(_, op, value):
            return _compare(found, op, _folded(value))
        case In(_, values):
            return _folded(found) in [_folded(value) for value in values]
        case StartsWith(_, value):
            return str(_folded(found) or "").startswith(value.casefold())
        case EndsWith(_, value):
            return str(_folded(found) or "").endswith(value.casefold())
        case Matches():
            raise ODataError(errors.UNSUPPORTED_QUERY)
        case _:
            assert_never(leaf)


def _at(item: Any, path: Path) -> Any:
    for name in path:
        if name == "$count":
            return len(item or ())
        if item is None:
            return None
        if not isinstance(item, Mapping):
            raise _unknown(name)
        by_name = {known.lower(): value for known, value in item.items()}
        if name not in by_name:
            raise _unknown(name)
        item = by_name[name]
    return item


def _members(item: Any, path: Path) -> Sequence[Any]:
    found = _at(item, path)
    if not isinstance(found, list):
        raise ODataError(errors.BAD_FILTER, reason=f"'{'/'.join(path)}' is no collection.")
    return found


def _compare(found: Any, op: str, wanted: Any) -> bool:
    if isinstance(wanted, datetime) and isinstance(found, str):
        found = datetime.fromisoformat(found).astimezone(UTC)
    found = _folded(found)
    if op in {"eq", "ne"}:
        return bool((found == wanted) == (op == "eq"))
    if found is None or wanted is None:
        return False
    try:
        return _ORDERINGS[op](found, wanted)
    except TypeError:
        raise ODataError(errors.BAD_FILTER, reason="the types do not fit.") from None


def _folded(value: Any) -> Any:
    return value.casefold() if isinstance(value, str) else value


def _unknown(name: str) -> ODataError:
    return ODataError(
        errors.UNKNOWN_IN_FILTER, property=name, type="microsoft.graph.directoryObject"
    )
