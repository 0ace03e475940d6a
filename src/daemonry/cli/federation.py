"""``daemonry federation``: whose tokens stand for an application."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.federation_templates import AUDIENCE, Wishes, identity_of
from daemonry.cli.federation_trial import ApplicationArgument, try_token_file
from daemonry.cli.output import show_record, show_rows
from daemonry.cli.serving import known_origins
from daemonry.directory.applications import find_application
from daemonry.directory.federated_credentials import (
    FederatedCredentialChanges,
    NewFederatedCredential,
    add_federated_credential,
    federated_credential_named,
    remove_federated_credential,
    update_federated_credential,
)
from daemonry.model.federated_credential import ClaimsMatchingExpression

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.federated_credentials import FederationRules
    from daemonry.directory.work import Work
    from daemonry.model.federated_credential import FederatedIdentityCredential

federation = typer.Typer(
    no_args_is_help=True, help="Federated credentials: whose tokens stand for a daemon."
)

CredentialArgument = Annotated[
    str, typer.Argument(help="The credential: its name or ID.", show_default=False)
]
IssuerOption = Annotated[
    str | None,
    typer.Option(help="The tokens' iss, exactly: https, slash or not.", show_default=False),
]
SubjectOption = Annotated[
    str | None, typer.Option(help="The tokens' sub, exactly, case included.", show_default=False)
]
ExpressionOption = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT",
        help="In place of a subject: claims['sub'] matches 'repo:contoso/*' and ...",
        show_default=False,
    ),
]
DescriptionOption = Annotated[str | None, typer.Option(help="What it is for.", show_default=False)]
JwksOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Pin the issuer's keys to those in this JWKS: nothing is ever fetched.",
        show_default=False,
    ),
]


def credential_record(credential: "FederatedIdentityCredential") -> dict[str, Any]:
    """Return a federated credential as it is printed."""
    expression = credential.claims_matching_expression
    return {
        "name": credential.name,
        "issuer": credential.issuer,
        "subject": credential.subject,
        "expression": expression.value if expression is not None else None,
        "audience": ", ".join(credential.audiences),
        "description": credential.description,
        "keys": "pinned" if credential.pinned_jwks is not None else "fetched",
        "credential_id": credential.credential_id,
    }


@directory_command(
    federation,
    "add",
    examples="""
    daemonry federation add ciam-client-app main --github contoso/todo --ref main
    daemonry federation add ciam-client-app prod --github contoso/todo --environment production
    daemonry federation add ciam-client-app gl --gitlab contoso/todo --ref refs/tags/v1
    daemonry federation add ciam-client-app pod --kubernetes https://k8s.contoso.com default todo
    daemonry federation add ciam-client-app spire --spiffe spiffe://contoso.com/todo --issuer https://spire.contoso.com
    daemonry federation add ciam-client-app other --issuer https://id.contoso.com --subject 42
    """,
)
def add(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    application: ApplicationArgument,
    name: Annotated[
        str, typer.Argument(help="Its name: letters, digits, - and _.", show_default=False)
    ],
    *,
    github: Annotated[
        str | None, typer.Option(metavar="ORG/REPO", help="GitHub Actions.", show_default=False)
    ] = None,
    gitlab: Annotated[
        str | None,
        typer.Option(
            metavar="GROUP/PROJECT",
            help="GitLab CI; --issuer names your own server.",
            show_default=False,
        ),
    ] = None,
    ref: Annotated[
        str | None,
        typer.Option(
            help="A branch, or refs/tags/TAG: with --github, --gitlab.", show_default=False
        ),
    ] = None,
    environment: Annotated[
        str | None, typer.Option(help="An environment: with --github.", show_default=False)
    ] = None,
    pull_request: Annotated[
        bool, typer.Option("--pull-request", help="Pull requests: with --github.")
    ] = False,
    kubernetes: Annotated[
        tuple[str, str, str] | None,
        typer.Option(
            metavar="ISSUER NAMESPACE ACCOUNT",
            help="A Kubernetes service account.",
            show_default=False,
        ),
    ] = None,
    spiffe: Annotated[
        str | None,
        typer.Option(
            metavar="SPIFFE-ID", help="A SPIFFE workload: with --issuer.", show_default=False
        ),
    ] = None,
    issuer: IssuerOption = None,
    subject: SubjectOption = None,
    expression: ExpressionOption = None,
    audience: Annotated[str, typer.Option(help="The tokens' aud.")] = AUDIENCE,
    description: DescriptionOption = None,
    jwks_file: JwksOption = None,
) -> None:
    """Let tokens of another issuer stand for an application; nothing is fetched yet."""
    identity = identity_of(
        Wishes(
            github=github,
            gitlab=gitlab,
            kubernetes=kubernetes,
            spiffe=spiffe,
            ref=ref,
            environment=environment,
            pull_request=pull_request,
            issuer=issuer,
            subject=subject,
        )
    )
    if identity.issuer is None:
        raise CommandError(
            "The issuer is missing.",
            "Give --issuer, or one of --github, --gitlab and --kubernetes.",
            ExitCode.USAGE,
        )
    new = NewFederatedCredential(
        name=name,
        issuer=identity.issuer,
        subject=identity.subject,
        audiences=(audience,),
        description=description,
        claims_matching_expression=_expression(expression),
        pinned_jwks=_jwks(jwks_file),
    )
    rules = rules_of(place)

    async def verb(work: "Work") -> "FederatedIdentityCredential":
        found = await find_application(work, application)
        return await add_federated_credential(work, found.object_id, new, rules)

    made = change(place, verb)
    show_record(
        place.output,
        credential_record(made),
        title=f"Added a federated credential of {application}",
    )


@directory_command(
    federation,
    "list",
    examples="""
    daemonry federation list ciam-client-app
    daemonry federation list ciam-client-app -o json
    """,
)
def list_(place: Place, application: ApplicationArgument) -> None:
    """List the federated credentials of an application, oldest first."""

    async def verb(work: "Work") -> "Sequence[FederatedIdentityCredential]":
        return (await find_application(work, application)).federated_identity_credentials

    show_rows(
        place.output,
        [credential_record(credential) for credential in look(place, verb)],
        columns=("name", "issuer", "subject", "expression", "audience"),
        empty=f"'{application}' has no federated credential: 'daemonry federation add' makes one.",
    )


@directory_command(
    federation,
    "show",
    examples="""
    daemonry federation show ciam-client-app main
    """,
)
def show(place: Place, application: ApplicationArgument, credential: CredentialArgument) -> None:
    """Show one federated credential."""

    async def verb(work: "Work") -> "FederatedIdentityCredential":
        return federated_credential_named(await find_application(work, application), credential)

    found = look(place, verb)
    show_record(place.output, credential_record(found), title=found.name)


@directory_command(
    federation,
    "update",
    examples="""
    daemonry federation update ciam-client-app main --subject repo:contoso/todo:ref:refs/heads/v2
    daemonry federation update ciam-client-app main --expression "claims['sub'] matches 'a/*'"
    """,
)
def update(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    application: ApplicationArgument,
    credential: CredentialArgument,
    *,
    issuer: IssuerOption = None,
    subject: SubjectOption = None,
    expression: ExpressionOption = None,
    audience: Annotated[
        str | None, typer.Option(help="The tokens' aud.", show_default=False)
    ] = None,
    description: DescriptionOption = None,
    jwks_file: JwksOption = None,
    fetch_keys: Annotated[
        bool, typer.Option("--fetch-keys", help="Give up pinned keys: fetch them again.")
    ] = False,
) -> None:
    """Change a federated credential; an expression takes the place of the subject."""
    if subject is not None and expression is not None:
        raise CommandError(
            "A credential has a subject or an expression, not both.",
            "Give one of --subject and --expression.",
            ExitCode.USAGE,
        )
    changes: FederatedCredentialChanges = {}
    if issuer is not None:
        changes["issuer"] = issuer
    if subject is not None or expression is not None:
        changes["subject"] = subject
        changes["claims_matching_expression"] = _expression(expression)
    if audience is not None:
        changes["audiences"] = (audience,)
    if description is not None:
        changes["description"] = description
    if jwks_file is not None or fetch_keys:
        changes["pinned_jwks"] = _jwks(jwks_file)
    rules = rules_of(place)

    async def verb(work: "Work") -> "FederatedIdentityCredential":
        found = await find_application(work, application)
        return await update_federated_credential(
            work, found.object_id, credential, rules, **changes
        )

    show_record(
        place.output,
        credential_record(change(place, verb)),
        title=f"Changed a federated credential of {application}",
    )


@directory_command(
    federation,
    "remove",
    examples="""
    daemonry federation remove ciam-client-app main
    """,
)
def remove(place: Place, application: ApplicationArgument, credential: CredentialArgument) -> None:
    """Remove a federated credential: the next token request by it is refused."""

    async def verb(work: "Work") -> "FederatedIdentityCredential":
        found = await find_application(work, application)
        return await remove_federated_credential(work, found.object_id, credential)

    show_record(
        place.output,
        credential_record(change(place, verb)),
        title=f"Removed a federated credential of {application}",
    )


directory_command(
    federation,
    "test",
    examples="""
    daemonry federation test ciam-client-app --token-file token.jwt
    kubectl create token todo | daemonry federation test ciam-client-app --token-file -
    """,
)(try_token_file)


def _expression(text: str | None) -> ClaimsMatchingExpression | None:
    return ClaimsMatchingExpression(text) if text is not None else None


def _jwks(file: Path | None) -> str | None:
    return file.read_text(encoding="utf-8") if file is not None else None


def rules_of(place: Place) -> "FederationRules":
    """Return the rules of a server with the settings of this place."""
    from daemonry.services import federation_rules  # noqa: PLC0415 - loads storage and cryptography

    settings = place.settings()
    return federation_rules(settings, known_origins(settings).all)
