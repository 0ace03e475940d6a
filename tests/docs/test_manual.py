"""The manual page and the page of commands tell of every command, in plain words."""

from __future__ import annotations

import re

from tools.manual import commands, commands_page, manual


def test_every_command_is_in_both_with_its_options():
    page, man = commands_page(), manual().replace(r"\-", "-")
    found = list(commands())
    assert {"daemonry serve", "daemonry secret create", "daemonry check"} <= {
        command.name for command in found
    }
    for command in found:
        assert command.help, command.name
        assert f"## {command.name}\n" in page
        assert f".SS {command.name}\n" in man
        for shown, _ in command.parameters:
            assert f"`{shown}`" in page
            assert shown in man


def test_no_markup_of_the_terminal_is_left():
    for text in (commands_page(), manual()):
        assert re.findall(r"\[/?(?:bold|dim|cyan|green|/)?\]", text) == []


def test_no_line_of_the_manual_is_a_request_by_accident():
    known = {"TH", "SH", "SS", "TP", "PP", "RS", "RE", "nf", "fi", "B"}
    assert {line[1:3].strip() for line in manual().splitlines() if line[0] in ".'"} <= known
