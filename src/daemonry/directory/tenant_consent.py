"""Consent of an administrator to all that an application asks for, of one API or of all.

Both kinds: app roles become assignments, delegated permissions a grant for everybody
(Entra: v2-admin-consent). What was granted before stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemonry.directory.assignments import assignable_role, grant_role, require_assigning
from daemonry.directory.permissions import require_consent_to
from daemonry.directory.personal_consent import Agreed, consent_in_person
from daemonry.model.application import PERMISSION_ROLE, PERMISSION_SCOPE
from daemonry.model.errors import (
    CONSENT_NOTHING_REQUESTED,
    CONSENT_UNKNOWN_RESOURCE,
    InvalidError,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.application import AppRole, PermissionScope
    from daemonry.model.ids import AppId
    from daemonry.model.service_principal import ServicePrincipal


@dataclass(frozen=True, slots=True)
class AskedOf:
    """What an application asks of one API."""

    resource: ServicePrincipal
    roles: tuple[AppRole, ...]
    scopes: tuple[PermissionScope, ...]


async def permissions_asked(
    work: Work, client: ServicePrincipal, *, only: AppId | None = None
) -> Sequence[AskedOf]:
    """Return what the registration lists, of one API or of all, as far as it exists.

    Raises InvalidError for nothing at all, and for an API that is not in the tenant.
    """
    found = []
    for entry in client.application.required_resource_access:
        if only is not None and entry.resource_app_id != only:
            continue
        principals = work.uow.service_principals
        resource = await principals.get_by_app_id(work.tenant_id, entry.resource_app_id)
        if resource is None:
            raise InvalidError(CONSENT_UNKNOWN_RESOURCE, app_id=entry.resource_app_id)
        wanted = {(access.type, access.permission_id) for access in entry.resource_access}
        api = resource.application
        asked = AskedOf(
            resource,
            tuple(r for r in api.app_roles if (PERMISSION_ROLE, r.role_id) in wanted),
            tuple(
                s
                for s in api.api.oauth2_permission_scopes
                if (PERMISSION_SCOPE, s.scope_id) in wanted
            ),
        )
        if asked.roles or asked.scopes:
            found.append(asked)
    if not found:
        raise InvalidError(CONSENT_NOTHING_REQUESTED)
    return found


async def consent_for_tenant(
    work: Work, client: ServicePrincipal, asked: Sequence[AskedOf]
) -> None:
    """Grant all of it, or nothing. Raises ForbiddenError, InvalidError."""
    held = await work.uow.assignments.list_of_principal(work.tenant_id, client.object_id)
    has = {(item.resource_id, item.app_role_id) for item in held}
    for each in asked:
        for role in each.roles:
            if (each.resource.object_id, role.role_id) in has:
                continue
            require_assigning(work)
            require_consent_to(work, each.resource.app_id)
            assignable_role(each.resource, role.role_id)
            await grant_role(work, client, each.resource, role.role_id)
    agreed = [Agreed(each.resource, each.scopes) for each in asked if each.scopes]
    if agreed:
        await consent_in_person(work, client, agreed, for_everybody=True)
