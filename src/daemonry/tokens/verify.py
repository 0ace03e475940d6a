"""Whether a token is one of our own for the management API, and still good.

Other APIs use ``daemonry-protect``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from daemonry.jose.jwt import TokenError, unverified_claims, verify_rs256
from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.model.ids import AppId, ObjectId, parse_guid
from daemonry.model.token_settings import RS256
from daemonry.oauth.metadata import Authority
from daemonry.tokens.keys import published_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime
    from typing import Any

    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.tenant import Tenant
    from daemonry.ports import TokenDirectory

_USER: Final = "user"
SKEW: Final = 300
"""Seconds by which clocks may differ."""


@dataclass(frozen=True, slots=True)
class VerifiedToken:
    """Proof of an access token issued by this server for the audience asked about.

    ``roles`` are those of the token that are still assigned now. ``user_id`` is the person
    on whose behalf the application calls, None for none, and ``scopes`` what it may do for
    that person; that the person is still there is for the caller to look up.
    """

    tenant: Tenant
    app_id: AppId
    app_display_name: str
    service_principal_id: ObjectId
    roles: frozenset[str]
    token_identifier: str = ""
    user_id: ObjectId | None = None
    scopes: frozenset[str] = frozenset()
    issued_at: int = 0


@dataclass(frozen=True, slots=True)
class ExpectedToken:
    """What a token must name: one of the audiences, an issuer on one of our origins.

    Audiences are in lower case and without a trailing slash.
    """

    audiences: Collection[str]
    origins: Collection[str]
    exact_entra_issuer: bool = False


class ExpiredTokenError(TokenError):
    """The token was one of ours; its time is over or has not come."""


class AudienceError(TokenError):
    """The token was one of ours, but for another API."""


async def verify_access_token(
    token: str,
    directory: TokenDirectory,
    expected: ExpectedToken,
    *,
    now: datetime,
) -> VerifiedToken:
    """Return what a token for the management API proves, as the directory is now.

    Signature by a published key of the tenant that ``tid`` names, issuer of that
    tenant on one of our origins, audience, times (RFC 9068 section 4), and that
    the principal still exists and is enabled. Raises TokenError otherwise.
    """
    tenant = await _tenant_of(token, directory)
    keys = await directory.signing_keys(tenant.tenant_id)
    published = {key.kid: key.certificate for key in published_keys(keys) if key.algorithm == RS256}
    claims = verify_rs256(token, published).claims
    authorities = [
        Authority(origin, tenant.tenant_id, expected.exact_entra_issuer)
        for origin in expected.origins
    ]
    issuers = {issuer for a in authorities for issuer in (a.issuer_v1, a.issuer_v2)}
    if claims.get("tid") != tenant.tenant_id or claims.get("iss") not in issuers:
        raise TokenError("The issuer is not this tenant.")
    if str(claims.get("aud")).rstrip("/").lower() not in expected.audiences:
        raise AudienceError("The token is for another audience.")
    _check_times(claims, now)
    return await _still_valid(claims, tenant, directory)


async def _tenant_of(token: str, directory: TokenDirectory) -> Tenant:
    """Return the tenant whose keys to try; the claim only selects, it proves nothing."""
    tid = parse_guid(_unverified_tid(token))
    tenant = await directory.tenant(tid) if tid is not None else None
    if tenant is None:
        raise TokenError("The tenant of the token is unknown.")
    return tenant


def _unverified_tid(token: str) -> str:
    tid = unverified_claims(token).get("tid")
    return tid if isinstance(tid, str) else ""


def _check_times(claims: Mapping[str, Any], now: datetime) -> None:
    seconds = now.timestamp()
    expires, starts = claims.get("exp"), claims.get("nbf")
    if not isinstance(expires, int) or not isinstance(starts, int):
        raise TokenError("The token carries no validity period.")
    if seconds >= expires + SKEW or seconds < starts - SKEW:
        raise ExpiredTokenError("The token is outside its validity period.")


async def _still_valid(
    claims: Mapping[str, Any], tenant: Tenant, directory: TokenDirectory
) -> VerifiedToken:
    app_id = AppId(str(claims.get("azp") or claims.get("appid") or ""))
    state = await directory.client(tenant.tenant_id, app_id)
    principal = state.principal if state is not None else None
    is_of_user = claims.get("idtyp") == _USER
    if principal is None or (not is_of_user and principal.object_id != claims.get("oid")):
        raise TokenError("The principal of the token does not exist any more.")
    if not principal.account_enabled or principal.application.is_disabled:
        raise TokenError("The principal of the token is disabled.")
    found = VerifiedToken(
        tenant=tenant,
        app_id=app_id,
        app_display_name=principal.display_name,
        service_principal_id=principal.object_id,
        roles=frozenset(),
        token_identifier=str(claims.get("uti", "")),
    )
    if not is_of_user:
        roles = await _roles_still_assigned(claims, principal, directory)
        return replace(found, roles=roles)
    user_id = parse_guid(str(claims.get("oid")))
    if user_id is None:
        raise TokenError("The token names no person.")
    return replace(
        found,
        user_id=ObjectId(user_id),
        scopes=frozenset(str(claims.get("scp", "")).split()),
        issued_at=int(claims.get("iat", 0)),
    )


async def _roles_still_assigned(
    claims: Mapping[str, Any], principal: ServicePrincipal, directory: TokenDirectory
) -> frozenset[str]:
    """Return the token's roles without those that were taken away since."""
    graph = await directory.resource(principal.tenant_id, GRAPH_APP_ID)
    in_token = claims.get("roles", ())
    if graph is None or not isinstance(in_token, list):
        return frozenset()
    held = await directory.assigned_roles(principal.tenant_id, principal.object_id, graph.object_id)
    assigned = {role.value for role in graph.application.app_roles if role.role_id in held.role_ids}
    return frozenset(role for role in in_token if role in assigned)
