"""The access token after every check, and what an API may ask of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from daemonry_protect import errors
from daemonry_protect.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


_IMMUTABLE: Final = (str, int)


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A verified access token. It exists only after signature and claims were checked.

    Immutable to the bottom, since one object serves all requests that carry the token.
    """

    app_id: str
    """The calling application (``azp``, in version 1 ``appid``)."""
    object_id: str
    """The caller in its tenant: a service principal, or a user (``oid``)."""
    tenant_id: str
    """``tid``, in lower case."""
    is_app_token: bool
    """Whether an application calls on its own behalf rather than for a user."""
    idtyp: str | None
    """``app``, ``user`` or None, where the API does not have this optional claim."""
    roles: frozenset[str]
    """App roles that were assigned to the caller."""
    scopes: frozenset[str]
    """Delegated permissions (``scp``); only tokens of users have any."""
    expires_at: datetime
    """Aware, in UTC; the tolerance for slow clocks is not part of it."""
    token_id: str | None
    """``uti``: names the token in logs of both sides without disclosing it."""
    claims: Mapping[str, Any] = field(repr=False, compare=False)
    """All claims, read-only; lists have become tuples."""

    def has_any_role(self, *roles: str) -> bool:
        """Tell whether the token carries at least one of these app roles."""
        return not self.roles.isdisjoint(roles)

    def has_any_scope(self, *scopes: str) -> bool:
        """Tell whether the token carries at least one of these scopes."""
        return not self.scopes.isdisjoint(scopes)

    def require_any_role(self, *roles: str) -> None:
        """Raise AccessError (403, naming the roles) unless one of them is there."""
        if not self.has_any_role(*roles):
            raise AccessError(errors.ROLE_MISSING, roles=roles, needed=", ".join(roles))

    def require_any_scope(self, *scopes: str) -> None:
        """Raise AccessError (403, naming the scopes) unless one of them is there."""
        if not self.has_any_scope(*scopes):
            raise AccessError(errors.SCOPE_MISSING, scopes=scopes, needed=", ".join(scopes))

    def require_app(self) -> None:
        """Raise AccessError (403) unless an application calls on its own behalf."""
        if not self.is_app_token:
            raise AccessError(errors.APP_TOKEN_NEEDED)


def frozen(value: Any) -> Any:
    """Return a JSON value as one that nobody can change; raises RecursionError if too deep."""
    if isinstance(value, dict):
        return MappingProxyType(
            {
                name: member if type(member) in _IMMUTABLE else frozen(member)
                for name, member in value.items()
            }
        )
    if isinstance(value, list):
        return tuple([frozen(item) for item in value])
    return value
