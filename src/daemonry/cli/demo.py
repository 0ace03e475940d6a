"""``daemonry demo``: the whole tutorial in front of you, with the mistake it is about."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated

import typer

from daemonry.cli.command import epilogue
from daemonry.cli.demo_processes import running_server
from daemonry.cli.demo_screen import DemoScreen
from daemonry.cli.demo_steps import (
    STEPS,
    Tutorial,
    ask_without_consent,
    call_as_node_daemon,
    call_as_python_daemon,
    create_secret,
    create_tenant,
    define_roles,
    grant_consent,
    register_api,
    register_daemon,
    request_idtyp,
    request_permissions,
    show_records,
)
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.serving import orderly_end

_EXAMPLES = """
daemonry demo
daemonry demo --step               [dim]# waits for Enter before each step[/]
daemonry demo --data ./tutorial    [dim]# keeps the tenant, to look around afterwards[/]
daemonry demo --quiet --no-node
"""
_LOOPBACK = "localhost,127.0.0.1,::1"


def register_demo(program: typer.Typer, panel: str) -> None:
    """Add the command to the program."""
    program.command("demo", epilog=epilogue(_EXAMPLES), rich_help_panel=panel)(demo)


def demo(
    *,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Only the steps and their outcome.")
    ] = False,
    step: Annotated[bool, typer.Option("--step", help="Wait for Enter before each step.")] = False,
    no_node: Annotated[
        bool, typer.Option("--no-node", help="Leave the Node.js daemon out.")
    ] = False,
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Keep everything in this new directory; a temporary one without it.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Walk through the tutorial: API, roles, daemon, a call refused for want of consent, consent.

    It starts its own server and types the commands that you would type; nothing has
    to be set up. It takes some ten seconds.
    """
    screen = DemoScreen(steps=STEPS, quiet=quiet, step=step)
    screen.title(
        "A daemon calls a protected API: the tutorial, step by step",
        "Each command is shown as you would type it, only --data is left out.",
    )
    with (
        orderly_end(ExitCode.INTERRUPTED),
        _data_directory(data) as directory,
        _direct_loopback(),
        ExitStack() as servers,
    ):
        tutorial = Tutorial(screen, directory)
        create_tenant(tutorial)
        logs = directory / "logs"
        logs.mkdir(exist_ok=True)
        where = ("serve", "--data", str(directory), "--port", "0", "--drain-delay", "0")
        site = servers.enter_context(running_server(*where, "-o", "json", log=logs / "server.txt"))
        tutorial.serve(site["base_url"], Path(site["ca_file"]))
        register_api(tutorial)
        define_roles(tutorial)
        request_idtyp(tutorial)
        register_daemon(tutorial)
        create_secret(tutorial)
        request_permissions(tutorial)
        api = tutorial.api_arguments()
        ready = servers.enter_context(running_server(*api, log=logs / "todo-api.txt"))
        tutorial.todo_api_url = ready["todo_api_url"]
        ask_without_consent(tutorial)
        grant_consent(tutorial)
        call_as_python_daemon(tutorial)
        call_as_node_daemon(tutorial, wanted=not no_node)
        show_records(tutorial)
    screen.end("Done: the same daemon, the same secret, and consent made the difference.")
    if data is not None:
        screen.lines(f"daemonry serve --data {data}\ndaemonry app list --data {data}", style="cyan")
    else:
        screen.lines(
            "daemonry dev     serves this tenant, finished, for your own daemon", style="dim"
        )


@contextmanager
def _data_directory(kept: Path | None) -> Iterator[Path]:
    if kept is None:
        with tempfile.TemporaryDirectory(prefix="daemonry-demo-") as made:
            yield Path(made) / "data"
        return
    if kept.exists() and any(kept.iterdir()):
        raise CommandError(
            f"{kept} is not empty.", "Name a directory that does not exist yet.", ExitCode.USAGE
        )
    yield kept


@contextmanager
def _direct_loopback() -> Iterator[None]:
    """Keep a proxy of the environment out of the way between this machine and itself."""
    before = {name: os.environ.get(name) for name in ("NO_PROXY", "no_proxy")}
    for name, value in before.items():
        os.environ[name] = f"{value},{_LOOPBACK}" if value else _LOOPBACK
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
