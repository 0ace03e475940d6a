"""``daemonry export``, ``plan`` and ``apply``: a tenant as a file."""

import asyncio
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import Place, directory_command, look, open_tenant, work_in
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.federation import rules_of
from daemonry.cli.output import Output, note, print_json
from daemonry.cli.plan_view import show_plan
from daemonry.cli.tenant import tools_of

if TYPE_CHECKING:
    from daemonry.configuration.document import Document
    from daemonry.configuration.plan import Means, Plan
    from daemonry.configuration.yaml_text import Source
    from daemonry.directory.work import Work
    from daemonry.ports import UnitOfWork
    from daemonry.services import Services

_STDIN = "-"
_CHANGES = 2

FilesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...", help="YAML or JSON files; - is standard input.", show_default=False
    ),
]
PruneOption = Annotated[
    bool,
    typer.Option(
        "--prune",
        help="Remove what the files do not name, and reset what they leave out. Never secrets,"
        " and never an application that manages the tenant.",
    ),
]
GraphOption = Annotated[
    bool,
    typer.Option(
        "--from-graph",
        help="The files are applications as Microsoft Graph answers them: one, a list, or a page.",
    ),
]


def register_configuration(program: typer.Typer, panel: str) -> None:
    """Add the commands to the program."""
    directory_command(
        program,
        "export",
        panel=panel,
        examples="""
        daemonry export > contoso.yaml
        daemonry export -o json
        """,
    )(export)
    directory_command(
        program,
        "plan",
        panel=panel,
        examples="""
        daemonry plan contoso.yaml
        daemonry plan contoso.yaml --prune --detailed-exitcode
        daemonry plan --from-graph applications.json
        """,
    )(plan)
    directory_command(
        program,
        "apply",
        panel=panel,
        examples="""
        daemonry apply contoso.yaml
        daemonry apply contoso.yaml --prune --yes
        generate | daemonry apply - --yes -o json
        """,
    )(apply)


def export(place: Place) -> None:
    """Print the tenant as YAML: applications, roles, permissions, consent, policies.

    Secrets are never in it; certificates are, in their public part.
    """
    from daemonry.configuration.plan import export_document  # noqa: PLC0415 - loads YAML
    from daemonry.configuration.yaml_text import write_yaml  # noqa: PLC0415 - likewise

    document = look(place, export_document)
    if place.output is Output.JSON:
        print_json(document)
        return
    sys.stdout.write(write_yaml(document))


def plan(
    place: Place,
    files: FilesArgument,
    *,
    prune: PruneOption = False,
    from_graph: GraphOption = False,
    detailed_exitcode: Annotated[
        bool,
        typer.Option("--detailed-exitcode", help="End with 2 when something would change."),
    ] = False,
) -> None:
    """Show what applying files would change, and change nothing.

    The files are added to what is there; with --prune the tenant becomes what they say.
    """
    document = _document(files, from_graph=from_graph)
    found = asyncio.run(_plan(place, document, prune=prune))
    _show(place, found, applied=False, prune=prune)
    if found.changes and detailed_exitcode:
        raise typer.Exit(_CHANGES)


def apply(
    place: Place,
    files: FilesArgument,
    *,
    prune: PruneOption = False,
    from_graph: GraphOption = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Make the tenant agree with files, in one transaction, after showing the plan.

    A second time changes nothing. Consent is granted where the files write it, and only there.
    """
    if not yes and (_STDIN in files or place.output is Output.JSON):
        raise CommandError(
            "Nobody can be asked, so nothing was applied.",
            "Look at it with 'daemonry plan', then repeat with --yes.",
            ExitCode.USAGE,
        )
    document = _document(files, from_graph=from_graph)
    if yes:
        done = asyncio.run(_apply(place, document, None, prune=prune))
        _show(place, done, applied=True, prune=prune)
        return
    found = asyncio.run(_plan(place, document, prune=prune))
    _show(place, found, applied=False, prune=prune)
    if not found.changes:
        return
    if not typer.confirm("Apply this?", err=True):
        raise CommandError("Nothing was applied.", "Repeat with --yes to apply without a question.")
    done = asyncio.run(_apply(place, document, found, prune=prune))
    for change in done.changes:
        if change.action == "create" and change.identifier:
            note(f"{change.name}: {change.identifier}")
    note("Applied. It counts from the next token request on.")


async def _plan(place: Place, document: "Document", *, prune: bool) -> "Plan":
    from daemonry.configuration.plan import plan_document  # noqa: PLC0415 - loads YAML

    async with open_tenant(place) as (services, tenant):

        def frame(uow: "UnitOfWork") -> "Work":
            return work_in(services, uow, tenant)

        means = _means(place, services, prune=prune)
        return await plan_document(services.directory, frame, document, means)


async def _apply(
    place: Place, document: "Document", expected: "Plan | None", *, prune: bool
) -> "Plan":
    from daemonry.configuration.plan import apply_document  # noqa: PLC0415 - loads YAML

    async with open_tenant(place) as (services, tenant), services.directory.change() as uow:
        work, means = work_in(services, uow, tenant), _means(place, services, prune=prune)
        return await apply_document(work, document, means, expected)


def _means(place: Place, services: "Services", *, prune: bool) -> "Means":
    from daemonry.configuration.plan import Means  # noqa: PLC0415 - loads YAML

    return Means(tools_of(services), rules_of(place), prune)


def _document(files: Sequence[str], *, from_graph: bool) -> "Document":
    """Return what the files ask for. Raises InvalidError, CommandError."""
    from daemonry.configuration.reading import read_document  # noqa: PLC0415 - loads YAML

    return read_document([_source(file, from_graph=from_graph) for file in files])


def _source(file: str, *, from_graph: bool) -> "Source":
    from daemonry.configuration.graph_import import read_graph  # noqa: PLC0415 - loads YAML
    from daemonry.configuration.yaml_text import parse_yaml  # noqa: PLC0415 - likewise

    name = "standard input" if file == _STDIN else file
    data = sys.stdin.buffer.read() if file == _STDIN else Path(file).read_bytes()
    if not from_graph:
        return parse_yaml(data, name)
    source, left_out = read_graph(data, name)
    if left_out:
        note(f"Left out of {name}, being read-only or not of this server: {', '.join(left_out)}.")
    if "passwordCredentials" in left_out:
        note("Secrets do not move: make new ones with 'daemonry secret create'.")
    return source


def _show(place: Place, found: "Plan", *, applied: bool, prune: bool) -> None:
    if place.output is Output.JSON:
        record: dict[str, Any] = asdict(found) | {"applied": applied}
        print_json(record)
        return
    show_plan(found, applied=applied, prune=prune)
