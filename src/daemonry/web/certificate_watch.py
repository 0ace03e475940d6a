"""Noticing that somebody put other certificate files in place, as renewal programs do.

They write the files, or turn a symbolic link (certbot, Kubernetes), and few of them can
send a signal. So the files are looked at, once a second for a microsecond.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daemonry.web.tls import ServerCertificate

    _Stamp = tuple[tuple[int, int, int], ...]


class CertificateWatch:
    """Compares what stands in two files with what was read from them last."""

    def __init__(self, files: ServerCertificate) -> None:
        self._files = (files.certificate, files.key)
        self._read = self._before = self._stamp()

    def is_changed(self) -> bool:
        """Tell, once, that other files are there, and were so at the look before.

        Chain and key are two files: whoever looks between their writing waits for the
        second. Files that are missing for a moment are waited for likewise.
        """
        now = self._stamp()
        is_settled, self._before = now == self._before, now
        if now is None or not is_settled or now == self._read:
            return False
        self._read = now
        return True

    def take_note(self) -> None:
        """Count what is there now as read."""
        self._read = self._before = self._stamp()

    def _stamp(self) -> _Stamp | None:
        try:
            found = [path.stat() for path in self._files]
        except OSError:
            return None
        return tuple((each.st_ino, each.st_mtime_ns, each.st_size) for each in found)
