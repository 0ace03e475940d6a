"""The manual page daemonry(1) and the page of all commands, from the program itself."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from daemonry.cli.errors import EXIT_CODES
from daemonry.cli.program import build_program

if TYPE_CHECKING:
    from collections.abc import Iterator

_MARKUP = re.compile(r"\[/?(?:bold|dim|cyan|not dim cyan)?\]")


@dataclass(frozen=True)
class Command:
    """One command: its words, what it does, options and arguments with theirs, examples."""

    name: str
    help: str
    parameters: tuple[tuple[str, str], ...]
    examples: tuple[str, ...]


def commands() -> Iterator[Command]:
    """Return all commands in the order of the help text."""
    yield from _of("daemonry", build_program())


def _of(name: str, found: Any) -> Iterator[Command]:
    inner = getattr(found, "commands", None)
    if inner is not None:
        for word, each in inner.items():
            if not each.hidden:
                yield from _of(f"{name} {word}", each)
        return
    epilogue = plain(found.epilog or "")
    yield Command(
        name,
        plain(found.help or ""),
        tuple(_parameter(each) for each in found.params if not getattr(each, "hidden", False)),
        tuple(re.findall(r"^  (.+)$", epilogue, re.MULTILINE)),
    )


def _parameter(found: Any) -> tuple[str, str]:
    is_argument = type(found).__name__ == "TyperArgument"
    names = found.name.upper() if is_argument else ", ".join(found.opts)
    takes = not is_argument and not found.is_flag
    shown = f"{names} {found.metavar or found.name.upper()}" if takes else names
    return shown, plain(found.help or "")


def plain(text: str) -> str:
    """Return help text without the markup of the terminal."""
    return _MARKUP.sub("", text).strip()


def manual() -> str:
    """Return daemonry(1) in the language of man pages (man(7))."""
    lines = [
        f'.TH DAEMONRY 1 "" "daemonry {version("daemonry")}"',
        ".SH NAME",
        r"daemonry \- an identity provider for programs that sign in as themselves",
        ".SH SYNOPSIS",
        r".B daemonry",
        r"[\fB\-\-debug\fR] \fICOMMAND\fR [\fIOPTIONS\fR]",
        ".SH DESCRIPTION",
        _roff(
            "Commands of the directory open the data directory, also while the server runs: what"
            " they change counts from the next token request on. Results go to standard output,"
            " remarks and errors to standard error."
        ),
        ".SH COMMANDS",
    ]
    for command in commands():
        lines += [".SS " + _roff(command.name), _roff(" ".join(command.help.split()))]
        for shown, words in command.parameters:
            lines += [".TP", rf"\fB{_roff(shown)}\fR", _roff(words) or r"\&"]
        if command.examples:
            lines += [".PP", "Examples:", ".RS", ".nf"]
            lines += [*(_roff(each) for each in command.examples), ".fi", ".RE"]
    lines += [
        ".SH EXIT STATUS",
        _roff(f"{EXIT_CODES}."),
        ".SH ENVIRONMENT",
        _roff("Each setting is a variable DAEMONRY_*; secrets also as files by *_FILE."),
        ".SH FILES",
        _roff("./daemonry-data, or what DAEMONRY_DATA or --data names: database, records, keys."),
    ]
    return "\n".join(lines) + "\n"


def _roff(text: str) -> str:
    """Return text as it is, also where man(7) would see a request or a hyphen to break at."""
    escaped = text.replace("\\", r"\e").replace("-", r"\-")
    return re.sub(r"^(?=[.'])", r"\\&", escaped, flags=re.MULTILINE)


def commands_page() -> str:
    """Return the page of all commands for the site."""
    lines = ["# Commands", "", f"Exit codes: {EXIT_CODES}.", ""]
    for command in commands():
        lines += [f"## {command.name}", "", command.help, ""]
        if command.parameters:
            lines += ["| | |", "|---|---|"]
            for shown, words in command.parameters:
                cell = " ".join(words.split()).replace("|", r"\|").replace("<", "&lt;")
                lines.append(f"| `{shown}` | {cell} |")
            lines.append("")
        lines += [*(f"    {each}" for each in command.examples), ""]
    return "\n".join(lines)


def main() -> None:
    """Write the manual page where the first argument says, and the page where the second does."""
    man, page = map(Path, sys.argv[1:])
    man.parent.mkdir(parents=True, exist_ok=True)
    man.write_text(manual(), encoding="utf-8")
    page.write_text(commands_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
