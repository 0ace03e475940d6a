"""HTTP as attackers write it, on a real socket: refused at once, or read in one way only.

RFC 9112 section 11.2: whatever a proxy in front could take for something else than this
server does is a way to smuggle a request past it.
"""

import asyncio
import json
import os
import signal
from functools import partial

import pytest

from daemonry.web.orders import signal_orders
from daemonry.web.protocol import BoundedProtocol
from daemonry.web.requests import BodyIncompleteError, read_body
from daemonry.web.responses import JSON, Answer, common_headers, send_response
from daemonry.web.server import listen, serve

COMMON = common_headers(JSON)
BODY = b"a=b&c=d"
CLOSE = b"Connection: close"
CHUNKED = b"Transfer-Encoding: chunked"
CHUNKS = b"7\r\na=b&c=d\r\n0\r\n\r\n"
SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
LARGE = b"x" * 4_000_000


class App:
    """Tells by ASGI, or straight under ``/direct``, what it was sent."""

    def __init__(self):
        self.seen = []

    def direct(self, path):
        return self.answer if path == b"/direct" else None

    async def answer(self, request):
        self.seen.append(("/direct", request.body))
        return Answer(200, [], LARGE if request.query == b"large" else request.body, COMMON)

    async def __call__(self, scope, receive, send):
        try:
            body = await read_body(scope, receive, limit=1000)
        except BodyIncompleteError:
            return
        self.seen.append((scope["path"], body))
        headers = b",".join(name for name, _ in scope["headers"])
        large = scope["query_string"] == b"large"
        await send_response(send, 200, LARGE if large else headers, [JSON])


async def listening(talk):
    """Return what ``talk`` returns while a server listens, and what its app saw."""
    listener, app, ready = listen("127.0.0.1", 0), App(), asyncio.Event()
    server = asyncio.create_task(
        serve(app, listener, certificate=None, orders=signal_orders, ready=ready.set)
    )
    await ready.wait()
    result = await talk(*listener.getsockname())
    os.kill(os.getpid(), signal.SIGTERM)
    await server
    return result, app.seen


async def send_all(cases, host, port):
    """Return all that comes back for each until the server hangs up."""
    answers = {}
    for name, pieces in cases.items():
        reader, writer = await asyncio.open_connection(host, port)
        for piece in pieces if isinstance(pieces, tuple) else (pieces,):
            writer.write(piece)
            await writer.drain()
        answers[name] = await reader.read()
        writer.close()
    return answers


def answers_to(cases):
    return asyncio.run(listening(partial(send_all, cases)))


def request(*headers, line=b"POST /direct HTTP/1.1", host=b"Host: x", body=b""):
    return b"\r\n".join([line, *([host] if host else []), *headers, b"", b""]) + body


def sized(*headers, **more):
    return request(b"Content-Length: 7", *headers, body=BODY, **more)


def chunked(*headers, body=CHUNKS, **more):
    return request(CHUNKED, *headers, body=body, **more)


REFUSED = {
    "a length and chunks": sized(CHUNKED),
    "chunks and a length": request(CHUNKED, b"Content-Length: 7", body=CHUNKS),
    "two equal lengths": sized(b"Content-Length: 7"),
    "two lengths": sized(b"Content-Length: 5"),
    "a list of lengths": request(b"Content-Length: 7, 7", body=BODY),
    "a length with a sign": request(b"Content-Length: +7", body=BODY),
    "a negative length": request(b"Content-Length: -1"),
    "a hexadecimal length": request(b"Content-Length: 0x7", body=BODY),
    "a length beyond 64 bits": request(b"Content-Length: 99999999999999999999999"),
    "a coding that is no coding": request(b"Transfer-Encoding: xchunked", body=CHUNKS),
    "chunks inside another coding": request(b"Transfer-Encoding: gzip, chunked", body=CHUNKS),
    "another coding around chunks": request(b"Transfer-Encoding: chunked, identity", body=CHUNKS),
    "two codings in two headers": chunked(b"Transfer-Encoding: identity"),
    "chunked twice": chunked(CHUNKED),
    "a coding in quotes": request(b'Transfer-Encoding: "chunked"', body=CHUNKS),
    "a coding behind a vertical tab": request(b"Transfer-Encoding: \x0bchunked", body=CHUNKS),
    "a blank before the colon": request(b"Transfer-Encoding : chunked", body=CHUNKS),
    "a coding on a folded line": request(b"Transfer-Encoding:", b" chunked", body=CHUNKS),
    "a folded header": sized(b"X-A: b", b" c"),
    "lines that end in a line feed": sized().replace(b"\r\n", b"\n"),
    "one header that ends in a line feed": sized(b"X-A: b\nX-B: c"),
    "a carriage return in a header": sized(b"X-A: b\rX-B: c"),
    "a NUL in a header": sized(b"X-A: b\0"),
    "a header without a name": sized(b": b"),
    "a header without a colon": sized(b"X-A"),
    "a first header that begins with a blank": sized(host=b" Host: x"),
    "chunks in HTTP/1.0": chunked(line=b"POST /direct HTTP/1.0"),
    "HTTP/0.9": b"GET /\r\n\r\n",
    "HTTP/1.2": sized(line=b"POST /direct HTTP/1.2"),
    "HTTP/2.0 in words": sized(line=b"POST /direct HTTP/2.0"),
    "the preface of HTTP/2": b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    "no host": sized(host=None),
    "two hosts": sized(b"Host: y"),
    "two credentials": sized(b"Authorization: Basic YTpi", b"Authorization: Basic YTpj"),
    "two media types": sized(b"Content-Type: a/b", b"Content-Type: c/d"),
    "an absolute target": sized(line=b"POST http://x/direct HTTP/1.1"),
    "an absolute target elsewhere": sized(line=b"POST http://y/direct HTTP/1.1"),
    "a target with another host behind an @": sized(line=b"POST @y/direct HTTP/1.1"),
    "a target for a tunnel": request(line=b"CONNECT y:443 HTTP/1.1"),
    "an asterisk": request(line=b"OPTIONS * HTTP/1.1"),
    "a fragment": sized(line=b"POST /direct#a HTTP/1.1"),
    "a blank in the target": sized(line=b"POST /a /b HTTP/1.1"),
    "bytes beyond ASCII in the target": request(line=b"GET /\xff HTTP/1.1"),
    "a method in lower case": sized(line=b"post /direct HTTP/1.1"),
    "a method that is none": sized(line=b"FOO /direct HTTP/1.1"),
    "a chunk with a sign": chunked(body=b"-7\r\na=b&c=d\r\n0\r\n\r\n"),
    "a chunk in C's hexadecimal": chunked(body=b"0x7\r\na=b&c=d\r\n0\r\n\r\n"),
    "a chunk beyond 64 bits": chunked(body=b"10000000000000007\r\na=b&c=d\r\n0\r\n\r\n"),
    "a chunk size with a blank": chunked(body=b"7 \r\na=b&c=d\r\n0\r\n\r\n"),
    "a chunk that ends in a line feed": chunked(body=b"7\r\na=b&c=d\n0\r\n\r\n"),
    "a chunk extension that ends in a line feed": chunked(body=b"7;\na=b&c=d\r\n0\r\n\r\n"),
    "a length in the trailer": chunked(body=CHUNKS[:-2] + b"Content-Length: 3\r\n\r\n"),
    "an upgrade that hides a body": sized(
        b"Connection: Upgrade", b"Upgrade: h2c", line=b"POST /elsewhere HTTP/1.1"
    ),
    "an upgrade that hides chunks": chunked(b"Connection: Upgrade", b"Upgrade: h2c"),
    "an upgrade whose body is a request": (
        request(b"Connection: Upgrade", b"Upgrade: h2c", b"Content-Length: %d" % len(SMUGGLED)),
        SMUGGLED,
    ),
}


