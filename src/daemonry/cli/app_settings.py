"""``daemonry app settings``: what an application turns on beyond what Entra does."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from daemonry.cli.command import Place, directory_command, look
from daemonry.cli.key import change_keys
from daemonry.cli.output import show_record
from daemonry.cli.reference import find_resource
from daemonry.cli.secret import DaemonArgument as ApplicationArgument
from daemonry.directory.applications import find_application, update_application
from daemonry.directory.signing_keys import ensure_signing_key

if TYPE_CHECKING:
    from daemonry.directory.applications import TokenSettingsChanges
    from daemonry.directory.signing_keys import TenantTools
    from daemonry.directory.work import Work
    from daemonry.model.application import Application

token_settings = typer.Typer()

_CLIENT = "As a client"
_RESOURCE = "As a resource"


@directory_command(
    token_settings,
    "settings",
    examples="""
    daemonry app settings ciam-ToDoList-api                       [dim]# shows them[/]
    daemonry app settings ciam-ToDoList-api --sender-constraint dpop
    daemonry app settings ciam-ToDoList-api --access-token-profile rfc9068 --allow-role-subset
    daemonry app settings ciam-ToDoList-api --allow-introspection --allow-revocation
    """,
)
def settings(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    application: ApplicationArgument,
    *,
    assertion_profile: Annotated[
        Literal["entra", "strict"] | None,
        typer.Option(
            help="What its client assertions must look like: as Entra takes them, or strict"
            " (RFC 7523bis: typed, for the issuer alone, used once).",
            rich_help_panel=_CLIENT,
            show_default=False,
        ),
    ] = None,
    certificate_only: Annotated[
        bool | None,
        typer.Option(
            "--certificate-only/--no-certificate-only",
            help="Refuse its client secrets.",
            rich_help_panel=_CLIENT,
            show_default=False,
        ),
    ] = None,
    access_token_profile: Annotated[
        Literal["entra", "rfc9068"] | None,
        typer.Option(
            help="Form of its access tokens: rfc9068 adds typ at+jwt, jti, client_id and scope.",
            rich_help_panel=_RESOURCE,
            show_default=False,
        ),
    ] = None,
    signing_algorithm: Annotated[
        Literal["RS256", "ES256", "EdDSA"] | None,
        typer.Option(
            help="How its access tokens are signed; a key is made when there is none.",
            rich_help_panel=_RESOURCE,
            show_default=False,
        ),
    ] = None,
    sender_constraint: Annotated[
        Literal["none", "optional", "dpop", "mtls"] | None,
        typer.Option(
            help="Whether its tokens are bound to a key of the client: never, when the client"
            " shows one, always by DPoP (RFC 9449), always by TLS certificate (RFC 8705).",
            rich_help_panel=_RESOURCE,
            show_default=False,
        ),
    ] = None,
    allow_resource_parameter: Annotated[
        bool | None,
        typer.Option(
            "--allow-resource-parameter/--no-resource-parameter",
            help="Accept 'resource' (RFC 8707) in place of a scope at the v2.0 endpoint.",
            rich_help_panel=_RESOURCE,
            show_default=False,
        ),
    ] = None,
    allow_role_subset: Annotated[
        bool | None,
        typer.Option(
            "--allow-role-subset/--no-role-subset",
            help="Let clients ask for some of their granted roles: scope=URI/ROLE.",
            rich_help_panel=_RESOURCE,
            show_default=False,
        ),
    ] = None,
    allow_introspection: Annotated[
        bool | None,
        typer.Option(
            "--allow-introspection/--no-introspection",
            help="Let it ask whether a token for it is active (RFC 7662).",
            rich_help_panel=_RESOURCE,
            show_default=False,
        ),
    ] = None,
    allow_revocation: Annotated[
        bool | None,
        typer.Option(
            "--allow-revocation/--no-revocation",
            help="Let it revoke tokens that it was given or that are for it (RFC 7009).",
            rich_help_panel=_RESOURCE,
            show_default=False,
        ),
    ] = None,
    continuous_access_evaluation: Annotated[
        bool | None,
        typer.Option(
            "--continuous-access-evaluation/--no-continuous-access-evaluation",
            help="Give clients with the capability cp1 tokens for 20 to 28 hours: it checks"
            " each token again and sends claims challenges.",
            rich_help_panel=_RESOURCE,
            show_default=False,
        ),
    ] = None,
) -> None:
    """Show or change what goes beyond Entra; effective on the next token request."""
    given = {
        "assertion_profile": assertion_profile,
        "certificate_only": certificate_only,
        "access_token_profile": access_token_profile,
        "signing_algorithm": signing_algorithm,
        "sender_constraint": sender_constraint,
        "allow_resource_parameter": allow_resource_parameter,
        "allow_role_subset": allow_role_subset,
        "allow_introspection": allow_introspection,
        "allow_revocation": allow_revocation,
        "continuous_access_evaluation": continuous_access_evaluation,
    }
    changes: TokenSettingsChanges = {  # type: ignore[assignment] # the keys are those above
        name: value for name, value in given.items() if value is not None
    }

    async def save(work: "Work", tools: "TenantTools") -> "Application":
        found = await find_application(work, application)
        if signing_algorithm is not None:
            await ensure_signing_key(work, tools, algorithm=signing_algorithm)
        return await update_application(work, found.object_id, {"token_settings": changes})

    async def read(work: "Work") -> "Application":
        return await find_resource(work, application)

    found = change_keys(place, save) if changes else look(place, read)
    title = f"{'Changed settings' if changes else 'Settings'} of {found.display_name}"
    show_record(place.output, asdict(found.token_settings), title=title)
