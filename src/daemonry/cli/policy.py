"""``daemonry policy``: how long tokens for an API live."""

import re
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import show_record, show_rows
from daemonry.cli.reference import find_resource, principal_of
from daemonry.cli.role import ApiArgument
from daemonry.directory.lifetime_rules import define
from daemonry.directory.token_lifetime_policies import (
    NewTokenLifetimePolicy,
    TokenLifetimePolicyChanges,
    assign_policy,
    create_token_lifetime_policy,
    delete_token_lifetime_policy,
    find_token_lifetime_policy,
    list_policy_holders,
    list_token_lifetime_policies,
    unassign_policy,
    update_token_lifetime_policy,
)
from daemonry.model.first_party import is_first_party

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.token_lifetime_policies import Holder
    from daemonry.directory.work import Work
    from daemonry.model.ids import ObjectId
    from daemonry.model.policy import TokenLifetimePolicy

policies = typer.Typer(
    no_args_is_help=True, help="Token lifetime policies: how long tokens for an API live."
)

_SECONDS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86_400}

PolicyArgument = Annotated[
    str, typer.Argument(help="The policy: its name or ID.", show_default=False)
]
DefaultOption = Annotated[
    bool | None,
    typer.Option(
        "--default/--no-default",
        help="Whether it counts for every API that has none at its service principal.",
        show_default=False,
    ),
]
PrincipalOption = Annotated[
    bool,
    typer.Option("--principal", help="At the service principal: goes before the default policy."),
]
_LIFETIME_HELP = "From 10m to 1d: seconds, or a number with m, h or d."


@directory_command(
    policies,
    "create",
    examples="""
    daemonry policy create short 10m
    daemonry policy create everywhere 2h --default
    """,
)
def create(
    place: Place,
    name: Annotated[str, typer.Argument(help="Its name.", show_default=False)],
    lifetime: Annotated[str, typer.Argument(help=_LIFETIME_HELP, show_default=False)],
    *,
    description: Annotated[
        str | None, typer.Option(help="What it is for.", show_default=False)
    ] = None,
    default: DefaultOption = None,
) -> None:
    """Make a policy; without --default it counts for nothing until it is assigned."""
    definition = _definition(lifetime)

    async def verb(work: "Work") -> "TokenLifetimePolicy":
        new = NewTokenLifetimePolicy(name, definition, description, bool(default))
        return await create_token_lifetime_policy(work, new)

    made = change(place, verb)
    show_record(place.output, _record(made), title=f"Created policy {made.display_name}")
    if not made.is_organization_default:
        place.suggest(f"daemonry policy assign {made.policy_id} API")


@directory_command(
    policies,
    "list",
    examples="""
    daemonry policy list
    daemonry policy list -o json
    """,
)
def list_(place: Place) -> None:
    """List the tenant's policies."""
    show_rows(
        place.output,
        [_record(policy) for policy in look(place, list_token_lifetime_policies)],
        columns=("name", "lifetime", "organization_default", "policy_id"),
        empty="No policy: tokens live as long as the server's setting says.",
    )


@directory_command(policies, "show", examples="daemonry policy show short")
def show(place: Place, policy: PolicyArgument) -> None:
    """Show a policy and what it is assigned to."""

    async def verb(work: "Work") -> "tuple[TokenLifetimePolicy, Sequence[Holder]]":
        found = await find_token_lifetime_policy(work, policy)
        return found, await list_policy_holders(work, found.policy_id)

    found, holders = look(place, verb)
    assigned = [f"{holder.display_name} ({type(holder).__name__})" for holder in holders]
    show_record(place.output, _record(found) | {"assigned_to": assigned}, title="Policy")


