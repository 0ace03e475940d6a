"""``daemonry key``: the keys that sign a tenant's tokens."""

import asyncio
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeVar

import typer
from rich.text import Text

from daemonry.cli.command import Place, directory_command, open_tenant, work_in
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import Output, instant, note, show_record, show_rows
from daemonry.cli.tenant import tools_of
from daemonry.directory.applications import find_application
from daemonry.directory.signing_key_schedule import outlook
from daemonry.directory.signing_keys import (
    AT_ONCE,
    create_signing_key,
    list_signing_keys,
    plan_rotation,
    revoke_signing_key,
    rotate_now,
)
from daemonry.model.signing_key import TENANT_KEYS, KeyLine, KeyState, state_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from daemonry.directory.signing_keys import TenantTools
    from daemonry.directory.work import Work
    from daemonry.model.signing_key import RotationPolicy, SigningKey

T = TypeVar("T")

keys = typer.Typer(no_args_is_help=True, help="The keys that sign tokens: list, rotate, revoke.")

_STYLES = {
    KeyState.NEXT: "cyan",
    KeyState.ACTIVE: "green",
    KeyState.RETIRING: "yellow",
    KeyState.RETIRED: "dim",
}

AlgorithmOption = Annotated[
    Literal["RS256", "ES256", "EdDSA"],
    typer.Option(help="The algorithm whose key is meant; RS256 is what every client knows."),
]
ApplicationOption = Annotated[
    str | None,
    typer.Option(
        "--application",
        metavar="API",
        help="Keys of this API alone: its name, application ID or object ID.",
        show_default=False,
    ),
]


def change_keys(place: Place, verb: "Callable[[Work, TenantTools], Awaitable[T]]") -> T:
    """Run ``verb`` as the operator in one writing transaction, with what makes keys."""

    async def run() -> T:
        async with open_tenant(place) as (services, tenant), services.directory.change() as uow:
            return await verb(work_in(services, uow, tenant), tools_of(services))

    return asyncio.run(run())


def key_record(
    key: "SigningKey", of_tenant: "Sequence[SigningKey]", policy: "RotationPolicy", now: "datetime"
) -> dict[str, Any]:
    """Return a key as it is printed; of its private part nothing."""
    state, until = state_of(key, of_tenant, now), outlook(key, of_tenant, policy, now)
    return {
        "kid": key.kid,
        "state": Text(state.value, style=_STYLES[state]),
        "algorithm": key.algorithm,
        "application": key.app_id or None,
        "published_at": key.published_at,
        "signs_from": key.active_from,
        "signs_until": until.signs_until,
        "published_until": until.published_until,
    }


@directory_command(
    keys,
    "list",
    examples="""
    daemonry key list
    daemonry key list --all                              [dim]# withdrawn keys, too[/]
    daemonry key list -o json --tenant fabrikam
    """,
)
def list_(
    place: Place,
    *,
    with_retired: Annotated[
        bool, typer.Option("--all", help="Show the keys that are withdrawn, too.")
    ] = False,
) -> None:
    """List the signing keys, with when they sign and until when they are published."""
    policy = place.settings().rotation_policy

    async def run() -> "tuple[datetime, Sequence[SigningKey]]":
        async with open_tenant(place) as (services, tenant), services.directory.read() as uow:
            work = work_in(services, uow, tenant)
            return work.clock.now(), await list_signing_keys(work)

    now, found = asyncio.run(run())
    show_rows(
        place.output,
        [key_record(key, found, policy, now) for key in found if key.is_published or with_retired],
        columns=(
            "kid",
            "state",
            "algorithm",
            "application",
            "signs_from",
            "signs_until",
            "published_until",
        ),
        empty="No signing key is published: 'daemonry key create' makes one.",
    )


