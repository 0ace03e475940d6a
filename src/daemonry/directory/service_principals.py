"""Service principals: the presence of an application in the tenant."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypedDict, cast

from daemonry.directory import activities
from daemonry.directory.application_changes import refuse_unlisted
from daemonry.directory.assignments import drop_orphans
from daemonry.directory.changes import changed, created
from daemonry.directory.lookup import (
    not_found,
    principal_target,
    principal_there,
    principal_to_change,
    refuse_first_party,
    the_one,
)
from daemonry.directory.owners import attach_owner, own_what_was_created, owner_there
from daemonry.directory.permissions import (
    APPLICATION_WRITE,
    DIRECTORY_WRITE,
    READ_APPLICATIONS,
    WRITE_SERVICE_PRINCIPALS,
    may_any,
    require_any,
    require_write_to_owned,
)
from daemonry.directory.text_rules import check_note, check_tags, check_text, check_web_address
from daemonry.model.errors import (
    NO_BACKING_APPLICATION,
    SERVICE_PRINCIPAL_EXISTS,
    TOO_MANY,
    ConflictError,
    InvalidError,
)
from daemonry.model.ids import AppId, ObjectId, parse_guid
from daemonry.model.service_principal import ServicePrincipal
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.application import Application

MAX_TEXTS: Final = 100
_MAX_TEXT: Final = 256
_RESOURCE: Final = "ServicePrincipal"


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


NO_CHANGES: Final = cast("ServicePrincipalChanges", MappingProxyType({}))


async def create_service_principal(
    work: Work,
    app_id: AppId,
    changes: ServicePrincipalChanges = NO_CHANGES,
    *,
    owner_ids: tuple[ObjectId, ...] = (),
) -> ServicePrincipal:
    """Make an application of the tenant present in it.

    ``owner_ids`` are users and service principals of the tenant. A caller that holds
    only Application.ReadWrite.OwnedBy must own the application and becomes an owner of
    the service principal.
    Raises InvalidError(NO_BACKING_APPLICATION), ConflictError(SERVICE_PRINCIPAL_EXISTS)
    also when a soft-deleted one reserves the appId, ForbiddenError.
    """
    require_any(work, *WRITE_SERVICE_PRINCIPALS)
    canonical = AppId(parse_guid(app_id) or app_id)
    await _check_free(work, canonical)
    application = await work.uow.applications.get_by_app_id(work.tenant_id, canonical)
    if application is None:
        raise _no_application(app_id)
    if not may_any(work, APPLICATION_WRITE, DIRECTORY_WRITE):
        await require_write_to_owned(work, application.object_id)
    owners = [await owner_there(work, owner_id) for owner_id in dict.fromkeys(owner_ids)]
    principal = await make_present(work, application, changes)
    for owner in owners:
        await attach_owner(work, principal, owner)
    await own_what_was_created(work, principal)
    return principal


async def make_present(
    work: Work, application: Application, changes: ServicePrincipalChanges = NO_CHANGES
) -> ServicePrincipal:
    """Store a service principal and its audit event; rights were checked by the caller."""
    blank = ServicePrincipal(
        tenant_id=work.tenant_id,
        object_id=ObjectId(work.ids.guid()),
        app_id=application.app_id,
        application=application,
        created_at=work.clock.now(),
        created_by_app_id=work.actor.app_id,
    )
    principal = _merge(blank, changes)
    await work.uow.service_principals.add(principal)
    work.uow.touch(work.tenant_id, principal.app_id)
    target = principal_target(principal, created(principal))
    await work.audit(activities.ADD_SERVICE_PRINCIPAL, activities.ADD, target)
    return principal


async def update_service_principal(
    work: Work, object_id: ObjectId, changes: ServicePrincipalChanges
) -> ServicePrincipal:
    """Change a service principal; no change at all is allowed and leaves no trace.

    That goes for those of the server itself too: Terraform sends what it found to an
    existing one that it adopts. Raises NotFoundError, InvalidError, ForbiddenError.
    """
    stored = await principal_to_change(
        work, object_id, directory_writers=True, may_be_first_party=True
    )
    principal = _merge(stored, changes)
    if principal == stored:
        return stored
    refuse_first_party(stored)
    await work.uow.service_principals.save(principal)
    work.uow.touch(work.tenant_id, principal.app_id)
    target = principal_target(principal, changed(stored, principal))
    await work.audit(activities.UPDATE_SERVICE_PRINCIPAL, activities.UPDATE, target)
    return principal


async def delete_service_principal(work: Work, object_id: ObjectId) -> None:
    """Soft-delete a service principal; its application stays. Its tokens stop at once.

    Raises NotFoundError, ForbiddenError.
    """
    stored = await principal_to_change(work, object_id, directory_writers=True)
    deleted = replace(stored, deleted_at=work.clock.now())
    await work.uow.service_principals.save(deleted)
    work.uow.touch(work.tenant_id, stored.app_id)
    target = principal_target(stored, changed(stored, deleted))
    await work.audit(activities.REMOVE_SERVICE_PRINCIPAL, activities.DELETE, target)


async def restore_service_principal(work: Work, object_id: ObjectId) -> ServicePrincipal:
    """Bring a soft-deleted service principal back.

    Its assignments come back too, but for those of roles that were removed meanwhile.
    Raises NotFoundError when it is not in the deleted items,
    InvalidError(NO_BACKING_APPLICATION) while its application is deleted, ForbiddenError.
    """
    stored = await principal_to_change(work, object_id, deleted=True)
    applications = work.uow.applications
    if await applications.get_by_app_id(work.tenant_id, stored.app_id) is None:
        raise _no_application(stored.app_id)
    restored = replace(stored, deleted_at=None)
    await work.uow.service_principals.save(restored)
    work.uow.touch(work.tenant_id, stored.app_id)
    target = principal_target(restored, changed(stored, restored))
    await work.audit(activities.RESTORE_SERVICE_PRINCIPAL, activities.UPDATE, target)
    await drop_orphans(work, object_id)
    return restored


async def purge_service_principal(work: Work, object_id: ObjectId) -> None:
    """Remove a soft-deleted service principal for good, assignments in both directions too.

    Raises NotFoundError when it is not in the deleted items; ForbiddenError.
    """
    stored = await principal_to_change(work, object_id, deleted=True)
    await work.uow.service_principals.remove(work.tenant_id, object_id)
    work.uow.touch(work.tenant_id, stored.app_id)
    await work.audit(
        activities.PURGE_SERVICE_PRINCIPAL, activities.DELETE, principal_target(stored)
    )


async def get_service_principal(
    work: Work, object_id: ObjectId, *, deleted: bool = False
) -> ServicePrincipal:
    """Return a live (or, when asked, a soft-deleted) service principal.

    Raises NotFoundError, ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    return await principal_there(work, object_id, deleted=deleted)


