"""``daemonry notices``: who is told that a secret or a certificate ends, and how that goes."""

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from daemonry.cli.command import Place, change, directory_command, look, open_tenant, work_in
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import Output, note, show_record, show_rows
from daemonry.cli.serving import known_origins

if TYPE_CHECKING:
    from collections.abc import Awaitable, Sequence

    from daemonry.directory.notices import Recipient
    from daemonry.directory.work import Work
    from daemonry.model.notice import Delivery, Notice, NoticeSettings
    from daemonry.services import Services

notices = typer.Typer(
    no_args_is_help=True,
    help="Expiry notices: who is told before a secret or a certificate ends.",
)

_MOST = 50
_STYLES = {"waiting": "yellow", "delivered": "green", "given up": "red"}


@directory_command(
    notices,
    "list",
    examples="""
    daemonry notices list
    daemonry notices list --tenant fabrikam -o json
    """,
)
def list_(place: Place) -> None:
    """List who is told of what ends in the tenant; owners of an application come on top."""
    from daemonry.directory.notices import (  # noqa: PLC0415 - loads the directory
        get_notice_settings,
        list_notice_recipients,
        shown_webhook,
    )
    from daemonry.notices.settings import server_notices  # noqa: PLC0415 - likewise

    server = server_notices(place.settings())

    async def read(work: "Work") -> "tuple[NoticeSettings, Sequence[Recipient]]":
        return await get_notice_settings(work), await list_notice_recipients(work, server)

    settings, recipients = look(place, read)
    days = server.days if settings.days is None else settings.days
    shown = [
        shown_webhook(to) if channel == "webhook" else f"mailto:{to}" for channel, to in recipients
    ]
    source = "server" if settings.days is None else "tenant"
    record = {"days_before": days, "days_chosen_by": source, "recipients": shown}
    if place.output is Output.TABLE:
        record["days_before"] = ", ".join(map(str, days)) or "none"
    show_record(place.output, record)
    if not recipients:
        place.suggest("daemonry notices webhook https://hooks.contoso.com/daemonry")


@directory_command(
    notices,
    "deliveries",
    examples="""
    daemonry notices deliveries
    daemonry notices deliveries -o json
    daemonry notices deliveries --server    [dim]# of the TLS certificate and signing keys[/]
    """,
)
def deliveries(
    place: Place,
    *,
    server: Annotated[
        bool, typer.Option("--server", help="Those of what is the server's own.")
    ] = False,
) -> None:
    """List the last fifty deliveries, and those that wait, with their outcome."""
    from daemonry.directory.notices import (  # noqa: PLC0415 - loads the directory
        list_notice_deliveries,
    )
    from daemonry.model.notice import SERVER  # noqa: PLC0415 - likewise

    def read(work: "Work") -> "Awaitable[Sequence[Delivery]]":
        return list_notice_deliveries(
            replace(work, tenant_id=SERVER) if server else work, limit=_MOST
        )

    _show(place, look(place, read), empty="No notice was written yet.")


@directory_command(
    notices,
    "webhook",
    examples="""
    daemonry notices webhook https://hooks.contoso.com/daemonry
    daemonry notices webhook --remove
    """,
)
def webhook(
    place: Place,
    url: Annotated[
        str | None, typer.Argument(help="Where notices are posted.", show_default=False)
    ] = None,
    *,
    remove: Annotated[bool, typer.Option("--remove", help="Post no more notices.")] = False,
) -> None:
    """Have the notices of the tenant posted to an https URL; prints the secret that signs them.

    Signatures are those of Standard Webhooks. The secret is shown this once; setting the
    URL again makes another.
    """
    from daemonry.directory.notices import (  # noqa: PLC0415 - loads the directory
        remove_notice_webhook,
        set_notice_webhook,
        shown_webhook,
    )

    if remove is (url is not None):
        raise CommandError(
            "Give a URL, or --remove.", "See 'daemonry notices webhook --help'.", ExitCode.USAGE
        )
    if url is None:
        change(place, remove_notice_webhook)
        note("Notices are no longer posted.")
        return

    async def run() -> str:
        async with open_tenant(place) as (services, tenant), services.directory.change() as uow:
            return await set_notice_webhook(work_in(services, uow, tenant), url, services.vault)

    secret = asyncio.run(run())
    show_record(
        place.output,
        {"webhook": shown_webhook(url), "secret": secret},
        title="Notices are posted from now on. The secret is shown this once",
    )
    place.suggest("daemonry notices test")


