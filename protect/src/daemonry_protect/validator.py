"""``TokenValidator``: from the text in a request to an ``AccessToken``. Read this first."""

from __future__ import annotations

import hashlib
import logging
import time
from typing import TYPE_CHECKING, Final

from daemonry_protect import errors
from daemonry_protect.authority import fetch_published_keys
from daemonry_protect.binding import Binding, Presentation, UsedProofs
from daemonry_protect.claims import read_access_token
from daemonry_protect.errors import AccessError
from daemonry_protect.introspection import Introspection
from daemonry_protect.jws import MAX_TOKEN, parse_compact, verify
from daemonry_protect.keys import KeyCache

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import httpx2

    from daemonry_protect.binding import UseOnce
    from daemonry_protect.jwk import PublishedKeys
    from daemonry_protect.settings import Settings
    from daemonry_protect.token import AccessToken

_log = logging.getLogger("daemonry_protect")
_SCHEMES: Final = {b"bearer": "Bearer", b"dpop": "DPoP"}


class TokenValidator:
    """Checks access tokens for one API. Make one per process and keep it.

    ``clock`` returns Unix seconds. ``transport`` replaces the network on the way to the
    authority, for tests; it is closed after each fetch. Nothing is fetched before the
    first token arrives. ``use_once(text, until)`` tells whether a text is new: a store
    that all processes share, in place of this process's memory of used DPoP proofs.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Callable[[], float] = time.time,  # noqa: TID251 - the one place it enters
        transport: httpx2.AsyncBaseTransport | None = None,
        use_once: UseOnce | None = None,
    ) -> None:
        async def fetch() -> PublishedKeys:
            return await fetch_published_keys(settings, transport)

        self.settings: Final = settings
        self._clock = clock
        self._keys = KeyCache(settings, clock=clock, fetch=fetch)
        self._verified = _VerifiedTokens(settings.cached_tokens)
        self._binding = Binding(settings, use_once or UsedProofs(clock), clock)
        self._introspection = (
            Introspection(settings, clock=clock, transport=transport)
            if settings.introspection_endpoint is not None
            else None
        )

    async def validate(self, token: str) -> AccessToken:
        """Return the access token that ``token`` (the text after ``Bearer``) stands for.

        Raises AccessError, and nothing else, for whatever is not a valid access token of
        the configured authority for this API, and for one that is bound to a key or a
        certificate: those need ``authenticate``.
        """
        return await self._checked(token, Presentation())

    async def authenticate(
        self,
        headers: Iterable[tuple[bytes, bytes]],
        *,
        method: str = "",
        url: str = "",
        certificate: bytes | None = None,
    ) -> AccessToken:
        """Return the access token in the headers of a request (RFC 6750 section 2.1).

        ``headers`` is as in an ASGI scope: names in lower case. ``method`` and ``url``,
        as the client sent them, are what DPoP proofs are checked against (RFC 9449
        section 7); ``certificate`` is the DER of the client's certificate at the TLS
        level (RFC 8705 section 3). Tokens in the query or in a body are not looked for.
        Raises AccessError like ``validate``, and when there is no token or more than one.
        """
        found = list(headers)
        values = [value for name, value in found if name == b"authorization"]
        if len(values) > 1:
            raise AccessError(errors.SEVERAL_TOKENS)
        scheme, _, token = values[0].partition(b" ") if values else (b"", b"", b"")
        if scheme.lower() not in _SCHEMES or not values[0][len(scheme) :]:
            raise self._token_missing()
        if len(token) > MAX_TOKEN:
            raise AccessError(errors.TOKEN_TOO_LARGE)
        proofs = tuple(value.decode("latin-1") for name, value in found if name == b"dpop")
        shown = Presentation(_SCHEMES[scheme.lower()], method, url, proofs, certificate)
        return await self._checked(token.decode("latin-1").strip(" "), shown)

    async def aclose(self) -> None:
        """Stop fetching; for the end of an application's life."""
        await self._keys.aclose()

    def _token_missing(self) -> AccessError:
        is_bound = self.settings.require_bound_tokens
        return AccessError(errors.TOKEN_MISSING_DPOP if is_bound else errors.TOKEN_MISSING)

    async def _checked(self, text: str, shown: Presentation) -> AccessToken:
        """Return the token once it is valid, shown by whom it is bound to, and still active."""
        try:
            token = await self._validate(text)
            await self._binding.require(token, text, shown)
            if self._introspection is not None:
                await self._introspection.require_active(text)
        except AccessError as error:
            _log.info("An access token was refused: %s (%s)", error, error.detail or "-")
            raise
        return token

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
