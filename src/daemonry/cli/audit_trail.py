"""``daemonry audit verify``, ``checkpoint``, ``key``: is the audit trail whole, and who says so."""

import asyncio
import json
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from daemonry.cli.command import Place, directory_command, open_directory, open_tenant
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.output import Output, note, show_rows
from daemonry.model.audit_chain import canonical

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from daemonry.model.audit_chain import Line
    from daemonry.model.audit_check import Chain, TrailCheck
    from daemonry.services import Services

_STATES = {"ok": "green", "end unproved": "yellow", "not sealed": "yellow", "broken": "red"}


def register_audit_trail(group: typer.Typer) -> None:
    """Add the commands to their group."""
    directory_command(
        group,
        "verify",
        examples="""
        daemonry audit verify
        daemonry audit verify --checkpoint /media/elsewhere/checkpoint.json
        daemonry audit verify --file audit.jsonl --key 4yYXg0mC... [dim]# no database, no server[/]
        """,
    )(verify)
    directory_command(
        group,
        "checkpoint",
        examples="""
        daemonry audit checkpoint -o json > /media/elsewhere/checkpoint.json
        """,
    )(checkpoint)
    directory_command(
        group,
        "key",
        examples="""
        daemonry audit key
        daemonry audit key --replace
        daemonry audit key -o json     [dim]# public keys as JWK[/]
        """,
    )(key_)


def verify(
    place: Place,
    *,
    file: Annotated[
        Path | None, typer.Option(help="An export in place of the database.", show_default=False)
    ] = None,
    key: Annotated[
        list[str] | None,
        typer.Option(
            help="Fingerprint of a key to be trusted: see 'audit key'. Without it the first key"
            " of the trail is believed.",
            show_default=False,
        ),
    ] = None,
    checkpoint_file: Annotated[
        Path | None,
        typer.Option(
            "--checkpoint",
            help="What 'audit checkpoint -o json' printed once: its keys are trusted, and what it"
            " covers must be there.",
            show_default=False,
        ),
    ] = None,
    open_ended: Annotated[
        bool, typer.Option("--open-ended", help="The file was followed and has no last line.")
    ] = False,
) -> None:
    """Prove that no record was changed, removed, added or moved, and name those that were.

    Exit code 1 for any. Without a checkpoint from elsewhere nobody can tell records that
    were cut off at the end, with their checkpoint, from records that never were.
    """
    from daemonry.jose.audit_key import fingerprint, is_signature  # noqa: PLC0415 - slow
    from daemonry.model.audit_check import TrailCheck  # noqa: PLC0415 - not for a help text

    keys, expected = _kept_elsewhere(checkpoint_file)
    check = TrailCheck(
        is_signature,
        fingerprint,
        trusted=[*(key or ()), *keys],
        expected=expected,
        is_open=open_ended or file is None,
    )
    unsealed: dict[tuple[str, str], int] = {}
    if file is not None:
        with file.open("rb") as lines:
            for line in lines:
                check.take(line)
    else:
        unsealed = asyncio.run(_take_database(place, check))
    check.finish()
    _show(place, check, unsealed, {(one["tenantId"], one["log"]) for one in expected})
    if not key and not keys and check.key_ids:
        note(f"Signed by {check.key_ids[0]}: compare it with a fingerprint that you kept.")
    if not check.is_whole:
        raise typer.Exit(ExitCode.REFUSED)


def checkpoint(place: Place) -> None:
    """Seal what there is now, and print the newest checkpoint of every chain with the keys.

    Kept outside this machine, it proves later that nothing before it was changed or cut
    off: 'daemonry audit verify --checkpoint FILE'.
    """

    async def run() -> "tuple[list[str], list[Line]]":
        async with opened(place) as (services, tenant_id):
            await seal_now(services)
            newest: dict[tuple[str, str], Line] = {}
            async for line in _trail(services, tenant_id):
                if line["type"] == "checkpoint":
                    newest[line["tenantId"], line["log"]] = line
            keys = await services.store.audit_chains.key_lines()
            return [line["keyId"] for line in keys], list(newest.values())

    keys, lines = asyncio.run(run())
    if place.output is Output.JSON:
        typer.echo(json.dumps({"keys": keys, "checkpoints": lines}, indent=2))
        return
    rows = [{"tenant_id": line["tenantId"], "record": line["seq"]} | line for line in lines]
    columns = ("tenant_id", "log", "record", "at", "hash")
    show_rows(place.output, rows, columns=columns, empty="Nothing was recorded yet.")
    note("Keep 'daemonry audit checkpoint -o json' outside of this machine.")


