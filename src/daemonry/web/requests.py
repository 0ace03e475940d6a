"""Reading a request within limits, before anything is parsed (RFC 9110 section 15.5.14)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from daemonry.web.proxies import FORWARDED, X_FORWARDED_FOR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.types import Receive, Scope

    from daemonry.web.proxies import TrustedProxies


class BodyTooLargeError(ValueError):
    """The body is longer than allowed; what is left of it was not read."""


class BodyIncompleteError(ValueError):
    """The client went away, or the server gave up on it, before the body was whole."""


@dataclass(slots=True)
class Request:
    """A whole request, however it arrived: what surfaces in front of the framework read.

    ``headers`` are as ``headers_by_name`` returns them; ``query`` is raw;
    ``peer`` is the address of whoever is connected, or nothing when that is unknown.
    ``path`` is raw; it, all ``DPoP`` headers (``proofs``) and the DER of the client's
    ``certificate`` are known of requests by ASGI only: others carry neither.
    """

    method: str
    query: bytes
    headers: Mapping[bytes, bytes]
    body: bytes = field(default=b"", repr=False)
    peer: str = ""
    path: bytes = b""
    proofs: tuple[bytes, ...] = ()
    certificate: bytes | None = field(default=None, repr=False)

    def header(self, name: bytes) -> bytes:
        """Return the first value of a header (lower-case name), or nothing."""
        return self.headers.get(name, b"")


def headers_by_name(pairs: Sequence[tuple[bytes, bytes]]) -> dict[bytes, bytes]:
    """Return headers by lower-case name, the first value of each.

    Those in which proxies say for whom they ask are joined: a proxy may append by a
    line of its own (RFC 9110 section 5.3).
    """
    headers = dict(reversed(pairs))
    for name in (X_FORWARDED_FOR, FORWARDED):
        if name in headers:
            headers[name] = b",".join(value for key, value in pairs if key == name)
    return headers


def request_of(scope: Scope, body: bytes = b"") -> Request:
    """Return the request of an ASGI scope with its body."""
    return Request(
        method=scope["method"],
        query=scope.get("query_string", b""),
        headers=headers_by_name(list(scope["headers"])),
        body=body,
        peer=_peer(scope),
        path=scope.get("raw_path") or quote(scope["path"]).encode("ascii"),
        proofs=tuple(value for name, value in scope["headers"] if name == b"dpop"),
    )


def client_address(scope: Scope, proxies: TrustedProxies) -> str:
    """Return the address of who sent a request, as far as it is proven, or nothing."""
    return proxies.address_of(_peer(scope), headers_by_name(list(scope["headers"])))


def _peer(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else ""


def header(scope: Scope, name: bytes) -> bytes:
    """Return the first value of a header (lower-case name), or nothing."""
    for key, value in scope["headers"]:
        if key == name:
            found: bytes = value
            return found
    return b""


async def read_body(scope: Scope, receive: Receive, *, limit: int) -> bytes:
    """Return the whole body of at most ``limit`` bytes.

    Raises BodyTooLargeError as soon as more is announced or received, and
    BodyIncompleteError when the connection ends first; the listening server ends it
    when a request does not arrive in time (``web.server``).
    """
    announced = header(scope, b"content-length")
    if announced.isdigit() and int(announced[:20]) > limit:
        raise BodyTooLargeError
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise BodyIncompleteError
        chunk = message.get("body", b"")
        size += len(chunk)
        if size > limit:
            raise BodyTooLargeError
        if not message.get("more_body", False):
            return chunk if not chunks else b"".join([*chunks, chunk])
        chunks.append(chunk)
