"""Token preview: what a client would get from an API now, and why a role is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.permissions import EXPLAIN, require_any
from daemonry.directory.service_principals import list_service_principals
from daemonry.model.ids import AppId, parse_guid
from daemonry.portal.call import Shown
from daemonry.portal.mends import buttons_for
from daemonry.portal.subject import PAGE_SIZE, application_of, page_of, shell
from daemonry.ports import ListQuery
from daemonry.tokens.explain import explain_client
from daemonry.tokens.trial import View

if TYPE_CHECKING:
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.portal.call import Call


async def overview(call: Call) -> Shown:
    """Show the checks and roles of a request that was not made."""
    view = view_of(call)
    application = await application_of(call)
    query = ListQuery(order_by="displayname", limit=4 * PAGE_SIZE)
    apis = [
        principal
        for principal in await list_service_principals(call.work, query)
        if principal.application.app_roles
    ]
    asked = [entry.resource_app_id for entry in application.required_resource_access]
    wanted = call.query.get("resource", "").strip() or next(iter(asked), "")
    found = await explain_client(view, application.app_id, wanted) if wanted else None
    values = page_of(
        application,
        "preview",
        "Token preview",
        apis=apis,
        resource=wanted,
        explanation=found,
        button_for=buttons_for(application.app_id, await api_of(call, wanted)),
        cli=f"daemonry explain {shell(application.display_name)} {shell(wanted or 'API')}",
    )
    return Shown("token_preview.html", values)


def view_of(call: Call) -> View:
    """Return what explanations are made from. Raises ForbiddenError."""
    for permissions in EXPLAIN:
        require_any(call.work, *permissions)
    services = call.services
    return View(
        services.token_directory, call.work.uow, call.tenant, services.clock.now(), call.origin
    )


async def api_of(call: Call, wanted: str) -> ServicePrincipal | None:
    """Return the API of this appId, or None."""
    app_id = parse_guid(wanted)
    if app_id is None:
        return None
    return await call.work.uow.service_principals.get_by_app_id(
        call.tenant.tenant_id, AppId(app_id)
    )
