"""JSON bodies: one object, strictly (RFC 8259), within bounds, or a refusal."""

from __future__ import annotations

import json
from typing import Any, Final

from daemonry.odata import errors
from daemonry.odata.errors import ODataError

MAX_DEPTH: Final = 32
MAX_STRING: Final = 64 * 1024
MAX_ARRAY: Final = 1200
_MAX_DIGITS: Final = 20


def parse_object(body: bytes) -> dict[str, Any]:
    """Return the object in ``body``; an empty body is an empty object.

    Raises ODataError for anything but one well-formed object: also for repeated
    names, NaN, unpaired surrogates, and what is deeper than 32 or larger than bounds.
    """
    if not body.strip():
        return {}
    try:
        parsed = json.loads(
            body.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_constant=_refuse,
            parse_int=_integer,
        )
        _check(parsed, MAX_DEPTH)
    except (ValueError, RecursionError, OverflowError):
        raise ODataError(errors.BAD_JSON) from None
    if not isinstance(parsed, dict):
        raise ODataError(errors.BAD_JSON)
    return parsed


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("A name stands twice.")
    return made


def _refuse(text: str) -> Any:
    raise ValueError(text)


def _integer(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise ValueError("The number is too long.")
    return int(text)


def _check(value: Any, depth: int) -> None:
    if depth == 0:
        raise ValueError("Too deep.")
    if isinstance(value, str):
        value.encode("utf-8")  # refuses unpaired surrogates
        if len(value) > MAX_STRING or "\0" in value:
            raise ValueError("The text is too long or contains NUL.")
    elif isinstance(value, list):
        if len(value) > MAX_ARRAY:
            raise ValueError("Too many entries.")
        for item in value:
            _check(item, depth - 1)
    elif isinstance(value, dict):
        for name, item in value.items():
            name.encode("utf-8")
            _check(item, depth - 1)
