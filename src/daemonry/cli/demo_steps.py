"""The steps of the demo, in the order and the words of the tutorial.

Nothing here has a short cut into the directory: each step runs a command of this
program, and the daemons that call the API are the examples under ``clients``.
"""

import contextlib
import io
import json
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from daemonry.cli import main
from daemonry.cli.decoded import DecodedToken, decode_token, token_view
from daemonry.cli.demo_processes import (
    ClientRun,
    install_node_packages,
    node_daemon,
    python_daemon,
    why_no_node,
)
from daemonry.cli.demo_screen import DemoScreen
from daemonry.cli.errors import CommandError, ExitCode
from daemonry.cli.token_client import TokenClient

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = 12
API = "ciam-ToDoList-api"
DAEMON = "ciam-client-app"
READ = "ToDoList.Read.All"
WRITE = "ToDoList.ReadWrite.All"

_API_REFUSED = 4  # exit code of the example daemons for 401 and 403
_OK = 200
_FORBIDDEN = 403
_SHOWN_OF_SECRET = 8
_ITEM = "Grant consent before the first call"


@dataclass(slots=True)
class Tutorial:
    """What the demo has made so far."""

    screen: DemoScreen
    data: Path
    tenant_id: str = ""
    base_url: str = ""
    ca_file: Path = Path()
    api_app_id: str = ""
    daemon_app_id: str = ""
    secret: str = field(default="", repr=False)
    todo_api_url: str = ""

    def serve(self, base_url: str, ca_file: Path) -> None:
        """Take note of the server and show where it is."""
        self.base_url, self.ca_file = base_url, ca_file
        self.screen.command("daemonry serve")
        self.screen.good(f"The server runs at {base_url}, its authority is /{self.tenant_id}")

    @property
    def authority(self) -> str:
        """The authority that daemons are configured with."""
        return f"{self.base_url}/{self.tenant_id}"

    @property
    def scope(self) -> str:
        """The scope that a daemon asks for."""
        return f"api://{self.api_app_id}/.default"

    def api_arguments(self) -> tuple[str, ...]:
        """Return the command that serves the to-do API."""
        options = {
            "--authority": f"{self.authority}/v2.0",
            "--audience": self.api_app_id,
            "--data": str(self.data),
        }
        return ("todo-api", *(word for option in options.items() for word in option))

    def daemon_environment(self) -> dict[str, str]:
        """Return the settings of the example daemons."""
        return {
            "AUTHORITY": self.authority,
            "CLIENT_ID": self.daemon_app_id,
            "CLIENT_SECRET": self.secret,
            "SCOPES": f"api://{self.api_app_id}",
            "API_ENDPOINT": self.todo_api_url,
            "REQUESTS_CA_BUNDLE": str(self.ca_file),
            "NODE_EXTRA_CA_CERTS": str(self.ca_file),
        }

    def shown_environment(self) -> dict[str, str]:
        """Return the settings of the example daemons as they may be shown."""
        return self.daemon_environment() | {"CLIENT_SECRET": masked(self.secret)}


def masked(secret: str) -> str:
    """Return a secret with all but its prefix and its hint hidden."""
    return secret[:_SHOWN_OF_SECRET] + "*" * (len(secret) - _SHOWN_OF_SECRET)


def create_tenant(tutorial: Tutorial) -> None:
    """Step 1: a tenant, on a server of our own."""
    tutorial.screen.heading("Create a tenant", "A directory of its own, with its own signing keys.")
    made = _typed(tutorial, "init", "--tenant", "contoso", "--name", "Contoso")
    tutorial.tenant_id = made["tenant_id"]
    tutorial.screen.facts({"tenant ID": made["tenant_id"], "domain": made["tenant_domain"]})


def register_api(tutorial: Tutorial) -> None:
    """Step 2: the web API."""
    tutorial.screen.heading(
        "Register the web API", "Clients name it by its application ID URI; tokens are for it."
    )
    made = _typed(tutorial, "app", "create", API, "--expose", "--token-version", "2")
    tutorial.api_app_id = made["app_id"]
    tutorial.screen.facts({"client ID": made["app_id"], "ID URI": made["identifier_uris"][0]})


