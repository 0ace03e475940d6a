"""The server's two keys: in files that nobody else may read, or handed in.

``keys/kek`` seals what is kept secret in the database, ``keys/secret-hash`` makes
the digests of client secrets. A file has one key of 32 bytes in base64 on a line;
the first is current, the others are of before a rotation. Neither is ever in the
database or in a backup of it.
"""

from __future__ import annotations

import base64
import binascii
import os
import secrets
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from daemonry.model.secret import SecretHashKeys
from daemonry.storage.envelope import KEY_BYTES, EnvelopeVault, key_identifier
from daemonry.storage.errors import KeyFileError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KEK_FILE: Final = "kek"
SECRET_HASH_FILE: Final = "secret-hash"  # noqa: S105 - a file name
_MAX_FILE: Final = 4096
_OTHERS: Final = 0o077


@dataclass(frozen=True, slots=True)
class ServerKeys:
    """The vault over the key encryption keys, and the keys of secret digests."""

    vault: EnvelopeVault
    secret_hash_keys: SecretHashKeys = field(repr=False)


def open_server_keys(
    directory: Path,
    *,
    key_encryption_key: str | None = None,
    secret_hash_key: str | None = None,
    create: bool = False,
) -> ServerKeys:
    """Return the keys given as text, or those of the files in ``directory``.

    With ``create`` a missing file is made; without it is an error, because data
    sealed with the lost key could never be opened again. Raises KeyFileError.
    """
    sealing = _keys(directory / KEK_FILE, key_encryption_key, create=create)
    hashing = _keys(directory / SECRET_HASH_FILE, secret_hash_key, create=create)
    by_name = {key_identifier(key): key for key in hashing}
    return ServerKeys(EnvelopeVault(sealing), SecretHashKeys(key_identifier(hashing[0]), by_name))


def parse_keys(text: str, source: str) -> list[bytes]:
    """Return the keys of a file or setting named ``source``. Raises KeyFileError."""
    try:
        keys = [base64.b64decode(line, validate=True) for line in text.split()]
    except (binascii.Error, ValueError):
        keys = []
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise KeyFileError(f"{source} must hold {KEY_BYTES} bytes in base64.")
    return keys


def read_key_file(path: Path) -> list[bytes]:
    """Return the keys of a file. Raises KeyFileError when others could read it."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        raise KeyFileError(
            f"The key {path} is missing. Put it back from where you keep it; a new one cannot"
            " open what the old one sealed."
        ) from None
    except OSError as error:
        raise KeyFileError(f"The key {path} cannot be read: {error.strerror}.") from None
    with os.fdopen(descriptor, "rb") as file:
        _require_private(path.parent, path.parent.stat().st_mode, 0o700)
        _require_private(path, os.fstat(descriptor).st_mode, 0o600)
        content = file.read(_MAX_FILE)
    return parse_keys(content.decode("ascii", "replace"), str(path))


def write_key_file(path: Path, keys: Sequence[bytes]) -> bool:
    """Write a file of mode 0600 that is whole or absent; return False when it is there already.

    Raises KeyFileError when it cannot be written.
    """
    text = b"".join(base64.b64encode(key) + b"\n" for key in keys)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)  # unlike a rename it never replaces a key
        except FileExistsError:
            return False
        finally:
            draft.unlink()
        _sync_directory(path.parent)
    except OSError as error:
        raise KeyFileError(f"The key {path} cannot be written: {error.strerror}.") from None
    return True


def _keys(path: Path, given: str | None, *, create: bool) -> list[bytes]:
    if given is not None:
        return parse_keys(given, f"The setting for {path.name}")
    if create and not path.exists():
        write_key_file(path, [secrets.token_bytes(KEY_BYTES)])
    return read_key_file(path)


def _require_private(path: Path, mode: int, wanted: int) -> None:
    if stat.S_IMODE(mode) & _OTHERS:
        raise KeyFileError(f"Others may read {path}. Run: chmod {wanted:o} {path}")


def _sync_directory(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
