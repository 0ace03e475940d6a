"""What is believed of an authority's answers, and what bounds they have."""

import asyncio
import json
import socket
import ssl

import httpx2
import pytest
import trustme
from joserfc.jwk import ECKey, OctKey, RSAKey

from daemonry_protect import AccessError, TokenValidator
from daemonry_protect.testing import TENANT_ID, LocalAuthority

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning"),  # of weak keys made here
]


class Endless(httpx2.AsyncByteStream):
    """A body that never ends; ``sent`` counts its bytes."""

    def __init__(self):
        self.sent = 0

    async def __aiter__(self):
        while True:
            self.sent += 65536
            yield b" " * 65536


class Answers(httpx2.AsyncBaseTransport):
    """Answers each path with a given response, all others as the authority does."""

    def __init__(self, authority, **answers):
        self._authority = authority.transport
        self._answers = answers
        self.urls = []

    async def handle_async_request(self, request):
        self.urls.append(str(request.url))
        kind = "keys" if request.url.path.endswith("/keys") else "discovery"
        if kind in self._answers:
            return self._answers[kind]()
        return await self._authority.handle_async_request(request)


def answer(content, status=200, **headers):
    def make():
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        return httpx2.Response(status, headers=headers, stream=httpx2.ByteStream(body))

    return make


async def is_unavailable(validator, token):
    with pytest.raises(AccessError) as caught:
        await validator.validate(token)
    return caught.value.status == 503


ISSUER = f"https://login.example/{TENANT_ID}/v2.0"
KEYS = f"https://login.example/{TENANT_ID}/discovery/keys"
UNBELIEVABLE = {
    "discovery missing": {"discovery": answer({}, 404)},
    "discovery redirects": {"discovery": answer(b"", 302, location="https://evil.example/")},
    "discovery failing": {"discovery": answer({"issuer": ISSUER, "jwks_uri": KEYS}, 500)},
    "discovery empty": {"discovery": answer(b"")},
    "discovery not JSON": {"discovery": answer(b"<html>")},
    "discovery not UTF-8": {"discovery": answer(b"\xff\xfe{}")},
    "discovery nested deeply": {"discovery": answer(b"[" * 100_000)},
    "discovery a list": {"discovery": answer([])},
    "no issuer": {"discovery": answer({"jwks_uri": KEYS})},
    "issuer not a text": {"discovery": answer({"issuer": [ISSUER], "jwks_uri": KEYS})},
    "no keys' address": {"discovery": answer({"issuer": ISSUER})},
    "keys' address without TLS": {
        "discovery": answer({"issuer": ISSUER, "jwks_uri": KEYS.replace("https", "http")})
    },
    "keys' address a file": {
        "discovery": answer({"issuer": ISSUER, "jwks_uri": "file:///etc/passwd"})
    },
    "keys' address with a user": {
        "discovery": answer({"issuer": ISSUER, "jwks_uri": "https://a@login.example/keys"})
    },
    "keys missing": {"keys": answer({}, 404)},
    "keys redirect": {"keys": answer(b"", 307, location=KEYS)},
    "keys no JWKS": {"keys": answer({"keys": {}})},
    "keys too many": {"keys": answer({"keys": [{}] * 1001})},
    "keys compressed": {"keys": answer(b"\x1f\x8b", **{"content-encoding": "gzip"})},
    "keys too long": {"keys": answer(b" " * (256 * 1024) + b'{"keys": []}')},
}


@pytest.mark.parametrize("case", UNBELIEVABLE)
async def test_an_answer_that_cannot_be_believed_is_no_answer(
    make_validator, authority, audience, case
):
    transport = Answers(authority, **UNBELIEVABLE[case])
    assert await is_unavailable(make_validator(transport=transport), authority.token(audience))
    assert all(url.startswith("https://login.example/") for url in transport.urls)


async def test_an_endless_answer_is_cut(make_validator, authority, audience):
    body = Endless()
    transport = Answers(authority, keys=lambda: httpx2.Response(200, stream=body))
    assert await is_unavailable(make_validator(transport=transport), authority.token(audience))
    assert body.sent <= 256 * 1024 + 65536


async def test_compression_is_not_asked_for(make_validator, authority, audience):
    seen = []

    class Headers(Answers):
        async def handle_async_request(self, request):
            seen.append(request.headers["accept-encoding"])
            return await super().handle_async_request(request)

    await make_validator(transport=Headers(authority)).validate(authority.token(audience))
    assert set(seen) == {"identity"}


def public(key, **members):
    return {**key.as_dict(private=False), "kid": "k", **members}


