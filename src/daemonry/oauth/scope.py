"""``.default``: from the scope of a client credentials request to one resource.

Entra: v2-oauth2-client-creds-grant-flow and scopes-oidc.
"""

from __future__ import annotations

from typing import Final

from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError

DEFAULT: Final = ".default"
SUFFIX: Final = "/.default"


def parse_default_scope(scope: str) -> str:
    """Return the resource identifier of ``{resource}/.default``.

    Exactly one ``/.default`` is taken off, so an identifier that ends in a slash
    keeps it. Raises OAuthError when there is no such scope, more than one resource,
    or another scope beside it. OpenID scopes count as any other here.
    """
    parts = scope.split()
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
