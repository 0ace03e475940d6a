"""``TokenValidator``: from the text in a request to an ``AccessToken``. Read this first."""

from __future__ import annotations

import hashlib
import logging
import time
from typing import TYPE_CHECKING, Final

from daemonry_protect import errors
from daemonry_protect.authority import fetch_published_keys
from daemonry_protect.claims import read_access_token
from daemonry_protect.errors import AccessError
from daemonry_protect.jws import MAX_TOKEN, parse_compact, verify
from daemonry_protect.keys import KeyCache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import httpx2

    from daemonry_protect.jwk import PublishedKeys
    from daemonry_protect.settings import Settings
    from daemonry_protect.token import AccessToken

_log = logging.getLogger("daemonry_protect")
_BEARER: Final = b"bearer "


class TokenValidator:
    """Checks access tokens for one API. Make one per process and keep it.

    ``clock`` returns Unix seconds. ``transport`` replaces the network on the way to the
    authority, for tests; it is closed after each fetch. Nothing is fetched before the
    first token arrives.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], float] = time.time,  # noqa: TID251 - the one place it enters
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        async def fetch() -> PublishedKeys:
            return await fetch_published_keys(settings, transport)

        self.settings: Final = settings
        self._clock = clock
        self._keys = KeyCache(settings, clock=clock, fetch=fetch)
        self._verified = _VerifiedTokens(settings.cached_tokens)

    async def validate(self, token: str) -> AccessToken:
        """Return the access token that ``token`` (the text after ``Bearer``) stands for.

        Raises AccessError, and nothing else, for whatever is not a valid access token of
        the configured authority for this API.
        """
        try:
            return await self._validate(token)
        except AccessError as error:
            _log.info("An access token was refused: %s (%s)", error, error.detail or "-")
            raise

    async def authenticate(self, headers: Iterable[tuple[bytes, bytes]]) -> AccessToken:
        """Return the access token in the headers of a request (RFC 6750 section 2.1).

        ``headers`` is as in an ASGI scope: names in lower case. Tokens in the query or
        in a body are not looked for. Raises AccessError like ``validate``, and when
        there is no token or more than one.
        """
        values = [value for name, value in headers if name == b"authorization"]
        if len(values) > 1:
            raise AccessError(errors.SEVERAL_TOKENS)
        if not values or values[0][: len(_BEARER)].lower() != _BEARER:
            raise AccessError(errors.TOKEN_MISSING)
        if len(values[0]) > MAX_TOKEN + len(_BEARER):
            raise AccessError(errors.TOKEN_TOO_LARGE)
        return await self.validate(values[0][len(_BEARER) :].decode("latin-1").strip(" "))

    async def aclose(self) -> None:
        """Stop fetching; for the end of an application's life."""
        await self._keys.aclose()

    async def _validate(self, token: str) -> AccessToken:
        digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
        published = self._keys.at_hand()
        if published is not None and (known := self._verified.get(digest, published)):
            if self._clock() < known.expires_at.timestamp() + self.settings.clock_skew:
                return known
            raise AccessError(errors.EXPIRED)
        unverified = parse_compact(token, self.settings.algorithms)
        published = await self._keys.current()
        if unverified.kid not in published.by_kid:
            published = await self._keys.after_unknown_kid()
        refusal = AccessError(errors.KEY_UNKNOWN)
        for key in published.by_kid.get(unverified.kid, ()):
            try:
                access_token = read_access_token(
                    verify(unverified, key),
                    settings=self.settings,
                    discovered_issuer=published.issuer,
                    key_issuer=key.issuer,
                    now=self._clock(),
                )
            except AccessError as error:
                refusal = error
                continue
            self._verified.put(digest, access_token, published)
            return access_token
        raise refusal


class _VerifiedTokens:
    """Tokens whose verification is remembered, by SHA-256: the tokens are not kept.

    Bounded, the oldest leaves first. Emptied when the keys are others than those the
    tokens were verified with, so that a withdrawn key takes its tokens along.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._tokens: dict[bytes, AccessToken] = {}
        self._verified_with: PublishedKeys | None = None

    def get(self, digest: bytes, published: PublishedKeys) -> AccessToken | None:
        return self._tokens.get(digest) if self._verified_with is published else None

    def put(self, digest: bytes, token: AccessToken, published: PublishedKeys) -> None:
        if self._verified_with is not published:
            self._tokens.clear()
            self._verified_with = published
        if self._limit == 0:
            return
        while len(self._tokens) >= self._limit:
            del self._tokens[next(iter(self._tokens))]
        self._tokens[digest] = token
