"""The token endpoint: ``POST /{tenant}/oauth2/v2.0/token`` and ``/{tenant}/oauth2/token``."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from time import perf_counter_ns
from typing import TYPE_CHECKING, Final

from daemonry.login.delegated_tokens import render_delegated
from daemonry.login.errors import PRIVATE_JSON, as_refusal, refusal_answer, send_refusal
from daemonry.login.exchange import correlate, open_exchange, require_our_host, user_agent
from daemonry.oauth import errors
from daemonry.oauth.delegated_request import DELEGATED_GRANTS, parse_delegated_request
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.token_request import parse_form_of, parse_token_request
from daemonry.oauth.token_response import render_success, render_success_v1
from daemonry.tokens.confirmation import NOTHING_SHOWN, Possession
from daemonry.tokens.delegated.issue import DelegatedTokens, is_own_script, issue_delegated
from daemonry.tokens.issue import issue, issue_again
from daemonry.tokens.service import Caller, TokenService
from daemonry.web.client_certificate import client_certificate
from daemonry.web.counts import Counts
from daemonry.web.proxies import NO_PROXIES
from daemonry.web.requests import (
    BodyIncompleteError,
    BodyTooLargeError,
    read_body,
    request_of,
)
from daemonry.web.responses import Answer, send_answer

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

    from daemonry.login.exchange import Exchange
    from daemonry.tokens.delegated.service import DelegatedService
    from daemonry.tokens.service import IssuedToken
    from daemonry.web.client_certificate import CertificateHeader
    from daemonry.web.origins import Origins
    from daemonry.web.proxies import TrustedProxies
    from daemonry.web.requests import Request

MAX_BODY: Final = 64 * 1024
_CLIENT_CREDENTIALS: Final = b"grant_type=client_credentials"
"""In all but odd spellings this tells a daemon's request before its form is read."""


