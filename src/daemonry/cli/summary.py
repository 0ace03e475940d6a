"""``daemonry audit summary``: the figures of the admin center's home page."""

import asyncio
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from daemonry.cli.command import Place, directory_command, open_tenant, work_in
from daemonry.cli.output import Output, out, print_json, show_rows
from daemonry.directory.figures import (
    count_sign_ins,
    list_busy_clients,
    list_ending_credentials,
    list_unused_roles,
)
from daemonry.oauth.errors.guide import meaning_of

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.ports import SignInLog

_ROWS = 20


def register_summary(group: typer.Typer) -> None:
    """Add the command to its group."""
    directory_command(
        group,
        "summary",
        examples="""
        daemonry audit summary
        daemonry audit summary --days 30 -o json
        """,
    )(summary)


def summary(
    place: Place,
    days: Annotated[
        int, typer.Option(min=1, max=400, help="How far back token requests are counted.")
    ] = 7,
) -> None:
    """Show tokens issued and refused, what expires soon, and what is granted for nothing."""

    async def run() -> dict[str, Any]:
        async with open_tenant(place) as (services, tenant), services.directory.read() as uow:
            return await _figures(work_in(services, uow, tenant), services.sign_in_log, days)

    figures = asyncio.run(run())
    if place.output is Output.JSON:
        print_json(figures)
        return
    out().print(
        Text(f"{figures['issued']:,} tokens issued, {figures['refused']:,} refused"), style="bold"
    )
    for name, columns, empty in (
        ("codes", ("code", "count", "meaning"), "Nothing was refused."),
        ("expiring", ("ends_at", "application", "kind", "name"), "Nothing expires in 30 days."),
        ("busy", ("client", "api", "tokens_an_hour"), "Every client keeps its tokens."),
        ("unused", ("client", "api", "role", "last_token_at"), "Every permission is used."),
    ):
        out().print()
        show_rows(place.output, figures[name], columns=columns, empty=empty)


async def _figures(work: "Work", log: "SignInLog", days: int) -> dict[str, Any]:
    now = work.clock.now()
    counted: Counter[int] = Counter()
    for hour in await count_sign_ins(work, log, since=now - timedelta(days=days)):
        counted[hour.error_code] += hour.count
    issued = counted.pop(0, 0)
    ends = await list_ending_credentials(
        work, after=None, before=now + timedelta(days=30), limit=_ROWS
    )
    return {
        "issued": issued,
        "refused": counted.total(),
        "codes": [
            {"code": f"AADSTS{code}", "count": count, "meaning": meaning_of(code)}
            for code, count in counted.most_common(_ROWS)
        ],
        "expiring": [
            {
                "ends_at": one.ends_at,
                "application": one.app_display_name,
                "kind": one.kind,
                "name": one.display_name,
                "key_id": one.key_id,
                "app_id": one.app_id,
            }
            for one in ends
        ],
        "busy": [
            {
                "client": one.client_name or one.use.app_id,
                "api": one.resource_name or one.use.resource_id,
                "tokens_an_hour": max(one.use.tokens, one.use.tokens_before),
            }
            for one in await list_busy_clients(work, log, limit=_ROWS)
        ],
        "unused": [
            {
                "client": one.held.assignment.principal_display_name,
                "api": one.held.assignment.resource_display_name,
                "role": one.role.value if one.role is not None else None,
                "granted_at": one.held.assignment.created_at,
                "last_token_at": one.last_used_at,
            }
            for one in await list_unused_roles(work, log, limit=_ROWS)
        ],
    }
