"""Protection of FastAPI routes: ``protect(app, validator)`` once, then dependencies.

Needs FastAPI itself (``pip install daemonry-protect[fastapi]``). Annotations are read
at run time here, so this module does without postponed ones.
"""

from collections.abc import Awaitable, Callable
from typing import Annotated, Final

from fastapi import FastAPI, Security
from fastapi.openapi.models import HTTPBearer
from fastapi.requests import HTTPConnection
from fastapi.responses import Response
from fastapi.security.base import SecurityBase
from starlette.types import Receive, Scope, Send
from typing_extensions import override

from daemonry_protect.asgi import authenticate, send_refusal
from daemonry_protect.errors import AccessError
from daemonry_protect.token import AccessToken
from daemonry_protect.validator import TokenValidator

_STATE: Final = "daemonry_protect_validator"

Dependency = Callable[..., Awaitable[AccessToken]]


def protect(app: FastAPI, validator: TokenValidator) -> None:
    """Let the dependencies of this module work in ``app``.

    Nothing is protected by this alone: each route, router or the application names a
    dependency. A mounted sub-application needs a call of its own.
    """
    setattr(app.state, _STATE, validator)
    app.add_exception_handler(AccessError, _answer)


class _BearerToken(SecurityBase):
    """The access token of a request; also what OpenAPI documents and their pages show."""

    def __init__(self) -> None:
        self.model = HTTPBearer(bearerFormat="JWT", description="An access token for this API.")
        self.scheme_name = "AccessToken"

    async def __call__(self, connection: HTTPConnection) -> AccessToken:
        """Return the verified token. Raises AccessError, which ``protect`` renders."""
        validator = getattr(connection.app.state, _STATE, None)
        if not isinstance(validator, TokenValidator):
            raise RuntimeError("Call daemonry_protect.fastapi.protect(app, validator) first.")  # noqa: TRY004 - a step left out, not a bad argument
        return await authenticate(validator, connection.scope)


require_token: Final = _BearerToken()
"""Dependency: any valid access token."""


async def require_app_token(
    token: Annotated[AccessToken, Security(require_token)],
) -> AccessToken:
    """Return the token of an application that calls on its own behalf (403 otherwise)."""
    token.require_app()
    return token


def require_roles(*roles: str, app_only: bool = False) -> Dependency:
    """Return a dependency: a valid token with at least one of these app roles.

    With ``app_only``, users' tokens are refused whatever their roles. Raises ValueError
    without any role, because that would allow every caller.
    """
    if not roles:
        raise ValueError("Name at least one app role.")

    async def require(token: Annotated[AccessToken, Security(require_token)]) -> AccessToken:
        if app_only:
            token.require_app()
        token.require_any_role(*roles)
        return token

    return require


def require_scopes(*scopes: str) -> Dependency:
    """Return a dependency: a valid token with at least one of these delegated permissions.

    Raises ValueError without any scope.
    """
    if not scopes:
        raise ValueError("Name at least one scope.")

    async def require(token: Annotated[AccessToken, Security(require_token)]) -> AccessToken:
        token.require_any_scope(*scopes)
        return token

    return require


class _RefusalResponse(Response):
    """A refusal as Starlette sends it, to a request and to a WebSocket handshake alike."""

    def __init__(self, error: AccessError) -> None:
        super().__init__(error.body, error.status, error.headers)
        self._error = error

    @override
    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        await send_refusal(self._error, scope, send)


async def _answer(_: HTTPConnection, error: Exception) -> Response:
    if not isinstance(error, AccessError):
        raise error
    return _RefusalResponse(error)
