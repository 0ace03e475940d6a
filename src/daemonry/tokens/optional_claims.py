"""Optional claims: what a token without a user carries when its API lists one.

An access token follows the manifest of the resource, never that of the client (Entra:
optional-claims). docs/reference/claims.md is written from the two tables here. A name
in neither table is accepted and has no effect, as one of the second.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from daemonry.oauth.claims_request import CAE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from daemonry.model.application import Application, OptionalClaim
    from daemonry.model.tenant import Tenant

ACCESS_TOKEN: Final = "access_token"  # noqa: S105 - the kind of a token, as a field says it
ID_TOKEN: Final = "id_token"  # noqa: S105 - as above

CARRIED: Final[Mapping[str, str]] = {
    "aud": "With `use_guid` always the appId of the API; of use for version 1 tokens, whose"
    " audience is otherwise the name that the client asked for.",
    "idtyp": '`"app"`. `include_user_token` is accepted; it concerns tokens of users.',
    "ipaddr": "The address that the request came from. Unverified against Entra.",
    "xms_cc": '`["cp1"]` when the client declared this capability in `claims`, in any case of'
    " letters; else absent. The only claim that a request can influence.",
    "xms_tcdt": "When the tenant was created, in Unix seconds.",
}
"""Claims that an app-only token carries when they are listed, and what they say."""

_USER: Final = "about a user; there is none"
_NETWORK: Final = "about a virtual network of the cloud; there is none"
_TENANT: Final = "a property that tenants of this server do not have"
_OPAQUE: Final = "opaque to everybody but the cloud's own services"

WITHOUT_EFFECT: Final[Mapping[str, str]] = {
    "acct": _USER,
    "acrs": "authentication contexts belong to Conditional Access; there is none",
    "auth_time": _USER,
    "ctry": _USER,
    "email": _USER,
    "family_name": _USER,
    "fwd": _NETWORK,
    "given_name": _USER,
    "groups": "only for users, also in Entra",
    "in_corp": _USER,
    "login_hint": _USER,
    "onprem_sid": _USER,
    "preferred_username": _USER,
    "pwd_exp": _USER,
    "pwd_url": _USER,
    "sid": _USER,
    "tenant_ctry": _TENANT,
    "tenant_region_scope": _TENANT,
    "upn": _USER,
    "verified_primary_email": _USER,
    "verified_secondary_email": _USER,
    "vnet": _NETWORK,
    "xms_act_fct": _OPAQUE,
    "xms_edov": _USER,
    "xms_ftd": _OPAQUE,
    "xms_idrel": _OPAQUE,
    "xms_mirid": "identities of this server have no ARM identifier",
    "xms_pdl": _USER,
    "xms_pl": _USER,
    "xms_rd": _OPAQUE,
    "xms_sub_fct": _OPAQUE,
    "xms_tnt_fct": _OPAQUE,
    "xms_tpl": _TENANT,
    "ztdid": _USER,
}
"""Claims that are accepted in ``optionalClaims`` and why app-only tokens never have them."""

_CONSTANT: Final[Mapping[str, Callable[[Tenant, frozenset[str]], object]]] = {
    "idtyp": lambda _tenant, _capabilities: "app",
    "xms_cc": lambda _tenant, capabilities: [CAE] if CAE in capabilities else None,
    "xms_tcdt": lambda tenant, _capabilities: int(tenant.created_at.timestamp()),
}
_PER_REQUEST: Final = frozenset({"ipaddr"})


def listed_claims(application: Application, kind: str = ACCESS_TOKEN) -> dict[str, OptionalClaim]:
    """Return the optional claims of an application's tokens of this kind, by name."""
    configured = application.optional_claims
    return {claim.name: claim for claim in getattr(configured, kind)} if configured else {}


def constant_optional_claims(
    resource: Application, tenant: Tenant, capabilities: frozenset[str]
) -> dict[str, object]:
    """Return the listed claims that are the same for every request of one client."""
    listed = listed_claims(resource)
    found = {
        name: value(tenant, capabilities) for name, value in _CONSTANT.items() if name in listed
    }
    return {name: value for name, value in found.items() if value is not None}


def has_request_claims(resource: Application) -> bool:
    """Tell whether a listed claim differs from request to request."""
    return not _PER_REQUEST.isdisjoint(listed_claims(resource))


def request_claims(ip_address: str) -> str:
    """Return the members that differ from request to request, each with a comma behind it."""
    return f'"ipaddr":{json.dumps(ip_address)},' if ip_address else ""
