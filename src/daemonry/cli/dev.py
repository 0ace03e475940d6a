"""``daemonry dev``: the finished tutorial, served on this machine, for work and tests."""

import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import epilogue, open_new, settings_of
from daemonry.cli.dev_screen import show_dev_screen
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.local_identities import FixedIdentities, bound_identities
from daemonry.cli.logs import configure_logging
from daemonry.cli.output import print_json
from daemonry.cli.processes import listen_and_serve
from daemonry.cli.serving import Site, check_identity_port, make_site, orderly_end, run_server
from daemonry.model.secret import new_secret

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.types import ASGIApp

    from daemonry.cli.serving import Watched
    from daemonry.emulator.seed import TutorialTenant
    from daemonry.ports import ManagedIdentities
    from daemonry.services import Services
    from daemonry.settings import Settings
    from daemonry.web.orders import Orders

_EXAMPLES = """
daemonry dev
daemonry dev --port 8443 --data ./tenant     [dim]# keeps the tenant for the next time[/]
daemonry dev --port 0 --json                 [dim]# for scripts: one line of JSON when ready[/]
"""


def register_dev(program: typer.Typer, panel: str) -> None:
    """Add the command to the program."""
    program.command("dev", epilog=epilogue(_EXAMPLES), rich_help_panel=panel)(dev)


def dev(  # noqa: PLR0913 - one parameter for each option
    *,
    port: Annotated[
        int | None,
        typer.Option(help="Listen port; 0 picks a free one. Default: 8443", show_default=False),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Worker processes. Default: 1", show_default=False)
    ] = None,
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Keep the tenant here; a temporary directory without it.",
            show_default=False,
        ),
    ] = None,
    json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON when ready, and nothing else.")
    ] = False,
    tls_name: Annotated[
        list[str] | None,
        typer.Option(help="A further host name to answer to; may be repeated.", show_default=False),
    ] = None,
    ciam_names: Annotated[
        bool,
        typer.Option(
            "--ciam-names", help="Answer to contoso.ciamlogin.com, mapped here by whoever tests."
        ),
    ] = False,
    managed_identity: Annotated[
        bool,
        typer.Option(
            "--managed-identity",
            help="Give workloads of this machine the daemon's tokens without its secret.",
        ),
    ] = False,
    log_level: Annotated[str, typer.Option(help="debug, info, warning or error.")] = "warning",
) -> None:
    """Serve a local tenant with the tutorial finished, to-do API included.

    For development and tests: the credentials are printed, and with --data they are
    kept in the data directory. It serves until SIGTERM or Ctrl-C.
    """
    with orderly_end(ExitCode.OK), _data_directory(data) as directory:
        overrides = {
            "profile": "dev",
            "data": directory,
            "host": "127.0.0.1",
            "port": port,
            "workers": workers,
            "drain_delay": 0.0,
            "tls_names": tuple(tls_name) if tls_name else None,
            "log_level": log_level,
        }
        if managed_identity and settings_of().managed_identity_port is None:
            overrides["managed_identity_port"] = 0
        settings = settings_of(**overrides)
        check_identity_port(settings)
        configure_logging(settings)

        def announce(facts: "Mapping[str, Any]") -> None:
            if json:
                print_json(facts, indent=None)
            else:
                show_dev_screen(facts, directory if data is not None else None)

        listen_and_serve(serve_tutorial, settings, announce, overrides=overrides, ciam=ciam_names)


