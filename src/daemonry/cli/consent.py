"""``daemonry consent``: admin consent turns requested permissions into assigned roles."""

from typing import TYPE_CHECKING, Annotated

import typer

from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.output import Output, note, show_rows
from daemonry.cli.permission import COLUMNS, status_record
from daemonry.cli.reference import find_resource, roles_named, shell_word
from daemonry.cli.secret import DaemonArgument
from daemonry.directory.applications import find_application
from daemonry.directory.consent import (
    NOT_GRANTED,
    consent_status,
    grant_admin_consent,
    revoke_admin_consent,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.consent import ConsentOutcome, PermissionStatus
    from daemonry.directory.work import Work

consent = typer.Typer(no_args_is_help=True, help="Admin consent: give a daemon what it requests.")


@directory_command(
    consent,
    "grant",
    examples="""
    daemonry consent grant ciam-client-app
    daemonry consent grant ciam-client-app -o json
    """,
)
def grant(place: Place, application: DaemonArgument) -> None:
    """Grant admin consent to everything the daemon requests. The next token has the roles."""

    async def verb(work: "Work") -> "tuple[ConsentOutcome, Sequence[PermissionStatus]]":
        client = await find_application(work, application)
        outcome = await grant_admin_consent(work, client.object_id)
        return outcome, await consent_status(work, client.object_id)

    outcome, rows = change(place, verb)
    _show(place, rows)
    if place.output is Output.TABLE:
        note(
            f"Granted {len(outcome.granted)} now, {len(outcome.already_granted)} before."
            " It counts from the next token on."
        )


@directory_command(
    consent,
    "revoke",
    examples="""
    daemonry consent revoke ciam-client-app
    daemonry consent revoke ciam-client-app --api ciam-ToDoList-api
    daemonry consent revoke deployer --api graph --permission Application.ReadWrite.All
    """,
)
def revoke(
    place: Place,
    application: DaemonArgument,
    api: Annotated[
        str | None,
        typer.Option(help="Only what was granted on this API.", show_default=False),
    ] = None,
    permission: Annotated[
        str | None,
        typer.Option(help="Only this app role; needs --api.", show_default=False),
    ] = None,
) -> None:
    """Revoke what was granted: all of it, that of one API, or a single permission."""
    if permission is not None and api is None:
        raise typer.BadParameter("--permission needs --api.")

    async def verb(work: "Work") -> "tuple[int, Sequence[PermissionStatus]]":
        client = await find_application(work, application)
        resource = await find_resource(work, api) if api is not None else None
        role = roles_named(resource, [permission])[0] if resource and permission else None
        gone = await revoke_admin_consent(
            work,
            client.object_id,
            resource_app_id=resource.app_id if resource else None,
            permission_id=role.role_id if role else None,
        )
        return len(gone), await consent_status(work, client.object_id)

    count, rows = change(place, verb)
    _show(place, rows)
    if place.output is Output.TABLE:
        note(f"Revoked {count}. Tokens issued before keep their roles until they expire.")


@directory_command(
    consent,
    "status",
    examples="""
    daemonry consent status ciam-client-app
    daemonry consent status ciam-client-app -o json
    """,
)
def status(place: Place, application: DaemonArgument) -> None:
    """Show each permission of a daemon: granted or not, requested or not."""

    async def verb(work: "Work") -> "Sequence[PermissionStatus]":
        client = await find_application(work, application)
        return await consent_status(work, client.object_id)

    rows = look(place, verb)
    _show(place, rows)
    if any(row.status == NOT_GRANTED for row in rows):
        place.suggest(f"daemonry consent grant {shell_word(application)}")


def _show(place: Place, rows: "Sequence[PermissionStatus]") -> None:
    show_rows(
        place.output,
        [status_record(row) for row in rows],
        columns=COLUMNS,
        empty="Nothing is requested and nothing granted: 'daemonry permission add' comes first.",
    )
