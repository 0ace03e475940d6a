"""Reading a request within limits, before anything is parsed (RFC 9110 section 15.5.14)."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import Receive, Scope

BODY_DEADLINE: Final = 10.0
"""Seconds within which a whole body must have arrived."""


class BodyTooLargeError(ValueError):
    """The body is longer than allowed; what is left of it was not read."""


class BodyTooSlowError(TimeoutError):
    """The body did not arrive in time, or the client went away."""


def header(scope: Scope, name: bytes) -> bytes:
    """Return the first value of a header (lower-case name), or nothing."""
    for key, value in scope["headers"]:
        if key == name:
            return bytes(value)
    return b""


async def read_body(scope: Scope, receive: Receive, *, limit: int) -> bytes:
    """Return the whole body of at most ``limit`` bytes.

    Raises BodyTooLargeError as soon as more is announced or received, and
    BodyTooSlowError after ten seconds.
    """
    announced = header(scope, b"content-length")
    if announced.isdigit() and int(announced[:20]) > limit:
        raise BodyTooLargeError
    chunks: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_DEADLINE):
            while True:
                message = await receive()
                if message["type"] != "http.request":
                    raise BodyTooSlowError
                chunk = message.get("body", b"")
                size += len(chunk)
                if size > limit:
                    raise BodyTooLargeError
                if not message.get("more_body", False):
                    return chunk if not chunks else b"".join([*chunks, chunk])
                chunks.append(chunk)
    except TimeoutError:
        raise BodyTooSlowError from None
