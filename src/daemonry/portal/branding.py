"""Branding & properties: what people read about an application, none of it in a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import update_application
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import application_of, page_of, shell

if TYPE_CHECKING:
    from daemonry.portal.call import Call

_BLADE: Final = "branding"


async def overview(call: Call) -> Shown:
    """Show the form with what is stored."""
    application = await application_of(call)
    info = application.info
    values = page_of(
        application,
        _BLADE,
        "Branding & properties",
        name=call.typed("name", application.display_name),
        home_page=call.typed("home_page", application.web.home_page_url),
        terms=call.typed("terms", info.terms_of_service_url),
        privacy=call.typed("privacy", info.privacy_statement_url),
        support=call.typed("support", info.support_url),
        reference=call.typed("reference", application.service_management_reference),
        description=call.typed("description", application.description),
        notes=call.typed("notes", application.notes),
        cli=f"daemonry app update {shell(application.display_name)} --name NAME --notes NOTES",
    )
    return Shown("branding.html", values)


async def save(call: Call) -> Moved:
    """Store the properties; an empty field is taken away."""
    application = await application_of(call)
    await update_application(
        call.work,
        application.object_id,
        {
            "display_name": call.text("name"),
            "description": call.text("description") or None,
            "notes": call.text("notes") or None,
            "service_management_reference": call.text("reference") or None,
            "web": {"home_page_url": call.text("home_page") or None},
            "info": {
                "terms_of_service_url": call.text("terms") or None,
                "privacy_statement_url": call.text("privacy") or None,
                "support_url": call.text("support") or None,
            },
        },
    )
    return Moved(f"/admin/apps/{application.app_id}/branding", "properties-saved")
