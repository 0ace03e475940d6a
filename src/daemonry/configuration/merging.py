"""From what is stored and what is wished for to what will be stored. Pure.

Without ``prune`` entries that the file does not name stay; with it they go. What stays
keeps its place, so that an order alone is never a change.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from daemonry.configuration.shape import APPLICATION, THIS_APP, THIS_TENANT, defaults, nested
from daemonry.directory.key_credentials import NewKey
from daemonry.directory.key_rules import certificate_der
from daemonry.model.application import RequiredResourceAccess, ResourceAccess
from daemonry.model.ids import RoleId

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from daemonry.configuration.document import ApplicationWish
    from daemonry.model.application import Application, AppRole, PermissionScope
    from daemonry.model.ids import AppId, TenantId
    from daemonry.model.key_credential import KeyCredential

T = TypeVar("T")


def merge(
    stored: Iterable[T], wished: Iterable[T], key: Callable[[T], Hashable], *, prune: bool
) -> tuple[T, ...]:
    """Return the stored entries with the wished ones in their places or behind them."""
    by_key = {key(item): item for item in wished}
    kept = [by_key.pop(key(item), item) for item in stored if not prune or key(item) in by_key]
    return (*kept, *by_key.values())


def plain_changes(
    wish: ApplicationWish, app_id: AppId, tenant_id: TenantId, *, prune: bool
) -> dict[str, Any]:
    """Return the plain properties as changes; with ``prune`` what is not written is default."""
    values = dict(defaults(APPLICATION)) if prune else {}
    values |= wish.values
    if prune and "unique_name" not in wish.values:
        del values["unique_name"]  # it is never changed
    if "identifier_uris" in values:
        values["identifier_uris"] = tuple(
            uri.replace(THIS_APP, app_id).replace(THIS_TENANT, tenant_id)
            for uri in values["identifier_uris"]
        )
    if wish.optional_claims is not None or prune:
        values["optional_claims"] = wish.optional_claims
    return nested(values | {"display_name": wish.display_name})


def merged_roles(
    stored: Sequence[AppRole],
    wished: Sequence[AppRole],
    new_id: Callable[[], str],
    *,
    prune: bool,
) -> tuple[AppRole, ...]:
    """Return the app roles; one without an identifier is the stored one with its value."""
    by_value: dict[str | None, RoleId] = {role.value: role.role_id for role in stored}
    by_value.pop(None, None)
    named = [
        role
        if role.role_id
        else replace(role, role_id=by_value.get(role.value) or RoleId(new_id()))
        for role in wished
    ]
    return merge(stored, named, lambda role: role.role_id, prune=prune)


def merged_scopes(
    stored: Sequence[PermissionScope],
    wished: Sequence[PermissionScope],
    roles: Sequence[AppRole],
    new_id: Callable[[], str],
    *,
    prune: bool,
) -> tuple[PermissionScope, ...]:
    """Return the delegated permissions; one with the value of a role shares its identifier."""
    by_value: dict[str | None, RoleId] = {role.value: role.role_id for role in roles}
    by_value |= {scope.value: scope.scope_id for scope in stored}
    by_value.pop(None, None)
    named = [
        scope
        if scope.scope_id
        else replace(scope, scope_id=by_value.get(scope.value) or RoleId(new_id()))
        for scope in wished
    ]
    return merge(stored, named, lambda scope: scope.scope_id, prune=prune)


def disabled_first(stored: Application, changes: dict[str, Any]) -> dict[str, Any] | None:
    """Return the change that must go before: what loses value or place is disabled first.

    None when nothing enabled is removed or redefined. So does everybody who removes a
    role (Entra: CannotDeleteOrUpdateEnabledEntitlement).
    """
    scopes = stored.api.oauth2_permission_scopes
    roles_then = {role.role_id: role for role in changes.get("app_roles", stored.app_roles)}
    wished = changes.get("api", {}).get("oauth2_permission_scopes", scopes)
    scopes_then = {scope.scope_id: scope for scope in wished}
    doomed = {
        role.role_id
        for role in stored.app_roles
        if role.is_enabled and not _is_same_role(role, roles_then.get(role.role_id))
    }
    doomed |= {
        scope.scope_id
        for scope in scopes
        if scope.is_enabled and not _is_same_scope(scope, scopes_then.get(scope.scope_id))
    }
    if not doomed:
        return None
    # A role and a scope that share an identifier are enabled together.
    return {
        "app_roles": tuple(
            replace(role, is_enabled=role.is_enabled and role.role_id not in doomed)
            for role in stored.app_roles
        ),
        "api": {
            "oauth2_permission_scopes": tuple(
                replace(scope, is_enabled=scope.is_enabled and scope.scope_id not in doomed)
                for scope in scopes
            )
        },
    }


def merged_requests(
    stored: Sequence[RequiredResourceAccess],
    wished: Sequence[RequiredResourceAccess],
    *,
    prune: bool,
) -> tuple[RequiredResourceAccess, ...]:
    """Return the permissions asked for, API by API."""
    before = {entry.resource_app_id: entry.resource_access for entry in stored}
    after: dict[AppId, tuple[ResourceAccess, ...]] = {} if prune else dict(before)
    asked: dict[AppId, tuple[ResourceAccess, ...]] = {}
    for entry in wished:
        earlier = asked.get(entry.resource_app_id, ())
        asked[entry.resource_app_id] = (*earlier, *entry.resource_access)
    for app_id, accesses in asked.items():
        after[app_id] = merge(before.get(app_id, ()), accesses, lambda item: item, prune=prune)
    entries = [RequiredResourceAccess(*item) for item in after.items() if item[1]]
    return merge(
        [entry for entry in stored if entry.resource_app_id in after],
        entries,
        lambda entry: entry.resource_app_id,
        prune=prune,
    )


def merged_keys(
    stored: Sequence[KeyCredential], wished: Sequence[NewKey], *, prune: bool
) -> tuple[NewKey, ...]:
    """Return all certificates as wishes; one without an identifier is the stored equal one.

    Raises InvalidError for what is no certificate.
    """
    by_certificate = {item.certificate: item.key_id for item in stored}
    named = [
        key
        if key.key_id or key.key is None
        else replace(key, key_id=by_certificate.get(certificate_der(key.key)))
        for key in wished
    ]
    kept = [NewKey(key=None, key_id=item.key_id) for item in stored]
    fresh = [key for key in named if key.key_id is None]
    known = [key for key in named if key.key_id is not None]
    return (*merge(kept, known, lambda key: key.key_id, prune=prune), *fresh)


def _is_same_role(stored: AppRole, new: AppRole | None) -> bool:
    return (
        new is not None
        and new.value == stored.value
        and set(new.allowed_member_types) == set(stored.allowed_member_types)
    )


def _is_same_scope(stored: PermissionScope, new: PermissionScope | None) -> bool:
    return new is not None and new.value == stored.value
