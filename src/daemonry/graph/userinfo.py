"""``/oidc/userinfo``: who the person is, for the client (OpenID Connect Core section 5.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.graph.services import Answer
from daemonry.oauth.delegated_scope import EMAIL, OPENID, PROFILE
from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.tokens.delegated.claims import subject

if TYPE_CHECKING:
    from daemonry.graph.authentication import Authenticated
    from daemonry.graph.services import Request

SEGMENT: Final = "oidc"
_PATH: Final = "/userinfo"
_METHODS: Final = frozenset({"GET", "HEAD", "POST"})


def answer(proven: Authenticated, request: Request) -> Answer:
    """Return what the token's OpenID scopes let the client know. Raises ODataError.

    ``sub`` is that of the id token.
    """
    if request.path.rstrip("/").lower() != _PATH or request.method not in _METHODS:
        raise ODataError(errors.SEGMENT_NOT_FOUND, segment=request.path.lstrip("/"))
    user, scopes = proven.user, proven.token.scopes
    if user is None or OPENID not in scopes:
        raise ODataError(errors.ME_IS_DELEGATED, detail="No token with the scope openid.")
    found = {"sub": subject(user.tenant_id, user, proven.token.app_id)}
    if PROFILE in scopes:
        found |= {"name": user.display_name, "preferred_username": user.user_principal_name}
    if EMAIL in scopes:
        found["email"] = user.user_principal_name
    return Answer(200, found)
