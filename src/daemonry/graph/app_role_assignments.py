"""App role assignments under both of their parents: this is what consent is made of.

``appRoleAssignments`` hangs on the client, ``appRoleAssignedTo`` on the API.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from daemonry.directory import consent as directory
from daemonry.directory.assignments import (
    count_assignments,
    list_assignments_matching,
    remove_assignment,
)
from daemonry.graph import representation
from daemonry.graph.lists import Source, list_page, select
from daemonry.graph.reader import Reader
from daemonry.graph.service_principals import object_id_of
from daemonry.graph.services import Answer, no_content
from daemonry.model.ids import AssignmentId, ObjectId, RoleId, parse_guid
from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.ports import AssignmentQuery

if TYPE_CHECKING:
    from daemonry.graph.services import Call
    from daemonry.model.grant import AppRoleAssignment
    from daemonry.ports import ListQuery

_RESOURCE = "AppRoleAssignment"
_READ_ONLY: Final = frozenset(
    {
        "id",
        "createdDateTime",
        "deletedDateTime",
        "principalDisplayName",
        "principalType",
        "resourceDisplayName",
    }
)


async def listing_of_client(call: Call) -> Answer:
    """Answer ``GET /servicePrincipals/{client}/appRoleAssignments``."""
    parent = await object_id_of(call)
    place = f"servicePrincipals('{parent}')/appRoleAssignments"
    return await _listing(call, AssignmentQuery(parent, is_resource=False), place)


async def listing_of_resource(call: Call) -> Answer:
    """Answer ``GET /servicePrincipals/{api}/appRoleAssignedTo``."""
    parent = await object_id_of(call)
    place = f"servicePrincipals('{parent}')/appRoleAssignedTo"
    return await _listing(call, AssignmentQuery(parent, is_resource=True), place)


async def create_at_client(call: Call) -> Answer:
    """Answer ``POST /servicePrincipals/{client}/appRoleAssignments``."""
    parent = await object_id_of(call)
    made = await directory.assign_app_role(call.work, _new(call), principal_id=parent)
    return _made(call, made, f"servicePrincipals('{parent}')/appRoleAssignments")


async def create_at_resource(call: Call) -> Answer:
    """Answer ``POST /servicePrincipals/{api}/appRoleAssignedTo``."""
    parent = await object_id_of(call)
    made = await directory.assign_app_role(call.work, _new(call), resource_id=parent)
    return _made(call, made, f"servicePrincipals('{parent}')/appRoleAssignedTo")


async def show_at_client(call: Call) -> Answer:
    """Answer ``GET /servicePrincipals/{client}/appRoleAssignments/{id}``."""
    parent = await object_id_of(call)
    found = await directory.get_assignment(call.work, _id(call), principal_id=parent)
    return _shown(call, found, f"servicePrincipals('{parent}')/appRoleAssignments")


async def show_at_resource(call: Call) -> Answer:
    """Answer ``GET /servicePrincipals/{api}/appRoleAssignedTo/{id}``."""
    parent = await object_id_of(call)
    found = await directory.get_assignment(call.work, _id(call), resource_id=parent)
    return _shown(call, found, f"servicePrincipals('{parent}')/appRoleAssignedTo")


async def delete_at_client(call: Call) -> Answer:
    """Answer ``DELETE /servicePrincipals/{client}/appRoleAssignments/{id}``."""
    await remove_assignment(call.work, _id(call), principal_id=await _parent(call))
    return no_content()


async def delete_at_resource(call: Call) -> Answer:
    """Answer ``DELETE /servicePrincipals/{api}/appRoleAssignedTo/{id}``."""
    await remove_assignment(call.work, _id(call), resource_id=await _parent(call))
    return no_content()


async def _parent(call: Call) -> ObjectId:
    """Return the parent that the path names, found only where its identifier is not given.

    Whoever may take roles away need not see applications.
    """
    key = call.keys[0]
    if key.name in {None, "id"}:
        return ObjectId(parse_guid(key.value) or key.value)
    return await object_id_of(call)


def _new(call: Call) -> directory.NewAssignment:
    reader = Reader(call.body, _RESOURCE)
    wanted = directory.NewAssignment(
        principal_id=ObjectId(reader.guid("principalId")),
        resource_id=ObjectId(reader.guid("resourceId")),
        app_role_id=RoleId(reader.guid("appRoleId")),
    )
    reader.finish(read_only=_READ_ONLY)
    return wanted


def _id(call: Call) -> AssignmentId:
    return AssignmentId(call.keys[1].value)


async def _listing(call: Call, of_parent: AssignmentQuery, context: str) -> Answer:
    def narrowed(query: ListQuery) -> AssignmentQuery:
        if query.order_by not in {"", "createddatetime"} or query.is_descending:
            raise ODataError(errors.UNSUPPORTED_QUERY)
        value = query.after_value
        return replace(
            of_parent,
            where=query.where,
            after=query.after,
            after_value=value if isinstance(value, datetime) else None,
            limit=query.limit,
        )

    source = Source(
        fetch=lambda query: list_assignments_matching(call.work, narrowed(query)),
        count=lambda query: count_assignments(call.work, narrowed(query)),
        represent=representation.assignment,
        order_by="createddatetime",
        key="assignment_id",
    )
    return await list_page(call, source, context=context)


def _made(call: Call, made: AppRoleAssignment, context: str) -> Answer:
    shown = _shown(call, made, context)
    return Answer(201, shown.body, f"{call.base}{call.path}/{made.assignment_id}")


def _shown(call: Call, found: AppRoleAssignment, context: str) -> Answer:
    place = f"{call.base}/$metadata#{context}/$entity"
    value = select(call, representation.assignment(found))
    return Answer(200, {"@odata.context": place} | value)
