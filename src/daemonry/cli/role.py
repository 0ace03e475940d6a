"""``daemonry role``: the app roles that an API defines."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.output import show_record, show_rows
from daemonry.cli.reference import find_resource, guid_option, shell_word
from daemonry.directory.app_roles import (
    NewAppRole,
    create_app_role,
    delete_app_role,
    edit_app_role,
    set_app_role_enabled,
)
from daemonry.directory.applications import find_application
from daemonry.model.application import MEMBER_APPLICATION, MEMBER_USER
from daemonry.model.ids import RoleId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.application import AppRole

roles = typer.Typer(no_args_is_help=True, help="App roles: what an API lets daemons do.")

ApiArgument = Annotated[
    str,
    typer.Argument(
        help="The API: its name, application ID, object ID or ID URI.", show_default=False
    ),
]
RoleArgument = Annotated[
    str, typer.Argument(help="The role: its value or identifier.", show_default=False)
]


def role_record(role: "AppRole") -> dict[str, Any]:
    """Return an app role as it is printed."""
    return {
        "value": role.value,
        "display_name": role.display_name,
        "description": role.description,
        "allowed_member_types": list(role.allowed_member_types),
        "is_enabled": role.is_enabled,
        "role_id": role.role_id,
    }


@directory_command(
    roles,
    "create",
    examples="""
    daemonry role create ciam-ToDoList-api ToDoList.Read.All --description "Read all to-do lists"
    daemonry role create ciam-ToDoList-api ToDoList.ReadWrite.All --name "Read and write to-dos"
    """,
)
def create(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    api: ApiArgument,
    value: Annotated[str, typer.Argument(help="What tokens carry in 'roles'.", show_default=False)],
    *,
    name: Annotated[
        str | None,
        typer.Option(help="Display name; the value when left out.", show_default=False),
    ] = None,
    description: Annotated[
        str | None, typer.Option(help="What it allows, for who consents.", show_default=False)
    ] = None,
    for_users: Annotated[
        bool, typer.Option("--for-users", help="Allow users and groups as members, too.")
    ] = False,
    role_id: Annotated[
        str | None, typer.Option(help="A GUID to use; made when left out.", show_default=False)
    ] = None,
) -> None:
    """Create an app role that daemons can be given."""
    new = NewAppRole(
        value=value,
        display_name=name or value,
        description=description or name or value,
        allowed_member_types=(
            (MEMBER_APPLICATION, MEMBER_USER) if for_users else (MEMBER_APPLICATION,)
        ),
        role_id=RoleId(guid) if (guid := guid_option(role_id, "--role-id")) else None,
    )

    async def verb(work: "Work") -> "AppRole":
        application = await find_application(work, api)
        return await create_app_role(work, application.object_id, new)

    role = change(place, verb)
    show_record(place.output, role_record(role), title=f"Created app role {role.value}")
    place.suggest(f"daemonry permission add DAEMON {shell_word(api)} {role.value}")


@directory_command(
    roles,
    "list",
    examples="""
    daemonry role list ciam-ToDoList-api
    daemonry role list ciam-ToDoList-api -o json
    """,
)
def list_(place: Place, api: ApiArgument) -> None:
    """List the app roles of an API."""

    async def verb(work: "Work") -> "Sequence[AppRole]":
        return (await find_resource(work, api)).app_roles

    show_rows(
        place.output,
        [role_record(role) for role in look(place, verb)],
        columns=("value", "display_name", "is_enabled", "role_id"),
        empty=f"'{api}' defines no app role: 'daemonry role create' makes one.",
    )


@directory_command(
    roles,
    "edit",
    examples="""
    daemonry role edit ciam-ToDoList-api ToDoList.Read.All --name "Read to-dos"
    daemonry role edit ciam-ToDoList-api ToDoList.Read.All --description "Read everybody's to-dos"
    """,
)
def edit(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    api: ApiArgument,
    role: RoleArgument,
    *,
    value: Annotated[str | None, typer.Option(help="New value.", show_default=False)] = None,
    name: Annotated[str | None, typer.Option(help="New display name.", show_default=False)] = None,
    description: Annotated[
        str | None, typer.Option(help="New description.", show_default=False)
    ] = None,
) -> None:
    """Change the words of an app role; a new value reaches the next token."""
    given = {"value": value, "display_name": name, "description": description}
    changes: Any = {key: text for key, text in given.items() if text is not None}

    async def verb(work: "Work") -> "AppRole":
        application = await find_application(work, api)
        return await edit_app_role(work, application.object_id, role, **changes)

    edited = change(place, verb)
    show_record(place.output, role_record(edited), title=f"Changed app role {edited.value}")


@directory_command(
    roles,
    "disable",
    examples="""
    daemonry role disable ciam-ToDoList-api ToDoList.Read.All
    """,
)
def disable(place: Place, api: ApiArgument, role: RoleArgument) -> None:
    """Disable an app role: nobody can be given it any more, who holds it keeps it."""
    _set_enabled(place, api, role, enabled=False)


@directory_command(
    roles,
    "enable",
    examples="""
    daemonry role enable ciam-ToDoList-api ToDoList.Read.All
    """,
)
def enable(place: Place, api: ApiArgument, role: RoleArgument) -> None:
    """Enable a disabled app role again."""
    _set_enabled(place, api, role, enabled=True)


@directory_command(
    roles,
    "delete",
    examples="""
    daemonry role disable ciam-ToDoList-api ToDoList.Read.All
    daemonry role delete ciam-ToDoList-api ToDoList.Read.All
    """,
)
def delete(place: Place, api: ApiArgument, role: RoleArgument) -> None:
    """Delete an app role; it must be disabled first. Whoever holds it loses it."""

    async def verb(work: "Work") -> None:
        application = await find_application(work, api)
        await delete_app_role(work, application.object_id, role)

    change(place, verb)
    show_record(place.output, {"role": role, "api": api}, title=f"Deleted app role {role}")


def _set_enabled(place: Place, api: str, role: str, *, enabled: bool) -> None:
    async def verb(work: "Work") -> "AppRole":
        application = await find_application(work, api)
        return await set_app_role_enabled(work, application.object_id, role, enabled)

    changed = change(place, verb)
    word = "Enabled" if enabled else "Disabled"
    show_record(place.output, role_record(changed), title=f"{word} app role {changed.value}")
