"""``daemonry app scope`` and ``authorized-client``: what an API lets clients do for people."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.output import show_record, show_rows
from daemonry.cli.role import ApiArgument
from daemonry.directory import permission_scopes as verbs
from daemonry.directory.applications import find_application
from daemonry.directory.lookup import not_found
from daemonry.model.application import PermissionScope
from daemonry.model.ids import RoleId

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.application import Application

scopes = typer.Typer(no_args_is_help=True, help="Scopes: what an API lets clients do for people.")
authorized_clients = typer.Typer(
    no_args_is_help=True, help="Clients whose people are not asked for consent to scopes of an API."
)

ScopeArgument = Annotated[
    str, typer.Argument(help="The scope: its value or identifier.", show_default=False)
]
ClientArgument = Annotated[
    str,
    typer.Argument(help="The client: its name, or its application ID.", show_default=False),
]


@directory_command(
    scopes,
    "add",
    examples="""
    daemonry app scope add ciam-ToDoList-api Files.Read --name "Read files"
    daemonry app scope add ciam-ToDoList-api Files.Read --name "Read files" --everybody
    """,
)
def add(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    api: ApiArgument,
    value: Annotated[str, typer.Argument(help="What tokens carry in 'scp'.", show_default=False)],
    *,
    name: Annotated[
        str | None,
        typer.Option(help="Admin consent display name; the value when left out."),
    ] = None,
    description: Annotated[
        str | None, typer.Option(help="Admin consent description.", show_default=False)
    ] = None,
    everybody: Annotated[
        bool, typer.Option("--everybody", help="Let people consent, not administrators only.")
    ] = False,
) -> None:
    """Add a scope, enabled."""
    new = PermissionScope(
        scope_id=RoleId(""),
        value=value,
        type="User" if everybody else "Admin",
        admin_consent_display_name=name or value,
        admin_consent_description=description or name or value,
        user_consent_display_name=name if everybody else None,
        user_consent_description=description if everybody else None,
    )

    async def verb(work: "Work") -> PermissionScope:
        found = await find_application(work, api)
        return await verbs.create_scope(work, found.object_id, new)

    show_record(place.output, _record(change(place, verb)), title=f"Added scope {value}")


@directory_command(
    scopes,
    "list",
    examples="""
    daemonry app scope list ciam-ToDoList-api
    daemonry app scope list ciam-ToDoList-api -o json
    """,
)
def list_(place: Place, api: ApiArgument) -> None:
    """List the scopes of an API."""
    _show_scopes(place, look(place, lambda work: find_application(work, api)))


@directory_command(
    scopes,
    "update",
    examples="""
    daemonry app scope update ciam-ToDoList-api Files.Read --name "Read your files"
    daemonry app scope update ciam-ToDoList-api Files.Read --disabled
    """,
)
def update(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    api: ApiArgument,
    scope: ScopeArgument,
    *,
    name: Annotated[
        str | None, typer.Option(help="New admin consent display name.", show_default=False)
    ] = None,
    description: Annotated[
        str | None, typer.Option(help="New admin consent description.", show_default=False)
    ] = None,
    enabled: Annotated[
        bool | None,
        typer.Option(
            "--enabled/--disabled", help="Whether clients may ask for it.", show_default=False
        ),
    ] = None,
) -> None:
    """Change a scope. What is not given stays as it is."""

    async def verb(work: "Work") -> "Application":
        found = await find_application(work, api)
        old = _scope(found, scope)
        new = replace(
            old,
            admin_consent_display_name=name or old.admin_consent_display_name,
            admin_consent_description=description or old.admin_consent_description,
            is_enabled=old.is_enabled if enabled is None else enabled,
        )
        await verbs.save_scope(work, found.object_id, new)
        return await find_application(work, found.app_id)

    _show_scopes(place, change(place, verb))


@directory_command(
    scopes,
    "remove",
    examples="""
    daemonry app scope remove ciam-ToDoList-api Files.Read
    """,
)
def remove(place: Place, api: ApiArgument, scope: ScopeArgument) -> None:
    """Disable a scope and remove it; clients that were authorized for it lose it."""

    async def verb(work: "Work") -> "Application":
        found = await find_application(work, api)
        scope_id = _scope(found, scope).scope_id
        await verbs.disable_scope(work, found.object_id, scope_id)
        await verbs.delete_scope(work, found.object_id, scope_id)
        return await find_application(work, found.app_id)

    _show_scopes(place, change(place, verb))


@directory_command(
    authorized_clients,
    "add",
    examples="""
    daemonry app authorized-client add ciam-ToDoList-api contoso-web Files.Read
    """,
)
def authorize(
    place: Place,
    api: ApiArgument,
    client: ClientArgument,
    scope: Annotated[
        list[str], typer.Argument(help="The scopes; what it had is replaced.", show_default=False)
    ],
) -> None:
    """Authorize a client for scopes: its people are not asked for consent to them."""

    async def verb(work: "Work") -> "Application":
        found = await find_application(work, api)
        chosen = [_scope(found, one).scope_id for one in scope]
        known = await find_application(work, client)
        await verbs.authorize_client(work, found.object_id, known.app_id, chosen)
        return await find_application(work, found.app_id)

    _show_clients(place, change(place, verb))


@directory_command(
    authorized_clients,
    "list",
    examples="""
    daemonry app authorized-client list ciam-ToDoList-api
    """,
)
def list_clients(place: Place, api: ApiArgument) -> None:
    """List the clients that an API authorizes in advance."""
    _show_clients(place, look(place, lambda work: find_application(work, api)))


@directory_command(
    authorized_clients,
    "remove",
    examples="""
    daemonry app authorized-client remove ciam-ToDoList-api contoso-web
    """,
)
def withdraw(place: Place, api: ApiArgument, client: ClientArgument) -> None:
    """Authorize a client no longer: people are asked again, or need an administrator."""

    async def verb(work: "Work") -> "Application":
        found = await find_application(work, api)
        known = await find_application(work, client)
        await verbs.withdraw_client(work, found.object_id, known.app_id)
        return await find_application(work, found.app_id)

    _show_clients(place, change(place, verb))


def _scope(application: "Application", wanted: str) -> PermissionScope:
    for scope in application.api.oauth2_permission_scopes:
        if wanted in {scope.value, scope.scope_id}:
            return scope
    raise not_found(wanted)


def _record(scope: PermissionScope) -> dict[str, Any]:
    return {
        "value": scope.value,
        "who_can_consent": "Admins and users" if scope.type == "User" else "Admins only",
        "admin_consent_display_name": scope.admin_consent_display_name,
        "admin_consent_description": scope.admin_consent_description,
        "is_enabled": scope.is_enabled,
        "scope_id": scope.scope_id,
    }


def _show_scopes(place: Place, application: "Application") -> None:
    show_rows(
        place.output,
        [_record(scope) for scope in application.api.oauth2_permission_scopes],
        columns=("value", "who_can_consent", "is_enabled", "scope_id"),
        empty=f"'{application.display_name}' defines no scope; daemons need app roles instead.",
    )


def _show_clients(place: Place, application: "Application") -> None:
    api = application.api
    values = {
        scope.scope_id: scope.value or scope.scope_id for scope in api.oauth2_permission_scopes
    }
    show_rows(
        place.output,
        [
            {
                "app_id": entry.app_id,
                "scopes": [values.get(one, one) for one in entry.delegated_permission_ids],
            }
            for entry in api.pre_authorized_applications
        ],
        columns=("app_id", "scopes"),
        empty=f"'{application.display_name}' authorizes no client in advance.",
    )
