"""``daemonry claims``: optional claims in the access tokens for an API."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import show_rows
from daemonry.cli.role import ApiArgument
from daemonry.directory.applications import find_application, update_application
from daemonry.model.application import OptionalClaim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.application import Application

claims = typer.Typer(
    no_args_is_help=True, help="Optional claims in the access tokens for an API, such as idtyp."
)

ClaimArgument = Annotated[
    str, typer.Argument(help="Name of the claim, such as idtyp.", show_default=False)
]


@directory_command(
    claims,
    "add",
    examples="""
    daemonry claims add ciam-ToDoList-api idtyp
    """,
)
def add(place: Place, api: ApiArgument, claim: ClaimArgument) -> None:
    """Add an optional claim. With 'idtyp' an API can tell app-only tokens at sight."""

    async def verb(work: "Work") -> "Sequence[OptionalClaim]":
        application = await find_application(work, api)
        held = application.access_token_claims
        if claim in {one.name for one in held}:
            return held
        return await _save(work, application, (*held, OptionalClaim(name=claim)))

    _show(place, api, change(place, verb))


@directory_command(
    claims,
    "list",
    examples="""
    daemonry claims list ciam-ToDoList-api
    daemonry claims list ciam-ToDoList-api -o json
    """,
)
def list_(place: Place, api: ApiArgument) -> None:
    """List the optional claims of an API's access tokens."""

    async def verb(work: "Work") -> "Sequence[OptionalClaim]":
        return (await find_application(work, api)).access_token_claims

    _show(place, api, look(place, verb))


@directory_command(
    claims,
    "remove",
    examples="""
    daemonry claims remove ciam-ToDoList-api idtyp
    """,
)
def remove(place: Place, api: ApiArgument, claim: ClaimArgument) -> None:
    """Remove an optional claim; the next token lacks it."""

    async def verb(work: "Work") -> "Sequence[OptionalClaim]":
        application = await find_application(work, api)
        kept = tuple(one for one in application.access_token_claims if one.name != claim)
        if len(kept) == len(application.access_token_claims):
            raise CommandError(
                f"'{api}' has no optional claim '{claim}'.",
                "See them with 'daemonry claims list'.",
                ExitCode.NOT_FOUND,
            )
        return await _save(work, application, kept)

    _show(place, api, change(place, verb))


async def _save(
    work: "Work", application: "Application", wanted: tuple[OptionalClaim, ...]
) -> tuple[OptionalClaim, ...]:
    claims = application.optional_claims_with(wanted)
    await update_application(work, application.object_id, {"optional_claims": claims})
    return wanted


def _show(place: Place, api: str, held: "Sequence[OptionalClaim]") -> None:
    rows: list[dict[str, Any]] = [
        {
            "name": claim.name,
            "source": claim.source,
            "essential": claim.essential,
            "additional_properties": list(claim.additional_properties),
        }
        for claim in held
    ]
    show_rows(
        place.output,
        rows,
        columns=("name", "essential", "additional_properties"),
        empty=f"'{api}' asks for no optional claim: 'daemonry claims add' adds one.",
    )
