"""From the scope of a client credentials request to one resource, and maybe some of its roles.

Entra: v2-oauth2-client-creds-grant-flow and scopes-oidc.
"""

from __future__ import annotations

from typing import Final

from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError

DEFAULT: Final = ".default"
SUFFIX: Final = "/.default"
OPENID_SCOPES: Final = frozenset({"openid", "profile", "email", "offline_access"})
"""What MSAL for Go and for Java add to every request (OpenID Connect Core 5.4 and 11)."""


def parse_default_scope(scope: str) -> str:
    """Return the resource identifier of ``{resource}/.default``.

    Exactly one ``/.default`` is taken off, so an identifier that ends in a slash
    keeps it. OpenID scopes beside it ask for nothing that a daemon can have and are
    passed over. Raises OAuthError when there is no such scope, more than one resource,
    or a scope of a resource beside it.
    """
    parts = [part for part in scope.split() if part not in OPENID_SCOPES]
    defaults = [part for part in parts if part.endswith(SUFFIX)]
    if not defaults:
        raise OAuthError(errors.SCOPE_WITHOUT_DEFAULT, scope=scope)
    if len(set(defaults)) > 1:
        raise OAuthError(errors.SCOPE_SEVERAL_RESOURCES, scope=scope)
    if len(defaults) != len(parts):
        raise OAuthError(errors.SCOPE_MIXED, scope=scope)
    resource = defaults[0].removesuffix(SUFFIX)
    if not resource:
        raise OAuthError(errors.SCOPE_WITHOUT_DEFAULT, scope=scope)
    return resource


def parse_role_scopes(scope: str) -> tuple[str, frozenset[str]] | None:
    """Return the resource and the role values of ``{resource}/{role}`` scopes.

    A daemonry addition: Entra knows ``.default`` alone. The role is what follows the last
    slash. None when a part has another form, is a ``.default``, or names another resource.
    """
    pairs = [part.rpartition("/")[::2] for part in scope.split()]
    resources, roles = {resource for resource, _ in pairs}, frozenset(role for _, role in pairs)
    if len(resources) != 1 or not roles.isdisjoint({"", DEFAULT}) or "" in resources:
        return None
    return resources.pop(), roles


def parse_scopes_of(resource: str, scope: str) -> frozenset[str] | None:
    """Return the role values that a scope names beside a ``resource`` (RFC 8707 section 2.2).

    Each is the value alone or ``{resource}/{value}``; None, that is all, for ``.default``.
    Raises OAuthError when ``.default`` does not stand alone.
    """
    names = {part.removeprefix(f"{resource}/") for part in scope.split()}
    if DEFAULT not in names:
        return frozenset(names)
    if len(names) > 1:
        raise OAuthError(errors.SCOPE_MIXED, scope=scope)
    return None
