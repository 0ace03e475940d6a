"""From verified claims to an ``AccessToken``: every check, in one order. Pure.

Entra: access-tokens and access-token-claims-reference; RFC 7519 section 4.1, RFC 8725
sections 3.8, 3.9, 3.11 and 3.12.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from daemonry_protect import errors
from daemonry_protect.errors import AccessError
from daemonry_protect.settings import ANY_TENANT, guids_in, is_guid
from daemonry_protect.token import AccessToken, frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry_protect.settings import Settings

TENANT: Final = "{tenantid}"
_VERSIONS: Final = {"1.0": "appid", "2.0": "azp"}
"""Version to the claim that names the calling application."""

_ID_TOKEN_CLAIMS: Final = frozenset({"nonce", "at_hash", "c_hash"})
_NUMBERS: Final = (int, float)
_LAST_SECOND: Final = 253_402_300_799  # 9999-12-31, the end of datetime

# One tenant of the public cloud under its three names. Its keys are one set, published
# with the first of them; whether external tenants' keys carry their own is unverified.
_PUBLIC_CLOUD: Final = (
    "https://login.microsoftonline.com/{tenantid}/v2.0",
    "https://{tenantid}.ciamlogin.com/{tenantid}/v2.0",
    "https://sts.windows.net/{tenantid}/",
)


def read_access_token(
    claims: Mapping[str, Any],
    *,
    settings: Settings,
    discovered_issuer: str,
    key_issuer: str | None,
    now: float,
) -> AccessToken:
    """Return the access token that verified ``claims`` describe.

    ``discovered_issuer`` is what the discovery document names, ``key_issuer`` what the
    signing key's own member ``issuer`` says, both possibly templates; ``now`` is in Unix
    seconds. Raises AccessError for the first check that fails.
    """
    # First what goes wrong most often: a token that was requested for another API.
    _verify_audience(claims, settings)
    template = settings.issuer or discovered_issuer
    version = _verify_version(claims, template)
    tenant_id = _verify_tenant(claims, template, settings)
    issuer = _verify_issuer(claims, template)
    _verify_key_issuer(key_issuer, issuer, discovered_issuer, claims["tid"])
    expires_at = _verify_times(claims, now, settings.clock_skew)
    app_id = _text(claims, _VERSIONS[version])
    _refuse_id_tokens(claims)
    roles, scopes = _roles(claims), _scopes(claims)
    idtyp = None if "idtyp" not in claims else _text(claims, "idtyp")
    return AccessToken(
        app_id=app_id,
        object_id=_text(claims, "oid"),
        tenant_id=tenant_id,
        is_app_token=_is_app_token(idtyp, roles, claims, settings),
        idtyp=idtyp,
        roles=roles,
        scopes=scopes,
        expires_at=expires_at,
        token_id=None if "uti" not in claims else _text(claims, "uti"),
        claims=_frozen(claims),
    )


def _verify_version(claims: Mapping[str, Any], template: str) -> str:
    """Version 2 issuers end in ``/v2.0``, those of version 1 do not (Entra: access-tokens)."""
    expected = "2.0" if template.endswith("/v2.0") else "1.0"
    if claims.get("ver") != expected:
        raise AccessError(errors.VERSION_WRONG, detail=_shown(claims, "ver"))
    return expected


def _verify_tenant(claims: Mapping[str, Any], template: str, settings: Settings) -> str:
    tenant_id = _text(claims, "tid").lower()
    if not is_guid(tenant_id):
        raise AccessError(errors.CLAIM_MALFORMED, claim="tid")
    served = settings.tenant_ids or guids_in(template)
    if tenant_id not in served and ANY_TENANT not in served:
        raise AccessError(errors.TENANT_WRONG, detail=_shown(claims, "tid"))
    return tenant_id


def _verify_issuer(claims: Mapping[str, Any], template: str) -> str:
    issuer = template.replace(TENANT, claims["tid"])
    if claims.get("iss") != issuer:
        raise AccessError(
            errors.ISSUER_WRONG, detail=f"{_shown(claims, 'iss')}, expected {issuer!r}"
        )
    return issuer


def _verify_key_issuer(key_issuer: str | None, issuer: str, discovered: str, tid: str) -> None:
    """Check the key's own ``issuer`` (Entra: access-tokens, validate the signing key issuer)."""
    if key_issuer is None:
        return
    named = key_issuer.replace(TENANT, tid)
    if named == issuer:
        return
    public_cloud = {name.replace(TENANT, tid) for name in _PUBLIC_CLOUD}
    if named == discovered.replace(TENANT, tid) or {named, issuer} <= public_cloud:
        return
    raise AccessError(errors.KEY_ISSUER_WRONG, detail=f"{named!r} signed for {issuer!r}")


