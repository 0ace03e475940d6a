"""What tools ask of a resource manager before they come to Microsoft Graph.

There are no resources here, so the answers are few: no subscription, one tenant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.graph.services import Answer
from daemonry.odata import errors
from daemonry.odata.errors import ODataError

if TYPE_CHECKING:
    from daemonry.graph.services import Request
    from daemonry.model.tenant import Tenant

SEGMENTS: Final = frozenset({"subscriptions", "tenants", "providers"})


def answer(tenant: Tenant, request: Request) -> Answer:
    """Answer a principal of ``tenant``; any token of it will do, as there is nothing to see.

    Raises ODataError 404 for every other resource.
    """
    path = request.path.strip("/").lower()
    if request.method not in {"GET", "HEAD"} or path not in {"subscriptions", "tenants"}:
        raise ODataError(errors.RESOURCE_MANAGER_NOT_FOUND, path=request.path)
    if path == "subscriptions":
        return Answer(200, {"value": [], "count": {"type": "Total", "value": 0}})
    shown = {
        "id": f"/tenants/{tenant.tenant_id}",
        "tenantId": tenant.tenant_id,
        "displayName": tenant.display_name,
        "defaultDomain": tenant.default_domain,
        "tenantType": tenant.tenant_type,
        "tenantCategory": "Home",
    }
    return Answer(200, {"value": [shown]})
