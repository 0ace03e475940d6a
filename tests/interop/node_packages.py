"""The locked npm packages that Node.js programs of the tests need."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

WITHOUT_NODE = "INTEROP_WITHOUT_NODE"
"""Environment variable: set it to skip what needs Node.js. Absence alone is a failure."""
NPM_SECONDS = 300


def install_node_packages(directory: Path) -> None:
    """Make ``node_modules`` of a directory what its lock file says.

    One process at a time does so, the others wait for it. Skips the test if the
    environment asks for that; fails it if Node.js is not there.
    """
    if os.environ.get(WITHOUT_NODE):
        pytest.skip(f"{WITHOUT_NODE} is set")
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.fail(
            "Node.js 20 or newer with npm is needed: install it (make packages), "
            f"or set {WITHOUT_NODE}=1 to leave these tests out.",
            pytrace=False,
        )
    handle = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not _is_current(directory):
            _run_npm_ci(directory)
    finally:
        os.close(handle)


def _is_current(directory: Path) -> bool:
    installed = directory / "node_modules/.package-lock.json"
    wanted = directory / "package-lock.json"
    return installed.exists() and installed.stat().st_mtime >= wanted.stat().st_mtime


def _run_npm_ci(directory: Path) -> None:
    done = subprocess.run(
        ["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"],
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=NPM_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"npm ci in {directory.name} failed:\n{done.stderr}", pytrace=False)
