"""The program ``daemonry``: all commands, and the one place where a failure ends."""

import os
import sys
import traceback
from functools import cache
from typing import TYPE_CHECKING, Annotated, cast

import typer
from typer.main import get_command

from daemonry.cli.app import apps
from daemonry.cli.audit import audit
from daemonry.cli.audit_export import register_audit_export
from daemonry.cli.audit_trail import register_audit_trail
from daemonry.cli.authority import authorities
from daemonry.cli.backup import register_backup
from daemonry.cli.certificate import certificates
from daemonry.cli.check import register_check
from daemonry.cli.claims import claims
from daemonry.cli.configuration import register_configuration
from daemonry.cli.consent import consent
from daemonry.cli.demo import register_demo
from daemonry.cli.dev import register_dev
from daemonry.cli.doctor import register_doctor
from daemonry.cli.errors import EXIT_CODES, Complaint, ExitCode, complain, complaint_of
from daemonry.cli.explain import register_explain
from daemonry.cli.federation import federation
from daemonry.cli.identity import identities
from daemonry.cli.init import register_init
from daemonry.cli.key import keys
from daemonry.cli.notices import notices
from daemonry.cli.permission import permissions
from daemonry.cli.policy import policies
from daemonry.cli.role import roles
from daemonry.cli.secret import secrets
from daemonry.cli.serve import register_serve
from daemonry.cli.server_key import server_keys
from daemonry.cli.summary import register_summary
from daemonry.cli.tenant import tenants
from daemonry.cli.todo_api import register_todo_api
from daemonry.cli.token import token
from daemonry.cli.user import users

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer.core import TyperGroup

_START = "Start"
_DIRECTORY = "Directory"
_FILES = "The tenant as a file"
_SAFE = "Backup and keys"
_LOOK = "Look"

_EPILOGUE = f"""[bold]First steps[/]
  [cyan]daemonry demo[/]                                   walks the whole tutorial in front of you
  [cyan]daemonry dev[/]                                    a local tenant with the tutorial finished
  [cyan]daemonry init --tenant contoso[/]                  keys and first tenant for production

[dim]Results go to standard output, remarks and errors to standard error.
Exit codes: {EXIT_CODES}.[/]"""


def _show_version(wanted: bool) -> None:  # noqa: FBT001 - the value of a flag
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - slow, and rarely asked for

        sys.stdout.write(f"daemonry {version('daemonry')}\n")
        raise typer.Exit


def _root(
    *,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an unexpected error.")
    ] = False,
    show_version: Annotated[
        bool,
        typer.Option("--version", help="Print the version.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """Daemonry, an identity provider for programs that sign in as themselves.

    Commands of the directory open the data directory (--data), also while the server
    runs: what they change counts from the next token request on.
    """
    del debug, show_version  # read before: by 'run' and by its own callback


@cache
def build_program() -> "TyperGroup":
    """Return the program with all its commands."""
    program = typer.Typer(
        name="daemonry",
        no_args_is_help=True,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
    )
    program.callback(epilog=_EPILOGUE)(_root)
    for register in (register_demo, register_dev, register_init, register_serve):
        register(program, _START)
    register_todo_api(program, _START)
    for group, name in (
        (tenants, "tenant"),
        (users, "user"),
        (apps, "app"),
        (roles, "role"),
        (claims, "claims"),
        (secrets, "secret"),
        (certificates, "certificate"),
        (authorities, "authority"),
        (keys, "key"),
        (federation, "federation"),
        (permissions, "permission"),
        (consent, "consent"),
        (policies, "policy"),
        (identities, "identity"),
        (notices, "notices"),
    ):
        program.add_typer(group, name=name, rich_help_panel=_DIRECTORY)
    register_backup(program, _SAFE)
    program.add_typer(server_keys, name="server-key", rich_help_panel=_SAFE)
    register_doctor(program, _LOOK)
    register_check(program, _LOOK)
    register_configuration(program, _FILES)
    program.add_typer(token, name="token", rich_help_panel=_LOOK)
    for register_of_audit in (register_summary, register_audit_trail, register_audit_export):
        register_of_audit(audit)
    program.add_typer(audit, name="audit", rich_help_panel=_LOOK)
    register_explain(program, _LOOK)
    return cast("TyperGroup", get_command(program))


def run(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command and return its exit code.

    Every failure becomes two lines on standard error; only ``--debug`` shows a
    traceback, and only of what was not foreseen.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        result = build_program().main(args=given, prog_name="daemonry", standalone_mode=False)
    except typer.Abort:
        complain(Complaint("Interrupted.", "", ExitCode.INTERRUPTED))
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone; Python would complain again at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except Exception as error:  # noqa: BLE001 - a person is told, and --debug shows the rest
        if type(error).__name__ == "NoArgsIsHelpError":
            return ExitCode.OK
        complaint = complaint_of(error)
        if complaint.code is ExitCode.UNEXPECTED and "--debug" in given:
            traceback.print_exception(error)
        complain(complaint)
        return complaint.code
    return result if isinstance(result, int) else ExitCode.OK
