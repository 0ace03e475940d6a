"""``daemonry token``: get a token as a daemon does, and read one."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from daemonry.cli.command import OutputOption, epilogue
from daemonry.cli.decoded import WARNING, DecodedToken, decode_token, token_view
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import Output, note, out, print_json
from daemonry.cli.token_client import TokenClient

if TYPE_CHECKING:
    from datetime import datetime

token = typer.Typer(no_args_is_help=True, help="Tokens: get one as a daemon does, and read one.")

SECRET_VARIABLE = "CLIENT_SECRET"  # noqa: S105 - the name of the variable
_STDIN = "-"


@token.command(
    "get",
    epilog=epilogue(
        """
        export AUTHORITY=https://localhost:8443/contoso CLIENT_ID=... CLIENT_SECRET=...
        daemonry token get --scope api://API_ID/.default --ca-file ./tenant/ca.pem --decode
        daemonry token get --token-endpoint https://id.example.com/token --scope read
        daemonry token get ... | daemonry token decode
        """
    ),
)
def get(  # noqa: PLR0913 - one parameter for each option
    *,
    client_id: Annotated[
        str,
        typer.Option(envvar="CLIENT_ID", help="The application (client) ID.", show_default=False),
    ],
    scope: Annotated[
        str,
        typer.Option(
            help="What for: the API's application ID URI followed by /.default.", show_default=False
        ),
    ],
    authority: Annotated[
        str | None,
        typer.Option(
            envvar="AUTHORITY",
            help="https://host/tenant; the token endpoint is discovered.",
            show_default=False,
        ),
    ] = None,
    token_endpoint: Annotated[
        str | None,
        typer.Option(help="The token endpoint itself, of any OAuth server.", show_default=False),
    ] = None,
    ca_file: Annotated[
        Path | None,
        typer.Option(
            help="PEM file of the CA to trust, such as ca.pem of the data directory.",
            show_default=False,
        ),
    ] = None,
    secret_file: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="File with the client secret; - reads standard input. Without it the variable"
            " CLIENT_SECRET, else you are asked.",
            show_default=False,
        ),
    ] = None,
    decode: Annotated[
        bool, typer.Option("--decode", help="Show what stands in the token, too.")
    ] = False,
    output: OutputOption = Output.TABLE,
) -> None:
    """Get an access token with client credentials and print it, or say why not.

    The secret is never taken from the command line, where others could see it.
    """
    client = TokenClient(ca_file)
    if token_endpoint is None:
        if authority is None:
            raise typer.BadParameter("give --authority or --token-endpoint.")
        token_endpoint = client.discover(authority)
    answer = client.request(
        token_endpoint, client_id=client_id, client_secret=_secret(secret_file), scope=scope
    )
    access_token = answer.access_token
    if output is Output.JSON:
        print_json(answer.body)
    if access_token is None:
        raise CommandError(answer.message, answer.explanation, ExitCode.REFUSED)
    if output is Output.TABLE:
        sys.stdout.write(access_token + "\n")
        sys.stdout.flush()
        _remark(access_token, client_id, show=decode)


@token.command(
    "decode",
    epilog=epilogue(
        """
        daemonry token decode eyJ0eXAiOiJKV1QiLCJhbGciOi...
        daemonry token get ... | daemonry token decode
        daemonry token decode -o json < token.txt
        """
    ),
)
def decode(
    text: Annotated[
        str,
        typer.Argument(
            metavar="token",
            help="The token; - or nothing reads standard input.",
            show_default=False,
        ),
    ] = _STDIN,
    output: OutputOption = Output.TABLE,
) -> None:
    """Show header and claims of a token, with times in UTC. The signature is not checked."""
    decoded = decode_token(sys.stdin.read() if text == _STDIN else text)
    if output is Output.JSON:
        print_json(
            {
                "header": decoded.header,
                "claims": decoded.claims,
                "times": decoded.times(),
                "signature_checked": False,
            }
        )
    else:
        out().print(token_view(decoded, _now()))
    note(WARNING)


def _remark(access_token: str, client_id: str, *, show: bool) -> None:
    """Say what may surprise about a token: above all that it carries no role."""
    try:
        decoded = decode_token(access_token)
    except CommandError:
        if show:
            note("The token is opaque: only its issuer can read it.")
        return
    if show:
        out().print(token_view(decoded, _now()))
        note(WARNING)
    if not decoded.roles and _is_ours(decoded):
        note(
            "The token carries no roles, so an API will refuse it."
            f" See why: daemonry consent status {client_id}"
        )


def _is_ours(decoded: DecodedToken) -> bool:
    """Tell whether it is a token of the kind that carries roles when there are any."""
    return "tid" in decoded.claims and "scp" not in decoded.claims


def _secret(secret_file: str | None) -> str:
    if secret_file == _STDIN:
        return sys.stdin.readline().strip()
    if secret_file is not None:
        return Path(secret_file).read_text(encoding="utf-8").strip()
    if secret := os.environ.get(SECRET_VARIABLE, "").strip():
        return secret
    if not sys.stdin.isatty():
        raise CommandError(
            "There is no client secret.",
            f"Set {SECRET_VARIABLE}, or give --secret-file FILE.",
            ExitCode.USAGE,
        )
    return str(typer.prompt("Client secret", hide_input=True, err=True))


def _now() -> "datetime":
    from daemonry.storage.system import SystemClock  # noqa: PLC0415 - only where times are shown

    return SystemClock().now()