def _verify_audience(claims: Mapping[str, Any], settings: Settings) -> None:
    """Demand one text: a token for several APIs could be passed on by any of them."""
    audience = claims.get("aud")
    if not isinstance(audience, str) or audience not in settings.audiences:
        raise AccessError(errors.AUDIENCE_WRONG, detail=_shown(claims, "aud"))


def _verify_times(claims: Mapping[str, Any], now: float, skew: float) -> datetime:
    expires = _numeric_date(claims, "exp")
    if now >= expires + skew:
        raise AccessError(errors.EXPIRED, detail=f"{now - expires:.0f} s ago")
    if "nbf" in claims and now + skew < (start := _numeric_date(claims, "nbf")):
        raise AccessError(errors.NOT_YET_VALID, detail=f"in {start - now:.0f} s")
    return datetime.fromtimestamp(expires, UTC)


def _refuse_id_tokens(claims: Mapping[str, Any]) -> None:
    """Refuse what names this API as audience because it *is* the client (RFC 8725 section 3.12).

    Entra's ID tokens lack the claim that names the caller, which is checked before;
    these are marks of OpenID Connect Core 1.0 section 2 that no access token has.
    """
    if not _ID_TOKEN_CLAIMS.isdisjoint(claims):
        raise AccessError(errors.TOKEN_TYPE_WRONG, detail="an ID token")


def _is_app_token(
    idtyp: str | None, roles: frozenset[str], claims: Mapping[str, Any], settings: Settings
) -> bool:
    """Entra: claims-validation, optional-claims-reference (``idtyp``)."""
    if idtyp is not None or settings.require_idtyp:
        return idtyp == "app"
    return bool(roles) and "scp" not in claims


def _roles(claims: Mapping[str, Any]) -> frozenset[str]:
    roles = claims.get("roles", [])
    if not isinstance(roles, list) or not all(isinstance(role, str) for role in roles):
        raise AccessError(errors.CLAIM_MALFORMED, claim="roles")
    return frozenset(roles)


def _scopes(claims: Mapping[str, Any]) -> frozenset[str]:
    scopes = claims.get("scp", "")
    if not isinstance(scopes, str):
        raise AccessError(errors.CLAIM_MALFORMED, claim="scp")
    return frozenset(scopes.split(" ")) - {""}


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    if not isinstance(value, str) or not value:
        raise AccessError(errors.CLAIM_MALFORMED, claim=name)
    return value


def _numeric_date(claims: Mapping[str, Any], name: str) -> float:
    """Return seconds since 1970, fractions allowed (RFC 7519 section 2)."""
    value: Any = claims.get(name)
    if type(value) not in _NUMBERS:  # a bool is an int to isinstance
        raise AccessError(errors.CLAIM_MALFORMED, claim=name)
    if 0 <= value <= _LAST_SECOND:  # infinity lies beyond
        seconds: float = value
        return seconds
    raise AccessError(errors.CLAIM_MALFORMED, claim=name)


def _frozen(claims: Mapping[str, Any]) -> Mapping[str, Any]:
    try:
        view: Mapping[str, Any] = frozen(dict(claims))
    except RecursionError:
        raise AccessError(errors.TOKEN_MALFORMED, detail="nested too deeply") from None
    return view


def _shown(claims: Mapping[str, Any], name: str) -> str:
    """Return a claim for the log: escaped, cut, and only if it is a text."""
    value = claims.get(name)
    return f"{name} {value!r}"[:200] if isinstance(value, str) else f"{name} is no text"
