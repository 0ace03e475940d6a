"""The one way out: where it goes, where it never goes, and how much it takes (F1 to F3)."""

from __future__ import annotations

import asyncio
import gzip
import socket
import threading
from pathlib import Path

import httpx2
import pytest
from tests.outbound.arrange import answer, authority, fetcher, site

from daemonry.outbound.fetcher import Fetcher, FetchError, resolve

PUBLIC = "93.184.216.34"


class Recorder(httpx2.AsyncBaseTransport):
    """A transport without a network that keeps what it was asked for."""

    def __init__(self) -> None:
        self.requests: list[httpx2.Request] = []

    def __call__(self, context):
        return self

    async def handle_async_request(self, request):
        self.requests.append(request)
        return httpx2.Response(200, stream=httpx2.ByteStream(b'{"a": 1}'))


NAMES = {
    "localhost": ["127.0.0.1", "::1"],
    "localhost.": ["127.0.0.1"],
    "both.example": [PUBLIC, "10.0.0.1"],
    "other.example": ["10.0.0.1", PUBLIC],
    "metadata.google.internal": ["169.254.169.254"],
    "kubernetes.default.svc": ["10.96.0.1"],
    "127.0.0.1.nip.io": ["127.0.0.1"],
    "xn--80akhbyknj4f": ["127.0.0.1"],
    "nat64.example": ["64:ff9b::7f00:1"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "link.example": ["fe80::1%2"],
    "empty.example": [],
    "public.example": [PUBLIC],
    "six.example": ["2606:2800:220:1:248:1893:25c8:1946"],
}


async def like_the_system(host: str, port: int) -> list[str]:
    """Read numbers as the system does, octal and hexadecimal too; names from a table."""
    try:
        found = socket.getaddrinfo(host, port, flags=socket.AI_NUMERICHOST)
    except socket.gaierror:
        if host in NAMES:
            return NAMES[host]
        raise
    return [str(entry[4][0]) for entry in found]


SPELLINGS = (Path(__file__).parent / "spellings.txt").read_text(encoding="utf-8").split()
SPELLINGS += ["https://public.example/\r\nHost: x", "https://public.example /", "", "https://a\tb/"]


def test_the_corpus_of_spellings_is_large_enough():
    assert len(set(SPELLINGS)) >= 60


@pytest.mark.parametrize("url", SPELLINGS)
def test_f1_no_spelling_of_a_private_address_leads_to_a_connection(url):
    recorder = Recorder()
    with pytest.raises(FetchError):
        asyncio.run(Fetcher(resolve=like_the_system, connect=recorder).get_json(url))
    assert recorder.requests == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f.1", "[::1]", "localhost"]
)
def test_f1_over_real_sockets_nobody_connects_to_loopback(host):
    family = socket.AF_INET6 if host == "[::1]" else socket.AF_INET
    with socket.socket(family) as listener:
        listener.bind(("::1" if host == "[::1]" else "127.0.0.1", 0))
        listener.listen()
        listener.setblocking(False)
        with pytest.raises(FetchError):
            asyncio.run(Fetcher().get_json(f"https://{host}:{listener.getsockname()[1]}/"))
        with pytest.raises(BlockingIOError):
            listener.accept()


@pytest.mark.parametrize("host", ["public.example", "six.example"])
def test_f1_the_connection_goes_to_the_checked_address_under_the_original_name(host):
    recorder = Recorder()
    got = asyncio.run(
        Fetcher(resolve=like_the_system, connect=recorder).get_json(f"https://{host}:8443/x?y=z")
    )
    (request,) = recorder.requests
    assert got.document == {"a": 1}
    assert request.url.host == NAMES[host][0]
    assert request.url.port == 8443
    assert request.url.raw_path == b"/x?y=z"
    assert request.headers["host"] == f"{host}:8443"
    assert request.extensions["sni_hostname"] == host
    assert {"cookie", "authorization", "proxy-authorization"}.isdisjoint(request.headers)


def test_f1_a_name_that_answers_differently_the_second_time_gains_nothing():
    asked = []

    async def rebinding(host, port):
        asked.append(host)
        return [PUBLIC] if len(asked) == 1 else ["127.0.0.1"]

    recorder = Recorder()
    fetching = Fetcher(resolve=rebinding, connect=recorder)
    asyncio.run(fetching.get_json("https://rebind.example/"))
    assert [request.url.host for request in recorder.requests] == [PUBLIC]
    with pytest.raises(FetchError):
        asyncio.run(fetching.get_json("https://rebind.example/"))
    assert len(recorder.requests) == 1


