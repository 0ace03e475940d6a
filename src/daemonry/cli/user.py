"""``daemonry user``: persons who sign in, and how an administrator helps them back in."""

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import Output, note, show_record, show_rows
from daemonry.directory.directory_roles import assign_directory_role, list_roles_of
from daemonry.directory.factors import has_factor, list_methods, remove_method
from daemonry.directory.setup_links import create_setup_link
from daemonry.directory.users import (
    NewUser,
    create_user,
    get_user,
    list_users,
    reset_password,
    update_user,
)
from daemonry.model.directory_role import BUILT_IN
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.authentication_method import AuthenticationMethod
    from daemonry.model.user import User

users = typer.Typer(no_args_is_help=True, help="Persons: accounts, passwords, setup links.")

UserArgument = Annotated[
    str, typer.Argument(help="The user principal name or object ID.", show_default=False)
]
_MOST = 999


@directory_command(
    users,
    "create",
    examples="""
    daemonry user create ada@contoso.onmicrosoft.com --name Ada
    daemonry user create ada@contoso.onmicrosoft.com --role 'Application Developer'
    """,
)
def create(
    place: Place,
    user: Annotated[str, typer.Argument(help="The user principal name.", show_default=False)],
    name: Annotated[
        str | None, typer.Option(help="The display name; the first part of the account's name.")
    ] = None,
    role: Annotated[
        list[str] | None, typer.Option(help="A directory role, by name.", show_default=False)
    ] = None,
) -> None:
    """Make an account and print the link by which its person sets the password, once."""
    roles = [_role(item) for item in role or []]

    async def verb(work: "Work") -> "tuple[User, str]":
        shown = name or user.partition("@")[0]
        made = await create_user(work, NewUser(user, shown))
        for template_id in roles:
            await assign_directory_role(work, made.object_id, template_id)
        return made, await create_setup_link(work, made.object_id)

    made, path = change(place, verb)
    record = _record(made) | {"setup_link": setup_link(place, path)}
    show_record(place.output, record, title=f"Created {made.user_principal_name}")
    _warn_of_link(place)


@directory_command(users, "list", examples="daemonry user list\ndaemonry user list -o json")
def list_(place: Place) -> None:
    """List accounts with their roles and whether they have a second factor."""

    async def verb(work: "Work") -> list[dict[str, Any]]:
        found = await list_users(work, ListQuery(limit=_MOST, order_by="userprincipalname"))
        return [
            _record(item)
            | {
                "roles": [held.display_name for held in await list_roles_of(work, item.object_id)],
                "has_factor": has_factor(await list_methods(work, item.object_id)),
            }
            for item in found
        ]

    show_rows(
        place.output,
        look(place, verb),
        columns=("user_principal_name", "display_name", "account_enabled", "roles", "has_factor"),
        empty="Nobody has an account. Make one with 'daemonry user create'.",
    )


@directory_command(
    users,
    "setup-link",
    examples="""
    daemonry user setup-link admin@contoso.onmicrosoft.com
    daemonry user setup-link admin@contoso.onmicrosoft.com --hours 24
    """,
)
def setup_link_(
    place: Place,
    user: UserArgument,
    hours: Annotated[int, typer.Option(min=1, max=72, help="How long the link counts.")] = 1,
) -> None:
    """Print a link by which a person sets a new password, once; earlier links end."""

    async def verb(work: "Work") -> str:
        return await create_setup_link(work, user, timedelta(hours=hours))

    link = setup_link(place, change(place, verb))
    show_record(place.output, {"user": user, "setup_link": link}, title="Setup link")
    _warn_of_link(place)


@directory_command(
    users, "reset-password", examples="daemonry user reset-password ada@contoso.onmicrosoft.com"
)
def reset(place: Place, user: UserArgument) -> None:
    """Print a new password that must be changed at the next sign-in; every session ends."""

    async def verb(work: "Work") -> str:
        return await reset_password(work, user)

    password = change(place, verb)
    show_record(place.output, {"user": user, "password": password}, title="Password reset")
    if place.output is Output.TABLE:
        note("Copy the password now: it cannot be shown again.")


