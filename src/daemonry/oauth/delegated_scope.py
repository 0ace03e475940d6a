"""The scope of a request on behalf of a person: OpenID scopes, and those of one API.

Entra: scopes-oidc. A value without an API means Microsoft Graph.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.model.first_party import GRAPH_IDENTIFIER_URI
from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError
from daemonry.oauth.scope import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Mapping

OPENID: Final = "openid"
PROFILE: Final = "profile"
EMAIL: Final = "email"
OFFLINE_ACCESS: Final = "offline_access"
OPENID_SCOPES: Final = (OPENID, PROFILE, EMAIL, OFFLINE_ACCESS)
MAX_SCOPES: Final = 100
_GRAPH_PREFIX: Final = f"{GRAPH_IDENTIFIER_URI}/"


@dataclass(frozen=True, slots=True)
class DelegatedWish:
    """What is asked for: OpenID scopes, an API by its identifier, and which of its scopes.

    ``values`` is None for ``.default``: all that were granted.
    """

    openid: frozenset[str]
    resource: str
    values: tuple[str, ...] | None


def scope_in(parameters: Mapping[str, str]) -> str:
    """Return the scope of a request; version 1 names the API alone, by ``resource``.

    Entra: v1-protocols-oauth-code.
    """
    scope, resource = parameters.get("scope", ""), parameters.get("resource", "")
    if resource and scope.strip() in {"", OPENID}:
        return f"{OPENID} {PROFILE} {OFFLINE_ACCESS} {resource.removeprefix('spn:')}/{DEFAULT}"
    return scope


def parse_delegated_scope(scope: str) -> DelegatedWish:
    """Return what a scope asks for.

    Exactly one ``/`` before the value is taken off, so that an identifier that ends in a
    slash keeps it. Raises OAuthError for an empty scope, several APIs, and ``.default``
    beside other values of its API.
    """
    parts = list(dict.fromkeys(scope.split()))
    if not parts:
        raise OAuthError(errors.MISSING_PARAMETER, name="scope")
    if len(parts) > MAX_SCOPES:
        raise OAuthError(errors.SCOPE_INVALID, scope=scope)
    parts = [part.removeprefix(_GRAPH_PREFIX) for part in parts]
    openid = frozenset(part for part in parts if part in OPENID_SCOPES)
    pairs = [_split(part) for part in parts if part not in OPENID_SCOPES]
    resources = {resource for resource, _ in pairs}
    if len(resources) > 1:
        raise OAuthError(errors.SCOPE_SEVERAL_RESOURCES, scope=scope)
    values = tuple(value for _, value in pairs)
    if "" in values or "" in resources:
        raise OAuthError(errors.SCOPE_INVALID, scope=scope)
    if DEFAULT in values and len(values) > 1:
        raise OAuthError(errors.SCOPE_MIXED, scope=scope)
    resource = resources.pop() if resources else GRAPH_IDENTIFIER_URI
    return DelegatedWish(openid, resource, None if values == (DEFAULT,) else values)


def _split(part: str) -> tuple[str, str]:
    if "/" not in part:
        return GRAPH_IDENTIFIER_URI, part
    resource, _, value = part.rpartition("/")
    return resource, value
