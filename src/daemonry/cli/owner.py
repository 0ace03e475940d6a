"""``daemonry app owner``: who may manage an application with OwnedBy permissions."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.output import show_rows
from daemonry.cli.reference import find_owner
from daemonry.cli.secret import DaemonArgument as ApplicationArgument
from daemonry.directory.applications import find_application
from daemonry.directory.owners import add_owner, list_owners, remove_owner
from daemonry.model.user import User

if TYPE_CHECKING:
    from daemonry.directory.owners import Owner
    from daemonry.directory.work import Work

owners = typer.Typer(no_args_is_help=True, help="Owners of an application.")

OwnerArgument = Annotated[
    str,
    typer.Argument(
        help="An account (admin@...), or the name or ID of another application.", show_default=False
    ),
]


@directory_command(
    owners,
    "add",
    examples="""
    daemonry app owner add ciam-client-app deployer
    daemonry app owner add ciam-client-app admin@contoso.onmicrosoft.com
    """,
)
def add(place: Place, application: ApplicationArgument, owner: OwnerArgument) -> None:
    """Add an owner: an account or the service principal of another application."""

    async def verb(work: "Work") -> "tuple[Owner, ...]":
        found = await find_application(work, application)
        await add_owner(work, found.object_id, await find_owner(work, owner))
        return await list_owners(work, found.object_id)

    _show(place, application, change(place, verb))


@directory_command(
    owners,
    "list",
    examples="""
    daemonry app owner list ciam-client-app
    daemonry app owner list ciam-client-app -o json
    """,
)
def list_(place: Place, application: ApplicationArgument) -> None:
    """List the owners of an application."""

    async def verb(work: "Work") -> "tuple[Owner, ...]":
        found = await find_application(work, application)
        return await list_owners(work, found.object_id)

    _show(place, application, look(place, verb))


@directory_command(
    owners,
    "remove",
    examples="""
    daemonry app owner remove ciam-client-app deployer
    """,
)
def remove(place: Place, application: ApplicationArgument, owner: OwnerArgument) -> None:
    """Remove an owner."""

    async def verb(work: "Work") -> "tuple[Owner, ...]":
        found = await find_application(work, application)
        await remove_owner(work, found.object_id, await find_owner(work, owner))
        return await list_owners(work, found.object_id)

    _show(place, application, change(place, verb))


def _show(place: Place, application: str, held: "tuple[Owner, ...]") -> None:
    show_rows(
        place.output,
        [_record(owner) for owner in held],
        columns=("type", "display_name", "name", "object_id"),
        empty=f"'{application}' has no owner.",
    )


def _record(owner: "Owner") -> dict[str, Any]:
    is_user = isinstance(owner, User)
    return {
        "type": "user" if is_user else "service principal",
        "display_name": owner.display_name,
        "name": owner.user_principal_name if isinstance(owner, User) else owner.app_id,
        "object_id": owner.object_id,
    }
