"""``daemonry permission``: what a daemon asks of APIs. It grants nothing."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.output import show_rows
from daemonry.cli.reference import find_resource, roles_named, shell_word
from daemonry.cli.secret import DaemonArgument
from daemonry.directory.applications import find_application
from daemonry.directory.consent import (
    GRANTED,
    consent_status,
    request_permissions,
    withdraw_permissions,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.consent import PermissionStatus
    from daemonry.directory.work import Work

permissions = typer.Typer(
    no_args_is_help=True, help="Permissions that a daemon requests of APIs (before consent)."
)

COLUMNS = ("api", "permission", "status", "is_requested")

ApiArgument = Annotated[
    str,
    typer.Argument(
        help="The API: its name, application ID or ID URI; 'graph' for Microsoft Graph.",
        show_default=False,
    ),
]
PermissionsArgument = Annotated[
    list[str],
    typer.Argument(
        help="Its app roles: values or identifiers.", metavar="permissions...", show_default=False
    ),
]


def status_record(row: "PermissionStatus") -> dict[str, Any]:
    """Return one permission with its consent as it is printed."""
    style = "green" if row.status == GRANTED else "yellow"
    return {
        "api": row.resource_display_name,
        "permission": row.value or row.permission_id,
        "status": Text(row.status, style=style),
        "type": row.type,
        "display_name": row.display_name,
        "is_requested": row.is_requested,
        "permission_id": row.permission_id,
        "api_app_id": row.resource_app_id,
    }


@directory_command(
    permissions,
    "add",
    examples="""
    daemonry permission add ciam-client-app ciam-ToDoList-api ToDoList.Read.All
    daemonry permission add reports sales-api Sales.Read.All Sales.Export
    daemonry permission add deployer graph Application.ReadWrite.OwnedBy
    """,
)
def add(
    place: Place, application: DaemonArgument, api: ApiArgument, wanted: PermissionsArgument
) -> None:
    """Request application permissions of an API. An administrator must consent to them."""

    async def verb(work: "Work") -> "Sequence[PermissionStatus]":
        client = await find_application(work, application)
        resource = await find_resource(work, api)
        role_ids = tuple(role.role_id for role in roles_named(resource, wanted))
        await request_permissions(work, client.object_id, resource.app_id, role_ids)
        return await consent_status(work, client.object_id)

    _show(place, change(place, verb), application)
    place.suggest(f"daemonry consent grant {shell_word(application)}")


@directory_command(
    permissions,
    "remove",
    examples="""
    daemonry permission remove ciam-client-app ciam-ToDoList-api ToDoList.ReadWrite.All
    """,
)
def remove(
    place: Place, application: DaemonArgument, api: ApiArgument, unwanted: PermissionsArgument
) -> None:
    """Withdraw a request. What was granted stays granted: see 'daemonry consent revoke'."""

    async def verb(work: "Work") -> "Sequence[PermissionStatus]":
        client = await find_application(work, application)
        resource = await find_resource(work, api)
        role_ids = tuple(role.role_id for role in roles_named(resource, unwanted))
        await withdraw_permissions(work, client.object_id, resource.app_id, role_ids)
        return await consent_status(work, client.object_id)

    _show(place, change(place, verb), application)


@directory_command(
    permissions,
    "list",
    examples="""
    daemonry permission list ciam-client-app
    daemonry permission list ciam-client-app -o json
    """,
)
def list_(place: Place, application: DaemonArgument) -> None:
    """List what a daemon requests, and whether it was granted."""

    async def verb(work: "Work") -> "Sequence[PermissionStatus]":
        client = await find_application(work, application)
        return await consent_status(work, client.object_id)

    _show(place, look(place, verb), application)


def _show(place: Place, rows: "Sequence[PermissionStatus]", application: str) -> None:
    show_rows(
        place.output,
        [status_record(row) for row in rows],
        columns=COLUMNS,
        empty=f"'{application}' requests no permission: 'daemonry permission add' adds one.",
    )
