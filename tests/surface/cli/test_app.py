"""``daemonry app``: registrations from the first to the last day."""

from __future__ import annotations

import pytest


def test_an_api_is_registered_with_its_service_principal(contoso):
    made = contoso.json("app", "create", "api", "--expose", "--token-version", "2")
    assert made["identifier_uris"] == [f"api://{made['app_id']}"]
    assert made["access_token_version"] == 2
    assert made["service_principal_id"]
    assert contoso.json("app", "show", "api")["object_id"] == made["object_id"]


def test_people_are_told_what_was_made_and_what_comes_next(contoso):
    answer = contoso("app", "create", "api", "--expose", "--description", "For to-dos")
    assert answer.code == 0
    assert answer.out.startswith("Registered api\n")
    assert "For to-dos" in answer.out
    assert "next: daemonry role create api ROLE" in answer.err


def test_a_registration_can_do_without_a_service_principal(contoso):
    made = contoso.json("app", "create", "bare", "--no-principal")
    assert made["service_principal_id"] is None


@pytest.mark.parametrize("key", ["app_id", "object_id", "display_name", "identifier_uris"])
def test_an_application_goes_by_any_of_its_names(contoso, key):
    made = contoso.json("app", "create", "api", "--expose")
    name = made[key][0] if key == "identifier_uris" else made[key]
    assert contoso.json("app", "show", name)["app_id"] == made["app_id"]


def test_a_name_that_several_bear_is_refused_with_their_identifiers(contoso):
    made = [contoso.json("app", "create", "twin")["app_id"] for _ in range(2)]
    answer = contoso("app", "show", "twin")
    assert answer.code == 1
    assert all(app_id in answer.err for app_id in made)


def test_an_application_that_is_not_there_is_not_found(contoso):
    answer = contoso("app", "show", "nobody")
    assert answer.code == 3
    assert "daemonry app list" in answer.err


def test_microsoft_graph_can_be_looked_at_under_its_short_name(contoso):
    shown = contoso.json("app", "show", "graph")
    assert shown["display_name"] == "Microsoft Graph"
    assert shown["permissions"] == []


def test_the_list_has_a_row_for_each_application(tutorial):
    contoso, api, _ = tutorial
    rows = {row["display_name"]: row for row in contoso.json("app", "list")}
    assert set(rows) == {"ciam-ToDoList-api", "ciam-client-app", "daemonry-management"}
    assert rows["ciam-ToDoList-api"]["app_roles"] == 2
    assert api["app_id"] in contoso("app", "list").out


def test_the_list_can_be_narrowed_and_cut(tutorial):
    contoso, _, _ = tutorial
    names = [row["display_name"] for row in contoso.json("app", "list", "--starts-with", "ciam-T")]
    assert names == ["ciam-ToDoList-api"]
    answer = contoso("app", "list", "--limit", "1", "-o", "json")
    assert len(answer.json) == 1
    assert "more than 1" in answer.err


def test_a_list_of_several_pages_is_complete(contoso):
    from daemonry.cli import app

    for number in range(3):
        contoso.json("app", "create", f"app-{number}", "--no-principal")
    page, app._PAGE = app._PAGE, 2
    try:
        assert len(contoso.json("app", "list")) == 4
    finally:
        app._PAGE = page


def test_what_is_shown_has_roles_secrets_and_permissions_for_people(tutorial):
    contoso, _, _ = tutorial
    secret = contoso.json("secret", "create", "ciam-client-app", "--name", "build")
    contoso("permission", "add", "ciam-client-app", "ciam-ToDoList-api", "ToDoList.Read.All")
    shown = contoso("app", "show", "ciam-client-app").out
    assert f"{secret['hint']}...  build, current" in shown
    assert secret["secret"] not in shown
    assert "ToDoList.Read.All on ciam-ToDoList-api: not granted" in shown
    assert "ToDoList.ReadWrite.All" in contoso("app", "show", "ciam-ToDoList-api").out


def test_properties_change_one_by_one(contoso):
    made = contoso.json("app", "create", "api")
    changed = contoso.json(
        *("app", "update", "api", "--name", "reports", "--description", "D", "--notes", "N"),
        *("--expose", "--token-version", "2", "--assignment-required", "--disabled"),
    )
    assert changed["app_id"] == made["app_id"]
    assert changed["display_name"] == "reports"
    assert (changed["description"], changed["notes"]) == ("D", "N")
    assert changed["identifier_uris"] == [f"api://{made['app_id']}"]
    assert changed["access_token_version"] == 2
    assert changed["assignment_required"] is True
    assert changed["account_enabled"] is False
    again = contoso.json("app", "update", "reports", "--enabled", "--no-assignment-required")
    assert again["display_name"] == "reports"
    assert again["assignment_required"] is False
    assert again["account_enabled"] is True


