"""Requests that skip ASGI: on a real socket, in every order a client may send them."""

import asyncio
import os
import signal

import pytest

from daemonry.web.orders import signal_orders
from daemonry.web.responses import JSON, Answer, common_headers, send_response
from daemonry.web.server import listen, serve

COMMON = common_headers(JSON)


class App:
    """``/direct`` answers with the body, straight; everything else by ASGI."""

    not_direct = frozenset({b"x-client-cert"})

    def __init__(self):
        self.release = asyncio.Event()

    def direct(self, path):
        return self.answer if path == b"/direct" else None

    async def answer(self, request):
        if request.header(b"x-wait"):
            await self.release.wait()
        own = [(b"x-query", request.query), (b"x-peer", request.peer.encode())]
        return Answer(200, own, request.body, COMMON)

    async def __call__(self, scope, receive, send):
        body = b""
        while (message := await receive()).get("more_body"):
            body += message["body"]
        self.release.set()
        await send_response(send, 200, b"asgi:" + body + message.get("body", b""), [JSON])


def post(body=b"", *headers, path="/direct"):
    lines = [f"POST {path} HTTP/1.1", "Host: x", f"Content-Length: {len(body)}", *headers, "", ""]
    return "\r\n".join(lines).encode() + body


def talk(*pieces, answers=1, in_turn=False):
    """Send the pieces one after another; return heads and bodies of so many answers.

    ``in_turn`` reads an answer before the next piece is sent.
    """

    async def run():
        listener = listen("127.0.0.1", 0)
        ready = asyncio.Event()
        server = asyncio.create_task(
            serve(App(), listener, certificate=None, orders=signal_orders, ready=ready.set)
        )
        await ready.wait()
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        got = []
        for piece in pieces:
            writer.write(piece)
            await writer.drain()
            if in_turn:
                got.append(await read_answer(reader))
        while len(got) < answers:
            got.append(await read_answer(reader))
        rest = await reader.read() if b"connection: close" in got[-1][0] else None
        writer.close()
        os.kill(os.getpid(), signal.SIGTERM)
        await server
        return got, rest

    return asyncio.run(run())


def start(app, listener, ready):
    return asyncio.create_task(
        serve(app, listener, certificate=None, orders=signal_orders, ready=ready.set)
    )


async def read_answer(reader):
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
    return head, await reader.readexactly(length)


def test_a_direct_answer_is_whole_http():
    ((head, body),), _ = talk(post(b"hello", path="/direct?a=b"))
    assert body == b"hello"
    assert head.startswith(b"HTTP/1.1 200 OK\r\n")
    for line in (b"date: ", b"x-content-type-options: nosniff", b"x-query: a=b"):
        assert line in head
    assert b"x-peer: 127.0.0.1" in head


def test_a_body_in_pieces_is_put_together():
    raw = post(b"hello world")
    assert talk(raw[:-8], raw[-8:-3], raw[-3:])[0][0][1] == b"hello world"


def test_one_connection_serves_many_requests_of_both_kinds():
    answers, _ = talk(post(b"1"), post(b"2", path="/other"), post(b"3"), in_turn=True)
    assert [body for _, body in answers] == [b"1", b"asgi:2", b"3"]


def test_pipelined_requests_are_answered_in_their_order():
    raw = post(b"1") + post(b"2") + post(b"3", path="/other") + post(b"4")
    answers, _ = talk(raw, answers=4)
    assert [body for _, body in answers] == [b"1", b"asgi:2", b"asgi:3", b"asgi:4"]


def test_a_client_that_asks_to_close_is_obeyed():
    answers, rest = talk(post(b"1", "Connection: close"))
    assert answers[0][1] == b"1"
    assert rest == b""


@pytest.mark.parametrize(
    "raw",
    {
        "chunked": b"POST /direct HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"2\r\nhi\r\n0\r\n\r\n",
        "another version": b"POST /direct HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi",
        "another path": post(b"hi", path="/DIRECT"),
        "a header of ASGI alone": post(b"hi", "X-Client-Cert: :MII=:"),
    }.values(),
    ids=["chunked", "another version", "another path", "a header of ASGI alone"],
)
def test_what_is_not_plain_goes_by_asgi(raw):
    assert talk(raw)[0][0][1] == b"asgi:hi"


def test_a_body_beyond_the_limit_goes_by_asgi_which_bounds_it():
    assert talk(post(b"a" * (64 * 1024 + 1)))[0][0][1].startswith(b"asgi:")


def test_a_client_that_leaves_early_disturbs_nobody():
    async def run():
        app = App()
        listener = listen("127.0.0.1", 0)
        ready = asyncio.Event()
        server = asyncio.create_task(
            serve(app, listener, certificate=None, orders=signal_orders, ready=ready.set)
        )
        await ready.wait()
        _, gone = await asyncio.open_connection(*listener.getsockname())
        gone.write(post(b"", "X-Wait: 1"))
        await gone.drain()
        gone.transport.abort()
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        writer.write(post(b"2", path="/other"))
        head = await reader.readuntil(b"\r\n\r\n")
        writer.close()
        os.kill(os.getpid(), signal.SIGTERM)
        await server
        return head

    assert asyncio.run(run()).startswith(b"HTTP/1.1 200")
