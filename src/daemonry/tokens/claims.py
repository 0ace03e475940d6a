"""From facts to claims: what stands in an access token, and when. Pure.

The constant part of a token is the same for every request of one client to one
resource, so it is encoded once; only times and random values are added per token.
Claim names and formats: Entra: access-token-claims-reference; RFC 7519 section 4.1.
"""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.model.token_settings import PROFILE_RFC9068, RS256
from daemonry.oauth.claims_request import CAE
from daemonry.tokens.audience import audience
from daemonry.tokens.optional_claims import constant_optional_claims, has_request_claims

if TYPE_CHECKING:
    from daemonry.model.signing_key import SigningKey
    from daemonry.model.tenant import Tenant
    from daemonry.oauth.metadata import Authority
    from daemonry.tokens.authenticate import AuthenticatedClient
    from daemonry.tokens.authorize import GrantedRoles, RequestedResource
    from daemonry.tokens.confirmation import Confirmation

BACKDATING: Final = 300
"""Seconds by which ``iat`` and ``nbf`` lie in the past, so that slow clocks agree."""

RANDOM_BYTES: Final = 32
_TYPE_RFC9068: Final = "at+jwt"
_GRAPH_ROLE_TEMPLATE: Final = "0997a1d0-0d1d-4acb-b408-d5ca73121e90"
"""What Entra puts into ``wids`` of app-only tokens for Graph; it grants nothing."""


@dataclass(frozen=True, slots=True)
class Decision:
    """All that was decided about one token request. ``confirmation`` is None for a bearer token."""

    client: AuthenticatedClient
    resource: RequestedResource
    granted: GrantedRoles
    tenant: Tenant
    confirmation: Confirmation | None = None


@dataclass(frozen=True, slots=True)
class ConstantClaims:
    """The part of a token that repeats: ``base64url(header).base64url(claims...``.

    The claims end with a comma and fill whole base64 groups, so that the encoded
    rest can simply be appended. ``has_request_claims`` tells whether the API lists
    claims that differ from request to request, ``names_token_id`` whether it wants
    ``jti`` among the rest.
    """

    encoded: bytes
    has_request_claims: bool = False
    names_token_id: bool = False


def constant_claims(
    decision: Decision, *, authority: Authority, key: SigningKey, capabilities: frozenset[str]
) -> ConstantClaims:
    """Return header and constant claims, encoded and ready for ``complete``."""
    version = decision.resource.principal.application.access_token_version
    is_rfc9068 = _is_rfc9068(decision.resource)
    header = header_of(key, version, _TYPE_RFC9068 if is_rfc9068 else "JWT")
    claims = claims_of(decision, authority, capabilities)
    text = json.dumps(claims, separators=(",", ":"), ensure_ascii=False)[:-1].encode("utf-8") + b","
    padded = b"{" + b" " * (-len(text) % 3) + text[1:]
    head = base64.urlsafe_b64encode(json.dumps(header, separators=(",", ":")).encode())
    encoded = head.rstrip(b"=") + b"." + base64.urlsafe_b64encode(padded)
    api = decision.resource.principal.application
    return ConstantClaims(encoded, has_request_claims(api), names_token_id=is_rfc9068)


def header_of(key: SigningKey, version: int, kind: str = "JWT") -> dict[str, str]:
    """Return the header of a token, in Entra's order of members."""
    header = {"typ": kind, "alg": key.algorithm}
    if version == 1 and key.algorithm == RS256:
        header["x5t"] = key.kid  # of other keys it is no thumbprint of a certificate
    return header | {"kid": key.kid}


class Unrepeatable(NamedTuple):
    """What is random in a token: ``uti``, unique for ever, and the opaque ``aio``."""

    identifier: str
    opaque: str


def unrepeatable(random: bytes) -> Unrepeatable:
    """Return 22 characters of base64url over the first 16 of 32 random bytes, and the rest."""
    identifier = base64.urlsafe_b64encode(random[:16])[:22].decode("ascii")
    return Unrepeatable(identifier, base64.b64encode(random[16:]).decode("ascii"))


def complete(
    constant: ConstantClaims, *, now: int, lifetime: int, fresh: Unrepeatable, more: str = ""
) -> bytes:
    """Return the signing input of one token.

    ``now`` is in Unix seconds, ``lifetime`` in seconds. The identifier becomes ``jti``,
    too, where that is wanted. ``more`` holds the members of this request alone, each
    with a comma behind it.
    """
    start, (identifier, opaque) = now - BACKDATING, fresh
    token_id = f'"jti":"{identifier}",' if constant.names_token_id else ""
    rest = (
        f'{more}"iat":{start},"nbf":{start},"exp":{now + lifetime},{token_id}'
        f'"aio":"{opaque}","uti":"{identifier}"}}'
    )
    return constant.encoded + base64.urlsafe_b64encode(rest.encode("ascii")).rstrip(b"=")


def claims_of(
    decision: Decision, authority: Authority, capabilities: frozenset[str]
) -> dict[str, object]:
    """Return the claims that repeat in every token of this decision."""
    client, resource, granted = decision.client, decision.resource, decision.granted
    version = resource.principal.application.access_token_version
    oid = client.principal.object_id
    claims: dict[str, object] = {"aud": audience(resource), "iss": authority.issuer(version)}
    if version == 1:
        claims["appid"] = client.application.app_id
        claims["appidacr"] = client.authentication_class
        claims["idp"] = authority.issuer_v1
    else:
        claims["azp"] = client.application.app_id
        claims["azpacr"] = client.authentication_class
    if resource.principal.app_id == GRAPH_APP_ID:
        # Management clients read these two from its tokens without being asked.
        claims["app_displayname"] = client.application.display_name
        claims["idtyp"] = "app"
        claims["wids"] = [_GRAPH_ROLE_TEMPLATE]
        if CAE in capabilities:
            claims["xms_cc"] = [CAE]
    if decision.confirmation is not None:
        claims["cnf"] = {decision.confirmation.member: decision.confirmation.thumbprint}
    claims["oid"] = oid
    claims["rh"] = _opaque(
        authority.tenant_id, client.application.app_id, resource.principal.app_id
    )
    if granted.values:
        claims["roles"] = list(granted.values)
    if _is_rfc9068(resource):
        claims["client_id"] = client.application.app_id
        if granted.values:
            claims["scope"] = " ".join(granted.values)
    claims["sub"] = oid
    claims["tid"] = authority.tenant_id
    claims["ver"] = "1.0" if version == 1 else "2.0"
    api = resource.principal.application
    return claims | constant_optional_claims(api, decision.tenant, capabilities)


def _is_rfc9068(resource: RequestedResource) -> bool:
    """Tell whether the API wants the JWT profile of RFC 9068 besides Entra's claims."""
    return resource.principal.application.token_settings.access_token_profile == PROFILE_RFC9068


def _opaque(*parts: str) -> str:
    """Return ``rh``: an opaque value that clients only carry along."""
    digest = hashlib.sha256("|".join(parts).encode("utf-8")).digest()
    return f"1.{base64.urlsafe_b64encode(digest[:24]).decode('ascii')}."
