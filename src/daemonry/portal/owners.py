"""Owners of an application or of its service principal: who may change it without a role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory.lookup import not_found
from daemonry.directory.owners import add_owner, list_owners, remove_owner
from daemonry.directory.service_principals import list_service_principals
from daemonry.directory.users import list_users
from daemonry.model.ids import ObjectId, parse_guid
from daemonry.model.user import User
from daemonry.odata.filter import Or, StartsWith
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import (
    application_of,
    enterprise_page_of,
    guid_of,
    page_of,
    principal_of,
    shell,
)
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from typing import Any

    from daemonry.directory.owners import Owner
    from daemonry.portal.call import Call

_BLADE: Final = "owners"
_MOST: Final = 25


async def overview(call: Call) -> Shown:
    """List the owners."""
    about, owned_id = await _owned(call, "Owners")
    found = await list_owners(call.work, owned_id)
    return Shown("owners.html", about | {"rows": [_row(owner) for owner in found]})


async def adding(call: Call) -> Shown:
    """Show accounts and applications to choose from, narrowed by a search."""
    about, owned_id = await _owned(call, "Add owners")
    typed = call.query.get("q", "").strip()
    names = ("displayname",), ("userprincipalname",)
    query = ListQuery(
        where=Or(tuple(StartsWith(name, typed) for name in names)) if typed else None,
        order_by="displayname",
        limit=_MOST,
    )
    by_name = ListQuery(display_name_prefix=typed or None, order_by="displayname", limit=_MOST)
    held = {owner.object_id for owner in await list_owners(call.work, owned_id)}
    found: list[Owner] = [
        *await list_users(call.work, query),
        *await list_service_principals(call.work, by_name),
    ]
    rows = [_row(owner) for owner in found if owner.object_id not in held]
    return Shown("add_owners.html", about | {"rows": rows, "q": typed, "most": _MOST})


async def add(call: Call) -> Moved:
    """Make everybody who was ticked an owner, all or none."""
    about, owned_id = await _owned(call, "")
    chosen = [parse_guid(text) or text for text in call.form.get("owner", ())]
    for owner_id in dict.fromkeys(chosen):
        await add_owner(call.work, owned_id, ObjectId(owner_id))
    return Moved(f"{about['base']}/owners", "owners-added" if chosen else "")


async def removing(call: Call) -> Shown:
    """Ask before an owner is taken away."""
    about, owned_id = await _owned(call, "Remove owner")
    owner_id = guid_of(call, "owner_id")
    found = await list_owners(call.work, owned_id)
    owner = next((item for item in found if item.object_id == owner_id), None)
    if owner is None:
        raise not_found(owner_id)
    name = _row(owner)[1]
    effects = [f"{name} may change it only by a role or permission for all applications."]
    if len(found) == 1:
        effects.append("Nobody owns it afterwards.")
    values = about | {
        "subject": name,
        "effects": effects,
        "button": "Remove",
        "back": f"{about['base']}/owners",
    }
    return Shown("confirmation.html", values)


async def remove(call: Call) -> Moved:
    """Take an owner away."""
    about, owned_id = await _owned(call, "")
    await remove_owner(call.work, owned_id, ObjectId(guid_of(call, "owner_id")))
    return Moved(f"{about['base']}/owners", "owner-removed")


async def _owned(call: Call, title: str) -> tuple[dict[str, Any], ObjectId]:
    """Return what the page shows around, and the object whose owners are meant."""
    if "app_id" in call.params:
        application = await application_of(call)
        cli = f"daemonry app owner list {shell(application.display_name)}"
        return page_of(application, _BLADE, title, cli=cli), application.object_id
    principal = await principal_of(call)
    return enterprise_page_of(principal, _BLADE, title), principal.object_id


def _row(owner: Owner) -> tuple[Owner, str, str, str]:
    """Return an owner with name, type and the address of its own page."""
    if isinstance(owner, User):
        return owner, owner.user_principal_name, "Account", ""
    page = f"/admin/enterprise-apps/{owner.object_id}"
    return owner, owner.display_name, "Application", page
