"""``daemonry secret``: the client secrets of an application."""

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from daemonry.cli.command import Place, change, directory_command, look, open_tenant, work_in
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import Output, note, show_record, show_rows
from daemonry.directory.applications import find_application
from daemonry.directory.credentials import (
    NewPassword,
    Rotation,
    add_password,
    remove_password,
    rotate_password,
)
from daemonry.model.credential import ends_soon
from daemonry.model.ids import KeyId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.credentials import IssuedPassword
    from daemonry.directory.work import Work
    from daemonry.model.credential import PasswordCredential
    from daemonry.model.key_credential import KeyCredential

secrets = typer.Typer(no_args_is_help=True, help="Client secrets of a daemon.")


DaemonArgument = Annotated[
    str,
    typer.Argument(
        help="The application: its name, application ID or object ID.", show_default=False
    ),
]


SecretArgument = Annotated[
    str,
    typer.Argument(
        help="Its key ID, or its hint or name when only one has it.", show_default=False
    ),
]


def secret_record(credential: "PasswordCredential", now: datetime) -> dict[str, Any]:
    """Return a credential as it is printed: never the secret, its first characters only."""
    return {
        "display_name": credential.display_name,
        "hint": credential.hint,
        "status": status_of(credential, now),
        "starts_at": credential.starts_at,
        "ends_at": credential.ends_at,
        "key_id": credential.key_id,
    }


def status_of(credential: "PasswordCredential | KeyCredential", now: datetime) -> Text:
    """Return whether a credential may be used: current, expiring soon, expired, not yet valid."""
    if now >= credential.ends_at:
        return Text("expired", style="red")
    if now < credential.starts_at:
        return Text("not yet valid", style="yellow")
    if ends_soon(credential.ends_at, now):
        return Text("expiring soon", style="yellow")
    return Text("current", style="green")


@directory_command(
    secrets,
    "create",
    examples="""
    daemonry secret create ciam-client-app
    daemonry secret create ciam-client-app --name "build server" --days 90
    daemonry secret create ciam-client-app -o json
    """,
)
def create(
    place: Place,
    application: DaemonArgument,
    name: Annotated[
        str | None, typer.Option(help="What it is for; shown in lists.", show_default=False)
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(
            min=1, help="Days until it expires; two years when left out.", show_default=False
        ),
    ] = None,
) -> None:
    """Create a client secret and print it once. It cannot be shown again."""

    async def run() -> "IssuedPassword":
        async with open_tenant(place) as (services, tenant), services.directory.change() as uow:
            work = work_in(services, uow, tenant)
            found = await find_application(work, application)
            ends_at = work.clock.now() + timedelta(days=days) if days is not None else None
            new = NewPassword(display_name=name, ends_at=ends_at)
            return await add_password(work, found.object_id, new, services.secret_keys)

    _show_once(place, asyncio.run(run()), title=f"Created a client secret of {application}")


@directory_command(
    secrets,
    "rotate",
    examples="""
    daemonry secret rotate ciam-client-app Ab3
    daemonry secret rotate ciam-client-app Ab3 --overlap-days 30 --days 180
    daemonry secret rotate ciam-client-app Ab3 --overlap-days 0       [dim]# it leaked[/]
    """,
)
def rotate(
    place: Place,
    application: DaemonArgument,
    secret: SecretArgument,
    *,
    overlap_days: Annotated[
        int, typer.Option(min=0, max=365, help="Days until the old secret ends.")
    ] = 7,
    days: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Days until the new one expires; two years when left out.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Create a secret beside an old one, which ends a few days later, and print it once."""

    async def run() -> "IssuedPassword":
        async with open_tenant(place) as (services, tenant), services.directory.change() as uow:
            work = work_in(services, uow, tenant)
            found = await find_application(work, application)
            old = _credential_named(found.password_credentials, secret)
            now = work.clock.now()
            ends_at = now + timedelta(days=days) if days is not None else None
            rotation = Rotation(
                old.key_id, NewPassword(ends_at=ends_at), now + timedelta(days=overlap_days)
            )
            return await rotate_password(work, found.object_id, rotation, services.secret_keys)

    _show_once(place, asyncio.run(run()), title=f"Rotated a client secret of {application}")


def _show_once(place: Place, issued: "IssuedPassword", *, title: str) -> None:
    show_record(
        place.output,
        {
            "secret": issued.secret_text,
            "display_name": issued.credential.display_name,
            "hint": issued.credential.hint,
            "ends_at": issued.credential.ends_at,
            "key_id": issued.credential.key_id,
        },
        title=title,
    )
    if place.output is Output.TABLE:
        note("Copy the secret now: it is kept as a digest only and cannot be shown again.")


@directory_command(
    secrets,
    "list",
    examples="""
    daemonry secret list ciam-client-app
    daemonry secret list ciam-client-app -o json
    """,
)
def list_(place: Place, application: DaemonArgument) -> None:
    """List the client secrets by name and first characters, with their status."""

    async def verb(work: "Work") -> "tuple[datetime, Sequence[PasswordCredential]]":
        found = await find_application(work, application)
        return work.clock.now(), found.password_credentials

    now, credentials = look(place, verb)
    show_rows(
        place.output,
        [secret_record(credential, now) for credential in credentials],
        columns=("display_name", "hint", "status", "ends_at", "key_id"),
        empty=f"'{application}' has no client secret: 'daemonry secret create' makes one.",
    )


@directory_command(
    secrets,
    "delete",
    examples="""
    daemonry secret delete ciam-client-app 8f3        [dim]# by the hint shown in the list[/]
    daemonry secret delete ciam-client-app 5b1c3a1e-5d0c-4f2b-9a53-0d6f0f3f8c11
    """,
)
def delete(
    place: Place,
    application: DaemonArgument,
    secret: SecretArgument,
) -> None:
    """Delete a client secret: the next token request with it is refused."""

    async def verb(work: "Work") -> "PasswordCredential":
        found = await find_application(work, application)
        credential = _credential_named(found.password_credentials, secret)
        await remove_password(work, found.object_id, credential.key_id)
        return credential

    gone = change(place, verb)
    show_record(
        place.output,
        {"key_id": gone.key_id, "hint": gone.hint, "display_name": gone.display_name},
        title=f"Deleted a client secret of {application}",
    )


def _credential_named(
    credentials: "Sequence[PasswordCredential]", name: str
) -> "PasswordCredential":
    found = [
        credential
        for credential in credentials
        if name in {credential.hint, credential.display_name}
        or KeyId(name.lower()) == credential.key_id
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise CommandError(
            f"Several client secrets go by '{name}'.", "Give the key ID of the one you mean."
        )
    raise CommandError(
        f"There is no client secret '{name}'.",
        "See them with 'daemonry secret list'.",
        ExitCode.NOT_FOUND,
    )
