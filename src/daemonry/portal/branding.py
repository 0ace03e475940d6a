"""Branding & properties: what people read about an application, none of it in a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import update_application
from daemonry.directory.logos import remove_logo, set_logo
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import application_of, page_of, shell

if TYPE_CHECKING:
    from daemonry.model.application import Application
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
    return Moved(_page(application), "properties-saved")


async def choosing_logo(call: Call) -> Shown:
    """Show the form for a picture."""
    application = await application_of(call)
    name = shell(application.display_name)
    values = page_of(application, _BLADE, "Logo", cli=f"daemonry app logo set {name} FILE")
    return Shown("logo.html", values)


async def upload_logo(call: Call) -> Moved:
    """Store the picture; whatever is none is refused."""
    application = await application_of(call)
    await set_logo(call.work, application.object_id, call.files.get("logo", b""))
    return Moved(_page(application), "logo-saved")


async def removing_logo(call: Call) -> Shown:
    """Ask before the picture is taken away."""
    application = await application_of(call)
    values = page_of(
        application,
        _BLADE,
        "Remove logo",
        subject=application.display_name,
        effects=("Pages show its initials instead.",),
        button="Remove",
        is_danger=False,
        back=_page(application),
        cli=f"daemonry app logo remove {shell(application.display_name)}",
    )
    return Shown("confirmation.html", values)


async def drop_logo(call: Call) -> Moved:
    """Take the picture away."""
    application = await application_of(call)
    await remove_logo(call.work, application.object_id)
    return Moved(_page(application), "logo-removed")


def _page(application: Application) -> str:
    return f"/admin/apps/{application.app_id}/branding"
