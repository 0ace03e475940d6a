"""Applications: register, change, delete, bring back, find."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daemonry.directory import activities
from daemonry.directory.application_changes import (
    ApiChanges,
    ApplicationChanges,
    InfoChanges,
    TokenSettingsChanges,
    WebChanges,
    merge_changes,
)
from daemonry.directory.application_rules import validate_application
from daemonry.directory.assignments import drop_orphans, drop_roles
from daemonry.directory.changes import changed, created
from daemonry.directory.lookup import (
    application_target,
    application_there,
    application_to_change,
    not_found,
    principal_target,
    tenant_of,
    the_one,
)
from daemonry.directory.owners import (
    add_owner,
    attach_owner,
    list_owners,
    own_what_was_created,
    owner_there,
    remove_owner,
)
from daemonry.directory.permissions import (
    ASSIGNMENT_WRITE,
    READ_APPLICATIONS,
    WRITE_APPLICATIONS,
    may_any,
    require_any,
    require_operator,
)
from daemonry.directory.signing_keys import require_signing_key, withdraw_keys_of
from daemonry.directory.text_rules import check_guid
from daemonry.model.application import Application
from daemonry.model.errors import (
    ASSIGNED_ROLE_VALUE,
    FIRST_PARTY_READ_ONLY,
    NAME_IN_USE,
    REQUIRED_PROPERTY,
    ConflictError,
    ForbiddenError,
    InvalidError,
)
from daemonry.model.first_party import is_first_party
from daemonry.model.ids import AppId, ObjectId, parse_guid
from daemonry.model.token_settings import RS256
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.ids import RoleId

__all__ = [
    "ApiChanges",
    "ApplicationChanges",
    "InfoChanges",
    "TokenSettingsChanges",
    "WebChanges",
    "add_owner",
    "count_applications",
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


async def create_application(
    work: Work,
    changes: ApplicationChanges,
    *,
    owner_ids: tuple[ObjectId, ...] = (),
    app_id: AppId | None = None,
) -> Application:
    """Register an application; ``display_name`` is required.

    ``owner_ids`` are users and service principals of the tenant. Only the operator may
    choose the ``app_id``, which clients have in their settings when a tenant moves; it
    must be one that this tenant never had. A caller that holds
    only Application.ReadWrite.OwnedBy becomes an owner too; a caller with
    Application.ReadWrite.All does not, as in Entra.
    Raises InvalidError for a broken rule or a taken identifier URI, ConflictError for a
    taken unique name, ForbiddenError, NotFoundError for an unknown owner.
    """
    require_any(work, *WRITE_APPLICATIONS)
    if not changes.get("display_name"):
        name = "displayName"
        raise InvalidError(REQUIRED_PROPERTY, target=name, property=name, resource="Application")
    tenant = await tenant_of(work)
    blank = Application(
        tenant_id=work.tenant_id,
        object_id=ObjectId(work.ids.guid()),
        app_id=AppId(work.ids.guid()) if app_id is None else await _chosen(work, app_id),
        display_name="",
        created_at=work.clock.now(),
        # The initial domain: seeding scripts cut its known suffix off to get the subdomain.
        publisher_domain=tenant.initial_domain,
        created_by_app_id=work.actor.app_id,
    )
    application = merge_changes(blank, changes)
    validate_application(application, None, tenant)
    if application.token_settings.signing_algorithm != RS256:
        await require_signing_key(work, application)
    owners = [await owner_there(work, owner_id) for owner_id in dict.fromkeys(owner_ids)]
    await work.uow.applications.add(application)
    work.uow.touch(work.tenant_id, application.app_id)
    target = application_target(application, created(application))
    await work.audit(activities.ADD_APPLICATION, activities.ADD, target)
    for owner in owners:
        await attach_owner(work, application, owner)
    await own_what_was_created(work, application)
    return application


async def update_application(
    work: Work, object_id: ObjectId, changes: ApplicationChanges
) -> Application:
    """Change an application; no change at all is allowed and leaves no trace.

    Roles that are removed take their assignments with them. Another value for a role
    that somebody holds gives power to its holders, so it needs the right to assign
    roles as well (a deliberate departure from Entra).
    Raises NotFoundError, InvalidError, ForbiddenError.
    """
    stored = await application_to_change(work, object_id)
    application = merge_changes(stored, changes)
    if application == stored:
        return stored
    validate_application(application, stored, await tenant_of(work))
    algorithm = application.token_settings.signing_algorithm
    if algorithm != stored.token_settings.signing_algorithm:
        await require_signing_key(work, application)
    await _check_assigned_values(work, application, stored)
    await work.uow.applications.save(application)
    work.uow.touch(work.tenant_id, application.app_id)
    target = application_target(application, changed(stored, application))
    await work.audit(activities.UPDATE_APPLICATION, activities.UPDATE, target)
    gone = _role_ids(stored) - _role_ids(application)
    if gone:
        await drop_roles(work, stored, gone)
    return application


async def delete_application(work: Work, object_id: ObjectId) -> None:
    """Soft-delete an application and its service principal; names stay reserved.

    Raises NotFoundError, ForbiddenError.
    """
    stored = await application_to_change(work, object_id)
    now = work.clock.now()
    deleted = replace(stored, deleted_at=now)
    principal = await work.uow.service_principals.get_by_app_id(work.tenant_id, stored.app_id)
    await work.uow.applications.save(deleted)
    work.uow.touch(work.tenant_id, stored.app_id)
    target = application_target(stored, changed(stored, deleted))
    await work.audit(activities.DELETE_APPLICATION, activities.DELETE, target)
    if principal is not None:
        await work.uow.service_principals.save(replace(principal, deleted_at=now))
        await work.audit(
            activities.REMOVE_SERVICE_PRINCIPAL, activities.DELETE, principal_target(principal)
        )


async def restore_application(work: Work, object_id: ObjectId) -> Application:
    """Bring a soft-deleted application back, with the service principal deleted with it.

    Its assignments come back too, but for those of roles that were removed meanwhile.
    Raises NotFoundError when it is not in the deleted items; InvalidError when it no
    longer fits the rules; ForbiddenError.
    """
    stored = await application_to_change(work, object_id, deleted=True)
    restored = replace(stored, deleted_at=None)
    validate_application(restored, stored, await tenant_of(work))
    principals = work.uow.service_principals
    principal = await principals.get_by_app_id(work.tenant_id, stored.app_id, deleted=True)
    await work.uow.applications.save(restored)
    work.uow.touch(work.tenant_id, stored.app_id)
    target = application_target(restored, changed(stored, restored))
    await work.audit(activities.RESTORE_APPLICATION, activities.UPDATE, target)
    if principal is not None and principal.deleted_at == stored.deleted_at:
        await principals.save(replace(principal, deleted_at=None))
        await work.audit(
            activities.RESTORE_SERVICE_PRINCIPAL, activities.UPDATE, principal_target(principal)
        )
        await drop_orphans(work, principal.object_id)
    return restored


async def purge_application(work: Work, object_id: ObjectId) -> None:
    """Remove a soft-deleted application for good, its service principal too.

    Raises NotFoundError when it is not in the deleted items; ForbiddenError.
    """
    stored = await application_to_change(work, object_id, deleted=True)
    principals = work.uow.service_principals
    principal = await principals.get_by_app_id(work.tenant_id, stored.app_id, deleted=True)
    if principal is not None:
        await principals.remove(work.tenant_id, principal.object_id)
        await work.audit(
            activities.PURGE_SERVICE_PRINCIPAL, activities.DELETE, principal_target(principal)
        )
    await withdraw_keys_of(work, stored.app_id)
    await work.uow.applications.remove(work.tenant_id, object_id)
    work.uow.touch(work.tenant_id, stored.app_id)
    await work.audit(activities.PURGE_APPLICATION, activities.DELETE, application_target(stored))


async def get_application(work: Work, object_id: ObjectId, *, deleted: bool = False) -> Application:
    """Return a live (or, when asked, a soft-deleted) application.

    Raises NotFoundError, ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    return await application_there(work, object_id, deleted=deleted)


