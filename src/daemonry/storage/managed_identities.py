"""The managed identities of this machine: a file of the data directory.

It is read anew when it changes, so that a binding that ended is of no use at once. They
are not in the database, because several machines may share that (decision 12).
"""

from __future__ import annotations

import json
import os
import tempfile
from typing import TYPE_CHECKING, Final

from daemonry.model.managed_identity import ManagedIdentity
from daemonry.storage.documents import build, encode_fields
from daemonry.storage.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

FILE: Final = "managed-identities.json"
_MAX_FILE: Final = 1024 * 1024


class ManagedIdentityFile:
    """``ports.ManagedIdentities`` over the file in ``data``; without a file there are none."""

    def __init__(self, data: Path) -> None:
        self._path = data / FILE
        self._seen: tuple[int, int, int] | None = None
        self._identities: tuple[ManagedIdentity, ...] = ()

    def list_all(self) -> Sequence[ManagedIdentity]:
        """Return the identities as the file is now. Raises StorageError when it is malformed."""
        try:
            found = self._path.stat()
        except FileNotFoundError:
            self._seen, self._identities = None, ()
            return ()
        version = (found.st_ino, found.st_mtime_ns, found.st_size)
        if version != self._seen:
            self._identities = self._read()
            self._seen = version
        return self._identities

    def save(self, identities: Sequence[ManagedIdentity]) -> None:
        """Replace the file as a whole, readable by its owner only."""
        documents = ",\n ".join(encode_fields(identity) for identity in identities)
        with tempfile.NamedTemporaryFile(
            "w", dir=self._path.parent, prefix=FILE, encoding="utf-8", delete=False
        ) as file:
            file.write(f"[{documents}]\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(file.name, self._path)  # noqa: PTH105 - the name is a str

    def _read(self) -> tuple[ManagedIdentity, ...]:
        if self._path.stat().st_size > _MAX_FILE:
            raise StorageError(f"{self._path} is larger than 1 MiB.")
        try:
            items = json.loads(self._path.read_text(encoding="utf-8"))
            return tuple(build(ManagedIdentity, json.dumps(item)) for item in items)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise StorageError(
                f"{self._path} is malformed: see 'daemonry identity bind'."
            ) from error
