"""What ``$expand`` can show of applications and service principals.

Each function answers for all objects of a page at once, so that the number of
statements does not grow with the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daemonry.directory.assignments import list_assignments_of_many
from daemonry.directory.owners import list_owners_of_many
from daemonry.graph import representation
from daemonry.odata.query import MAX_EXPANDED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from daemonry.graph.services import Call

    Json = dict[str, Any]


async def owners(call: Call, objects: Sequence[Any]) -> Mapping[str, Sequence[Json]]:
    """Return the owners of each object."""
    found = await list_owners_of_many(call.work, [item.object_id for item in objects])
    return {
        key: [representation.directory_object(owner) for owner in each]
        for key, each in found.items()
    }


async def federated_identity_credentials(
    call: Call, objects: Sequence[Any]
) -> Mapping[str, Sequence[Json]]:
    """Return whose tokens stand for each application; they are part of what was loaded."""
    return {
        item.object_id: [
            representation.federated_identity_credential(each, is_beta=call.is_beta)
            for each in item.federated_identity_credentials
        ]
        for item in objects
    }


async def app_role_assignments(call: Call, objects: Sequence[Any]) -> Mapping[str, Sequence[Json]]:
    """Return what each service principal holds."""
    return await _assignments(call, objects, are_resources=False)


async def app_role_assigned_to(call: Call, objects: Sequence[Any]) -> Mapping[str, Sequence[Json]]:
    """Return who holds roles of each service principal."""
    return await _assignments(call, objects, are_resources=True)


async def _assignments(
    call: Call, objects: Sequence[Any], *, are_resources: bool
) -> Mapping[str, Sequence[Json]]:
    found = await list_assignments_of_many(
        call.work,
        [item.object_id for item in objects],
        are_resources=are_resources,
        limit=MAX_EXPANDED,
    )
    return {key: [representation.assignment(one) for one in each] for key, each in found.items()}
