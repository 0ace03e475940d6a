"""``daemonry app logo``: the picture that people see where they consent."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daemonry.cli.command import Place, change, directory_command
from daemonry.cli.output import show_record
from daemonry.cli.secret import DaemonArgument as ApplicationArgument
from daemonry.directory.applications import find_application
from daemonry.directory.logos import remove_logo, set_logo

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.application import Application

logos = typer.Typer(no_args_is_help=True, help="The logo of an application.")


@directory_command(
    logos,
    "set",
    examples="""
    daemonry app logo set ciam-client-app logo.png
    """,
)
def set_(
    place: Place,
    application: ApplicationArgument,
    file: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, help="PNG or JPEG, at most 100 KB.", show_default=False
        ),
    ],
) -> None:
    """Give an application a logo; the one it had is gone."""
    content = file.read_bytes()

    async def verb(work: "Work") -> "Application":
        found = await find_application(work, application)
        return await set_logo(work, found.object_id, content)

    _show(place, change(place, verb))


@directory_command(
    logos,
    "remove",
    examples="""
    daemonry app logo remove ciam-client-app
    """,
)
def remove(place: Place, application: ApplicationArgument) -> None:
    """Take the logo of an application away."""

    async def verb(work: "Work") -> "Application":
        found = await find_application(work, application)
        return await remove_logo(work, found.object_id)

    _show(place, change(place, verb))


def _show(place: Place, application: "Application") -> None:
    record = {"display_name": application.display_name, "logo_path": application.logo_path}
    show_record(place.output, record)
