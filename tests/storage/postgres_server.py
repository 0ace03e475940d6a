"""A PostgreSQL cluster of one's own, on a Unix socket in a temporary directory."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Self

from tests.programs import find_program
from tests.surface.cli.pool import children

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


def find_binaries() -> Path:
    """Return the directory of ``initdb`` and ``postgres`` of the newest installed version.

    Fails the test when there is none.
    """
    candidates = [
        directory
        for directory in Path("/usr/lib/postgresql").glob("*/bin")
        if (directory / "initdb").exists()
    ]
    if candidates:
        return max(candidates, key=lambda directory: float(directory.parent.name))
    return find_program("initdb", package="postgresql", marker="postgres").parent


class PostgresServer:
    """A running cluster that only this process knows."""

    def __init__(
        self,
        binaries: Path,
        *,
        archive: bool = False,
        restore: tuple[Path, str] | None = None,
        standby_of: PostgresServer | None = None,
    ) -> None:
        """Start a new cluster, ``restore`` a base backup to a moment, or follow another one.

        With ``archive`` its WAL goes to a directory, as the how-to on backups has it.
        """
        self._binaries = binaries
        self.home = Path(tempfile.mkdtemp(prefix="pg-"))
        self._user = _unprivileged_user()
        if self._user is not None:
            shutil.chown(self.home, self._user)
        data = self.home / "data"
        self._settings = settings = dict(_SETTINGS)
        if standby_of is not None:
            reach = ("-h", standby_of.home, "-U", "postgres")
            self._run("pg_basebackup", *reach, "-D", data, "-R", "-c", "fast", "--no-sync")
        elif restore is None:
            self._run(
                *("initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"), "--no-sync"
            )
        else:
            self._restore(*restore, settings)
        if archive:
            kept = self._directory("archive")
            command = f"test ! -f {kept}/%f && cp %p {kept}/%f"
            settings |= {"archive_mode": "on", "archive_command": f"'{command}'"}
        self.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Start the server, also one that was killed."""
        options = " ".join(
            f"-c {name}={value or chr(39) * 2}" for name, value in self._settings.items()
        )
        self._run(
            *("pg_ctl", "-D", self.home / "data", "-w", "-l", self.home / "log"),
            *("-o", f"{options} -k {self.home}", "start"),
        )

    def kill(self) -> None:
        """Kill the server and all its processes at once."""
        first = int((self.home / "data" / "postmaster.pid").read_text("utf-8").split("\n")[0])
        for pid in (first, *children(first)):
            os.kill(pid, signal.SIGKILL)

    def wait_for_standby(self) -> None:
        """Let no commit count from here on before the standby has it."""
        while "streaming" not in self.execute("postgres", "SELECT state FROM pg_stat_replication"):
            os.sched_yield()
        self.execute("postgres", "ALTER SYSTEM SET synchronous_standby_names = '*'")
        self.execute("postgres", "SELECT pg_reload_conf()")

    def promote(self) -> None:
        """Make a standby the primary."""
        self._run("pg_ctl", "-D", self.home / "data", "-w", "promote")

    def base_backup(self) -> Path:
        """Take a base backup while the server runs."""
        backup = self.home / "base"
        self._run(
            *("pg_basebackup", "-h", self.home, "-U", "postgres", "--checkpoint=fast"),
            *("--pgdata", backup, "--wal-method=stream", "--no-sync"),
        )
        return backup

    def restored(self, backup: Path, moment: str) -> PostgresServer:
        """Return a new server from ``backup`` and our archive, as of ``moment``."""
        return PostgresServer(self._binaries, restore=(backup, moment))

    def copy_by_dump(self, source: str, target: str) -> None:
        """Copy a database by pg_dump and pg_restore."""
        file = self.home / "dump"
        reach = ("-h", self.home, "-U", "postgres")
        self._run("pg_dump", *reach, "--format=custom", "--file", file, source)
        self._run("pg_restore", *reach, "--dbname", target, "--exit-on-error", file)

    def _restore(self, backup: Path, moment: str, settings: dict[str, str]) -> None:
        data = self.home / "data"
        shutil.copytree(backup, data)
        (data / "recovery.signal").touch()
        if self._user is not None:
            for path in (data, *data.rglob("*")):
                shutil.chown(path, self._user)
        settings |= {
            "restore_command": f"'cp {backup.parent / 'archive'}/%f %p'",
            "recovery_target_time": f"'{moment}'",
            "recovery_target_action": "promote",
        }

    def _directory(self, name: str) -> Path:
        path = self.home / name
        path.mkdir()
        if self._user is not None:
            shutil.chown(path, self._user)
        return path

    def url(self, database: str) -> str:
        return f"postgresql://postgres@/{database}?host={self.home}"

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
            *("psql", "-h", self.home, "-U", "postgres", "-d", database),
            *("-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-c", statement),
        )

    def dump(self, database: str) -> str:
        return self._run("pg_dump", "-h", self.home, "-U", "postgres", "--inserts", database)

    def close(self) -> None:
        self._run("pg_ctl", "-D", self.home / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.home)

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