def test_exposing_twice_changes_nothing(contoso):
    made = contoso.json("app", "create", "api", "--expose")
    assert contoso.json("app", "update", "api", "--expose")["identifier_uris"] == [
        f"api://{made['app_id']}"
    ]


def test_an_update_without_a_change_is_wrong_usage(contoso):
    contoso.json("app", "create", "api")
    answer = contoso("app", "update", "api")
    assert answer.code == 2
    assert "nothing to change" in answer.err


def test_a_rule_of_the_directory_is_told_with_its_hint(contoso):
    answer = contoso("app", "create", "api", "--identifier-uri", "https://nobody.example/api")
    assert answer.code == 1
    assert answer.err.startswith("error: ")
    assert "what to do: " in answer.err
    assert contoso.json("app", "list", "--starts-with", "api") == []


def test_switching_a_principal_that_is_not_there_says_how_to_make_it(contoso):
    contoso.json("app", "create", "bare", "--no-principal")
    answer = contoso("app", "update", "bare", "--disabled")
    assert answer.code == 3
    assert "no service principal" in answer.err


def test_a_deleted_application_comes_back_whole(tutorial):
    contoso, api, _ = tutorial
    deleted = contoso("app", "delete", "ciam-ToDoList-api")
    assert deleted.code == 0
    assert f"next: daemonry app restore {api['app_id']}" in deleted.err
    assert contoso("app", "show", "ciam-ToDoList-api").code == 3
    assert [row["app_id"] for row in contoso.json("app", "list", "--deleted")] == [api["app_id"]]
    contoso.json("app", "restore", "ciam-ToDoList-api")
    shown = contoso.json("app", "show", "ciam-ToDoList-api")
    assert shown["service_principal_id"] == api["service_principal_id"]
    assert len(shown["app_roles"]) == 2


def test_a_purged_application_is_gone_for_good(contoso):
    made = contoso.json("app", "create", "old")
    contoso.json("app", "delete", "old")
    contoso.json("app", "purge", made["app_id"], "--yes")
    assert contoso.json("app", "list", "--deleted") == []
    assert contoso("app", "restore", "old").code == 3


def test_a_purge_without_consent_removes_nothing(contoso, monkeypatch):
    contoso.json("app", "create", "old")
    contoso.json("app", "delete", "old")
    monkeypatch.setattr("typer.confirm", lambda *_, **__: False)
    answer = contoso("app", "purge", "old")
    assert answer.code == 1
    assert "--yes" in answer.err
    assert len(contoso.json("app", "list", "--deleted")) == 1


def test_several_deleted_namesakes_must_be_told_apart(contoso):
    for _ in range(2):
        made = contoso.json("app", "create", "twin")
        contoso.json("app", "delete", made["app_id"])
    answer = contoso("app", "restore", "twin")
    assert answer.code == 1
    assert made["app_id"] in answer.err


def test_owners_are_accounts_and_other_applications(tutorial):
    contoso, _, _ = tutorial
    contoso.json("app", "owner", "add", "ciam-client-app", "daemonry-management")
    rows = contoso.json("app", "owner", "add", "ciam-client-app", "admin@contoso.onmicrosoft.com")
    assert [(row["type"], row["display_name"]) for row in rows] == [
        ("service principal", "daemonry-management"),
        ("user", "Administrator"),
    ]
    assert contoso.json("app", "owner", "list", "ciam-client-app") == rows
    left = contoso.json("app", "owner", "remove", "ciam-client-app", rows[0]["object_id"])
    assert left == rows[1:]


def test_an_owner_is_added_once(tutorial):
    contoso, _, _ = tutorial
    contoso.json("app", "owner", "add", "ciam-client-app", "daemonry-management")
    assert contoso("app", "owner", "add", "ciam-client-app", "daemonry-management").code == 1


@pytest.mark.parametrize(
    "owner",
    ["nobody@contoso.onmicrosoft.com", "99999999-9999-4999-8999-999999999999", "nobody"],
)
def test_an_owner_that_does_not_exist_is_not_found(tutorial, owner):
    contoso, _, _ = tutorial
    answer = contoso("app", "owner", "add", "ciam-client-app", owner)
    assert answer.code == 3
    assert "what to do: " in answer.err
