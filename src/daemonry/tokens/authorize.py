"""What may it have? From ``.default`` to the app roles that were really assigned."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daemonry.model.first_party import GRAPH_APP_ID, GRAPH_IDENTIFIER_URI
from daemonry.model.ids import parse_guid
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.scope import parse_default_scope

if TYPE_CHECKING:
    from daemonry.model.ids import TenantId
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.oauth.token_request import TokenRequest
    from daemonry.ports import Entitlement, TokenDirectory
    from daemonry.tokens.authenticate import AuthenticatedClient


@dataclass(frozen=True, slots=True)
class RequestedResource:
    """The API that a token is for; ``identifier`` is how the client named it."""

    principal: ServicePrincipal
    identifier: str


@dataclass(frozen=True, slots=True)
class GrantedRoles:
    """Proof of what was assigned: role values in the API's own order, maybe none."""

    values: tuple[str, ...]
    entitlement: Entitlement


def requested_identifier(request: TokenRequest) -> str:
    """Return how the request names its API. Raises OAuthError for a malformed scope."""
    if request.resource is not None:
        return request.resource.removeprefix("spn:")
    return parse_default_scope(request.scope or "")


async def resolve_resource(
    directory: TokenDirectory, tenant_id: TenantId, identifier: str, origin: str
) -> RequestedResource:
    """Return the API with this identifier, in any of its spellings.

    Raises OAuthError for an API that is not in the tenant or is disabled. ``origin``
    is ours: it is one of the names of the management API.
    """
    if _names_graph(identifier, origin):
        principal = await directory.resource(tenant_id, GRAPH_APP_ID)
    else:
        principal = await directory.resource(tenant_id, identifier)
    if principal is None:
        raise OAuthError(errors.RESOURCE_NOT_FOUND, resource=identifier, tenant=tenant_id)
    if not principal.account_enabled or principal.application.is_disabled:
        raise OAuthError(errors.RESOURCE_DISABLED, resource=identifier, tenant=tenant_id)
    return RequestedResource(principal, identifier)


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
    return GrantedRoles(
        tuple(
            role.value
            for role in api.application.app_roles
            if role.value is not None and role.role_id in entitlement.role_ids
        ),
        entitlement,
    )


@lru_cache(maxsize=1024)
def _names_graph(identifier: str, origin: str) -> bool:
    """Tell whether this is one of the spellings that clients use for the management API.

    Our own origin with or without port and trailing slash, and Microsoft Graph's name.
    """
    name = identifier.rstrip("/").lower()
    if name in {GRAPH_IDENTIFIER_URI, origin}:
        return True
    return name == f"https://{urlsplit(origin).hostname}"
