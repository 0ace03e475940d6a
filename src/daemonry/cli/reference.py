"""What a person types to name an object, and the object meant by it."""

import shlex
from typing import TYPE_CHECKING

from daemonry.cli.errors import CommandError, ExitCode
from daemonry.directory.applications import find_application, list_applications
from daemonry.directory.service_principals import get_service_principal_by_app_id
from daemonry.model.errors import NotFoundError
from daemonry.model.first_party import (
    GRAPH_APP_ID,
    GRAPH_IDENTIFIER_URI,
    first_party_application,
)
from daemonry.model.ids import AppId, ObjectId, RoleId, parse_guid
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from collections.abc import Iterable

    from daemonry.directory.work import Work
    from daemonry.model.application import Application, AppRole
    from daemonry.model.service_principal import ServicePrincipal

_GRAPH_NAMES = frozenset({GRAPH_APP_ID, GRAPH_IDENTIFIER_URI, "microsoft graph", "graph"})


def shell_word(text: str) -> str:
    """Return ``text`` as it is typed in a shell."""
    return shlex.quote(text)


def guid_option(text: str | None, option: str) -> str | None:
    """Return the GUID given for ``option`` in lower case, None when it was left out."""
    if text is None:
        return None
    guid = parse_guid(text)
    if guid is None:
        raise CommandError(
            f"'{text}' is no GUID.", f"Leave {option} out to have one made.", ExitCode.USAGE
        )
    return guid


async def find_resource(work: "Work", reference: str) -> "Application":
    """Return an API: an application of the tenant, or Microsoft Graph by any of its names."""
    if reference.lower().removesuffix("/") in _GRAPH_NAMES:
        built_in = first_party_application(GRAPH_APP_ID, work.tenant_id)
        if built_in is not None:
            return built_in
    return await find_application(work, reference)


def resource_name(reference: str) -> str:
    """Return the name of an API as requests use it; only 'graph' is short for another."""
    is_short = reference.lower().removesuffix("/") in _GRAPH_NAMES
    return GRAPH_IDENTIFIER_URI if is_short else reference


async def find_client_id(work: "Work", reference: str) -> str:
    """Return the application ID of a client that need not exist any more."""
    try:
        return (await find_application(work, reference)).app_id
    except NotFoundError:
        if parse_guid(reference) is None:
            raise
        return reference.lower()


async def find_deleted(work: "Work", reference: str) -> "Application":
    """Return a soft-deleted application by object ID, application ID or exact name."""
    deleted = await list_applications(work, ListQuery(), deleted=True)
    wanted = reference.lower()
    found = [
        application
        for application in deleted
        if wanted in {application.object_id, application.app_id, application.display_name.lower()}
    ]
    if len(found) == 1:
        return found[0]
    if found:
        names = ", ".join(application.app_id for application in found)
        raise CommandError(
            f"Several deleted applications are called '{reference}': {names}.",
            "Give the application ID of the one you mean.",
        )
    raise CommandError(
        f"There is no deleted application '{reference}'.",
        "See them with 'daemonry app list --deleted'.",
        ExitCode.NOT_FOUND,
    )


async def principal_of(work: "Work", app_id: AppId) -> "ServicePrincipal | None":
    """Return the service principal of an application, or None when it has none."""
    try:
        return await get_service_principal_by_app_id(work, app_id)
    except NotFoundError:
        return None


async def find_owner(work: "Work", reference: str) -> ObjectId:
    """Return the object ID of an owner: an account by name, or an application's principal."""
    if "@" in reference:
        user = await work.uow.users.get_by_name(work.tenant_id, reference)
        if user is not None:
            return user.object_id
    elif (object_id := parse_guid(reference)) is not None and (
        await work.uow.users.get(work.tenant_id, ObjectId(object_id)) is not None
        or await work.uow.service_principals.get(work.tenant_id, ObjectId(object_id)) is not None
    ):
        return ObjectId(object_id)
    else:
        application = await find_application(work, reference)
        principal = await principal_of(work, application.app_id)
        if principal is not None:
            return principal.object_id
    raise CommandError(
        f"'{reference}' is neither an account nor a service principal of this tenant.",
        "Give a user principal name (admin@...), or the name or ID of an application that has"
        " a service principal.",
        ExitCode.NOT_FOUND,
    )


def roles_named(resource: "Application", names: "Iterable[str]") -> tuple["AppRole", ...]:
    """Return the app roles of ``resource`` with these values or identifiers.

    Raises CommandError, listing what there is, for a name that is none.
    """
    return tuple(_role_named(resource, name) for name in names)


def _role_named(resource: "Application", name: str) -> "AppRole":
    guid = parse_guid(name)
    role = resource.role(RoleId(guid)) if guid else resource.role_by_value(name)
    if role is not None:
        return role
    values = ", ".join(role.value for role in resource.app_roles if role.value) or "none"
    raise CommandError(
        f"'{resource.display_name}' has no app role '{name}'. Its app roles: {values}.",
        f"Create it with 'daemonry role create {shell_word(resource.display_name)} {name}',"
        " or name one that exists.",
        ExitCode.NOT_FOUND,
    )
