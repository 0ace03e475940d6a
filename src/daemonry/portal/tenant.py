"""Tenant overview: names and addresses that a reader of a tutorial has to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.applications import count_applications
from daemonry.directory.service_principals import count_service_principals
from daemonry.oauth.metadata import Authority
from daemonry.portal.call import Shown
from daemonry.portal.subject import shell
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.portal.call import Call


async def overview(call: Call) -> Shown:
    """Show the tenant."""
    tenant = call.tenant
    authority = Authority(call.origin, tenant.tenant_id, call.services.exact_entra_issuer)
    base = f"{call.origin}/{tenant.tenant_id}"
    values = {
        "title": "Tenant overview",
        "blade": "tenant",
        "endpoints": (
            ("Authority", base),
            ("Issuer", authority.issuer_v2),
            ("Discovery URL", f"{base}/v2.0/.well-known/openid-configuration"),
            ("OAuth 2.0 token endpoint (v2)", f"{base}/oauth2/v2.0/token"),
            ("JSON Web Key Set", f"{base}/discovery/v2.0/keys"),
            ("Microsoft Graph API endpoint", f"{call.origin}/v1.0"),
        ),
        "applications": await count_applications(call.work, ListQuery()),
        "principals": await count_service_principals(call.work, ListQuery()),
        "cli": f"daemonry tenant show {shell(tenant.subdomain)}",
    }
    return Shown("tenant.html", values)
