"""Is a token still good, and make it so no longer: introspection and revocation.

RFC 7662 and RFC 7009, for applications that may. Whatever is not a good token of this
tenant for who asks is one answer, "inactive", without a reason.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from daemonry.jose.certificate import read_certificate
from daemonry.jose.jwt import MAX_TOKEN
from daemonry.jose.public_key import verify_signature
from daemonry.model.audit import Actor, AuditEvent, AuditTarget
from daemonry.model.ids import AppId
from daemonry.oauth import errors
from daemonry.oauth.compact_jws import CompactError, parse_compact
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.metadata import Authority
from daemonry.oauth.token_response import BEARER
from daemonry.tokens.issue import prove_or_record
from daemonry.tokens.service import begin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from daemonry.model.application import Application
    from daemonry.model.ids import TenantId
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.signing_key import SigningKey
    from daemonry.oauth.token_request import TokenQuery
    from daemonry.ports import Directory
    from daemonry.tokens.service import Caller, TokenService

ACTIVITY: Final = "Revoke access token"  # not an activity of Entra's log
_OPAQUE: Final = frozenset({"aio", "rh"})
_INACTIVE: Final[Mapping[str, Any]] = {"active": False}


async def introspect(
    service: TokenService, directory: Directory, caller: Caller, query: TokenQuery
) -> Mapping[str, Any]:
    """Return what is to be known of a token by the API that it is for (RFC 7662 section 2.2).

    ``roles`` and ``scope`` are those of the token that are still assigned. Raises
    OAuthError when who asks is not proven or may not introspect.
    """
    attempt = begin(service)
    client = await prove_or_record(service, caller, query.request, attempt)
    application = client.application
    if not application.token_settings.allow_introspection:
        raise OAuthError(errors.INTROSPECTION_NOT_ALLOWED, client_id=application.app_id)
    claims = await _good_claims(service, application.tenant_id, query.token, attempt.at)
    if claims is None or not _is_for(claims, application):
        return _INACTIVE
    holder = await _holder(service, application.tenant_id, claims)
    if holder is None or await _is_revoked(directory, application.tenant_id, claims):
        return _INACTIVE
    roles = await _roles_still_assigned(service, client.principal, holder, claims)
    return _answer(claims, roles)


async def revoke(
    service: TokenService, directory: Directory, caller: Caller, query: TokenQuery
) -> None:
    """Revoke a token of the client that asks, or one that is for it (RFC 7009 section 2.1).

    What is no good token is no error (section 2.2). Raises OAuthError when who asks is
    not proven, may not revoke, or has nothing to do with the token.
    """
    attempt = begin(service)
    client = await prove_or_record(service, caller, query.request, attempt)
    application = client.application
    if not application.token_settings.allow_revocation:
        raise OAuthError(errors.REVOCATION_NOT_ALLOWED, client_id=application.app_id)
    claims = await _good_claims(service, application.tenant_id, query.token, attempt.at)
    if claims is None:
        return
    if _client_of(claims) != application.app_id and not _is_for(claims, application):
        raise OAuthError(errors.TOKEN_OF_ANOTHER, client_id=application.app_id)
    event = AuditEvent(
        tenant_id=application.tenant_id,
        event_id=service.ids.guid(),
        at=attempt.at,
        activity=ACTIVITY,
        category="ApplicationManagement",
        operation="Update",
        actor=Actor(
            kind="servicePrincipal",
            display_name=client.principal.display_name,
            permissions=frozenset(),
            app_id=application.app_id,
            service_principal_id=client.principal.object_id,
            ip_address=caller.ip_address or None,
            correlation_id=caller.correlation_id,
        ),
        targets=(AuditTarget(str(claims["oid"]), "", "ServicePrincipal"),),
        details={"uniqueTokenIdentifier": claims["uti"]},
    )
    async with directory.change() as uow:
        is_new = await uow.revoked_tokens.add(
            application.tenant_id,
            claims["uti"],
            now=attempt.at,
            expires_at=datetime.fromtimestamp(claims["exp"], UTC),
        )
        if is_new:
            await uow.audit.add(event)


async def _good_claims(
    service: TokenService, tenant_id: TenantId, token: str, now: datetime
) -> Mapping[str, Any] | None:
    """Return the claims of a token that this tenant signed and that has not expired."""
    keys = await service.directory.signing_keys(tenant_id)
    claims = _verified(token, keys)
    if claims is None:
        return None
    authorities = [
        Authority(origin, tenant_id, service.exact_entra_issuer) for origin in service.origins
    ]
    issuers = {issuer for a in authorities for issuer in (a.issuer_v1, a.issuer_v2)}
    is_ours = claims.get("tid") == tenant_id and claims.get("iss") in issuers
    expires, identifier = claims.get("exp"), claims.get("uti")
    is_whole = isinstance(expires, int) and isinstance(identifier, str)
    return claims if is_ours and is_whole and now.timestamp() < claims["exp"] else None


def _verified(token: str, keys: Iterable[SigningKey]) -> Mapping[str, Any] | None:
    try:
        jws = parse_compact(token, limit=MAX_TOKEN)
    except CompactError:
        return None
    kid, algorithm = jws.header.get("kid"), jws.header.get("alg")
    for key in keys:
        if key.kid != kid or key.algorithm != algorithm or not key.is_published:
            continue
        public_key = read_certificate(key.certificate).key
        if verify_signature(public_key, key.algorithm, jws.signing_input, jws.signature):
            return jws.claims
    return None


def _is_for(claims: Mapping[str, Any], application: Application) -> bool:
    """Tell whether the application is the token's audience, under any of its names."""
    names = (application.app_id, *application.identifier_uris)
    audience = str(claims.get("aud")).rstrip("/").casefold()
    return audience in {name.rstrip("/").casefold() for name in names}


def _client_of(claims: Mapping[str, Any]) -> str:
    return str(claims.get("azp") or claims.get("appid") or "")


async def _holder(
    service: TokenService, tenant_id: TenantId, claims: Mapping[str, Any]
) -> ServicePrincipal | None:
    """Return the service principal that the token was issued to, if it may still act."""
    state = await service.directory.client(tenant_id, AppId(_client_of(claims)))
    principal = state.principal if state is not None else None
    if principal is None or principal.object_id != claims.get("oid"):
        return None
    is_enabled = principal.account_enabled and not principal.application.is_disabled
    return principal if is_enabled else None


async def _is_revoked(directory: Directory, tenant_id: TenantId, claims: Mapping[str, Any]) -> bool:
    async with directory.read() as uow:
        return await uow.revoked_tokens.contains(tenant_id, claims["uti"])


async def _roles_still_assigned(
    service: TokenService,
    resource: ServicePrincipal,
    holder: ServicePrincipal,
    claims: Mapping[str, Any],
) -> list[str]:
    held = await service.directory.assigned_roles(
        resource.tenant_id, holder.object_id, resource.object_id
    )
    roles = resource.application.app_roles
    assigned = {role.value for role in roles if role.role_id in held.role_ids}
    return [role for role in claims.get("roles", ()) if role in assigned]


def _answer(claims: Mapping[str, Any], roles: list[str]) -> Mapping[str, Any]:
    answer = {name: value for name, value in claims.items() if name not in _OPAQUE}
    answer |= {
        "active": True,
        "client_id": _client_of(claims),
        "jti": claims["uti"],
        "token_type": "DPoP" if "jkt" in claims.get("cnf", {}) else BEARER,
    }
    for name in ("roles", "scope"):
        answer.pop(name, None)
    return answer | ({"roles": roles, "scope": " ".join(roles)} if roles else {})
