"""A PostgreSQL cluster of one's own, on a Unix socket in a temporary directory."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from pathlib import Path

from daemonry.storage.schema import metadata

_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # the cluster does not outlive the tests
    "full_page_writes": "off",
    "synchronous_commit": "on",
    "max_connections": "60",
    "shared_buffers": "16MB",
}
_UNPRIVILEGED = ("postgres", "nobody")


def find_binaries() -> Path | None:
    """Return the directory of ``initdb`` and ``postgres`` of the newest installed version."""
    candidates = [
        directory
        for directory in Path("/usr/lib/postgresql").glob("*/bin")
        if (directory / "initdb").exists()
    ]
    if candidates:
        return max(candidates, key=lambda directory: float(directory.parent.name))
    found = shutil.which("initdb")
    return Path(found).parent if found else None


class PostgresServer:
    """A running cluster that only this process knows."""

    def __init__(self, binaries: Path) -> None:
        self._binaries = binaries
        self._home = Path(tempfile.mkdtemp(prefix="pg-"))
        self._user = _unprivileged_user()
        if self._user is not None:
            shutil.chown(self._home, self._user)
        data = self._home / "data"
        self._run("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in _SETTINGS.items())
        self._run(
            *("pg_ctl", "-D", data, "-w", "-l", self._home / "log"),
            *("-o", f"{options} -k {self._home}", "start"),
        )

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self._home}"

    def new_database(self, name: str) -> str:
        """Create a database and return its URL."""
        self.execute("postgres", f"CREATE DATABASE {name} TEMPLATE template0")
        return self.url(name)

    def empty(self, database: str) -> None:
        """Take every row out of a migrated database."""
        names = ", ".join(table.name for table in metadata.tables.values())
        self.execute(database, f"TRUNCATE {names} RESTART IDENTITY CASCADE")

    def execute(self, database: str, statement: str) -> str:
        """Run a statement by another connection than the program's and return its output."""
        return self._run(
            *("psql", "-h", self._home, "-U", "postgres", "-d", database),
            *("-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement),
        )

    def dump(self, database: str) -> str:
        return self._run("pg_dump", "-h", self._home, "-U", "postgres", "--inserts", database)

    def close(self) -> None:
        self._run("pg_ctl", "-D", self._home / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._home)

    def _run(self, program: str, *arguments: str | Path) -> str:
        finished = subprocess.run(
            [self._binaries / program, *arguments],
            check=False,
            stdout=subprocess.PIPE if program in {"psql", "pg_dump"} else subprocess.DEVNULL,
            stderr=subprocess.PIPE if program in {"psql", "pg_dump"} else subprocess.DEVNULL,
            text=True,
            cwd="/",
            user=self._user,
            group=None if self._user is None else pwd.getpwnam(self._user).pw_gid,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8"},
        )
        assert finished.returncode == 0, f"{program} failed: {finished.stderr}"
        return finished.stdout or ""


def _unprivileged_user() -> str | None:
    """Return who runs the server when we are root, whom it refuses."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in _UNPRIVILEGED if name in known)
