"""``POST /{tenant}/oauth2/v2.0/introspect`` and ``/revoke``: RFC 7662 and RFC 7009."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemonry.login.errors import PRIVATE_JSON, as_refusal, refusal_answer
from daemonry.login.exchange import correlate, open_exchange, require_our_host
from daemonry.login.token import MAX_BODY, caller_of
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.token_request import parse_token_query
from daemonry.tokens.token_status import introspect, revoke
from daemonry.web.requests import read_body, request_of
from daemonry.web.responses import Answer, send_answer

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from starlette.types import Receive, Scope, Send

    from daemonry.oauth.token_request import TokenQuery
    from daemonry.ports import Directory
    from daemonry.tokens.service import Caller, TokenService
    from daemonry.web.origins import Origins
    from daemonry.web.proxies import TrustedProxies


@dataclass(frozen=True, slots=True)
class TokenStatusEndpoints:
    """What applications that opted in may ask about tokens, and do to them."""

    service: TokenService
    directory: Directory
    origins: Origins
    proxies: TrustedProxies

    async def introspection(
        self, scope: Scope, receive: Receive, send: Send, *, tenant_name: str
    ) -> None:
        """Answer whether a token is active (RFC 7662)."""

        async def ask(caller: Caller, query: TokenQuery) -> bytes:
            found = await introspect(self.service, self.directory, caller, query)
            return json.dumps(found, separators=(",", ":")).encode("utf-8")

        await self._answer(scope, receive, send, tenant_name, ask)

    async def revocation(
        self, scope: Scope, receive: Receive, send: Send, *, tenant_name: str
    ) -> None:
        """Revoke a token; an empty answer, whether or not there was anything (RFC 7009)."""

        async def ask(caller: Caller, query: TokenQuery) -> bytes:
            await revoke(self.service, self.directory, caller, query)
            return b"{}"

        await self._answer(scope, receive, send, tenant_name, ask)

    async def _answer(
        self,
        scope: Scope,
        receive: Receive,
        send: Send,
        tenant_name: str,
        ask: Callable[[Caller, TokenQuery], Awaitable[bytes]],
    ) -> None:
        service, request = self.service, request_of(scope)
        exchange = open_exchange(
            request, self.origins, service.clock, service.ids, tenant_name=tenant_name
        )
        correlate(exchange, request, service.ids)
        try:
            if request.method != "POST":
                raise OAuthError(errors.POST_ONLY, method=request.method)  # noqa: TRY301 - one path for every refusal
            require_our_host(request, self.origins)
            request.body = await read_body(scope, receive, limit=MAX_BODY)
            authorization = request.header(b"authorization")
            exchange.used_basic = authorization[:5].lower() == b"basic"
            query = parse_token_query(
                request.body,
                content_type=request.header(b"content-type"),
                authorization=authorization,
                query=request.query,
            )
            body = await ask(caller_of(request, exchange, self.proxies), query)
        except Exception as error:  # noqa: BLE001 - nothing may leave as a traceback
            await send_answer(send, refusal_answer(exchange, as_refusal(error, exchange)))
            return
        await send_answer(send, Answer(200, exchange.headers(), body, PRIVATE_JSON))
