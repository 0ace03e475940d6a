"""Delegated permission grants: what a client may do for people (Graph: oauth2permissiongrant)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from daemonry.directory import activities
from daemonry.directory.changes import changed, created
from daemonry.directory.lookup import not_found, principal_target
from daemonry.directory.permissions import READ_GRANTS, WRITE_GRANTS, require_any
from daemonry.model.base64_text import base64url
from daemonry.model.errors import (
    INVALID_PROPERTY,
    NOT_A_VALID_REFERENCE,
    TOO_LONG,
    InvalidError,
)
from daemonry.model.grant import ALL_PRINCIPALS, PRINCIPAL, PermissionGrant
from daemonry.model.ids import GrantId

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from daemonry.directory.work import Work
    from daemonry.model.audit import ModifiedProperty
    from daemonry.model.ids import ObjectId
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.ports import ListQuery

MAX_SCOPE: Final = 3850
_ID_BYTES: Final = 32
_RESOURCE: Final = "OAuth2PermissionGrant"


@dataclass(frozen=True, slots=True)
class NewGrant:
    """A grant to be made; ``principal_id`` belongs to the consent type Principal."""

    client_id: ObjectId
    resource_id: ObjectId
    consent_type: str
    principal_id: ObjectId | None
    scope: str


async def create_permission_grant(work: Work, new: NewGrant) -> PermissionGrant:
    """Grant delegated permissions; no token follows from it until people sign in.

    Raises InvalidError for an unknown consent type, for a client, API or person that
    is not in the tenant; ConflictError(GRANT_EXISTS); ForbiddenError.
    """
    require_any(work, *WRITE_GRANTS)
    await _check_ends(work, new)
    return await _store(work, new)


async def widen_grant(
    work: Work,
    client: ServicePrincipal,
    resource: ServicePrincipal,
    scopes: Iterable[str],
    principal_id: ObjectId | None,
) -> PermissionGrant:
    """Grant delegated permissions besides those granted; rights were checked by the caller.

    ``principal_id`` is on whose behalf, None for everybody.
    """
    grants = work.uow.permission_grants
    held = await grants.list_for_person(
        work.tenant_id, client.object_id, principal_id or client.object_id
    )
    stored = next(
        (
            grant
            for grant in held
            if (grant.resource_id, grant.principal_id) == (resource.object_id, principal_id)
        ),
        None,
    )
    if stored is None:
        kind = ALL_PRINCIPALS if principal_id is None else PRINCIPAL
        ends = (client.object_id, resource.object_id)
        return await _store(work, NewGrant(*ends, kind, principal_id, " ".join(scopes)))
    return await _rescope(work, stored, " ".join((stored.scope, *scopes)))


async def update_permission_grant(work: Work, grant_id: GrantId, scope: str) -> PermissionGrant:
    """Change the permissions of a grant. Raises NotFoundError, InvalidError, ForbiddenError."""
    require_any(work, *WRITE_GRANTS)
    return await _rescope(work, await _there(work, grant_id), scope)


async def remove_permission_grant(work: Work, grant_id: GrantId) -> None:
    """Take a grant back. Raises NotFoundError, ForbiddenError."""
    require_any(work, *WRITE_GRANTS)
    stored = await _there(work, grant_id)
    await work.uow.permission_grants.remove(work.tenant_id, grant_id)
    await _audit(work, activities.REMOVE_GRANT, activities.UNASSIGN, stored, ())


async def get_permission_grant(work: Work, grant_id: GrantId) -> PermissionGrant:
    """Return a grant whose client and API are live. Raises NotFoundError, ForbiddenError."""
    require_any(work, *READ_GRANTS)
    return await _there(work, grant_id)


async def list_permission_grants(work: Work, query: ListQuery) -> Sequence[PermissionGrant]:
    """Return a page of grants. Raises ODataError for the query, ForbiddenError."""
    require_any(work, *READ_GRANTS)
    return await work.uow.permission_grants.list_matching(work.tenant_id, query)


async def count_permission_grants(work: Work, query: ListQuery) -> int:
    """Return how many grants a query finds. Raises ODataError, ForbiddenError."""
    require_any(work, *READ_GRANTS)
    return await work.uow.permission_grants.count_matching(work.tenant_id, query)


async def _store(work: Work, new: NewGrant) -> PermissionGrant:
    grant = PermissionGrant(
        tenant_id=work.tenant_id,
        grant_id=GrantId(base64url(work.ids.token_bytes(_ID_BYTES))),
        client_id=new.client_id,
        resource_id=new.resource_id,
        consent_type=new.consent_type,
        principal_id=new.principal_id,
        scope=_normal(new.scope),
        created_at=work.clock.now(),
    )
    await work.uow.permission_grants.add(grant)
    await _audit(work, activities.ADD_GRANT, activities.ASSIGN, grant, created(grant))
    return grant


async def _rescope(work: Work, stored: PermissionGrant, scope: str) -> PermissionGrant:
    grant = replace(stored, scope=_normal(scope))
    if grant != stored:
        await work.uow.permission_grants.save(grant)
        modified = changed(stored, grant)
        await _audit(work, activities.UPDATE_GRANT, activities.UPDATE, grant, modified)
    return grant


async def _check_ends(work: Work, new: NewGrant) -> None:
    is_personal = new.consent_type == PRINCIPAL
    if new.consent_type not in {ALL_PRINCIPALS, PRINCIPAL}:
        raise InvalidError(
            INVALID_PROPERTY, target="consentType", property="consentType", resource=_RESOURCE
        )
    if is_personal != (new.principal_id is not None):
        raise InvalidError(
            INVALID_PROPERTY, target="principalId", property="principalId", resource=_RESOURCE
        )
    principals = work.uow.service_principals
    ends = {new.client_id, new.resource_id}
    if len(await principals.get_many(work.tenant_id, sorted(ends))) != len(ends):
        raise InvalidError(NOT_A_VALID_REFERENCE)
    if new.principal_id is not None:
        person = await work.uow.users.get(work.tenant_id, new.principal_id)
        if person is None:
            raise InvalidError(NOT_A_VALID_REFERENCE)


def _normal(scope: str) -> str:
    normal = " ".join(dict.fromkeys(scope.split()))
    if len(normal) > MAX_SCOPE:
        raise InvalidError(TOO_LONG, target="scope", property="scope", limit=str(MAX_SCOPE))
    return normal


async def _there(work: Work, grant_id: GrantId) -> PermissionGrant:
    found = await work.uow.permission_grants.get(work.tenant_id, grant_id)
    if found is None:
        raise not_found(grant_id)
    return found


async def _audit(
    work: Work,
    activity: str,
    operation: str,
    grant: PermissionGrant,
    modified: tuple[ModifiedProperty, ...],
) -> None:
    """Write the event and announce the client, whose tokens for people may change."""
    ends = await work.uow.service_principals.get_many(
        work.tenant_id, sorted({grant.client_id, grant.resource_id})
    )
    by_id = {end.object_id: end for end in ends}
    client, resource = by_id[grant.client_id], by_id[grant.resource_id]
    work.uow.touch(work.tenant_id, client.app_id)
    await work.audit(
        activity, operation, principal_target(resource, modified), principal_target(client)
    )
