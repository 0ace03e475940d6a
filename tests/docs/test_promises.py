"""What is promised names commands that there are, and they run tests that there are."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
PROMISES = (ROOT / "docs/explanation/promises.md").read_text("utf-8")


def rows():
    table = [line.split(" | ") for line in PROMISES.splitlines() if line.startswith("| ")]
    return [[cell.strip(" |") for cell in row] for row in table[1:]]


def test_every_promise_has_a_target_of_the_makefile_and_a_figure():
    targets = re.findall(r"^([a-z-]+):.* ## ", MAKEFILE, re.MULTILINE)
    assert len(targets) == len(set(targets)), "of two recipes make takes the last"
    assert len(rows()) >= 9
    for promise, command, figure in rows():
        assert command.removeprefix("`make ").removesuffix("`") in targets, promise
        assert re.search(r"\d", figure), promise


def test_every_test_that_the_makefile_names_is_there():
    named = re.findall(r"\btests/[\w/.]+", MAKEFILE)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
