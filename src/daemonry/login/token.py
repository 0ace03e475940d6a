"""The token endpoint: ``POST /{tenant}/oauth2/v2.0/token`` and ``/{tenant}/oauth2/token``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.login.errors import as_refusal, send_refusal
from daemonry.login.exchange import correlate, open_exchange, peer, require_our_host, user_agent
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.token_request import parse_token_request
from daemonry.oauth.token_response import render_success, render_success_v1
from daemonry.tokens.issue import Caller, TokenService, issue
from daemonry.web.requests import header, read_body
from daemonry.web.responses import JSON, NOT_STORED, send_response

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from daemonry.login.exchange import Exchange
    from daemonry.tokens.issue import IssuedToken
    from daemonry.web.origins import Origins

MAX_BODY: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class TokenEndpoint:
    """Plain ASGI, no framework between the socket and the decision."""

    service: TokenService
    origins: Origins

    async def __call__(
        self, scope: Scope, receive: Receive, send: Send, *, tenant_name: str, version: int
    ) -> None:
        """Answer one token request to the endpoint of ``version`` 1 or 2."""
        service = self.service
        exchange = open_exchange(
            scope, self.origins, service.clock, service.ids, tenant_name=tenant_name
        )
        try:
            token = await self._issue(scope, receive, exchange, version)
        except Exception as error:  # noqa: BLE001 - nothing may leave as a traceback
            if not exchange.correlation_id:
                correlate(exchange, scope, b"", service.ids)
            await send_refusal(send, exchange, as_refusal(error, exchange))
            return
        body = _render(token, version)
        await send_response(send, 200, body, [JSON, *NOT_STORED, *exchange.headers()])

    async def _issue(
        self, scope: Scope, receive: Receive, exchange: Exchange, version: int
    ) -> IssuedToken:
        if scope["method"] != "POST":
            raise OAuthError(errors.POST_ONLY, method=scope["method"])
        require_our_host(scope, self.origins)
        body = await read_body(scope, receive, limit=MAX_BODY)
        correlate(exchange, scope, body, self.service.ids)
        authorization = header(scope, b"authorization")
        exchange.used_basic = authorization[:5].lower() == b"basic"
        request = parse_token_request(
            body,
            content_type=header(scope, b"content-type"),
            authorization=authorization,
            query=scope.get("query_string", b""),
            version=version,
        )
        caller = Caller(
            tenant_name=exchange.tenant_name,
            origin=exchange.origin,
            trace_id=exchange.trace_id,
            correlation_id=exchange.correlation_id,
            ip_address=peer(scope),
            user_agent=user_agent(scope),
        )
        return await issue(self.service, caller, request)


def _render(token: IssuedToken, version: int) -> bytes:
    if version == 1:
        return render_success_v1(
            token.access_token,
            lifetime=token.lifetime,
            not_before=token.not_before,
            expires_on=token.expires_on,
            resource=token.audience,
        )
    return render_success(token.access_token, lifetime=token.lifetime)
