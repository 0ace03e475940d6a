"""Whose call is this? A bearer token of this very server (RFC 6750 section 2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daemonry.directory.powers import EVERYTHING, OF_EVERYBODY, rights_of
from daemonry.jose.jwt import TokenError
from daemonry.model.audit import Actor
from daemonry.model.first_party import (
    GRAPH_APP_ID,
    GRAPH_IDENTIFIER_URI,
    RESOURCE_MANAGER_SUFFIX,
)
from daemonry.model.graph_scopes import ACCESS_AS_USER
from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.tokens.claims import BACKDATING
from daemonry.tokens.verify import (
    AudienceError,
    ExpectedToken,
    ExpiredTokenError,
    VerifiedToken,
    verify_access_token,
)

if TYPE_CHECKING:
    from daemonry.graph.services import GraphServices
    from daemonry.model.user import User
    from daemonry.web.origins import Origins


@dataclass(frozen=True, slots=True)
class Authenticated:
    """What a token proves, with the person it stands for and that person's rights of now."""

    token: VerifiedToken
    user: User | None = None
    rights: frozenset[str] | None = None


async def authenticate(services: GraphServices, authorization: bytes) -> Authenticated:
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
        if found.user_id is None:
            return Authenticated(found)
        user = await uow.users.get(found.tenant.tenant_id, found.user_id)
        if user is None or not user.account_enabled:
            raise ODataError(errors.TOKEN_INVALID, detail="The person is gone or disabled.")
        ended_at = user.sessions_valid_from
        if ended_at is not None and found.issued_at + BACKDATING < ended_at.timestamp():
            raise ODataError(errors.TOKEN_INVALID, detail="The person ended all sessions.")
        rights = await rights_of(uow, user.tenant_id, user.object_id)
    return Authenticated(found, user, rights)


def actor_of(caller: Authenticated, *, ip_address: str, correlation_id: str) -> Actor:
    """Return the actor that directory verbs judge.

    The permissions of an application are the token's roles. A person has those of the
    client's scopes, and the rights besides; a client that has access as the person is
    narrowed by nothing else.
    """
    token, user = caller.token, caller.user
    if user is not None:
        is_whole = ACCESS_AS_USER in token.scopes
        return Actor(
            kind="user",
            display_name=user.user_principal_name,
            permissions=EVERYTHING | OF_EVERYBODY if is_whole else token.scopes,
            rights=caller.rights,
            app_id=token.app_id,
            user_id=user.object_id,
            ip_address=ip_address or None,
            correlation_id=correlation_id,
        )
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
