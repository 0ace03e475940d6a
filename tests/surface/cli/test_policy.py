"""``daemonry policy``: from a lifetime in words to tokens that follow it."""

from __future__ import annotations

import pytest


def test_a_policy_is_made_assigned_shown_and_deleted(tutorial):
    contoso, _, _ = tutorial
    made = contoso.json("policy", "create", "short", "10m", "--description", "for tests")
    assert (made["name"], made["lifetime"]) == ("short", 600)
    contoso.json("policy", "assign", "short", "ciam-ToDoList-api")
    shown = contoso.json("policy", "show", made["policy_id"])
    assert shown["assigned_to"] == ["ciam-ToDoList-api (Application)"]
    contoso.json("policy", "update", "short", "--lifetime", "1d", "--name", "long")
    (listed,) = contoso.json("policy", "list")
    assert (listed["name"], listed["lifetime"], listed["description"]) == (
        "long",
        86_400,
        "for tests",
    )
    contoso.json("policy", "unassign", "long", "ciam-ToDoList-api")
    assert contoso.json("policy", "show", "long")["assigned_to"] == []
    contoso.json("policy", "delete", "long")
    assert contoso.json("policy", "list") == []


def test_a_policy_may_be_the_default_and_concern_the_management_api(contoso):
    contoso.json("policy", "create", "all", "7200", "--default")
    assert contoso.json("policy", "update", "all", "--no-default")["organization_default"] is False
    contoso.json("policy", "assign", "all", "graph")
    shown = contoso.json("policy", "show", "all")
    assert shown["assigned_to"] == ["Microsoft Graph (ServicePrincipal)"]


def test_a_policy_may_sit_at_the_service_principal(tutorial):
    contoso, _, _ = tutorial
    contoso.json("policy", "create", "short", "600s")
    contoso.json("policy", "assign", "short", "ciam-ToDoList-api", "--principal")
    shown = contoso.json("policy", "show", "short")
    assert shown["assigned_to"] == ["ciam-ToDoList-api (ServicePrincipal)"]


@pytest.mark.parametrize(("lifetime", "code"), [("soon", 2), ("1w", 2), ("9m", 1), ("25h", 1)])
def test_a_lifetime_that_cannot_be_is_refused_with_what_can(contoso, lifetime, code):
    answer = contoso("policy", "create", "x", lifetime)
    assert answer.code == code
    assert "1 day" in answer.err or "1d" in answer.err


def test_an_unknown_policy_is_not_found(contoso):
    answer = contoso("policy", "show", "nothing")
    assert answer.code == 3
    assert "daemonry policy list" in answer.err
