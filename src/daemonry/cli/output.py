"""What a command prints: a table for people or JSON for programs.

Results go to standard output, everything said about them to standard error, so that
``-o json`` and a pipe always see data alone.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

_PIPE_WIDTH = 400
_EMPTY = "-"
_SPELLED = {"id": "ID", "ip": "IP", "uris": "URIs", "url": "URL", "ca": "CA"}


class Output(StrEnum):
    """The form of the result."""

    TABLE = "table"
    JSON = "json"


def out() -> Console:
    """Return a console on standard output; in a pipe it does not break lines."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=_PIPE_WIDTH)


def note(text: str) -> None:
    """Say something about the result on standard error."""
    Console(stderr=True, highlight=False).print(Text(text, style="dim"), soft_wrap=True)


def show_record(output: Output, record: Mapping[str, Any], *, title: str = "") -> None:
    """Print one object: names and values below each other, or a JSON object."""
    if output is Output.JSON:
        print_json(record)
        return
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in record.items():
        table.add_row(label(name), cell(value))
    console = out()
    if title:
        console.print(Text(title, style="bold green"), soft_wrap=True)
    console.print(table)


def show_rows(
    output: Output, rows: Sequence[Mapping[str, Any]], *, columns: Sequence[str], empty: str
) -> None:
    """Print objects as rows with these columns, or all their properties as a JSON array.

    ``empty`` is said when there are none.
    """
    if output is Output.JSON:
        print_json(rows)
        return
    if not rows:
        note(empty)
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", show_edge=False)
    for name in columns:
        table.add_column(label(name), overflow="fold", no_wrap=name.endswith(("_id", "_at")))
    for row in rows:
        table.add_row(*(cell(row.get(name)) for name in columns))
    out().print(table)


def print_json(value: Any, *, indent: int | None = 2) -> None:
    """Print ``value`` as JSON; times become ISO 8601 in UTC."""
    sys.stdout.write(json.dumps(value, indent=indent, default=_plain, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def label(name: str) -> str:
    """Return the heading of a property: ``app_id`` is shown as "app ID"."""
    return " ".join(_SPELLED.get(word, word) for word in name.split("_"))


def cell(value: Any) -> Text:
    """Return a value as people read it; statuses are coloured."""
    match value:
        case Text():
            return value
        case None | "" | () | []:
            return Text(_EMPTY, style="dim")
        case _:
            return Text(_words(value))


def _words(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case datetime():
            return instant(value)
        case list() | tuple():
            return "\n".join(_words(item) for item in value)
        case _:
            return str(value)


def instant(at: datetime) -> str:
    """Return a time in UTC to the second."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%SZ")


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case Text():
            return value.plain
        case Mapping():
            return dict(value)
        case _:
            return str(value)
