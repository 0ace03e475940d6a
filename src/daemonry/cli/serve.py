"""``daemonry serve``: the server in production."""

import socket
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from daemonry.cli.command import (
    DatabaseOption,
    DataOption,
    OutputOption,
    epilogue,
    settings_of,
)
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.local_identities import bound_identities
from daemonry.cli.logs import configure_logging
from daemonry.cli.output import Output, note, print_json
from daemonry.cli.processes import listen_and_serve
from daemonry.cli.serving import check_settings, make_site, run_server
from daemonry.model.audit import OPERATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from daemonry.cli.serving import Watched
    from daemonry.settings import Settings
    from daemonry.web.orders import Orders

_EXAMPLES = """
daemonry serve --data /var/lib/daemonry --port 8443
daemonry serve --host 0.0.0.0 --tls-certificate chain.pem --tls-key key.pem --public-url https://id.contoso.com
daemonry serve --workers 4    [dim]# SIGTERM drains, SIGHUP replaces the workers one by one[/]
daemonry serve --behind-proxy --public-url https://id.contoso.com
DAEMONRY_DATA=/var/lib/daemonry daemonry serve
"""
_PANEL = "TLS and names"


def register_serve(program: typer.Typer, panel: str) -> None:
    """Add the command to the program."""
    program.command("serve", epilog=epilogue(_EXAMPLES), rich_help_panel=panel)(serve)


def serve(  # noqa: PLR0913 - one parameter for each option
    *,
    host: Annotated[
        str | None, typer.Option(help="Listen address. Default: 127.0.0.1", show_default=False)
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(help="Listen port; 0 picks a free one. Default: 8443", show_default=False),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(help="Worker processes. Default: 1", show_default=False)
    ] = None,
    drain_delay: Annotated[
        float | None,
        typer.Option(
            help="Seconds to go on accepting after SIGTERM. Default: 5", show_default=False
        ),
    ] = None,
    public_url: Annotated[
        str | None,
        typer.Option(
            help="The origin that clients use, such as https://id.contoso.com.",
            show_default=False,
            rich_help_panel=_PANEL,
        ),
    ] = None,
    tls_certificate: Annotated[
        Path | None,
        typer.Option(
            help="PEM certificate chain; a development CA signs one without it.",
            show_default=False,
            rich_help_panel=_PANEL,
        ),
    ] = None,
    tls_key: Annotated[
        Path | None,
        typer.Option(
            help="PEM private key of the certificate.", show_default=False, rich_help_panel=_PANEL
        ),
    ] = None,
    tls_name: Annotated[
        list[str] | None,
        typer.Option(
            help="A further host name to answer to; may be repeated.",
            show_default=False,
            rich_help_panel=_PANEL,
        ),
    ] = None,
    ciam_names: Annotated[
        bool,
        typer.Option(
            "--ciam-names",
            rich_help_panel=_PANEL,
            help="Answer to {subdomain}.ciamlogin.com, mapped here by whoever tests.",
        ),
    ] = False,
    behind_proxy: Annotated[
        bool,
        typer.Option(
            "--behind-proxy",
            rich_help_panel=_PANEL,
            help="Speak plain HTTP, as a proxy in front terminates TLS.",
        ),
    ] = False,
    managed_identity_port: Annotated[
        int | None,
        typer.Option(
            help="Port on 127.0.0.1 for workloads of this machine; see 'daemonry identity'.",
            show_default=False,
        ),
    ] = None,
    metrics_port: Annotated[
        int | None,
        typer.Option(
            help="Port on which Prometheus reads /metrics; 0 picks a free one. Default: none",
            show_default=False,
        ),
    ] = None,
    log_level: Annotated[
        str | None, typer.Option(help="debug, info, warning or error.", show_default=False)
    ] = None,
    log_format: Annotated[
        str | None, typer.Option(help="console or json.", show_default=False)
    ] = None,
    data: DataOption = None,
    database: DatabaseOption = None,
    output: OutputOption = Output.TABLE,
) -> None:
    """Serve tokens and the management API until SIGTERM or Ctrl-C.

    Every option can also be set by its environment variable, such as DAEMONRY_PORT;
    keys come from files named by DAEMONRY_KEY_ENCRYPTION_KEY_FILE and
    DAEMONRY_SECRET_HASH_KEY_FILE, or from the data directory.
    """
    overrides = {
        "data": data,
        "database": database,
        "host": host,
        "port": port,
        "workers": workers,
        "drain_delay": drain_delay,
        "public_url": public_url,
        "tls_certificate": tls_certificate,
        "tls_key": tls_key,
        "tls_names": tuple(tls_name) if tls_name else None,
        "behind_proxy": behind_proxy or None,
        "managed_identity_port": managed_identity_port,
        "metrics_port": metrics_port,
        "log_level": log_level,
        "log_format": log_format,
    }
    settings = settings_of(**overrides)
    check_settings(settings)
    _require_production_data(settings)
    configure_logging(settings)

    def announce(facts: "Mapping[str, Any]") -> None:
        if output is Output.JSON:
            print_json({name: facts[name] for name in facts if name != "tenants"}, indent=None)
        else:
            _tell(facts)

    from daemonry.web.hardening import hardened_process  # noqa: PLC0415 - of use here only

    with hardened_process():
        listen_and_serve(
            serve_directory,
            settings,
            announce,
            overrides=overrides,
            ciam=ciam_names,
            can_reload=True,
        )


