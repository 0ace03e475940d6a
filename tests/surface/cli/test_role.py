"""``daemonry role`` and ``daemonry claims``: what an API offers and asks for."""

from __future__ import annotations


def test_a_role_is_made_for_daemons(tutorial):
    contoso, _, _ = tutorial
    role = contoso.json("role", "create", "ciam-ToDoList-api", "Purge", "--name", "Purge lists")
    assert role["display_name"] == "Purge lists"
    assert role["description"] == "Purge lists"
    assert role["allowed_member_types"] == ["Application"]
    assert role["is_enabled"] is True


def test_a_role_can_be_for_users_too_and_have_a_chosen_identifier(tutorial):
    contoso, _, _ = tutorial
    guid = "3C7B1F0E-1111-4A4A-8B8B-0123456789AB"
    role = contoso.json(
        "role", "create", "ciam-ToDoList-api", "Purge", "--for-users", "--role-id", guid
    )
    assert role["role_id"] == guid.lower()
    assert set(role["allowed_member_types"]) == {"Application", "User"}
    assert contoso("role", "create", "ciam-ToDoList-api", "X", "--role-id", "7").code == 2


def test_people_are_shown_how_to_request_the_role(tutorial):
    contoso, _, _ = tutorial
    answer = contoso("role", "create", "ciam-ToDoList-api", "Purge")
    assert "next: daemonry permission add DAEMON ciam-ToDoList-api Purge" in answer.err


def test_roles_are_listed(tutorial):
    contoso, _, _ = tutorial
    values = [row["value"] for row in contoso.json("role", "list", "ciam-ToDoList-api")]
    assert values == ["ToDoList.Read.All", "ToDoList.ReadWrite.All"]
    assert "Application.ReadWrite.All" in contoso("role", "list", "graph").out


def test_an_api_without_roles_says_how_to_make_one(tutorial):
    contoso, _, _ = tutorial
    assert "daemonry role create" in contoso("role", "list", "ciam-client-app").err


def test_a_value_stands_once(tutorial):
    contoso, _, _ = tutorial
    answer = contoso("role", "create", "ciam-ToDoList-api", "ToDoList.Read.All")
    assert answer.code == 1
    assert "what to do: " in answer.err


def test_the_words_of_a_role_change(tutorial):
    contoso, _, _ = tutorial
    role = contoso.json(
        *("role", "edit", "ciam-ToDoList-api", "ToDoList.Read.All"),
        *("--name", "Read", "--description", "Read it all"),
    )
    assert (role["display_name"], role["description"]) == ("Read", "Read it all")
    assert role["value"] == "ToDoList.Read.All"


def test_a_role_is_disabled_before_it_is_deleted(tutorial):
    contoso, _, _ = tutorial
    role = ("ciam-ToDoList-api", "ToDoList.Read.All")
    refused = contoso("role", "delete", *role)
    assert refused.code == 1
    assert "daemonry role disable" in refused.err
    assert contoso.json("role", "disable", *role)["is_enabled"] is False
    assert contoso.json("role", "enable", *role)["is_enabled"] is True
    contoso.json("role", "disable", *role)
    contoso.json("role", "delete", *role)
    assert len(contoso.json("role", "list", "ciam-ToDoList-api")) == 1


def test_an_optional_claim_is_added_once_and_removed(tutorial):
    contoso, _, _ = tutorial
    for _ in range(2):
        rows = contoso.json("claims", "add", "ciam-ToDoList-api", "idtyp")
        assert [row["name"] for row in rows] == ["idtyp"]
    assert contoso.json("claims", "list", "ciam-ToDoList-api") == rows
    assert contoso.json("claims", "remove", "ciam-ToDoList-api", "idtyp") == []
    answer = contoso("claims", "remove", "ciam-ToDoList-api", "idtyp")
    assert answer.code == 3
    assert "daemonry claims list" in answer.err
