"""``/organization``: the tenant as its callers see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.tenants import get_organization
from daemonry.graph import representation
from daemonry.graph.lists import entity, whole
from daemonry.graph.services import Answer
from daemonry.model.errors import RESOURCE_NOT_FOUND, NotFoundError

if TYPE_CHECKING:
    from daemonry.graph.services import Call


async def listing(call: Call) -> Answer:
    """Answer ``GET /organization``: the caller's own tenant, nothing else."""
    value = representation.organization(await get_organization(call.work))
    return whole(call, "organization", [value])


async def show(call: Call) -> Answer:
    """Answer ``GET /organization/{id}``."""
    tenant = await get_organization(call.work)
    asked = call.keys[0].value
    if asked.lower() != tenant.tenant_id:
        raise NotFoundError(RESOURCE_NOT_FOUND, id=asked)
    return Answer(200, entity(call, "organization", representation.organization(tenant)))
