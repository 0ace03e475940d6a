"""Delegated permissions that were granted to a client, for everybody or for one person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.permission_grants import (
    get_permission_grant,
    list_permission_grants,
    remove_permission_grant,
)
from daemonry.model.ids import GrantId
from daemonry.odata.filter import Comparison
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import enterprise_page_of, principal_of, principals_by_id
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.model.grant import PermissionGrant
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.portal.call import Call

_MOST = 200


async def grants_of(
    call: Call, principal: ServicePrincipal
) -> list[tuple[PermissionGrant, str, str]]:
    """Return the grants of a client, with the name of the API and of the person."""
    query = ListQuery(where=Comparison(("clientid",), "eq", principal.object_id), limit=_MOST)
    rows = []
    grants = await list_permission_grants(call.work, query)
    apis = await principals_by_id(call, {grant.resource_id for grant in grants})
    for grant in grants:
        api = apis.get(grant.resource_id)
        person = "Everybody"
        if grant.principal_id is not None:
            found = await call.work.uow.users.get(call.work.tenant_id, grant.principal_id)
            person = found.user_principal_name if found is not None else grant.principal_id
        rows.append((grant, api.display_name if api is not None else grant.resource_id, person))
    return rows


async def revoking(call: Call) -> Shown:
    """Ask before delegated permissions are taken back."""
    principal = await principal_of(call)
    grant = await get_permission_grant(call.work, GrantId(call.params["grant_id"]))
    api = await call.work.uow.service_principals.get(call.work.tenant_id, grant.resource_id)
    name = api.display_name if api is not None else grant.resource_id
    values = enterprise_page_of(
        principal,
        "permissions",
        "Revoke permission",
        subject=f"{grant.scope} of {name}",
        effects=(
            f"People who sign in to {principal.display_name} get no further tokens with it.",
            "Tokens issued before hold it until they expire.",
        ),
        button="Yes, revoke",
        back=f"/admin/enterprise-apps/{principal.object_id}/permissions",
    )
    return Shown("confirmation.html", values)


async def revoke(call: Call) -> Moved:
    """Take a grant back."""
    principal = await principal_of(call)
    await remove_permission_grant(call.work, GrantId(call.params["grant_id"]))
    return Moved(f"/admin/enterprise-apps/{principal.object_id}/permissions", "permission-revoked")
