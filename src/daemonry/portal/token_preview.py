"""Token preview: what a client would get from an API now, and why a role is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.permissions import EXPLAIN, require_any
from daemonry.directory.service_principals import list_service_principals
from daemonry.portal.call import Shown
from daemonry.portal.subject import PAGE_SIZE, application_of, page_of, shell
from daemonry.ports import ListQuery
from daemonry.tokens.explain import explain_client
from daemonry.tokens.trial import View

if TYPE_CHECKING:
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
