"""The tenant itself: its name, and its domains with the proof of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from daemonry.directory.tenants import (
    add_domain,
    get_domain,
    list_domains,
    make_domain_default,
    remove_domain,
    rename_tenant,
    verify_domain,
)
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import shell

if TYPE_CHECKING:
    from daemonry.portal.call import Call

LIST: Final = "/admin/domains"
_BLADE: Final = "domains"


async def properties(call: Call) -> Shown:
    """Show the form of the tenant's name."""
    values = {
        "title": "Tenant properties",
        "blade": "tenant",
        "name": call.typed("name", call.tenant.display_name),
        "cli": f"daemonry tenant rename NAME --tenant {shell(call.tenant.subdomain)}",
    }
    return Shown("tenant_properties.html", values)


async def rename(call: Call) -> Moved:
    """Change the tenant's name; identifiers and domains stay."""
    await rename_tenant(call.work, call.text("name"))
    return Moved("/admin/tenant", "tenant-saved")


async def listing(call: Call) -> Shown:
    """Show the domains."""
    values = {
        "title": "Domains",
        "blade": _BLADE,
        "rows": await list_domains(call.work),
        "cli": "daemonry tenant domain list",
    }
    return Shown("domains.html", values)


async def adding(call: Call) -> Shown:
    """Show the form of a domain."""
    values = {
        "title": "Add a domain",
        "blade": _BLADE,
        "name": call.typed("name"),
        "cli": "daemonry tenant domain add DOMAIN",
    }
    return Shown("new_domain.html", values)


async def add(call: Call) -> Moved:
    """Add a domain, unverified, and go to how it is proved."""
    made = await add_domain(call.work, call.text("name"))
    return Moved(f"{LIST}/{made.name}", "domain-added")


async def showing(call: Call) -> Shown:
    """Show a domain: what to publish when it is not proved, and what can be done with it."""
    domain = await get_domain(call.work, call.params["domain"])
    values = {
        "title": domain.name,
        "blade": _BLADE,
        "domain": domain,
        "is_operator": call.operator is not None,
        "cli": f"daemonry tenant domain verify {shell(domain.name)}",
    }
    return Shown("domain.html", values)


async def change(call: Call) -> Moved:
    """Verify a domain, or let it stand for the tenant."""
    name = call.params["domain"]
    if call.text("act") == "default":
        await make_domain_default(call.work, name)
        return Moved(LIST, "domain-default")
    is_vouched = call.ticked("vouch")
    work = call.work
    if is_vouched and call.operator is not None:
        work = replace(work, actor=call.operator)
    published = await call.services.domain_proofs.texts(name.lower())
    await verify_domain(work, name, vouched=is_vouched, published=published)
    return Moved(f"{LIST}/{name.lower()}", "domain-verified")


async def removing(call: Call) -> Shown:
    """Ask before a domain is removed."""
    domain = await get_domain(call.work, call.params["domain"])
    values = {
        "title": "Remove domain",
        "blade": _BLADE,
        "subject": domain.name,
        "effects": (
            "It names this tenant no longer: clients with it in their authority get no tokens.",
            "Another tenant may add it.",
        ),
        "button": "Remove",
        "back": f"{LIST}/{domain.name}",
        "cli": f"daemonry tenant domain remove {shell(domain.name)}",
    }
    return Shown("confirmation.html", values)


async def remove(call: Call) -> Moved:
    """Remove a domain that nothing uses."""
    await remove_domain(call.work, call.params["domain"])
    return Moved(LIST, "domain-removed")