def test_f1_names_that_are_slow_to_resolve_keep_nobody_else_from_working(monkeypatch):
    """Whoever chooses issuers chooses whose name servers are asked, and how long they take."""
    asked, go_on = threading.Semaphore(0), threading.Event()

    def never(*_, **__):
        asked.release()
        go_on.wait()
        raise OSError("no such name")

    monkeypatch.setattr(socket, "getaddrinfo", never)

    async def scenario():
        slow = [asyncio.create_task(resolve(f"{n}.slow.example", 443)) for n in range(64)]
        try:
            await asyncio.to_thread(asked.acquire)
            return [await asyncio.to_thread(int, "1") for _ in range(3)]
        finally:
            go_on.set()
            await asyncio.gather(*slow, return_exceptions=True)

    assert asyncio.run(scenario()) == [1, 1, 1]


def test_f1_proxies_of_the_environment_are_not_used(tmp_path, monkeypatch):
    async def scenario():
        async with site() as proxy, site() as server:
            for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
                monkeypatch.setenv(name, proxy.url)
            server.answers["/"] = answer({"a": 1})
            await fetcher(tmp_path).get_json(server.url + "/")
            return proxy.connections

    assert asyncio.run(scenario()) == 0


def test_f2_a_private_host_is_allowed_by_its_exact_name_only(tmp_path):
    async def scenario():
        async with site("localhost", "127.0.0.1") as server:
            server.answers["/"] = answer({"a": 1})
            allowed = fetcher(tmp_path, "localhost", resolve=resolve)
            assert (await allowed.get_json(server.url + "/")).document == {"a": 1}
            for other in ("127.0.0.1", "localhost."):
                with pytest.raises(FetchError):
                    await allowed.get_json(f"https://{other}:{server.port}/")
            return server.connections

    assert asyncio.run(scenario()) == 1


def test_f2_the_operators_ca_vouches_for_private_hosts_only(tmp_path):
    async def answering(host, port):
        return ["127.0.0.1"]

    async def scenario():
        async with site("localhost", "other.example") as server:
            server.answers["/"] = answer({"a": 1})
            private = fetcher(tmp_path, "localhost", "other.example", resolve=answering)
            await private.get_json(f"https://other.example:{server.port}/")
            without = Fetcher(private_hosts=frozenset({"localhost"}), resolve=answering)
            with pytest.raises(FetchError, match="certificate"):
                await without.get_json(server.url + "/")

    asyncio.run(scenario())


def test_the_certificate_must_be_for_the_name_that_was_asked(tmp_path):
    async def scenario():
        async with site("other.example") as server:
            server.answers["/"] = answer({"a": 1})
            with pytest.raises(FetchError, match="certificate"):
                await fetcher(tmp_path).get_json(server.url + "/")
            return server.asked

    assert asyncio.run(scenario()) == []


def test_a_second_address_is_tried_when_the_first_does_not_answer(tmp_path):
    async def two(host, port):
        return ["::1", "127.0.0.1"]

    async def scenario():
        async with site() as server:
            server.answers["/"] = answer({"a": 1})
            return await fetcher(tmp_path, resolve=two).get_json(server.url + "/")

    assert asyncio.run(scenario()).document == {"a": 1}


async def _never(writer):
    await asyncio.Event().wait()


async def _drops(writer):
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.02)


async def _endless(writer):
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b" " * 65536)
        await writer.drain()


async def _endless_hints(writer):
    while True:
        writer.write(b"HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n" * 100)
        await writer.drain()


async def _endless_header(writer):
    writer.write(b"HTTP/1.1 200 OK\r\nx: ")
    while True:
        writer.write(b"y" * 65536)
        await writer.drain()


BOMB = gzip.compress(b" " * 10_000_000)
DEEP = b'{"a":' * 9 + b"1" + b"}" * 9

