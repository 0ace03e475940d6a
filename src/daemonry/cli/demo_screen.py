"""How the demo looks: numbered steps, the command, what came of it."""

import sys
from collections.abc import Mapping
from typing import Any

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from daemonry.cli.output import cell

_INDENT = 3


class DemoScreen:
    """Prints the demo. ``quiet`` keeps headings and outcomes; ``step`` waits for Enter."""

    def __init__(self, *, steps: int, quiet: bool = False, step: bool = False) -> None:
        self._console = Console(highlight=False)
        self._steps = steps
        self._quiet = quiet
        self._step = step
        self._number = 0

    def title(self, text: str, remark: str) -> None:
        """Print what this is about."""
        self._console.print()
        self._console.print(Text(text, style="bold"))
        if not self._quiet:
            self._console.print(Text(remark, style="dim"))

    def heading(self, text: str, why: str) -> None:
        """Begin the next step and say why it is needed."""
        if self._step and self._number and sys.stdin.isatty():
            self._console.input(Text("\n   press Enter to go on ", style="dim"))
        self._number += 1
        if not self._quiet:
            self._console.print()
        self._console.print(
            Text.assemble((f"{self._number:2}/{self._steps} ", "bold cyan"), (text, "bold"))
        )
        if not self._quiet:
            self._indented(Text(why, style="dim"))

    def command(self, line: str) -> None:
        """Show a command as it is typed."""
        if not self._quiet:
            self._console.print(
                Text.assemble(" " * _INDENT, ("$ ", "dim"), (line, "cyan")), soft_wrap=True
            )

    def facts(self, facts: Mapping[str, Any]) -> None:
        """Show names and values that came of a command."""
        if self._quiet:
            return
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(style="dim", no_wrap=True)
        table.add_column(overflow="fold")
        for name, value in facts.items():
            table.add_row(name, cell(value))
        self._indented(table)

    def show(self, content: RenderableType) -> None:
        """Show something richer, such as a decoded token."""
        if not self._quiet:
            self._indented(content)

    def lines(self, text: str, *, style: str = "") -> None:
        """Show output of another program as it is."""
        if not self._quiet:
            self._indented(Text(text, style=style))

    def good(self, text: str) -> None:
        """Tell an outcome that was wanted."""
        self._outcome("\N{CHECK MARK} ", "bold green", text)

    def bad(self, text: str) -> None:
        """Tell a refusal; in the demo they are wanted, too."""
        self._outcome("\N{MULTIPLICATION X} ", "bold red", text)

    def skipped(self, text: str) -> None:
        """Tell what was left out and why, also when quiet."""
        self._outcome("- ", "yellow", text)

    def end(self, text: str) -> None:
        """Print the last lines."""
        self._console.print()
        self._console.print(Text(text, style="bold green"))

    def _outcome(self, mark: str, style: str, text: str) -> None:
        self._indented(Text.assemble((mark, style), text))

    def _indented(self, content: RenderableType) -> None:
        self._console.print(Padding(content, (0, 0, 0, _INDENT), expand=False))
