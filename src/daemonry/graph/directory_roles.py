"""Directory roles in both of Graph's forms: ``/directoryRoles`` and ``/roleManagement``.

All built-in roles count as activated; a role's identifier is that of its template.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from daemonry.directory import directory_roles as directory
from daemonry.directory.objects import get_objects
from daemonry.graph import intake, representation
from daemonry.graph.lists import Source, entity, list_page, show_one, whole
from daemonry.graph.reader import Reader
from daemonry.graph.services import Answer, no_content
from daemonry.model.directory_role import WHOLE_DIRECTORY
from daemonry.model.errors import RESOURCE_NOT_FOUND, NotFoundError
from daemonry.model.ids import ObjectId, parse_guid
from daemonry.odata.filter import Comparison
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.graph.services import Call
    from daemonry.model.directory_role import RoleAssignment, RoleDefinition

_ASSIGNMENTS = "roleManagement/directory/roleAssignments"
_DEFINITIONS = "roleManagement/directory/roleDefinitions"
_MOST = 999


async def templates(call: Call) -> Answer:
    """Answer ``GET /directoryRoleTemplates``."""
    found = await directory.list_role_definitions(call.work)
    return whole(call, "directoryRoleTemplates", map(representation.directory_role_template, found))


async def template(call: Call) -> Answer:
    """Answer ``GET /directoryRoleTemplates/{id}``."""
    return Answer(
        200,
        entity(
            call,
            "directoryRoleTemplates",
            representation.directory_role_template(await _named(call)),
        ),
    )


async def roles(call: Call) -> Answer:
    """Answer ``GET /directoryRoles``."""
    found = await directory.list_role_definitions(call.work)
    return whole(call, "directoryRoles", map(representation.directory_role, found))


async def role(call: Call) -> Answer:
    """Answer ``GET /directoryRoles/{id}``, also by ``roleTemplateId``."""
    return Answer(
        200, entity(call, "directoryRoles", representation.directory_role(await _named(call)))
    )


async def activate(call: Call) -> Answer:
    """Answer ``POST /directoryRoles``: every role is active, so the role itself is the answer."""
    reader = Reader(call.body, "DirectoryRole")
    wanted = reader.guid("roleTemplateId")
    reader.finish()
    found = await directory.get_role_definition(call.work, wanted)
    place = f"{call.base}/directoryRoles/{found.template_id}"
    return Answer(201, entity(call, "directoryRoles", representation.directory_role(found)), place)


async def members(call: Call) -> Answer:
    """Answer ``GET /directoryRoles/{id}/members``, as far as the caller may see them."""
    held = await _assignments_of(call, await _named(call))
    found = await get_objects(call.work, [item.principal_id for item in held])
    return whole(call, "directoryObjects", map(representation.directory_object, found))


async def add_member(call: Call) -> Answer:
    """Answer ``POST /directoryRoles/{id}/members/$ref``."""
    principal_id = ObjectId(intake.reference(call.body))
    found = await _named(call)
    await directory.assign_directory_role(call.work, principal_id, found.template_id)
    return no_content()


async def remove_member(call: Call) -> Answer:
    """Answer ``DELETE /directoryRoles/{id}/members/{principal}/$ref``."""
    key = call.keys[1].value
    principal_id = parse_guid(key) or key
    for item in await _assignments_of(call, await _named(call)):
        if item.principal_id == principal_id:
            await directory.remove_role_assignment(call.work, item.assignment_id)
            return no_content()
    raise NotFoundError(RESOURCE_NOT_FOUND, id=key)


async def definitions(call: Call) -> Answer:
    """Answer ``GET /roleManagement/directory/roleDefinitions``."""
    found = await directory.list_role_definitions(call.work)
    return whole(call, _DEFINITIONS, map(_definition, found))


async def definition(call: Call) -> Answer:
    """Answer ``GET /roleManagement/directory/roleDefinitions/{id}``."""
    return Answer(200, entity(call, _DEFINITIONS, _definition(await _named(call))))


async def assignments(call: Call) -> Answer:
    """Answer ``GET /roleManagement/directory/roleAssignments``."""
    return await list_page(call, _source(call), context=_ASSIGNMENTS)


async def assign(call: Call) -> Answer:
    """Answer ``POST /roleManagement/directory/roleAssignments``."""
    reader = Reader(call.body, "UnifiedRoleAssignment")
    principal_id = ObjectId(reader.guid("principalId"))
    template_id = reader.guid("roleDefinitionId")
    scope = reader.text("directoryScopeId") or WHOLE_DIRECTORY
    reader.finish(read_only=frozenset({"id", "appScopeId", "condition"}))
    made = await directory.assign_directory_role(call.work, principal_id, template_id, scope)
    place = f"{call.base}/{_ASSIGNMENTS}/{made.assignment_id}"
    return Answer(201, entity(call, _ASSIGNMENTS, _assignment(made)), place)


async def assignment(call: Call) -> Answer:
    """Answer ``GET /roleManagement/directory/roleAssignments/{id}``."""
    found = await directory.get_role_assignment(call.work, call.keys[0].value)
    return await show_one(call, found, _source(call), context=_ASSIGNMENTS)


async def unassign(call: Call) -> Answer:
    """Answer ``DELETE /roleManagement/directory/roleAssignments/{id}``."""
    await directory.remove_role_assignment(call.work, call.keys[0].value)
    return no_content()


def _source(call: Call) -> Source:
    return Source(
        fetch=lambda query: directory.list_role_assignments(call.work, query),
        count=lambda query: directory.count_role_assignments(call.work, query),
        represent=_assignment,
        key="assignment_id",
    )


async def _named(call: Call) -> RoleDefinition:
    return await directory.get_role_definition(call.work, call.keys[0].value)


async def _assignments_of(call: Call, found: RoleDefinition) -> list[RoleAssignment]:
    where = Comparison(("roledefinitionid",), "eq", found.template_id)
    query = ListQuery(where=where, limit=_MOST)
    return list(await directory.list_role_assignments(call.work, query))


def _definition(value: RoleDefinition) -> dict[str, Any]:
    return {
        "id": value.template_id,
        "displayName": value.display_name,
        "description": value.description,
        "isBuiltIn": True,
        "isEnabled": True,
        "resourceScopes": [WHOLE_DIRECTORY],
        "rolePermissions": [],
        "templateId": value.template_id,
        "version": "1",
    }


def _assignment(value: RoleAssignment) -> dict[str, Any]:
    return {
        "id": value.assignment_id,
        "principalId": value.principal_id,
        "roleDefinitionId": value.role_definition_id,
        "directoryScopeId": value.directory_scope_id,
    }
