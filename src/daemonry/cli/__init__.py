"""The command line: the surface for operators, one file per noun.

What belongs here: reading options, opening the data directory, calling a use case
of ``daemonry.directory`` as the operator, printing what came of it. What must not:
a rule of its own. Read ``program.py`` first, then ``command.py``.

These modules do without ``from __future__ import annotations``, because Typer reads
their signatures at run time, and they import what is slow only where it is used.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command and return its exit code; ``arguments`` default to ``sys.argv[1:]``."""
    from daemonry.cli.program import run  # noqa: PLC0415 - 'import daemonry.cli' stays cheap

    return run(arguments)
