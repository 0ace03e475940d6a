"""TXT records of domains from a file, in place of DNS: ``name text``, one record a line.

The operator writes it, by hand or from a zone transfer. A server that asks no DNS
cannot be made to ask one that an attacker answers.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

MAX_BYTES: Final = 1024 * 1024


class FileDomainProofs:
    """``ports.DomainProofs``; without a file nothing is published. Read at each question."""

    def __init__(self, path: Path | None) -> None:
        self._path = path

    async def texts(self, name: str) -> frozenset[str]:
        """Return the TXT records of a name. Raises OSError when the file cannot be read."""
        if self._path is None:
            return frozenset()
        content = await asyncio.to_thread(_read, self._path)
        records = (line.split(maxsplit=1) for line in content.splitlines())
        return frozenset(
            record[1].strip().strip('"')
            for record in records
            if len(record) == 2 and record[0].lower().rstrip(".") == name  # noqa: PLR2004 - name and text
        )


def _read(path: Path) -> str:
    with path.open(encoding="utf-8", errors="replace") as file:
        return file.read(MAX_BYTES)
