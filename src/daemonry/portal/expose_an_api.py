"""Expose an API: the application ID URI by which clients ask for tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import list_applications, update_application
from daemonry.portal.call import Moved, Shown
from daemonry.portal.permission_scopes import prefix_of
from daemonry.portal.subject import application_of, page_of, shell
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.portal.call import Call

_BLADE: Final = "expose"


async def overview(call: Call) -> Shown:
    """Show application ID URIs, scopes, and the clients that need no consent for them."""
    application = await application_of(call)
    values_of = {
        scope.scope_id: scope.value or scope.scope_id
        for scope in application.api.oauth2_permission_scopes
    }
    clients = []
    for entry in application.api.pre_authorized_applications:
        found = await list_applications(call.work, ListQuery(app_id=entry.app_id, limit=1))
        names = [values_of.get(item, item) for item in entry.delegated_permission_ids]
        clients.append((entry, found[0].display_name if found else "", names))
    values = page_of(
        application,
        _BLADE,
        "Expose an API",
        prefix=prefix_of(application),
        clients=clients,
        cli=f"daemonry app scope list {shell(application.display_name)}",
    )
    return Shown("expose.html", values)


async def editing(call: Call) -> Shown:
    """Show the form of the application ID URI, filled with the one that is always free."""
    application = await application_of(call)
    suggested = next(iter(application.identifier_uris), f"api://{application.app_id}")
    values = page_of(
        application,
        _BLADE,
        "Application ID URI",
        uri=call.typed("uri", suggested),
        cli=f"daemonry app update {shell(application.display_name)}"
        f" --identifier-uri {shell(suggested)}",
    )
    return Shown("expose_uri.html", values)


async def save(call: Call) -> Moved:
    """Set the first application ID URI; further ones stay. An empty one is taken away."""
    application = await application_of(call)
    first = (call.text("uri"),) if call.text("uri") else ()
    uris = tuple(dict.fromkeys((*first, *application.identifier_uris[1:])))
    await update_application(call.work, application.object_id, {"identifier_uris": uris})
    return Moved(f"/admin/apps/{application.app_id}/expose", "uri-saved")