@directory_command(
    policies,
    "update",
    examples="""
    daemonry policy update short --lifetime 15m
    daemonry policy update short --default
    """,
)
def update(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    policy: PolicyArgument,
    *,
    lifetime: Annotated[str | None, typer.Option(help=_LIFETIME_HELP, show_default=False)] = None,
    name: Annotated[str | None, typer.Option(help="A new name.", show_default=False)] = None,
    description: Annotated[
        str | None, typer.Option(help="What it is for.", show_default=False)
    ] = None,
    default: DefaultOption = None,
) -> None:
    """Change a policy; tokens that are out keep their time."""
    given = {
        "definition": _definition(lifetime) if lifetime is not None else None,
        "display_name": name,
        "description": description,
        "is_organization_default": default,
    }
    changes: TokenLifetimePolicyChanges = {  # type: ignore[assignment] # the keys are those above
        key: value for key, value in given.items() if value is not None
    }

    async def verb(work: "Work") -> "TokenLifetimePolicy":
        found = await find_token_lifetime_policy(work, policy)
        return await update_token_lifetime_policy(work, found.policy_id, **changes)

    show_record(place.output, _record(change(place, verb)), title="Changed policy")


@directory_command(policies, "delete", examples="daemonry policy delete short")
def delete(place: Place, policy: PolicyArgument) -> None:
    """Delete a policy, wherever it is assigned."""

    async def verb(work: "Work") -> "TokenLifetimePolicy":
        found = await find_token_lifetime_policy(work, policy)
        await delete_token_lifetime_policy(work, found.policy_id)
        return found

    show_record(place.output, _record(change(place, verb)), title="Deleted policy")


@directory_command(
    policies,
    "assign",
    examples="""
    daemonry policy assign short ciam-ToDoList-api
    daemonry policy assign short ciam-ToDoList-api --principal
    """,
)
def assign(
    place: Place, policy: PolicyArgument, api: ApiArgument, *, principal: PrincipalOption = False
) -> None:
    """Let a policy decide how long tokens for an API live, from the next request on."""

    async def verb(work: "Work") -> "TokenLifetimePolicy":
        found = await find_token_lifetime_policy(work, policy)
        holder = await _holder_id(work, api, at_principal=principal)
        await assign_policy(work, found.policy_id, holder)
        return found

    show_record(place.output, _record(change(place, verb)), title=f"Policy of '{api}'")


@directory_command(policies, "unassign", examples="daemonry policy unassign short my-api")
def unassign(
    place: Place, policy: PolicyArgument, api: ApiArgument, *, principal: PrincipalOption = False
) -> None:
    """Take a policy away from an API."""

    async def verb(work: "Work") -> "TokenLifetimePolicy":
        found = await find_token_lifetime_policy(work, policy)
        holder = await _holder_id(work, api, at_principal=principal)
        await unassign_policy(work, found.policy_id, holder)
        return found

    show_record(place.output, _record(change(place, verb)), title=f"Taken from '{api}'")


async def _holder_id(work: "Work", api: str, *, at_principal: bool) -> "ObjectId":
    """Return what holds the policy; the management API has only a service principal here."""
    application = await find_resource(work, api)
    if not at_principal and not is_first_party(application.app_id):
        return application.object_id
    principal = await principal_of(work, application.app_id)
    if principal is None:
        raise CommandError(
            f"'{application.display_name}' has no service principal in this tenant.",
            "Leave --principal out, to assign the policy to the application.",
            ExitCode.NOT_FOUND,
        )
    return principal.object_id


def _definition(lifetime: str) -> str:
    match = re.fullmatch(r"(\d{1,6})([smhd]?)", lifetime.strip().lower())
    if match is None:
        raise CommandError(f"'{lifetime}' is no lifetime.", _LIFETIME_HELP, ExitCode.USAGE)
    return define(int(match[1]) * _SECONDS[match[2]])


def _record(policy: "TokenLifetimePolicy") -> dict[str, Any]:
    return {
        "name": policy.display_name,
        "lifetime": policy.access_token_lifetime,
        "organization_default": policy.is_organization_default,
        "description": policy.description,
        "policy_id": policy.policy_id,
    }
