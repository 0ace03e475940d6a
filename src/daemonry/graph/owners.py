"""``owners`` of applications and service principals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory.owners import add_owner, list_owners, remove_owner
from daemonry.graph import applications, intake, representation, service_principals
from daemonry.graph.lists import whole
from daemonry.graph.services import Answer, no_content
from daemonry.model.ids import ObjectId, parse_guid

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from daemonry.graph.services import Call

    _Handler = Callable[[Call], Awaitable[Answer]]
    _Owned = Callable[[Call], Awaitable[ObjectId]]


def _listing(owned: _Owned) -> _Handler:
    async def listing(call: Call) -> Answer:
        """Answer ``GET .../owners``."""
        found = await list_owners(call.work, await owned(call))
        return whole(call, "directoryObjects", map(representation.directory_object, found))

    return listing


def _add(owned: _Owned) -> _Handler:
    async def add(call: Call) -> Answer:
        """Answer ``POST .../owners/$ref``."""
        owner_id = ObjectId(intake.reference(call.body))
        await add_owner(call.work, await owned(call), owner_id)
        return no_content()

    return add


def _remove(owned: _Owned) -> _Handler:
    async def remove(call: Call) -> Answer:
        """Answer ``DELETE .../owners/{id}/$ref``."""
        key = call.keys[1].value
        await remove_owner(call.work, await owned(call), ObjectId(parse_guid(key) or key))
        return no_content()

    return remove


of_application = _listing(applications.object_id_of)
add_to_application = _add(applications.object_id_of)
remove_from_application = _remove(applications.object_id_of)
of_service_principal = _listing(service_principals.object_id_of)
add_to_service_principal = _add(service_principals.object_id_of)
remove_from_service_principal = _remove(service_principals.object_id_of)
