"""Tenant overview: names and addresses that a reader of a tutorial has to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import count_applications
from daemonry.directory.service_principals import count_service_principals
from daemonry.portal.call import Shown
from daemonry.portal.subject import endpoints_of, shell
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.portal.call import Call

MANY: Final = 1000
"""How far objects are counted: beyond it the number would take longer than the page."""


async def overview(call: Call) -> Shown:
    """Show the tenant."""
    values = {
        "title": "Tenant overview",
        "blade": "tenant",
        "endpoints": endpoints_of(call),
        "many": MANY,
        "applications": await count_applications(call.work, ListQuery(), at_most=MANY),
        "principals": await count_service_principals(call.work, ListQuery(), at_most=MANY),
        "cli": f"daemonry tenant show --tenant {shell(call.tenant.subdomain)}",
    }
    return Shown("tenant.html", values)
