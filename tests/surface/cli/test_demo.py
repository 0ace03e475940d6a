"""``daemonry demo``: the tutorial from nothing to the to-dos, refusal included."""

from __future__ import annotations

import socket

import pytest
from tests.surface.cli.arrange import Shell, plain, started

from daemonry.cli import demo_processes


@pytest.mark.slow
def test_the_whole_tutorial_is_walked_and_explained(tmp_path):
    answer = plain("demo", "--no-node", "--data", str(tmp_path / "data"))
    assert answer.code == 0, answer.err
    told = answer.out
    refused, _, granted = told.partition(" 9/12 Grant admin consent")
    assert "403" in refused
    assert "roles  absent" in refused
    assert "requested but not consented" in refused
    assert "daemonry consent grant ciam-client-app" in refused
    assert "ToDoList.ReadWrite.All" in granted
    assert "Grant consent before the first call" in granted
    assert "--no-node" in granted
    assert "12/12 Look at the records" in granted


@pytest.mark.slow
def test_the_secret_of_the_demo_is_masked_and_the_tenant_can_be_kept(tmp_path):
    answer = plain("demo", "--no-node", "--data", str(tmp_path / "data"))
    secrets = [word for word in answer.out.split() if word.startswith("dmns_")]
    assert secrets
    assert all(set(secret[len("dmns_xxx") :]) == {"*"} for secret in secrets)
    shell = Shell(tmp_path / "data")
    (row,) = shell.json("secret", "list", "ciam-client-app")
    assert secrets[0].startswith(f"dmns_{row['hint']}*")


@pytest.mark.slow
def test_quietly_only_steps_and_outcomes_are_told_also_without_the_examples(monkeypatch, tmp_path):
    monkeypatch.setattr(demo_processes, "CLIENTS", tmp_path / "absent")
    answer = plain("demo", "--quiet")
    assert answer.code == 0, answer.err
    lines = answer.out.splitlines()
    assert len([line for line in lines if "/12 " in line]) == 12
    assert "$ " not in answer.out
    assert "asking by hand" in answer.out
    assert "source checkout only" in answer.out


def test_a_directory_with_content_is_not_used(tmp_path):
    (tmp_path / "file").touch()
    answer = plain("demo", "--data", str(tmp_path))
    assert answer.code == 2
    assert "not empty" in answer.err


def test_a_server_that_does_not_start_tells_its_last_words(tmp_path, monkeypatch):
    monkeypatch.setattr("daemonry.cli.demo.create_tenant", lambda tutorial: tutorial.data.mkdir())
    answer = plain("demo", "--quiet")
    assert answer.code == 4
    assert "The server did not start" in answer.err


def test_a_demo_that_is_ended_stops_its_servers_and_leaves_nothing_behind(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with started("demo", "--no-node", stream="stdout") as (process, _):
        for line in process.stdout:
            if "The server runs at" in line:
                port = int(line.partition("localhost:")[2].partition(",")[0])
                break
        process.terminate()
        process.communicate(timeout=30)
        assert process.returncode == 130
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port)).close()
