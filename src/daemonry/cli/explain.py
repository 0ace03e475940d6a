"""``daemonry explain``: why a client gets what it gets, check by check, and what mends it."""

import asyncio
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from daemonry.cli.command import Place, directory_command, open_tenant, work_in
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import Output, note, out, print_json, show_rows
from daemonry.cli.reference import find_client_id, resource_name
from daemonry.directory.audit import list_sign_ins
from daemonry.tokens.explain import explain_client, explain_record
from daemonry.tokens.explanation import Explanation, Outcome, as_text
from daemonry.tokens.trial import View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.directory.work import Work
    from daemonry.model.audit import SignIn
    from daemonry.model.tenant import Tenant
    from daemonry.ports import UnitOfWork
    from daemonry.services import Services
    from daemonry.tokens.explanation import Decider, Finding, Mend, RoleFinding

_STYLES = {
    Outcome.PASSED: "green",
    Outcome.FAILED: "bold red",
    Outcome.WARNING: "yellow",
    Outcome.ASSUMED: "dim",
    Outcome.NOT_REACHED: "dim",
}
_CHECKS = ("check", "outcome", "why", "mend")
_ROLES = ("role", "in_token", "why", "mend")


def register_explain(program: typer.Typer, panel: str) -> None:
    """Add the command to the program."""
    directory_command(
        program,
        "explain",
        examples="""
        daemonry explain ciam-client-app ciam-ToDoList-api
        daemonry explain ciam-client-app api://5f0c0f6e-1111-4222-8333-0d3f3f8c1111/.default
        daemonry explain --correlation-id 0f6f7f1e-9f43-4e53-8f3e-0d3f3f8c1111
        daemonry explain ciam-client-app graph --text     [dim]# to paste into a ticket[/]
        """,
        panel=panel,
    )(explain)


