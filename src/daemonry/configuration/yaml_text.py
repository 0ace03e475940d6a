"""YAML to plain values with the line of each, and back.

Only what a configuration needs is understood: mappings, sequences, text, integers, true,
false and null as in the core schema of YAML 1.2, so that ``on`` and ``no`` are text. JSON
is YAML too. Tags, anchors and aliases are refused: nothing is constructed, nothing
multiplies (billion laughs), no key stands twice.
"""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import yaml
from typing_extensions import override

from daemonry.model.errors import CONFIGURATION_SYNTAX, InvalidError
from daemonry.model.strict_json import parse_json_object

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str | int, ...]

MAX_SIZE: Final = 16 * 1024 * 1024
MAX_DEPTH: Final = 12
_NULL: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUE: Final = frozenset({"true", "True", "TRUE"})
_FALSE: Final = frozenset({"false", "False", "FALSE"})
_INTEGER: Final = re.compile(r"[-+]?[0-9]{1,18}")


@dataclass(frozen=True, slots=True)
class Source:
    """What a file said; ``lines`` has the line of each value, counted from one."""

    name: str
    value: Any
    lines: dict[Path, int] = field(default_factory=dict)

    def place(self, path: Path) -> str:
        """Return where a value stands, as ``contoso.yaml:12``; the nearest line known."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return f"{self.name}:{self.lines[path[:length]]}"
        steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        return f"{self.name}: {steps.lstrip('.')}" if steps else self.name


def parse_yaml(data: bytes, name: str) -> Source:
    """Return the one document in ``data``, which messages call ``name``.

    At most 16 MiB in UTF-8, nested at most 12 levels. Raises InvalidError(CONFIGURATION_SYNTAX).
    """
    if len(data) > MAX_SIZE:
        raise _broken(name, f"it is larger than {MAX_SIZE // 1024 // 1024} MiB")
    # JSON is read as such where it is sound: YAML reads its escaped surrogates otherwise.
    with contextlib.suppress(ValueError):
        return Source(name, parse_json_object(data, levels=MAX_DEPTH))
    try:
        text = data.decode("utf-8-sig")
        return _Builder(name, text).document()
    except UnicodeDecodeError:
        raise _broken(name, "it is not UTF-8") from None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = name if mark is None else f"{name}:{mark.line + 1}"
        raise _broken(place, str(getattr(error, "problem", None) or "it is not YAML")) from None


def write_yaml(value: Any) -> str:
    """Return a plain value as YAML, in the order of its keys; certificates line by line."""
    return yaml.dump(
        value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100, indent=2
    )


class _Builder:
    """Builds values from the parser's events, which are a stream: depth is ours to bound."""

    def __init__(self, name: str, text: str) -> None:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self._events: Iterator[Any] = yaml.parse(text, Loader=loader)
        self._source = Source(name, None)

    def document(self) -> Source:
        value, seen = None, False
        for event in self._events:
            if not isinstance(event, yaml.DocumentStartEvent):
                continue
            if seen:
                raise self._refused(event, "it holds several documents")
            value, seen = self._value(next(self._events), (), 0), True
        return Source(self._source.name, value, self._source.lines)

    def _value(self, event: Any, path: Path, depth: int) -> Any:
        self._source.lines.setdefault(path, self._line(event))
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._refused(event, "anchors and aliases are not understood")
        if event.tag is not None:
            raise self._refused(event, "tags are not understood")
        if isinstance(event, yaml.ScalarEvent):
            return _scalar(event.value) if event.implicit[0] else event.value
        if depth >= MAX_DEPTH:
            raise self._refused(event, f"it is nested more than {MAX_DEPTH} levels deep")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, depth)
        return self._mapping(path, depth)

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        found: list[Any] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            found.append(self._value(event, (*path, len(found)), depth + 1))
        return found

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                raise self._refused(event, "a key must be plain text")
            if event.value in found:
                raise self._refused(event, f"'{event.value}' stands twice")
            # A property is where its name is, whatever line its value begins on.
            self._source.lines[*path, event.value] = self._line(event)
            found[event.value] = self._value(next(self._events), (*path, event.value), depth + 1)
        return found

    def _refused(self, event: Any, problem: str) -> InvalidError:
        return _broken(f"{self._source.name}:{self._line(event)}", problem)

    @staticmethod
    def _line(event: Any) -> int:
        return int(event.start_mark.line) + 1


class _Dumper(yaml.SafeDumper):
    """Indents lists below their key and writes texts of several lines as they are."""

    @override
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    @override
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    if not text.replace("\n", "").isprintable():
        style = '"'  # YAML has line breaks of its own, such as U+0085
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)


def _scalar(text: str) -> Any:
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    return int(text) if _INTEGER.fullmatch(text) else text


def _broken(place: str, problem: str) -> InvalidError:
    return InvalidError(CONFIGURATION_SYNTAX, place=place, problem=problem)
