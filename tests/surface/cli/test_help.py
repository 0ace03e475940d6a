"""Every command explains itself, alike."""

from __future__ import annotations

from functools import cache

import pytest
from tests.surface.cli.arrange import plain

from daemonry.cli.program import build_program

WITHOUT_RESULT = {"dev", "demo", "todo-api"}
NEEDS_TENANT_BY_OPTION = {
    ("init",),
    ("tenant", "create"),
    ("tenant", "list"),
    ("identity", "list"),
    ("notices", "send-now"),
    ("token", "get"),
    ("token", "decode"),
    ("serve",),
    ("doctor",),
    ("backup",),
    ("restore",),
    ("verify",),
}
OF_THE_SERVER = {"server-key"}
"""Groups that are about the server's own keys, whatever the tenants."""


def commands(group=None, path=()):
    group = group or build_program()
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        elif not command.hidden:
            yield (*path, name)


def groups(group=None, path=()):
    group = group or build_program()
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield (*path, name)
            yield from groups(command, (*path, name))


@cache
def help_of(path):
    return plain(*path, "--help").out


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_the_help_of_a_command_has_examples_and_exit_codes(path):
    help_text = help_of(path)
    assert f"Usage: daemonry {' '.join(path)}" in help_text
    examples = help_text.partition("Examples")[2].partition("Exit codes: 0 done")
    assert f"daemonry {' '.join(path)}" in examples[0]
    assert examples[1]


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_every_option_is_explained(path):
    command = build_program()
    for name in path:
        command = command.commands[name]
    unexplained = [one.name for one in command.params if not one.help and one.name != "help"]
    assert unexplained == []


@pytest.mark.parametrize("path", list(commands()), ids=" ".join)
def test_a_command_with_a_result_prints_it_as_table_or_json(path):
    has_output = "--output" in help_of(path)
    assert has_output is (path[0] not in WITHOUT_RESULT)


@pytest.mark.parametrize(
    "path",
    [
        path
        for path in commands()
        if path not in NEEDS_TENANT_BY_OPTION and len(path) > 1 and path[0] not in OF_THE_SERVER
    ],
    ids=" ".join,
)
def test_a_command_of_the_directory_can_be_told_where_and_in_which_tenant(path):
    help_text = help_of(path)
    assert all(option in help_text for option in ("--data", "--database", "--tenant"))


@pytest.mark.parametrize("path", [(), *groups()], ids=lambda path: " ".join(path) or "daemonry")
def test_a_group_without_a_command_shows_what_there_is(path):
    answer = plain(*path)
    assert answer.code == 0
    assert "Usage: daemonry" in answer.out


def test_no_option_takes_a_secret_from_the_command_line():
    secrets = {"--client-secret", "--secret", "--password", "--admin-password"}
    program = build_program()
    for path in commands():
        command = program
        for name in path:
            command = command.commands[name]
        taken = {
            option
            for one in command.params
            if not getattr(one, "is_flag", False)
            for option in one.opts
        }
        assert taken.isdisjoint(secrets), path


def test_completion_can_be_installed():
    assert "--install-completion" in plain("--help").out


def test_the_version_is_told():
    answer = plain("--version")
    assert (answer.code, answer.out) == (0, "daemonry 0.1.0\n")


def test_the_shortcut_for_help_works_everywhere():
    assert plain("role", "create", "-h").out == plain("role", "create", "--help").out


@pytest.mark.parametrize(
    ("arguments", "message", "hint"),
    [
        (("aap",), "No such command 'aap'", "daemonry --help"),
        (("role", "create", "x"), "Missing argument 'value'", "daemonry role create --help"),
        (("app", "list", "--wat"), "No such option: --wat", "daemonry app list --help"),
        (("app", "list", "-o", "xml"), "--output", "daemonry app list --help"),
        (("serve", "--port", "many"), "--port", "daemonry serve --help"),
    ],
)
def test_wrong_usage_names_the_fault_and_the_help(arguments, message, hint):
    answer = plain(*arguments)
    assert answer.code == 2
    assert answer.out == ""
    first, second = answer.err.splitlines()
    assert first.startswith("error: ")
    assert message in first
    assert second == f"what to do: See '{hint}'."