def define_roles(tutorial: Tutorial) -> None:
    """Step 3: what the API lets daemons do."""
    tutorial.screen.heading(
        "Define two app roles", "What the API lets daemons do. Its code checks for them by name."
    )
    for value, words in ((READ, "Read all to-do lists"), (WRITE, "Read and write them")):
        _typed(tutorial, "role", "create", API, value, "--description", words)


def request_idtyp(tutorial: Tutorial) -> None:
    """Step 4: the claim by which the API knows an app-only token."""
    tutorial.screen.heading(
        "Add the optional claim idtyp", "By it the API knows a token of a program without a user."
    )
    _typed(tutorial, "claims", "add", API, "idtyp")


def register_daemon(tutorial: Tutorial) -> None:
    """Step 5: the daemon."""
    tutorial.screen.heading("Register the daemon", "The program that will call the API by itself.")
    made = _typed(tutorial, "app", "create", DAEMON)
    tutorial.daemon_app_id = made["app_id"]
    tutorial.screen.facts({"client ID": made["app_id"]})


def create_secret(tutorial: Tutorial) -> None:
    """Step 6: the daemon's credential."""
    tutorial.screen.heading(
        "Create a client secret", "Shown once to you, kept as a digest only; here it is masked."
    )
    made = _typed(tutorial, "secret", "create", DAEMON, "--name", "demo")
    tutorial.secret = made["secret"]
    tutorial.screen.facts(
        {"secret": masked(tutorial.secret), "hint": made["hint"], "ends at": made["ends_at"]}
    )


def request_permissions(tutorial: Tutorial) -> None:
    """Step 7: what the daemon asks for."""
    tutorial.screen.heading(
        "Request the permissions", "The daemon now asks for both roles. Asking grants nothing."
    )
    _typed(tutorial, "permission", "add", DAEMON, API, READ, WRITE)


def ask_without_consent(tutorial: Tutorial) -> None:
    """Step 8: the mistake that the tutorial is about, and how to find it."""
    screen = tutorial.screen
    screen.heading(
        "Call the API, too early", "The secret is right, the permissions are requested. And yet:"
    )
    screen.facts(tutorial.shown_environment())
    _call_expecting(tutorial, ("--op", "getToDos"), allowed=False)
    screen.bad("403: the API refuses, although the server gave a token. What stands in it?")
    decoded = _token_of(tutorial)
    if decoded.roles:
        raise _unexpected("The token carries roles that nobody consented to.")
    screen.show(token_view(decoded, _now(), only=("aud", "azp", "idtyp", "roles", "exp")))
    screen.bad("There is no claim 'roles': nobody has consented to what the daemon requests.")
    told = _typed(tutorial, "explain", DAEMON, API)
    for role in told["roles"]:
        screen.bad(f"{role['value']}: {role['why']}")
    screen.good(f"What mends it: {told['roles'][0]['mend']['command']}")


def grant_consent(tutorial: Tutorial) -> None:
    """Step 9: an administrator consents."""
    tutorial.screen.heading(
        "Grant admin consent", "An administrator gives the daemon what it requests, role by role."
    )
    _show_consent(tutorial, _typed(tutorial, "consent", "grant", DAEMON))
    decoded = _token_of(tutorial)
    if set(decoded.roles) != {READ, WRITE}:
        raise _unexpected("The token lacks the roles that were granted.")
    tutorial.screen.good("It counts from the very next token on:")
    tutorial.screen.show(token_view(decoded, _now()))


def call_as_python_daemon(tutorial: Tutorial) -> None:
    """Step 10: the Python daemon, unmodified MSAL."""
    tutorial.screen.heading("Call the API with the Python daemon", "It uses MSAL Python.")
    _call_expecting(tutorial, ("--op", "addToDo", "--description", _ITEM), allowed=True)
    shown = _call_expecting(tutorial, ("--op", "getToDos"), allowed=True)
    tutorial.screen.good(f"200: the API answers with {len(json.loads(shown))} to-do.")


def call_as_node_daemon(tutorial: Tutorial, *, wanted: bool) -> None:
    """Step 11: the Node.js daemon, unmodified MSAL, where Node.js is present."""
    screen = tutorial.screen
    screen.heading("Call the API with the Node.js daemon", "It uses MSAL Node.")
    obstacle = "it was not wanted (--no-node)" if not wanted else why_no_node()
    obstacle = obstacle or install_node_packages()
    if obstacle:
        screen.skipped(f"Left out: {obstacle}.")
        return
    arguments = ("--op", "getToDos")
    screen.command(f"node clients/node-daemon {shlex.join(arguments)}")
    done = node_daemon(*arguments, environment=tutorial.daemon_environment())
    _show_run(screen, done)
    if done.exit_code != 0:
        raise _unexpected("The Node.js daemon was refused.")
    screen.good(f"200: the API answers with {len(json.loads(done.output))} to-do.")


