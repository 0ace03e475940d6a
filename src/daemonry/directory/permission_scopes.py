"""Scopes that an API defines and clients authorized for them, one at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from daemonry.directory.applications import update_application
from daemonry.directory.lookup import application_to_change, not_found
from daemonry.model.application import PreAuthorizedApplication
from daemonry.model.ids import AppId, RoleId, parse_guid

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.application import Application, PermissionScope
    from daemonry.model.ids import ObjectId


async def create_scope(work: Work, object_id: ObjectId, scope: PermissionScope) -> PermissionScope:
    """Add a scope to an application; an empty ``scope_id`` is filled in.

    Raises InvalidError for a bad or duplicate value or identifier, NotFoundError,
    ForbiddenError.
    """
    application = await application_to_change(work, object_id)
    made = replace(scope, scope_id=RoleId((scope.scope_id or work.ids.guid()).lower()))
    scopes = (*application.api.oauth2_permission_scopes, made)
    await _store(work, object_id, scopes)
    return made


async def save_scope(work: Work, object_id: ObjectId, scope: PermissionScope) -> None:
    """Change the scope with this ``scope_id``.

    The value of an enabled one is fixed; one that is to be disabled is so first. Raises
    InvalidError(ENABLED_ENTITLEMENT), NotFoundError, ForbiddenError.
    """
    if not scope.is_enabled:
        await disable_scope(work, object_id, scope.scope_id)
    application = await application_to_change(work, object_id)
    old = scope_of(application, scope.scope_id)
    await _replace(work, application, old, scope)


async def disable_scope(work: Work, object_id: ObjectId, scope_id: RoleId) -> None:
    """Disable a scope, so that its value may change or it may go.

    Raises NotFoundError, ForbiddenError.
    """
    application = await application_to_change(work, object_id)
    old = scope_of(application, scope_id)
    if old.is_enabled:
        await _replace(work, application, old, replace(old, is_enabled=False))


async def delete_scope(work: Work, object_id: ObjectId, scope_id: RoleId) -> None:
    """Remove a disabled scope, and from the clients that are authorized for it.

    Raises InvalidError(ENABLED_ENTITLEMENT), NotFoundError, ForbiddenError.
    """
    application = await application_to_change(work, object_id)
    old = scope_of(application, scope_id)
    kept = tuple(item for item in application.api.oauth2_permission_scopes if item != old)
    clients = _without(application.api.pre_authorized_applications, old.scope_id)
    await update_application(
        work,
        object_id,
        {"api": {"oauth2_permission_scopes": kept, "pre_authorized_applications": clients}},
    )


async def authorize_client(
    work: Work, object_id: ObjectId, app_id: str, scope_ids: Sequence[RoleId]
) -> None:
    """Let a client have scopes without consent; what it had before is replaced.

    Raises InvalidError(UNKNOWN_DELEGATED_PERMISSION, INVALID_PROPERTY), NotFoundError,
    ForbiddenError.
    """
    application = await application_to_change(work, object_id)
    client = AppId(parse_guid(app_id) or app_id)
    entry = PreAuthorizedApplication(client, tuple(dict.fromkeys(scope_ids)))
    others = [item for item in application.api.pre_authorized_applications if item.app_id != client]
    await update_application(
        work, object_id, {"api": {"pre_authorized_applications": (*others, entry)}}
    )


async def withdraw_client(work: Work, object_id: ObjectId, app_id: AppId) -> None:
    """Take an authorized client application away. Raises NotFoundError, ForbiddenError."""
    application = await application_to_change(work, object_id)
    entries = application.api.pre_authorized_applications
    kept = tuple(item for item in entries if item.app_id != app_id)
    if len(kept) == len(entries):
        raise not_found(app_id)
    await update_application(work, object_id, {"api": {"pre_authorized_applications": kept}})


def scope_of(application: Application, scope_id: str) -> PermissionScope:
    """Return a scope of an application, enabled or not. Raises NotFoundError."""
    for scope in application.api.oauth2_permission_scopes:
        if scope.scope_id == scope_id:
            return scope
    raise not_found(scope_id)


async def _replace(
    work: Work, application: Application, old: PermissionScope, new: PermissionScope
) -> None:
    scopes = application.api.oauth2_permission_scopes
    changed = tuple(new if item == old else item for item in scopes)
    await _store(work, application.object_id, changed)


async def _store(work: Work, object_id: ObjectId, scopes: tuple[PermissionScope, ...]) -> None:
    await update_application(work, object_id, {"api": {"oauth2_permission_scopes": scopes}})


def _without(
    entries: tuple[PreAuthorizedApplication, ...], gone: RoleId
) -> tuple[PreAuthorizedApplication, ...]:
    """Return the entries without a scope, and without clients that had no other."""
    left = []
    for entry in entries:
        ids = tuple(item for item in entry.delegated_permission_ids if item != gone)
        if ids:
            left.append(replace(entry, delegated_permission_ids=ids))
    return tuple(left)
