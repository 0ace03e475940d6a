"""Use this app: snippets with this tenant's and this application's values filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from daemonry.directory.service_principals import list_service_principals
from daemonry.portal.call import Shown
from daemonry.portal.snippets import SNIPPETS
from daemonry.portal.subject import application_of, page_of, shell
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.portal.call import Call


async def overview(call: Call) -> Shown:
    """Show the snippets for one of the APIs that the client asks for."""
    application = await application_of(call)
    asked = {entry.resource_app_id for entry in application.required_resource_access}
    found = await list_service_principals(call.work, ListQuery(order_by="displayname", limit=200))
    apis = [principal for principal in found if principal.app_id in asked]
    chosen = next(
        (api for api in apis if api.app_id == call.query.get("resource")), next(iter(apis), None)
    )
    identifier = "api://<application ID of the API>"
    if chosen is not None:
        identifier = next(iter(chosen.application.identifier_uris), chosen.app_id)
    words = {
        "authority": f"{call.origin}/{call.tenant.tenant_id}",
        "origin": call.origin,
        "host": urlsplit(call.origin).netloc,
        "tenant_id": call.tenant.tenant_id,
        "client_id": application.app_id,
        "audience": identifier,
        "scope": f"{identifier}/.default",
    }
    values = page_of(
        application,
        "use",
        "Use this app",
        apis=apis,
        chosen=chosen,
        snippets=[(name, text.format_map(words)) for name, text in SNIPPETS],
        cli=f"daemonry token get --client-id {application.app_id} --scope {shell(words['scope'])}",
    )
    return Shown("use_this_app.html", values)
