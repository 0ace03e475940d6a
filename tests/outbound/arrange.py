"""Other people's servers on loopback: TLS with a CA of their own, and exact answers."""

from __future__ import annotations

import asyncio
import json
import re
import ssl
from contextlib import asynccontextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

import trustme
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from tests.fakes.clock import FixedClock

from daemonry.model.base64_text import base64url
from daemonry.outbound.fetcher import Fetcher, Limits
from daemonry.outbound.issuer_keys import CachedIssuerKeys

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    Handler = Callable[[asyncio.StreamWriter], Awaitable[None]]

QUICK = Limits(connect=0.3, total=0.4)
CONFIGURATION = "/.well-known/openid-configuration"
KEYS = "/keys"


@cache
def authority() -> trustme.CA:
    return trustme.CA()


def answer(body: bytes | dict[str, Any], *, status: str = "200 OK", **headers: str) -> bytes:
    """Return a whole HTTP answer."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    fields = {"content-length": str(len(content))} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + content


class Site:
    """A server with fixed answers by path; ``asked`` lists the requests as they came in."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes | Handler] = {}
        self.asked: list[str] = []
        self.heads: list[bytes] = []
        self.bodies: list[bytes] = []
        self.connections = 0
        self.port = 0

    @property
    def url(self) -> str:
        return f"https://localhost:{self.port}"

    def publish(self, *keys: dict[str, Any], issuer: str | None = None, **headers: str) -> str:
        """Be an issuer with these public keys; return its identifier."""
        name = issuer or self.url
        configuration = {"issuer": name, "jwks_uri": self.url + KEYS}
        self.answers[CONFIGURATION] = answer(configuration)
        self.answers[KEYS] = answer({"keys": list(keys)}, **headers)
        return self.url

    def fetches(self) -> int:
        return self.asked.count(CONFIGURATION)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            path = head.split(b" ")[1].decode()
            self.asked.append(path)
            self.heads.append(head)
            length = re.search(rb"(?i)content-length: (\d+)", head)
            self.bodies.append(await reader.readexactly(int(length[1])) if length else b"")
            found = self.answers.get(path, answer(b"", status="404 Not Found"))
            if isinstance(found, bytes):
                writer.write(found)
                await writer.drain()
            else:
                await found(writer)
        except (OSError, asyncio.IncompleteReadError):
            pass  # the client has gone
        finally:
            writer.transport.abort() if writer.is_closing() else writer.close()


@asynccontextmanager
async def site(*names: str, host: str = "127.0.0.1") -> AsyncIterator[Site]:
    """Run a site whose certificate is for ``names``, localhost without any."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority().issue_cert(*(names or ("localhost",))).configure_cert(context)
    made = Site()
    server = await asyncio.start_server(made.serve, host, 0, ssl=context)
    made.port = server.sockets[0].getsockname()[1]
    try:
        yield made
    finally:
        server.close()


def ca_file(directory: Path) -> Path:
    path = directory / "private-ca.pem"
    authority().cert_pem.write_to_path(str(path))
    return path


async def loopback(host: str, port: int) -> list[str]:
    """Resolve like a hosts file that knows one name; every other name is this machine, too."""
    return ["127.0.0.1"]


def fetcher(directory: Path, *hosts: str, limits: Limits = QUICK, **changes: Any) -> Fetcher:
    """Return a fetcher to whom the operator allows ``hosts`` (localhost without any)."""
    return Fetcher(
        private_hosts=frozenset(hosts or ("localhost",)),
        private_ca=ca_file(directory),
        limits=limits,
        **({"resolve": loopback} | changes),
    )


def issuer_keys(directory: Path, clock: FixedClock | None = None) -> CachedIssuerKeys:
    return CachedIssuerKeys(fetcher(directory), clock or FixedClock())


def public_jwk(key: Any, **members: Any) -> dict[str, Any]:
    """Return the JWK of a key's public part."""
    public = key.public_key()
    if isinstance(public, rsa.RSAPublicKey):
        numbers = public.public_numbers()
        found = {"kty": "RSA", "n": _uint(numbers.n), "e": _uint(numbers.e)}
    elif isinstance(public, ec.EllipticCurvePublicKey):
        point, size = public.public_numbers(), (public.curve.key_size + 7) // 8
        curve = {256: "P-256", 384: "P-384", 521: "P-521"}[public.curve.key_size]
        found = {"kty": "EC", "crv": curve, "x": _uint(point.x, size), "y": _uint(point.y, size)}
    else:
        assert isinstance(public, ed25519.Ed25519PublicKey)
        found = {"kty": "OKP", "crv": "Ed25519", "x": base64url(public.public_bytes_raw())}
    return found | members


def _uint(value: int, size: int | None = None) -> str:
    return base64url(value.to_bytes(size or (value.bit_length() + 7) // 8, "big"))
