"""One authorization request: whose it is, where its answer goes, what a person must still do.

Who is told of a refusal depends on when it is found: until the redirect URI is known to be
the client's, only the person in front of the browser (RFC 6749 section 4.1.2.1; RFC 9700
section 4.11).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from daemonry.oauth import errors
from daemonry.oauth.authorization_request import (
    CONSENT,
    LOGIN,
    NONE,
    SELECT_ACCOUNT,
    parse_authorization_request,
    parse_return_address,
)
from daemonry.oauth.delegated_scope import parse_delegated_scope
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.metadata import Authority
from daemonry.oauth.redirect_uri import RedirectUri, match_redirect_uri, registered_uris
from daemonry.tokens.authorize import RequestedResource, Wish, resolve_resource
from daemonry.tokens.delegated.order import REDIRECT
from daemonry.tokens.delegated.scopes import scope_state
from daemonry.tokens.issue import identify

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from daemonry.model.application import Application
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.tenant import Tenant
    from daemonry.oauth.authorization_request import AuthorizationRequest, ReturnAddress
    from daemonry.oauth.delegated_scope import DelegatedWish
    from daemonry.tokens.delegated.scopes import ScopeState
    from daemonry.tokens.delegated.service import DelegatedService, SignedIn
    from daemonry.tokens.service import Attempt, Caller

ENTERED_TOGETHER: Final = 2
"""Seconds by which a sign-in may seem to lie before the moment a person was sent to it."""

ENTRY: Final = 15 * 60
"""Seconds that a person may take to sign in and answer, before being asked to sign in again."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Proof that the answer goes to the client: an enabled application and its own address."""

    tenant: Tenant
    client: Application
    principal: ServicePrincipal
    redirect: RedirectUri
    address: ReturnAddress
    issuer: str


@dataclass(frozen=True, slots=True)
class Asked:
    """A well-formed request for something that there is."""

    request: AuthorizationRequest
    wish: DelegatedWish
    resource: RequestedResource


async def locate(
    service: DelegatedService, caller: Caller, parameters: Mapping[str, str], attempt: Attempt
) -> Destination:
    """Return where the answer goes. Raises OAuthError, for a page and never for a redirect."""
    address = parse_return_address(parameters)
    known = await identify(service.tokens.directory, caller.tenant_name, address.client_id, attempt)
    attempt.check = REDIRECT
    redirect = _redirect(address, known.application)
    authority = Authority(caller.origin, known.tenant.tenant_id, service.tokens.exact_entra_issuer)
    return Destination(
        tenant=known.tenant,
        client=known.application,
        principal=known.principal,
        redirect=redirect,
        address=replace(address, redirect_uri=redirect.uri),
        issuer=authority.issuer_v2,
    )


async def read_request(
    service: DelegatedService,
    caller: Caller,
    destination: Destination,
    parameters: Mapping[str, str],
) -> Asked:
    """Return what is asked for. Raises OAuthError, which the client may be told."""
    is_public = destination.redirect.is_public
    request = parse_authorization_request(parameters, is_public=is_public)
    wish = parse_delegated_scope(request.scope)
    resource = await resolve_delegated(service, caller, destination.tenant, wish)
    return Asked(request, wish, resource)


async def resolve_delegated(
    service: DelegatedService, caller: Caller, tenant: Tenant, wish: DelegatedWish
) -> RequestedResource:
    """Return the API that a wish names. Raises OAuthError."""
    directory, named = service.tokens.directory, Wish(wish.resource)
    return await resolve_resource(directory, tenant.tenant_id, named, caller.origin)


def must_sign_in(request: AuthorizationRequest, signed_in: SignedIn | None, now: datetime) -> bool:
    """Tell whether the person must prove who they are, now or again.

    Whoever was sent to the sign-in page for this very request is not sent there twice.
    """
    if signed_in is None:
        return True
    proven = signed_in.authenticated_at
    if _was_sent(request, signed_in, now):
        return False
    if LOGIN in request.prompt:
        return True
    return request.max_age is not None and now.timestamp() - proven > request.max_age


def must_choose(request: AuthorizationRequest, signed_in: SignedIn) -> bool:
    """Tell whether the person must say that this account is meant."""
    if _has_mark(request, signed_in):
        return False
    hint = request.login_hint.strip().lower()
    is_another = bool(hint) and "@" in hint and hint != signed_in.user.user_principal_name.lower()
    return SELECT_ACCOUNT in request.prompt or is_another


def _was_sent(request: AuthorizationRequest, signed_in: SignedIn, now: datetime) -> bool:
    """Tell whether the person signed in because this very request asked, a moment ago.

    The mark is in the browser's hands, so that it lets nothing pass that is older than a
    sign-in may take; clients that insist look at ``auth_time``.
    """
    return _has_mark(request, signed_in) and now.timestamp() - request.signed_in_after <= ENTRY


def _has_mark(request: AuthorizationRequest, signed_in: SignedIn) -> bool:
    mark = request.signed_in_after
    return bool(mark) and signed_in.authenticated_at + ENTERED_TOGETHER >= mark


async def state_for(
    service: DelegatedService, destination: Destination, asked: Asked, signed_in: SignedIn
) -> ScopeState:
    """Return what of the request is granted for this person. Raises OAuthError."""
    return await granted_for(
        service, destination.client, destination.principal, asked.wish, asked.resource, signed_in
    )


async def granted_for(  # noqa: PLR0913, PLR0917 - both ends, the person and the wish
    service: DelegatedService,
    client: Application,
    principal: ServicePrincipal,
    wish: DelegatedWish,
    resource: RequestedResource,
    signed_in: SignedIn,
) -> ScopeState:
    """Return what of a wish is granted to a client for this person. Raises OAuthError."""
    if principal.app_role_assignment_required:
        # People hold no app roles here, so that nobody can be assigned to the application.
        raise OAuthError(
            errors.USER_NOT_ASSIGNED, client_id=client.app_id, name=client.display_name
        )
    async with service.directory.read() as uow:
        grants = await uow.permission_grants.list_for_person(
            client.tenant_id, principal.object_id, signed_in.user.object_id
        )
    return scope_state(wish, client, resource.principal, grants)


def must_consent(request: AuthorizationRequest, state: ScopeState) -> bool:
    """Tell whether a person must be shown what the client may do."""
    return CONSENT in request.prompt or not state.is_complete


def is_silent(request: AuthorizationRequest) -> bool:
    """Tell whether no page may be shown (``prompt=none``)."""
    return NONE in request.prompt


def _redirect(address: ReturnAddress, application: Application) -> RedirectUri:
    registered = registered_uris(application)
    if not registered:
        raise OAuthError(errors.NO_REDIRECT_REGISTERED)
    asked = address.redirect_uri
    if not asked:
        # RFC 6749 section 3.1.2.3 lets the only registered one stand for it; Entra does not.
        raise OAuthError(errors.REDIRECT_MISSING)
    found = match_redirect_uri(asked, application)
    if found is None:
        raise OAuthError(errors.REDIRECT_MISMATCH, redirect_uri=asked, client_id=application.app_id)
    return found
