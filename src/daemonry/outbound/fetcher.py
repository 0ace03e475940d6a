"""The one way out: a JSON document over https from or to a host that we may talk to.

A tenant's administrator chooses the URLs, so each is a stranger's: no plain HTTP, no
address inside anybody's network, no redirect, no proxy, no cookies, no compression,
little time and little space. The name is resolved once, every address that it has is
checked, and the connection goes to a checked address under the original name, so that
a name cannot answer differently the second time (CWE-918; OpenID Connect Discovery
section 7).
"""

from __future__ import annotations

import asyncio
import functools
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit

import httpx2

from daemonry.model.strict_json import parse_json_object
from daemonry.oauth.external_issuer import https_host
from daemonry.outbound.addresses import is_public

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from pathlib import Path

    Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
    Connect = Callable[[ssl.SSLContext], httpx2.AsyncBaseTransport]

T = TypeVar("T")

MAX_URL: Final = 2048
_RESOLVERS: Final = ThreadPoolExecutor(max_workers=4, thread_name_prefix="resolver")
_DEFAULT_PORT: Final = 443
_MAX_ADDRESSES: Final = 3
_HEADERS: Final = {
    "accept": "application/json",
    "accept-encoding": "identity",
    "user-agent": "daemonry",
    "connection": "close",
}


class FetchError(OSError):
    """The document cannot be had. The text is for the log of the tenant concerned only."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one fetch: seconds to connect, seconds in all, bytes of the document."""

    connect: float = 2.0
    total: float = 5.0
    size: int = 256 * 1024


