"""Fetching the discovery document and the keys, within bounds.

The only outbound calls of this package. They go to addresses that the operator
configured or that the configured authority named, never to one that a token names.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

import httpx2

from daemonry_protect.jwk import PublishedKeys, parse_jwk_set
from daemonry_protect.settings import checked_url

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from daemonry_protect.settings import Settings

DISCOVERY: Final = "/.well-known/openid-configuration"
MAX_DOCUMENT: Final = 256 * 1024
_CONNECT_TIMEOUT: Final = 2.0
# Compression would let a small answer grow without bound.
_HEADERS: Final = {"accept": "application/json", "accept-encoding": "identity"}


class FetchError(Exception):
    """The authority cannot be read; the message is for the log."""


async def fetch_published_keys(
    settings: Settings, transport: httpx2.AsyncBaseTransport | None = None
) -> PublishedKeys:
    """Return what the authority publishes now: discovery document, then keys.

    ``transport`` replaces the network and is closed afterwards. Raises FetchError when
    anything is not as OpenID Connect Discovery 1.0 section 4 has it. The issuer is **not**
    compared with the authority's address: Entra names ``sts.windows.net`` or the tenant's
    ID there (Entra: v2-protocols-oidc), and TLS vouches for the document.
    """
    async with _open_client(settings, transport) as client:
        document = await _json(client, _discovery_url(settings))
        issuer, jwks_uri = _read_discovery(document, settings)
        keys = parse_jwk_set(await _json(client, jwks_uri), settings.algorithms)
        return PublishedKeys(issuer, keys)


async def fetch_introspection(
    settings: Settings, token: str, transport: httpx2.AsyncBaseTransport | None = None
) -> Any:
    """Return what the authority answers about a token (RFC 7662 section 2.2), unread.

    The API proves itself with ``client_id`` and ``client_secret``. Raises FetchError.
    """
    form = {
        "token": token,
        "token_type_hint": "access_token",
        "client_id": settings.client_id,
        "client_secret": settings.client_secret,
    }
    async with _open_client(settings, transport) as client:
        return await _json(client, settings.introspection_endpoint or "", form)


@asynccontextmanager
async def _open_client(
    settings: Settings, transport: httpx2.AsyncBaseTransport | None
) -> AsyncIterator[httpx2.AsyncClient]:
    """Open a client for one exchange with the authority. Raises FetchError for any failure."""
    # The certificate authorities are read each time, so that a renewed file is believed.
    try:
        verify = ssl.create_default_context(cafile=settings.ca_file) if settings.ca_file else True
        client = httpx2.AsyncClient(
            transport=transport,
            verify=verify,
            proxy=settings.proxy,
            trust_env=False,
            follow_redirects=False,
            timeout=httpx2.Timeout(settings.fetch_timeout, connect=_CONNECT_TIMEOUT),
        )
        async with asyncio.timeout(settings.fetch_timeout), client:
            yield client
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError, RecursionError) as error:
        # TimeoutError and ssl.SSLError are OSErrors; bad JSON is a ValueError.
        raise FetchError(f"{type(error).__name__}: {error}"[:200]) from error


def _discovery_url(settings: Settings) -> str:
    """Return where discovery is. It leads to the keys of one API if that has such.

    Entra: access-tokens, "Validate tokens".
    """
    app_id = settings.signing_key_app_id
    return settings.authority + DISCOVERY + (f"?appid={app_id}" if app_id else "")


async def _json(
    client: httpx2.AsyncClient, url: str, form: Mapping[str, str | None] | None = None
) -> Any:
    method = "GET" if form is None else "POST"
    async with client.stream(method, url, headers=_HEADERS, data=form) as response:
        if response.status_code != 200:  # noqa: PLR2004 - redirects are not followed either
            raise ValueError(f"{url} answered {response.status_code}.")
        if response.headers.get("content-encoding", "identity") != "identity":
            raise ValueError(f"{url} answered compressed.")
        body = bytearray()
        async for chunk in response.aiter_raw():
            body += chunk
            if len(body) > MAX_DOCUMENT:
                raise ValueError(f"{url} answered more than {MAX_DOCUMENT} bytes.")
    return json.loads(body.decode("utf-8"))


def _read_discovery(document: object, settings: Settings) -> tuple[str, str]:
    members = document if isinstance(document, dict) else {}
    issuer = members.get("issuer")
    if not isinstance(issuer, str) or not issuer:
        raise ValueError("the discovery document names no issuer.")
    return issuer, checked_url(members.get("jwks_uri"), allow_http=settings.allow_http)
