"""``daemonry backup``, ``restore``, ``verify``: copies of the data, and whether they are good."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from daemonry.cli.command import DatabaseOption, DataOption, OutputOption, epilogue, settings_of
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import Output, note, show_record, show_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.settings import Settings
    from daemonry.storage.backup import Backup
    from daemonry.storage.secret_files import ServerKeys
    from daemonry.storage.verification import Inspected

_BACKUP_EXAMPLES = """
daemonry backup /var/backups/daemonry --data /var/lib/daemonry
daemonry backup /var/backups/daemonry --keep 288      [dim]# every 5 minutes: a day of them[/]
daemonry backup /media/safe --with-keys               [dim]# for a place as safe as the server[/]
"""
_RESTORE_EXAMPLES = """
daemonry restore /var/backups/daemonry/daemonry-20261124T120000000000Z --data /var/lib/new
daemonry restore /var/backups/daemonry --at 2026-11-24T12:00:00Z --data /var/lib/new
"""
_VERIFY_EXAMPLES = """
daemonry verify --data /var/lib/daemonry              [dim]# also while the server runs[/]
daemonry verify --backup /var/backups/daemonry/daemonry-20261124T120000000000Z
daemonry verify --database postgresql://daemonry@db/daemonry -o json
"""


def register_backup(program: typer.Typer, panel: str) -> None:
    """Add the commands to the program."""
    for name, command, examples in (
        ("backup", backup, _BACKUP_EXAMPLES),
        ("restore", restore, _RESTORE_EXAMPLES),
        ("verify", verify, _VERIFY_EXAMPLES),
    ):
        program.command(name, epilog=epilogue(examples), rich_help_panel=panel)(command)


def backup(  # noqa: PLR0913 - one parameter for each option
    into: Annotated[Path, typer.Argument(metavar="DIRECTORY", help="Where backups are collected.")],
    *,
    with_keys: Annotated[
        bool,
        typer.Option(
            "--with-keys",
            help="Copy the server keys, too. Whoever has such a backup can sign tokens.",
        ),
    ] = False,
    keep: Annotated[
        int | None,
        typer.Option(min=1, help="Afterwards delete all but so many backups.", show_default=False),
    ] = None,
    data: DataOption = None,
    database: DatabaseOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Copy the data directory while the server runs, and verify the copy.

    The server keys stay out unless asked for: keep them elsewhere, a restore needs both.
    PostgreSQL is backed up by its own tools.
    """
    settings = settings_of(data=data, database=database)
    if settings.database is not None:
        raise CommandError(
            "PostgreSQL is backed up by its own tools, and they do it better.",
            "Use pg_dump or pg_basebackup with archived WAL, and 'daemonry verify' on the result:"
            " docs/how-to/back-up-and-restore.md.",
            ExitCode.USAGE,
        )
    from importlib.metadata import version  # noqa: PLC0415 - slow

    from daemonry.storage.backup import forget_backups, make_backup  # noqa: PLC0415 - loads storage
    from daemonry.storage.system import SystemClock  # noqa: PLC0415 - likewise

    keys = _server_keys(settings)
    made = make_backup(
        settings.data, into, now=SystemClock().now(), release=version("daemonry"), keys=with_keys
    )
    found = asyncio.run(_inspect(made.path, keys, is_copy=True))
    problems = [problem for one in found for problem in one.problems]
    if problems:
        raise CommandError(
            f"The backup {made.path} is not good: {problems[0]}.",
            f"Look at the data it was made from: daemonry verify --data {settings.data}",
        )
    forgotten = forget_backups(into, keep) if keep is not None else ()
    show_record(output, _record(made) | {"deleted": [str(p) for p in forgotten]}, title="Backed up")
    if output is Output.TABLE and not with_keys:
        note(f"The server keys are not in it: keep {_keys_of(settings)} elsewhere.")