@dataclass(frozen=True, slots=True)
class _Sent:
    """A request as it leaves."""

    method: str
    url: str
    headers: Mapping[str, str]
    body: bytes | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A document, and how many seconds its sender lets it be kept (None: not said)."""

    document: Mapping[str, Any]
    max_age: int | None


async def resolve(host: str, port: int) -> Sequence[str]:
    """Return all addresses that the system finds for a name.

    In threads of its own: a stranger's name server may take its time, and passwords are
    hashed, and the database's name is resolved, in those that the event loop has.
    """
    ask = functools.partial(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    found = await asyncio.get_running_loop().run_in_executor(_RESOLVERS, ask)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def connect(context: ssl.SSLContext) -> httpx2.AsyncBaseTransport:
    """Return a transport over real sockets that reads nothing from the environment."""
    return httpx2.AsyncHTTPTransport(verify=context, trust_env=False, retries=0)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches JSON. ``private_hosts`` are names the operator allows whatever their address.

    Names are in lower case and exact; ``setting`` is where they are set. ``private_ca`` is
    a PEM file of the CA that vouches for those hosts; others are checked against the
    system's CAs.
    """

    private_hosts: frozenset[str] = frozenset()
    private_ca: Path | None = None
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = resolve
    connect: Connect = connect
    setting: str = "DAEMONRY_PRIVATE_ISSUER_HOSTS"

    async def get_json(self, url: str) -> Fetched:
        """Return the JSON object at ``url``.

        Raises FetchError for whatever goes wrong; the message never holds what the
        other side sent.
        """

        async def read(response: httpx2.Response) -> Fetched:
            if response.status_code != httpx2.codes.OK:
                raise FetchError(f"{url}: status {response.status_code}")
            if response.headers.get("content-encoding", "identity").lower() != "identity":
                raise FetchError(f"{url}: the document is compressed")
            return Fetched(await self._document(response, url), _max_age(response.headers))

        return await self._exchange(_Sent("GET", url, _HEADERS), url, read)

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> int:
        """Post a document and return the status of the answer, whose body is not read.

        The other side may have acted on it although an exception tells that there was no
        answer. Raises FetchError; the message names the host alone, as the rest of such a
        URL may be secret.
        """

        async def read(response: httpx2.Response) -> int:
            return response.status_code

        place = urlsplit(url).hostname or "the URL"
        return await self._exchange(_Sent("POST", url, {**_HEADERS, **headers}, body), place, read)

    async def _exchange(
        self, sent: _Sent, place: str, read: Callable[[httpx2.Response], Awaitable[T]]
    ) -> T:
        """Send a request and return what ``read`` makes of the answer; errors name ``place``."""
        url = sent.url
        try:
            if len(url) > MAX_URL:
                raise ValueError(f"longer than {MAX_URL} characters")  # noqa: TRY301 - one refusal
            host = https_host(url)
        except ValueError as error:
            raise FetchError(f"a URL that is not fetched: {error}") from None
        try:
            async with asyncio.timeout(self.limits.total):
                addresses = await self._addresses(host, urlsplit(url).port or _DEFAULT_PORT)
                return await self._from_one_of(addresses, sent, host, place, read)
        except TimeoutError:
            raise FetchError(f"{place}: no answer within {self.limits.total:g} s") from None

    async def _addresses(self, host: str, port: int) -> Sequence[str]:
        """Return addresses to connect to, all checked: one that is not public spoils all."""
        try:
            addresses = await self.resolve(host, port)
        except (OSError, UnicodeError):
            raise FetchError(f"{host}: the name cannot be resolved") from None
        if not addresses:
            raise FetchError(f"{host}: the name has no address")
        if host not in self.private_hosts and not all(map(is_public, addresses)):
            raise FetchError(
                f"{host}: not on the public Internet; the operator can allow it ({self.setting})"
            )
        return addresses[:_MAX_ADDRESSES]

    async def _from_one_of(
        self,
        addresses: Sequence[str],
        sent: _Sent,
        host: str,
        place: str,
        read: Callable[[httpx2.Response], Awaitable[T]],
    ) -> T:
        context = _context(self.private_ca if host in self.private_hosts else None)
        failure = ""
        async with self.connect(context) as transport:
            for address in addresses:
                try:
                    return await self._request(transport, address, sent, host, read)
                except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
                    failure = f"{place}: {type(error).__name__}: {error}"
                except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                    # Its text may quote what the other side sent.
                    raise FetchError(f"{place}: {type(error).__name__}") from None
        raise FetchError(failure)

    async def _request(
        self,
        transport: httpx2.AsyncBaseTransport,
        address: str,
        sent: _Sent,
        host: str,
        read: Callable[[httpx2.Response], Awaitable[T]],
    ) -> T:
        limits, parts = self.limits, urlsplit(sent.url)
        timeout = httpx2.Timeout(limits.total, connect=limits.connect)
        request = httpx2.Request(
            sent.method,
            httpx2.URL(scheme="https", host=address, port=parts.port, raw_path=_target(sent.url)),
            headers={"host": parts.netloc, **sent.headers},
            content=sent.body,
            extensions={"sni_hostname": host, "timeout": timeout.as_dict()},
        )
        response = await transport.handle_async_request(request)
        try:
            return await read(response)
        finally:
            await response.aclose()

    async def _document(self, response: httpx2.Response, url: str) -> Mapping[str, Any]:
        body = bytearray()
        async for chunk in response.stream:  # type: ignore[union-attr] # an async transport's
            body += chunk
            if len(body) > self.limits.size:
                raise FetchError(f"{url}: longer than {self.limits.size} bytes")
        try:
            return parse_json_object(bytes(body))
        except ValueError:
            raise FetchError(f"{url}: not one JSON object of at most 8 levels") from None


@functools.lru_cache(maxsize=4)
def _context(ca_file: Path | None) -> ssl.SSLContext:
    """Return how to check a server: by the operator's CA, or by those of the system."""
    try:
        return ssl.create_default_context(cafile=ca_file)
    except OSError as error:
        raise FetchError(f"The CA file for private hosts cannot be read: {error}") from None


def _target(url: str) -> bytes:
    """Return path and query, the one that stands for the root included."""
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return f"{parts.path or '/'}{query}".encode("ascii")


def _max_age(headers: httpx2.Headers) -> int | None:
    """Return ``max-age`` of ``Cache-Control`` (RFC 9111 section 5.2.2.1); 0 for no-store."""
    found = None
    for part in headers.get("cache-control", "").lower().split(","):
        name, _, value = part.strip().partition("=")
        if name in {"no-store", "no-cache"}:
            return 0
        if name == "max-age" and value.isascii() and value.isdigit() and len(value) < 10:  # noqa: PLR2004 - 30 years
            found = int(value)
    return found
