"""Records as files: CSV for spreadsheets, JSON lines for programs, written while they are read."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from daemonry.portal.call import Streamed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence
    from typing import TypeVar

    from daemonry.portal.call import Call

    Record = TypeVar("Record")

MEDIA_TYPES: Final = {"csv": b"text/csv; charset=utf-8", "jsonl": b"application/jsonl"}
"""Forms of a file, by the end of its name."""
_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


def streamed(
    call: Call,
    name: str,
    chunks: AsyncIterator[Sequence[Record]],
    row: Callable[[Record], Mapping[str, Any]],
) -> Streamed:
    """Return records as the file that is asked for: CSV, else JSON lines."""
    form, lines = ("csv", csv_lines) if call.query.get("form") == "csv" else ("jsonl", json_lines)
    return Streamed(f"{name}.{form}", MEDIA_TYPES[form], lines(chunks, row))


async def csv_lines(
    chunks: AsyncIterator[Sequence[Record]], row: Callable[[Record], Mapping[str, Any]]
) -> AsyncIterator[bytes]:
    """Yield a header and a line for each record (RFC 4180)."""
    is_first = True
    async for chunk in chunks:
        rows = [row(record) for record in chunk]
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\r\n")
        if is_first:
            writer.writerow(rows[0])
            is_first = False
        writer.writerows([cell(value) for value in each.values()] for each in rows)
        yield text.getvalue().encode("utf-8", "replace")


async def json_lines(
    chunks: AsyncIterator[Sequence[Record]], row: Callable[[Record], Mapping[str, Any]]
) -> AsyncIterator[bytes]:
    """Yield one JSON object a line."""
    async for chunk in chunks:
        lines = [json.dumps(row(record), separators=(",", ":")) + "\n" for record in chunk]
        yield "".join(lines).encode("ascii")


def cell(value: Any) -> str:
    """Return a value as a cell that no spreadsheet takes for a formula (OWASP: CSV injection).

    Names of applications and user agents are what strangers choose.
    """
    text = " ".join(value) if isinstance(value, list | tuple) else str(value)
    return f"'{text}" if text.startswith(_FORMULAS) else text
