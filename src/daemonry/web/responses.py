"""Writing an answer: one place for the headers that every answer carries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence

    from starlette.types import Send

Headers = list[tuple[bytes, bytes]]

SECURITY: Final[Headers] = [
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"x-content-type-options", b"nosniff"),
]
JSON: Final = (b"content-type", b"application/json; charset=utf-8")
TEXT: Final = (b"content-type", b"text/plain; charset=utf-8")
NOT_STORED: Final[Headers] = [
    (b"cache-control", b"no-store, no-cache"),
    (b"pragma", b"no-cache"),
    (b"expires", b"-1"),
]


@dataclass(frozen=True, slots=True)
class CommonHeaders:
    """Headers that are the same for many answers, ``rendered`` once for HTTP/1.1."""

    pairs: tuple[tuple[bytes, bytes], ...]
    rendered: bytes


def common_headers(*headers: tuple[bytes, bytes]) -> CommonHeaders:
    """Return the given headers together with those that every answer carries."""
    pairs = (*headers, *SECURITY)
    return CommonHeaders(pairs, render_headers(pairs))


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, however it leaves. ``headers`` are its own, besides ``SECURITY``.

    ``common`` are headers that many answers share, with ``rendered`` as their bytes.
    """

    status: int
    headers: Sequence[tuple[bytes, bytes]]
    body: bytes = field(repr=False)
    common: CommonHeaders


def render_headers(headers: Iterable[tuple[bytes, bytes]]) -> bytes:
    """Return header lines as they stand in HTTP/1.1 (RFC 9112 section 5)."""
    return b"".join([b"%s: %s\r\n" % pair for pair in headers])


async def send_answer(send: Send, answer: Answer) -> None:
    """Write an answer by ASGI."""
    length = (b"content-length", str(len(answer.body)).encode("ascii"))
    headers = [*answer.common.pairs, *answer.headers, length]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


async def send_response(
    send: Send, status: int, body: bytes, headers: Iterable[tuple[bytes, bytes]]
) -> None:
    """Write one whole answer with the security headers and its length."""
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [
                *headers,
                *SECURITY,
                (b"content-length", str(len(body)).encode("ascii")),
            ],
        }
    )
    await send({"type": "http.response.body", "body": body})


async def send_chunks(
    send: Send, status: int, chunks: AsyncIterator[bytes], headers: Iterable[tuple[bytes, bytes]]
) -> None:
    """Write an answer whose length is not known, chunk by chunk, with the security headers."""
    start = {"type": "http.response.start", "status": status, "headers": [*headers, *SECURITY]}
    await send(start)
    async for chunk in chunks:
        await send({"type": "http.response.body", "body": chunk, "more_body": True})
    await send({"type": "http.response.body", "body": b""})
