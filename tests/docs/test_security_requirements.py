"""The table of what is promised about security names a test for each row, and it exists."""

import re
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REQUIREMENTS = tomllib.loads((ROOT / "tests/security/requirements.toml").read_text())
ROWS = {"S": 21, "K": 10, "T": 13, "F": 5, "A": 7, "L": 5, "D": 12, "P": 5}
"""How many rows each chapter has, so that none is lost from the table."""

IDS = [f"{chapter}{number}" for chapter, last in ROWS.items() for number in range(1, last + 1)]


@cache
def names_of_tests(path):
    """Return the names of tests in a module: functions, methods, and bound state machines."""
    defined = r"^ *(?:async )?def (test_\w+)|^(Test\w+) ="
    found = re.findall(defined, (ROOT / path).read_text(), re.MULTILINE)
    return {function or machine for function, machine in found}


def test_no_row_is_missing_and_none_is_unknown():
    assert list(REQUIREMENTS) == IDS


@pytest.mark.parametrize("row", IDS)
def test_each_row_is_proved_by_tests_that_exist(row):
    entry = REQUIREMENTS[row]
    assert entry["says"]
    assert bool(entry.get("tests")) != bool(entry.get("open")), "name tests, or what is missing"
    for node in entry.get("tests", ()):
        path, _, name = node.partition("::")
        assert name in names_of_tests(path), f"{node} does not exist"


def test_a_test_is_named_after_rows_that_there_are():
    ids = re.compile(r"test_((?:[sktfaldp]\d+_)+)")
    for path in [*ROOT.glob("tests/**/test_*.py"), *ROOT.glob("protect/tests/test_*.py")]:
        if "node_modules" in path.parts:
            continue
        for name in names_of_tests(path):
            found = ids.match(name)
            for row in found[1].upper().split("_")[:-1] if found else ():
                assert row in REQUIREMENTS, f"{path.name}::{name} claims a row that there is not"
