"""Users: accounts of the tenant, and helping their persons back in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from daemonry.directory.directory_roles import list_roles_of
from daemonry.directory.factors import list_methods, remove_method
from daemonry.directory.setup_links import create_setup_link
from daemonry.directory.users import (
    NewUser,
    create_user,
    delete_user,
    get_user,
    list_users,
    revoke_sessions,
    update_user,
)
from daemonry.odata.filter import Or, StartsWith
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import guid_of, shell
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.portal.call import Call

_MOST: Final = 100
_LIST: Final = "/admin/users"


async def listing(call: Call) -> Shown:
    """List accounts, narrowed by the beginning of a name."""
    typed = call.query.get("q", "").strip()
    names = ("displayname",), ("userprincipalname",)
    where = Or(tuple(StartsWith(name, typed) for name in names)) if typed else None
    found = await list_users(call.work, ListQuery(where=where, order_by="displayname", limit=_MOST))
    return Shown(
        "users.html", _about("Users", cli="daemonry user list") | {"rows": found, "q": typed}
    )


async def creating(call: Call) -> Shown:
    """Show the form of a new account."""
    values = {"name": call.typed("name"), "user_name": call.typed("user_name")}
    return Shown("new_user.html", _about("New user") | values)


async def create(call: Call) -> Shown:
    """Make an account and show the link by which its person sets a password, once."""
    new = NewUser(call.text("user_name"), call.text("name"))
    made = await create_user(call.work, new)
    return _link(call, made.user_principal_name, await create_setup_link(call.work, made.object_id))


async def overview(call: Call) -> Shown:
    """Show an account with its roles and methods."""
    person = await get_user(call.work, guid_of(call, "object_id"))
    cli = f"daemonry user setup-link {shell(person.user_principal_name)}"
    values = {
        "person": person,
        "roles": await list_roles_of(call.work, person.object_id),
        "methods": await list_methods(call.work, person.object_id),
    }
    return Shown("user.html", _about(person.display_name, cli=cli) | values)


async def resetting(call: Call) -> Shown:
    """Ask before a setup link is made."""
    effects = ["A link is shown once; whoever opens it first chooses the new password."]
    effects.append("Every session ends when the password is changed.")
    return await _confirmation(call, "Reset password", effects, is_danger=False)


async def reset(call: Call) -> Shown:
    """Show a link by which the person sets another password, once."""
    person = await get_user(call.work, guid_of(call, "object_id"))
    return _link(
        call, person.user_principal_name, await create_setup_link(call.work, person.object_id)
    )


async def blocking(call: Call) -> Shown:
    """Ask before an account is disabled or enabled."""
    person = await get_user(call.work, guid_of(call, "object_id"))
    if person.account_enabled:
        effects = ["Signing in is refused from now on.", "Every session ends."]
        return await _confirmation(call, "Disable account", effects)
    return await _confirmation(call, "Enable account", ["Signing in works again."], is_danger=False)


async def block(call: Call) -> Moved:
    """Disable an account, or enable it again."""
    person = await get_user(call.work, guid_of(call, "object_id"))
    changes = {"account_enabled": not person.account_enabled}
    await update_user(call.work, person.object_id, changes)
    return Moved(f"{_LIST}/{person.object_id}", "user-saved")


async def deleting(call: Call) -> Shown:
    """Ask before an account is deleted."""
    effects = ["The account signs in no more.", "Its name is free again.", "It can be restored."]
    return await _confirmation(call, "Delete user", effects)


async def delete(call: Call) -> Moved:
    """Delete an account."""
    await delete_user(call.work, guid_of(call, "object_id"))
    return Moved(_LIST, "user-deleted")


async def signing_out(call: Call) -> Shown:
    """Ask before every session of an account ends."""
    return await _confirmation(call, "Sign out everywhere", ["Every session of the account ends."])


async def sign_out(call: Call) -> Moved:
    """End every session of an account."""
    person = await revoke_sessions(call.work, guid_of(call, "object_id"))
    return Moved(f"{_LIST}/{person.object_id}", "sessions-revoked")


async def removing_method(call: Call) -> Shown:
    """Ask before a method is taken away."""
    effects = ["The person signs in without it, and sets another up where one is needed."]
    effects.append("Every session of the account ends.")
    return await _confirmation(call, "Remove method", effects)


async def remove(call: Call) -> Moved:
    """Take a method away."""
    object_id = guid_of(call, "object_id")
    await remove_method(call.work, object_id, guid_of(call, "method_id"))
    return Moved(f"{_LIST}/{object_id}", "method-removed")


async def _confirmation(
    call: Call, button: str, effects: list[str], *, is_danger: bool = True
) -> Shown:
    person = await get_user(call.work, guid_of(call, "object_id"))
    values = {
        "subject": person.user_principal_name,
        "effects": effects,
        "button": button,
        "is_danger": is_danger,
        "back": f"{_LIST}/{person.object_id}",
    }
    return Shown("confirmation.html", _about(button) | values)


def _link(call: Call, name: str, path: str) -> Shown:
    about = _about("Setup link")
    return Shown("setup_link.html", about | {"name": name, "link": f"{call.origin}{path}"})


def _about(title: str, *, cli: str = "") -> dict[str, Any]:
    return {"title": title, "blade": "users", "cli": cli}
