"""``daemonry audit export``: the audit trail as lines of JSON, to a file or to syslog."""

import asyncio
import json
import os
import sys
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal

import typer

from daemonry.cli.audit_trail import opened, seal_now
from daemonry.cli.command import Place, directory_command
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.follow import moment
from daemonry.model.audit_chain import LOGS, canonical

if TYPE_CHECKING:
    from daemonry.cli.syslog import Sink
    from daemonry.model.audit_chain import Line
    from daemonry.services import Services
    from daemonry.storage.audit_lines import Positions, Range

PERIOD: Final = 2.0
"""Seconds between two looks for what was sealed."""


def register_audit_export(group: typer.Typer) -> None:
    """Add the command to its group."""
    directory_command(
        group,
        "export",
        examples="""
        daemonry audit export > audit.jsonl                [dim]# all tenants, signed at the end[/]
        daemonry audit export --tenant contoso --from 2026-06-01 --to 2026-06-30T23:59:59Z
        daemonry audit export --state audit.state >> audit.jsonl  [dim]# what is new, every night[/]
        daemonry audit export --follow --syslog tls://siem.contoso.com:6514 --state siem.state
        """,
    )(export)


def export(  # noqa: PLR0913 - one parameter for each option
    place: Place,
    *,
    form: Annotated[
        Literal["jsonl"], typer.Option("--format", help="Lines of JSON, in canonical form.")
    ] = "jsonl",
    log: Annotated[
        Literal["directoryAudits", "signIns"] | None,
        typer.Option(help="Only directory changes, or only token requests.", show_default=False),
    ] = None,
    start: Annotated[
        str | None,
        typer.Option("--from", help="From 2h or 1d ago, or a time.", show_default=False),
    ] = None,
    end: Annotated[str | None, typer.Option("--to", help="Likewise.", show_default=False)] = None,
    follow: Annotated[
        bool, typer.Option("--follow", "-f", help="Go on with what is sealed, until interrupted.")
    ] = False,
    syslog: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Send to udp://, tcp:// or tls://HOST:PORT (RFC 5424) in place of standard"
            " output.",
            show_default=False,
        ),
    ] = None,
    syslog_ca: Annotated[
        Path | None,
        typer.Option(help="PEM file of the CA of the collector, for tls://.", show_default=False),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(help="File that remembers where to go on next time.", show_default=False),
    ] = None,
) -> None:
    """Write sealed records, checkpoints and public keys, one a line; what waits is sealed first.

    Nothing is left out and nothing is told twice from one --state to the next, but for a
    break in between, after which the last lines come again. 'audit verify --file' checks it.
    """
    del form  # there is one
    if follow and (start or end):
        raise CommandError(
            "What arrives has no end.", "Leave out --from and --to, or --follow.", ExitCode.USAGE
        )

    async def run() -> None:
        from daemonry.storage.audit_lines import Range  # noqa: PLC0415 - loads storage

        async with opened(place) as (services, tenant_id):
            now = services.clock.now()
            wanted = Range(
                tenant_id=tenant_id,
                logs=(log,) if log else LOGS,
                start=moment(start, now),
                end=moment(end, now),
                after=_remembered(state),
            )
            with ExitStack() as stack:
                sink: Sink = _StandardOutput()
                if syslog is not None:
                    from daemonry.cli.syslog import Syslog  # noqa: PLC0415 - rarely needed

                    sink = stack.enter_context(Syslog(syslog, syslog_ca))
                teller = _Teller(sink, wanted, state, dict(wanted.after))
                await seal_now(services)
                await teller.tell(services, is_last=not follow)
                while follow:
                    await asyncio.sleep(PERIOD)
                    await teller.tell(services, is_last=False)

    asyncio.run(run())


@dataclass(slots=True)
class _Teller:
    """Tells what is new since the last time, and remembers how far that was."""

    sink: "Sink"
    wanted: "Range"
    state: Path | None
    after: "Positions"
    told: set[str] = field(default_factory=set)

    async def tell(self, services: "Services", *, is_last: bool) -> None:
        """Tell everything that is sealed; the last time with the line that signs it all."""
        from daemonry.storage.audit_lines import export_lines  # noqa: PLC0415 - loads storage

        chains, now = services.store.audit_chains, services.clock.now()
        key = await chains.key(services.vault, now) if is_last else None
        wanted = replace(self.wanted, after=dict(self.after))
        async for line in export_lines(chains, wanted, now, key):
            if self._is_new(line):
                self.sink.send(line)
        self.sink.flush()
        _remember(self.state, self.after)

    def _is_new(self, line: "Line") -> bool:
        """Tell whether a line must be sent: heads and keys of a stream only once."""
        if line["type"] in {"record", "checkpoint"}:
            self.after[line["tenantId"], line["log"]] = line["seq"]
            return True
        name = line.get("keyId", "") if line["type"] == "key" else line["type"]
        is_new = name not in self.told
        self.told.add(name)
        return is_new


class _StandardOutput:
    """Lines as they are verified: canonical, one below the other."""

    def send(self, line: "Line") -> None:
        sys.stdout.write(canonical(line).decode() + "\n")

    def flush(self) -> None:
        sys.stdout.flush()


def _remembered(state: Path | None) -> "Positions":
    if state is None or not state.exists():
        return {}
    try:
        places = json.loads(state.read_text(encoding="utf-8"))
        return {(str(tenant), str(log)): int(seq) for tenant, log, seq in places}
    except (ValueError, TypeError) as error:
        raise CommandError(
            f"{state} is no state of an export.",
            "Name the file that --state wrote, or a new one to begin from the start.",
            ExitCode.USAGE,
        ) from error


def _remember(state: Path | None, after: "Positions") -> None:
    if state is None:
        return
    draft = state.with_name(f"{state.name}.new")
    with draft.open("w", encoding="utf-8") as file:
        json.dump([[*of, seq] for of, seq in sorted(after.items())], file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(state)
