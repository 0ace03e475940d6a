"""Python programs whose dependencies are too many, or too old, to live beside our own."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
INSTALL_SECONDS = 600
_STAMP = ".installed"


def install(name: str) -> Path:
    """Return the ``bin`` of a virtual environment with the hashed requirements of a folder.

    One process at a time makes it, the others wait for it.
    """
    directory = HERE / name
    wanted = directory / "requirements.txt"
    environment = directory / ".venv"
    stamp = environment / _STAMP
    handle = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        if not stamp.exists() or stamp.stat().st_mtime < wanted.stat().st_mtime:
            _run("venv", "--quiet", "--clear", str(environment))
            python = str(environment / "bin" / "python")
            _run(
                *("pip", "install", "--quiet", "--require-hashes", "--compile-bytecode"),
                *("--python", python, "--requirement", str(wanted)),
            )
            stamp.touch()
    finally:
        os.close(handle)
    return environment / "bin"


def _run(*arguments: str) -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "uv"), *arguments],
        capture_output=True,
        text=True,
        timeout=INSTALL_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        pytest.fail(f"uv {arguments[0]} failed:\n{done.stderr}", pytrace=False)