def show_records(tutorial: Tutorial) -> None:
    """Step 12: what the server recorded of all this."""
    tutorial.screen.heading(
        "Look at the records", "Each token was recorded before it left the server."
    )
    rows = _typed(tutorial, "audit", "sign-ins", "--limit", "5")
    _show_rows(
        tutorial.screen,
        [
            [row["at"], row["client"], row["result"], ", ".join(row["roles"]) or "no roles"]
            for row in reversed(rows)
        ],
    )


def _typed(tutorial: Tutorial, *arguments: str) -> Any:
    """Show a command, run it on the demo's data directory, return its JSON."""
    tutorial.screen.command(f"daemonry {shlex.join(arguments)}")
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        code = main([*arguments, "--data", str(tutorial.data), "-o", "json"])
    if code != ExitCode.OK:
        raise _unexpected(f"'daemonry {arguments[0]}' failed: {errors.getvalue().strip()}")
    return json.loads(out.getvalue())


def _call_expecting(tutorial: Tutorial, arguments: "Sequence[str]", *, allowed: bool) -> str:
    """Call the API with the Python daemon, or by hand where it cannot run; return the output."""
    screen = tutorial.screen
    done = python_daemon(*arguments, environment=tutorial.daemon_environment())
    if done is None:
        screen.skipped("The Python daemon is not here (clients/, MSAL); asking by hand.")
        done = _call_by_hand(tutorial, arguments)
    else:
        screen.command(f"python clients/python-daemon/daemon.py {shlex.join(arguments)}")
    _show_run(screen, done)
    if done.exit_code != (0 if allowed else _API_REFUSED):
        raise _unexpected("The to-do API did not answer as it should.")
    return done.output


def _call_by_hand(tutorial: Tutorial, arguments: "Sequence[str]") -> ClientRun:
    adds = "addToDo" in arguments
    client = TokenClient(tutorial.ca_file)
    token = _request(tutorial, client)
    response = client.call(
        "POST" if adds else "GET",
        tutorial.todo_api_url,
        token,
        {"description": _ITEM} if adds else None,
    )
    if response.status_code == _FORBIDDEN:
        return ClientRun(_API_REFUSED, "", f"The API answered 403.\n{response.text}")
    return ClientRun(0 if response.is_success else 1, response.text, "")


def _request(tutorial: Tutorial, client: TokenClient) -> str:
    answer = client.request(
        f"{tutorial.authority}/oauth2/v2.0/token",
        client_id=tutorial.daemon_app_id,
        client_secret=tutorial.secret,
        scope=tutorial.scope,
    )
    if answer.access_token is None:
        raise CommandError(answer.message, answer.explanation, ExitCode.REFUSED)
    return answer.access_token


def _token_of(tutorial: Tutorial) -> DecodedToken:
    tutorial.screen.command(
        f"daemonry token get --scope {tutorial.scope} --ca-file {tutorial.ca_file} --decode"
    )
    return decode_token(_request(tutorial, TokenClient(tutorial.ca_file)))


def _show_run(screen: DemoScreen, done: ClientRun) -> None:
    screen.lines(done.errors)
    screen.lines(done.output)


def _show_consent(tutorial: Tutorial, rows: "Sequence[dict[str, Any]]") -> None:
    _show_rows(
        tutorial.screen,
        [[row["permission"], f"on {row['api']}", row["status"]] for row in rows],
    )


def _show_rows(screen: DemoScreen, rows: "Sequence[Sequence[str]]") -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(*(_coloured(text) for text in row))
    screen.show(table)


def _coloured(text: str) -> Text:
    style = {"granted": "green", "not granted": "yellow", "no roles": "yellow"}.get(text, "")
    return Text(text, style=style)


def _unexpected(message: str) -> CommandError:
    return CommandError(
        message, "Please report this together with what is shown above.", ExitCode.UNEXPECTED
    )


def _now() -> Any:
    from daemonry.storage.system import SystemClock  # noqa: PLC0415 - where times are shown

    return SystemClock().now()
