"""Applications: register, change, delete, bring back, find."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from daemonry.directory.owners import add_owner, list_owners, remove_owner

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.application import (
        Application,
        AppRole,
        OptionalClaims,
        PermissionScope,
        PreAuthorizedApplication,
        RequiredResourceAccess,
    )
    from daemonry.model.ids import AppId, ObjectId
    from daemonry.ports import ListQuery

__all__ = [
    "ApiChanges",
    "ApplicationChanges",
    "InfoChanges",
    "WebChanges",
    "add_owner",
    "create_application",
    "delete_application",
    "find_application",
    "get_application",
    "get_application_by_app_id",
    "get_application_by_unique_name",
    "list_applications",
    "list_owners",
    "purge_application",
    "remove_owner",
    "restore_application",
    "update_application",
]


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
    spa_redirect_uris: tuple[str, ...]
    public_client_redirect_uris: tuple[str, ...]
    is_fallback_public_client: bool | None
    is_device_only_auth_supported: bool | None
    group_membership_claims: str | None
    service_management_reference: str | None
    tags: tuple[str, ...]
    is_disabled: bool | None


async def create_application(
    work: Work, changes: ApplicationChanges, *, owner_ids: tuple[ObjectId, ...] = ()
) -> Application:
    """Register an application; ``display_name`` is required.

    ``owner_ids`` are users and service principals of the tenant. A caller that holds
    only Application.ReadWrite.OwnedBy becomes an owner too; a caller with
    Application.ReadWrite.All does not, as in Entra.
    Raises InvalidError for a broken rule, ConflictError for a taken name,
    ForbiddenError, NotFoundError for an unknown owner.
    """
    raise NotImplementedError


async def update_application(
    work: Work, object_id: ObjectId, changes: ApplicationChanges
) -> Application:
    """Change an application; no change at all is allowed and leaves no trace.

    Roles that are removed take their assignments with them.
    Raises NotFoundError, InvalidError, ConflictError, ForbiddenError.
    """
    raise NotImplementedError


async def delete_application(work: Work, object_id: ObjectId) -> None:
    """Soft-delete an application and its service principal; names stay reserved.

    Raises NotFoundError, ForbiddenError.
    """
    raise NotImplementedError


async def restore_application(work: Work, object_id: ObjectId) -> Application:
    """Bring a soft-deleted application back, with the service principal deleted with it.

    Raises NotFoundError when it is not in the deleted items; InvalidError and
    ConflictError when it no longer fits the rules; ForbiddenError.
    """
    raise NotImplementedError


async def purge_application(work: Work, object_id: ObjectId) -> None:
    """Remove a soft-deleted application for good, its service principal too.

    Raises NotFoundError when it is not in the deleted items; ForbiddenError.
    """
    raise NotImplementedError


async def get_application(work: Work, object_id: ObjectId, *, deleted: bool = False) -> Application:
    """Return a live (or, when asked, a soft-deleted) application.

    Raises NotFoundError, ForbiddenError.
    """
    raise NotImplementedError


async def get_application_by_app_id(work: Work, app_id: AppId) -> Application:
    """Return the live application with this appId. Raises NotFoundError, ForbiddenError."""
    raise NotImplementedError


async def get_application_by_unique_name(work: Work, unique_name: str) -> Application:
    """Return the live application with this unique name. Raises NotFoundError, ForbiddenError."""
    raise NotImplementedError


async def find_application(work: Work, reference: str) -> Application:
    """Return the application that a person means.

    ``reference`` is an object ID, an appId, an application ID URI or a display name
    (case ignored). Raises NotFoundError; InvalidError that lists the appIds when
    several applications bear the name; ForbiddenError.
    """
    raise NotImplementedError


async def list_applications(
    work: Work, query: ListQuery, *, deleted: bool = False
) -> Sequence[Application]:
    """Return applications in order of object identifier. Raises ForbiddenError."""
    raise NotImplementedError
