"""App registrations: the list, New registration, an application's overview, its end and return."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from daemonry.directory.applications import (
    count_applications,
    create_application,
    delete_application,
    get_application,
    list_applications,
    purge_application,
    restore_application,
    update_application,
)
from daemonry.directory.audit import list_sign_ins
from daemonry.directory.consent import list_assignments_of_resource
from daemonry.directory.owners import add_owner, list_owners
from daemonry.directory.service_principals import create_service_principal
from daemonry.model.application import SIGN_IN_AUDIENCES
from daemonry.model.ids import AppId, ObjectId, parse_guid
from daemonry.portal.call import Moved, Shown
from daemonry.portal.subject import (
    PAGE_SIZE,
    application_of,
    credentials_state,
    endpoints_of,
    first_end,
    guid_of,
    page_of,
    require_typed,
    shell,
)
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.model.application import Application
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.portal.call import Call

LIST: Final = "/admin/apps"
ALL, OWNED, DELETED = "all", "owned", "deleted"
TABS: Final = (
    (ALL, "All applications"),
    (OWNED, "Owned applications"),
    (DELETED, "Deleted applications"),
)


async def listing(call: Call) -> Shown:
    """Show one page of the applications, by name."""
    view = call.query.get("view", ALL)
    typed = call.query.get("q", "").strip()
    guid = parse_guid(typed)
    query = ListQuery(
        app_id=AppId(guid) if guid is not None else None,
        display_name_prefix=typed if typed and guid is None else None,
        owner_id=call.user.object_id if view == OWNED else None,
        order_by="displayname",
        limit=PAGE_SIZE + 1,
        after=call.query.get("after", ""),
        after_value=call.query.get("name", ""),
    )
    deleted = view == DELETED
    found = await list_applications(call.work, query, deleted=deleted)
    everything = replace(query, after="", limit=PAGE_SIZE)
    now = call.services.clock.now()
    values = {
        "title": "App registrations",
        "blade": "apps",
        "tabs": TABS,
        "view": view if view in dict(TABS) else ALL,
        "q": typed,
        "rows": [(app, credentials_state(app, now), first_end(app)) for app in found[:PAGE_SIZE]],
        "last": found[PAGE_SIZE - 1] if len(found) > PAGE_SIZE else None,
        "count": await count_applications(call.work, everything, deleted=deleted),
        "cli": "daemonry app list" + (" --deleted" if deleted else ""),
    }
    return Shown("applications.html", values)


async def registration(call: Call) -> Shown:
    """Show the form for a new application."""
    values = {
        "title": "Register an application",
        "blade": "apps",
        "name": call.typed("name"),
        "audience": call.typed("audience") or SIGN_IN_AUDIENCES[0],
        "version": call.typed("version") or "2",
        "cli": "daemonry app create NAME --token-version 2",
    }
    return Shown("registration.html", values)


async def register(call: Call) -> Moved:
    """Make an application with its service principal; whoever does so owns it, as in Entra."""
    version = call.text("version")
    application = await create_application(
        call.work,
        {
            "display_name": call.text("name"),
            "sign_in_audience": call.text("audience"),
            "api": {"requested_access_token_version": int(version) if version.isdigit() else 2},
        },
    )
    await create_service_principal(call.work, application.app_id)
    owners = {owner.object_id for owner in await list_owners(call.work, application.object_id)}
    # An operator has no account in other tenants; whoever has no role owns it already.
    if call.is_at_home and call.user.object_id not in owners:
        await add_owner(call.work, application.object_id, call.user.object_id)
    return Moved(f"{LIST}/{application.app_id}", "app-registered")


async def overview(call: Call) -> Shown:
    """Show the identifiers of an application."""
    application = await application_of(call)
    values = page_of(
        application,
        "overview",
        "Overview",
        principal=await _principal(call, application),
        endpoints=endpoints_of(call),
        cli=f"daemonry app show {shell(application.display_name)}",
    )
    return Shown("application.html", values)


async def deleting(call: Call) -> Shown:
    """Ask before an application is deleted, and say what will stop working."""
    application = await application_of(call)
    effects = await _effects_of_silence(call, application)
    effects.append("It can be restored, with its secrets and permissions, until it is purged.")
    values = page_of(
        application,
        "overview",
        "Delete application",
        effects=effects,
        button="Delete",
        back=f"{LIST}/{application.app_id}",
        cli=f"daemonry app delete {shell(application.display_name)}",
    )
    return Shown("confirmation.html", values)


async def delete(call: Call) -> Moved:
    """Soft-delete an application."""
    application = await application_of(call)
    await delete_application(call.work, application.object_id)
    return Moved(f"{LIST}?view={DELETED}", "app-deleted")


async def deactivating(call: Call) -> Shown:
    """Ask before an application is deactivated or comes back, and say what that means."""
    application = await application_of(call)
    name = application.display_name
    if application.is_disabled:
        title, effects = "Reactivate", [f"{name} gets tokens again, and APIs accept them."]
    else:
        title, effects = "Deactivate", await _effects_of_silence(call, application)
        effects.append("It keeps its settings, and owners may reactivate it at any time.")
    values = page_of(
        application,
        "overview",
        f"{title} application",
        effects=effects,
        button=title,
        is_danger=not application.is_disabled,
        back=f"{LIST}/{application.app_id}",
        cli=f"daemonry app update {shell(name)}"
        + (" --enabled" if application.is_disabled else " --disabled"),
    )
    return Shown("confirmation.html", values)


async def deactivate(call: Call) -> Moved:
    """Stop all tokens of and for an application, or let them flow again."""
    application = await application_of(call)
    is_disabled = not application.is_disabled
    await update_application(call.work, application.object_id, {"is_disabled": is_disabled})
    notice = "app-deactivated" if is_disabled else "app-reactivated"
    return Moved(f"{LIST}/{application.app_id}", notice)


async def restoring(call: Call) -> Shown:
    """Ask before a deleted application comes back."""
    application = await _deleted(call)
    effects = (
        "Its secrets and certificates count again.",
        "Its permissions come back, but for those of roles that were removed meanwhile.",
    )
    return _confirmation(application, "Restore app registration", effects, "restore")


async def restore(call: Call) -> Moved:
    """Bring a deleted application back."""
    application = await restore_application(call.work, ObjectId(guid_of(call, "object_id")))
    return Moved(f"{LIST}/{application.app_id}", "app-restored")


async def purging(call: Call) -> Shown:
    """Ask before a deleted application is gone for good."""
    application = await _deleted(call)
    effects = ("Its secrets, app roles and permissions are gone for good.",)
    return _confirmation(application, "Delete permanently", effects, "purge")


async def purge(call: Call) -> Moved:
    """Remove a deleted application for good, once its name was typed."""
    require_typed(call, (await _deleted(call)).display_name)
    await purge_application(call.work, ObjectId(guid_of(call, "object_id")))
    return Moved(f"{LIST}?view={DELETED}", "app-purged")


def _confirmation(
    application: Application, title: str, effects: tuple[str, ...], verb: str
) -> Shown:
    values = {
        "title": title,
        "blade": "apps",
        "subject": application.display_name,
        "effects": effects,
        "button": title,
        "is_danger": verb == "purge",
        "typed_name": application.display_name if verb == "purge" else "",
        "back": f"{LIST}?view={DELETED}",
        "cli": f"daemonry app {verb} {application.app_id}",
    }
    return Shown("confirmation.html", values)


async def _effects_of_silence(call: Call, application: Application) -> list[str]:
    """Return what stops when an application gets no tokens any more and none are for it."""
    name = application.display_name
    effects = [f"{name} gets no further access tokens, from now on."]
    last = await list_sign_ins(
        call.work, call.services.sign_in_log, limit=1, app_id=application.app_id
    )
    effects.append(
        f"It asked for a token last at {last[0].at:%Y-%m-%d %H:%M} UTC."
        if last
        else "No request for a token is on record."
    )
    principal = await _principal(call, application)
    holders = (
        await list_assignments_of_resource(call.work, principal.object_id) if principal else ()
    )
    names = sorted({item.principal_display_name for item in holders})
    if names:
        effects.append(f"Clients that hold its app roles get no tokens for it: {', '.join(names)}.")
    effects.append("Tokens issued before are good until they expire.")
    return effects


async def _deleted(call: Call) -> Application:
    return await get_application(call.work, ObjectId(guid_of(call, "object_id")), deleted=True)


async def _principal(call: Call, application: Application) -> ServicePrincipal | None:
    return await call.work.uow.service_principals.get_by_app_id(
        call.work.tenant_id, application.app_id
    )
