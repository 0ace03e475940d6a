"""One request of a browser to the authority: what was asked, by whom, and the page it gets."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.powers import EVERYTHING, rights_of
from daemonry.directory.work import Work
from daemonry.login.exchange import correlate, open_exchange, require_our_host
from daemonry.login.token import caller_of
from daemonry.model.audit import Actor
from daemonry.model.session import FRESH
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.sign_in.persons import person_of
from daemonry.tokens.delegated.service import SignedIn
from daemonry.web.csrf import is_own_form, is_same_origin
from daemonry.web.forms import Reply
from daemonry.web.html import Renderer
from daemonry.web.requests import read_body, request_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import Receive, Scope

    from daemonry.login.exchange import Exchange
    from daemonry.model.ids import TenantId
    from daemonry.ports import UnitOfWork
    from daemonry.sign_in.persons import Person
    from daemonry.tokens.delegated.service import DelegatedService
    from daemonry.tokens.service import Caller
    from daemonry.web.origins import Origins
    from daemonry.web.proxies import TrustedProxies
    from daemonry.web.requests import Request

MAX_FORM: Final = 32 * 1024


@dataclass(frozen=True, slots=True)
class Pages:
    """What the pages of the authority work with."""

    service: DelegatedService
    origins: Origins
    proxies: TrustedProxies
    renderer: Renderer = field(
        default_factory=lambda: Renderer(Path(__file__).parent / "templates"), repr=False
    )

    def page(self, template: str, values: Mapping[str, Any], status: int = 200) -> Reply:
        """Return a page."""
        return Reply(status, self.renderer.render(template, values))


@dataclass(frozen=True, slots=True)
class Visit:
    """A whole request that came to a host of ours."""

    scope: Scope
    request: Request
    exchange: Exchange
    caller: Caller

    @property
    def is_post(self) -> bool:
        """Tell whether a form was sent."""
        return self.request.method == "POST"

    @property
    def parameters(self) -> bytes:
        """The raw parameters, of the query or of the form."""
        return self.request.body if self.is_post else self.request.query

    @property
    def tail(self) -> str:
        """Identifiers of this request, as they stand behind the text of an error."""
        exchange = self.exchange
        return (
            f"Trace ID: {exchange.trace_id} Correlation ID: {exchange.correlation_id}"
            f" Timestamp: {exchange.at:%Y-%m-%d %H:%M:%SZ}"
        )


async def open_visit(pages: Pages, scope: Scope, receive: Receive, exchange: Exchange) -> Visit:
    """Return the request once it is whole. Raises OAuthError, or what reading raises."""
    request = request_of(scope)
    if request.method not in {"GET", "HEAD", "POST"}:
        raise OAuthError(errors.GET_OR_POST_ONLY, method=request.method)
    require_our_host(request, pages.origins)
    if request.method == "POST":
        request.body = await read_body(scope, receive, limit=MAX_FORM)
    return Visit(scope, request, exchange, caller_of(request, exchange, pages.proxies))


def exchange_of(pages: Pages, scope: Scope, tenant_name: str) -> Exchange:
    """Return the identifiers of a request."""
    request, tokens = request_of(scope), pages.service.tokens
    exchange = open_exchange(
        request, pages.origins, tokens.clock, tokens.ids, tenant_name=tenant_name
    )
    correlate(exchange, request, tokens.ids)
    return exchange


async def person_at(pages: Pages, visit: Visit, tenant_id: TenantId | None) -> Person | None:
    """Return who is signed in for this tenant, or for any. Raises OSError."""
    service = pages.service
    return await person_of(
        visit.scope, service.directory, service.tokens.clock, tenant_id=tenant_id
    )


def signed_in_of(person: Person) -> SignedIn:
    """Return what tokens tell of a person who is signed in."""
    at = int(person.authenticated_at.timestamp())
    return SignedIn(person.user, at, person.methods)


def is_proven_lately(visit: Visit, person: Person) -> bool:
    """Tell whether a person proved who they are so lately that they may grant for everybody.

    As long ago as the admin center takes it for the same grants.
    """
    return person.is_fresh(visit.exchange.at, FRESH)


def require_own_form(visit: Visit, person: Person, token: str) -> None:
    """Let pass a form of ours that was made for this person. Raises OAuthError."""
    is_ours = is_same_origin(visit.scope, visit.exchange.origin)
    if not is_ours or not is_own_form(person.secret, token):
        raise OAuthError(errors.FOREIGN_FORM)


async def work_of(pages: Pages, visit: Visit, person: Person, uow: UnitOfWork) -> Work:
    """Return the work of a person in one unit of work, with the rights of now."""
    tokens, tenant_id = pages.service.tokens, person.tenant.tenant_id
    actor = Actor(
        kind="user",
        display_name=person.user.user_principal_name,
        user_id=person.user.object_id,
        ip_address=visit.caller.ip_address or None,
        correlation_id=visit.exchange.correlation_id,
        # No client stands between a person and these pages.
        permissions=EVERYTHING,
        rights=await rights_of(uow, tenant_id, person.user.object_id),
    )
    return Work(uow, actor, tenant_id, tokens.clock, tokens.ids)
