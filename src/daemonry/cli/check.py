"""``daemonry check``: does anything end soon. For a person, a cron job or a CI job."""

import asyncio
import re
import sys
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any
from xml.sax.saxutils import quoteattr

import typer
from rich.text import Text

from daemonry.cli.command import DatabaseOption, DataOption, Place, epilogue, open_directory
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import Output, instant, note, show_rows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.model.expiry import Expiry

_EXAMPLES = """
daemonry check --expiring 30d          [dim]# exit code 1 when something ends in 30 days[/]
daemonry check --expiring 7d -o json
daemonry check --expiring 14d -o junit > expiring.xml   [dim]# for the test report of a CI job[/]
daemonry check --expiring 30d --tenant contoso --ignore-expired
"""
_PERIOD = re.compile(r"(\d{1,4})([hdw])")
_UNITS = {"h": "hours", "d": "days", "w": "weeks"}


class CheckOutput(StrEnum):
    """The form of the result: for people, for programs, for the report of a CI job."""

    TABLE = "table"
    JSON = "json"
    JUNIT = "junit"


def register_check(program: typer.Typer, panel: str) -> None:
    """Add the command to the program."""
    program.command("check", epilog=epilogue(_EXAMPLES), rich_help_panel=panel)(check)


def check(  # noqa: PLR0913 - one parameter for each option
    *,
    expiring: Annotated[
        str, typer.Option(metavar="TIME", help="How soon is too soon: 48h, 30d, 2w.")
    ] = "30d",
    ignore_expired: Annotated[
        bool,
        typer.Option("--ignore-expired", help="Leave out what has ended already."),
    ] = False,
    tenant: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Only this tenant; all without it.", show_default=False),
    ] = None,
    data: DataOption = None,
    database: DatabaseOption = None,
    output: Annotated[
        CheckOutput, typer.Option("--output", "-o", help="Form of the result.")
    ] = CheckOutput.TABLE,
) -> None:
    """Tell what ends soon: client secrets, certificates, authorities, the TLS certificate.

    Exit code 1 when there is something. What has ended counts until it is removed.
    """
    within = period(expiring)
    now, found = asyncio.run(_look(Place(data=data, database=database), tenant, within))
    shown = [one for one in found if not (ignore_expired and one.is_over(now))]
    if output is CheckOutput.JUNIT:
        sys.stdout.write(junit(shown, now))
    else:
        plain = output is CheckOutput.JSON
        rows = [_row(one, now, plain=plain) for one in shown]
        columns = ("kind", "tenant", "owner", "description", "key_id", "ends_at", "left")
        empty = f"Nothing ends within {expiring}."
        show_rows(Output(output.value), rows, columns=columns, empty=empty)
    if shown:
        note("Give a daemon its new secret or certificate first, then remove the old one.")
        raise typer.Exit(ExitCode.REFUSED)


async def _look(
    place: Place, tenant: str | None, within: timedelta
) -> "tuple[datetime, Sequence[Expiry]]":
    from daemonry.directory.tenants import find_tenant  # noqa: PLC0415 - with the directory
    from daemonry.notices.expiries import list_all_expiries  # noqa: PLC0415 - likewise

    async with open_directory(place) as services:
        only = None
        if tenant is not None:
            async with services.directory.read() as uow:
                only = await find_tenant(uow, tenant)
        now = services.clock.now()
        return now, await list_all_expiries(services, before=now + within, only=only)


def period(text: str) -> timedelta:
    """Return the period that ``30d`` means. Raises CommandError."""
    found = _PERIOD.fullmatch(text.strip().lower())
    if found is None:
        raise CommandError(
            f"'{text}' is no period.", "Give hours, days or weeks: 48h, 30d, 2w.", ExitCode.USAGE
        )
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def junit(found: "Sequence[Expiry]", now: datetime) -> str:
    """Return a JUnit report: a failed test for each, or one that passed when there is none."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    count = len(found)
    lines.append(
        f'<testsuite name="daemonry check" tests="{max(count, 1)}" failures="{count}" errors="0">'
    )
    for one in found:
        name = quoteattr(_printable(f"{one.owner}: {one.kind} {one.description or one.key_id}"))
        words = quoteattr(f"{_left(one, now)}, {instant(one.ends_at)}")
        place = quoteattr(_printable(one.tenant or "server"))
        lines.append(f"  <testcase classname={place} name={name}>")
        lines.append(f"    <failure message={words}/>")
        lines.append("  </testcase>")
    if not found:
        lines.append('  <testcase classname="server" name="nothing ends soon"/>')
    return "\n".join([*lines, "</testsuite>", ""])


def _row(one: "Expiry", now: datetime, *, plain: bool) -> dict[str, Any]:
    left = _left(one, now)
    style = "red" if one.is_over(now) else "yellow"
    return {
        "kind": one.kind,
        "tenant": one.tenant,
        "tenant_id": one.tenant_id,
        "owner": one.owner,
        "app_id": one.app_id,
        "key_id": one.key_id,
        "description": one.description,
        "ends_at": one.ends_at,
        "left": left if plain else Text(left, style=style),
    }


def _left(one: "Expiry", now: datetime) -> str:
    left = one.left(now)
    if left <= timedelta():
        return f"ended {_counted(-left)} ago"
    return f"ends in {_counted(left)}"


def _counted(period: timedelta) -> str:
    if period.days:
        return f"{period.days} day{'s' if period.days != 1 else ''}"
    hours = int(period.total_seconds() // 3600)
    return f"{hours} hour{'s' if hours != 1 else ''}"


def _printable(text: str) -> str:
    """Return text that XML 1.0 can hold (section 2.2)."""
    return "".join(c if c.isprintable() and c not in "\ufffe\uffff" else "\ufffd" for c in text)
