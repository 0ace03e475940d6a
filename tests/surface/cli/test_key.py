"""``daemonry key``: signing keys from the command line."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest


def states(contoso, *more):
    return [key["state"] for key in contoso.json("key", "list", *more)]


def at(text):
    return datetime.fromisoformat(text)


def test_a_tenant_has_one_active_key_and_it_says_until_when(tutorial):
    contoso, _, _ = tutorial
    (key,) = contoso.json("key", "list")
    assert (key["state"], key["algorithm"], key["application"]) == ("active", "RS256", None)
    assert at(key["signs_until"]) - at(key["signs_from"]) == timedelta(days=90)
    assert at(key["published_until"]) - at(key["signs_until"]) == timedelta(hours=52)


def test_rotate_publishes_the_next_key_and_twice_is_once(tutorial):
    contoso, _, _ = tutorial
    planned = contoso.json("key", "rotate")
    assert contoso.json("key", "rotate")["kid"] == planned["kid"]
    assert at(planned["signs_from"]) - at(planned["published_at"]) == timedelta(days=1)
    assert sorted(states(contoso)) == ["active", "next"]
    assert contoso.json("key", "rotate", "--now")["kid"] == planned["kid"]
    assert sorted(states(contoso)) == ["active", "retiring"]


def test_revoke_takes_the_beginning_of_a_kid_and_names_what_signs_now(tutorial):
    contoso, _, _ = tutorial
    (key,) = contoso.json("key", "list")
    answer = contoso.json("key", "revoke", key["kid"][:8])
    assert answer["kid"] == key["kid"]
    (active,) = contoso.json("key", "list")
    assert answer["signs_now"] == active["kid"] != key["kid"]
    assert sorted(states(contoso, "--all")) == ["active", "retired"]
    again = contoso("key", "revoke", key["kid"])
    assert again.code == 1
    assert "withdrawn already" in again.err
    (event,) = (
        event
        for event in contoso.json("audit", "list")
        if event["activity"] == "Revoke token signing key"
    )
    assert key["kid"] in str(event)


def test_an_unknown_key_is_not_found(tutorial):
    contoso, _, _ = tutorial
    answer = contoso("key", "revoke", "nonsense")
    assert answer.code == 3
    assert "daemonry key list" in answer.err


def test_a_key_of_one_api_is_published_a_day_ahead(tutorial):
    contoso, _, _ = tutorial
    key = contoso.json("key", "create", "--application", "ciam-ToDoList-api")
    assert at(key["signs_from"]) - at(key["published_at"]) == timedelta(days=1)
    assert sorted(states(contoso)) == ["active", "next"]
    again = contoso("key", "create", "--application", "ciam-ToDoList-api")
    assert again.code == 1
    assert "daemonry key rotate" in again.err


def test_choosing_an_algorithm_makes_its_key_once(tutorial):
    contoso, _, _ = tutorial
    for _ in range(2):
        contoso.json("app", "settings", "ciam-ToDoList-api", "--signing-algorithm", "ES256")
    algorithms = [key["algorithm"] for key in contoso.json("key", "list")]
    assert sorted(algorithms) == ["ES256", "RS256"]


def test_a_rotation_needs_a_key_to_replace(tutorial):
    contoso, _, _ = tutorial
    answer = contoso("key", "rotate", "--algorithm", "EdDSA")
    assert answer.code == 1
    assert "daemonry key create --algorithm EdDSA" in answer.err


@pytest.mark.parametrize("command", ["list", "create", "rotate", "revoke"])
def test_every_command_shows_examples(tutorial, command):
    contoso, _, _ = tutorial
    assert f"daemonry key {command}" in contoso("key", command, "--help").out
