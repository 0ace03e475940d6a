"""Finding what a verb is about, or saying that it is not there or not the actor's to change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

from daemonry.directory.permissions import (
    APPLICATION_OWNED,
    APPLICATION_WRITE,
    DIRECTORY_WRITE,
    require_any,
    require_write_to_owned,
)
from daemonry.model.audit import AuditTarget
from daemonry.model.errors import (
    AMBIGUOUS_NAME,
    FIRST_PARTY_READ_ONLY,
    RESOURCE_NOT_FOUND,
    TENANT_NOT_FOUND,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.first_party import is_first_party
from daemonry.model.ids import AppId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.audit import ModifiedProperty
    from daemonry.model.ids import ObjectId
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.tenant import Tenant
    from daemonry.model.user import User


class _Named(Protocol):
    @property
    def app_id(self) -> AppId: ...


_Object = TypeVar("_Object", bound=_Named)


async def tenant_of(work: Work) -> Tenant:
    """Return the tenant of the work. Raises NotFoundError(TENANT_NOT_FOUND)."""
    tenant = await work.uow.tenants.get(work.tenant_id)
    if tenant is None:
        raise NotFoundError(TENANT_NOT_FOUND, id=work.tenant_id)
    return tenant


async def application_there(
    work: Work, object_id: ObjectId, *, deleted: bool = False
) -> Application:
    """Return the application. Raises NotFoundError(RESOURCE_NOT_FOUND)."""
    found = await work.uow.applications.get(work.tenant_id, object_id, deleted=deleted)
    if found is None:
        raise not_found(object_id)
    return found


async def principal_there(
    work: Work, object_id: ObjectId, *, deleted: bool = False
) -> ServicePrincipal:
    """Return the service principal. Raises NotFoundError(RESOURCE_NOT_FOUND)."""
    found = await work.uow.service_principals.get(work.tenant_id, object_id, deleted=deleted)
    if found is None:
        raise not_found(object_id)
    return found


async def application_to_change(
    work: Work, object_id: ObjectId, *, deleted: bool = False, directory_writers: bool = False
) -> Application:
    """Return an application that the actor may change.

    Whoever may change none is told so first and learns nothing about what exists.
    Raises ForbiddenError, NotFoundError.
    """
    _require_any_write(work, directory_writers=directory_writers)
    if is_first_party(AppId(object_id)):
        raise ForbiddenError(FIRST_PARTY_READ_ONLY, app_id=object_id)
    found = await application_there(work, object_id, deleted=deleted)
    await require_write_to_owned(work, object_id, directory_writers=directory_writers)
    return found


async def principal_to_change(
    work: Work,
    object_id: ObjectId,
    *,
    deleted: bool = False,
    directory_writers: bool = False,
    may_be_first_party: bool = False,
) -> ServicePrincipal:
    """Return a service principal that the actor may change.

    One of the server itself only with ``may_be_first_party``, for who goes on to refuse
    every change of it. Raises ForbiddenError, NotFoundError.
    """
    _require_any_write(work, directory_writers=directory_writers)
    found = await principal_there(work, object_id, deleted=deleted)
    await require_write_to_owned(work, object_id, directory_writers=directory_writers)
    if not may_be_first_party:
        refuse_first_party(found)
    return found


def refuse_first_party(principal: ServicePrincipal) -> None:
    """Raise ForbiddenError for a service principal of the server itself."""
    if is_first_party(principal.app_id):
        raise ForbiddenError(FIRST_PARTY_READ_ONLY, app_id=principal.app_id)


def the_one(found: Sequence[_Object], reference: str) -> _Object | None:
    """Return the only object of a search by name, or None.

    Raises InvalidError(AMBIGUOUS_NAME), which lists the appIds, when there are several.
    """
    if len(found) > 1:
        app_ids = ", ".join(item.app_id for item in found)
        raise InvalidError(AMBIGUOUS_NAME, name=reference, app_ids=app_ids)
    return found[0] if found else None


def not_found(reference: str) -> NotFoundError:
    """Return the one answer for what does not exist, is deleted, or is another tenant's."""
    return NotFoundError(RESOURCE_NOT_FOUND, id=reference)


def application_target(
    application: Application, modified: tuple[ModifiedProperty, ...] = ()
) -> AuditTarget:
    """Return the application as the target of an audit event."""
    return AuditTarget(application.object_id, application.display_name, "Application", modified)


def user_target(user: User, modified: tuple[ModifiedProperty, ...] = ()) -> AuditTarget:
    """Return the person as the target of an audit event."""
    return AuditTarget(user.object_id, user.display_name, "User", modified)


def principal_target(
    principal: ServicePrincipal, modified: tuple[ModifiedProperty, ...] = ()
) -> AuditTarget:
    """Return the service principal as the target of an audit event."""
    return AuditTarget(principal.object_id, principal.display_name, "ServicePrincipal", modified)


def _require_any_write(work: Work, *, directory_writers: bool) -> None:
    more = (DIRECTORY_WRITE,) if directory_writers else ()
    require_any(work, APPLICATION_OWNED, APPLICATION_WRITE, *more)