def test_t9_what_two_readers_may_read_differently_is_refused_and_never_acted_upon():
    answers, seen = answers_to(REFUSED)
    assert seen == []
    for name, answer in answers.items():
        head, _, body = answer.partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 400 "), (name, answer)
        assert b"connection: close" in head, name
        assert json.loads(body)["error"] == "invalid_request", name


TAKEN = {
    "a length": sized(CLOSE),
    "chunks": chunked(CLOSE),
    "chunks in capitals": request(b"TRANSFER-ENCODING:\tCHUNKED", CLOSE, body=CHUNKS),
    "a chunk extension": chunked(CLOSE, body=b"7;a=b\r\na=b&c=d\r\n0\r\n\r\n"),
    "HTTP/1.0": sized(CLOSE, line=b"POST /direct HTTP/1.0"),
    "HTTP/1.0 without a host": sized(CLOSE, line=b"POST /direct HTTP/1.0", host=None),
    "empty lines first": b"\r\n\r\n" + sized(CLOSE),
    "an expectation": sized(CLOSE, b"Expect: 100-continue"),
    "an expectation of something else": sized(CLOSE, b"Expect: 200-ok"),
}


@pytest.mark.parametrize("path", [b"/direct", b"/elsewhere"])
def test_what_can_be_read_in_one_way_only_is_answered(path):
    answers, seen = answers_to({n: raw.replace(b"/direct", path) for n, raw in TAKEN.items()})
    for name, answer in answers.items():
        assert b"HTTP/1.1 200 OK" in answer, (name, answer)
    assert seen == [(path.decode(), BODY)] * len(TAKEN)


def test_t10_a_header_behind_the_body_is_no_header():
    trailer = b"X-Forwarded-For: 10.0.0.1\r\nClient-Cert: :YQ==:\r\nHost: y\r\n"
    raw = chunked(CLOSE, body=CHUNKS[:-2] + trailer + b"\r\n", line=b"POST /elsewhere HTTP/1.1")
    answers, seen = answers_to({"trailer": raw})
    assert answers["trailer"].endswith(b"\r\n\r\nhost,transfer-encoding,connection")
    assert seen == [("/elsewhere", BODY)]


def test_an_upgrade_is_answered_in_the_protocol_that_there_is_and_ends_the_connection():
    raw = request(b"Connection: Upgrade", b"Upgrade: websocket", line=b"GET /elsewhere HTTP/1.1")
    answers, seen = answers_to({"alone": raw, "with a request behind": raw + SMUGGLED})
    assert seen == [("/elsewhere", b"")] * 2
    for answer in answers.values():
        assert answer.count(b"HTTP/1.1 ") == 1
        assert b"connection: close" in answer


@pytest.mark.parametrize("path", [b"/direct", b"/elsewhere"])
def test_t2_a_client_that_does_not_read_its_answer_is_hung_up_on(path, monkeypatch):
    monkeypatch.setattr("daemonry.web.protocol.READING_DEADLINE", 0.05)
    is_over = asyncio.Event()

    class Watched(BoundedProtocol):
        def connection_lost(self, exc):
            super().connection_lost(exc)
            is_over.set()

    monkeypatch.setattr("daemonry.web.server.BoundedProtocol", Watched)

    async def talk(host, port):
        reader, writer = await asyncio.open_connection(host, port, limit=1024)
        writer.write(sized(line=b"POST %s?large HTTP/1.1" % path) * 2)
        await writer.drain()
        await is_over.wait()
        with pytest.raises((ConnectionError, asyncio.IncompleteReadError)):
            await reader.readexactly(2 * len(LARGE))
        writer.close()

    asyncio.run(listening(talk))
