"""What may it have? From ``.default`` to the app roles that were really assigned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daemonry.model.first_party import (
    GRAPH_APP_ID,
    GRAPH_IDENTIFIER_URI,
    RESOURCE_MANAGER_SUFFIX,
)
from daemonry.model.ids import parse_guid
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.scope import parse_default_scope, parse_role_scopes, parse_scopes_of

if TYPE_CHECKING:
    from daemonry.model.ids import TenantId
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.oauth.token_request import TokenRequest
    from daemonry.ports import Entitlement, TokenDirectory
    from daemonry.tokens.authenticate import AuthenticatedClient


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request asks for: an API by its identifier, and which of its roles.

    ``role_values`` is None when all that are granted are meant. ``opt_ins`` are switches
    of the API's token settings, each with Entra's refusal when it is off.
    """

    identifier: str
    role_values: frozenset[str] | None = None
    opt_ins: tuple[tuple[str, OAuthError], ...] = ()


@dataclass(frozen=True, slots=True)
class RequestedResource:
    """The API that a token is for; ``identifier`` is how the client named it.

    ``role_values`` are those that it asked for, None for all that are granted.
    """

    principal: ServicePrincipal
    identifier: str
    role_values: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class GrantedRoles:
    """Proof of what was assigned: role values in the API's own order, maybe none."""

    values: tuple[str, ...]
    entitlement: Entitlement


def read_wish(request: TokenRequest) -> Wish:
    """Return what the request asks for. Raises OAuthError for a malformed scope."""
    scope = request.scope or ""
    if request.resource is None:
        in_part = parse_role_scopes(scope)
        if in_part is None:
            return Wish(parse_default_scope(scope))
        return Wish(*in_part, opt_ins=(_subset(scope),))
    if not request.is_resource_indicator:
        return Wish(request.resource.removeprefix("spn:"))
    roles = parse_scopes_of(request.resource, scope) if scope else None
    by_resource = ("allow_resource_parameter", OAuthError(errors.RESOURCE_ON_V2))
    opt_ins = (by_resource,) if roles is None else (by_resource, _subset(scope))
    return Wish(request.resource, roles, opt_ins)


async def resolve_resource(
    directory: TokenDirectory, tenant_id: TenantId, wish: Wish, origin: str
) -> RequestedResource:
    """Return the API that is asked for, in any of its spellings.

    Raises OAuthError for an API that is not in the tenant, is disabled or has not opted
    in to how it is asked for. ``origin`` is ours: it is one of the names of the
    management API.
    """
    identifier = wish.identifier
    is_graph = _names_graph(identifier, origin)
    principal = await directory.resource(tenant_id, GRAPH_APP_ID if is_graph else identifier)
    for switch, refusal in wish.opt_ins:
        # An API that does not exist has opted in to nothing: as in Entra, no more is told.
        if principal is None or not getattr(principal.application.token_settings, switch):
            raise refusal
    if principal is None:
        raise OAuthError(errors.RESOURCE_NOT_FOUND, resource=identifier, tenant=tenant_id)
    if not principal.account_enabled or principal.application.is_disabled:
        raise OAuthError(errors.RESOURCE_DISABLED, resource=identifier, tenant=tenant_id)
    return RequestedResource(principal, identifier, wish.role_values)


async def authorize(
    directory: TokenDirectory, client: AuthenticatedClient, resource: RequestedResource
) -> GrantedRoles:
    """Return the roles the client was assigned on the resource.

    A disabled role still counts for whoever holds it: disabling stops new
    assignments only (Entra: howto-add-app-roles-in-apps). Without any assignment
    the client gets a token without roles, unless the resource requires one
    (Entra: v2-oauth2-client-creds-grant-flow).
    """
    tenant_id, api = client.application.tenant_id, resource.principal
    if api.app_id == client.application.app_id and parse_guid(resource.identifier) is None:
        raise OAuthError(
            errors.SELF_BY_NAME,
            client_id=client.application.app_id,
            name=client.application.display_name,
        )
    entitlement = await directory.assigned_roles(
        tenant_id, client.principal.object_id, api.object_id
    )
    if api.app_role_assignment_required and not entitlement.role_ids:
        raise OAuthError(
            errors.NOT_ASSIGNED,
            client_id=client.application.app_id,
            name=client.application.display_name,
            resource=resource.identifier,
            resource_name=api.display_name,
        )
    granted = tuple(
        role.value
        for role in api.application.app_roles
        if role.value is not None and role.role_id in entitlement.role_ids
    )
    return GrantedRoles(_asked_for(granted, client, resource), entitlement)


def _asked_for(
    granted: tuple[str, ...], client: AuthenticatedClient, resource: RequestedResource
) -> tuple[str, ...]:
    """Return the granted roles that were asked for; raise for one that was not granted.

    A role that does not exist gets the same words, so that roles cannot be probed.
    """
    if resource.role_values is None:
        return granted
    missing = sorted(resource.role_values.difference(granted))
    if missing:
        raise OAuthError(
            errors.ROLE_NOT_GRANTED,
            role=missing[0],
            resource=resource.identifier,
            client_id=client.application.app_id,
        )
    return tuple(value for value in granted if value in resource.role_values)


def _subset(scope: str) -> tuple[str, OAuthError]:
    return "allow_role_subset", OAuthError(errors.SCOPE_WITHOUT_DEFAULT, scope=scope)


@lru_cache(maxsize=1024)
def _names_graph(identifier: str, origin: str) -> bool:
    """Tell whether this is one of the spellings that clients use for the management API.

    Our own origin with or without port and trailing slash, as resource manager, and
    Microsoft Graph's name.
    """
    name = identifier.rstrip("/").lower()
    if name in {GRAPH_IDENTIFIER_URI, origin, origin + RESOURCE_MANAGER_SUFFIX}:
        return True
    return name == f"https://{urlsplit(origin).hostname}"
