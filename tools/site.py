"""Build the documentation site into ``build/site``: ``make site``.

The pages are those of the repository, laid out as there, so that each link works in
both places. A link to a folder of sources leads nowhere in a site and becomes text; a
folder of pages gets a list of them. Broken links and pages that nobody lists fail.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build"
SOURCE = BUILD / "site-source"
CONFIGURATION = BUILD / "mkdocs.yml"
FOLDERS = ("docs", "deploy")
PAGES = (
    *("README.md", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md"),
    *("protect/README.md", "bench/README.md"),
    *("clients/node-daemon/README.md", "clients/python-daemon/README.md"),
)
_SHIM = re.compile(r'<script src="https://unpkg\.com/[^"]*"></script>')
"""What the theme would fetch for searching pages opened as files; the site fetches nothing."""

_LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|mailto:|#)([^)\s]+)\)")


def lay_out() -> None:
    """Copy the pages and what they show or link to."""
    for made in (SOURCE, BUILD / "site"):
        shutil.rmtree(made, ignore_errors=True)
    for folder in FOLDERS:
        shutil.copytree(ROOT / folder, SOURCE / folder, ignore=shutil.ignore_patterns("helm"))
    for name in PAGES:
        (SOURCE / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, SOURCE / name)
    for page in SOURCE.rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        page.write_text(_LINK.sub(partial(_linked, page), text), encoding="utf-8")


def write_commands() -> None:
    """Write the page of all commands by the program, which has an environment of its own."""
    page = SOURCE / "docs/reference/commands.md"
    man = BUILD / "man/daemonry.1"
    python = ROOT / ".venv/bin/python"
    command = [str(python), "-m", "tools.manual", str(man), str(page)]
    subprocess.run(command, check=True, cwd=ROOT)  # noqa: S603 - our own program


def _linked(page: Path, found: re.Match[str]) -> str:
    """Return a link as it is when it leads to a page or a file of the site, else as text."""
    _, words, target = found.groups()
    path, _, _ = target.partition("#")
    there = (page.parent / path).resolve()
    if there.is_file():
        return found[0]
    in_repository = ROOT / there.relative_to(SOURCE)
    if not in_repository.exists():
        sys.exit(f"{page.relative_to(SOURCE)}: {target} does not exist")
    if in_repository.is_file() and in_repository.suffix in {".json", ".md", ".txt", ".yaml"}:
        there.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(in_repository, there)
        return found[0]
    if there.is_dir() and any(there.glob("*.md")):
        first = min(there.glob("*.md"))
        return f"[{words}]({path.rstrip('/')}/{first.name})"
    return words


def navigation(entries: list[Any]) -> list[Any]:
    """Return the navigation with each folder in place of its pages, in order of their names."""
    found: list[Any] = []
    for entry in entries:
        match entry:
            case str() if entry.endswith("/"):
                found += sorted(str(p.relative_to(SOURCE)) for p in (SOURCE / entry).glob("*.md"))
            case dict():
                found += [{title: _section(inner)} for title, inner in entry.items()]
            case _:
                found.append(entry)
    return found


def _section(inner: Any) -> Any:
    if isinstance(inner, list):
        return navigation(inner)
    return navigation([inner]) if inner.endswith("/") else inner


def main() -> int:
    """Build the site; return the exit code."""
    lay_out()
    write_commands()
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    settings["nav"] = navigation(settings["nav"])
    settings["docs_dir"], settings["site_dir"] = str(SOURCE), str(BUILD / "site")
    CONFIGURATION.write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file"]
    code = subprocess.run([*command, str(CONFIGURATION)], check=False).returncode  # noqa: S603
    for page in (BUILD / "site").rglob("*.html"):
        page.write_text(_SHIM.sub("", page.read_text(encoding="utf-8")), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(main())
