"""``daemonry app``: registrations of APIs and daemons."""

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.app_settings import token_settings
from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.deletion import deletion
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.logo import logos
from daemonry.cli.output import Output, note, show_record, show_rows
from daemonry.cli.owner import owners
from daemonry.cli.redirect_uri import redirect_uris
from daemonry.cli.reference import find_resource, principal_of, shell_word
from daemonry.cli.role import role_record
from daemonry.cli.scope import authorized_clients, scopes
from daemonry.cli.secret import DaemonArgument as ApplicationArgument
from daemonry.cli.secret import secret_record
from daemonry.directory.applications import (
    create_application,
    find_application,
    list_applications,
    update_application,
)
from daemonry.directory.consent import consent_status
from daemonry.directory.service_principals import (
    create_service_principal,
    update_service_principal,
)
from daemonry.model.first_party import is_first_party
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.applications import ApplicationChanges
    from daemonry.directory.service_principals import ServicePrincipalChanges
    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.service_principal import ServicePrincipal

apps = typer.Typer(no_args_is_help=True, help="Applications: registrations of APIs and daemons.")
apps.add_typer(deletion)
apps.add_typer(token_settings)
apps.add_typer(owners, name="owner")
apps.add_typer(redirect_uris, name="redirect-uri")
apps.add_typer(scopes, name="scope")
apps.add_typer(authorized_clients, name="authorized-client")
apps.add_typer(logos, name="logo")

_PAGE = 100

VersionOption = Annotated[
    int | None,
    typer.Option(
        min=1, max=2, help="Version of the access tokens for this API.", show_default=False
    ),
]
ExposeOption = Annotated[
    bool, typer.Option("--expose", help="Give it the application ID URI api://{its ID}.")
]
UrisOption = Annotated[
    list[str] | None,
    typer.Option(
        "--identifier-uri", help="An application ID URI; may be repeated.", show_default=False
    ),
]


def summary(application: "Application") -> dict[str, Any]:
    """Return an application in one row."""
    return {
        "display_name": application.display_name,
        "app_id": application.app_id,
        "app_roles": len(application.app_roles),
        "secrets": len(application.password_credentials),
        "identifier_uris": list(application.identifier_uris),
        "object_id": application.object_id,
        "created_at": application.created_at,
        "deleted_at": application.deleted_at,
    }


def app_record(application: "Application", principal: "ServicePrincipal | None") -> dict[str, Any]:
    """Return an application together with its service principal."""
    return {
        "display_name": application.display_name,
        "app_id": application.app_id,
        "object_id": application.object_id,
        "service_principal_id": principal.object_id if principal else None,
        "identifier_uris": list(application.identifier_uris),
        "sign_in_audience": application.sign_in_audience,
        "access_token_version": application.access_token_version,
        "description": application.description,
        "notes": application.notes,
        "is_disabled": bool(application.is_disabled),
        "account_enabled": principal.account_enabled if principal else None,
        "assignment_required": principal.app_role_assignment_required if principal else None,
        "created_at": application.created_at,
    }


@directory_command(
    apps,
    "create",
    examples="""
    daemonry app create ciam-ToDoList-api --expose --token-version 2
    daemonry app create ciam-client-app
    daemonry app create reports --identifier-uri https://contoso.com/reports -o json
    """,
)
def create(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    name: Annotated[str, typer.Argument(help="The display name.", show_default=False)],
    *,
    expose: ExposeOption = False,
    identifier_uri: UrisOption = None,
    token_version: VersionOption = None,
    description: Annotated[str | None, typer.Option(show_default=False, help="For people.")] = None,
    principal: Annotated[
        bool,
        typer.Option(help="Make its service principal as well, without which it gets no token."),
    ] = True,
) -> None:
    """Register an API or a daemon, with its service principal in this tenant."""
    changes: ApplicationChanges = {"display_name": name}
    if description is not None:
        changes["description"] = description
    if identifier_uri:
        changes["identifier_uris"] = tuple(identifier_uri)
    if token_version is not None:
        changes["api"] = {"requested_access_token_version": token_version}

    async def verb(work: "Work") -> "tuple[Application, ServicePrincipal | None]":
        application = await create_application(work, changes)
        if expose:
            application = await _expose(work, application)
        made = await create_service_principal(work, application.app_id) if principal else None
        return application, made

    application, made = change(place, verb)
    show_record(place.output, app_record(application, made), title=f"Registered {name}")
    word = shell_word(name)
    place.suggest(
        f"daemonry role create {word} ROLE"
        if application.identifier_uris
        else f"daemonry secret create {word}"
    )


@directory_command(
    apps,
    "list",
    examples="""
    daemonry app list
    daemonry app list --starts-with ciam- -o json
    daemonry app list --deleted
    """,
)
def list_(
    place: Place,
    *,
    starts_with: Annotated[
        str | None, typer.Option(help="Only names that begin so.", show_default=False)
    ] = None,
    deleted: Annotated[
        bool, typer.Option("--deleted", help="Those that were deleted and can be restored.")
    ] = False,
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 1000,
) -> None:
    """List the applications of a tenant."""
    query = ListQuery(display_name_prefix=starts_with, limit=_PAGE)

    async def verb(work: "Work") -> "Sequence[Application]":
        found: list[Application] = []
        while len(found) <= limit:
            after = found[-1].object_id if found else ""
            page = await list_applications(work, replace(query, after=after), deleted=deleted)
            found += page
            if len(page) < _PAGE:
                break
        return found

    found = look(place, verb)
    details = ("deleted_at",) if deleted else ("app_roles", "secrets")
    show_rows(
        place.output,
        [summary(application) for application in found[:limit]],
        columns=("display_name", "app_id", *details),
        empty="Nothing was deleted." if deleted else "No application yet: 'daemonry app create'.",
    )
    if len(found) > limit:
        note(f"There are more than {limit}: narrow the list with --starts-with or raise --limit.")


