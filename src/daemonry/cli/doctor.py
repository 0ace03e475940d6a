"""``daemonry doctor``: is what ``serve`` would start with fit for production, and what is not."""

import asyncio
import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import typer
from rich.text import Text

from daemonry.cli.command import DatabaseOption, DataOption, OutputOption, epilogue, settings_of
from daemonry.cli.errors import ExitCode, complaint_of
from daemonry.cli.output import Output, show_rows
from daemonry.cli.serving import check_settings
from daemonry.model.credential import ends_soon

if TYPE_CHECKING:
    from daemonry.settings import Settings
    from daemonry.storage.audit_chains import Survey as ChainSurvey
    from daemonry.storage.postgres_survey import Survey

_EXAMPLES = """
daemonry doctor --data /var/lib/daemonry
daemonry doctor -o json    [dim]# for a deployment script: exit code 1 when something is wrong[/]
"""
_LITTLE_ROOM = 0.10
_UNSEALED = timedelta(minutes=5)
_APART = 2.0
_FAR_APART = 60.0
"""Seconds between two clocks; assertions count although they are that much off, no more."""

_LAGGING = 10.0
_PATIENCE = timedelta(hours=1)


class State(StrEnum):
    """What a check found."""

    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


Finding = tuple[State, str, str]
"""State, what was found, and what to do about it."""

_COLOURS = {State.OK: "green", State.WARNING: "yellow", State.ERROR: "red"}


def register_doctor(program: typer.Typer, panel: str) -> None:
    """Add the command to the program."""
    program.command("doctor", epilog=epilogue(_EXAMPLES), rich_help_panel=panel)(doctor)