async def serve_tutorial(  # noqa: PLR0913 - what a process is told
    settings: "Settings",
    listener: socket.socket,
    *,
    ciam: bool,
    orders: "Orders",
    ready: "Callable[[Mapping[str, Any]], None]",
    watched: "Watched | None" = None,
) -> None:
    """Serve the tutorial's tenant in this process. ``ready`` gets what ``--json`` prints."""
    async with open_new(settings) as services, AsyncExitStack() as stack:
        tutorial = await _seed(services)
        async with services.directory.read() as uow:
            tenants = await uow.tenants.list_all()
        site = make_site(services, listener.getsockname()[1], tenants, ciam=ciam)
        facts = dev_facts(tutorial, site)
        todo_api = _todo_api(services, site, tutorial)
        header = new_secret()
        identities = await _identities(services, tutorial, header)
        local = stack.enter_context(bound_identities(settings, identities))
        if local is not None:
            facts |= {
                "managed_identity_url": local.url,
                "identity_endpoint": f"{local.url}/msi/token",
                "identity_header": header,
            }
        await run_server(
            services,
            listener,
            site,
            orders=orders,
            ready=lambda: ready(facts),
            todo_api=todo_api,
            local=local,
            watched=watched,
        )


def dev_facts(tutorial: "TutorialTenant", site: Site) -> dict[str, Any]:
    """Return what ``--json`` prints. Names and meaning are a contract with scripts."""
    base_url = site.base_url
    authority = f"{base_url}/{tutorial.tenant_id}"
    return {
        "base_url": base_url,
        "tenant_id": tutorial.tenant_id,
        "tenant_domain": tutorial.tenant_domain,
        "tenant_name": tutorial.tenant_name,
        "authority": authority,
        "issuer": f"{authority}/v2.0",
        "token_endpoint": f"{authority}/oauth2/v2.0/token",
        "graph_url": f"{base_url}/v1.0",
        "admin_url": f"{base_url}/admin/",
        "admin_username": tutorial.admin_username,
        "admin_password": tutorial.admin_password,
        "ca_file": str(site.ca_file.absolute()) if site.ca_file else None,
        "api_app_id": tutorial.api_app_id,
        "api_identifier_uri": tutorial.api_identifier_uri,
        "daemon_client_id": tutorial.daemon_client_id,
        "daemon_client_secret": tutorial.daemon_client_secret,
        "management_client_id": tutorial.management_client_id,
        "management_client_secret": tutorial.management_client_secret,
        "todo_api_url": f"{base_url}/api/todolist",
    }


async def _identities(
    services: "Services", tutorial: "TutorialTenant", header: str
) -> "ManagedIdentities":
    """Return the seeded daemon as managed identity, and what was bound besides."""
    from daemonry.emulator.identities import tutorial_identities  # noqa: PLC0415 - as below
    from daemonry.storage.managed_identities import ManagedIdentityFile  # noqa: PLC0415 - likewise

    seeded = await tutorial_identities(services.directory, services.secret_keys, tutorial, header)
    return FixedIdentities(seeded, ManagedIdentityFile(services.settings.data))


async def _seed(services: "Services") -> "TutorialTenant":
    from daemonry.cli.tenant import tools_of  # noqa: PLC0415 - with the directory
    from daemonry.emulator.seed import SeedError, seed_tutorial  # noqa: PLC0415 - likewise

    try:
        return await seed_tutorial(
            services.directory,
            tools_of(services),
            services.secret_keys,
            suffix=services.settings.domain_suffix,
            data=services.settings.data,
        )
    except SeedError as error:
        raise CommandError(str(error), error.hint, ExitCode.UNREACHABLE) from error


def _todo_api(services: "Services", site: Site, tutorial: "TutorialTenant") -> "ASGIApp":
    from daemonry.cli.dev_api import DevTodoApi  # noqa: PLC0415 - loads Starlette

    return DevTodoApi(
        site,
        tutorial,
        services.settings.data / "todo-list.db",
        exact_entra_issuer=services.settings.exact_entra_issuer,
    )


@contextmanager
def _data_directory(kept: Path | None) -> Iterator[Path]:
    """Yield the directory given, or a temporary one that is removed at the end."""
    if kept is not None:
        yield kept
        return
    made = Path(tempfile.mkdtemp(prefix="daemonry-dev-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)
