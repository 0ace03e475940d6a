"""Backups of a SQLite data directory: made while servers run, restored into a new place.

A backup is a directory of its own with the three databases, the bindings of managed
identities, and ``manifest.json``, which is written last: without it the backup is not
whole. The server keys are not in it unless asked for, so that whoever reads the backup
reads no signing key (facts on both: ``secret_files.py``). Certificates of the
development CA and the change mark are made anew where they are missing.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pysqlite3

from daemonry.storage.arrivals import Mover
from daemonry.storage.envelope import sealing_key
from daemonry.storage.errors import BackupError
from daemonry.storage.managed_identities import FILE as IDENTITIES_FILE
from daemonry.storage.secret_files import KEK_FILE, KEYS_DIRECTORY, SECRET_HASH_FILE, sync_directory
from daemonry.storage.sqlite import open_connection, open_copy, prepare_file
from daemonry.storage.store import ARRIVALS_FILE, DIRECTORY_FILE, RECORDS_FILE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

MANIFEST: Final = "manifest.json"
PREFIX: Final = "daemonry-"
_FORMAT: Final = 1
_CHUNK: Final = 1 << 20
_KEY_FILES: Final = (KEK_FILE, SECRET_HASH_FILE)


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """What a backup holds. ``files`` are SHA-256 digests by path; key names are identifiers."""

    format: int
    release: str
    schema: str
    created_at: datetime
    files: dict[str, str]
    key_encryption_keys: tuple[str, ...]
    secret_hash_keys: tuple[str, ...]

    @property
    def has_keys(self) -> bool:
        """Tell whether the server keys are in the backup, too."""
        return f"{KEYS_DIRECTORY}/{KEK_FILE}" in self.files


@dataclass(frozen=True, slots=True)
class Backup:
    """A whole backup and where it is."""

    path: Path
    manifest: Manifest


def make_backup(data: Path, into: Path, *, now: datetime, release: str, keys: bool) -> Backup:
    """Copy ``data`` to a new directory in ``into`` and return it; servers go on meanwhile.

    With ``keys`` the key files of the data directory are copied, too. What was
    acknowledged before the call is in the backup. Raises BackupError, OSError.
    """
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    final = into / _name_of(now)
    draft = into / f".{final.name}.{secrets.token_hex(4)}"
    draft.mkdir(mode=0o700)
    try:
        _copy_databases(data, draft)
        _copy_files(data, draft, keys=keys)
        manifest = _describe(draft, now, release)
        _write(draft / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=2))
        draft.rename(final)
        sync_directory(into)
    except pysqlite3.Error as error:
        raise BackupError(f"The databases of {data} cannot be copied: {error}.") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return Backup(final, manifest)


def read_backup(path: Path) -> Backup:
    """Return a backup after comparing every file with its digest. Raises BackupError."""
    try:
        manifest = msgspec.json.decode((path / MANIFEST).read_bytes(), type=Manifest)
    except FileNotFoundError:
        raise BackupError(
            f"{path} holds no whole backup. Name a directory {PREFIX}*, or give --at a time."
        ) from None
    except msgspec.MsgspecError:
        raise BackupError(f"{path / MANIFEST} is not a manifest of ours.") from None
    if manifest.format != _FORMAT:
        raise BackupError(f"{path} has a format of a newer release. Restore it with that one.")
    for name, digest in manifest.files.items():
        if not (path / name).is_file() or _digest(path / name) != digest:
            raise BackupError(f"{path / name} was lost or changed. Take another backup.")
    return Backup(path, manifest)


def list_backups(collection: Path) -> Sequence[Path]:
    """Return the whole backups in a directory, oldest first, without reading them."""
    return sorted(found.parent for found in collection.glob(f"{PREFIX}*/{MANIFEST}"))


def newest_before(collection: Path, at: datetime) -> Path:
    """Return the newest backup that was made at ``at`` or before. Raises BackupError."""
    name = _name_of(at)
    found = [path for path in list_backups(collection) if path.name <= name]
    if not found:
        raise BackupError(f"{collection} holds no backup of {at:%Y-%m-%d %H:%M:%S} or before.")
    return found[-1]


def forget_backups(collection: Path, keep: int) -> Sequence[Path]:
    """Delete all but the newest ``keep`` backups and return which."""
    surplus = list_backups(collection)[:-keep]
    for path in surplus:
        (path / MANIFEST).unlink()  # from here on it is no backup, however far we get
        shutil.rmtree(path)
    return surplus


def restore_backup(backup: Backup, data: Path) -> None:
    """Make ``data`` a data directory with what the backup holds.

    Raises BackupError when anything is there already: nothing is ever overwritten.
    """
    if data.exists() and any(data.iterdir()):
        raise BackupError(f"{data} is not empty. Restore into a new directory, then compare.")
    data.parent.mkdir(parents=True, exist_ok=True)
    draft = data.with_name(f".{data.name}.{secrets.token_hex(4)}")
    draft.mkdir(mode=0o700)
    try:
        for name in backup.manifest.files:
            (draft / name).parent.mkdir(mode=0o700, exist_ok=True)
            _copy_file(backup.path / name, draft / name)
        draft.rename(data)
        sync_directory(data.parent)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _copy_databases(data: Path, draft: Path) -> None:
    # A record goes from the journal to the table, never back. Copied in this order it is
    # in one of the two copies at least; moving once more in the copies leaves it in one.
    for name in (ARRIVALS_FILE, RECORDS_FILE, DIRECTORY_FILE):
        if not (data / name).exists():
            raise BackupError(f"There is no {data / name}. Name the data directory by --data.")
        prepare_file(draft / name)
        with (
            closing(open_connection(data / name, read_only=True)) as live,
            closing(pysqlite3.connect(str(draft / name))) as copy,
        ):
            live.backup(copy)
    mover = Mover(draft / ARRIVALS_FILE, draft / RECORDS_FILE)
    with closing(mover):
        mover.move_all()


def _copy_files(data: Path, draft: Path, *, keys: bool) -> None:
    if (data / IDENTITIES_FILE).exists():
        _copy_file(data / IDENTITIES_FILE, draft / IDENTITIES_FILE)
    if not keys:
        return
    (draft / KEYS_DIRECTORY).mkdir(mode=0o700)
    for name in _KEY_FILES:
        if not (data / KEYS_DIRECTORY / name).exists():
            raise BackupError(
                f"There is no {data / KEYS_DIRECTORY / name}: the key is configured elsewhere."
                " Leave out --with-keys and keep it where it is."
            )
        _copy_file(data / KEYS_DIRECTORY / name, draft / KEYS_DIRECTORY / name)


def _describe(draft: Path, now: datetime, release: str) -> Manifest:
    with closing(open_copy(draft / DIRECTORY_FILE)) as directory:
        schema = directory.execute("SELECT version_num FROM alembic_version").fetchone()[0]
        sealed = directory.execute(
            "SELECT sealed_private_key FROM signing_keys WHERE sealed_private_key <> x''"
        )
        sealing = sorted({sealing_key(row[0]) for row in sealed})
        digests = directory.execute(
            "SELECT hash_key_id FROM password_credentials"
            " UNION SELECT hash_key_id FROM service_principal_passwords"
        )
        hashing = sorted(row[0] for row in digests)
    names = sorted(str(path.relative_to(draft)) for path in draft.rglob("*") if path.is_file())
    return Manifest(
        format=_FORMAT,
        release=release,
        schema=schema,
        created_at=now,
        files={name: _digest(draft / name) for name in names},
        key_encryption_keys=tuple(sealing),
        secret_hash_keys=tuple(hashing),
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _copy_file(source: Path, target: Path) -> None:
    with source.open("rb") as reader, _new_file(target) as writer:
        shutil.copyfileobj(reader, writer, _CHUNK)
        writer.flush()
        os.fsync(writer.fileno())


def _write(path: Path, content: bytes) -> None:
    with _new_file(path) as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _new_file(path: Path) -> Any:
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb")


def _name_of(at: datetime) -> str:
    """Return the name of a backup of this moment; names sort by time."""
    return f"{PREFIX}{at.astimezone(UTC):%Y%m%dT%H%M%S%fZ}"