async def get_application_by_app_id(work: Work, app_id: AppId) -> Application:
    """Return the live application with this appId. Raises NotFoundError, ForbiddenError."""
    require_any(work, *READ_APPLICATIONS)
    found = await work.uow.applications.get_by_app_id(work.tenant_id, app_id)
    if found is None:
        raise not_found(app_id)
    return found


async def get_application_by_unique_name(work: Work, unique_name: str) -> Application:
    """Return the live application with this unique name (case ignored).

    Raises NotFoundError, ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    query = ListQuery(unique_name=unique_name, limit=1)
    found = await work.uow.applications.list_matching(work.tenant_id, query)
    if not found:
        raise not_found(unique_name)
    return found[0]


async def find_application(work: Work, reference: str) -> Application:
    """Return the application that a person means.

    ``reference`` is an object ID, an appId, an application ID URI or a display name
    (case ignored). Raises NotFoundError; InvalidError that lists the appIds when
    several applications bear the name; ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    applications = work.uow.applications
    guid = parse_guid(reference)
    found: Application | None = None
    if guid is not None:
        found = await applications.get(work.tenant_id, ObjectId(guid))
        found = found or await applications.get_by_app_id(work.tenant_id, AppId(guid))
    for query in (ListQuery(identifier_uri=reference), ListQuery(display_name=reference)):
        if found is None:
            found = the_one(await applications.list_matching(work.tenant_id, query), reference)
    if found is None:
        raise not_found(reference)
    return found


