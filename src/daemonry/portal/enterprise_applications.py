"""Enterprise applications: service principals, whether they count, and who holds what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.assignments import NewAssignment, assign_app_role
from daemonry.directory.consent import (
    get_assignment,
    list_assignments_of_principal,
    list_assignments_of_resource,
    remove_assignment,
)
from daemonry.directory.service_principals import (
    get_service_principal,
    list_service_principals,
    update_service_principal,
)
from daemonry.model.application import MEMBER_APPLICATION
from daemonry.model.errors import REQUIRED_PROPERTY, InvalidError
from daemonry.model.first_party import is_first_party
from daemonry.model.ids import AppId, AssignmentId, ObjectId, RoleId, parse_guid
from daemonry.portal.call import Moved, Shown
from daemonry.portal.delegated_grants import grants_of
from daemonry.portal.subject import (
    PAGE_SIZE,
    enterprise_page_of,
    principal_of,
    principals_by_id,
    shell,
)
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.model.application import AppRole
    from daemonry.model.grant import AppRoleAssignment
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.portal.call import Call

LIST: Final = "/admin/enterprise-apps"
_HIDDEN: Final = "HideApp"
"""The tag by which tools say that people do not see an application (Terraform: feature_tags)."""
_MOST: Final = 50


async def listing(call: Call) -> Shown:
    """Show one page of the service principals, by name."""
    typed = call.query.get("q", "").strip()
    guid = parse_guid(typed)
    query = ListQuery(
        app_id=AppId(guid) if guid is not None else None,
        display_name_prefix=typed if typed and guid is None else None,
        order_by="displayname",
        limit=PAGE_SIZE + 1,
        after=call.query.get("after", ""),
        after_value=call.query.get("name", ""),
    )
    found = await list_service_principals(call.work, query)
    values = {
        "title": "Enterprise applications",
        "blade": "enterprise",
        "q": typed,
        "rows": [(item, is_first_party(item.app_id)) for item in found[:PAGE_SIZE]],
        "last": found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None,
        "cli": "daemonry app list",
    }
    return Shown("enterprise_applications.html", values)


async def properties(call: Call) -> Shown:
    """Show what the tenant decides about an application."""
    principal = await principal_of(call)
    yes_no = {True: "yes", False: "no"}
    values = enterprise_page_of(
        principal,
        "properties",
        "Properties",
        enabled=call.typed("enabled", yes_no[principal.account_enabled]),
        required=call.typed("required", yes_no[principal.app_role_assignment_required]),
        visible=call.typed("visible", yes_no[_HIDDEN not in principal.tags]),
        notes=call.typed("notes", principal.notes),
        is_read_only=is_first_party(principal.app_id),
        cli=f"daemonry app update {shell(principal.display_name)} --help",
    )
    return Shown("enterprise_properties.html", values)


async def save(call: Call) -> Moved:
    """Store the properties; disabling stops tokens at once."""
    principal = await principal_of(call)
    tags = tuple(tag for tag in principal.own_tags if tag != _HIDDEN)
    await update_service_principal(
        call.work,
        principal.object_id,
        {
            "account_enabled": call.text("enabled") == "yes",
            "app_role_assignment_required": call.text("required") == "yes",
            "notes": call.text("notes") or None,
            "own_tags": tags if call.text("visible") == "yes" else (*tags, _HIDDEN),
        },
    )
    return Moved(f"{LIST}/{principal.object_id}", "properties-saved")


async def permissions(call: Call) -> Shown:
    """Show what was granted to a client."""
    principal = await principal_of(call)
    held = await list_assignments_of_principal(call.work, principal.object_id)
    apis = await principals_by_id(call, {item.resource_id for item in held})
    rows = [(item, _value(apis.get(item.resource_id), item)) for item in held]
    values = enterprise_page_of(
        principal,
        "permissions",
        "Permissions",
        rows=rows,
        grants=await grants_of(call, principal),
        cli=f"daemonry consent status {shell(principal.display_name)}",
    )
    return Shown("enterprise_permissions.html", values)


async def assignments(call: Call) -> Shown:
    """Show which clients hold roles of an API."""
    principal = await principal_of(call)
    held = await list_assignments_of_resource(call.work, principal.object_id)
    values = enterprise_page_of(
        principal,
        "assignments",
        "Applications",
        rows=[(item, _value(principal, item)) for item in held],
        can_assign=bool(_roles_for_clients(principal)),
        cli=f"daemonry role list {shell(principal.display_name)}",
    )
    return Shown("enterprise_assignments.html", values)


async def assigning(call: Call) -> Shown:
    """Show clients and roles to choose from."""
    principal = await principal_of(call)
    typed = call.query.get("q", "").strip()
    query = ListQuery(display_name_prefix=typed or None, order_by="displayname", limit=_MOST)
    found = await list_service_principals(call.work, query)
    values = enterprise_page_of(
        principal,
        "assignments",
        "Add assignment",
        clients=[item for item in found if not is_first_party(item.app_id)],
        roles=_roles_for_clients(principal),
        client=call.typed("client"),
        role=call.typed("role"),
        q=typed,
        most=_MOST,
        cli=f"daemonry permission add CLIENT {shell(principal.display_name)} ROLE",
    )
    return Shown("assign.html", values)


async def assign(call: Call) -> Moved:
    """Give a client a role of this API at once; what the client asks for stays as it is."""
    principal = await principal_of(call)
    client, role = parse_guid(call.text("client")), parse_guid(call.text("role"))
    if client is None or role is None:
        name = "principalId" if client is None else "appRoleId"
        raise InvalidError(REQUIRED_PROPERTY, target=name, property=name, resource="Assignment")
    new = NewAssignment(ObjectId(client), principal.object_id, RoleId(role))
    await assign_app_role(call.work, new)
    return Moved(f"{LIST}/{principal.object_id}/assignments", "role-assigned")


async def revoking(call: Call) -> Shown:
    """Ask before an assignment is removed."""
    principal = await principal_of(call)
    item = await get_assignment(call.work, AssignmentId(call.params["assignment_id"]))
    api = await get_service_principal(call.work, item.resource_id)
    role = _value(api, item)
    values = enterprise_page_of(
        principal,
        "permissions",
        "Revoke permission",
        subject=f"{role} for {item.principal_display_name}",
        effects=(
            f"The next token for {item.resource_display_name} lacks {role}.",
            "Calls that need it fail. Tokens issued before hold it until they expire.",
        ),
        button="Yes, revoke",
        back=_back(principal, item),
        cli=f"daemonry consent revoke {shell(item.principal_display_name)}"
        f" {shell(item.resource_display_name)} {shell(role)}",
    )
    return Shown("confirmation.html", values)


async def revoke(call: Call) -> Moved:
    """Take one role away from one client."""
    principal = await principal_of(call)
    assignment_id = AssignmentId(call.params["assignment_id"])
    item = await get_assignment(call.work, assignment_id)
    await remove_assignment(call.work, assignment_id)
    return Moved(_back(principal, item), "permission-revoked")


def _roles_for_clients(principal: ServicePrincipal) -> list[AppRole]:
    return [
        role
        for role in principal.application.app_roles
        if role.is_enabled and MEMBER_APPLICATION in role.allowed_member_types
    ]


def _back(principal: ServicePrincipal, item: AppRoleAssignment) -> str:
    is_client = item.principal_id == principal.object_id
    return f"{LIST}/{principal.object_id}/{'permissions' if is_client else 'assignments'}"


def _value(api: ServicePrincipal | None, item: AppRoleAssignment) -> str:
    role = api.application.role(item.app_role_id) if api is not None else None
    return (role and role.value) or "Default access"
