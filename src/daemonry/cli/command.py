"""How a command of the directory is declared and how it reaches the directory.

``directory_command`` adds the options that all of them share; the function that it
decorates gets them as one ``Place`` and hands that to ``change`` or ``look``.
"""

import asyncio
import inspect
import shlex
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Concatenate, ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.text import Text

from daemonry.cli.errors import EXIT_CODES, CommandError, ExitCode
from daemonry.cli.output import Output
from daemonry.model.audit import OPERATOR

if TYPE_CHECKING:
    from daemonry.directory.work import Work
    from daemonry.model.tenant import Tenant
    from daemonry.ports import UnitOfWork
    from daemonry.services import Services
    from daemonry.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")

_PANEL = "Where and how"

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        metavar="DIR",
        help="The data directory. [dim]Default: DAEMONRY_DATA, else ./daemonry-data[/]",
        rich_help_panel=_PANEL,
        show_default=False,
    ),
]
DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="URL",
        help="postgresql://user@host/name in place of SQLite in the data directory.",
        rich_help_panel=_PANEL,
        show_default=False,
    ),
]
TenantOption = Annotated[
    str | None,
    typer.Option(
        "--tenant",
        metavar="NAME",
        help="Tenant ID, domain or subdomain; needed when there are several tenants.",
        rich_help_panel=_PANEL,
        show_default=False,
    ),
]
OutputOption = Annotated[
    Output,
    typer.Option("--output", "-o", help="Form of the result.", rich_help_panel=_PANEL),
]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a command works and how it prints: the options that all of them share."""

    data: Path | None = None
    database: str | None = None
    tenant: str | None = None
    output: Output = Output.TABLE

    def settings(self) -> "Settings":
        """Return the settings with the options of this command on top."""
        return settings_of(data=self.data, database=self.database)

    def suggest(self, command: str) -> None:
        """Name the command that usually follows, ready to be copied, on standard error."""
        if self.output is Output.JSON:
            return
        options = {"--data": self.data, "--database": self.database, "--tenant": self.tenant}
        given = "".join(
            f" {name} {shlex.quote(str(value))}" for name, value in options.items() if value
        )
        line = Text("next: ", style="dim").append(command + given, style="not dim cyan")
        Console(stderr=True, highlight=False).print(line, soft_wrap=True)


def settings_of(**overrides: Any) -> "Settings":
    """Return the settings of the environment; an override of None counts as not given.

    Raises CommandError for a wrong one.
    """
    from daemonry.settings import (  # noqa: PLC0415 - pydantic is slow to import
        SettingsError,
        load_settings,
    )

    try:
        return load_settings(**overrides)
    except SettingsError as error:
        raise CommandError(
            str(error),
            "Correct the option or the environment variable: see 'daemonry serve --help'.",
            ExitCode.USAGE,
        ) from error


def epilogue(examples: str) -> str:
    """Return what stands below the options in a help text. One example per line."""
    lines = "\n".join(f"  [cyan]{line.strip()}[/]" for line in examples.strip().splitlines())
    return f"[bold]Examples[/]\n{lines}\n\n[dim]Exit codes: {EXIT_CODES}.[/]"


def directory_command(
    group: typer.Typer,
    name: str,
    *,
    examples: str,
    needs_tenant: bool = True,
    panel: str | None = None,
) -> Callable[[Callable[Concatenate[Place, P], None]], Callable[Concatenate[Place, P], None]]:
    """Register a function as command ``name``; its first parameter becomes the shared options."""

    def register(
        function: Callable[Concatenate[Place, P], None],
    ) -> Callable[Concatenate[Place, P], None]:
        group.command(name, epilog=epilogue(examples), rich_help_panel=panel)(
            _with_place(function, needs_tenant)
        )
        return function

    return register


def _with_place(
    function: Callable[Concatenate[Place, P], None],
    needs_tenant: bool,  # noqa: FBT001 - private
) -> Callable[..., None]:
    """Return ``function`` with the shared options in its signature in place of ``Place``."""
    shared: dict[str, Any] = {"data": DataOption, "database": DatabaseOption}
    if needs_tenant:
        shared["tenant"] = TenantOption
    shared["output"] = OutputOption
    defaults = {"output": Output.TABLE}

    def command(*args: Any, **given: Any) -> None:
        place = Place(**{option: given.pop(option) for option in shared})
        function(place, *args, **given)

    signature = inspect.signature(function)
    own = list(signature.parameters.values())[1:]
    added = [
        inspect.Parameter(
            option,
            inspect.Parameter.KEYWORD_ONLY,
            default=defaults.get(option),
            annotation=annotation,
        )
        for option, annotation in shared.items()
    ]
    command.__signature__ = signature.replace(parameters=[*own, *added])  # type: ignore[attr-defined] # read by inspect
    command.__annotations__ = {parameter.name: parameter.annotation for parameter in own} | shared
    command.__doc__ = function.__doc__
    command.__name__ = function.__name__
    return command


def change(place: Place, verb: "Callable[[Work], Awaitable[T]]") -> T:
    """Run ``verb`` as the operator in one writing transaction and return its result."""

    async def run() -> T:
        async with open_tenant(place) as (services, tenant), services.directory.change() as uow:
            return await verb(work_in(services, uow, tenant))

    return asyncio.run(run())


def look(place: Place, verb: "Callable[[Work], Awaitable[T]]") -> T:
    """Run ``verb`` as the operator in a read-only view and return its result."""

    async def run() -> T:
        async with open_tenant(place) as (services, tenant), services.directory.read() as uow:
            return await verb(work_in(services, uow, tenant))

    return asyncio.run(run())


def work_in(services: "Services", uow: "UnitOfWork", tenant: "Tenant") -> "Work":
    """Return the frame in which directory verbs run for the operator."""
    from daemonry.directory.work import Work  # noqa: PLC0415 - not needed for a help text

    return Work(
        uow=uow,
        actor=OPERATOR,
        tenant_id=tenant.tenant_id,
        clock=services.clock,
        ids=services.ids,
    )


@asynccontextmanager
async def open_tenant(place: Place) -> "AsyncIterator[tuple[Services, Tenant]]":
    """Open the data directory and find the tenant meant by ``place``."""
    async with open_directory(place) as services:
        yield services, await _tenant_meant(services, place.tenant)


@asynccontextmanager
async def open_directory(place: Place) -> "AsyncIterator[Services]":
    """Open the data directory. Raises CommandError when there is none."""
    settings = place.settings()
    _require_data_directory(settings)
    from daemonry.services import open_services  # noqa: PLC0415 - loads storage and cryptography

    async with open_services(settings) as services:
        yield services


@asynccontextmanager
async def open_new(settings: "Settings") -> "AsyncIterator[Services]":
    """Open a data directory that may be new; keys are made only where there is no data yet."""
    from daemonry.services import open_services  # noqa: PLC0415 - loads storage and cryptography
    from daemonry.storage.store import DIRECTORY_FILE  # noqa: PLC0415 - likewise

    create = not (settings.data / DIRECTORY_FILE).exists()
    async with open_services(settings, create=create) as services:
        yield services


def _require_data_directory(settings: "Settings") -> None:
    # With PostgreSQL the keys may come from the environment and nothing lies on the disk.
    if settings.database is None and not settings.data.is_dir():
        raise CommandError(
            f"There is no data directory at {settings.data}.",
            f"Create it with 'daemonry init --data {settings.data}', or name another with --data.",
            ExitCode.UNREACHABLE,
        )


async def _tenant_meant(services: "Services", name: str | None) -> "Tenant":
    from daemonry.directory.tenants import (  # noqa: PLC0415 - not needed for a help text
        find_tenant,
        list_tenants,
    )

    async with services.directory.read() as uow:
        if name is not None:
            return await find_tenant(uow, name)
        tenants = await list_tenants(uow, OPERATOR)
    if not tenants:
        raise CommandError(
            "There is no tenant yet.",
            "Create one with 'daemonry tenant create'.",
            ExitCode.NOT_FOUND,
        )
    if len(tenants) > 1:
        names = ", ".join(tenant.subdomain for tenant in tenants)
        raise CommandError(
            f"There are several tenants: {names}.",
            "Say which one you mean: --tenant NAME.",
            ExitCode.USAGE,
        )
    return tenants[0]
