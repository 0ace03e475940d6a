import json
from datetime import UTC, datetime

from rich.text import Text

from daemonry.cli.output import Output, show_record, show_rows

AT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
ROWS = [
    {"display_name": "ciam-client-app", "app_id": "a" * 36, "ends_at": AT, "roles": ["x", "y"]},
    {"display_name": "other", "app_id": "b" * 36, "ends_at": None, "roles": []},
]
COLUMNS = ("display_name", "app_id", "ends_at", "roles")


def test_rows_are_a_table_for_people(capsys):
    show_rows(Output.TABLE, ROWS, columns=COLUMNS, empty="none")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["display", "name", "app", "ID", "ends", "at", "roles"]
    assert any("ciam-client-app" in line and "2026-03-01 12:30:00Z" in line for line in lines)


def test_a_pipe_gets_whole_identifiers_whatever_the_width_of_the_terminal(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    show_rows(Output.TABLE, ROWS, columns=COLUMNS, empty="none")
    assert "a" * 36 in capsys.readouterr().out


def test_rows_are_an_array_for_programs_with_times_in_iso_8601(capsys):
    show_rows(Output.JSON, ROWS, columns=("display_name",), empty="none")
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["ends_at"] == "2026-03-01T12:30:00Z"
    assert rows[1] == {"display_name": "other", "app_id": "b" * 36, "ends_at": None, "roles": []}


def test_no_rows_are_an_empty_array_for_programs_and_a_sentence_for_people(capsys):
    show_rows(Output.JSON, [], columns=COLUMNS, empty="Nothing yet.")
    assert json.loads(capsys.readouterr().out) == []
    show_rows(Output.TABLE, [], columns=COLUMNS, empty="Nothing yet.")
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "Nothing yet.\n"


def test_a_record_shows_words_for_people(capsys):
    record = {"is_enabled": True, "app_id": None, "status": Text("current"), "domains": ["a", "b"]}
    show_record(Output.TABLE, record, title="Made it")
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        ["Made", "it"],
        ["is", "enabled", "yes"],
        ["app", "ID", "-"],
        ["status", "current"],
        ["domains", "a"],
        ["b"],
    ]


def test_a_record_is_one_object_for_programs(capsys):
    show_record(Output.JSON, {"status": Text("current"), "at": AT}, title="Made it")
    assert json.loads(capsys.readouterr().out) == {
        "status": "current",
        "at": "2026-03-01T12:30:00Z",
    }


def test_names_with_brackets_are_not_taken_for_markup(capsys):
    show_rows(Output.TABLE, [{"display_name": "[bold]app[/]"}], columns=("display_name",), empty="")
    assert "[bold]app[/]" in capsys.readouterr().out