@dataclass(frozen=True, slots=True)
class TokenEndpoint:
    """Plain ASGI, no framework between the socket and the decision."""

    service: TokenService
    origins: Origins
    certificate_header: CertificateHeader | None = None
    proxies: TrustedProxies = NO_PROXIES
    counts: Counts = field(default_factory=Counts, repr=False)
    delegated: DelegatedService | None = None

    async def __call__(
        self, scope: Scope, receive: Receive, send: Send, *, tenant_name: str, version: int
    ) -> None:
        """Answer one token request by ASGI."""
        request = request_of(scope)
        request.certificate = client_certificate(scope, self.certificate_header)
        try:
            if request.method == "POST":
                request.body = await read_body(scope, receive, limit=MAX_BODY)
        except (BodyTooLargeError, BodyIncompleteError) as error:
            exchange = self._open(request, tenant_name)
            correlate(exchange, request, self.service.ids)
            refusal = as_refusal(error, exchange)
            await self._count(exchange, version, refusal.refusal.aadsts, perf_counter_ns())
            await send_refusal(send, exchange, refusal)
            return
        await send_answer(send, await self.answer(request, tenant_name, version))

    async def answer(self, request: Request, tenant_name: str, version: int) -> Answer:
        """Return the answer to a whole request to the endpoint of ``version`` 1 or 2.

        It never raises: whatever goes wrong is a refusal.
        """
        began_ns = perf_counter_ns()
        exchange = self._open(request, tenant_name)
        correlate(exchange, request, self.service.ids)
        try:
            token = await self._issue(request, exchange, version)
        except Exception as error:  # noqa: BLE001 - nothing may leave as a traceback
            refusal = as_refusal(error, exchange)
            await self._count(exchange, version, refusal.refusal.aadsts, began_ns)
            return refusal_answer(exchange, refusal)
        if self.counts.by_tenant:
            await self._count(exchange, version, 0, began_ns)
        else:
            self.counts.token(version, 0, "", began_ns)
        headers = exchange.headers()
        if isinstance(token, DelegatedTokens):
            return Answer(200, headers, render_delegated(token, version), PRIVATE_JSON)
        return Answer(200, headers, _render(token, version), PRIVATE_JSON)

    async def _count(self, exchange: Exchange, version: int, code: int, began_ns: int) -> None:
        """Count a request; the tenant by its identifier, which no stranger makes up."""
        tenant = None
        if self.counts.by_tenant:
            with suppress(OSError):
                tenant = await self.service.directory.tenant(exchange.tenant_name.lower())
        self.counts.token(version, code, tenant.tenant_id if tenant else "", began_ns)

    def _open(self, request: Request, tenant_name: str) -> Exchange:
        service = self.service
        return open_exchange(
            request, self.origins, service.clock, service.ids, tenant_name=tenant_name
        )

    async def _issue(
        self, request: Request, exchange: Exchange, version: int
    ) -> IssuedToken | DelegatedTokens:
        if request.method != "POST":
            raise OAuthError(errors.POST_ONLY, method=request.method)
        require_our_host(request, self.origins)
        authorization = request.header(b"authorization")
        exchange.used_basic = authorization[:5].lower() == b"basic"
        fingerprint = self._fingerprint(request, exchange, authorization, version)
        caller = caller_of(request, exchange, self.proxies, fingerprint)
        again = await issue_again(self.service, caller)
        if again is not None:
            return again
        if _CLIENT_CREDENTIALS not in request.body:
            delegated = await self._issue_delegated(request, exchange, caller)
            if delegated is not None:
                return delegated
        parsed = parse_token_request(
            request.body,
            content_type=request.header(b"content-type"),
            authorization=authorization,
            query=request.query,
            version=version,
        )
        return await issue(self.service, caller, parsed)

    async def _issue_delegated(
        self, request: Request, exchange: Exchange, caller: Caller
    ) -> DelegatedTokens | None:
        """Return tokens on behalf of a person, None for a request that is not for such."""
        form = parse_form_of(request.body, request.header(b"content-type"), request.query)
        if self.delegated is None or form.get("grant_type") not in DELEGATED_GRANTS:
            return None
        parsed = parse_delegated_request(form, request.header(b"authorization"))
        web_origin = request.header(b"origin").decode("latin-1")
        if web_origin and await is_own_script(
            self.service, caller.tenant_name, parsed.client.client_id, web_origin
        ):
            exchange.reader = web_origin
        return await issue_delegated(self.delegated, caller, parsed, web_origin)

    def _fingerprint(
        self, request: Request, exchange: Exchange, authorization: bytes, version: int
    ) -> bytes | None:
        """Return what stands for all that decides about a plain request, else None."""
        service = self.service
        if request.query or request.proofs or request.certificate is not None:
            return None
        if service.throttle.limits_requests or service.throttle.limits_successes:
            return None
        return service.remembered.fingerprint(
            exchange.tenant_name.encode("utf-8", "surrogatepass"),
            exchange.origin.encode("ascii"),
            b"%d" % version,
            request.header(b"content-type"),
            authorization,
            request.body,
        )


def caller_of(
    request: Request,
    exchange: Exchange,
    proxies: TrustedProxies,
    fingerprint: bytes | None = None,
) -> Caller:
    """Return where a request came from, for whoever decides about it."""
    return Caller(
        tenant_name=exchange.tenant_name,
        origin=exchange.origin,
        trace_id=exchange.trace_id,
        correlation_id=exchange.correlation_id,
        ip_address=proxies.address_of(request.peer, request.headers),
        user_agent=user_agent(request),
        shown=_shown(request, exchange),
        fingerprint=fingerprint,
    )


def _shown(request: Request, exchange: Exchange) -> Possession:
    """Return what the request shows besides its credential, to which a token may be bound."""
    if not request.proofs and request.certificate is None:
        return NOTHING_SHOWN
    return Possession(
        proofs=tuple(proof.decode("latin-1") for proof in request.proofs),
        method=request.method,
        url=exchange.origin + request.path.decode("latin-1"),
        certificate=request.certificate,
    )


def _render(token: IssuedToken, version: int) -> bytes:
    if version == 1:
        return render_success_v1(
            token.access_token,
            lifetime=token.lifetime,
            not_before=token.not_before,
            expires_on=token.expires_on,
            resource=token.resource,
            token_type=token.token_type,
        )
    return render_success(token.access_token, lifetime=token.lifetime, token_type=token.token_type)
