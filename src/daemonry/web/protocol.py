"""HTTP/1.1 on one connection: uvicorn's, bounded before it parses, with one short cut.

uvicorn by itself takes any number of headers and never gives up on a client that
does not finish them, so both are limited here (RFC 6585 section 5; RFC 9110
section 15.5.9). A request that a proxy in front may have read differently is refused
rather than interpreted (RFC 9112 section 11.2). Requests for which the app has a *direct*
answer, the token endpoint's, skip ASGI: its messages cost more than the decision they
carry.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, cast

from typing_extensions import override
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from daemonry.web.client_certificate import tls_extension
from daemonry.web.requests import Request, headers_by_name
from daemonry.web.responses import render_headers

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Coroutine, Iterable

    from daemonry.web.responses import Answer

    DirectAnswer = Callable[[Request], Coroutine[Any, Any, Answer]]

MAX_REQUEST_LINE: Final = 8 * 1024
MAX_HEADERS: Final = 64
MAX_HEADER_BYTES: Final = 32 * 1024
MAX_DIRECT_BODY: Final = 64 * 1024
REQUEST_DEADLINE: Final = 10.0
"""Seconds from a connection, or the first byte of a request, to its last byte."""

IDLE_KEEP_ALIVE: Final = 30
"""Seconds after which a connection without a request is closed."""

READING_DEADLINE: Final = 30.0
"""Seconds within which a client reads what fills the buffers, or is hung up on."""

_NEVER: Final = float("inf")
_NOT_DIRECT: Final = frozenset({b"transfer-encoding", b"expect", b"upgrade", b"dpop"})
_CLOSE: Final = b"connection: close\r\n"
_VERSIONS: Final = ("1.1", "1.0")
_HOST: Final = 1
_ENCODED: Final = 2
_MEASURED: Final = 4
_SINGLE: Final = {
    b"host": _HOST,
    b"transfer-encoding": _ENCODED,
    b"content-length": _MEASURED,
    b"authorization": 8,
    b"content-type": 16,
}
"""Headers that may stand once, each with its bit: of two, two readers would pick one each."""


class _StopError(Exception):
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

    def write_whole(self, data: bytes) -> None:
        """Send a whole answer at once, behind what waits."""
        if self._waiting:
            self._waiting.append(data)
            self._flush()
        else:
            self._transport.write(data)

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


class _NobodyWaits:
    """In place of the event by which uvicorn wakes an ASGI application."""

    def set(self) -> None:
        """Do nothing."""


class _DirectCycle:
    """A direct request under way, in the place where uvicorn keeps its own kind.

    It carries what uvicorn's protocol looks at: pipelined requests wait for
    ``response_complete``, a shutdown clears ``keep_alive``.
    """

    __slots__ = (
        "answer",
        "body",
        "disconnected",
        "keep_alive",
        "message_event",
        "more_body",
        "request",
        "response_complete",
        "task",
    )

    def __init__(self, answer: DirectAnswer, request: Request) -> None:
        self.answer = answer
        self.request = request
        self.body = b""
        self.more_body = True
        self.disconnected = False
        self.keep_alive = True
        self.response_complete = False
        self.message_event = _NOBODY_WAITS
        self.task: asyncio.Task[None] | None = None


_NOBODY_WAITS: Final = _NobodyWaits()


class BoundedProtocol(HttpToolsProtocol):
    """HTTP/1.1 with limits on the request line, the headers and their arrival.

    ``give_up_at`` is the time of the event loop when the connection is closed unless
    something happens before; the server looks at it once a second, because a timer
    for each request would cost more than the look.
    """

    give_up_at: float = _NEVER
    _direct: Callable[[bytes], DirectAnswer | None] | None = None
    _not_direct: frozenset[bytes] = frozenset()
    _header_bytes: int = 0
    _singles: int = 0
    _has_headers: bool = False
    _too_large: bool = False
    _peer: str = ""
    _tls: dict[str, Any] | None = None
    _common: tuple[list[tuple[bytes, bytes]] | None, int, bytes, bool] = (None, 0, b"", False)

    @override
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in the base class
        super().connection_made(cast("asyncio.Transport", _OneWrite(transport, self.loop)))
        self._direct = getattr(self.config.app, "direct", None)
        if self._direct is not None:
            self._not_direct = _NOT_DIRECT | cast("Any", self.config.app).not_direct
        self._peer = str(self.client[0]) if self.client else ""
        self._tls = tls_extension(transport)
        self.give_up_at = self.loop.time() + REQUEST_DEADLINE

    @override
    def on_message_begin(self) -> None:
        self.url = b""
        self.expect_100_continue = False
        self.headers = []
        self._header_bytes = self._singles = 0
        self._has_headers = False
        if self.cycle is None or self.cycle.response_complete:
            self.give_up_at = self.loop.time() + REQUEST_DEADLINE

    @override
    def on_url(self, url: bytes) -> None:
        self.url += url
        if len(self.url) > MAX_REQUEST_LINE:
            self._stop()

    @override
    def on_header(self, name: bytes, value: bytes) -> None:
        self._header_bytes += len(name) + len(value)
        headers = self.headers
        if self._header_bytes > MAX_HEADER_BYTES or len(headers) >= MAX_HEADERS:
            self._stop()
        if self._has_headers:
            # A trailer is no header: no proxy looked at it (RFC 9112 section 7.1.2).
            return
        name = name.lower()
        single = _SINGLE.get(name, 0)
        if single & self._singles or (single == _ENCODED and value.lower() != b"chunked"):
            raise _StopError
        self._singles |= single
        if name == b"expect" and value.lower() == b"100-continue":
            self.expect_100_continue = True
        headers.append((name, value))

    @override
    def on_headers_complete(self) -> None:
        self._has_headers = True
        if self._is_ambiguous():
            raise _StopError
        direct = self._direct_cycle()
        if direct is not None:
            self.cycle = cast("Any", direct)
            return
        url, headers, expect = self.url, self.headers, self.expect_100_continue
        super().on_message_begin()
        self.url, self.headers, self.expect_100_continue = url, headers, expect
        self.scope["headers"] = headers
        if self._tls is not None:
            self.scope["extensions"] = {"tls": cast("Any", self._tls)}
        super().on_headers_complete()
        if self.parser.should_upgrade():
            # Nothing else is spoken here; the parser took the rest for another protocol.
            self.cycle.keep_alive = False

    @override
    def on_body(self, body: bytes) -> None:
        cycle: Any = self.cycle
        if type(cycle) is _DirectCycle:
            cycle.body = cycle.body + body if cycle.body else body
        else:
            super().on_body(body)

    @override
    def on_message_complete(self) -> None:
        cycle: Any = self.cycle
        if type(cycle) is _DirectCycle:
            self._have_patience()
            cycle.request.body = cycle.body
            cycle.task = self.loop.create_task(self._answer(cycle))
            return
        if cycle is not None and not self.pipeline:
            self._have_patience()
        super().on_message_complete()

    @override
    def on_response_complete(self) -> None:
        super().on_response_complete()
        # The look once a second takes the place of uvicorn's timer.
        self._unset_keepalive_if_required()
        if not self.pipeline:
            self.give_up_at = self.loop.time() + IDLE_KEEP_ALIVE

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

    def give_up(self) -> None:
        """End the connection: what was to come did not come in time.

        Without waiting for a client that does not read what is left for it.
        """
        self.give_up_at = _NEVER
        if self.transport is None or self.transport.is_closing():
            return
        if self.flow.write_paused:
            self.transport.abort()
        else:
            self.transport.close()

    @override
    def pause_writing(self) -> None:
        super().pause_writing()
        self._have_patience()

    @override
    def resume_writing(self) -> None:
        super().resume_writing()
        if self.cycle is None or self.cycle.response_complete:
            self.give_up_at = self.loop.time() + IDLE_KEEP_ALIVE
        else:
            self._have_patience()

    @override
    def _unsupported_upgrade_warning(self) -> None:
        """Say nothing: to stay with HTTP/1.1 is a good answer (RFC 9110 section 7.8)."""

    def _have_patience(self) -> None:
        """Wait for our own answer, unless it is the client that keeps it from being sent."""
        self.give_up_at = self.loop.time() + READING_DEADLINE if self.flow.write_paused else _NEVER

    def _is_ambiguous(self) -> bool:
        """Tell whether another reader could take this request for another one.

        RFC 9112 sections 2.3, 3.2 and 6.1: the version is ours, one host is named, the
        target is a path (nothing else is needed by an origin server), and there is one way
        to tell where the body ends, which an upgrade would hide.
        """
        version, url, singles = self.parser.get_http_version(), self.url, self._singles
        if version not in _VERSIONS or not url.startswith(b"/") or b"#" in url:
            return True
        if not singles & _HOST if version == "1.1" else singles & _ENCODED:
            return True
        return bool(singles & (_ENCODED | _MEASURED)) and self.parser.should_upgrade()

    def _direct_cycle(self) -> _DirectCycle | None:
        """Return a cycle when the request can be answered without ASGI."""
        if self._direct is None or self._tls is not None or self.parser.get_method() != b"POST":
            return None
        if self.cycle is not None and not self.cycle.response_complete:
            return None  # pipelined: uvicorn keeps the order
        path, _, query = self.url.partition(b"?")
        answer = self._direct(path)
        if answer is None or self.parser.get_http_version() != "1.1":
            return None
        headers = headers_by_name(self.headers)
        length = headers.get(b"content-length", b"")
        if not length.isdigit() or int(length[:9]) > MAX_DIRECT_BODY:
            return None
        if any(name in headers for name in self._not_direct):
            return None
        cycle = _DirectCycle(answer, Request("POST", query, headers, b"", self._peer))
        cycle.keep_alive = self.parser.should_keep_alive()
        return cycle

    async def _answer(self, cycle: _DirectCycle) -> None:
        answer = await cycle.answer(cycle.request)
        transport = self.transport
        if cycle.disconnected or transport.is_closing():
            return
        server_headers, is_last = self._server_headers()
        head = [STATUS_LINE[answer.status], server_headers, answer.common.rendered]
        if answer.headers:
            head.append(render_headers(answer.headers))
        if not cycle.keep_alive and not is_last:
            head.append(_CLOSE)
        head.append(b"content-length: %d\r\n\r\n" % len(answer.body))
        head.append(answer.body)
        cast("_OneWrite", transport).write_whole(b"".join(head))
        if self.flow.write_paused:
            await self.flow.drain()
        cycle.response_complete = True
        if is_last or not cycle.keep_alive:
            transport.close()
        self.on_response_complete()

    def _server_headers(self) -> tuple[bytes, bool]:
        """Return uvicorn's own headers, and whether they end the connection.

        They are rendered again when it renews or extends them.
        """
        headers = self.server_state.default_headers
        known, length, rendered, is_last = self._common
        if known is not headers or length != len(headers):
            rendered = render_headers(headers)
            is_last = _CLOSE in rendered
            self._common = (headers, len(headers), rendered, is_last)
        return rendered, is_last

    def _stop(self) -> None:
        self._too_large = True
        raise _StopError


def give_up_on_slow_clients(connections: Iterable[object], now: float) -> None:
    """Close the connections whose time is over. ``now`` is the time of the event loop."""
    for connection in tuple(connections):
        if isinstance(connection, BoundedProtocol) and connection.give_up_at <= now:
            connection.give_up()
