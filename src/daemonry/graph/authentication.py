"""Whose call is this? A bearer token of this very server (RFC 6750 section 2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daemonry.jose.jwt import TokenError
from daemonry.model.audit import Actor
from daemonry.model.first_party import (
    GRAPH_APP_ID,
    GRAPH_IDENTIFIER_URI,
    RESOURCE_MANAGER_SUFFIX,
)
from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.tokens.verify import (
    AudienceError,
    ExpectedToken,
    ExpiredTokenError,
    VerifiedToken,
    verify_access_token,
)

if TYPE_CHECKING:
    from daemonry.graph.services import GraphServices
    from daemonry.web.origins import Origins


async def authenticate(services: GraphServices, authorization: bytes) -> VerifiedToken:
    """Return what the token of an ``Authorization`` header proves.

    Raises ODataError 401; what exactly was wrong goes into its ``detail``, for the log.
    """
    scheme, _, token = authorization.decode("latin-1").partition(" ")
    token = token.strip()
    if scheme.lower() != "bearer" or not token:
        raise ODataError(errors.TOKEN_EMPTY)
    expected = ExpectedToken(
        audiences=graph_audiences(services.origins),
        origins=services.origins.all,
        exact_entra_issuer=services.exact_entra_issuer,
    )
    now = services.clock.now()
    try:
        found = await verify_access_token(token, services.token_directory, expected, now=now)
    except ExpiredTokenError as error:
        raise ODataError(errors.TOKEN_EXPIRED, detail=str(error)) from None
    except AudienceError as error:
        raise ODataError(errors.TOKEN_AUDIENCE, detail=str(error)) from None
    except TokenError as error:
        raise ODataError(errors.TOKEN_INVALID, detail=str(error)) from None
    async with services.directory.read() as uow:
        if await uow.revoked_tokens.contains(found.tenant.tenant_id, found.token_identifier):
            raise ODataError(errors.TOKEN_INVALID, detail="The token was revoked.")
    return found


def actor_of(token: VerifiedToken, *, ip_address: str, correlation_id: str) -> Actor:
    """Return the actor that directory verbs judge: its permissions are the token's roles."""
    return Actor(
        kind="servicePrincipal",
        display_name=token.app_display_name,
        permissions=token.roles,
        app_id=token.app_id,
        service_principal_id=token.service_principal_id,
        ip_address=ip_address or None,
        correlation_id=correlation_id,
    )


def graph_audiences(origins: Origins) -> frozenset[str]:
    """Return every audience under which clients get tokens for this API, lower case.

    The appId, Microsoft Graph's name, our own origins with and without port, and as
    resource manager: the Azure CLI sends such a token wherever the origin is the same.
    """
    own = {f"https://{urlsplit(origin).hostname}" for origin in origins.all} | origins.all
    managers = {origin + RESOURCE_MANAGER_SUFFIX for origin in origins.all}
    return frozenset({GRAPH_APP_ID, GRAPH_IDENTIFIER_URI, *own, *managers})
