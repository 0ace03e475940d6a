"""Manage tenants: for whoever runs the server. List, switch, create, delete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import count_applications
from daemonry.directory.tenants import (
    NewTenant,
    create_tenant,
    delete_tenant,
    find_tenant,
    list_tenants,
)
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import guid_of, require_typed, shell
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.model.tenant import Tenant
    from daemonry.portal.call import Call

LIST: Final = "/admin/tenants"
_BLADE: Final = "tenants"


async def listing(call: Call) -> Shown:
    """Show every tenant of the server, the one that is looked at marked."""
    values = {
        "title": "Manage tenants",
        "blade": _BLADE,
        "rows": await list_tenants(call.work.uow, call.work.actor),
        "cli": "daemonry tenant list",
    }
    return Shown("tenants.html", values)


async def creating(call: Call) -> Shown:
    """Show the form for a tenant."""
    values = {
        "title": "Create a tenant",
        "blade": _BLADE,
        "name": call.typed("name"),
        "subdomain": call.typed("subdomain"),
        "suffix": call.services.domain_suffix,
        "cli": "daemonry tenant create NAME --subdomain SUBDOMAIN",
    }
    return Shown("new_tenant.html", values)


async def create(call: Call) -> Moved:
    """Make a tenant and go to its overview, which tells ID, domain and authority."""
    new = NewTenant(call.text("name"), call.text("subdomain"), call.services.domain_suffix)
    tools = call.services.tenant_tools
    made = await create_tenant(call.work.uow, call.work.actor, new, tools)
    return Moved("/admin/tenant", "tenant-created", view_tenant=made.tenant_id)


async def switching(call: Call) -> Shown:
    """Ask before another tenant is looked at."""
    tenant = await _tenant(call)
    values = {
        "title": "Switch tenant",
        "blade": _BLADE,
        "subject": tenant.display_name,
        "effects": ("The pages show and change that tenant from now on, in this browser.",),
        "button": "Switch",
        "is_danger": False,
        "back": LIST,
        "cli": f"daemonry tenant show --tenant {shell(tenant.subdomain)}",
    }
    return Shown("confirmation.html", values)


async def switch(call: Call) -> Moved:
    """Look at another tenant. It changes nothing in either."""
    return Moved("/admin/tenant", "tenant-switched", view_tenant=(await _tenant(call)).tenant_id)


async def deleting(call: Call) -> Shown:
    """Ask before a tenant is deleted, and say what becomes of tokens that it issued."""
    tenant = await _tenant(call)
    there = await count_applications(call.in_tenant(tenant.tenant_id), ListQuery())
    count = f"{there} application{'' if there == 1 else 's'}"
    values = {
        "title": "Delete tenant",
        "blade": _BLADE,
        "subject": f"{tenant.display_name} ({tenant.initial_domain})",
        "effects": (
            f"Its {count}, accounts, secrets, permissions and signing keys are gone for good.",
            "Requests for tokens are refused from now on: the tenant is not found (AADSTS90002).",
            "Tokens issued before cannot be called back; they end when they expire.",
            "APIs refuse them sooner: when they next fetch keys, which are published no longer.",
            f"The names {tenant.subdomain} and {tenant.initial_domain} are free again.",
            "Its audit trail and sign-in records stay in the database as evidence.",
        ),
        "button": "Delete tenant",
        "typed_name": tenant.initial_domain,
        "back": LIST,
        "cli": f"daemonry tenant delete --tenant {shell(tenant.subdomain)}",
    }
    return Shown("confirmation.html", values)


async def delete(call: Call) -> Moved:
    """Delete a tenant for good, once its domain was typed."""
    tenant = await _tenant(call)
    require_typed(call, tenant.initial_domain)
    await delete_tenant(call.in_tenant(tenant.tenant_id))
    return Moved(LIST, "tenant-deleted", view_tenant=call.user.tenant_id)


async def _tenant(call: Call) -> Tenant:
    return await find_tenant(call.work.uow, guid_of(call, "tenant_id"))
