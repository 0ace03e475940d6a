"""Protection of any ASGI application: HTTP requests and WebSocket handshakes."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from daemonry_protect.errors import AccessError
from daemonry_protect.token import AccessToken

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Collection, MutableMapping

    from daemonry_protect.validator import TokenValidator

    Scope = MutableMapping[str, Any]
    Message = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[Message]]
    Send = Callable[[Message], Awaitable[None]]
    ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

SCOPE_KEY: Final = "daemonry_protect.access_token"
_POLICY_VIOLATION: Final = 1008
_DENIAL: Final = "websocket.http.response"


class ProtectMiddleware:
    """Lets requests with a valid access token through and answers all others.

    With ``required_roles``, the token must carry one of them; with ``app_only``, it must
    be an application's own. ``exempt`` lists paths that need no token, each compared
    whole with the path of the request. The application finds the token by
    ``access_token(scope)``; an ``AccessError`` that it raises before it answers is
    rendered as well.
    """

    def __init__(
        self,
        app: ASGIApp,
        validator: TokenValidator,
        *,
        required_roles: Collection[str] = (),
        app_only: bool = False,
        exempt: Collection[str] = (),
    ) -> None:
        self.app = app
        self._validator = validator
        self._required_roles = _several("required_roles", required_roles)
        self._app_only = app_only
        self._exempt = frozenset(_several("exempt", exempt))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; other kinds than HTTP and WebSocket pass untouched."""
        if scope["type"] not in {"http", "websocket"} or scope["path"] in self._exempt:
            await self.app(scope, receive, send)
            return
        has_answered = False

        async def watch(message: Message) -> None:
            nonlocal has_answered
            has_answered = True
            await send(message)

        try:
            scope[SCOPE_KEY] = await self._authorized(scope)
            await self.app(scope, receive, watch)
        except AccessError as error:
            if has_answered:
                raise
            await send_refusal(error, scope, send)

    async def _authorized(self, scope: Scope) -> AccessToken:
        token = await authenticate(self._validator, scope)
        if self._app_only:
            token.require_app()
        if self._required_roles:
            token.require_any_role(*self._required_roles)
        return token


async def authenticate(validator: TokenValidator, scope: Scope) -> AccessToken:
    """Return the access token of a connection, checked with all that the scope tells.

    The client's certificate is looked for in the ``tls`` extension of ASGI. Raises
    AccessError.
    """
    headers = scope["headers"]
    has_proof = any(name == b"dpop" for name, _ in headers)
    return await validator.authenticate(
        headers,
        method=scope.get("method", "GET"),
        url=_url(scope, validator.settings.public_url) if has_proof else "",
        certificate=_certificate(scope),
    )


def access_token(scope: Scope) -> AccessToken:
    """Return the access token that the middleware found.

    Raises LookupError where it let the request pass without one.
    """
    token = scope.get(SCOPE_KEY)
    if not isinstance(token, AccessToken):
        raise LookupError("No token was checked here.")  # noqa: TRY004 - absence, not a wrong type
    return token


async def send_refusal(error: AccessError, scope: Scope, send: Send) -> None:
    """Answer a request, or a WebSocket handshake, with a refusal."""
    prefix = ""
    if scope["type"] == "websocket":
        if _DENIAL not in scope.get("extensions", {}):
            # Servers turn this into 403, before the handshake is accepted.
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION, "reason": ""})
            return
        prefix = "websocket."
    body = error.body
    headers = {**error.headers, "content-length": str(len(body))}
    await send(
        {
            "type": f"{prefix}http.response.start",
            "status": error.status,
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        }
    )
    await send({"type": f"{prefix}http.response.body", "body": body})


def _url(scope: Scope, public_url: str | None) -> str:
    """Return the address that the client used, as far as this side can tell."""
    path = (scope.get("raw_path") or quote(scope["path"]).encode("ascii")).decode("latin-1")
    if public_url is not None:
        return public_url + path
    hosts = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
    scheme = {"ws": "http", "wss": "https"}.get(scope["scheme"], scope["scheme"])
    return f"{scheme}://{hosts[0] if len(hosts) == 1 else ''}{path}"


def _certificate(scope: Scope) -> bytes | None:
    """Return the DER of the first certificate of the client's chain (ASGI: TLS extension)."""
    chain = scope.get("extensions", {}).get("tls", {}).get("client_cert_chain") or ()
    for pem in chain:
        try:
            return ssl.PEM_cert_to_DER_cert(pem)
        except ValueError:
            return None
    return None


def _several(name: str, texts: Collection[str]) -> tuple[str, ...]:
    """Refuse one text where several are meant: its letters would be taken for them."""
    if isinstance(texts, str):
        raise TypeError(f"{name}: give a list.")
    return tuple(texts)
