"""A new key pair as files: the private key for its owner alone, the certificate beside it."""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from daemonry.cli.errors import CommandError

if TYPE_CHECKING:
    from daemonry.jose.jwk import MadeKey

_ODD = re.compile(r"[^A-Za-z0-9._-]+")


def write_pair(directory: Path, name: str, made: "MadeKey") -> tuple[Path, Path]:
    """Write ``NAME.pem`` (private key and certificate, mode 0600) and ``NAME.crt``.

    Both in one file is what azure-identity takes. Nothing is ever overwritten: raises
    CommandError when a file is there.
    """
    from daemonry.jose.key_files import (  # noqa: PLC0415 - loads cryptography
        certificate_pem,
        private_key_pem,
    )

    certificate = certificate_pem(made)
    private = private_key_pem(made)
    stem = _ODD.sub("-", name).strip("-.") or "daemon"
    paths = directory / f"{stem}.pem", directory / f"{stem}.crt"
    for path in paths:
        if path.exists():
            raise CommandError(
                f"{path} is there already.",
                "Move it away, or name another directory with --directory.",
            )
    _write(paths[0], private + certificate, 0o600)
    _write(paths[1], certificate, 0o644)
    return paths


def _write(path: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
