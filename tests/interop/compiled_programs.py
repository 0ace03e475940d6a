"""The client programs in Go and Java: their locked libraries, and one compilation of each."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
BUILD = ".build"
GO_PROGRAM = HERE / "go" / BUILD / "with-msal"
JAVA_CLASSES = HERE / "java" / BUILD / "classes"
JAVA_LIBRARIES = HERE / "java" / BUILD / "lib"
BUILD_SECONDS = 600
_LOCKED_JARS = "jars.sha256"


def build_go() -> None:
    """Compile the Go program when its sources are newer; go.sum locks what it is made of."""
    with _building("go", GO_PROGRAM, needs=("go",), marker="golang") as directory:
        if directory is not None:
            _run(directory, "go", "build", "-trimpath", "-buildvcs=false", "-o", str(GO_PROGRAM))


def build_java() -> None:
    """Compile the Java program when its sources are newer, against the locked libraries."""
    needs = ("java", "javac", "mvn")
    with _building("java", JAVA_CLASSES, needs=needs, marker="jvm") as directory:
        if directory is not None:
            copy = ("dependency:copy-dependencies", f"-DoutputDirectory={JAVA_LIBRARIES}")
            _run(directory, "mvn", "--batch-mode", "--quiet", "--no-transfer-progress", *copy)
            _check_libraries(directory)
            sources = sorted(path.name for path in directory.glob("*.java"))
            libraries = f"{JAVA_LIBRARIES}/*"
            _run(directory, "javac", "-d", str(JAVA_CLASSES), "-cp", libraries, *sources)


@contextmanager
def _building(
    name: str, result: Path, *, needs: tuple[str, ...], marker: str
) -> Iterator[Path | None]:
    """Yield the folder of the sources when they are newer than the result, one at a time."""
    missing = [program for program in needs if shutil.which(program) is None]
    if missing:
        pytest.fail(
            f"{' and '.join(missing)} must be on the PATH for these tests: install what is"
            f' missing, or leave them out with -m "not {marker}".',
            pytrace=False,
        )
    directory = HERE / name
    handle = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        newest = max(path.stat().st_mtime for path in directory.iterdir() if path.is_file())
        is_current = result.exists() and result.stat().st_mtime >= newest
        if not is_current:
            shutil.rmtree(directory / BUILD, ignore_errors=True)
            result.parent.mkdir()
        yield None if is_current else directory
    finally:
        os.close(handle)


def _check_libraries(directory: Path) -> None:
    """Compare the libraries with the digests on record: Maven has no lock file of its own."""
    found = sorted(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in JAVA_LIBRARIES.iterdir()
    )
    locked = sorted((directory / _LOCKED_JARS).read_text(encoding="ascii").splitlines())
    assert found == locked, f"Other libraries than in {_LOCKED_JARS}: {found}"


def _run(directory: Path, *command: str) -> None:
    done = subprocess.run(
        command,
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=BUILD_SECONDS,
        check=False,
    )
    if done.returncode != 0:
        told = done.stdout + done.stderr
        pytest.fail(f"{command[0]} in {directory.name} failed:\n{told}", pytrace=False)
