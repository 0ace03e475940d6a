"""The data directory before it is opened: who may enter it, and its two keys."""

import base64
import os
import secrets
from typing import TYPE_CHECKING

from daemonry.cli.errors import CommandError, ExitCode

if TYPE_CHECKING:
    from pathlib import Path

    from daemonry.settings import Settings

KEY_BYTES = 32


def prepare_data_directory(settings: "Settings") -> None:
    """Make the data directory (mode 0700) and the keys that the settings do not give.

    What is there stays. A missing key beside existing data is not replaced, because
    nothing sealed with the old one could be opened any more.
    """
    from daemonry.storage.sqlite import prepare_directory  # noqa: PLC0415 - loads SQLAlchemy

    is_new = not settings.data.exists() or not any(settings.data.iterdir())
    prepare_directory(settings.data)
    for given, name in (
        (settings.key_encryption_key, "kek"),
        (settings.secret_hash_key, "secret-hash"),
    ):
        path = settings.data / "keys" / name
        if given is None and not path.exists():
            if not is_new:
                raise CommandError(
                    f"The key {path} is missing.",
                    "Put the key of this data directory back from the backup, or give it as"
                    f" DAEMONRY_{_variable(name)}.",
                    ExitCode.UNREACHABLE,
                )
            _write_key(path)


def _variable(name: str) -> str:
    return "KEY_ENCRYPTION_KEY" if name == "kek" else "SECRET_HASH_KEY"


def _write_key(path: "Path") -> None:
    path.parent.mkdir(mode=0o700, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
        file.flush()
        os.fsync(descriptor)