def restore(
    source: Annotated[
        Path, typer.Argument(metavar="BACKUP", help="A backup, or with --at where they are.")
    ],
    *,
    at: Annotated[
        str | None,
        typer.Option(help="Take the newest backup of this time or before.", show_default=False),
    ] = None,
    data: DataOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Restore a backup into a new data directory; nothing is ever overwritten.

    What was changed after the backup is not in it, revocations included: deleted
    secrets work again, until they are deleted again.
    """
    settings = settings_of(data=data)
    from daemonry.storage.backup import (  # noqa: PLC0415 - loads storage
        newest_before,
        read_backup,
        restore_backup,
    )
    from daemonry.storage.errors import KeyFileError  # noqa: PLC0415 - likewise

    found = read_backup(newest_before(source, _moment(at)) if at is not None else source)
    restore_backup(found, settings.data)
    show_record(output, _record(found) | {"data": str(settings.data)}, title="Restored")
    try:
        keys = _server_keys(settings)
    except KeyFileError:
        _tell_of_keys(found, settings)
        return
    inspected = asyncio.run(_inspect(settings.data, keys))
    problems = [problem for one in inspected for problem in one.problems]
    if problems:
        raise CommandError(f"What was restored is not good: {problems[0]}.", _KEYS_FIT)
    if output is Output.TABLE:
        note("Verified. Start it with 'daemonry serve', and repeat revocations made since.")


def verify(
    *,
    backup_path: Annotated[
        Path | None,
        typer.Option("--backup", help="A backup in place of live data.", show_default=False),
    ] = None,
    data: DataOption = None,
    database: DatabaseOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Check databases, references, signing keys and secrets without changing anything.

    Exit code 1 tells that something is wrong.
    """
    settings = settings_of(data=data, database=database)
    place: Path | str = settings.database or settings.data
    if backup_path is not None:
        from daemonry.storage.backup import read_backup  # noqa: PLC0415 - loads storage

        place = read_backup(backup_path).path
    keys = _server_keys(settings, backup_path)
    found = asyncio.run(_inspect(place, keys, is_copy=backup_path is not None))
    rows = [row for one in found for row in _rows(one)]
    shown = rows if output is Output.JSON else [_coloured(row) for row in rows]
    show_rows(output, shown, columns=("check", "state", "found"), empty="")
    if any(one.problems for one in found):
        raise typer.Exit(ExitCode.REFUSED)


_KEYS_FIT = "Are keys/kek and keys/secret-hash those of the server that the backup is of?"


async def _inspect(
    place: Path | str, keys: "ServerKeys | None", *, is_copy: bool = False
) -> "Sequence[Inspected]":
    from daemonry.storage.verification import (  # noqa: PLC0415 - loads storage
        inspect_databases,
        open_databases,
    )

    async with open_databases(place, is_copy=is_copy) as databases:
        return await inspect_databases(databases, keys)


def _server_keys(settings: "Settings", backup_path: Path | None = None) -> "ServerKeys":
    """Return the keys that settings and data directory give, or those of a backup."""
    from daemonry.services import server_keys  # noqa: PLC0415 - loads storage
    from daemonry.storage.secret_files import KEYS_DIRECTORY  # noqa: PLC0415 - likewise

    if backup_path is not None and (backup_path / KEYS_DIRECTORY).is_dir():
        return server_keys(settings, backup_path / KEYS_DIRECTORY)
    return server_keys(settings, _keys_of(settings))


def _keys_of(settings: "Settings") -> Path:
    from daemonry.storage.secret_files import KEYS_DIRECTORY  # noqa: PLC0415 - loads storage

    return settings.data / KEYS_DIRECTORY


def _tell_of_keys(found: "Backup", settings: "Settings") -> None:
    names = ", ".join(found.manifest.key_encryption_keys) or "any"
    hashing = ", ".join(found.manifest.secret_hash_keys) or "any"
    note(f"The server keys are not in the backup. Put them into {_keys_of(settings)}:")
    note(f"  kek (identifier {names}) and secret-hash (identifier {hashing}), mode 0600,")
    note("  or name them by DAEMONRY_KEY_ENCRYPTION_KEY_FILE and DAEMONRY_SECRET_HASH_KEY_FILE.")
    note(f"Then: daemonry verify --data {settings.data}")


def _moment(at: str) -> datetime:
    try:
        moment = datetime.fromisoformat(at)
    except ValueError as error:
        raise CommandError(
            f"'{at}' is no time.", "Write it as 2026-11-24T12:00:00Z.", ExitCode.USAGE
        ) from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _record(made: "Backup") -> dict[str, Any]:
    return {
        "backup": str(made.path),
        "created_at": made.manifest.created_at,
        "schema": made.manifest.schema,
        "has_keys": made.manifest.has_keys,
        "key_encryption_keys": list(made.manifest.key_encryption_keys),
        "secret_hash_keys": list(made.manifest.secret_hash_keys),
    }


def _rows(one: "Inspected") -> list[dict[str, Any]]:
    if not one.problems:
        return [{"check": one.check, "state": "ok", "found": one.found}]
    return [{"check": one.check, "state": "error", "found": words} for words in one.problems]


def _coloured(row: dict[str, Any]) -> dict[str, Any]:
    style = "green" if row["state"] == "ok" else "red"
    return row | {"state": Text(row["state"], style=style)}
