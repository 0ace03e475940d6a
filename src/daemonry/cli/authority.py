"""``daemonry authority``: who may issue certificates for daemons, and in which names."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.certificate import given_in
from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import show_record, show_rows
from daemonry.cli.secret import DaemonArgument
from daemonry.directory.applications import find_application
from daemonry.directory.certificate_authorities import (
    add_certificate_authority,
    distrust_subject,
    list_certificate_authorities,
    remove_certificate_authority,
    trust_subject,
)
from daemonry.model.certificate_authority import TrustedSubject

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.application import Application
    from daemonry.model.certificate_authority import CertificateAuthority

authorities = typer.Typer(
    no_args_is_help=True,
    help="Certificate authorities: daemons that sign in by the name in their certificate.",
)

AuthorityArgument = Annotated[
    str,
    typer.Argument(help="The authority: its ID, or its name when only one has it."),
]
AuthorityOption = Annotated[
    str,
    typer.Option(
        "--authority", metavar="NAME", help="The authority: its ID or name.", show_default=False
    ),
]
SubjectOption = Annotated[
    str,
    typer.Option(
        "--subject",
        metavar="NAME",
        help="Common name or DNS name in the certificate, or its whole subject (CN=...,O=...).",
        show_default=False,
    ),
]


def authority_record(authority: "CertificateAuthority") -> dict[str, Any]:
    """Return an authority as it is printed."""
    from daemonry.jose.certificate import read_certificate  # noqa: PLC0415 - loads cryptography

    certificate = read_certificate(authority.certificate)
    return {
        "display_name": authority.display_name,
        "subject": certificate.subject,
        "thumbprint": certificate.sha1.hex().upper(),
        "ends_at": certificate.not_after,
        "authority_id": authority.authority_id,
    }


@directory_command(
    authorities,
    "add",
    examples="""
    daemonry authority add corporate-ca.crt --name "Corporate CA"
    """,
)
def add(
    place: Place,
    file: Annotated[
        Path,
        typer.Argument(
            help="Its certificate in DER, PEM or base64; '-' for standard input.",
            show_default=False,
        ),
    ],
    name: Annotated[
        str | None, typer.Option(help="Its subject when left out.", show_default=False)
    ] = None,
) -> None:
    """Register an authority. It vouches for nothing until a daemon trusts a name of it."""
    given = given_in(file)

    async def verb(work: "Work") -> "CertificateAuthority":
        return await add_certificate_authority(work, given, name=name)

    added = change(place, verb)
    show_record(place.output, authority_record(added), title="Registered a certificate authority")
    place.suggest(f"daemonry authority trust APP --authority {added.authority_id} --subject NAME")


@directory_command(
    authorities,
    "list",
    examples="""
    daemonry authority list
    daemonry authority list -o json
    """,
)
def list_(place: Place) -> None:
    """List the certificate authorities of the tenant."""
    show_rows(
        place.output,
        [authority_record(each) for each in look(place, list_certificate_authorities)],
        columns=("display_name", "subject", "ends_at", "authority_id"),
        empty="The tenant has no certificate authority: 'daemonry authority add' registers one.",
    )


@directory_command(
    authorities,
    "remove",
    examples="""
    daemonry authority remove "Corporate CA"
    """,
)
def remove(place: Place, authority: AuthorityArgument) -> None:
    """Remove an authority: nobody signs in with a certificate of it from now on."""

    async def verb(work: "Work") -> "CertificateAuthority":
        found = await _named(work, authority)
        await remove_certificate_authority(work, found.authority_id)
        return found

    gone = change(place, verb)
    show_record(place.output, authority_record(gone), title="Removed a certificate authority")


@directory_command(
    authorities,
    "trust",
    examples="""
    daemonry authority trust ciam-client-app --authority "Corporate CA" --subject daemon.contoso.com
    """,
)
def trust(
    place: Place, application: DaemonArgument, authority: AuthorityOption, subject: SubjectOption
) -> None:
    """Let certificates of an authority in this name stand for a daemon.

    The daemon sends the certificate with its assertion (x5c) and renews it as it likes.
    """

    async def verb(work: "Work") -> "Application":
        found = await find_application(work, application)
        issuer = await _named(work, authority)
        return await trust_subject(
            work, found.object_id, TrustedSubject(issuer.authority_id, subject)
        )

    _show(place, change(place, verb))


@directory_command(
    authorities,
    "distrust",
    examples="""
    daemonry authority distrust ciam-client-app --authority "Corporate CA" --subject old.contoso.com
    """,
)
def distrust(
    place: Place, application: DaemonArgument, authority: AuthorityOption, subject: SubjectOption
) -> None:
    """Stop trusting a name of an authority."""

    async def verb(work: "Work") -> "Application":
        found = await find_application(work, application)
        # By its ID also when the authority itself is gone.
        known = (each.authority_id for each in found.trusted_subjects)
        issuer = next((each for each in known if each == authority.lower()), None)
        if issuer is None:
            issuer = (await _named(work, authority)).authority_id
        return await distrust_subject(work, found.object_id, TrustedSubject(issuer, subject))

    _show(place, change(place, verb))


@directory_command(
    authorities,
    "trusted",
    examples="""
    daemonry authority trusted ciam-client-app
    """,
)
def trusted(place: Place, application: DaemonArgument) -> None:
    """List the names that a daemon may sign in under."""

    async def verb(work: "Work") -> "Application":
        return await find_application(work, application)

    _show(place, look(place, verb))


def _show(place: Place, application: "Application") -> None:
    show_rows(
        place.output,
        [
            {"subject_name": each.subject_name, "authority_id": each.authority_id}
            for each in application.trusted_subjects
        ],
        columns=("subject_name", "authority_id"),
        empty=f"'{application.display_name}' trusts no name: 'daemonry authority trust' adds one.",
    )


async def _named(work: "Work", name: str) -> "CertificateAuthority":
    held: Sequence[CertificateAuthority] = await list_certificate_authorities(work)
    found = [each for each in held if name.lower() == each.authority_id] or [
        each for each in held if name == each.display_name
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise CommandError(
            f"Several certificate authorities are named '{name}'.", "Give the ID of the one."
        )
    raise CommandError(
        f"There is no certificate authority '{name}'.",
        "See them with 'daemonry authority list'.",
        ExitCode.NOT_FOUND,
    )
