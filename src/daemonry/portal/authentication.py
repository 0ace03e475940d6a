"""Authentication: where sign-ins of people end, and for whom the application is meant.

A daemon needs nothing of it; the page says so.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import update_application
from daemonry.directory.lookup import not_found
from daemonry.directory.redirect_uris import (
    NATIVE,
    SPA,
    WEB,
    add_redirect_uri,
    redirect_uris_of,
    remove_redirect_uri,
)
from daemonry.model.application import SIGN_IN_AUDIENCES
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import application_of, page_of, shell

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.portal.call import Call

PLATFORMS: Final = (
    (WEB, "Web", "Applications on a server, which can keep a secret."),
    (SPA, "Single-page application", "Applications in a browser: authorization code with PKCE."),
    (
        NATIVE,
        "Mobile and desktop applications",
        "Installed applications: http://localhost on any port, or a scheme of their own.",
    ),
)
_BLADE: Final = "authentication"


async def overview(call: Call) -> Shown:
    """Show redirect URIs by platform, account types and the settings of sign-in."""
    application = await application_of(call)
    values = page_of(
        application,
        _BLADE,
        "Authentication",
        rows=[
            (label, uri, f"{platform}/{_name_of(uri)}")
            for platform, label, _ in PLATFORMS
            for uri in redirect_uris_of(application, platform)
        ],
        audiences=SIGN_IN_AUDIENCES,
        audience=call.typed("audience", application.sign_in_audience),
        logout=call.typed("logout", application.web.logout_url),
        public=call.typed("public", "yes" if application.is_fallback_public_client else "no"),
        cli=f"daemonry app redirect-uri list {shell(application.display_name)}",
    )
    return Shown("authentication.html", values)


async def save(call: Call) -> Moved:
    """Store account types, logout address and whether it may be a public client."""
    application = await application_of(call)
    await update_application(
        call.work,
        application.object_id,
        {
            "sign_in_audience": call.text("audience"),
            "is_fallback_public_client": call.text("public") == "yes",
            "web": {"logout_url": call.text("logout") or None},
        },
    )
    return Moved(_list(application), "properties-saved")


async def adding(call: Call) -> Shown:
    """Show the form of a redirect URI."""
    application = await application_of(call)
    values = page_of(
        application,
        _BLADE,
        "Add a redirect URI",
        platforms=PLATFORMS,
        platform=call.typed("platform") or PLATFORMS[0][0],
        uri=call.typed("uri"),
        cli=f"daemonry app redirect-uri add {shell(application.display_name)} URI --platform web",
    )
    return Shown("redirect_uri.html", values)


async def add(call: Call) -> Moved:
    """Add a redirect URI to a platform; what it must look like is the directory's rule."""
    application = await application_of(call)
    platform = call.text("platform")
    if platform not in {key for key, _, _ in PLATFORMS}:
        platform = PLATFORMS[0][0]
    await add_redirect_uri(call.work, application.object_id, platform, call.text("uri"))
    return Moved(_list(application), "redirect-uri-added")


async def deleting(call: Call) -> Shown:
    """Ask before a redirect URI is removed."""
    application = await application_of(call)
    uri = _named(call, application)
    values = page_of(
        application,
        _BLADE,
        "Remove redirect URI",
        subject=uri,
        effects=("Sign-ins that ask to come back to this address are refused, from now on.",),
        button="Remove",
        back=_list(application),
        cli=f"daemonry app redirect-uri remove {shell(application.display_name)}"
        f" {shell(uri)} --platform {call.params['platform']}",
    )
    return Shown("confirmation.html", values)


async def delete(call: Call) -> Moved:
    """Remove a redirect URI."""
    application = await application_of(call)
    platform, gone = call.params["platform"], _named(call, application)
    await remove_redirect_uri(call.work, application.object_id, platform, gone)
    return Moved(_list(application), "redirect-uri-removed")


def _named(call: Call, application: Application) -> str:
    for uri in redirect_uris_of(application, call.params["platform"]):
        if _name_of(uri) == call.params["uri_name"]:
            return uri
    raise not_found(call.params["uri_name"])


def _name_of(uri: str) -> str:
    """Return what stands for a URI in an address of ours, which may not hold slashes."""
    return hashlib.sha256(uri.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _list(application: Application) -> str:
    return f"/admin/apps/{application.app_id}/authentication"
