"""Which delegated permissions a client may use for a person: asked for, consented to, or not.

A permission counts when it was granted for everybody or for this person, or when the API
names the client as pre-authorized for it. OpenID scopes come with any consent to the client
(Entra: v2-permissions-and-consent). Pure but for the grants, which are handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.model.application import PERMISSION_SCOPE
from daemonry.oauth import errors
from daemonry.oauth.delegated_scope import OPENID_SCOPES
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daemonry.model.application import Application, PermissionScope
    from daemonry.model.grant import PermissionGrant
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.oauth.delegated_scope import DelegatedWish

USER_CONSENT: Final = "User"
"""The type of a permission that people may consent to for themselves."""


@dataclass(frozen=True, slots=True)
class ScopeState:
    """What a wish comes to: scopes that are granted, and those that somebody must consent to.

    ``values`` and ``missing`` are of the API; ``openid`` are granted with them.
    """

    values: tuple[str, ...]
    openid: tuple[str, ...]
    missing: tuple[PermissionScope, ...]
    missing_openid: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        """Tell whether nobody must be asked."""
        return not self.missing and not self.missing_openid

    @property
    def needs_administrator(self) -> bool:
        """Tell whether a missing permission is one that people cannot consent to."""
        return any(scope.type != USER_CONSENT for scope in self.missing)


def scope_state(
    wish: DelegatedWish,
    client: Application,
    resource: ServicePrincipal,
    grants: Iterable[PermissionGrant],
) -> ScopeState:
    """Return what of a wish is granted.

    Raises OAuthError 650053 for a permission that the API does not define, 650057 for
    ``.default`` where nothing was asked for in advance and nothing granted.
    """
    defined = {
        scope.value: scope
        for scope in resource.application.api.oauth2_permission_scopes
        if scope.value is not None and scope.value not in OPENID_SCOPES and scope.is_enabled
    }
    held = list(grants)
    granted = _granted(client, resource, held)
    wanted = _wanted(wish, client, resource, defined, granted)
    missing = tuple(defined[value] for value in wanted if value not in granted)
    values = tuple(
        value for value in defined if value in granted and _is_meant(value, wanted, wish)
    )
    openid = tuple(scope for scope in OPENID_SCOPES if scope in wish.openid)
    is_known = bool(held) or bool(granted)
    return ScopeState(
        values=values,
        openid=openid if is_known else (),
        missing=missing,
        missing_openid=() if is_known else openid,
    )


def _is_meant(value: str, wanted: tuple[str, ...], wish: DelegatedWish) -> bool:
    return wish.values is None or value in wanted


def _wanted(
    wish: DelegatedWish,
    client: Application,
    resource: ServicePrincipal,
    defined: dict[str, PermissionScope],
    granted: frozenset[str],
) -> tuple[str, ...]:
    """Return the permissions that are asked for, by name or in the registration."""
    if wish.values is not None:
        for value in wish.values:
            if value not in defined:
                raise OAuthError(
                    errors.SCOPE_UNKNOWN,
                    name=client.display_name,
                    scope=value,
                    resource=wish.resource,
                )
        return wish.values
    if granted:
        # As in Entra, .default asks for nothing more where something was granted.
        return ()
    by_id = {scope.scope_id: value for value, scope in defined.items()}
    listed = tuple(
        by_id[access.permission_id]
        for required in client.required_resource_access
        if required.resource_app_id == resource.app_id
        for access in required.resource_access
        if access.type == PERMISSION_SCOPE and access.permission_id in by_id
    )
    if not listed:
        raise OAuthError(
            errors.NOTHING_REQUESTED,
            client_id=client.app_id,
            name=client.display_name,
            resource=wish.resource,
        )
    return listed


def _granted(
    client: Application, resource: ServicePrincipal, grants: Iterable[PermissionGrant]
) -> frozenset[str]:
    granted = {
        value
        for grant in grants
        if grant.resource_id == resource.object_id
        for value in grant.scope.split()
    }
    api = resource.application.api
    for known in api.pre_authorized_applications:
        if known.app_id == client.app_id:
            granted |= {
                scope.value
                for scope in api.oauth2_permission_scopes
                if scope.value is not None and scope.scope_id in known.delegated_permission_ids
            }
    return frozenset(granted.difference(OPENID_SCOPES))
