"""``daemonry app redirect-uri``: where sign-ins of people may return to."""

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.output import show_rows
from daemonry.cli.secret import DaemonArgument as ApplicationArgument
from daemonry.directory.applications import find_application
from daemonry.directory.redirect_uris import (
    NATIVE,
    PLATFORMS,
    SPA,
    WEB,
    add_redirect_uri,
    redirect_uris_of,
    remove_redirect_uri,
)

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.application import Application

redirect_uris = typer.Typer(
    no_args_is_help=True, help="Redirect URIs of an application in which people sign in."
)


class Platform(StrEnum):
    """What kind of application waits at the address."""

    web = WEB
    spa = SPA
    native = NATIVE


UriArgument = Annotated[
    str, typer.Argument(help="The whole address, as clients send it.", show_default=False)
]
PlatformOption = Annotated[
    Platform,
    typer.Option(help="web: a server; spa: a page with scripts; native: a program on a device."),
]


@directory_command(
    redirect_uris,
    "add",
    examples="""
    daemonry app redirect-uri add contoso-web https://contoso.example/signed-in
    daemonry app redirect-uri add contoso-tool http://localhost --platform native
    """,
)
def add(
    place: Place,
    application: ApplicationArgument,
    uri: UriArgument,
    platform: PlatformOption = Platform.web,
) -> None:
    """Add a redirect URI. A daemon needs none: nobody signs in."""

    async def verb(work: "Work") -> "Application":
        found = await find_application(work, application)
        return await add_redirect_uri(work, found.object_id, platform, uri)

    _show(place, change(place, verb))


@directory_command(
    redirect_uris,
    "list",
    examples="""
    daemonry app redirect-uri list contoso-web
    daemonry app redirect-uri list contoso-web -o json
    """,
)
def list_(place: Place, application: ApplicationArgument) -> None:
    """List the redirect URIs of an application."""
    _show(place, look(place, lambda work: find_application(work, application)))


@directory_command(
    redirect_uris,
    "remove",
    examples="""
    daemonry app redirect-uri remove contoso-web https://contoso.example/signed-in
    """,
)
def remove(
    place: Place,
    application: ApplicationArgument,
    uri: UriArgument,
    platform: PlatformOption = Platform.web,
) -> None:
    """Remove a redirect URI: sign-ins that ask for it are refused from now on."""

    async def verb(work: "Work") -> "Application":
        found = await find_application(work, application)
        return await remove_redirect_uri(work, found.object_id, platform, uri)

    _show(place, change(place, verb))


def _show(place: Place, application: "Application") -> None:
    show_rows(
        place.output,
        [
            {"platform": platform, "redirect_uri": uri}
            for platform in PLATFORMS
            for uri in redirect_uris_of(application, platform)
        ],
        columns=("platform", "redirect_uri"),
        empty=f"'{application.display_name}' has no redirect URI; a daemon needs none.",
    )
