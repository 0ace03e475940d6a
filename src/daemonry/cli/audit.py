"""``daemonry audit``: who changed what, and who was given a token."""

import asyncio
from datetime import UTC
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from daemonry.cli.command import Place, directory_command, look, open_tenant, work_in
from daemonry.cli.follow import follow as follow_records
from daemonry.cli.follow import moment
from daemonry.cli.output import Output, instant, out, print_json, show_rows
from daemonry.directory.applications import find_application
from daemonry.directory.audit import list_audit_events, list_sign_ins
from daemonry.odata.filter import parse_filter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from daemonry.directory.work import Work
    from daemonry.model.audit import Actor, AuditEvent, SignIn
    from daemonry.odata.filter import Expression

audit = typer.Typer(no_args_is_help=True, help="Records: directory changes and token requests.")

LimitOption = Annotated[int, typer.Option(min=1, max=1000, help="How many at most.")]
BeforeOption = Annotated[
    str, typer.Option(help="Go on below this record's ID.", show_default=False)
]


def event_record(event: "AuditEvent") -> dict[str, Any]:
    """Return a directory change as it is printed."""
    return {
        "at": event.at,
        "activity": event.activity,
        "target": ", ".join(target.display_name or target.object_id for target in event.targets),
        "actor": _actor_name(event.actor),
        "result": _result(event.result == "success", event.result),
        "reason": event.reason,
        "category": event.category,
        "operation": event.operation,
        "targets": [
            {
                "object_id": target.object_id,
                "display_name": target.display_name,
                "type": target.type,
                "modified": [
                    {"name": one.name, "old_value": one.old_value, "new_value": one.new_value}
                    for one in target.modified
                ],
            }
            for target in event.targets
        ],
        "details": dict(event.details),
        "event_id": event.event_id,
    }


def sign_in_record(sign_in: "SignIn") -> dict[str, Any]:
    """Return a token request and its outcome as it is printed."""
    failed = sign_in.error_code != 0
    words = f"AADSTS{sign_in.error_code}" if failed else "token"
    return {
        "at": sign_in.at,
        "client": sign_in.app_display_name or sign_in.app_id,
        "api": sign_in.resource_display_name or sign_in.resource_id,
        "result": _result(not failed, words),
        "roles": list(sign_in.roles),
        "ip_address": sign_in.ip_address,
        "failure_reason": sign_in.failure_reason,
        "error_code": sign_in.error_code,
        "app_id": sign_in.app_id,
        "service_principal_id": sign_in.service_principal_id,
        "resource_id": sign_in.resource_id,
        "credential_type": sign_in.credential_type,
        "credential_key_id": sign_in.credential_key_id,
        "unique_token_identifier": sign_in.unique_token_identifier,
        "user_agent": sign_in.user_agent,
        "latency_us": sign_in.latency_us,
        "correlation_id": sign_in.correlation_id,
        "sign_in_id": sign_in.sign_in_id,
    }


@directory_command(
    audit,
    "list",
    examples="""
    daemonry audit list
    daemonry audit list --target ciam-client-app --limit 10
    daemonry audit list -o json
    """,
)
def list_(
    place: Place,
    target: Annotated[
        str | None,
        typer.Option(help="Only changes of this application.", show_default=False),
    ] = None,
    limit: LimitOption = 50,
    before: BeforeOption = "",
) -> None:
    """List directory changes and denied attempts, newest first."""

    async def verb(work: "Work") -> "Sequence[AuditEvent]":
        target_id = (await find_application(work, target)).object_id if target else ""
        return await list_audit_events(work, limit=limit, before=before, target_id=target_id)

    show_rows(
        place.output,
        [event_record(event) for event in look(place, verb)],
        columns=("at", "activity", "target", "actor", "result"),
        empty="Nothing was recorded yet.",
    )


@directory_command(
    audit,
    "sign-ins",
    examples="""
    daemonry audit sign-ins
    daemonry audit sign-ins --app ciam-client-app --failed --since 2h
    daemonry audit sign-ins --code 7000215
    daemonry audit sign-ins --correlation-id 0f6f7f1e-9f43-4e53-8f3e-0d3f3f8c1111 -o json
    daemonry audit sign-ins --follow -o json      [dim]# one object a line, as they arrive[/]
    """,
)
def sign_ins(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    *,
    app: Annotated[
        str | None, typer.Option(help="Only requests of this daemon.", show_default=False)
    ] = None,
    failed: Annotated[
        bool | None,
        typer.Option(
            "--failed/--issued", help="Only refused, or only issued ones.", show_default=False
        ),
    ] = None,
    code: Annotated[
        int | None,
        typer.Option(help="Only those refused with this AADSTS number.", show_default=False),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(help="Only later than 30m, 2h or 1d ago, or a time.", show_default=False),
    ] = None,
    correlation_id: Annotated[
        str, typer.Option(help="Only the request with this ID.", show_default=False)
    ] = "",
    limit: LimitOption = 50,
    before: BeforeOption = "",
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Go on with what arrives, oldest first.")
    ] = False,
) -> None:
    """List token requests, issued and refused, newest first."""

    async def run() -> "Sequence[SignIn]":
        async with open_tenant(place) as (services, tenant):

            async def read(start: "datetime | None") -> "Sequence[SignIn]":
                async with services.directory.read() as uow:
                    work = work_in(services, uow, tenant)
                    return await list_sign_ins(
                        work,
                        services.sign_in_log,
                        limit=limit,
                        before=before,
                        app_id=(await find_application(work, app)).app_id if app else "",
                        correlation_id=correlation_id.strip().lower(),
                        where=_condition(failed=failed, code=code, since=start),
                    )

            start = moment(since, services.clock.now())
            if follow:
                await follow_records(read, lambda record: _show_line(place.output, record), start)
            return await read(start)

    show_rows(
        place.output,
        [sign_in_record(sign_in) for sign_in in asyncio.run(run())],
        columns=("at", "client", "api", "result", "roles", "ip_address"),
        empty="No token was requested yet.",
    )


def _condition(
    *, failed: bool | None, code: int | None, since: "datetime | None"
) -> "Expression | None":
    parts = []
    if since is not None:
        parts.append(f"createdDateTime ge {since.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%fZ}")
    if failed is not None:
        parts.append(f"status/errorCode {'ne' if failed else 'eq'} 0")
    if code is not None:
        parts.append(f"status/errorCode eq {code}")
    return parse_filter(" and ".join(parts)) if parts else None


def _show_line(output: Output, sign_in: "SignIn") -> None:
    record = sign_in_record(sign_in)
    if output is Output.JSON:
        print_json(record, indent=None)
        return
    words = (instant(sign_in.at), record["client"], record["api"], record["result"])
    roles = ", ".join(sign_in.roles)
    why = sign_in.failure_reason
    line = Text("  ").join(
        word if isinstance(word, Text) else Text(word or "-")
        for word in (*words, roles or why, sign_in.ip_address)
    )
    out().print(line, soft_wrap=True)


def _actor_name(actor: "Actor") -> str:
    return actor.display_name or actor.app_id or actor.kind


def _result(good: bool, words: str) -> Text:  # noqa: FBT001 - private
    return Text(words, style="green" if good else "red")
