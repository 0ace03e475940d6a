"""What a caller may set on an application, and how it is merged into what is stored."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypedDict

from daemonry.directory.changes import graph_name
from daemonry.model.application import PreAuthorizedApplication
from daemonry.model.errors import READ_ONLY_PROPERTY, InvalidError
from daemonry.model.ids import AppId, RoleId, parse_guid

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.model.application import (
        Application,
        AppRole,
        OptionalClaims,
        PermissionScope,
        RequiredResourceAccess,
    )


class ApiChanges(TypedDict, total=False):
    """Changes to the ``api`` block; a missing key leaves its property as it is."""

    requested_access_token_version: int | None
    accept_mapped_claims: bool | None
    known_client_applications: tuple[AppId, ...]
    oauth2_permission_scopes: tuple[PermissionScope, ...]
    pre_authorized_applications: tuple[PreAuthorizedApplication, ...]


class WebChanges(TypedDict, total=False):
    """Changes to the ``web`` block; a missing key leaves its property as it is."""

    home_page_url: str | None
    logout_url: str | None
    redirect_uris: tuple[str, ...]
    enable_access_token_issuance: bool
    enable_id_token_issuance: bool


class InfoChanges(TypedDict, total=False):
    """Changes to the ``info`` block; a missing key leaves its property as it is."""

    marketing_url: str | None
    privacy_statement_url: str | None
    support_url: str | None
    terms_of_service_url: str | None


class TokenSettingsChanges(TypedDict, total=False):
    """Changes to the ``tokenSettings`` block; a missing key leaves its property as it is."""

    assertion_profile: str
    certificate_only: bool
    access_token_profile: str
    signing_algorithm: str
    sender_constraint: str
    allow_resource_parameter: bool
    allow_role_subset: bool
    allow_introspection: bool
    allow_revocation: bool
    continuous_access_evaluation: bool


class ApplicationChanges(TypedDict, total=False):
    """What a caller may set on an application; everything else is refused.

    A missing key leaves the property as it is. Complex properties merge, collections
    replace (Graph: application-update).
    """

    display_name: str
    description: str | None
    notes: str | None
    unique_name: str | None
    sign_in_audience: str
    identifier_uris: tuple[str, ...]
    app_roles: tuple[AppRole, ...]
    required_resource_access: tuple[RequiredResourceAccess, ...]
    optional_claims: OptionalClaims | None
    api: ApiChanges
    web: WebChanges
    info: InfoChanges
    token_settings: TokenSettingsChanges
    spa_redirect_uris: tuple[str, ...]
    public_client_redirect_uris: tuple[str, ...]
    is_fallback_public_client: bool | None
    is_device_only_auth_supported: bool | None
    group_membership_claims: str | None
    service_management_reference: str | None
    tags: tuple[str, ...]
    oauth2_require_post_response: bool
    is_disabled: bool | None


_BLOCKS = {
    "api": ApiChanges,
    "web": WebChanges,
    "info": InfoChanges,
    "token_settings": TokenSettingsChanges,
}


def refuse_unlisted(changes: Mapping[str, Any], allowed: type, prefix: str = "") -> None:
    """Raise InvalidError(READ_ONLY_PROPERTY) for a key that the TypedDict does not list."""
    for name in changes:
        if name not in allowed.__annotations__:
            raise InvalidError(READ_ONLY_PROPERTY, target=name, property=prefix + graph_name(name))


def merge_changes(application: Application, changes: ApplicationChanges) -> Application:
    """Return the application as it would be stored, identifiers in canonical lower case.

    Raises InvalidError(READ_ONLY_PROPERTY) for a property that cannot be set.
    """
    refuse_unlisted(changes, ApplicationChanges)
    values: dict[str, Any] = dict(changes)
    for block, allowed in _BLOCKS.items():
        if block in values:
            refuse_unlisted(values[block], allowed, f"{graph_name(block)}.")
            values[block] = replace(getattr(application, block), **values[block])
    return _canonical(replace(application, **values))


def _canonical(application: Application) -> Application:
    """Write every GUID in lower case; what is no GUID stays for the validator to refuse."""
    api = application.api
    return replace(
        application,
        app_roles=tuple(
            replace(role, role_id=RoleId(_guid(role.role_id))) for role in application.app_roles
        ),
        required_resource_access=tuple(
            replace(
                entry,
                resource_app_id=AppId(_guid(entry.resource_app_id)),
                resource_access=tuple(
                    replace(access, permission_id=RoleId(_guid(access.permission_id)))
                    for access in entry.resource_access
                ),
            )
            for entry in application.required_resource_access
        ),
        api=replace(
            api,
            known_client_applications=tuple(
                AppId(_guid(app_id)) for app_id in api.known_client_applications
            ),
            oauth2_permission_scopes=tuple(
                replace(scope, scope_id=RoleId(_guid(scope.scope_id)))
                for scope in api.oauth2_permission_scopes
            ),
            pre_authorized_applications=tuple(
                PreAuthorizedApplication(
                    AppId(_guid(entry.app_id)),
                    tuple(RoleId(_guid(item)) for item in entry.delegated_permission_ids),
                )
                for entry in api.pre_authorized_applications
            ),
        ),
    )


def _guid(text: str) -> str:
    return parse_guid(text) or text
