"""Settings: what this server runs with, from where, and what each means. Nothing is set here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.portal.call import Shown

if TYPE_CHECKING:
    from daemonry.portal.call import Call


async def listing(call: Call) -> Shown:
    """Show every setting; secrets are told to be set, never shown."""
    values = {
        "title": "Settings",
        "blade": "settings",
        "rows": call.services.settings,
        "cli": "daemonry doctor",
    }
    return Shown("settings.html", values)
