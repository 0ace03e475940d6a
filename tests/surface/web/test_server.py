"""The listening server on a real socket: limits before parsing, and an orderly end."""

import asyncio
import json
import os
import signal

import pytest

from daemonry.web.orders import signal_orders
from daemonry.web.protocol import MAX_HEADER_BYTES, MAX_HEADERS, MAX_REQUEST_LINE
from daemonry.web.requests import BodyIncompleteError, BodyTooLargeError, read_body
from daemonry.web.responses import JSON, send_response
from daemonry.web.server import listen, serve


async def echo_size(scope, receive, send):
    try:
        body = await read_body(scope, receive, limit=1000)
    except BodyTooLargeError:
        await send_response(send, 413, b"{}", [JSON, (b"connection", b"close")])
        return
    except BodyIncompleteError:
        return
    await send_response(send, 200, json.dumps(len(body)).encode(), [JSON])


def ask(raw, *, more=b""):
    """Send raw bytes to a fresh server and return (status, rest); then stop it by SIGTERM."""

    async def run():
        listener = listen("127.0.0.1", 0)
        port = listener.getsockname()[1]
        ready = asyncio.Event()
        server = asyncio.create_task(
            serve(echo_size, listener, certificate=None, orders=signal_orders, ready=ready.set)
        )
        await ready.wait()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(raw)
        if more:
            writer.write(more)
        head = await reader.readuntil(b"\r\n\r\n")
        length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
        body = await reader.readexactly(length)
        writer.close()
        os.kill(os.getpid(), signal.SIGTERM)
        await server
        return int(head.split(b" ")[1]), head, body

    return asyncio.run(run())


def request(*headers, path="/", method="GET"):
    lines = [f"{method} {path} HTTP/1.1", "Host: x", *headers, "", ""]
    return "\r\n".join(lines).encode()


def test_a_request_is_answered_with_the_security_headers_and_sigterm_ends_the_server():
    status, head, body = ask(request())
    assert (status, body) == (200, b"0")
    assert b"x-content-type-options: nosniff" in head
    assert b"server:" not in head.lower()


@pytest.mark.parametrize(("extra", "expected"), [(-1, 200), (0, 200), (1, 431)])
def test_t1_the_number_of_headers_is_limited(extra, expected):
    count = MAX_HEADERS - 1 + extra  # Host is one of them
    status, _, body = ask(request(*[f"x-{n}: a" for n in range(count)]))
    assert status == expected
    if expected == 431:
        assert json.loads(body)["error"] == "invalid_request"


@pytest.mark.parametrize(("extra", "expected"), [(-1, 200), (0, 200), (1, 431)])
def test_t1_the_size_of_all_headers_is_limited(extra, expected):
    room = MAX_HEADER_BYTES - len("HostxAB")
    half = room // 2
    status, *_ = ask(request("A: " + "a" * half, "B: " + "b" * (room - half + extra)))
    assert status == expected


@pytest.mark.parametrize(("extra", "expected"), [(0, 200), (1, 431)])
def test_t1_the_request_line_is_limited(extra, expected):
    status, *_ = ask(request(path="/" + "a" * (MAX_REQUEST_LINE - 1 + extra)))
    assert status == expected


def test_t1_an_announced_body_that_is_too_long_is_not_read():
    status, *_ = ask(request("Content-Length: 1001", method="POST"))
    assert status == 413


def test_t1_a_chunked_body_is_cut_off_at_the_limit():
    chunk = b"%x\r\n%s\r\n" % (600, b"a" * 600)
    head = request("Transfer-Encoding: chunked", method="POST")
    assert ask(head, more=chunk + b"0\r\n\r\n")[0] == 200
    assert ask(head, more=chunk + chunk)[0] == 413


def test_t3_garbage_is_a_json_400():
    status, head, body = ask(b"\x16\x03\x01garbage\r\n\r\n")
    assert status == 400
    assert b"application/json" in head
    assert json.loads(body)["error"] == "invalid_request"


@pytest.mark.parametrize(
    "unfinished",
    [b"", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow", request("Content-Length: 5", method="POST")],
    ids=["nothing", "half a header", "no body"],
)
def test_t2_a_request_that_does_not_arrive_is_hung_up_on(unfinished, monkeypatch):
    monkeypatch.setattr("daemonry.web.protocol.REQUEST_DEADLINE", 0.05)

    async def run():
        listener = listen("127.0.0.1", 0)
        ready = asyncio.Event()
        server = asyncio.create_task(
            serve(echo_size, listener, certificate=None, orders=signal_orders, ready=ready.set)
        )
        await ready.wait()
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        writer.write(unfinished)
        left = await reader.read()  # returns only when the server hangs up
        writer.close()
        os.kill(os.getpid(), signal.SIGTERM)
        await server
        return left

    assert b" 200 " not in asyncio.run(run())
