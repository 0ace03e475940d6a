"""``daemonry demo``: stub."""

import typer


def register_demo(program: typer.Typer, panel: str) -> None:
    """Add the command to the program."""