def key_(
    place: Place,
    *,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Sign with a new key from now on; the old one vouches."),
    ] = False,
) -> None:
    """Show the keys that sign checkpoints: fingerprints to be kept elsewhere, public keys."""

    async def run() -> "Sequence[Line]":
        async with opened(place) as (services, _):
            chains, now = services.store.audit_chains, services.clock.now()
            await chains.key(services.vault, now, fresh=replace)
            return await chains.key_lines()

    rows = [
        {
            "fingerprint": line["keyId"],
            "made_at": line["createdAt"],
            "endorsed_by": line["endorsedBy"],
            "jwk": line["jwk"],
        }
        for line in asyncio.run(run())
    ]
    show_rows(place.output, rows, columns=("fingerprint", "made_at", "endorsed_by"), empty="")


@asynccontextmanager
async def opened(place: Place) -> "AsyncIterator[tuple[Services, str | None]]":
    """Open the data directory, with the tenant that was named; None for all of them."""
    if place.tenant is None:
        async with open_directory(place) as services:
            yield services, None
        return
    async with open_tenant(place) as (services, tenant):
        yield services, tenant.tenant_id


async def seal_now(services: "Services") -> None:
    """Seal everything that is there."""
    chains, now = services.store.audit_chains, services.clock.now()
    await chains.seal_all(await chains.key(services.vault, now), now)


def _trail(services: "Services", tenant_id: str | None) -> "AsyncIterator[Line]":
    from daemonry.storage.audit_lines import Range, export_lines  # noqa: PLC0415 - loads storage

    now = services.clock.now()
    return export_lines(services.store.audit_chains, Range(tenant_id=tenant_id), now)


async def _take_database(place: Place, check: "TrailCheck") -> dict[tuple[str, str], int]:
    from daemonry.storage.audit_lines import count_unsealed  # noqa: PLC0415 - loads storage

    async with opened(place) as (services, tenant_id):
        await services.store.audit_chains.arrived()
        async for line in _trail(services, tenant_id):
            check.take(canonical(line) + b"\n")
        found = await count_unsealed(services.store.audit_chains)
        return {of: count for of, count in found.items() if tenant_id in {None, of[0]}}


def _kept_elsewhere(file: Path | None) -> "tuple[list[str], list[Line]]":
    if file is None:
        return [], []
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        lines = [dict(line) for line in kept["checkpoints"]]
        for line in lines:
            (str(line["tenantId"]), str(line["log"]), int(line["seq"]), str(line["hash"]))
        return [str(key) for key in kept["keys"]], lines
    except (ValueError, KeyError, TypeError) as error:
        raise CommandError(
            f"{file} is no checkpoint.",
            "Name what 'daemonry audit checkpoint -o json' printed.",
            ExitCode.USAGE,
        ) from error


def _show(
    place: Place,
    check: "TrailCheck",
    unsealed: dict[tuple[str, str], int],
    kept: set[tuple[str, str]],
) -> None:
    rows = [_row("", "", "broken", found=words) for words in check.problems]
    for of, chain in check.chains.items():
        rows += _rows_of(chain, unsealed.pop(of, 0), is_kept=of in kept)
    for (tenant_id, log), count in unsealed.items():
        words = "not yet: a running server seals within seconds"
        rows.append(_row(tenant_id, log, "not sealed", unsealed=count, found=words))
    if place.output is Output.TABLE:
        rows = [row | {"state": Text(row["state"], style=_STATES[row["state"]])} for row in rows]
    columns = ("tenant_id", "log", "state", "records", "unsealed", "found")
    show_rows(place.output, rows, columns=columns, empty="Nothing was recorded yet.")


def _rows_of(chain: "Chain", unsealed: int, *, is_kept: bool) -> list[dict[str, Any]]:
    records = f"{chain.first}-{chain.last}" if chain.last else "-"
    words = f"as sealed until {chain.checked_at[:19]}Z"
    if chain.base:
        words += f"; up to {chain.base} removed by retention"
    if not is_kept:
        words += "; a cut after that cannot be told without a checkpoint"
    state = "ok" if is_kept else "end unproved"
    found = [("broken", problem) for problem in chain.problems] or [(state, words)]
    return [
        _row(chain.tenant_id, chain.log, state, records=records, unsealed=unsealed, found=words)
        for state, words in found
    ]


def _row(  # noqa: PLR0913 - the columns
    tenant_id: str, log: str, state: str, *, records: str = "-", unsealed: int = 0, found: str
) -> dict[str, Any]:
    return {
        "tenant_id": tenant_id,
        "log": log,
        "state": state,
        "records": records,
        "unsealed": unsealed,
        "found": found,
    }
