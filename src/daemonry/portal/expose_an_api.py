"""Expose an API: the application ID URI by which clients ask for tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import update_application
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import application_of, page_of, shell

if TYPE_CHECKING:
    from daemonry.portal.call import Call

_BLADE: Final = "expose"


async def overview(call: Call) -> Shown:
    """Show application ID URIs and what clients write into their scope."""
    application = await application_of(call)
    values = page_of(
        application,
        _BLADE,
        "Expose an API",
        cli=f"daemonry app show {shell(application.display_name)}",
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
