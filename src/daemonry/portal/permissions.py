"""API permissions of a client: ask for them, consent to them, take them back."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from daemonry.directory.consent import (
    GRANTED,
    consent_status,
    grant_admin_consent,
    request_permissions,
    revoke_admin_consent,
    withdraw_permissions,
)
from daemonry.directory.lookup import not_found
from daemonry.directory.service_principals import (
    get_service_principal_by_app_id,
    list_service_principals,
)
from daemonry.model.application import MEMBER_APPLICATION, PERMISSION_ROLE
from daemonry.model.first_party import is_first_party
from daemonry.model.ids import AppId, RoleId
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import PAGE_SIZE, application_of, guid_of, page_of, shell
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.directory.consent import PermissionStatus
    from daemonry.model.application import Application, AppRole
    from daemonry.portal.call import Call

MICROSOFT, ORGANIZATION, MINE = "microsoft", "organization", "mine"
TABS: Final = (
    (MICROSOFT, "Microsoft APIs"),
    (ORGANIZATION, "APIs my organization uses"),
    (MINE, "My APIs"),
)
_BLADE: Final = "permissions"


async def overview(call: Call) -> Shown:
    """Show what a client asks for, and whether it was granted."""
    application = await application_of(call)
    rows = await consent_status(call.work, application.object_id)
    asked = [row for row in rows if row.is_requested]
    values = page_of(
        application,
        _BLADE,
        "API permissions",
        groups=_by_api(asked),
        others=_by_api([row for row in rows if not row.is_requested]),
        can_consent=any(row.type == PERMISSION_ROLE for row in asked),
        granted=GRANTED,
        cli=f"daemonry consent status {shell(application.display_name)}",
    )
    return Shown("permissions.html", values)


async def choosing_api(call: Call) -> Shown:
    """Show the APIs of the tenant; all of them, whoever owns them."""
    application = await application_of(call)
    view = call.query.get("view", MICROSOFT)
    typed = call.query.get("q", "").strip()
    query = ListQuery(
        display_name_prefix=typed or None, order_by="displayname", limit=4 * PAGE_SIZE
    )
    found = await list_service_principals(call.work, query)
    shown = [
        (principal, len([role for role in principal.application.app_roles if _fits(role)]))
        for principal in found
        if is_first_party(principal.app_id) == (view == MICROSOFT)
    ]
    values = page_of(
        application,
        _BLADE,
        "Request API permissions",
        tabs=TABS,
        view=view if view in dict(TABS) else MICROSOFT,
        q=typed,
        apis=[row for row in shown if view != MINE or row[1]],
        cli=f"daemonry permission add {shell(application.display_name)} API ROLE",
    )
    return Shown("choose_api.html", values)


async def choosing_type(call: Call) -> Shown:
    """Show the two kinds of permission; a daemon needs the second."""
    application = await application_of(call)
    api = await get_service_principal_by_app_id(call.work, AppId(guid_of(call, "api_id")))
    values = page_of(
        application,
        _BLADE,
        "Request API permissions",
        api=api,
        count=len([role for role in api.application.app_roles if _fits(role)]),
        cli=f"daemonry permission add {shell(application.display_name)} "
        f"{shell(api.display_name)} ROLE",
    )
    return Shown("choose_type.html", values)


async def selecting(call: Call) -> Shown:
    """Show the app roles of an API to choose from."""
    application = await application_of(call)
    api = await get_service_principal_by_app_id(call.work, AppId(guid_of(call, "api_id")))
    asked = {
        access.permission_id
        for entry in application.required_resource_access
        if entry.resource_app_id == api.app_id
        for access in entry.resource_access
    }
    values = page_of(
        application,
        _BLADE,
        "Request API permissions",
        api=api,
        roles=[role for role in api.application.app_roles if _fits(role)],
        asked=asked,
        cli=f"daemonry permission add {shell(application.display_name)} "
        f"{shell(api.display_name)} ROLE",
    )
    return Shown("select_permissions.html", values)


async def add(call: Call) -> Moved:
    """Ask for the permissions that were ticked. It grants nothing."""
    application = await application_of(call)
    chosen = [RoleId(text) for text in call.form.get("permission", ())]
    if chosen:
        await request_permissions(
            call.work, application.object_id, AppId(guid_of(call, "api_id")), chosen
        )
    return Moved(_list(application), "permissions-added" if chosen else "")


async def consenting(call: Call) -> Shown:
    """Show what consent would change: what is added, what stays, what is not asked for."""
    application = await application_of(call)
    rows = [
        row
        for row in await consent_status(call.work, application.object_id)
        if row.type == PERMISSION_ROLE
    ]
    values = page_of(
        application,
        _BLADE,
        "Grant admin consent confirmation",
        added=[row for row in rows if row.is_requested and row.status != GRANTED],
        kept=[row for row in rows if row.is_requested and row.status == GRANTED],
        unasked=[row for row in rows if not row.is_requested],
        cli=f"daemonry consent grant {shell(application.display_name)}",
    )
    return Shown("consent.html", values)


async def consent(call: Call) -> Moved:
    """Grant everything the client asks for, all or none."""
    application = await application_of(call)
    await grant_admin_consent(call.work, application.object_id)
    return Moved(_list(application), "consent-granted")


async def removing(call: Call) -> Shown:
    """Ask before a permission is no longer asked for."""
    application = await application_of(call)
    row = await _row(call, application)
    effects = [f"{application.display_name} no longer asks for {row.value or row.permission_id}."]
    if row.status == GRANTED:
        effects.append("Its admin consent is revoked, too, unless you untick the box.")
    values = page_of(
        application,
        _BLADE,
        "Remove permission",
        subject=row.value or row.permission_id,
        effects=effects,
        option=("revoke", "Also revoke the admin consent") if row.status == GRANTED else None,
        button="Yes, remove",
        back=_list(application),
        cli=_command("permission remove", application, row),
    )
    return Shown("confirmation.html", values)


async def remove(call: Call) -> Moved:
    """Ask no longer for a permission; revoke its consent when that is wished."""
    application = await application_of(call)
    row = await _row(call, application)
    ids = row.resource_app_id, row.permission_id
    await withdraw_permissions(call.work, application.object_id, ids[0], [ids[1]], type=row.type)
    if call.ticked("revoke"):
        await revoke_admin_consent(
            call.work, application.object_id, resource_app_id=ids[0], permission_id=ids[1]
        )
    return Moved(_list(application), "permission-removed")


async def revoking(call: Call) -> Shown:
    """Ask before consent to one permission is taken back."""
    application = await application_of(call)
    row = await _row(call, application)
    values = page_of(
        application,
        _BLADE,
        "Revoke admin consent",
        subject=row.value or row.permission_id,
        effects=(
            f"The next token for {row.resource_display_name} lacks the role.",
            "Calls that need it fail. Tokens issued before hold it until they expire.",
        ),
        button="Yes, remove",
        back=_list(application),
        cli=_command("consent revoke", application, row),
    )
    return Shown("confirmation.html", values)


async def revoke(call: Call) -> Moved:
    """Take consent to one permission back."""
    application = await application_of(call)
    row = await _row(call, application)
    await revoke_admin_consent(
        call.work,
        application.object_id,
        resource_app_id=row.resource_app_id,
        permission_id=row.permission_id,
    )
    return Moved(_list(application), "permission-revoked")


def _fits(role: AppRole) -> bool:
    """Tell whether a daemon can be given the role."""
    return role.is_enabled and MEMBER_APPLICATION in role.allowed_member_types


def _by_api(rows: list[PermissionStatus]) -> list[tuple[str, list[PermissionStatus]]]:
    ordered = sorted(rows, key=lambda row: row.resource_app_id)
    return [
        (found[0].resource_display_name or app_id, found)
        for app_id, group in groupby(ordered, key=lambda row: row.resource_app_id)
        if (found := list(group))
    ]


async def _row(call: Call, application: Application) -> PermissionStatus:
    wanted = guid_of(call, "api_id"), guid_of(call, "role_id")
    for row in await consent_status(call.work, application.object_id):
        if (row.resource_app_id, row.permission_id) == wanted:
            return row
    raise not_found(wanted[1])


def _command(words: str, application: Application, row: PermissionStatus) -> str:
    api = shell(row.resource_display_name or row.resource_app_id)
    role = shell(row.value or row.permission_id)
    return f"daemonry {words} {shell(application.display_name)} {api} {role}"


def _list(application: Application) -> str:
    return f"/admin/apps/{application.app_id}/permissions"
