"""JSON of a stranger: one object, every member once, nothing nested deeply (RFC 8259)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_DEPTH: Final = 8


def parse_json_object(data: bytes, *, levels: int = MAX_DEPTH) -> Mapping[str, Any]:
    """Return the object in ``data``, at most 8 levels deep, or as many as the caller says.

    Raises ValueError for anything else, also for a member that stands twice (two readers
    might see two different values) and for NaN and infinities.
    """
    try:
        found = json.loads(
            data.decode("utf-8"), object_pairs_hook=_members, parse_constant=_refuse_constant
        )
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(found, dict) or not _is_shallow(found, levels):
        raise ValueError("no JSON object, or nested too deeply")
    return found


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands twice")
    return members


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def _is_shallow(value: Any, levels: int) -> bool:
    nested = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_is_shallow(each, levels - 1) for each in nested)