async def get_service_principal_by_app_id(work: Work, app_id: AppId) -> ServicePrincipal:
    """Return the live service principal of this application.

    Raises NotFoundError, ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    found = await work.uow.service_principals.get_by_app_id(work.tenant_id, app_id)
    if found is None:
        raise not_found(app_id)
    return found


async def find_service_principal(work: Work, reference: str) -> ServicePrincipal:
    """Return the service principal that a person means, the built-in ones included.

    ``reference`` is an object ID, an appId, an application ID URI or a display name
    (case ignored). Raises NotFoundError; InvalidError that lists the appIds when
    several bear the name; ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    principals = work.uow.service_principals
    guid = parse_guid(reference)
    found: ServicePrincipal | None = None
    if guid is not None:
        found = await principals.get(work.tenant_id, ObjectId(guid))
        found = found or await principals.get_by_app_id(work.tenant_id, AppId(guid))
    for query in (ListQuery(service_principal_name=reference), ListQuery(display_name=reference)):
        if found is None:
            found = the_one(await principals.list_matching(work.tenant_id, query), reference)
    if found is None:
        raise not_found(reference)
    return found


async def list_service_principals(
    work: Work, query: ListQuery, *, deleted: bool = False
) -> Sequence[ServicePrincipal]:
    """Return a page of service principals. Raises ODataError for the query, ForbiddenError."""
    require_any(work, *READ_APPLICATIONS)
    return await work.uow.service_principals.list_matching(work.tenant_id, query, deleted=deleted)


async def count_service_principals(
    work: Work, query: ListQuery, *, deleted: bool = False, at_most: int | None = None
) -> int:
    """Return how many service principals a query finds. Raises ODataError, ForbiddenError."""
    require_any(work, *READ_APPLICATIONS)
    return await work.uow.service_principals.count_matching(
        work.tenant_id, query, deleted=deleted, at_most=at_most
    )


async def _check_free(work: Work, app_id: AppId) -> None:
    """Refuse a second presence; a soft-deleted one keeps its name until it is purged."""
    principals = work.uow.service_principals
    for deleted in (False, True):
        if await principals.get_by_app_id(work.tenant_id, app_id, deleted=deleted) is not None:
            raise ConflictError(SERVICE_PRINCIPAL_EXISTS, target="appId", app_id=app_id)


def _merge(principal: ServicePrincipal, changes: ServicePrincipalChanges) -> ServicePrincipal:
    """Return the service principal as it would be stored. Raises InvalidError."""
    refuse_unlisted(changes, ServicePrincipalChanges)
    merged = replace(principal, **changes)
    check_note(merged.description, "description", resource=_RESOURCE)
    check_note(merged.notes, "notes", resource=_RESOURCE)
    check_web_address(merged.login_url, "loginUrl", resource=_RESOURCE)
    check_tags(merged.own_tags, resource=_RESOURCE)
    _check_texts(merged.alternative_names, "alternativeNames")
    _check_texts(merged.notification_email_addresses, "notificationEmailAddresses")
    return merged


def _check_texts(texts: tuple[str, ...], name: str) -> None:
    if len(texts) > MAX_TEXTS:
        raise InvalidError(TOO_MANY, target=name, property=name, limit=str(MAX_TEXTS))
    for text in texts:
        check_text(text, name, _MAX_TEXT, resource=_RESOURCE)


def _no_application(app_id: str) -> InvalidError:
    return InvalidError(
        NO_BACKING_APPLICATION,
        target="appId",
        detail_code="NoBackingApplicationObject",
        app_id=app_id,
    )