@directory_command(
    notices,
    "days",
    examples="""
    daemonry notices days 30,14,7,1,0
    daemonry notices days none        [dim]# no notices[/]
    daemonry notices days default     [dim]# those of DAEMONRY_NOTICE_DAYS[/]
    """,
)
def days(
    place: Place,
    chosen: Annotated[str, typer.Argument(metavar="DAYS", help="Numbers, 'none' or 'default'.")],
) -> None:
    """Choose how many days before the end the tenant is told; 0 is the end itself."""
    from daemonry.directory.notices import set_notice_days  # noqa: PLC0415 - loads the directory

    numbers = _numbers(chosen)
    settings = change(place, lambda work: set_notice_days(work, numbers))
    kept = None if settings.days is None else list(settings.days)
    show_record(place.output, {"days_before": kept if kept is not None else "default"})


@directory_command(
    notices,
    "test",
    examples="""
    daemonry notices test
    daemonry notices test --tenant fabrikam -o json
    """,
)
def test(place: Place) -> None:
    """Send a notice about nothing to everybody who is told, now. Exit code 1 when one fails."""
    from daemonry.directory.notices import write_test_notice  # noqa: PLC0415 - loads the directory
    from daemonry.notices.settings import server_notices  # noqa: PLC0415 - likewise

    async def run() -> "Sequence[Delivery]":
        async with open_tenant(place) as (services, tenant):
            async with services.directory.change() as uow:
                server = server_notices(services.settings)
                made = await write_test_notice(work_in(services, uow, tenant), server)
            return await _sent(services, made)

    _end(place, asyncio.run(run()), empty="A server has just sent it: see the deliveries.")


@directory_command(
    notices,
    "send-now",
    needs_tenant=False,
    examples="""
    daemonry notices send-now
    daemonry notices send-now -o json    [dim]# from cron, where no server runs all day[/]
    """,
)
def send_now(place: Place) -> None:
    """Look at what ends in all tenants and send what is due, without waiting for a server.

    Exit code 1 when a delivery fails. It is safe beside running servers.
    """
    from daemonry.cli.command import open_directory  # noqa: PLC0415 - of use here only

    async def run() -> "Sequence[Delivery]":
        async with open_directory(place) as services:
            return await _sent(services)

    _end(place, asyncio.run(run()), empty="Nothing is due.")


async def _sent(services: "Services", only: "Notice | None" = None) -> "Sequence[Delivery]":
    """Send what is due, or what is due of one notice alone, and return how that went."""
    from daemonry.notices.sender import NoticeSender  # noqa: PLC0415 - loads what sends

    sender = NoticeSender(services, known_origins(services.settings).default)
    if only is None:
        await sender.look()
    tried = await sender.send_due()
    return [one for one in tried if only is None or one.notice.notice_id == only.notice_id]


def _end(place: Place, tried: "Sequence[Delivery]", *, empty: str) -> None:
    _show(place, tried, empty=empty)
    if any(one.failure for one in tried):
        raise typer.Exit(ExitCode.REFUSED)


def _show(place: Place, found: "Sequence[Delivery]", *, empty: str) -> None:
    rows = [_row(one, plain=place.output is Output.JSON) for one in found]
    columns = ("written_at", "about", "days_before", "channel", "recipient", "state", "failure")
    show_rows(place.output, rows, columns=columns, empty=empty)


def _row(delivery: "Delivery", *, plain: bool) -> dict[str, Any]:
    from daemonry.directory.notices import shown_webhook  # noqa: PLC0415 - loads the directory

    expiry = delivery.notice.expiry
    state = delivery.state.value
    is_webhook = delivery.channel == "webhook"
    return {
        "notice_id": delivery.notice.notice_id,
        "written_at": delivery.notice.written_at,
        "about": f"{expiry.kind} {expiry.owner}".strip(),
        "key_id": expiry.key_id,
        "app_id": expiry.app_id,
        "ends_at": expiry.ends_at,
        "days_before": delivery.notice.days,
        "channel": delivery.channel.value,
        "recipient": shown_webhook(delivery.recipient) if is_webhook else delivery.recipient,
        "state": state if plain else Text(state, style=_STYLES[state]),
        "attempts": delivery.attempts,
        "next_attempt_at": delivery.due_at if state == "waiting" else None,
        "failure": delivery.failure,
    }


def _numbers(text: str) -> tuple[int, ...] | None:
    """Return the days that a text names, None for the server's. Raises CommandError."""
    if text == "default":
        return None
    try:
        return () if text == "none" else tuple(int(one) for one in text.split(","))
    except ValueError:
        raise CommandError(
            f"'{text}' names no days.",
            "Give numbers such as 30,14,7,1,0, or 'none', or 'default'.",
            ExitCode.USAGE,
        ) from None
