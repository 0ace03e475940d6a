"""What app roles and permission scopes must look like; part of the application's validator.

The real service treats both as one kind of entitlement: identifiers and values are
unique over both collections, and an enabled one is fixed (Entra: howto-add-app-roles-in-apps).
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from daemonry.directory.text_rules import check_guid, check_text
from daemonry.model.application import MEMBER_APPLICATION, MEMBER_USER
from daemonry.model.errors import (
    DUPLICATE_VALUE,
    ENABLED_ENTITLEMENT,
    INVALID_PROPERTY,
    INVALID_ROLE_VALUE,
    SHARED_ENTITLEMENT_DIFFERS,
    TOO_MANY,
    UNKNOWN_DELEGATED_PERMISSION,
    InvalidError,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daemonry.model.application import Application, AppRole, PermissionScope

MAX_ENTITLEMENTS: Final = 700
MAX_VALUE: Final = 120
MAX_PERSONAL_SCOPE_VALUE: Final = 40
# Display texts: the limits of the admin center's forms. Unverified against Graph.
MAX_DISPLAY_NAME: Final = 100
MAX_DESCRIPTION: Final = 1000

_ROLES: Final = "appRoles"
_SCOPES: Final = "api.oauth2PermissionScopes"
_REFUSED_VALUE: Final = "User"
_SCOPE_TYPES: Final = frozenset({"User", "Admin"})
_VALUE: Final = re.compile(r"(?!\.)[0-9A-Za-z:!#$%&'()*+,\-./;<=>?@\[\]^_`{|}~]+")


def check_entitlements(new: Application, previous: Application | None) -> None:
    """Check roles and scopes of an application, and what was changed on enabled ones.

    Raises InvalidError(TOO_MANY, DUPLICATE_VALUE, ENABLED_ENTITLEMENT,
    INVALID_ROLE_VALUE, SHARED_ENTITLEMENT_DIFFERS, ...).
    """
    scopes = new.api.oauth2_permission_scopes
    if len(new.app_roles) + len(scopes) > MAX_ENTITLEMENTS:
        raise InvalidError(
            TOO_MANY,
            target=_ROLES,
            property="appRoles and api.oauth2PermissionScopes",
            limit=str(MAX_ENTITLEMENTS),
        )
    for role in new.app_roles:
        _check_role(role)
    longest = MAX_PERSONAL_SCOPE_VALUE if is_for_personal_accounts(new) else MAX_VALUE
    for scope in scopes:
        _check_scope(scope, longest)
    _check_unique(new)
    _check_pre_authorized(new)
    if previous is not None:
        _check_enabled_stay(new, previous)


def is_for_personal_accounts(application: Application) -> bool:
    """Tell whether the narrower limits of personal audiences hold for it."""
    return "Personal" in application.sign_in_audience


def _check_role(role: AppRole) -> None:
    check_guid(role.role_id, "appRoles.id")
    check_text(role.display_name, "appRoles.displayName", MAX_DISPLAY_NAME)
    check_text(role.description, "appRoles.description", MAX_DESCRIPTION, lines=True)
    _check_value(role.value, MAX_VALUE, _ROLES)
    members = role.allowed_member_types
    if not members or len(set(members)) < len(members):
        raise _refused("appRoles.allowedMemberTypes", "AppRole")
    if not {MEMBER_APPLICATION, MEMBER_USER}.issuperset(members):
        raise _refused("appRoles.allowedMemberTypes", "AppRole")


def _check_scope(scope: PermissionScope, longest_value: int) -> None:
    check_guid(scope.scope_id, f"{_SCOPES}.id")
    name, description = scope.admin_consent_display_name, scope.admin_consent_description
    check_text(name, f"{_SCOPES}.adminConsentDisplayName", MAX_DISPLAY_NAME)
    check_text(description, f"{_SCOPES}.adminConsentDescription", MAX_DESCRIPTION, lines=True)
    if scope.user_consent_display_name:
        check_text(
            scope.user_consent_display_name, f"{_SCOPES}.userConsentDisplayName", MAX_DISPLAY_NAME
        )
    if scope.user_consent_description:
        check_text(
            scope.user_consent_description,
            f"{_SCOPES}.userConsentDescription",
            MAX_DESCRIPTION,
            lines=True,
        )
    if scope.type not in _SCOPE_TYPES:
        raise _refused(f"{_SCOPES}.type", "PermissionScope")
    _check_value(scope.value, longest_value, _SCOPES)


def _check_value(value: str | None, longest: int, target: str) -> None:
    """Check the alphabet of a value; None is one that never reaches a token."""
    if value is None:
        return
    if value == _REFUSED_VALUE or len(value) > longest or _VALUE.fullmatch(value) is None:
        raise InvalidError(INVALID_ROLE_VALUE, target=target, value=value[:MAX_VALUE])


def _check_unique(application: Application) -> None:
    """Refuse an identifier or value that stands twice, but for one thing in two roles.

    A role and a scope may be two faces of one permission: they share the identifier,
    then all their texts must agree.
    """
    roles, scopes = application.app_roles, application.api.oauth2_permission_scopes
    _refuse_repeated((role.role_id for role in roles), _ROLES)
    _refuse_repeated((scope.scope_id for scope in scopes), _SCOPES)
    twins = {scope.scope_id: scope for scope in scopes}
    shared = set()
    for role in roles:
        twin = twins.get(role.role_id)
        if twin is None:
            continue
        if _texts_of_role(role) != _texts_of_scope(twin):
            raise InvalidError(
                SHARED_ENTITLEMENT_DIFFERS,
                target=_ROLES,
                detail_code=SHARED_ENTITLEMENT_DIFFERS.code,
                id=role.role_id,
            )
        shared.add(role.role_id)
    _refuse_repeated((role.value for role in roles), _ROLES)
    unshared = (scope.value for scope in scopes if scope.scope_id not in shared)
    _refuse_repeated(chain((role.value for role in roles), unshared), _SCOPES)


def _texts_of_role(role: AppRole) -> tuple[object, ...]:
    return role.value, role.display_name, role.description, role.is_enabled


def _texts_of_scope(scope: PermissionScope) -> tuple[object, ...]:
    return (
        scope.value,
        scope.admin_consent_display_name,
        scope.admin_consent_description,
        scope.is_enabled,
    )


def _refuse_repeated(values: Iterable[str | None], target: str) -> None:
    seen = set()
    for value in values:
        if value is None:
            continue
        if value in seen:
            raise InvalidError(DUPLICATE_VALUE, target=target, detail_code=DUPLICATE_VALUE.code)
        seen.add(value)


def _check_pre_authorized(application: Application) -> None:
    known = {scope.scope_id for scope in application.api.oauth2_permission_scopes}
    target = "api.preAuthorizedApplications"
    for entry in application.api.pre_authorized_applications:
        check_guid(entry.app_id, f"{target}.appId")
        for permission_id in entry.delegated_permission_ids:
            if permission_id not in known:
                raise InvalidError(
                    UNKNOWN_DELEGATED_PERMISSION, target=target, id=permission_id[:MAX_VALUE]
                )
    _refuse_repeated(
        (entry.app_id for entry in application.api.pre_authorized_applications), target
    )


def _check_enabled_stay(new: Application, previous: Application) -> None:
    """Refuse to remove or redefine what is enabled in the stored object.

    Display texts may change at any time. Which properties count is unverified against
    Entra; value and member types are the ones that tokens and consent rest on.
    """
    roles = {role.role_id: role for role in new.app_roles}
    for stored in previous.app_roles:
        kept = roles.get(stored.role_id)
        if stored.is_enabled and (
            kept is None
            or kept.value != stored.value
            or set(kept.allowed_member_types) != set(stored.allowed_member_types)
        ):
            raise InvalidError(ENABLED_ENTITLEMENT, target=_ROLES)
    scopes = {scope.scope_id: scope for scope in new.api.oauth2_permission_scopes}
    for old in previous.api.oauth2_permission_scopes:
        still = scopes.get(old.scope_id)
        if old.is_enabled and (still is None or still.value != old.value):
            raise InvalidError(ENABLED_ENTITLEMENT, target=_SCOPES)


def _refused(name: str, resource: str) -> InvalidError:
    return InvalidError(INVALID_PROPERTY, target=name, property=name, resource=resource)
