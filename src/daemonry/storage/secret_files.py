"""The server's two keys: in files that nobody else may read, or handed in.

``keys/kek`` seals what is kept secret in the database, ``keys/secret-hash`` makes
the digests of client secrets. A file has one key of 32 bytes in base64 on a line, or
for the key encryption key the ``pkcs11:`` URI of one in a hardware module; the first is
current, the others are of before a rotation. Neither is ever in the database or, unless
asked for, in a backup of it.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import os
import secrets
import stat
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from typing_extensions import override

from daemonry.model.secret import SecretHashKeys
from daemonry.storage.envelope import KEY_BYTES, EnvelopeVault, LocalKey, key_identifier
from daemonry.storage.errors import KeyFileError
from daemonry.storage.pkcs11_key import PKCS11, open_pkcs11_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from daemonry.storage.envelope import SealingKey

KEYS_DIRECTORY: Final = "keys"
"""Where the server keys lie in a data directory, and in a backup that has them."""

CREDENTIALS_FILE: Final = "dev-credentials.json"
"""Where ``daemonry dev`` remembers what it shows; by it production knows such a directory."""

KEK_FILE: Final = "kek"
SECRET_HASH_FILE: Final = "secret-hash"  # noqa: S105 - a file name
_MAX_FILE: Final = 4096
_OTHERS: Final = 0o077
_LOOK_AGAIN: Final = 1.0
"""Seconds between two looks at whether the file of secret-hash keys changed."""


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
    sealed with the lost key could never be opened again. Keys of files are read again
    when the file changed; those given as text stay. Raises KeyFileError.
    """
    sealing = KeyText(directory / KEK_FILE, key_encryption_key, create=create)
    hashing = KeyText(directory / SECRET_HASH_FILE, secret_hash_key, create=create)
    vault = EnvelopeVault(sealing_keys(sealing), _rereading(sealing))
    by_name = _hash_keys(hashing)
    keys = HashKeys(by_name, hashing)
    return ServerKeys(vault, SecretHashKeys(next(iter(by_name)), keys, keys.newest))


class KeyText:
    """The lines of a key file, or of the setting that takes its place."""

    def __init__(self, path: Path, given: str | None, *, create: bool = False) -> None:
        self.path = path
        self.source = str(path) if given is None else f"The setting for {path.name}"
        self._given = given
        self._stamp: object = None
        if given is None and create and not path.exists():
            write_key_file(path, [base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()])

    @property
    def is_file(self) -> bool:
        """Tell whether the keys are in a file of the data directory."""
        return self._given is None

    def lines(self) -> list[str]:
        """Return the keys as text, the current one first. Raises KeyFileError."""
        if self._given is not None:
            return self._given.split()
        self._stamp = self._stamp_now()
        return read_key_file(self.path)

    def changed(self) -> bool:
        """Tell whether the file is another one than when it was read last."""
        return self._given is None and self._stamp_now() != self._stamp

    def _stamp_now(self) -> object:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return (found.st_ino, found.st_mtime_ns, found.st_size)


class HashKeys(Mapping[str, bytes]):
    """Keys of secret digests by identifier; a missing one may have come into the file since."""

    def __init__(
        self,
        keys: dict[str, bytes],
        text: KeyText,
        *,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Take the clock, in seconds, that bounds how often the file is looked at."""
        self._keys = keys
        self._text = text
        self._now = now
        self._looked = now()

    @override
    def __getitem__(self, name: str) -> bytes:
        if name not in self._keys:
            self._look_again()
        return self._keys[name]

    @override
    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    @override
    def __len__(self) -> int:
        return len(self._keys)

    def newest(self) -> str:
        """Return the identifier of the key that makes new digests, at most a second old."""
        self._look_again()
        return next(iter(self._keys))

    def _look_again(self) -> None:
        if self._now() - self._looked < _LOOK_AGAIN:
            return
        self._looked = self._now()
        if self._text.changed():
            # A file that cannot be read now is no reason to forget what it held.
            with contextlib.suppress(KeyFileError):
                self._keys = _hash_keys(self._text)


def parse_keys(lines: Sequence[str], source: str) -> list[bytes]:
    """Return the keys of a file or setting named ``source``. Raises KeyFileError."""
    try:
        keys = [base64.b64decode(line, validate=True) for line in lines]
    except (binascii.Error, ValueError):
        keys = []
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise KeyFileError(f"{source} must hold {KEY_BYTES} bytes in base64.")
    return keys


def read_key_file(path: Path) -> list[str]:
    """Return the lines of a file, which are keys. Raises KeyFileError when others could read it."""
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
    return content.decode("utf-8", "replace").split()


def write_key_file(path: Path, lines: Sequence[str], *, replace: bool = False) -> bool:
    """Write a file of mode 0600 that is whole or absent; return False when it is there already.

    With ``replace`` it takes the place of the one before. Raises KeyFileError when it
    cannot be written.
    """
    text = "".join(f"{line}\n" for line in lines).encode()
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        try:
            if replace:
                draft.rename(path)
            else:
                os.link(draft, path)  # unlike a rename it never replaces a key
        except FileExistsError:
            return False
        finally:
            draft.unlink(missing_ok=True)
        sync_directory(path.parent)
    except OSError as error:
        raise KeyFileError(f"The key {path} cannot be written: {error.strerror}.") from None
    return True


def sealing_keys(text: KeyText) -> list[SealingKey]:
    """Return the key encryption keys: base64, or where a hardware module has them.

    Raises KeyFileError.
    """
    lines, source = text.lines(), text.source
    if not lines:
        raise KeyFileError(f"{source} holds no key.")
    return [
        open_pkcs11_key(line) if line.startswith(PKCS11) else LocalKey(*parse_keys([line], source))
        for line in lines
    ]


def _rereading(text: KeyText) -> Callable[[], Sequence[SealingKey] | None]:
    def reread() -> Sequence[SealingKey] | None:
        return sealing_keys(text) if text.changed() else None

    return reread


def _hash_keys(text: KeyText) -> dict[str, bytes]:
    return {key_identifier(key): key for key in parse_keys(text.lines(), text.source)}


def _require_private(path: Path, mode: int, wanted: int) -> None:
    if stat.S_IMODE(mode) & _OTHERS:
        raise KeyFileError(f"Others may read {path}. Run: chmod {wanted:o} {path}")


def sync_directory(path: Path) -> None:
    """Make durable which files a directory has."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
