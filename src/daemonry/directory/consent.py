"""Admin consent: from the permissions an application asks for to its assignments.

Asking grants nothing. Consent creates exactly one assignment for each application
permission that is asked for, and nothing else is ever granted by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from daemonry.directory import activities
from daemonry.directory.applications import update_application
from daemonry.directory.assignments import (
    MAX_PER_PRINCIPAL,
    NewAssignment,
    assign_app_role,
    assignable_role,
    get_assignment,
    grant_role,
    list_assignments_of_principal,
    list_assignments_of_resource,
    remove_assignment,
    require_assigning,
    withdraw_role,
)
from daemonry.directory.changes import as_json
from daemonry.directory.lookup import application_there, application_to_change, principal_target
from daemonry.directory.permissions import READ_APPLICATIONS, require_any, require_consent_to
from daemonry.directory.powers import HIGH, SEVERITY, details_of_grant
from daemonry.directory.service_principals import create_service_principal
from daemonry.model.application import (
    PERMISSION_ROLE,
    RequiredResourceAccess,
    ResourceAccess,
)
from daemonry.model.audit import ModifiedProperty
from daemonry.model.errors import (
    CONSENT_NOTHING_REQUESTED,
    CONSENT_UNKNOWN_RESOURCE,
    TOO_MANY,
    InvalidError,
)
from daemonry.model.ids import AppId, RoleId, parse_guid

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.grant import AppRoleAssignment
    from daemonry.model.ids import ObjectId
    from daemonry.model.service_principal import ServicePrincipal

__all__ = [
    "GRANTED",
    "NOT_GRANTED",
    "UNKNOWN_PERMISSION",
    "UNKNOWN_RESOURCE",
    "ConsentOutcome",
    "NewAssignment",
    "PermissionStatus",
    "assign_app_role",
    "consent_status",
    "get_assignment",
    "grant_admin_consent",
    "list_assignments_of_principal",
    "list_assignments_of_resource",
    "remove_assignment",
    "request_permissions",
    "revoke_admin_consent",
    "withdraw_permissions",
]

Status = Literal["granted", "not granted", "unknown permission", "unknown resource"]

GRANTED: Final = "granted"
NOT_GRANTED: Final = "not granted"
UNKNOWN_PERMISSION: Final = "unknown permission"
UNKNOWN_RESOURCE: Final = "unknown resource"


@dataclass(frozen=True, slots=True)
class PermissionStatus:
    """One permission of an application: asked for, granted, both, or not resolvable.

    ``value`` and names are empty when API or permission do not exist in the tenant.
    A granted permission that nobody asked for has ``is_requested`` False.
    """

    resource_app_id: AppId
    resource_display_name: str
    permission_id: RoleId
    value: str
    type: str
    display_name: str
    status: Status
    is_requested: bool = True


@dataclass(frozen=True, slots=True)
class ConsentOutcome:
    """What consent created and what was there before."""

    granted: tuple[AppRoleAssignment, ...]
    already_granted: tuple[AppRoleAssignment, ...]


async def request_permissions(
    work: Work,
    object_id: ObjectId,
    resource_app_id: AppId,
    permission_ids: Iterable[RoleId],
    *,
    type: str = PERMISSION_ROLE,  # noqa: A002 - the word of the standard
) -> Application:
    """Add permissions of an API to what the application asks for. It grants nothing.

    ``type`` is ``Role`` or ``Scope``. Permissions asked for already stay. Identifiers are
    not looked up, as in Graph. Raises NotFoundError, InvalidError, ForbiddenError.
    """
    application = await application_to_change(work, object_id)
    resource = AppId(parse_guid(resource_app_id) or resource_app_id)
    asked = _asked_of(application, resource)
    wanted = dict.fromkeys((*asked, *_accesses(permission_ids, type)))
    return await _ask(work, application, resource, tuple(wanted))


async def withdraw_permissions(
    work: Work,
    object_id: ObjectId,
    resource_app_id: AppId,
    permission_ids: Iterable[RoleId],
    *,
    type: str = PERMISSION_ROLE,  # noqa: A002 - the word of the standard
) -> Application:
    """Ask no longer for these permissions. What was granted stays granted.

    Raises NotFoundError, InvalidError, ForbiddenError.
    """
    application = await application_to_change(work, object_id)
    resource = AppId(parse_guid(resource_app_id) or resource_app_id)
    unwanted = set(_accesses(permission_ids, type))
    kept = tuple(item for item in _asked_of(application, resource) if item not in unwanted)
    return await _ask(work, application, resource, kept)


async def consent_status(work: Work, object_id: ObjectId) -> tuple[PermissionStatus, ...]:
    """Return the requested permissions in order, then what is granted without being asked for.

    Delegated permissions (``Scope``) are never granted so far. Raises NotFoundError,
    ForbiddenError.
    """
    require_any(work, *READ_APPLICATIONS)
    application = await application_there(work, object_id)
    held = {(item.resource_id, item.app_role_id): item for item in await _held(work, application)}
    rows = []
    for entry in application.required_resource_access:
        resource = await _resource(work, entry.resource_app_id)
        for access in entry.resource_access:
            assignment = None
            if resource is not None and access.type == PERMISSION_ROLE:
                assignment = held.pop((resource.object_id, access.permission_id), None)
            granted = assignment is not None
            rows.append(_status(entry.resource_app_id, resource, access, granted=granted))
    for assignment in held.values():
        resource = await work.uow.service_principals.get(work.tenant_id, assignment.resource_id)
        if resource is not None:
            access = ResourceAccess(assignment.app_role_id, PERMISSION_ROLE)
            row = _status(resource.app_id, resource, access, granted=True)
            rows.append(replace(row, is_requested=False))
    return tuple(rows)


async def grant_admin_consent(work: Work, object_id: ObjectId) -> ConsentOutcome:
    """Assign every application permission that the application asks for, all or none.

    Creates the service principal of the application when it has none, which needs the
    permission to do so. Needs AppRoleAssignment.ReadWrite.All and a permission to read
    applications. Takes nothing away that was granted before.
    Raises InvalidError(CONSENT_NOTHING_REQUESTED, CONSENT_UNKNOWN_RESOURCE,
    ROLE_NOT_ON_RESOURCE, ROLE_NOT_ASSIGNABLE, TOO_MANY), NotFoundError, ForbiddenError.
    """
    require_assigning(work)
    application = await application_there(work, object_id)
    before = await _held(work, application)
    held = {(item.resource_id, item.app_role_id): item for item in before}
    wanted = await _wanted(work, application)
    missing = [
        (resource, role_id)
        for resource, role_id in wanted
        if (resource.object_id, role_id) not in held
    ]
    for resource, role_id in missing:
        require_consent_to(work, resource.app_id)
        assignable_role(resource, role_id)
    if len(held) + len(missing) > MAX_PER_PRINCIPAL:
        raise InvalidError(TOO_MANY, property="appRoleAssignments", limit=str(MAX_PER_PRINCIPAL))
    client = await work.uow.service_principals.get_by_app_id(work.tenant_id, application.app_id)
    if client is None:
        client = await create_service_principal(work, application.app_id)
    granted = [await grant_role(work, client, resource, role_id) for resource, role_id in missing]
    if granted:
        await _record_consent(work, client, missing)
    return ConsentOutcome(
        granted=tuple(granted),
        already_granted=tuple(
            held[resource.object_id, role_id]
            for resource, role_id in wanted
            if (resource.object_id, role_id) in held
        ),
    )


async def revoke_admin_consent(
    work: Work,
    object_id: ObjectId,
    *,
    resource_app_id: AppId | None = None,
    permission_id: RoleId | None = None,
) -> tuple[AppRoleAssignment, ...]:
    """Remove the application's assignments, narrowed to one API or permission; return them.

    The permissions asked for stay asked for. Raises NotFoundError, ForbiddenError.
    """
    require_assigning(work)
    application = await application_there(work, object_id)
    held = await _held(work, application)
    if resource_app_id is not None:
        resource = await _resource(work, AppId(resource_app_id.lower()))
        resource_id = None if resource is None else resource.object_id
        held = [item for item in held if item.resource_id == resource_id]
    if permission_id is not None:
        held = [item for item in held if item.app_role_id == permission_id.lower()]
    for assignment in held:
        await withdraw_role(work, assignment)
    return tuple(held)


def _accesses(permission_ids: Iterable[RoleId], permission_type: str) -> list[ResourceAccess]:
    return [
        ResourceAccess(RoleId(parse_guid(item) or item), permission_type) for item in permission_ids
    ]


def _asked_of(application: Application, resource_app_id: AppId) -> tuple[ResourceAccess, ...]:
    return next(
        (
            entry.resource_access
            for entry in application.required_resource_access
            if entry.resource_app_id == resource_app_id
        ),
        (),
    )


async def _ask(
    work: Work, application: Application, resource: AppId, accesses: tuple[ResourceAccess, ...]
) -> Application:
    """Store what is asked of one API, in its old place; an API nothing is asked of goes."""
    asked = {
        entry.resource_app_id: entry.resource_access
        for entry in application.required_resource_access
    }
    asked[resource] = accesses
    entries = tuple(RequiredResourceAccess(*item) for item in asked.items() if item[1])
    return await update_application(
        work, application.object_id, {"required_resource_access": entries}
    )


async def _resource(work: Work, app_id: AppId) -> ServicePrincipal | None:
    return await work.uow.service_principals.get_by_app_id(work.tenant_id, app_id)


async def _held(work: Work, application: Application) -> list[AppRoleAssignment]:
    """Return what the application's service principal holds; nothing when it has none."""
    client = await _resource(work, application.app_id)
    if client is None:
        return []
    return list(await work.uow.assignments.list_of_principal(work.tenant_id, client.object_id))