@directory_command(
    users,
    "disable",
    examples="""
    daemonry user disable ada@contoso.onmicrosoft.com
    daemonry user disable ada@contoso.onmicrosoft.com --undo
    """,
)
def disable(
    place: Place,
    user: UserArgument,
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Enable the account again.")] = False,
) -> None:
    """Disable an account: no sign-in from now on, and every session ends."""
    _update(place, user, account_enabled=undo)


@directory_command(
    users,
    "require-factor",
    examples="""
    daemonry user require-factor ada@contoso.onmicrosoft.com
    daemonry user require-factor ada@contoso.onmicrosoft.com --undo
    """,
)
def require_factor(
    place: Place,
    user: UserArgument,
    *,
    undo: Annotated[
        bool, typer.Option("--undo", help="Leave it to DAEMONRY_SECOND_FACTOR again.")
    ] = False,
) -> None:
    """Demand a second factor of one account, whatever DAEMONRY_SECOND_FACTOR says."""
    _update(place, user, is_factor_required=not undo)


@directory_command(
    users,
    "methods",
    examples="""
    daemonry user methods ada@contoso.onmicrosoft.com
    daemonry user methods ada@contoso.onmicrosoft.com -o json
    """,
)
def methods(place: Place, user: UserArgument) -> None:
    """List what a person proves who they are with besides the password."""

    async def verb(work: "Work") -> list[dict[str, Any]]:
        return [_method(item) for item in await list_methods(work, user)]

    show_rows(
        place.output,
        look(place, verb),
        columns=("kind", "display_name", "created_at", "last_used_at", "method_id"),
        empty="Only a password. A passkey or an authenticator app is set up by the person"
        " under 'My sign-in' in the admin center.",
    )


@directory_command(
    users,
    "remove-method",
    examples="daemonry user remove-method ada@contoso.onmicrosoft.com"
    " 3f1d0d5e-2b0c-4c39-9d57-0a6c1a0b7f55",
)
def remove_method_(
    place: Place,
    user: UserArgument,
    method_id: Annotated[
        str, typer.Argument(help="As 'daemonry user methods' shows it.", show_default=False)
    ],
) -> None:
    """Take a passkey or an authenticator app away, as when it was lost; every session ends."""

    async def verb(work: "Work") -> None:
        await remove_method(work, user, method_id.lower())

    change(place, verb)
    show_record(place.output, {"user": user, "removed": method_id}, title="Method removed")


def setup_link(place: Place, path: str) -> str:
    """Return the whole address of a setup link, at the server's public URL."""
    settings = place.settings()
    origin = settings.public_url or f"https://localhost:{settings.port}"
    return f"{origin.rstrip('/')}{path}"


def _update(place: Place, user: str, **changes: bool) -> None:
    async def verb(work: "Work") -> "User":
        found = await get_user(work, user)
        return await update_user(work, found.object_id, changes)

    changed = change(place, verb)
    show_record(place.output, _record(changed), title=changed.user_principal_name)


def _warn_of_link(place: Place) -> None:
    if place.output is Output.TABLE:
        note("Hand the link over now: it cannot be shown again, and whoever opens it first has it.")


def _role(name: str) -> str:
    for role in BUILT_IN:
        if name.lower() in {role.display_name.lower(), role.template_id}:
            return role.template_id
    known = ", ".join(role.display_name for role in BUILT_IN)
    raise CommandError(
        f"There is no directory role '{name}'.", f"There is: {known}.", ExitCode.USAGE
    )


def _method(method: "AuthenticationMethod") -> dict[str, Any]:
    return {
        "kind": method.kind,
        "display_name": method.display_name,
        "created_at": method.created_at,
        "last_used_at": method.last_used_at,
        "method_id": method.method_id,
    }


def _record(user: "User") -> dict[str, Any]:
    return {
        "user_principal_name": user.user_principal_name,
        "display_name": user.display_name,
        "account_enabled": user.account_enabled,
        "is_factor_required": user.is_factor_required,
        "must_change_password": user.must_change_password,
        "object_id": user.object_id,
    }
