"""``/directory/deletedItems``: what was soft-deleted, to be restored or removed for good."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daemonry.directory import applications, service_principals, users
from daemonry.graph import applications as of_applications
from daemonry.graph import representation
from daemonry.graph import service_principals as of_service_principals
from daemonry.graph import users as of_users
from daemonry.graph.lists import list_page, select
from daemonry.graph.services import Answer, no_content
from daemonry.model.errors import NotFoundError
from daemonry.model.ids import ObjectId, parse_guid

if TYPE_CHECKING:
    from daemonry.graph.services import Call


async def listing_of_applications(call: Call) -> Answer:
    """Answer ``GET /directory/deletedItems/microsoft.graph.application``."""
    source = of_applications.source(call, deleted=True)
    return await list_page(call, source, context="applications")


async def listing_of_service_principals(call: Call) -> Answer:
    """Answer ``GET /directory/deletedItems/microsoft.graph.servicePrincipal``."""
    source = of_service_principals.source(call, deleted=True)
    return await list_page(call, source, context="servicePrincipals")


async def listing_of_users(call: Call) -> Answer:
    """Answer ``GET /directory/deletedItems/microsoft.graph.user``."""
    return await list_page(call, of_users.source(call, deleted=True), context="users")


async def show(call: Call) -> Answer:
    """Answer ``GET /directory/deletedItems/{id}``."""
    if await _is_user(call):
        user = await users.get_deleted_user(call.work, _id(call))
        return _typed(call, "user", representation.user(user))
    try:
        application = await applications.get_application(call.work, _id(call), deleted=True)
    except NotFoundError:
        principal = await service_principals.get_service_principal(
            call.work, _id(call), deleted=True
        )
        return _typed(call, "servicePrincipal", representation.service_principal(principal))
    return _typed(call, "application", representation.application(application))


async def restore(call: Call) -> Answer:
    """Answer ``POST /directory/deletedItems/{id}/restore``."""
    if await _is_user(call):
        user = await users.restore_user(call.work, _id(call))
        return _typed(call, "user", representation.user(user))
    try:
        application = await applications.restore_application(call.work, _id(call))
    except NotFoundError:
        principal = await service_principals.restore_service_principal(call.work, _id(call))
        return _typed(call, "servicePrincipal", representation.service_principal(principal))
    return _typed(call, "application", representation.application(application))


async def purge(call: Call) -> Answer:
    """Answer ``DELETE /directory/deletedItems/{id}``: for good."""
    if await _is_user(call):
        await users.purge_user(call.work, _id(call))
        return no_content()
    try:
        await applications.purge_application(call.work, _id(call))
    except NotFoundError:
        await service_principals.purge_service_principal(call.work, _id(call))
    return no_content()


async def _is_user(call: Call) -> bool:
    """Tell which verbs to ask; whether the caller may see that is theirs to say."""
    users_there = call.work.uow.users
    return await users_there.get(call.work.tenant_id, _id(call), deleted=True) is not None


def _id(call: Call) -> ObjectId:
    return ObjectId(parse_guid(call.keys[0].value) or call.keys[0].value)


def _typed(call: Call, kind: str, value: dict[str, Any]) -> Answer:
    head = {
        "@odata.context": f"{call.base}/$metadata#directoryObjects/$entity",
        "@odata.type": f"#microsoft.graph.{kind}",
    }
    return Answer(200, head | select(call, value))
