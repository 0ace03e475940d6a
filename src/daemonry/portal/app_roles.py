"""App roles: what an API lets its clients do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory import app_roles as verbs
from daemonry.directory.consent import list_assignments_of_resource
from daemonry.directory.lookup import not_found
from daemonry.model.application import MEMBER_APPLICATION, MEMBER_USER
from daemonry.model.ids import RoleId
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import application_of, guid_of, page_of, shell

if TYPE_CHECKING:
    from daemonry.model.application import Application, AppRole
    from daemonry.portal.call import Call

BOTH: Final = "both"
MEMBERS: Final = (
    ("user", "Users/Groups", (MEMBER_USER,)),
    ("application", "Applications", (MEMBER_APPLICATION,)),
    (BOTH, "Both (Users/Groups + Applications)", (MEMBER_USER, MEMBER_APPLICATION)),
)
_BLADE: Final = "roles"


async def overview(call: Call) -> Shown:
    """List the app roles of an application."""
    application = await application_of(call)
    values = page_of(
        application,
        _BLADE,
        "App roles",
        rows=[(role, _members(role)[1]) for role in application.app_roles],
        cli=f"daemonry role list {shell(application.display_name)}",
    )
    return Shown("app_roles.html", values)


async def creating(call: Call) -> Shown:
    """Show the form for a role."""
    application = await application_of(call)
    return _form(call, application, None)


async def create(call: Call) -> Moved:
    """Add a role; one that is not to be enabled is disabled in the same transaction."""
    application = await application_of(call)
    new = verbs.NewAppRole(
        value=call.text("value") or None,
        display_name=call.text("display_name"),
        description=call.text("description"),
        allowed_member_types=_chosen(call),
    )
    role = await verbs.create_app_role(call.work, application.object_id, new)
    if not call.ticked("enabled"):
        await verbs.set_app_role_enabled(
            call.work, application.object_id, role.role_id, enabled=False
        )
    return Moved(_list(application), "role-created")


async def editing(call: Call) -> Shown:
    """Show the form of a role."""
    application = await application_of(call)
    return _form(call, application, _role(call, application))


async def save(call: Call) -> Moved:
    """Change a role. What is disabled is disabled first: it frees value and member types."""
    application = await application_of(call)
    role = _role(call, application)
    enabled = call.ticked("enabled")
    if role.is_enabled and not enabled:
        await verbs.set_app_role_enabled(
            call.work, application.object_id, role.role_id, enabled=False
        )
    await verbs.edit_app_role(
        call.work,
        application.object_id,
        role.role_id,
        value=call.text("value") or None,
        display_name=call.text("display_name"),
        description=call.text("description"),
        allowed_member_types=_chosen(call),
    )
    if enabled and not role.is_enabled:
        await verbs.set_app_role_enabled(
            call.work, application.object_id, role.role_id, enabled=True
        )
    return Moved(_list(application), "role-saved")


async def deleting(call: Call) -> Shown:
    """Ask before a role is deleted, and name who will lose it."""
    application = await application_of(call)
    role = _role(call, application)
    holders = await _holders(call, application, role)
    effects = [
        f"{len(holders)} clients lose the role: {', '.join(holders)}."
        if holders
        else "No client holds the role.",
        "The API finds it in no further token.",
    ]
    if role.is_enabled:
        effects.append("The role is enabled; it is disabled and deleted in one step.")
    values = page_of(
        application,
        _BLADE,
        "Delete app role",
        subject=role.display_name,
        effects=effects,
        button="Disable and delete" if role.is_enabled else "Delete",
        back=f"{_list(application)}/{role.role_id}",
        cli=f"daemonry role delete {shell(application.display_name)} "
        + shell(role.value or role.role_id),
    )
    return Shown("confirmation.html", values)


async def delete(call: Call) -> Moved:
    """Disable a role and delete it, in one transaction."""
    application = await application_of(call)
    role = _role(call, application)
    if role.is_enabled:
        await verbs.set_app_role_enabled(
            call.work, application.object_id, role.role_id, enabled=False
        )
    await verbs.delete_app_role(call.work, application.object_id, role.role_id)
    return Moved(_list(application), "role-deleted")


def _form(call: Call, application: Application, role: AppRole | None) -> Shown:
    name = shell(application.display_name)
    is_new = role is None
    values = page_of(
        application,
        _BLADE,
        "Create app role" if role is None else "Edit app role",
        role=role,
        display_name=call.typed("display_name", role.display_name if role else ""),
        value=call.typed("value", role.value if role else ""),
        description=call.typed("description", role.description if role else ""),
        members=MEMBERS,
        member=call.typed("members", "application" if role is None else _members(role)[0]),
        enabled=call.ticked("enabled") if call.form else is_new or bool(role and role.is_enabled),
        cli=f"daemonry role create {name} VALUE"
        if role is None
        else f"daemonry role edit {name} {shell(role.value or role.role_id)}",
    )
    return Shown("app_role.html", values)


def _chosen(call: Call) -> tuple[str, ...]:
    return next((types for key, _, types in MEMBERS if key == call.text("members")), ())


def _members(role: AppRole) -> tuple[str, str]:
    """Return name and label of the member types."""
    wanted = set(role.allowed_member_types)
    return next((key, label) for key, label, types in MEMBERS if wanted == set(types))


def _role(call: Call, application: Application) -> AppRole:
    role_id = guid_of(call, "role_id")
    role = application.role(RoleId(role_id))
    if role is None:
        raise not_found(role_id)
    return role


async def _holders(call: Call, application: Application, role: AppRole) -> list[str]:
    principals = call.work.uow.service_principals
    principal = await principals.get_by_app_id(call.work.tenant_id, application.app_id)
    if principal is None:
        return []
    held = await list_assignments_of_resource(call.work, principal.object_id)
    return [item.principal_display_name for item in held if item.app_role_id == role.role_id]


def _list(application: Application) -> str:
    return f"/admin/apps/{application.app_id}/roles"