async def list_applications(
    work: Work, query: ListQuery, *, deleted: bool = False
) -> Sequence[Application]:
    """Return a page of applications. Raises ODataError for the query, ForbiddenError."""
    require_any(work, *READ_APPLICATIONS)
    return await work.uow.applications.list_matching(work.tenant_id, query, deleted=deleted)


async def count_applications(
    work: Work, query: ListQuery, *, deleted: bool = False, at_most: int | None = None
) -> int:
    """Return how many applications a query finds. Raises ODataError, ForbiddenError."""
    require_any(work, *READ_APPLICATIONS)
    return await work.uow.applications.count_matching(
        work.tenant_id, query, deleted=deleted, at_most=at_most
    )


async def _chosen(work: Work, app_id: AppId) -> AppId:
    """Return the client ID that the operator chose, if it is free."""
    require_operator(work.actor)
    check_guid(app_id, "appId")
    if is_first_party(app_id):
        raise ForbiddenError(FIRST_PARTY_READ_ONLY, app_id=app_id)
    applications, query = work.uow.applications, ListQuery(app_id=app_id, limit=1)
    for deleted in (False, True):
        if await applications.list_matching(work.tenant_id, query, deleted=deleted):
            raise ConflictError(NAME_IN_USE, target="appId", property="appId")
    return app_id


async def _check_assigned_values(work: Work, new: Application, stored: Application) -> None:
    """Refuse another value for an assigned role to whoever may not assign roles."""
    revalued = set()
    for role in stored.app_roles:
        kept = new.role(role.role_id)
        if kept is not None and kept.value != role.value:
            revalued.add(role.role_id)
    if not revalued or may_any(work, ASSIGNMENT_WRITE):
        return
    principal = await work.uow.service_principals.get_by_app_id(work.tenant_id, stored.app_id)
    if principal is None:
        return
    held = await work.uow.assignments.list_of_resource(work.tenant_id, principal.object_id)
    if any(assignment.app_role_id in revalued for assignment in held):
        raise ForbiddenError(ASSIGNED_ROLE_VALUE, target="appRoles", permissions=ASSIGNMENT_WRITE)


def _role_ids(application: Application) -> set[RoleId]:
    return {role.role_id for role in application.app_roles}
