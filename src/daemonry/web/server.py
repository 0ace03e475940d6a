"""The listening server: uvicorn with uvloop and httptools, bounded before it parses.

uvicorn by itself takes any number of headers and never gives up on a client that
does not finish them, so both are limited here (RFC 6585 section 5; RFC 9110
section 15.5.9). Everything above is server-neutral ASGI.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

import structlog
import uvicorn
from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from starlette.types import ASGIApp

MAX_REQUEST_LINE: Final = 8 * 1024
MAX_HEADERS: Final = 64
MAX_HEADER_BYTES: Final = 32 * 1024
REQUEST_DEADLINE: Final = 10.0
"""Seconds from a connection, or the first byte of a request, to its last byte."""

IDLE_KEEP_ALIVE: Final = 30
DRAIN: Final = 10
"""Seconds that requests in flight get after SIGTERM."""

_log = structlog.get_logger("daemonry.server")


@dataclass(frozen=True, slots=True)
class ServerTLS:
    """Paths of the PEM certificate chain and its private key."""

    certificate: Path
    key: Path


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


class _Server(uvicorn.Server):
    """uvicorn without its own signal handling, telling when it listens."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    @override
    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    @contextlib.contextmanager
    @override
    def capture_signals(self) -> Iterator[None]:
        yield


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


async def serve(
    app: ASGIApp,
    listener: socket.socket,
    *,
    tls: ServerTLS | None,
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Serve ``app`` on ``listener`` until SIGTERM or SIGINT; a second one ends at once.

    ``ready`` is called once requests are accepted. Without ``tls`` it speaks plain
    HTTP, which is for a proxy in front only.
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
        timeout_graceful_shutdown=DRAIN,
        ssl_certfile=str(tls.certificate) if tls is not None else None,
        ssl_keyfile=str(tls.key) if tls is not None else None,
    )
    server = _Server(config, ready)
    loop = asyncio.get_running_loop()

    def stop() -> None:
        server.force_exit = server.should_exit
        server.should_exit = True

    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    try:
        await server.serve(sockets=[listener])
    finally:
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)
    if not server.started:
        raise OSError("The server could not start; the log says why.")


def run(main: Any) -> None:
    """Run a coroutine on a uvloop event loop."""
    import uvloop  # noqa: PLC0415 - commands that do not serve need not load it

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main)
