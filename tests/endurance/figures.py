"""Writing what a full-size run found into the documentation."""

from __future__ import annotations

import argparse
import math
import sys
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "explanation" / "reliability.md"


def arguments(*, is_long: bool = False, **sizes: int) -> argparse.Namespace:
    """Read the sizes of a run, such as ``--trials``; of a long one, when it is enough."""
    parser = argparse.ArgumentParser()
    for name, default in sizes.items():
        parser.add_argument(f"--{name}", type=int, default=default)
    if is_long:
        parser.add_argument("--within", type=float, default=math.inf, metavar="MINUTES")
    return parser.parse_args()


def progress(line: str) -> None:
    """Show, while a run goes on, how far it is."""
    sys.stderr.write(f"{line}\n")


def write_figure(goal: str, figure: str) -> None:
    """Put a figure into the row of a goal, the last column of the table."""
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    row = next(n for n, line in enumerate(lines) if line.startswith(f"| {goal} |"))
    cells = lines[row].split("|")
    cells[-2] = f" {figure} "
    lines[row] = "|".join(cells)
    PAGE.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(f"{goal}: {figure}\n")
