"""What ``daemonry dev`` shows when it is ready."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from daemonry.cli.output import out
from daemonry.cli.reference import shell_word

_INDENT = "  "


def show_dev_screen(facts: Mapping[str, Any], kept_in: Path | None) -> None:
    """Print where the server is, who may ask it, and lines to copy into a shell."""
    from daemonry.web.tls import trust_lines  # noqa: PLC0415 - cryptography is loaded by now

    console = out()
    console.print()
    console.print(
        Text.assemble(
            ("Daemonry is ready at ", "bold"),
            (facts["base_url"], "bold green"),
            ("   Ctrl-C stops it", "dim"),
        )
    )
    _section(
        console,
        "Tenant",
        {
            "name": f"{facts['tenant_name']}, {facts['tenant_domain']}",
            "tenant ID": facts["tenant_id"],
            "authority": facts["authority"],
            "administrator": f"{facts['admin_username']}  {facts['admin_password']}",
        },
    )
    _section(
        console,
        "Web API ciam-ToDoList-api",
        {
            "client ID": facts["api_app_id"],
            "scope": f"{facts['api_identifier_uri']}/.default",
            "app roles": "ToDoList.Read.All, ToDoList.ReadWrite.All",
            "address": facts["todo_api_url"],
        },
    )
    _section(
        console,
        "Daemon ciam-client-app, both roles consented",
        {
            "client ID": facts["daemon_client_id"],
            "client secret": facts["daemon_client_secret"],
        },
    )
    _section(
        console,
        "Management with Microsoft Graph",
        {
            "address": facts["graph_url"],
            "client ID": facts["management_client_id"],
            "client secret": facts["management_client_secret"],
            "scope": "https://graph.microsoft.com/.default",
        },
    )
    if "managed_identity_url" in facts:
        _section(
            console,
            "The daemon as managed identity, for any process of this machine",
            {
                "AZURE_POD_IDENTITY_AUTHORITY_HOST": facts["managed_identity_url"],
                "or IDENTITY_ENDPOINT": facts["identity_endpoint"],
                "with IDENTITY_HEADER": facts["identity_header"],
            },
        )
    _commands(console, "Make clients trust its development CA", trust_lines(Path(facts["ca_file"])))
    _commands(console, "Get a token and call the to-do API", _calls(facts))
    _commands(console, "Next", _next_steps(kept_in))
    console.print(Text(_where(kept_in), style="dim"), soft_wrap=True)


def _section(console: Console, title: str, rows: Mapping[str, str]) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="dim", no_wrap=True, min_width=17)
    table.add_column(overflow="fold")
    for name, value in rows.items():
        table.add_row(_INDENT + name, Text(value))
    console.print()
    console.print(Text(title, style="bold cyan"))
    console.print(table)


def _commands(console: Console, title: str, lines: tuple[str, ...]) -> None:
    console.print()
    console.print(Text(title, style="bold cyan"))
    for line in lines:
        console.print(Text(_INDENT + line), soft_wrap=True)


def _calls(facts: Mapping[str, Any]) -> tuple[str, ...]:
    return (
        f"export CA_FILE={shell_word(facts['ca_file'])}",
        f"TOKEN=$(curl -s --cacert $CA_FILE {facts['token_endpoint']} \\",
        "  -d grant_type=client_credentials \\",
        f"  -d client_id={facts['daemon_client_id']} \\",
        f"  -d client_secret={facts['daemon_client_secret']} \\",
        f"  -d scope={facts['api_identifier_uri']}/.default \\",
        """  | python3 -c 'import json, sys; print(json.load(sys.stdin)["access_token"])')""",
        f'curl --cacert $CA_FILE -H "Authorization: Bearer $TOKEN" {facts["todo_api_url"]}',
    )


def _next_steps(kept_in: Path | None) -> tuple[str, ...]:
    if kept_in is None:
        return (
            "daemonry dev --data ./tenant   # keeps the tenant, for 'daemonry app list' and so on",
            "daemonry demo                  # walks the tutorial step by step",
        )
    return (
        f"daemonry app list --data {shell_word(str(kept_in))}",
        f"daemonry consent status ciam-client-app --data {shell_word(str(kept_in))}",
        f"daemonry audit sign-ins --data {shell_word(str(kept_in))}",
    )


def _where(kept_in: Path | None) -> str:
    if kept_in is None:
        return "\nThe tenant is gone when this ends: it lives in a temporary directory.\n"
    return f"\nThe tenant is kept in {kept_in}, its credentials in dev-credentials.json there.\n"
