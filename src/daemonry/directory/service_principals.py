"""Service principals: the presence of an application in the tenant."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict, cast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.ids import AppId, ObjectId
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.ports import ListQuery


class ServicePrincipalChanges(TypedDict, total=False):
    """What a caller may set on a service principal; the rest comes from the application."""

    account_enabled: bool
    app_role_assignment_required: bool
    description: str | None
    notes: str | None
    login_url: str | None
    alternative_names: tuple[str, ...]
    notification_email_addresses: tuple[str, ...]
    own_tags: tuple[str, ...]


NO_CHANGES = cast("ServicePrincipalChanges", MappingProxyType({}))


async def create_service_principal(
    work: Work, app_id: AppId, changes: ServicePrincipalChanges = NO_CHANGES
) -> ServicePrincipal:
    """Make an application of the tenant present in it.

    A caller that holds only Application.ReadWrite.OwnedBy must own the application and
    becomes an owner of the service principal.
    Raises InvalidError(NO_BACKING_APPLICATION), ConflictError(SERVICE_PRINCIPAL_EXISTS)
    also when a soft-deleted one reserves the appId, ForbiddenError.
    """
    raise NotImplementedError


async def update_service_principal(
    work: Work, object_id: ObjectId, changes: ServicePrincipalChanges
) -> ServicePrincipal:
    """Change a service principal. Raises NotFoundError, InvalidError, ForbiddenError."""
    raise NotImplementedError


async def delete_service_principal(work: Work, object_id: ObjectId) -> None:
    """Soft-delete a service principal; its application stays. Its tokens stop at once.

    Raises NotFoundError, ForbiddenError.
    """
    raise NotImplementedError


async def restore_service_principal(work: Work, object_id: ObjectId) -> ServicePrincipal:
    """Bring a soft-deleted service principal back with its assignments.

    Raises NotFoundError when it is not in the deleted items,
    InvalidError(NO_BACKING_APPLICATION) while its application is deleted, ForbiddenError.
    """
    raise NotImplementedError


async def purge_service_principal(work: Work, object_id: ObjectId) -> None:
    """Remove a soft-deleted service principal for good, assignments in both directions too.

    Raises NotFoundError when it is not in the deleted items; ForbiddenError.
    """
    raise NotImplementedError


async def get_service_principal(
    work: Work, object_id: ObjectId, *, deleted: bool = False
) -> ServicePrincipal:
    """Return a live (or, when asked, a soft-deleted) service principal.

    Raises NotFoundError, ForbiddenError.
    """
    raise NotImplementedError


async def get_service_principal_by_app_id(work: Work, app_id: AppId) -> ServicePrincipal:
    """Return the live service principal of this application.

    Raises NotFoundError, ForbiddenError.
    """
    raise NotImplementedError


async def find_service_principal(work: Work, reference: str) -> ServicePrincipal:
    """Return the service principal that a person means, the built-in ones included.

    ``reference`` is an object ID, an appId, an application ID URI or a display name
    (case ignored). Raises NotFoundError; InvalidError that lists the appIds when
    several bear the name; ForbiddenError.
    """
    raise NotImplementedError


async def list_service_principals(
    work: Work, query: ListQuery, *, deleted: bool = False
) -> Sequence[ServicePrincipal]:
    """Return service principals in order of object identifier. Raises ForbiddenError."""
    raise NotImplementedError