ANSWERS = {
    "nothing at all": _never,
    "a byte now and then": _drops,
    "a body without end": _endless,
    "a header without end": _endless_header,
    "hints without end": _endless_hints,
    "very many headers": b"HTTP/1.1 200 OK\r\n" + b"x: y\r\n" * 100_000 + b"\r\n",
    "a body that is too long": answer(b'{"a": "' + b"x" * 256 * 1024 + b'"}'),
    "a bomb": answer(BOMB, content_encoding="gzip"),
    "a bomb that does not say so": answer(BOMB),
    "another encoding": answer(b"{}", content_encoding="br"),
    "a redirect to itself": answer(b"", status="302 Found", location="/"),
    "a redirect elsewhere": answer(b"", status="301 Moved", location="https://127.0.0.1/"),
    "a permanent redirect": answer(b"", status="308 Moved", location="http://169.254.169.254/"),
    "not found": answer({"keys": []}, status="404 Not Found"),
    "an error": answer({"keys": []}, status="500 Error"),
    "no content": b"HTTP/1.1 204 No Content\r\n\r\n",
    "no HTTP": b"SSH-2.0-OpenSSH_9.2\r\n",
    "half a body": b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{}",
    "no JSON": answer(b"<html>"),
    "a list": answer(b"[]"),
    "nine levels": answer(DEEP),
    "very many levels": answer(b"[" * 100_000),
    "a member twice": answer(b'{"issuer": "a", "issuer": "b"}'),
    "no number": answer(b'{"a": NaN}'),
    "another encoding of text": answer(b'{"a": "\xff"}'),
}


@pytest.mark.parametrize("case", ANSWERS)
def test_f3_an_answer_beyond_the_bounds_is_no_answer(tmp_path, case):
    async def scenario():
        async with site() as server:
            server.answers["/"] = ANSWERS[case]
            with pytest.raises(FetchError) as refused:
                await fetcher(tmp_path).get_json(server.url + "/")
            return server.asked, str(refused.value)

    asked, text = asyncio.run(scenario())
    assert asked == ["/"]
    for sent in ("OpenSSH", "html", "169.254", "xff"):
        assert sent not in text


def test_f3_the_longest_document_is_read(tmp_path):
    body = b'{"a": "' + b"x" * (256 * 1024 - 9) + b'"}'

    async def scenario():
        async with site() as server:
            server.answers["/"] = answer(body, cache_control="public, Max-Age=1200")
            return await fetcher(tmp_path).get_json(server.url + "/")

    got = asyncio.run(scenario())
    assert len(got.document["a"]) == 256 * 1024 - 9
    assert got.max_age == 1200


AGES = {
    "": None,
    "max-age=60": 60,
    "no-store": 0,
    "private, no-cache": 0,
    "max-age=x": None,
    "max-age=-1": None,
    "max-age=99999999999": None,
}


@pytest.mark.parametrize("header", AGES)
def test_how_long_a_document_may_be_kept_is_read_from_its_header(tmp_path, header):
    async def scenario():
        async with site() as server:
            server.answers["/"] = answer({}, cache_control=header)
            return await fetcher(tmp_path).get_json(server.url + "/")

    assert asyncio.run(scenario()).max_age == AGES[header]


def test_what_is_asked_for_says_that_it_takes_no_compression(tmp_path):
    async def scenario():
        async with site() as server:
            server.answers["/"] = answer({})
            await fetcher(tmp_path).get_json(server.url + "/")
            return server.heads[0].decode().lower()

    assert "accept-encoding: identity" in asyncio.run(scenario())


def test_a_missing_ca_file_is_a_refusal_too(tmp_path):
    authority()
    broken = Fetcher(
        private_hosts=frozenset({"localhost"}),
        private_ca=tmp_path / "absent.pem",
        resolve=like_the_system,
    )
    with pytest.raises(FetchError, match="CA file"):
        asyncio.run(broken.get_json("https://localhost/"))


@pytest.mark.parametrize(
    "url", ["https://8.8.8.010/", "https://xn--a/", "https://a..b/", "https://" + "a" * 3000]
)
def test_t3_a_host_that_no_library_reads_is_a_refusal(url):
    async def public(host, port):
        return [PUBLIC]

    async def never(*_):
        raise httpx2.ConnectError("refused")

    recorder = Recorder()
    recorder.handle_async_request = never
    with pytest.raises(FetchError):
        asyncio.run(Fetcher(resolve=public, connect=recorder).get_json(url))
