"""One mapping of the file, read by name and kind; whatever nobody read is refused by line."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Self

from daemonry.model.errors import (
    CONFIGURATION_MISSING,
    CONFIGURATION_REFUSED,
    CONFIGURATION_UNKNOWN,
    CONFIGURATION_VALUE,
    DirectoryError,
    InvalidError,
)
from daemonry.model.ids import parse_guid

if TYPE_CHECKING:
    from collections.abc import Callable

    from daemonry.configuration.yaml_text import Path, Source


class Kind(StrEnum):
    """What a value may be, in the words of messages and of the reference."""

    TEXT = "text (in quotes where it looks like a number)"
    FLAG = "true or false"
    NUMBER = "a whole number"
    TEXTS = "a list of texts"
    GUID = "a GUID"
    MOMENT = "a time such as 2027-01-31T00:00:00Z"
    ENTRIES = "a list of mappings"
    BLOCK = "a mapping"


class Entry:
    """A mapping of the file and where it stands."""

    def __init__(self, source: Source, path: Path, value: Any, what: str) -> None:
        self._source, self._path = source, path
        if not isinstance(value, dict):
            raise InvalidError(
                CONFIGURATION_VALUE, place=self.place, name=what, expected=Kind.BLOCK.value
            )
        self._value: dict[str, Any] = value
        self._read: set[str] = set()
        self._blocks: dict[str, Entry | None] = {}

    @property
    def place(self) -> str:
        """Where the mapping begins, as ``contoso.yaml:12``."""
        return self._source.place(self._path)

    def has(self, name: str) -> bool:
        """Tell whether the property is written, even as null."""
        return name in self._value

    def at(self, name: str) -> str:
        """Return where a property stands, or else the mapping."""
        return self._source.place((*self._path, name))

    def take(self, name: str, kind: Kind, default: Any = None) -> Any:
        """Return a value of this kind; ``default`` where it is not written or null.

        Raises InvalidError(CONFIGURATION_VALUE).
        """
        self._read.add(name)
        value = self._value.get(name)
        if value is None:
            return default
        found = _as(kind, value)
        if found is None:
            raise self.invalid(name, kind.value)
        return found

    def need(self, name: str, kind: Kind = Kind.TEXT) -> Any:
        """Return a value that must be written. Raises InvalidError(CONFIGURATION_MISSING)."""
        found = self.take(name, kind)
        if found in (None, ""):
            raise InvalidError(CONFIGURATION_MISSING, place=self.place, name=name)
        return found

    def entries(self, name: str) -> list[Entry] | None:
        """Return the mappings of a list, None where it is not written."""
        self._read.add(name)
        found = self._value.get(name)
        if found is None:
            return None
        if not isinstance(found, list):
            raise self.invalid(name, Kind.ENTRIES.value)
        return [
            Entry(self._source, (*self._path, name, place), item, name)
            for place, item in enumerate(found)
        ]

    def entries_or_names(self, name: str) -> list[Entry | str]:
        """Return a list in which plain text is short for a mapping with that name."""
        self._read.add(name)
        found = self._value.get(name)
        if not isinstance(found, list | None):
            raise self.invalid(name, f"{Kind.TEXTS} or {Kind.ENTRIES}")
        path = (*self._path, name)
        return [
            item if isinstance(item, str) else Entry(self._source, (*path, place), item, name)
            for place, item in enumerate(found or ())
        ]

    def is_false(self, name: str) -> bool:
        """Tell whether ``false`` stands where a mapping could."""
        is_so = self._value.get(name) is False
        if is_so:
            self._read.add(name)
        return is_so

    def block(self, name: str) -> Entry | None:
        """Return the mapping below a name, the same for each call; None where there is none."""
        self._read.add(name)
        if name not in self._blocks:
            value = self._value.get(name)
            path = (*self._path, name)
            self._blocks[name] = None if value is None else Entry(self._source, path, value, name)
        return self._blocks[name]

    def finish(self) -> Self:
        """Refuse what nobody read, here and in the blocks. Raises InvalidError."""
        for name in self._value:
            if name not in self._read:
                known = ", ".join(sorted(self._read)) or "nothing"
                raise InvalidError(
                    CONFIGURATION_UNKNOWN, place=self.at(name), name=name, known=known
                )
        for block in self._blocks.values():
            if block is not None:
                block.finish()
        return self

    def invalid(self, name: str, expected: str) -> InvalidError:
        """Return the refusal of a value."""
        return InvalidError(CONFIGURATION_VALUE, place=self.at(name), name=name, expected=expected)

    def refused(self, error: DirectoryError) -> DirectoryError:
        """Return what the directory refused, with the line that asked for it."""
        if error.rule.message.startswith("{place}"):
            return error
        property_ = error.target.split(".")[0]
        place = self.at(property_) if property_ else self.place
        return InvalidError(
            CONFIGURATION_REFUSED, place=place, reason=str(error), what_to_do=error.hint
        )


def _as(kind: Kind, value: Any) -> Any:
    """Return the value if it is of the kind, else None."""
    read = _READERS.get(kind)
    return None if read is None else read(value)


def _texts(value: Any) -> tuple[str, ...] | None:
    is_so = isinstance(value, list) and all(isinstance(item, str) for item in value)
    return tuple(value) if is_so else None


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return None if found.utcoffset() is None else found.astimezone(UTC)


_READERS: Final[dict[Kind, Callable[[Any], Any]]] = {
    Kind.TEXT: lambda value: value if isinstance(value, str) else None,
    Kind.FLAG: lambda value: value if isinstance(value, bool) else None,
    Kind.NUMBER: lambda value: value if type(value) is int else None,
    Kind.TEXTS: _texts,
    Kind.GUID: lambda value: parse_guid(value) if isinstance(value, str) else None,
    Kind.MOMENT: lambda value: _moment(value) if isinstance(value, str) else None,
}
