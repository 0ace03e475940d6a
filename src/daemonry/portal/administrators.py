"""Roles and administrators: who holds which directory role, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.directory_roles import (
    assign_directory_role,
    get_role_assignment,
    get_role_definition,
    list_role_assignments,
    list_role_definitions,
    remove_role_assignment,
)
from daemonry.directory.objects import get_objects
from daemonry.directory.users import get_user, list_users
from daemonry.odata.filter import Comparison
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import guid_of
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.portal.call import Call

_MOST: Final = 999
_LIST: Final = "/admin/roles"


async def listing(call: Call) -> Shown:
    """List the roles with how many hold each."""
    held = await list_role_assignments(call.work, ListQuery(limit=_MOST))
    rows = [
        (role, sum(item.role_definition_id == role.template_id for item in held))
        for role in await list_role_definitions(call.work)
    ]
    return Shown("roles.html", _about("Roles and administrators") | {"rows": rows})


async def overview(call: Call) -> Shown:
    """Show who holds a role."""
    role = await get_role_definition(call.work, guid_of(call, "role_id"))
    where = Comparison(("roledefinitionid",), "eq", role.template_id)
    held = await list_role_assignments(call.work, ListQuery(where=where, limit=_MOST))
    found = await get_objects(call.work, [item.principal_id for item in held])
    by_id = {item.object_id: item for item in found}
    rows = [(item, by_id.get(item.principal_id)) for item in held]
    return Shown("role.html", _about(role.display_name) | {"role": role, "rows": rows})


async def assigning(call: Call) -> Shown:
    """Show accounts to choose from."""
    role = await get_role_definition(call.work, guid_of(call, "role_id"))
    people = await list_users(call.work, ListQuery(order_by="displayname", limit=_MOST))
    values = {"role": role, "people": people, "chosen": call.typed("user")}
    return Shown("assign_role.html", _about(f"Add assignment: {role.display_name}") | values)


async def assign(call: Call) -> Moved:
    """Give a role to an account."""
    person = await get_user(call.work, call.text("user"))
    role_id = guid_of(call, "role_id")
    await assign_directory_role(call.work, person.object_id, role_id)
    return Moved(f"{_LIST}/{role_id}", "directory-role-assigned")


async def removing(call: Call) -> Shown:
    """Ask before a role is taken away."""
    held = await get_role_assignment(call.work, guid_of(call, "assignment_id"))
    role = await get_role_definition(call.work, held.role_definition_id)
    found = await get_objects(call.work, [held.principal_id])
    values = {
        "subject": found[0].display_name if found else held.principal_id,
        "effects": [f"What {role.display_name} lets do is refused from the next request on."],
        "button": "Remove assignment",
        "back": f"{_LIST}/{role.template_id}",
    }
    return Shown("confirmation.html", _about("Remove assignment") | values)


async def remove(call: Call) -> Moved:
    """Take a role away."""
    held = await get_role_assignment(call.work, guid_of(call, "assignment_id"))
    await remove_role_assignment(call.work, held.assignment_id)
    return Moved(f"{_LIST}/{held.role_definition_id}", "role-unassigned")


def _about(title: str) -> dict[str, Any]:
    return {"title": title, "blade": "directory-roles", "cli": ""}
