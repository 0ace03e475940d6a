"""Programs of the system that some tests need: there, or the test fails and says what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

_ALSO = ("/usr/sbin", "/usr/local/sbin")


def find_program(name: str, *, package: str, marker: str) -> Path:
    """Return where a program of a Debian package is; ``marker`` names the tests that need it."""
    found = shutil.which(name) or shutil.which(name, path=":".join(_ALSO))
    if found is None:
        pytest.fail(
            f"{name} is in the Debian package {package}: install it (make packages), or leave"
            f' these tests out with -m "not {marker}".',
            pytrace=False,
        )
    return Path(found)
