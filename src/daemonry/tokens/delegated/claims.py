"""What tokens say about a person: access tokens with ``scp``, and id tokens. Pure.

Entra: access-token-claims-reference, id-token-claims-reference; OpenID Connect Core
sections 2 and 5.1.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.model.base64_text import base64url
from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.oauth.claims_request import CAE
from daemonry.oauth.delegated_scope import EMAIL, OPENID, PROFILE
from daemonry.tokens.audience import audience
from daemonry.tokens.optional_claims import ID_TOKEN, listed_claims

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from daemonry.model.application import OptionalClaim
    from daemonry.model.tenant import Tenant
    from daemonry.model.user import User
    from daemonry.oauth.metadata import Authority
    from daemonry.tokens.authenticate import AuthenticatedClient
    from daemonry.tokens.authorize import RequestedResource
    from daemonry.tokens.confirmation import Confirmation
    from daemonry.tokens.delegated.service import SignedIn

_WITH_USERS: Final = "include_user_token"


@dataclass(frozen=True, slots=True)
class DelegatedDecision:
    """All that was decided about one token on behalf of a person.

    ``scopes`` are what the token carries; ``roles`` are template identifiers of the
    person's directory roles, for the management API alone.
    """

    client: AuthenticatedClient
    resource: RequestedResource
    tenant: Tenant
    signed_in: SignedIn
    scopes: tuple[str, ...]
    roles: tuple[str, ...] = ()
    ip_address: str = ""
    confirmation: Confirmation | None = None
    capabilities: frozenset[str] = frozenset()


def subject(tenant_id: str, user: User, app_id: str) -> str:
    """Return ``sub``: another one at each application (OpenID Connect Core section 8.1)."""
    digest = hashlib.sha256(f"{tenant_id}|{user.object_id}|{app_id}".encode()).digest()
    return base64url(digest)


def access_token_claims(decision: DelegatedDecision, authority: Authority) -> dict[str, object]:
    """Return the claims besides times and identifiers, in the version that the API wants."""
    client, resource, user = decision.client, decision.resource, decision.signed_in.user
    api = resource.principal.application
    is_v1 = api.access_token_version == 1
    claims: dict[str, object] = {
        "aud": audience(resource),
        "iss": authority.issuer(api.access_token_version),
    }
    if is_v1:
        claims["acr"] = "1"
        claims["amr"] = list(decision.signed_in.methods)
        claims["appid"] = client.application.app_id
        claims["appidacr"] = client.authentication_class
        claims["ipaddr"] = decision.ip_address
        claims["unique_name"] = user.user_principal_name
        claims["upn"] = user.user_principal_name
    else:
        claims["azp"] = client.application.app_id
        claims["azpacr"] = client.authentication_class
        claims["preferred_username"] = user.user_principal_name
    if resource.principal.app_id == GRAPH_APP_ID:
        # As with tokens of applications, management clients read these unasked.
        claims["app_displayname"] = client.application.display_name
        claims["idtyp"] = "user"
        claims["wids"] = list(decision.roles)
    if decision.confirmation is not None:
        claims["cnf"] = {decision.confirmation.member: decision.confirmation.thumbprint}
    claims["name"] = user.display_name
    claims["oid"] = user.object_id
    claims["scp"] = " ".join(decision.scopes)
    claims["sub"] = subject(authority.tenant_id, user, api.app_id)
    claims["tid"] = authority.tenant_id
    claims["ver"] = "1.0" if is_v1 else "2.0"
    return claims | _optional_claims(decision)


def id_token_claims(
    decision: DelegatedDecision, authority: Authority, nonce: str, openid: frozenset[str]
) -> dict[str, object]:
    """Return the claims of an id token besides its times. It is for the client."""
    user, app_id = decision.signed_in.user, decision.client.application.app_id
    claims: dict[str, object] = {
        "aud": app_id,
        "iss": authority.issuer_v2,
        "auth_time": decision.signed_in.authenticated_at,
        "amr": list(decision.signed_in.methods),
    }
    if nonce:
        claims["nonce"] = nonce
    if PROFILE in openid:
        claims["name"] = user.display_name
        claims["oid"] = user.object_id
        claims["preferred_username"] = user.user_principal_name
    if EMAIL in openid:
        claims["email"] = user.user_principal_name
    claims["sub"] = subject(authority.tenant_id, user, app_id)
    claims["tid"] = authority.tenant_id
    claims["ver"] = "2.0"
    return claims | _listed(decision, listed_claims(decision.client.application, ID_TOKEN))


def wants_id_token(openid: frozenset[str]) -> bool:
    """Tell whether an id token was asked for (OpenID Connect Core section 3.1.2.1)."""
    return OPENID in openid


_OPTIONAL: Final[Mapping[str, Callable[[DelegatedDecision], object]]] = {
    "auth_time": lambda decision: decision.signed_in.authenticated_at,
    "email": lambda decision: decision.signed_in.user.user_principal_name,
    "ipaddr": lambda decision: decision.ip_address,
    "preferred_username": lambda decision: decision.signed_in.user.user_principal_name,
    "upn": lambda decision: decision.signed_in.user.user_principal_name,
    "xms_cc": lambda decision: [CAE] if CAE in decision.capabilities else None,
    "xms_tcdt": lambda decision: int(decision.tenant.created_at.timestamp()),
}
"""Optional claims that a token of a person carries when they are listed: by the API for access
tokens, by the client for id tokens (Entra: optional-claims)."""


def _listed(decision: DelegatedDecision, listed: Mapping[str, OptionalClaim]) -> dict[str, object]:
    found = {name: value(decision) for name, value in _OPTIONAL.items() if name in listed}
    return {name: value for name, value in found.items() if value is not None}


def _optional_claims(decision: DelegatedDecision) -> dict[str, object]:
    listed = listed_claims(decision.resource.principal.application)
    found = _listed(decision, listed)
    kind = listed.get("idtyp")
    if kind is not None and _WITH_USERS in kind.additional_properties:
        found["idtyp"] = "user"
    return found