@directory_command(
    keys,
    "create",
    examples="""
    daemonry key create --algorithm ES256
    daemonry key create --application ciam-ToDoList-api
    daemonry key create --application ciam-ToDoList-api --algorithm EdDSA --now
    """,
)
def create(
    place: Place,
    *,
    algorithm: AlgorithmOption = "RS256",
    application: ApplicationOption = None,
    now: Annotated[
        bool,
        typer.Option(
            "--now",
            help="With --application: sign at once, though its validators do not know the key yet.",
        ),
    ] = False,
) -> None:
    """Create the first key for an algorithm, or for the tokens of one API.

    The key of an API is published a day before it signs; until then the tenant's does.
    Its validators must fetch the keys with '?appid=' and its application ID.
    """
    lead = place.settings().rotation_policy.lead if application and not now else AT_ONCE

    async def verb(work: "Work", tools: "TenantTools") -> "SigningKey":
        line = await _line(work, algorithm, application)
        return await create_signing_key(work, tools, line, lead=lead)

    key = change_keys(place, verb)
    _show(place, key, f"Created an {key.algorithm} key")
    if application and place.output is Output.TABLE:
        note(f"Validators of this API find it with '?appid={key.app_id}' behind the discovery URL.")


@directory_command(
    keys,
    "rotate",
    examples="""
    daemonry key rotate                                  [dim]# publishes the next key[/]
    daemonry key rotate --now                            [dim]# lets it sign at once[/]
    daemonry key rotate --algorithm ES256
    daemonry key rotate --application ciam-ToDoList-api
    """,
)
def rotate(
    place: Place,
    *,
    algorithm: AlgorithmOption = "RS256",
    application: ApplicationOption = None,
    now: Annotated[
        bool,
        typer.Option(
            "--now",
            help="Do not wait. A validator that has just fetched the keys refuses tokens of a new"
            " one until it may fetch again, as a rule for five minutes at most.",
        ),
    ] = False,
) -> None:
    """Publish the next key; a running server lets it sign a day later.

    The one before it stays published until its last token has expired, so that no
    validator that follows the documented cadence notices. A server does the same by
    itself every DAEMONRY_SIGNING_KEY_ROTATION_DAYS days.
    """
    lead = place.settings().rotation_policy.lead

    async def verb(work: "Work", tools: "TenantTools") -> "SigningKey":
        line = await _line(work, algorithm, application)
        if now:
            return await rotate_now(work, tools, line)
        return await plan_rotation(work, tools, line, lead=lead)

    key = change_keys(place, verb)
    _show(place, key, "A new key signs" if now else f"It signs from {instant(key.active_from)} on")


@directory_command(
    keys,
    "revoke",
    examples="""
    daemonry key list
    daemonry key revoke 8f3kQ                            [dim]# the beginning will do[/]
    """,
)
def revoke(
    place: Place,
    kid: Annotated[str, typer.Argument(help="The key, or how its kid begins.", show_default=False)],
) -> None:
    """Revoke a key in an emergency: its tokens are void, and another key signs at once.

    It leaves the published keys with this command. Validators learn of it when they
    next fetch the keys: daemonry-protect within an hour, others within a day.
    """

    async def verb(work: "Work", tools: "TenantTools") -> "tuple[SigningKey, SigningKey | None]":
        key = _key_named(await list_signing_keys(work), kid)
        return key, await revoke_signing_key(work, tools, key.kid)

    revoked, successor = change_keys(place, verb)
    show_record(
        place.output,
        {"kid": revoked.kid, "signs_now": successor.kid if successor is not None else None},
        title=f"Revoked {revoked.kid}",
    )
    if place.output is Output.TABLE:
        note("Tokens that it signed are refused as soon as an API fetches the keys again;")
        note("restart APIs that must not wait for that.")


async def _line(work: "Work", algorithm: str, application: str | None) -> KeyLine:
    if application is None:
        return KeyLine(algorithm, TENANT_KEYS)
    return KeyLine(algorithm, (await find_application(work, application)).app_id)


def _key_named(found: "Sequence[SigningKey]", name: str) -> "SigningKey":
    named = [key for key in found if key.kid == name] or [
        key for key in found if key.kid.startswith(name)
    ]
    if len(named) == 1:
        return named[0]
    if named:
        raise CommandError(
            f"Several keys begin with '{name}'.", "Give more of the kid of the one you mean."
        )
    raise CommandError(
        f"There is no signing key '{name}'.",
        "See them with 'daemonry key list --all'.",
        ExitCode.NOT_FOUND,
    )


def _show(place: Place, key: "SigningKey", title: str) -> None:
    record = {
        "kid": key.kid,
        "algorithm": key.algorithm,
        "application": key.app_id or None,
        "published_at": key.published_at,
        "signs_from": key.active_from,
    }
    show_record(place.output, record, title=title)