def explain(
    place: Place,
    client: Annotated[
        str | None,
        typer.Argument(
            help="The daemon: its name, application ID or object ID.", show_default=False
        ),
    ] = None,
    resource: Annotated[
        str | None,
        typer.Argument(
            help="The API: its name, any of its identifiers, or the scope; 'graph' as well.",
            show_default=False,
        ),
    ] = None,
    *,
    correlation_id: Annotated[
        str | None,
        typer.Option(
            help="Explain the request with this ID: it stands in the error text.",
            show_default=False,
        ),
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Plain text, without a table.")] = False,
) -> None:
    """Explain why a daemon gets the token it gets: each check, each role, and what mends it.

    Name a daemon and an API, or the correlation ID of a request that was recorded: of a
    daemon, or of a client on behalf of a person (authorization, device code, refresh).
    """
    if (correlation_id is None) == (client is None or resource is None):
        raise typer.BadParameter("give CLIENT and RESOURCE, or --correlation-id.")

    async def run() -> Explanation:
        async with open_tenant(place) as (services, tenant), services.directory.read() as uow:
            view = _view(services, uow, tenant)
            work = work_in(services, uow, tenant)
            if client is not None and resource is not None:
                client_id = await find_client_id(work, client)
                return await explain_client(view, client_id, resource_name(resource))
            return await explain_record(view, await _record(services, work, correlation_id or ""))

    _show(place.output, asyncio.run(run()), text=text)


async def _record(services: "Services", work: "Work", correlation_id: str) -> "SignIn":
    """Return the newest record with this correlation ID."""
    records = await list_sign_ins(
        work, services.sign_in_log, limit=1, correlation_id=correlation_id.strip().lower()
    )
    if not records:
        raise CommandError(
            f"No request with the correlation ID '{correlation_id}' was recorded.",
            "Take the ID from the error text. A request to an unknown tenant has no record.",
            ExitCode.NOT_FOUND,
        )
    return records[0]


def _view(services: "Services", uow: "UnitOfWork", tenant: "Tenant") -> View:
    settings = services.settings
    origin = settings.public_url or f"https://localhost:{settings.port}"
    return View(services.token_directory, uow, tenant, services.clock.now(), origin)


def _show(output: Output, explanation: Explanation, *, text: bool) -> None:
    if output is Output.JSON:
        print_json(explanation_record(explanation))
    elif text:
        sys.stdout.write(as_text(explanation))
    else:
        _show_tables(explanation)


def _show_tables(explanation: Explanation) -> None:
    console = out()
    style = "bold red" if explanation.error_code else "bold green"
    if explanation.request is not None:
        at = f"{explanation.request.at:%Y-%m-%d %H:%M:%SZ}"
        note(f"Request {explanation.request.correlation_id} of {at}")
    console.print(Text(explanation.verdict, style=style), soft_wrap=True)
    show_rows(Output.TABLE, [_row(f) for f in explanation.checks], columns=_CHECKS, empty="")
    if explanation.roles:
        console.print()
        show_rows(
            Output.TABLE, [_role_row(role) for role in explanation.roles], columns=_ROLES, empty=""
        )
    if explanation.remarks:
        console.print()
        rows = [_row(remark, "claim") for remark in explanation.remarks]
        show_rows(Output.TABLE, rows, columns=("claim", *_CHECKS[1:]), empty="")
    if explanation.notes:
        console.print()
        rows = [{"claim": each.check, "decided_by": each.why} for each in explanation.notes]
        show_rows(Output.TABLE, rows, columns=("claim", "decided_by"), empty="")
    if explanation.now is not None:
        console.print()
        note("The same request now:")
        _show_tables(explanation.now)


def _row(finding: "Finding", name: str = "check") -> dict[str, Any]:
    return {
        name: finding.check,
        "outcome": Text(finding.outcome, style=_STYLES[finding.outcome]),
        "why": finding.why,
        "mend": finding.mend.command if finding.mend is not None else "",
    }


def _role_row(role: "RoleFinding") -> dict[str, Any]:
    return {
        "role": role.value or role.permission_id,
        "in_token": Text("yes" if role.in_token else "no", "green" if role.in_token else "yellow"),
        "why": role.why,
        "mend": role.mend.command if role.mend is not None else "",
    }


def explanation_record(explanation: Explanation) -> dict[str, Any]:
    """Return an explanation as it is printed."""
    request, now = explanation.request, explanation.now
    return {
        "verdict": explanation.verdict,
        "error_code": explanation.error_code,
        "client": _object(explanation.client),
        "resource": _object(explanation.resource),
        "person": _object(explanation.person) if explanation.person is not None else None,
        "checks": [_finding(finding) for finding in explanation.checks],
        "roles": [
            {
                "value": role.value,
                "permission_id": role.permission_id,
                "in_token": role.in_token,
                "why": role.why,
                "mend": _mend(role.mend),
            }
            for role in explanation.roles
        ],
        "remarks": [_finding(remark) for remark in explanation.remarks],
        "notes": [_finding(each) for each in explanation.notes],
        "claims": dict(explanation.claims),
        "request": {
            "at": request.at,
            "correlation_id": request.correlation_id,
            "sign_in_id": request.sign_in_id,
            "failure_reason": request.failure_reason,
            "credential_type": request.credential_type,
            "credential_key_id": request.credential_key_id,
            "roles": list(request.roles),
            "ip_address": request.ip_address,
        }
        if request is not None
        else None,
        "now": explanation_record(now) if now is not None else None,
    }


def _finding(finding: "Finding") -> dict[str, Any]:
    return {
        "check": finding.check,
        "outcome": finding.outcome,
        "why": finding.why,
        "decided_by": _object(finding.decider) if finding.decider is not None else None,
        "mend": _mend(finding.mend),
    }


def _object(decider: "Decider") -> "Mapping[str, str]":
    return {"kind": decider.kind, "id": decider.id, "display_name": decider.display_name}


def _mend(mend: "Mend | None") -> "Mapping[str, str] | None":
    if mend is None:
        return None
    return {"command": mend.command, "page": mend.page, "graph": mend.graph}
