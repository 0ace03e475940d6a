"""Lines of the audit trail to a syslog collector: RFC 5424 over UDP, TCP or TLS.

The handler of Python's standard library writes the older RFC 3164 and frames nothing, and
the libraries for RFC 5424 are no longer kept; what a sender needs of it is this much.
"""

import os
import socket
import ssl
from typing import TYPE_CHECKING, Final, Protocol, Self
from urllib.parse import urlsplit

from daemonry.cli.errors import CommandError, ExitCode
from daemonry.model.audit_chain import canonical

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from daemonry.model.audit_chain import Line

_PORTS: Final = {"udp": 514, "tcp": 601, "tls": 6514}
_LOG_AUDIT: Final = 13 << 3
"""The facility "log audit" (RFC 5424 section 6.2.1, table 1)."""

_NOTICE: Final = 5
_INFORMATIONAL: Final = 6
_TIMEOUT: Final = 10.0


class Sink(Protocol):
    """Where lines go."""

    def send(self, line: "Line") -> None:
        """Take one line. Raises OSError."""

    def flush(self) -> None:
        """Return when what was sent has left. Raises OSError."""


class Syslog:
    """A collector at ``udp://``, ``tcp://`` or ``tls://host:port``; a context manager.

    Over TCP and TLS messages are framed by counting octets (RFC 6587 section 3.4.1, RFC 5425
    section 4.3). Raises CommandError for an address that is none, OSError.
    """

    def __init__(self, address: str, ca: "Path | None" = None) -> None:
        parts = urlsplit(address)
        try:
            self._kind, self._host = parts.scheme, parts.hostname or ""
            self._port = parts.port or _PORTS[parts.scheme]
        except (ValueError, KeyError):
            self._host = ""
        if not self._host:
            raise CommandError(
                f"'{address}' is no syslog collector.",
                "Give udp://HOST:PORT, tcp://HOST:PORT or tls://HOST:PORT.",
                ExitCode.USAGE,
            )
        self._ca = ca
        self._machine = socket.gethostname()[:255] or "-"
        self._socket: socket.socket = self._connected()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: "TracebackType | None",
    ) -> None:
        self._socket.close()

    def send(self, line: "Line") -> None:
        """Send one line as one message."""
        message = syslog_message(line, self._machine)
        if self._kind == "udp":
            self._socket.send(message)
        else:
            self._socket.sendall(b"%d %s" % (len(message), message))

    def flush(self) -> None:
        """Find out whether the collector is still there, as far as TCP tells."""
        if self._kind == "udp":
            return
        self._socket.setblocking(False)  # noqa: FBT003 - the library's parameter
        try:
            if not self._socket.recv(1):
                raise ConnectionError("the syslog collector has closed the connection")
        except (BlockingIOError, ssl.SSLWantReadError):
            pass
        finally:
            self._socket.settimeout(_TIMEOUT)

    def _connected(self) -> socket.socket:
        if self._kind == "udp":
            family, kind, protocol, _, address = socket.getaddrinfo(
                self._host, self._port, type=socket.SOCK_DGRAM
            )[0]
            made = socket.socket(family, kind, protocol)
            made.connect(address)
            return made
        plain = socket.create_connection((self._host, self._port), timeout=_TIMEOUT)
        if self._kind == "tcp":
            return plain
        context = ssl.create_default_context(cafile=self._ca)
        return context.wrap_socket(plain, server_hostname=self._host)


def syslog_message(line: "Line", machine: str) -> bytes:
    """Return a line as a message (RFC 5424 section 6); the line itself is the text.

    It has the time of the record and no structured data. The text stands without a byte
    order mark, which makes it "MSG-ANY": JSON has none (RFC 8259 section 8.1).
    """
    kind = line["log"] if line["type"] == "record" else line["type"]
    severity = _INFORMATIONAL if kind == "signIns" else _NOTICE
    at = line.get("at") or line.get("createdAt") or "-"
    head = f"<{_LOG_AUDIT | severity}>1 {at} {machine} daemonry {os.getpid()} {kind} - "
    return head.encode("ascii", "replace") + canonical(line)
