"""How a command says no: one exit code per kind of refusal, two lines on standard error."""

from dataclasses import dataclass
from enum import IntEnum

from rich.console import Console
from rich.text import Text
from typer import TyperException

from daemonry.model.errors import DirectoryError, NotFoundError


class ExitCode(IntEnum):
    """What the shell sees. These numbers are a promise."""

    OK = 0
    REFUSED = 1
    USAGE = 2
    NOT_FOUND = 3
    UNREACHABLE = 4
    UNEXPECTED = 5
    INTERRUPTED = 130


EXIT_CODES = "0 done, 1 refused, 2 wrong usage, 3 not found, 4 cannot reach or open, 5 unexpected"


_STORAGE_HINT = "Check --data or --database, and that this user may open it."
_DATABASE_ERRORS = frozenset({"DatabaseError", "OperationalError", "InterfaceError"})


class CommandError(Exception):
    """A refusal of the command line itself. ``hint`` says what to do."""

    def __init__(self, message: str, hint: str, code: ExitCode = ExitCode.REFUSED) -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is told to the person at the console."""

    message: str
    hint: str
    code: ExitCode


def complaint_of(error: Exception) -> Complaint:  # noqa: PLR0911 - one for each kind
    """Return what to say about ``error``; anything unforeseen is ``UNEXPECTED``."""
    match error:
        case CommandError():
            return Complaint(str(error), error.hint, error.code)
        case NotFoundError():
            return Complaint(str(error), _hint_of(error), ExitCode.NOT_FOUND)
        case DirectoryError():
            return Complaint(str(error), _hint_of(error), ExitCode.REFUSED)
        case TyperException():
            return Complaint(_sentence(error.format_message()), _usage_hint(error), ExitCode.USAGE)
        case _ if _is_of_storage(error):
            # SQLAlchemy keeps the database's own words in ``orig``.
            message, _, hint = str(getattr(error, "orig", error)).partition(". ")
            said = f"The database cannot be used: {message}" if hasattr(error, "orig") else message
            return Complaint(_sentence(said), hint or _STORAGE_HINT, ExitCode.UNREACHABLE)
        case PermissionError() | FileNotFoundError() | IsADirectoryError() | NotADirectoryError():
            where = f"{error.filename}: " if error.filename else ""
            return Complaint(
                f"{where}{error.strerror or error}.",
                "Check the path and its permissions; the data directory belongs to one user.",
                ExitCode.UNREACHABLE,
            )
        case ConnectionError() | TimeoutError():
            return Complaint(
                f"The database or server cannot be reached: {error}.",
                "Check its address and that it runs.",
                ExitCode.UNREACHABLE,
            )
        case _:
            return Complaint(
                f"Something unexpected happened: {type(error).__name__}: {error}",
                "Run it again as 'daemonry --debug ...' and report what it prints.",
                ExitCode.UNEXPECTED,
            )


def complain(complaint: Complaint) -> None:
    """Write the two lines to standard error."""
    console = Console(stderr=True, highlight=False)
    console.print(
        Text("error: ", style="bold red").append(complaint.message, "not bold default"),
        soft_wrap=True,
    )
    if complaint.hint:
        console.print(
            Text("what to do: ", style="bold").append(complaint.hint, style="not bold"),
            soft_wrap=True,
        )


def _is_of_storage(error: Exception) -> bool:
    """Tell whether the database refuses, without importing what most commands do not need.

    Messages of storage say what is wrong in one sentence and what to do in the next.
    """
    kind = type(error)
    return kind.__module__.startswith("daemonry.storage") or (
        kind.__module__ == "sqlalchemy.exc" and kind.__name__ in _DATABASE_ERRORS
    )


def _hint_of(error: DirectoryError) -> str:
    if error.hint:
        return error.hint
    at = f" '{error.target}'" if error.target else ""
    return f"Correct the value{at} and repeat; '--help' shows examples."


def _usage_hint(error: TyperException) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else "daemonry"
    return f"See '{path} --help'."


def _sentence(text: str) -> str:
    stripped = text.strip()
    return stripped if stripped.endswith((".", "?", "!", ")")) else f"{stripped}."