async def serve_directory(  # noqa: PLR0913 - what a process is told
    settings: "Settings",
    listener: socket.socket,
    *,
    ciam: bool,
    orders: "Orders",
    ready: "Callable[[Mapping[str, Any]], None]",
    watched: "Watched | None" = None,
) -> None:
    """Serve a data directory in this process. ``ready`` gets what people are told about it."""
    from daemonry.directory.tenants import list_tenants  # noqa: PLC0415 - likewise
    from daemonry.services import open_services  # noqa: PLC0415 - loads everything
    from daemonry.storage.managed_identities import ManagedIdentityFile  # noqa: PLC0415 - likewise

    source = ManagedIdentityFile(settings.data)
    async with open_services(settings) as services, AsyncExitStack() as stack:
        local = stack.enter_context(bound_identities(settings, source))
        async with services.directory.read() as uow:
            tenants = await list_tenants(uow, OPERATOR)
        site = make_site(services, listener.getsockname()[1], tenants, ciam=ciam)
        facts = {
            "base_url": site.base_url,
            "ca_file": str(site.ca_file.absolute()) if site.ca_file else None,
            **({"managed_identity_url": local.url} if local is not None else {}),
            "tenants": {tenant.tenant_id: tenant.display_name for tenant in tenants},
        }
        await run_server(
            services,
            listener,
            site,
            orders=orders,
            ready=lambda: ready(facts),
            local=local,
            watched=watched,
        )


def _tell(facts: "Mapping[str, Any]") -> None:
    note(f"Daemonry serves {facts['base_url']} (Ctrl-C stops it).")
    for tenant_id, name in facts["tenants"].items():
        note(f"  {name}: {facts['base_url']}/{tenant_id}")
    if facts["ca_file"] is not None:
        note(f"  Its development CA, for clients to trust: {facts['ca_file']}")
    if "managed_identity_url" in facts:
        note(f"  Managed identities of this machine: {facts['managed_identity_url']}")
    if "metrics_url" in facts:
        note(f"  Metrics: {facts['metrics_url']}")


def _require_production_data(settings: "Settings") -> None:
    """Refuse a directory that is missing, or whose secrets lie beside the data."""
    from daemonry.storage.secret_files import CREDENTIALS_FILE  # noqa: PLC0415 - loads cryptography

    if settings.database is None and not settings.data.is_dir():
        raise CommandError(
            f"There is no data directory at {settings.data}.",
            f"Create it with 'daemonry init --data {settings.data} --tenant NAME'.",
            ExitCode.UNREACHABLE,
        )
    if (settings.data / CREDENTIALS_FILE).exists():
        raise CommandError(
            f"{settings.data} was made by 'daemonry dev': its secrets lie open beside the data.",
            "Create a directory for production with 'daemonry init', or use 'daemonry dev'.",
        )
