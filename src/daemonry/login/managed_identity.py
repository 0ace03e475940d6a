"""Managed identity endpoints for workloads on this machine, over plain HTTP on loopback.

``/metadata/identity/oauth2/token`` speaks IMDS's protocol, ``/msi/token`` App Service's.
The issuer of their tokens is our canonical one, whatever name they are reached under.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from time import perf_counter_ns
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import structlog

from daemonry.login.errors import PRIVATE_JSON
from daemonry.login.exchange import user_agent
from daemonry.model.ids import parse_guid
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.managed_identity import (
    FOREIGN_HOST,
    FORWARDED,
    METHOD,
    NO_SUCH_PATH,
    IdentityError,
    described,
    parse_app_service,
    parse_imds,
    render_app_service_error,
    render_identity_token,
    render_imds_error,
)
from daemonry.tokens.managed_identity import issue_to_managed_identity, select_identity
from daemonry.tokens.service import Caller
from daemonry.web.counts import MANAGED_IDENTITY, NO_ROUTE, Counts, method_label
from daemonry.web.requests import request_of
from daemonry.web.responses import Answer, send_answer

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import Receive, Scope, Send

    from daemonry.model.managed_identity import ManagedIdentity
    from daemonry.oauth.managed_identity import IdentityRequest
    from daemonry.ports import ManagedIdentities
    from daemonry.tokens.service import TokenService
    from daemonry.web.requests import Request

    Parse = Callable[[bytes, Mapping[bytes, bytes]], IdentityRequest]
    RenderError = Callable[[str, str, int], bytes]

IMDS_PATH: Final = "/metadata/identity/oauth2/token"
APP_SERVICE_PATH: Final = "/msi/token"
_PATHS: Final = frozenset({IMDS_PATH, APP_SERVICE_PATH})
_OUR_NAMES: Final = frozenset({"127.0.0.1", "localhost", "::1", "169.254.169.254"})
_RETRY_AFTER: Final = (b"retry-after", b"5")
_UNAVAILABLE: Final = 500
_log = structlog.get_logger("daemonry.login")


@dataclass(frozen=True, slots=True)
class ManagedIdentityEndpoints:
    """An ASGI app of its own, for a listener that only this machine reaches."""

    service: TokenService
    identities: ManagedIdentities
    origin: str
    counts: Counts = field(default_factory=Counts, repr=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; its body, if it has one, means nothing."""
        del receive
        if scope["type"] != "http":
            return
        path = scope["path"].rstrip("/")
        parse: Parse = parse_app_service if path == APP_SERVICE_PATH else parse_imds
        render = render_app_service_error if path == APP_SERVICE_PATH else render_imds_error
        trace_id, began_ns = self.service.ids.guid(), perf_counter_ns()
        try:
            if path not in _PATHS:
                raise IdentityError(NO_SUCH_PATH)  # noqa: TRY301 - one path for every refusal
            answer = await self._answer(request_of(scope), parse, render, trace_id)
        except Exception as error:  # noqa: BLE001 - nothing may leave as a traceback
            # Nobody's token was asked for, so it counts as any other request does.
            answer = _refusal_answer(error, render, trace_id)
            method, route = method_label(scope["method"]), path if path in _PATHS else NO_ROUTE
            self.counts.request("authority", method, route, answer.status, began_ns)
        await send_answer(send, answer)

    async def _answer(
        self, request: Request, parse: Parse, render: RenderError, trace_id: str
    ) -> Answer:
        began_ns = perf_counter_ns()
        if request.method != "GET":
            raise IdentityError(METHOD)
        _require_local(request)
        asked = parse(request.query, request.headers)
        service = self.service
        identity = select_identity(self.identities.list_all(), asked, service.secret_keys)
        caller = Caller(
            tenant_name=identity.tenant_id,
            origin=self.origin,
            trace_id=trace_id,
            correlation_id=_correlation_id(request) or service.ids.guid(),
            ip_address=request.peer,
            user_agent=user_agent(request),
        )
        counted = partial(self._count, identity, began_ns=began_ns)
        try:
            token = await issue_to_managed_identity(service, caller, identity, asked.resource)
        except Exception as error:  # noqa: BLE001 - as where all requests end
            refusal = _as_refusal(error, trace_id)
            counted(refusal.refusal.aadsts)
            return _oauth_answer(refusal, render, trace_id)
        counted(0)
        body = render_identity_token(
            token.access_token,
            lifetime=token.lifetime,
            not_before=token.not_before,
            expires_on=token.expires_on,
            resource=asked.resource,
            client_id=identity.app_id,
        )
        return Answer(200, [_trace(trace_id)], body, PRIVATE_JSON)

    def _count(self, identity: ManagedIdentity, code: int, *, began_ns: int) -> None:
        tenant = identity.tenant_id if self.counts.by_tenant else ""
        self.counts.token(MANAGED_IDENTITY, code, tenant, began_ns)


def _require_local(request: Request) -> None:
    """Refuse what a proxy passed on, and what a browser was made to send to another name."""
    if b"x-forwarded-for" in request.headers or b"forwarded" in request.headers:
        raise IdentityError(FORWARDED)
    host = request.header(b"host").decode("latin-1").lower()
    if urlsplit(f"//{host}").hostname not in _OUR_NAMES:
        raise IdentityError(FOREIGN_HOST)


def _refusal_answer(error: Exception, render: RenderError, trace_id: str) -> Answer:
    """Return the answer for any exception: the one place that writes refusals here."""
    if isinstance(error, IdentityError):
        row = error.refusal
        _log.info("refused", trace_id=trace_id, error=row.error, detail=str(error))
        headers = [_trace(trace_id), *([(b"allow", b"GET")] if row is METHOD else [])]
        body = render(row.error, str(error), row.status)
        return Answer(row.status, headers, body, PRIVATE_JSON)
    return _oauth_answer(_as_refusal(error, trace_id), render, trace_id)


def _oauth_answer(refusal: OAuthError, render: RenderError, trace_id: str) -> Answer:
    status = refusal.refusal.status
    # Clients ask again after anything but a 400, and of most refusals that is no use.
    status = status if status >= _UNAVAILABLE else 400
    headers = [_trace(trace_id), *([_RETRY_AFTER] if status >= _UNAVAILABLE else [])]
    body = render(refusal.refusal.error, described(refusal), status)
    return Answer(status, headers, body, PRIVATE_JSON)


def _as_refusal(error: Exception, trace_id: str) -> OAuthError:
    if isinstance(error, OAuthError):
        detail = error.detail or str(error)
        _log.info("refused", trace_id=trace_id, aadsts=error.refusal.aadsts, detail=detail)
        return error
    if isinstance(error, OSError):
        _log.warning("storage unavailable", trace_id=trace_id, reason=str(error))
        return OAuthError(errors.TEMPORARY)
    _log.error("unexpected", trace_id=trace_id, exc_info=error)
    return OAuthError(errors.UNEXPECTED)


def _correlation_id(request: Request) -> str | None:
    for name in (b"x-ms-client-request-id", b"client-request-id"):
        found = parse_guid(request.header(name).decode("latin-1").strip())
        if found is not None:
            return found
    return None


def _trace(trace_id: str) -> tuple[bytes, bytes]:
    return (b"x-ms-request-id", trace_id.encode("ascii"))
