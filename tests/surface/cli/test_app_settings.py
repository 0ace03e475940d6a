"""``daemonry app settings``: what goes beyond Entra, shown and changed."""

from __future__ import annotations


def test_nothing_is_set_at_first(tutorial):
    contoso, _, _ = tutorial
    shown = contoso.json("app", "settings", "ciam-ToDoList-api")
    assert shown["sender_constraint"] == "none"
    assert shown["access_token_profile"] == "entra"
    assert not any(value for name, value in shown.items() if name.startswith("allow_"))


def test_what_is_given_changes_and_the_rest_stays(tutorial):
    contoso, _, _ = tutorial
    contoso.json("app", "settings", "ciam-ToDoList-api", "--allow-role-subset")
    contoso.json("app", "settings", "ciam-ToDoList-api", "--access-token-profile", "rfc9068")
    shown = contoso.json("app", "settings", "ciam-ToDoList-api")
    assert shown["allow_role_subset"] is True
    assert shown["access_token_profile"] == "rfc9068"
    contoso.json("app", "settings", "ciam-ToDoList-api", "--no-role-subset")
    assert contoso.json("app", "settings", "ciam-ToDoList-api")["allow_role_subset"] is False


def test_an_unknown_value_is_a_usage_error(tutorial):
    contoso, _, _ = tutorial
    answer = contoso("app", "settings", "ciam-ToDoList-api", "--sender-constraint", "cookie")
    assert answer.code == 2
    assert "dpop" in answer.err
