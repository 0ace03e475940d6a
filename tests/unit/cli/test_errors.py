import pytest

from daemonry.cli.errors import CommandError, Complaint, ExitCode, complain, complaint_of
from daemonry.model import errors

HINTED = errors.ENABLED_ENTITLEMENT
WITHOUT_HINT = errors.NOT_A_VALID_REFERENCE

CASES = {
    "a rule of the directory": (errors.InvalidError(HINTED), ExitCode.REFUSED),
    "a rule without a hint of its own": (errors.InvalidError(WITHOUT_HINT), ExitCode.REFUSED),
    "a taken name": (errors.ConflictError(errors.DOMAIN_TAKEN, name="x"), ExitCode.REFUSED),
    "something absent": (
        errors.NotFoundError(errors.TENANT_NOT_FOUND, id="x"),
        ExitCode.NOT_FOUND,
    ),
    "the command line's own refusal": (
        CommandError("No.", "Do so.", ExitCode.USAGE),
        ExitCode.USAGE,
    ),
    "a file that may not be read": (
        PermissionError(13, "Permission denied", "/x"),
        ExitCode.UNREACHABLE,
    ),
    "a server that is not there": (ConnectionRefusedError(111, "refused"), ExitCode.UNREACHABLE),
    "something unforeseen": (ZeroDivisionError("by zero"), ExitCode.UNEXPECTED),
}


@pytest.mark.parametrize("case", CASES)
def test_each_kind_of_failure_has_its_exit_code_and_says_what_to_do(case):
    error, code = CASES[case]
    complaint = complaint_of(error)
    assert complaint.code is code
    assert complaint.message
    assert complaint.hint


def test_a_complaint_is_two_unbroken_lines_on_standard_error(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "30")
    complain(Complaint("word " * 20, "advice " * 20, ExitCode.REFUSED))
    said = capsys.readouterr()
    assert said.out == ""
    first, second = said.err.splitlines()
    assert first.startswith("error: word")
    assert second.startswith("what to do: advice")


def test_a_message_with_brackets_is_printed_as_it_is(capsys):
    complain(Complaint("Bad value '[/x]'.", "", ExitCode.REFUSED))
    assert capsys.readouterr().err == "error: Bad value '[/x]'.\n"
