"""``daemonry certificate``: the certificates by which an application proves itself."""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from daemonry.cli.certificate_files import write_pair
from daemonry.cli.command import Place, change, directory_command, look
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import Output, note, show_record, show_rows
from daemonry.cli.secret import DaemonArgument, status_of
from daemonry.directory.applications import find_application
from daemonry.directory.key_credentials import NewKey, add_key, remove_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.key_credential import KeyCredential

certificates = typer.Typer(no_args_is_help=True, help="Certificates of a daemon.")

_ALGORITHMS = {"rsa": "RS256", "p256": "ES256", "ed25519": "EdDSA"}

NameOption = Annotated[
    str | None,
    typer.Option(help="What it is for; its subject when left out.", show_default=False),
]


def given_in(file: Path) -> bytes:
    """Return the content of a file, or of standard input for ``-``."""
    return sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()


def certificate_record(credential: "KeyCredential", now: datetime) -> dict[str, Any]:
    """Return a credential as it is printed, with both thumbprints that clients are given."""
    from daemonry.jose.certificate import read_certificate  # noqa: PLC0415 - loads cryptography

    certificate = read_certificate(credential.certificate)
    return {
        "display_name": credential.display_name,
        "thumbprint": certificate.sha1.hex().upper(),
        "thumbprint_sha256": certificate.sha256.hex().upper(),
        "status": status_of(credential, now),
        "starts_at": credential.starts_at,
        "ends_at": credential.ends_at,
        "key_id": credential.key_id,
    }


@directory_command(
    certificates,
    "add",
    examples="""
    daemonry certificate add ciam-client-app daemon.crt
    openssl x509 -in daemon.pem | daemonry certificate add ciam-client-app -
    """,
)
def add(
    place: Place,
    application: DaemonArgument,
    file: Annotated[
        Path,
        typer.Argument(
            help="The certificate in DER, PEM or base64; '-' for standard input.",
            show_default=False,
        ),
    ],
    name: NameOption = None,
) -> None:
    """Register a certificate: assertions signed with its private key count from now on.

    The certificate alone: a file that holds the private key too is refused.
    """
    now, added = change(place, _adding(application, NewKey(given_in(file), display_name=name)))
    show_record(
        place.output,
        certificate_record(added, now),
        title=f"Registered a certificate of {application}",
    )


@directory_command(
    certificates,
    "generate",
    examples="""
    daemonry certificate generate ciam-client-app
    daemonry certificate generate ciam-client-app --directory /etc/daemon --days 90
    daemonry certificate generate ciam-client-app --key p256 -o json
    """,
)
def generate(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    application: DaemonArgument,
    *,
    directory: Annotated[
        Path, typer.Option(metavar="DIR", help="Where the files are written.")
    ] = Path(),
    days: Annotated[int, typer.Option(min=1, max=3650, help="Days until it expires.")] = 365,
    key: Annotated[
        Literal["rsa", "p256", "ed25519"],
        typer.Option(
            help="Kind of key. MSAL and azure-identity take RSA only; ed25519 needs the strict"
            " assertion profile."
        ),
    ] = "rsa",
    name: NameOption = None,
) -> None:
    """Make a key pair, write it to files, and register its certificate.

    NAME.pem holds the private key and the certificate, for the daemon alone (mode 0600);
    NAME.crt holds the certificate. The private key is nowhere else.
    """

    async def verb(work: "Work") -> "tuple[datetime, KeyCredential, Path, Path]":
        found = await find_application(work, application)
        now = work.clock.now()
        made = make_signing_key(
            found.display_name, now, _ALGORITHMS[key], lifetime=timedelta(days=days)
        )
        private, public = write_pair(directory, found.display_name, made)
        new = NewKey(made.certificate_der, display_name=name)
        return now, await add_key(work, found.object_id, new), private, public

    from daemonry.jose.jwk import make_signing_key  # noqa: PLC0415 - loads cryptography

    now, added, private, public = change(place, verb)
    show_record(
        place.output,
        certificate_record(added, now)
        | {"private_key_file": str(private), "certificate_file": str(public)},
        title=f"Made a certificate of {application}",
    )
    if place.output is Output.TABLE:
        note(f"The private key is in {private} and nowhere else: give it to the daemon alone.")


@directory_command(
    certificates,
    "list",
    examples="""
    daemonry certificate list ciam-client-app
    daemonry certificate list ciam-client-app -o json
    """,
)
def list_(place: Place, application: DaemonArgument) -> None:
    """List the certificates with their thumbprints and status."""

    async def verb(work: "Work") -> "tuple[datetime, Sequence[KeyCredential]]":
        found = await find_application(work, application)
        return work.clock.now(), found.key_credentials

    now, credentials = look(place, verb)
    show_rows(
        place.output,
        [certificate_record(credential, now) for credential in credentials],
        columns=("display_name", "thumbprint", "status", "ends_at", "key_id"),
        empty=f"'{application}' has no certificate: 'daemonry certificate generate' makes one.",
    )


@directory_command(
    certificates,
    "remove",
    examples="""
    daemonry certificate remove ciam-client-app 3E95F1A0C2     [dim]# start of its thumbprint[/]
    daemonry certificate remove ciam-client-app 5b1c3a1e-5d0c-4f2b-9a53-0d6f0f3f8c11
    """,
)
def remove(
    place: Place,
    application: DaemonArgument,
    certificate: Annotated[
        str,
        typer.Argument(
            help="Its key ID, or its thumbprint, the start of it or its name when only one has it.",
            show_default=False,
        ),
    ],
) -> None:
    """Remove a certificate: the next token request signed with its key is refused."""

    async def verb(work: "Work") -> "tuple[datetime, KeyCredential]":
        found = await find_application(work, application)
        credential = _named(found.key_credentials, certificate)
        await remove_key(work, found.object_id, credential.key_id)
        return work.clock.now(), credential

    now, gone = change(place, verb)
    show_record(
        place.output,
        certificate_record(gone, now),
        title=f"Removed a certificate of {application}",
    )


def _adding(application: str, new: NewKey) -> Any:
    async def verb(work: "Work") -> "tuple[datetime, KeyCredential]":
        found = await find_application(work, application)
        return work.clock.now(), await add_key(work, found.object_id, new)

    return verb


def _named(credentials: "Sequence[KeyCredential]", name: str) -> "KeyCredential":
    from daemonry.jose.certificate import read_certificate  # noqa: PLC0415 - loads cryptography

    lowered = name.lower().replace(":", "")
    found = [
        credential
        for credential in credentials
        if name == credential.display_name
        or lowered == credential.key_id
        or any(
            thumbprint.hex().startswith(lowered)
            for certificate in (read_certificate(credential.certificate),)
            for thumbprint in (certificate.sha1, certificate.sha256)
        )
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise CommandError(
            f"Several certificates go by '{name}'.", "Give the key ID of the one you mean."
        )
    raise CommandError(
        f"There is no certificate '{name}'.",
        "See them with 'daemonry certificate list'.",
        ExitCode.NOT_FOUND,
    )
