"""Scopes of an API and the client applications that need no consent for them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from daemonry.directory import permission_scopes as verbs
from daemonry.model.application import PermissionScope
from daemonry.model.ids import AppId, RoleId
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import application_of, guid_of, page_of, shell

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.portal.call import Call

_BLADE: Final = "expose"


def prefix_of(application: Application) -> str:
    """Return what stands in front of the scopes of an application in requests."""
    return f"{next(iter(application.identifier_uris), 'api://' + application.app_id)}/"


async def creating(call: Call) -> Shown:
    """Show the form for a scope."""
    return _form(call, await application_of(call), None)


async def create(call: Call) -> Moved:
    """Add a scope."""
    application = await application_of(call)
    await verbs.create_scope(call.work, application.object_id, _typed(call, ""))
    return Moved(_list(application), "scope-created")


async def editing(call: Call) -> Shown:
    """Show the form of a scope."""
    application = await application_of(call)
    scope = verbs.scope_of(application, guid_of(call, "scope_id"))
    return _form(call, application, scope)


async def save(call: Call) -> Moved:
    """Change a scope. What is disabled is disabled first: it frees the value."""
    application = await application_of(call)
    scope = _typed(call, guid_of(call, "scope_id"))
    await verbs.save_scope(call.work, application.object_id, scope)
    return Moved(_list(application), "scope-saved")


async def deleting(call: Call) -> Shown:
    """Ask before a scope is deleted, and name the clients that are authorized for it."""
    application = await application_of(call)
    scope = verbs.scope_of(application, guid_of(call, "scope_id"))
    clients = [
        entry
        for entry in application.api.pre_authorized_applications
        if scope.scope_id in entry.delegated_permission_ids
    ]
    effects = ["Tokens that are asked for later lack the scope."]
    if clients:
        effects.append(f"{len(clients)} authorized client applications lose it.")
    if scope.is_enabled:
        effects.append("The scope is enabled; it is disabled and deleted in one step.")
    values = page_of(
        application,
        _BLADE,
        "Delete scope",
        subject=scope.value or scope.scope_id,
        effects=effects,
        button="Disable and delete" if scope.is_enabled else "Delete",
        back=f"{_list(application)}/scopes/{scope.scope_id}",
        cli=f"daemonry app scope remove {shell(application.display_name)}"
        f" {shell(scope.value or scope.scope_id)}",
    )
    return Shown("confirmation.html", values)


async def delete(call: Call) -> Moved:
    """Disable a scope and delete it, in one transaction."""
    application = await application_of(call)
    scope_id = RoleId(guid_of(call, "scope_id"))
    await verbs.disable_scope(call.work, application.object_id, scope_id)
    await verbs.delete_scope(call.work, application.object_id, scope_id)
    return Moved(_list(application), "scope-deleted")


async def authorizing(call: Call) -> Shown:
    """Show the form for an authorized client application."""
    application = await application_of(call)
    values = page_of(
        application,
        _BLADE,
        "Add a client application",
        client=call.typed("client"),
        ticked=call.form.get("scope", ()),
        prefix=prefix_of(application),
        cli=f"daemonry app authorized-client add {shell(application.display_name)} CLIENT SCOPE",
    )
    return Shown("authorize_client.html", values)


async def authorize(call: Call) -> Moved:
    """Authorize a client application for the scopes that were ticked."""
    application = await application_of(call)
    chosen = [RoleId(text) for text in call.form.get("scope", ())]
    await verbs.authorize_client(call.work, application.object_id, call.text("client"), chosen)
    return Moved(_list(application), "client-authorized")


async def withdrawing(call: Call) -> Shown:
    """Ask before a client application is authorized no longer."""
    application = await application_of(call)
    client = guid_of(call, "client_id")
    values = page_of(
        application,
        _BLADE,
        "Remove client application",
        subject=client,
        effects=("People who sign in to it are asked for consent again, or need an admin's.",),
        button="Remove",
        back=_list(application),
        cli=f"daemonry app authorized-client remove {shell(application.display_name)} {client}",
    )
    return Shown("confirmation.html", values)


async def withdraw(call: Call) -> Moved:
    """Take an authorized client application away."""
    application = await application_of(call)
    client = AppId(guid_of(call, "client_id"))
    await verbs.withdraw_client(call.work, application.object_id, client)
    return Moved(_list(application), "client-withdrawn")


def _form(call: Call, application: Application, scope: PermissionScope | None) -> Shown:
    name = shell(application.display_name)
    cli = f"daemonry app scope add {name} VALUE --name NAME"
    if scope is not None:
        known = shell(scope.value or scope.scope_id)
        cli = f"daemonry app scope update {name} {known} --name NAME"
    values = page_of(
        application,
        _BLADE,
        "Add a scope" if scope is None else "Edit scope",
        scope=scope,
        cli=cli,
        prefix=prefix_of(application),
        value=call.typed("value", scope.value if scope else ""),
        who=call.typed("who", scope.type if scope else "Admin"),
        admin_name=call.typed("admin_name", scope.admin_consent_display_name if scope else ""),
        admin_text=call.typed("admin_text", scope.admin_consent_description if scope else ""),
        user_name=call.typed("user_name", scope.user_consent_display_name if scope else ""),
        user_text=call.typed("user_text", scope.user_consent_description if scope else ""),
        enabled=call.text("state") == "on" if call.form else scope is None or scope.is_enabled,
    )
    return Shown("scope.html", values)


def _typed(call: Call, scope_id: str) -> PermissionScope:
    return PermissionScope(
        scope_id=RoleId(scope_id),
        value=call.text("value") or None,
        type=call.text("who"),
        admin_consent_display_name=call.text("admin_name"),
        admin_consent_description=call.text("admin_text"),
        user_consent_display_name=call.text("user_name") or None,
        user_consent_description=call.text("user_text") or None,
        is_enabled=call.text("state") != "off",
    )


def _list(application: Application) -> str:
    return f"/admin/apps/{application.app_id}/expose"