def unusable_keys(signing_key):
    return {
        "an EC key": public(ECKey.generate_key("P-256")),
        "a shared secret": {"kty": "oct", "k": "AAAA", "kid": "k"},
        "a key for encryption": public(signing_key, use="enc"),
        "a key for another algorithm": public(signing_key, alg="PS256"),
        "a key without name": {**public(signing_key), "kid": None},
        "a key whose name is no text": public(signing_key, kid=7),
        "a key whose issuer is no text": public(signing_key, issuer=["x"]),
        "a short key": public(RSAKey.generate_key(1024)),
        "a giant key": public(signing_key, n="f" * 1000),
        "an even exponent": public(signing_key, e="AQAA"),
        "the exponent one": public(signing_key, e="AQ"),
        "a giant exponent": public(signing_key, e="f" * 100),
        "no modulus": public(signing_key, n=None),
        "a modulus in another alphabet": public(signing_key, n="é" * 342),
        "a modulus of bad length": public(signing_key, n="A" * 341),
        "a text": "key",
        "nothing": None,
    }


async def test_keys_that_cannot_verify_are_left_out(
    make_validator, authority, audience, signing_key, other_key
):
    """One good key among them is found all the same."""
    unusable = list(unusable_keys(other_key).values())
    keys = {"keys": [*unusable, {**public(signing_key), "kid": signing_key.kid}, *unusable]}
    validator = make_validator(transport=Answers(authority, keys=answer(keys)))
    assert await validator.validate(authority.token(audience))

    authority.keys = [RSAKey.import_key(other_key.private_key, parameters={"kid": "k"})]
    with pytest.raises(AccessError, match="does not publish"):
        await validator.validate(authority.token(audience))


async def test_private_parts_that_an_authority_publishes_are_not_taken_in(
    make_validator, authority, audience, signing_key
):
    leaked = {"keys": [{**signing_key.as_dict(private=True), "kid": signing_key.kid}]}
    validator = make_validator(transport=Answers(authority, keys=answer(leaked)))
    assert await validator.validate(authority.token(audience))
    published = await validator._keys.current()
    assert not published.by_kid[signing_key.kid][0].key.is_private


async def test_one_name_may_stand_for_several_keys(
    make_validator, authority, audience, signing_key, other_key
):
    kid = signing_key.kid
    keys = {"keys": [public(other_key, kid=kid), public(signing_key, kid=kid)]}
    validator = make_validator(transport=Answers(authority, keys=answer(keys)))
    assert await validator.validate(authority.token(audience))


async def test_a_shared_secret_in_the_keys_is_no_way_in(make_validator, authority, audience):
    secret = OctKey.generate_key(256, parameters={"kid": "s"})
    keys = {"keys": [secret.as_dict(private=True)]}
    validator = make_validator(transport=Answers(authority, keys=answer(keys)))
    with pytest.raises(AccessError, match="does not publish"):
        await validator.validate(authority.token(audience))


class Server:
    """The authority on a real port with a certificate of its own making."""

    def __init__(self, signing_key, clock):
        self.ca = trustme.CA()
        self._context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.ca.issue_cert("localhost").configure_cert(self._context)
        self._signing_key, self._clock = signing_key, clock

    async def __aenter__(self):
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=self._context)
        port = self._server.sockets[0].getsockname()[1]
        self.authority = LocalAuthority(
            host=f"localhost:{port}", key=self._signing_key, clock=self._clock
        )
        return self

    async def __aexit__(self, *_):
        self._server.close()
        await self._server.wait_closed()

    async def _serve(self, reader, writer):
        try:
            request = await reader.readuntil(b"\r\n\r\n")
            url = f"https://x{request.split()[1].decode()}"
            async with httpx2.AsyncClient(transport=self.authority.transport) as client:
                body = (await client.get(url)).content
            writer.write(b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n" + body)
            await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass  # the client did not trust us
        finally:
            writer.close()


@pytest.fixture
async def server(signing_key, clock):
    async with Server(signing_key, clock) as server:
        yield server


def over_the_network(server, clock, audience, **options):
    return TokenValidator(server.authority.settings(audience, **options), clock=clock)


async def test_a_certificate_authority_from_a_file_is_trusted(
    server, clock, audience, tmp_path, monkeypatch
):
    """And proxies named by the environment are not asked."""
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    ca_file = tmp_path / "ca.pem"
    validator = over_the_network(server, clock, audience, ca_file=ca_file)
    token = server.authority.token(audience)
    assert await is_unavailable(validator, token)  # there is no such file yet

    server.ca.cert_pem.write_to_path(str(ca_file))
    clock.now += 10
    assert await validator.validate(token)


async def test_a_certificate_of_strangers_is_not_trusted(server, clock, audience, tmp_path):
    ca_file = tmp_path / "ca.pem"
    trustme.CA().cert_pem.write_to_path(str(ca_file))
    token = server.authority.token(audience)
    assert await is_unavailable(over_the_network(server, clock, audience), token)
    assert await is_unavailable(over_the_network(server, clock, audience, ca_file=ca_file), token)
    assert server.authority.requests == []


async def test_an_authority_that_nobody_serves_is_unavailable(clock, audience, signing_key):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        host = f"127.0.0.1:{unused.getsockname()[1]}"
        authority = LocalAuthority(host=host, key=signing_key, clock=clock)
        validator = TokenValidator(authority.settings(audience), clock=clock)
        assert await is_unavailable(validator, authority.token(audience))
