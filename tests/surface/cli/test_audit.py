"""``daemonry audit list``: what changed, by whom. Token requests: see test_dev.py."""

from __future__ import annotations


def test_changes_are_listed_newest_first(contoso):
    contoso.json("app", "create", "api")
    contoso.json("secret", "create", "api")
    rows = contoso.json("audit", "list", "--limit", "3")
    assert [row["activity"] for row in rows] == [
        "Update application - Certificates and secrets management",
        "Add service principal",
        "Add application",
    ]
    assert {row["actor"] for row in rows} == {"operator"}
    assert {row["result"] for row in rows} == {"success"}


def test_the_list_goes_on_below_a_record(contoso):
    contoso.json("app", "create", "api")
    first, second = contoso.json("audit", "list", "--limit", "2")
    assert contoso.json("audit", "list", "--limit", "1", "--before", first["event_id"]) == [second]


def test_the_changes_of_one_application_can_be_picked(contoso):
    contoso.json("app", "create", "one")
    contoso.json("app", "create", "other")
    rows = contoso.json("audit", "list", "--target", "one")
    assert {target["display_name"] for row in rows for target in row["targets"]} == {"one"}


def test_people_see_time_activity_target_and_result(contoso):
    contoso.json("app", "create", "api")
    table = contoso("audit", "list").out
    assert "Add application" in table
    assert "success" in table


def test_before_the_first_token_there_is_nothing_to_list(contoso):
    assert contoso("audit", "sign-ins").err == "No token was requested yet.\n"
    assert contoso.json("audit", "sign-ins") == []