async def _wanted(work: Work, application: Application) -> list[tuple[ServicePrincipal, RoleId]]:
    """Return the application permissions asked for, each with the API that defines it."""
    wanted = []
    for entry in application.required_resource_access:
        role_ids = [
            access.permission_id
            for access in entry.resource_access
            if access.type == PERMISSION_ROLE
        ]
        if not role_ids:
            continue
        resource = await _resource(work, entry.resource_app_id)
        if resource is None:
            raise InvalidError(CONSENT_UNKNOWN_RESOURCE, app_id=entry.resource_app_id)
        wanted += [(resource, role_id) for role_id in role_ids]
    if not wanted:
        raise InvalidError(CONSENT_NOTHING_REQUESTED)
    return wanted


async def _record_consent(
    work: Work, client: ServicePrincipal, granted: list[tuple[ServicePrincipal, RoleId]]
) -> None:
    """Write the event that sums the consent up, beside one event for each assignment."""
    names: dict[str, list[str]] = {}
    details: dict[str, str] = {"isAdminConsent": "true"}
    for resource, role_id in granted:
        role = resource.application.role(role_id)
        names.setdefault(resource.app_id, []).append((role and role.value) or role_id)
        if details_of_grant(resource, role):
            details[SEVERITY] = HIGH
    text = as_json(tuple(f"{app_id}: {', '.join(values)}" for app_id, values in names.items()))
    modified = (ModifiedProperty("ConsentAction.Permissions", None, text),)
    await work.audit(
        activities.CONSENT,
        activities.ASSIGN,
        principal_target(client, modified),
        details=details,
    )


def _status(
    app_id: AppId, resource: ServicePrincipal | None, access: ResourceAccess, *, granted: bool
) -> PermissionStatus:
    blank = PermissionStatus(
        resource_app_id=app_id,
        resource_display_name="" if resource is None else resource.display_name,
        permission_id=access.permission_id,
        value="",
        type=access.type,
        display_name="",
        status=UNKNOWN_RESOURCE if resource is None else UNKNOWN_PERMISSION,
    )
    if resource is None:
        return blank
    named = _named(resource.application, access)
    if named is None:
        return replace(blank, status=GRANTED) if granted else blank
    value, display_name = named
    status: Status = GRANTED if granted else NOT_GRANTED
    return replace(blank, value=value, display_name=display_name, status=status)


def _named(api: Application, access: ResourceAccess) -> tuple[str, str] | None:
    """Return value and display name of a permission, or None when the API lacks it."""
    if access.type == PERMISSION_ROLE:
        role = api.role(access.permission_id)
        return None if role is None else (role.value or "", role.display_name)
    for scope in api.api.oauth2_permission_scopes:
        if scope.scope_id == access.permission_id:
            return scope.value or "", scope.admin_consent_display_name
    return None
