"""``daemonry app delete``, ``restore`` and ``purge``: out of use, back, and gone for good."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.errors import CommandError
from daemonry.cli.output import Output, note, show_record
from daemonry.cli.reference import find_deleted
from daemonry.cli.secret import DaemonArgument as ApplicationArgument
from daemonry.directory.applications import (
    delete_application,
    find_application,
    purge_application,
    restore_application,
)

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.application import Application

deletion = typer.Typer()
"""Commands that ``daemonry app`` takes in as its own."""


@directory_command(
    deletion,
    "delete",
    examples="""
    daemonry app delete ciam-client-app
    """,
)
def delete(place: Place, application: ApplicationArgument) -> None:
    """Delete an application and its service principal. It can be restored.

    From now on it gets no token; tokens it already has run out by themselves.
    """

    async def verb(work: "Work") -> "Application":
        found = await find_application(work, application)
        await delete_application(work, found.object_id)
        return found

    gone = change(place, verb)
    show_record(place.output, _names(gone), title=f"Deleted {gone.display_name}")
    if place.output is Output.TABLE:
        note("It gets no token from now on. It can be restored:")
    place.suggest(f"daemonry app restore {gone.app_id}")


@directory_command(
    deletion,
    "restore",
    examples="""
    daemonry app list --deleted
    daemonry app restore ciam-client-app
    """,
)
def restore(place: Place, application: ApplicationArgument) -> None:
    """Restore a deleted application with its service principal, secrets and roles."""

    async def verb(work: "Work") -> "Application":
        found = await find_deleted(work, application)
        return await restore_application(work, found.object_id)

    back = change(place, verb)
    show_record(place.output, _names(back), title=f"Restored {back.display_name}")


@directory_command(
    deletion,
    "purge",
    examples="""
    daemonry app purge ciam-client-app
    daemonry app purge ciam-client-app --yes
    """,
)
def purge(
    place: Place,
    application: ApplicationArgument,
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Remove a deleted application for good, with its secrets, roles and assignments."""

    async def find(work: "Work") -> "Application":
        return await find_deleted(work, application)

    found = look(place, find)
    if not yes and not typer.confirm(f"Remove {found.display_name} ({found.app_id}) for good?"):
        raise CommandError("Nothing was removed.", "Repeat with --yes to remove it for good.")

    async def verb(work: "Work") -> None:
        await purge_application(work, found.object_id)

    change(place, verb)
    show_record(place.output, _names(found), title=f"Removed {found.display_name} for good")


def _names(application: "Application") -> dict[str, Any]:
    return {
        "display_name": application.display_name,
        "app_id": application.app_id,
        "object_id": application.object_id,
    }