@directory_command(
    apps,
    "show",
    examples="""
    daemonry app show ciam-client-app
    daemonry app show api://6f9a1c8e-3f0a-4c57-9d0c-0c1f8d0a9b11 -o json
    """,
)
def show(place: Place, application: ApplicationArgument) -> None:
    """Show an application: identifiers, roles, secrets (never their values), permissions."""

    async def verb(work: "Work") -> dict[str, Any]:
        found = await find_resource(work, application)
        record = app_record(found, await principal_of(work, found.app_id))
        now = work.clock.now()
        claims = found.optional_claims.access_token if found.optional_claims else ()
        record["optional_claims"] = [claim.name for claim in claims]
        record["app_roles"] = [role_record(role) for role in found.app_roles]
        record["secrets"] = [secret_record(one, now) for one in found.password_credentials]
        record["permissions"] = (
            []
            if is_first_party(found.app_id)  # which requests nothing
            else [
                {"api": row.resource_display_name, "permission": row.value, "status": row.status}
                for row in await consent_status(work, found.object_id)
            ]
        )
        return record

    record = look(place, verb)
    if place.output is Output.TABLE:
        record = _for_people(record)
    show_record(place.output, record)


@directory_command(
    apps,
    "update",
    examples="""
    daemonry app update ciam-client-app --name ciam-daemon
    daemonry app update ciam-ToDoList-api --assignment-required
    daemonry app update ciam-client-app --disabled      [dim]# it gets no token from now on[/]
    """,
)
def update(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    application: ApplicationArgument,
    *,
    name: Annotated[str | None, typer.Option(help="New display name.", show_default=False)] = None,
    description: Annotated[
        str | None, typer.Option(help="New description.", show_default=False)
    ] = None,
    notes: Annotated[str | None, typer.Option(help="New notes.", show_default=False)] = None,
    identifier_uri: UrisOption = None,
    expose: ExposeOption = False,
    token_version: VersionOption = None,
    assignment_required: Annotated[
        bool | None,
        typer.Option(
            "--assignment-required/--no-assignment-required",
            help="Whether this API's tokens go only to clients that hold one of its roles.",
            show_default=False,
        ),
    ] = None,
    enabled: Annotated[
        bool | None,
        typer.Option(
            "--enabled/--disabled",
            help="Whether its service principal gets and accepts tokens.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Change an application or its service principal. What is not given stays as it is."""
    changes = _application_changes(name, description, notes, identifier_uri, token_version)
    of_principal: ServicePrincipalChanges = {}
    if assignment_required is not None:
        of_principal["app_role_assignment_required"] = assignment_required
    if enabled is not None:
        of_principal["account_enabled"] = enabled
    if not (changes or of_principal or expose):
        raise typer.BadParameter("nothing to change was given.")

    async def verb(work: "Work") -> "tuple[Application, ServicePrincipal | None]":
        found = await find_application(work, application)
        if changes:
            found = await update_application(work, found.object_id, changes)
        if expose:
            found = await _expose(work, found)
        principal = await principal_of(work, found.app_id)
        if enabled and found.is_disabled:
            found = await update_application(work, found.object_id, {"is_disabled": False})
        if of_principal:
            principal = await update_service_principal(
                work, _required(principal, found).object_id, of_principal
            )
        return found, principal

    changed, principal = change(place, verb)
    show_record(
        place.output, app_record(changed, principal), title=f"Changed {changed.display_name}"
    )


def _application_changes(
    name: str | None,
    description: str | None,
    notes: str | None,
    identifier_uri: list[str] | None,
    token_version: int | None,
) -> "ApplicationChanges":
    changes: ApplicationChanges = {}
    if name is not None:
        changes["display_name"] = name
    if description is not None:
        changes["description"] = description
    if notes is not None:
        changes["notes"] = notes
    if identifier_uri:
        changes["identifier_uris"] = tuple(identifier_uri)
    if token_version is not None:
        changes["api"] = {"requested_access_token_version": token_version}
    return changes


async def _expose(work: "Work", application: "Application") -> "Application":
    uri = f"api://{application.app_id}"
    if uri in application.identifier_uris:
        return application
    uris = (*application.identifier_uris, uri)
    return await update_application(work, application.object_id, {"identifier_uris": uris})


def _required(
    principal: "ServicePrincipal | None", application: "Application"
) -> "ServicePrincipal":
    if principal is None:
        raise CommandError(
            f"'{application.display_name}' has no service principal in this tenant.",
            f"Grant admin consent ('daemonry consent grant {application.app_id}'), which makes it.",
            ExitCode.NOT_FOUND,
        )
    return principal


def _for_people(record: dict[str, Any]) -> dict[str, Any]:
    """Return the record of ``app show`` with its lists as one line for each entry."""
    optional = {"description", "notes"}
    shown = {name: value for name, value in record.items() if value or name not in optional}
    shown["app_roles"] = [
        f"{role['value']}{'' if role['is_enabled'] else ' (disabled)'}"
        for role in record["app_roles"]
    ]
    shown["secrets"] = [
        f"{secret['hint']}...  {secret['display_name'] or 'without a name'}, {secret['status']}"
        for secret in record["secrets"]
    ]
    shown["permissions"] = [
        f"{row['permission']} on {row['api']}: {row['status']}" for row in record["permissions"]
    ]
    return shown