def doctor(
    *,
    data: DataOption = None,
    database: DatabaseOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Check settings, keys, certificate, database and disk before they are needed.

    Settings come from the environment, as for 'serve'. Exit code 1 tells that at
    least one check found an error; warnings do not count.
    """
    settings = settings_of(data=data, database=database)
    rows = [row for name, check in CHECKS.items() for row in _rows(name, check, settings)]
    shown = rows if output is Output.JSON else [_coloured(row) for row in rows]
    show_rows(output, shown, columns=("check", "state", "found", "what_to_do"), empty="")
    if any(row["state"] == State.ERROR for row in rows):
        raise typer.Exit(ExitCode.REFUSED)


def _settings(settings: "Settings") -> Iterator[Finding]:
    check_settings(settings)
    yield State.OK, "the settings fit together", ""
    cores = os.cpu_count() or 1
    if settings.workers > cores:
        advice = f"Set DAEMONRY_WORKERS to {cores} or less."
        yield State.WARNING, f"{settings.workers} workers share {cores} cores", advice


def _sqlite(_: "Settings") -> Iterator[Finding]:
    import pysqlite3  # noqa: PLC0415 - of use here only

    from daemonry.storage.sqlite import require_safe_library  # noqa: PLC0415 - likewise

    require_safe_library()
    yield State.OK, f"SQLite {pysqlite3.sqlite_version}", ""


def _directory(settings: "Settings") -> Iterator[Finding]:
    from daemonry.storage.secret_files import CREDENTIALS_FILE  # noqa: PLC0415 - likewise
    from daemonry.storage.sqlite import prepare_directory  # noqa: PLC0415 - loads storage

    if not settings.data.is_dir():
        yield State.ERROR, f"there is no {settings.data}", "Create it with 'daemonry init'."
        return
    if (settings.data / CREDENTIALS_FILE).exists():
        advice = "Create a directory for production with 'daemonry init'."
        yield State.ERROR, "made by 'daemonry dev', secrets lie beside the data", advice
    prepare_directory(settings.data)
    yield State.OK, f"{settings.data} is private and on a local disk", ""


def _keys(settings: "Settings") -> Iterator[Finding]:
    from daemonry.services import server_keys  # noqa: PLC0415 - loads everything
    from daemonry.storage.secret_files import KEYS_DIRECTORY  # noqa: PLC0415 - likewise

    keys = server_keys(settings, settings.data / KEYS_DIRECTORY)
    names = f"kek {keys.vault.current}, secret-hash {keys.secret_hash_keys.current}"
    yield State.OK, f"both keys are there and private: {names}", ""
    if settings.key_encryption_key is None:
        advice = "Keep it elsewhere and name it by DAEMONRY_KEY_ENCRYPTION_KEY_FILE."
        yield State.WARNING, "the key encryption key lies beside the data it protects", advice


def _certificate(settings: "Settings") -> Iterator[Finding]:
    from cryptography import x509  # noqa: PLC0415 - slow

    from daemonry.storage.system import SystemClock  # noqa: PLC0415 - of use here only
    from daemonry.web.tls import operator_certificate  # noqa: PLC0415 - loads cryptography

    if settings.behind_proxy:
        yield State.OK, "a proxy in front terminates TLS", ""
        return
    if settings.tls_certificate is None or settings.tls_key is None:
        advice = "Give --tls-certificate and --tls-key, or --behind-proxy."
        yield State.WARNING, "the development CA of the data directory signs", advice
        return
    files = operator_certificate(settings.tls_certificate, settings.tls_key)
    end = x509.load_pem_x509_certificate(files.certificate.read_bytes()).not_valid_after_utc
    words, advice = (
        f"valid until {end:%Y-%m-%d}",
        "Renew it; a running server takes the new files by itself.",
    )
    now = SystemClock().now()
    if end < now:
        yield State.ERROR, words, advice
    elif ends_soon(end, now):
        yield State.WARNING, words, advice
    else:
        yield State.OK, words, ""


def _disk(settings: "Settings") -> Iterator[Finding]:
    from daemonry.storage.store import MIN_FREE, free_share  # noqa: PLC0415 - loads storage

    free = free_share(settings.data)
    state = State.OK if free >= _LITTLE_ROOM else State.WARNING
    advice = "" if state is State.OK else "Make room: below 5 % the server is not ready."
    yield State.ERROR if free < MIN_FREE else state, f"{free:.0%} of the disk are free", advice


def _database(settings: "Settings") -> Iterator[Finding]:
    from daemonry.services import open_services, require_open_keys  # noqa: PLC0415 - loads everything
    from daemonry.storage.store import DIRECTORY_FILE  # noqa: PLC0415 - likewise

    if settings.database is None and not (settings.data / DIRECTORY_FILE).exists():
        yield State.ERROR, "there is no database yet", "Create it with 'daemonry init'."
        return

    async def open_and_check() -> int:
        async with open_services(settings) as services:
            await services.store.check()
            await require_open_keys(services)
            async with services.directory.read() as uow:
                return len(await uow.tenants.list_all())

    count = asyncio.run(open_and_check())
    yield State.OK, f"can be read and written, {count} tenants, signing keys open", ""


def _clock(settings: "Settings") -> Iterator[Finding]:
    """Compare the clocks of a node and its database: expiry is judged by the node's."""
    from daemonry.storage.system import SystemClock  # noqa: PLC0415 - of use here only

    if settings.database is not None:
        found = asyncio.run(_survey(settings.database))
        apart = abs((found.now - SystemClock().now()).total_seconds())
        state = State.OK if apart < _APART else State.WARNING
        advice = "" if state is State.OK else "Let NTP set the clocks of both machines."
        words = f"{apart:.1f} s between this machine's clock and the database's"
        yield State.ERROR if apart >= _FAR_APART else state, words, advice


def _standbys(settings: "Settings") -> Iterator[Finding]:
    if settings.database is None:
        return
    standbys = asyncio.run(_survey(settings.database)).standbys
    if not standbys:
        advice = "Add a synchronous standby: see 'Run two nodes on PostgreSQL'."
        yield State.WARNING, "nobody follows the database: its disk is the only copy", advice
    for each in standbys:
        if each.state is None:
            advice = "Run: GRANT pg_read_all_stats TO the role of the server."
            yield State.WARNING, f"{each.name} follows, how far behind is hidden", advice
        elif not each.is_synchronous:
            advice = "Name it in synchronous_standby_names, or acknowledged changes can be lost."
            yield State.WARNING, f"{each.name} follows without being waited for", advice
        elif each.lag > _LAGGING:
            advice = "Look at its load and its line."
            yield State.WARNING, f"{each.name} is {each.lag:.0f} s behind", advice
        else:
            yield State.OK, f"{each.name} has every commit", ""


async def _survey(database: str) -> "Survey":
    from daemonry.storage.postgres_survey import survey  # noqa: PLC0415 - loads the driver

    return await survey(database)


def _spool(settings: "Settings") -> Iterator[Finding]:
    from daemonry.storage.spool import SPOOL_FILE, count_spooled  # noqa: PLC0415 - loads storage

    if settings.database is None:
        return
    waiting = count_spooled(settings.data / SPOOL_FILE)
    if waiting:
        advice = "They are brought while the server runs and reaches the database."
        yield State.WARNING, f"{waiting} sign-in records wait for the database", advice
    else:
        yield State.OK, "no sign-in record waits for the database", ""


def _notices(settings: "Settings") -> Iterator[Finding]:
    """Tell whether anybody would learn that a secret ends, and whether notices arrive."""
    from daemonry.notices.survey import NoticeSurvey, survey_notices  # noqa: PLC0415 - likewise
    from daemonry.services import open_services  # noqa: PLC0415 - loads everything
    from daemonry.storage.store import DIRECTORY_FILE  # noqa: PLC0415 - likewise

    if settings.database is None and not (settings.data / DIRECTORY_FILE).exists():
        return

    async def survey() -> NoticeSurvey:
        async with open_services(settings) as services:
            return await survey_notices(services)

    found = asyncio.run(survey())
    for name in found.untold:
        advice = "See 'Be told before a secret expires': a webhook or a technical contact."
        yield State.WARNING, f"nobody is told when a secret of {name} ends", advice
    if found.waiting_for is not None and found.waiting_for > _PATIENCE:
        hours = found.waiting_for.total_seconds() / 3600
        advice = "See 'daemonry notices deliveries', and whether a server runs."
        yield State.WARNING, f"a notice has been waiting for {hours:.0f} hours", advice
    elif not found.untold:
        yield State.OK, "every tenant has somebody who is told, and no notice waits long", ""


def _audit_trail(settings: "Settings") -> Iterator[Finding]:
    from daemonry.model.audit_chain import LOGS  # noqa: PLC0415 - not for a help text
    from daemonry.services import open_services  # noqa: PLC0415 - loads everything
    from daemonry.storage.store import DIRECTORY_FILE  # noqa: PLC0415 - likewise
    from daemonry.storage.system import SystemClock  # noqa: PLC0415 - of use here only

    if settings.database is None and not (settings.data / DIRECTORY_FILE).exists():
        return  # the check of the database says so

    async def survey() -> "list[ChainSurvey]":
        async with open_services(settings) as services:
            chains = services.store.audit_chains
            await chains.arrived()
            return [await chains.survey(log) for log in LOGS]

    now = SystemClock().now()
    for found in asyncio.run(survey()):
        if found.broken:
            advice = "Run 'daemonry audit verify', which names the records."
            words = f"{found.broken} checkpoints of {found.log} do not fit their records"
            yield State.ERROR, words, advice
        elif found.last_checkpoint is None:
            yield State.OK, f"no {found.log} are sealed: no server has run yet", ""
        elif found.oldest_unsealed is not None and now - found.oldest_unsealed > _UNSEALED:
            advice = "A running server seals within seconds; its log says why it does not."
            yield State.WARNING, f"{found.unsealed} {found.log} wait to be sealed", advice
        else:
            words = f"{found.chains} chains of {found.log}, the newest end signed"
            yield State.OK, f"{words} {found.last_checkpoint:%Y-%m-%d %H:%M:%SZ}", ""


CHECKS: dict[str, Callable[["Settings"], Iterator[Finding]]] = {
    "settings": _settings,
    "SQLite library": _sqlite,
    "data directory": _directory,
    "server keys": _keys,
    "TLS certificate": _certificate,
    "disk": _disk,
    "database": _database,
    "clock": _clock,
    "standbys": _standbys,
    "spool": _spool,
    "notices": _notices,
    "audit trail": _audit_trail,
}


def _rows(
    name: str, check: Callable[["Settings"], Iterator[Finding]], settings: "Settings"
) -> list[dict[str, Any]]:
    """Return what a check found; what keeps it from looking is a finding as well."""
    from daemonry.web.tls import TLSError  # noqa: PLC0415 - loads cryptography

    findings: list[Finding] = []
    try:
        findings += check(settings)
    except TLSError as error:
        findings.append((State.ERROR, str(error), error.hint))
    except Exception as error:  # noqa: BLE001 - as where a command ends
        complaint = complaint_of(error)
        findings.append((State.ERROR, complaint.message, complaint.hint))
    return [
        {"check": name, "state": state, "found": found, "what_to_do": advice}
        for state, found, advice in findings
    ]


def _coloured(row: dict[str, Any]) -> dict[str, Any]:
    return row | {"state": Text(row["state"], style=_COLOURS[row["state"]])}
