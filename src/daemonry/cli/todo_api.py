"""``daemonry todo-api``: the tutorial's web API as a server of its own, for the demo."""

import socket
from pathlib import Path
from typing import Annotated

import typer

from daemonry.cli.output import print_json
from daemonry.cli.serving import bind


def register_todo_api(program: typer.Typer, panel: str) -> None:
    """Add the command to the program; the demo starts it, people rarely need it."""
    program.command("todo-api", hidden=True, rich_help_panel=panel)(todo_api)


def todo_api(
    *,
    authority: Annotated[str, typer.Option(help="https://host/tenant/v2.0 of the tenant.")],
    audience: Annotated[str, typer.Option(help="The API's application ID.")],
    data: Annotated[Path, typer.Option(help="Data directory of the server, for its CA.")],
    port: Annotated[int, typer.Option(help="Listen port; 0 picks a free one.")] = 0,
) -> None:
    """Serve the to-do API until SIGTERM; print its address as one line of JSON when ready."""
    from daemonry.web.server import run  # noqa: PLC0415 - loads the HTTP server

    with bind("127.0.0.1", port) as listener:
        run(_serve(listener, authority, audience, data))


async def _serve(listener: socket.socket, authority: str, audience: str, data: Path) -> None:
    from daemonry.emulator.todo_list import PATH, create_todo_list_api  # noqa: PLC0415 - slow
    from daemonry.web.orders import signal_orders  # noqa: PLC0415 - with the HTTP server
    from daemonry.web.server import serve  # noqa: PLC0415 - loads the HTTP server
    from daemonry.web.tls import CA_FILE, certificate_files  # noqa: PLC0415 - loads cryptography
    from daemonry_protect import Settings, TokenValidator  # noqa: PLC0415 - of use here only

    files = certificate_files(data)
    settings = Settings(authority=authority, audiences=audience, ca_file=data / CA_FILE)
    app = create_todo_list_api(data / "todo-list.db", TokenValidator(settings))
    url = f"https://localhost:{listener.getsockname()[1]}{PATH}"
    await serve(
        app,
        listener,
        certificate=files,
        orders=signal_orders,
        ready=lambda: print_json({"todo_api_url": url}, indent=None),
    )
