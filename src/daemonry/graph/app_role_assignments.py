"""App role assignments under both of their parents: this is what consent is made of.

``appRoleAssignments`` hangs on the client, ``appRoleAssignedTo`` on the API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from daemonry.directory import consent as directory
from daemonry.directory.assignments import (
    list_assignments_of_principal,
    list_assignments_of_resource,
    remove_assignment,
)
from daemonry.graph import intake, representation
from daemonry.graph.lists import envelope, select
from daemonry.graph.service_principals import object_id_of
from daemonry.graph.services import Answer, no_content
from daemonry.model.ids import AssignmentId, ObjectId, RoleId
from daemonry.odata import errors
from daemonry.odata.errors import ODataError
from daemonry.odata.filter import Comparison, StartsWith, conjunction, parse_filter

if TYPE_CHECKING:
    from daemonry.graph.services import Call
    from daemonry.model.grant import AppRoleAssignment

_RESOURCE = "AppRoleAssignment"


async def listing_of_client(call: Call) -> Answer:
    """Answer ``GET /servicePrincipals/{client}/appRoleAssignments``."""
    parent = await object_id_of(call)
    found = await list_assignments_of_principal(call.work, parent)
    return _listing(call, found, f"servicePrincipals('{parent}')/appRoleAssignments")


async def listing_of_resource(call: Call) -> Answer:
    """Answer ``GET /servicePrincipals/{api}/appRoleAssignedTo``."""
    parent = await object_id_of(call)
    found = await list_assignments_of_resource(call.work, parent)
    return _listing(call, found, f"servicePrincipals('{parent}')/appRoleAssignedTo")


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
    parent = await object_id_of(call)
    await remove_assignment(call.work, _id(call), principal_id=parent)
    return no_content()


async def delete_at_resource(call: Call) -> Answer:
    """Answer ``DELETE /servicePrincipals/{api}/appRoleAssignedTo/{id}``."""
    parent = await object_id_of(call)
    await remove_assignment(call.work, _id(call), resource_id=parent)
    return no_content()


def _new(call: Call) -> directory.NewAssignment:
    return directory.NewAssignment(
        principal_id=ObjectId(intake.required_guid(call.body, "principalId", _RESOURCE)),
        resource_id=ObjectId(intake.required_guid(call.body, "resourceId", _RESOURCE)),
        app_role_id=RoleId(intake.required_guid(call.body, "appRoleId", _RESOURCE)),
    )


def _id(call: Call) -> AssignmentId:
    return AssignmentId(call.keys[1].value)


def _listing(call: Call, found: tuple[AppRoleAssignment, ...], context: str) -> Answer:
    kept = [one for one in found if _matches(call, one)]
    return Answer(200, envelope(call, context, map(representation.assignment, kept)))


def _matches(call: Call, one: AppRoleAssignment) -> bool:
    if call.options.filter is None:
        return True
    return all(_holds(one, part) for part in conjunction(parse_filter(call.options.filter)))


def _holds(one: AppRoleAssignment, part: object) -> bool:
    match part:
        case Comparison(("resourceid",), "eq", str(value)):
            return one.resource_id == value.lower()
        case Comparison(("principalid",), "eq", str(value)):
            return one.principal_id == value.lower()
        case Comparison(("approleid",), "eq", str(value)):
            return one.app_role_id == value.lower()
        case Comparison(("principaldisplayname",), "eq", str(value)):
            return one.principal_display_name.casefold() == value.casefold()
        case StartsWith(("principaldisplayname",), str(value)):
            return one.principal_display_name.casefold().startswith(value.casefold())
        case _:
            raise ODataError(errors.UNSUPPORTED_QUERY)


def _made(call: Call, made: AppRoleAssignment, context: str) -> Answer:
    shown = _shown(call, made, context)
    return Answer(201, shown.body, f"{call.base}{call.path}/{made.assignment_id}")


def _shown(call: Call, found: AppRoleAssignment, context: str) -> Answer:
    place = f"{call.base}/$metadata#{context}/$entity"
    value = select(call, representation.assignment(found))
    return Answer(200, {"@odata.context": place} | value)
