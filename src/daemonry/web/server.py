"""The listening server: uvicorn with uvloop and httptools, bounded before it parses.

uvicorn by itself takes any number of headers and never gives up on a client that
does not finish them, so both are limited here (RFC 6585 section 5; RFC 9110
section 15.5.9). Everything above is server-neutral ASGI.
"""

from __future__ import annotations

import asyncio
import json
import socket
from typing import TYPE_CHECKING, Any, Final, cast

import structlog
import uvicorn
from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from daemonry.web.lifecycle import FINISH, IDLE_KEEP_ALIVE, RunningServer
from daemonry.web.readiness import Readiness

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp

    from daemonry.web.orders import Orders
    from daemonry.web.tls import ServerCertificate

MAX_REQUEST_LINE: Final = 8 * 1024
MAX_HEADERS: Final = 64
MAX_HEADER_BYTES: Final = 32 * 1024
REQUEST_DEADLINE: Final = 10.0
"""Seconds from a connection, or the first byte of a request, to its last byte."""

_log = structlog.get_logger("daemonry.server")


class _LimitError(Exception):
    """Raised inside the parser's callbacks to stop it."""


class _OneWrite:
    """A transport that sends what one turn of the event loop wrote as one TLS record.

    uvicorn writes head and body of an answer apart, which would cost two.
    """

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._waiting: list[bytes] = []

    def write(self, data: bytes) -> None:
        if not self._waiting:
            self._loop.call_soon(self._flush)
        self._waiting.append(data)

    def close(self) -> None:
        self._flush()
        self._transport.close()

    def is_closing(self) -> bool:
        return self._transport.is_closing()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def _flush(self) -> None:
        if self._waiting:
            self._transport.write(b"".join(self._waiting))
            self._waiting.clear()


class BoundedProtocol(HttpToolsProtocol):
    """HTTP/1.1 with limits on the request line, the headers and their arrival."""

    _deadline: asyncio.TimerHandle | None = None
    _header_bytes: int = 0
    _too_large: bool = False

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in the base class
        super().connection_made(cast("asyncio.Transport", _OneWrite(transport, self.loop)))
        self._arm()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._disarm()
        super().connection_lost(exc)

    @override
    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._header_bytes = 0
        if self._deadline is None:
            self._arm()

    @override
    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        if len(self.url) > MAX_REQUEST_LINE:
            self._stop()

    @override
    def on_header(self, name: bytes, value: bytes) -> None:
        self._header_bytes += len(name) + len(value)
        if self._header_bytes > MAX_HEADER_BYTES or len(self.headers) >= MAX_HEADERS:
            self._stop()
        super().on_header(name, value)

    @override
    def on_message_complete(self) -> None:
        self._disarm()
        super().on_message_complete()

    @override
    def send_400_response(self, msg: str) -> None:
        """Answer what could not be parsed, in JSON as everywhere, and close."""
        status, phrase = (
            (431, "Request Header Fields Too Large") if self._too_large else (400, "Bad Request")
        )
        words = "The request headers are too large." if self._too_large else msg
        body = json.dumps({"error": "invalid_request", "error_description": words}).encode()
        self.transport.write(
            f"HTTP/1.1 {status} {phrase}\r\ncontent-type: application/json; charset=utf-8\r\n"
            f"content-length: {len(body)}\r\nconnection: close\r\n\r\n".encode()
            + body
        )
        self.transport.close()

    def _stop(self) -> None:
        self._too_large = True
        raise _LimitError

    def _arm(self) -> None:
        self._deadline = self.loop.call_later(REQUEST_DEADLINE, self._give_up)

    def _disarm(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._deadline = None
        if self.transport is not None and not self.transport.is_closing():
            self.transport.close()


def listen(host: str, port: int) -> socket.socket:
    """Return a bound TCP socket; port 0 picks a free one.

    Raises OSError when the address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    listener.set_inheritable(True)
    return listener


async def serve(  # noqa: PLR0913 - what a process decides about its server
    app: ASGIApp,
    listener: socket.socket,
    *,
    certificate: ServerCertificate | None,
    orders: Orders,
    ready: Callable[[], None] = lambda: None,
    readiness: Readiness | None = None,
    drain_delay: float = 0,
) -> None:
    """Serve ``app`` on ``listener`` until ``orders`` end it.

    ``ready`` is called once requests are accepted. Without a certificate it speaks
    plain HTTP, which is for a proxy in front only. ``drain_delay`` is in seconds.
    """
    config = uvicorn.Config(
        app,
        http=BoundedProtocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        timeout_keep_alive=IDLE_KEEP_ALIVE,
        timeout_graceful_shutdown=FINISH,
        ssl_certfile=str(certificate.certificate) if certificate is not None else None,
        ssl_keyfile=str(certificate.key) if certificate is not None else None,
    )
    server = RunningServer(
        config,
        certificate=certificate,
        readiness=readiness or Readiness(),
        drain_delay=drain_delay,
        ready=ready,
    )
    with orders(server):
        await server.serve(sockets=[listener])
    if not server.started:
        raise OSError("The server could not start; the log says why.")


def run(main: Any) -> None:
    """Run a coroutine on a uvloop event loop."""
    import uvloop  # noqa: PLC0415 - commands that do not serve need not load it

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main)
