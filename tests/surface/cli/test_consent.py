"""``daemonry permission`` and ``daemonry consent``: asking is one thing, granting another."""

from __future__ import annotations

import pytest

READ, WRITE = "ToDoList.Read.All", "ToDoList.ReadWrite.All"
DAEMON, API = "ciam-client-app", "ciam-ToDoList-api"


@pytest.fixture
def asking(tutorial):
    contoso, _, _ = tutorial
    contoso.json("permission", "add", DAEMON, API, READ, WRITE)
    return contoso


def statuses(rows):
    return [(row["permission"], row["status"], row["is_requested"]) for row in rows]


def test_asking_grants_nothing(asking):
    expected = [(READ, "not granted", True), (WRITE, "not granted", True)]
    assert statuses(asking.json("permission", "list", DAEMON)) == expected
    assert statuses(asking.json("consent", "status", DAEMON)) == expected


def test_people_are_pointed_to_the_consent_that_is_missing(asking):
    answer = asking("consent", "status", DAEMON)
    assert "not granted" in answer.out
    assert f"next: daemonry consent grant {DAEMON} --data {asking.data}" in answer.err


def test_consent_grants_what_is_requested(asking):
    answer = asking("consent", "grant", DAEMON)
    assert "Granted 2 now, 0 before." in answer.err
    expected = [(READ, "granted", True), (WRITE, "granted", True)]
    assert statuses(asking.json("consent", "status", DAEMON)) == expected
    assert "next:" not in asking("consent", "status", DAEMON).err


def test_consent_twice_grants_nothing_new(asking):
    asking.json("consent", "grant", DAEMON)
    assert "Granted 0 now, 2 before." in asking("consent", "grant", DAEMON).err


def test_all_of_it_can_be_revoked(asking):
    asking.json("consent", "grant", DAEMON)
    answer = asking("consent", "revoke", DAEMON)
    assert "Revoked 2." in answer.err
    expected = [(READ, "not granted", True), (WRITE, "not granted", True)]
    assert statuses(asking.json("consent", "status", DAEMON)) == expected


def test_a_single_permission_can_be_revoked(asking):
    asking.json("consent", "grant", DAEMON)
    rows = asking.json("consent", "revoke", DAEMON, "--api", API, "--permission", WRITE)
    assert statuses(rows) == [(READ, "granted", True), (WRITE, "not granted", True)]


def test_what_was_granted_on_one_api_can_be_revoked(asking):
    asking.json("permission", "add", DAEMON, "graph", "Application.Read.All")
    asking.json("consent", "grant", DAEMON)
    rows = asking.json("consent", "revoke", DAEMON, "--api", "https://graph.microsoft.com")
    assert {(row["api"], row["status"]) for row in rows} == {
        (API, "granted"),
        ("Microsoft Graph", "not granted"),
    }


def test_a_permission_alone_is_wrong_usage(asking):
    answer = asking("consent", "revoke", DAEMON, "--permission", READ)
    assert answer.code == 2
    assert "--api" in answer.err


def test_a_withdrawn_request_stays_granted(asking):
    asking.json("consent", "grant", DAEMON)
    rows = asking.json("permission", "remove", DAEMON, API, WRITE)
    assert statuses(rows) == [(READ, "granted", True), (WRITE, "granted", False)]


def test_consent_to_nothing_is_refused_with_the_command_that_comes_first(tutorial):
    contoso, _, _ = tutorial
    answer = contoso("consent", "grant", DAEMON)
    assert answer.code == 1
    assert "daemonry permission add" in answer.err
    assert "daemonry permission add" in contoso("permission", "list", DAEMON).err


def test_an_unknown_permission_lists_those_that_exist(tutorial):
    contoso, _, _ = tutorial
    answer = contoso("permission", "add", DAEMON, API, "ToDoList.Read")
    assert answer.code == 3
    assert f"{READ}, {WRITE}" in answer.err
    assert f"daemonry role create {API} ToDoList.Read" in answer.err


def test_a_permission_goes_by_identifier_too(tutorial):
    contoso, _, _ = tutorial
    role_id = contoso.json("role", "list", API)[0]["role_id"]
    rows = contoso.json("permission", "add", DAEMON, API, role_id.upper())
    assert statuses(rows) == [(READ, "not granted", True)]
