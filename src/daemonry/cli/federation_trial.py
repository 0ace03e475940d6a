"""``daemonry federation test``: whether a token would stand for a daemon, and why not."""

import asyncio
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from daemonry.cli.command import Place, open_tenant, work_in
from daemonry.cli.errors import CommandError
from daemonry.cli.output import note, show_rows
from daemonry.cli.serving import known_origins
from daemonry.directory.applications import find_application

if TYPE_CHECKING:
    from daemonry.model.tenant import Tenant
    from daemonry.services import Services
    from daemonry.tokens.credential_check import CredentialCheck
    from daemonry.tokens.federation_steps import FederationTrial, Step

_STDIN = "-"


ApplicationArgument = Annotated[
    str,
    typer.Argument(
        help="The application: its name, application ID or object ID.", show_default=False
    ),
]


def try_token_file(
    place: Place,
    application: ApplicationArgument,
    *,
    token_file: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="File with the token; - reads standard input.",
            show_default=False,
        ),
    ],
    offline: Annotated[
        bool,
        typer.Option("--offline", help="Fetch no keys: only compare what the token says."),
    ] = False,
) -> None:
    """Tell step by step whether a token would stand for an application, and why not.

    The token is neither kept nor printed, and no sign-in is recorded.
    """
    text = sys.stdin.read() if token_file == _STDIN else Path(token_file).read_text("latin-1")

    async def run() -> "FederationTrial":
        from daemonry.tokens.federation_steps import (  # noqa: PLC0415 - loads cryptography
            try_token,
        )

        async with open_tenant(place) as (services, tenant), services.directory.read() as uow:
            found = await find_application(work_in(services, uow, tenant), application)
            check = _check(services, tenant)
            return await try_token(found, text, check, fetch=not offline)

    trial = asyncio.run(run())
    show_rows(
        place.output,
        [_step_record(step) for step in trial.steps],
        columns=("check", "outcome", "detail"),
        empty="Nothing was checked.",
    )
    if any(step.passed is False for step in trial.steps):
        code = f"AADSTS{trial.refusal.refusal.aadsts}: {trial.refusal}" if trial.refusal else ""
        raise CommandError(
            f"The token does not stand for '{application}'. {code}".strip(),
            "Compare the step that failed with 'daemonry federation show'.",
        )
    if trial.would_be_accepted:
        note(f"The token stands for '{application}'.")


def _step_record(step: "Step") -> dict[str, Any]:
    words = {
        True: Text("passed", style="green"),
        False: Text("failed", style="red"),
        None: Text("not checked", style="yellow"),
    }
    return {"check": step.check, "outcome": words[step.passed], "detail": step.detail}


def _check(services: "Services", tenant: "Tenant") -> "CredentialCheck":
    """Return what a server with the settings of this place would check a token by."""
    from daemonry.oauth.metadata import Authority  # noqa: PLC0415 - likewise
    from daemonry.services import foreign_keys  # noqa: PLC0415 - loads storage and cryptography
    from daemonry.tokens.credential_check import CredentialCheck  # noqa: PLC0415 - likewise

    origins = known_origins(services.settings)
    exact = services.settings.exact_entra_issuer
    return CredentialCheck(
        tenant=tenant,
        authority=Authority(origins.default, tenant.tenant_id, exact),
        origins=origins.all,
        now=services.clock.now(),
        directory=services.token_directory,
        single_use=services.store.single_use,
        issuer_keys=foreign_keys(services),
        secret_keys=services.secret_keys,
    )
