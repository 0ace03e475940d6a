"""Reading one JSON object by property name and type, so that nothing goes unnoticed.

Whatever no reader took is refused at the end: properties are whitelists (OWASP
ASVS 15.3.3, mass assignment).
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final, cast

from daemonry.model.ids import parse_guid
from daemonry.odata import errors
from daemonry.odata.errors import ODataError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_TIMESTAMP: Final = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,7}))?(Z|[+-]\d\d:\d\d)")
_EMPTY: Final[tuple[object, ...]] = (None, [], {}, "")


class Reader:
    """Reads the properties of one JSON object by name and type; what is left is unknown."""

    def __init__(self, body: Mapping[str, Any], resource: str) -> None:
        self._left = {name: value for name, value in body.items() if not name.startswith("@odata")}
        self._resource = resource

    def has(self, name: str) -> bool:
        """Tell whether the property was sent."""
        return name in self._left

    def members(
        self, table: Mapping[str, tuple[str, Callable[[Reader, str], Any]]]
    ) -> dict[str, Any]:
        """Take the properties that were sent of a table: wire name to (field, how to read it)."""
        return {field: read(self, name) for name, (field, read) in table.items() if self.has(name)}

    def text(self, name: str, *, nullable: bool = True) -> str | None:
        """Take a string, or null where that is allowed."""
        value = self._left.pop(name, None)
        if value is None and nullable:
            return None
        if not isinstance(value, str):
            raise self.invalid(name)
        return value

    def required_text(self, name: str) -> str:
        """Take a string that must be there."""
        return cast("str", self.text(name, nullable=False))

    def flag(self, name: str) -> bool:
        """Take a boolean that must be there."""
        value = self._left.pop(name, None)
        if not isinstance(value, bool):
            raise self.invalid(name)
        return value

    def nullable_flag(self, name: str) -> bool | None:
        """Take a boolean or null."""
        return self.flag(name) if self._left.get(name) is not None else self._left.pop(name, None)

    def number(self, name: str) -> int | None:
        """Take an integer or null."""
        value = self._left.pop(name, None)
        if value is not None and (not isinstance(value, int) or isinstance(value, bool)):
            raise self.invalid(name)
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        """Take a collection of strings."""
        value = self._left.pop(name, None)
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            raise self.invalid(name)
        return tuple(value)

    def objects(self, name: str, resource: str) -> list[Reader]:
        """Take a collection of objects, each with a reader of its own."""
        value = self._left.pop(name, None)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.invalid(name)
        return [Reader(item, resource) for item in value]

    def inner(self, name: str, resource: str) -> Reader | None:
        """Take a nested object with a reader of its own, or None for null."""
        value = self._left.pop(name, None)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.invalid(name)
        return Reader(value, resource)

    def guid(self, name: str) -> str:
        """Take a GUID that must be there, in canonical lower case."""
        value = self._left.pop(name, None)
        found = parse_guid(value) if isinstance(value, str) else None
        if found is None:
            raise self.invalid(name)
        return found

    def moment(self, name: str) -> datetime | None:
        """Take a timestamp, or None when it was not sent."""
        value = self._left.pop(name, None)
        if value is None:
            return None
        found = parse_timestamp(value) if isinstance(value, str) else None
        if found is None:
            raise self.invalid(name)
        return found

    def tolerate(self, **known: str) -> None:
        """Let pass the object's own identifiers (lower case) when they are repeated unchanged."""
        for name, value in known.items():
            sent = self._left.get(name)
            if isinstance(sent, str) and sent.lower() == value:
                del self._left[name]

    def ignore(self, *names: str) -> None:
        """Let pass properties that have no effect, as in Entra."""
        for name in names:
            self._left.pop(name, None)

    def finish(self, *, read_only: frozenset[str] = frozenset()) -> None:
        """Refuse what nobody took: by name if it is read-only, unless it says nothing."""
        for name, value in self._left.items():
            if name in read_only:
                if value in _EMPTY:
                    continue
                raise ODataError(errors.READ_ONLY_PROPERTY, target=name, property=name)
            raise ODataError(errors.UNKNOWN_PROPERTY, target=name, property=name)

    def invalid(self, name: str) -> ODataError:
        """Return the refusal of a mistyped property."""
        return ODataError(
            errors.INVALID_PROPERTY, target=name, property=name, resource=self._resource
        )


def parse_timestamp(text: str) -> datetime | None:
    """Return an OData DateTimeOffset as aware UTC, or None when it is not one."""
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        return None
    seconds, fraction, zone = match.groups()
    micros = ((fraction or "") + "000000")[:6]
    try:
        parsed = datetime.fromisoformat(f"{seconds}.{micros}{'+00:00' if zone == 'Z' else zone}")
        return parsed.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
