"""``daemonry explain``: which check, which object, why, and the command that mends it."""

from __future__ import annotations

import shlex

import pytest

READ, WRITE = "ToDoList.Read.All", "ToDoList.ReadWrite.All"
DAEMON, API = "ciam-client-app", "ciam-ToDoList-api"


@pytest.fixture
def finished(tutorial):
    """The tutorial, finished: secret, permission, consent, idtyp."""
    contoso, api, daemon = tutorial
    contoso.json("secret", "create", DAEMON)
    contoso.json("permission", "add", DAEMON, API, READ, WRITE)
    contoso.json("consent", "grant", DAEMON)
    contoso.json("claims", "add", API, "idtyp")
    return contoso, api, daemon


def outcomes(explanation):
    return {finding["check"]: finding["outcome"] for finding in explanation["checks"]}


def finding(explanation, check):
    return next(found for found in explanation["checks"] if found["check"] == check)


def roles(explanation):
    return {role["value"]: (role["in_token"], role["why"]) for role in explanation["roles"]}


def test_a_finished_tutorial_passes_every_check_with_both_roles(finished):
    contoso, *_ = finished
    told = contoso.json("explain", DAEMON, API)
    assert told["error_code"] == 0
    assert told["verdict"] == f"{DAEMON} gets a token for {API} with the roles {READ}, {WRITE}"
    assert set(outcomes(told).values()) == {"assumed", "passed"}
    assert roles(told)[READ] == (True, "It is requested, and an administrator consented.")
    assert told["remarks"] == []


def test_every_spelling_of_the_api_is_understood(finished):
    contoso, api, _ = finished
    uri = f"api://{api['app_id']}"
    principal = api["service_principal_id"]
    for spelling in (API, api["app_id"], uri, f"{uri}/.default", uri.upper(), principal):
        assert contoso.json("explain", DAEMON, spelling)["resource"]["display_name"] == API
    assert contoso.json("explain", DAEMON, "graph")["resource"]["display_name"] == "Microsoft Graph"


def test_a_permission_that_was_requested_but_not_consented_is_mended_by_consent(finished):
    contoso, *_ = finished
    contoso.json("consent", "revoke", DAEMON, "--api", API, "--permission", WRITE)
    told = contoso.json("explain", DAEMON, API)
    role = told["roles"][1]
    assert (role["in_token"], role["value"]) == (False, WRITE)
    assert role["why"] == "It is requested but not consented: nobody assigned it."
    assert role["mend"]["page"].startswith(f"App registrations > {DAEMON} > API permissions")

    contoso.json(*shlex.split(role["mend"]["command"])[1:])
    assert roles(contoso.json("explain", DAEMON, API))[WRITE][0] is True


def test_a_role_that_went_to_another_client_is_told_with_its_name(finished):
    contoso, *_ = finished
    contoso.json("app", "create", "reports")
    in_token, why = roles(contoso.json("explain", "reports", API))[READ]
    assert not in_token
    assert why.endswith(f"It is assigned to another service principal: {DAEMON}.")


def test_a_disabled_role_is_told_to_be_in_the_token_all_the_same(finished):
    contoso, *_ = finished
    contoso.json("role", "disable", API, READ)
    assert roles(contoso.json("explain", DAEMON, API))[READ] == (
        True,
        "It is disabled but still assigned: disabling stops new assignments only.",
    )


def test_a_role_that_is_assigned_without_being_requested_is_told(finished):
    contoso, *_ = finished
    contoso.json("permission", "remove", DAEMON, API, READ)
    assert roles(contoso.json("explain", DAEMON, API))[READ] == (
        True,
        "It is assigned, although the client does not request it.",
    )


def test_what_surprises_an_api_in_a_valid_token_is_remarked(tutorial):
    contoso, *_ = tutorial
    contoso.json("secret", "create", DAEMON)
    contoso.json("app", "create", "old-api", "--expose")
    told = contoso.json("explain", DAEMON, "old-api")
    assert told["error_code"] == 0
    remarks = {remark["check"]: remark for remark in told["remarks"]}
    assert remarks.keys() == {"idtyp", "ver", "roles"}
    assert "requestedAccessTokenVersion is null" in remarks["ver"]["why"]

    for claim in ("idtyp", "ver"):
        contoso.json(*shlex.split(remarks[claim]["mend"]["command"])[1:])
    remarks = contoso.json("explain", DAEMON, "old-api")["remarks"]
    assert [remark["check"] for remark in remarks] == ["roles"]


FAULTS = {
    "no credential": ((), "credential", 7000215),
    "a disabled client": (("app", "update", DAEMON, "--disabled"), "principal", 7000112),
    "a disabled API": (("app", "update", API, "--disabled"), "resource", 50001),
    "a required assignment": (
        ("app", "update", API, "--assignment-required"),
        "assignment",
        501051,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_told_and_the_command_that_is_told_mends_it(tutorial, fault):
    contoso, *_ = tutorial
    contoso.json("permission", "add", DAEMON, API, READ)
    command, check, code = FAULTS[fault]
    if command:
        contoso.json("secret", "create", DAEMON)
        contoso.json(*command)
    told = contoso.json("explain", DAEMON, API)
    assert told["error_code"] == code
    failed = next(finding for finding in told["checks"] if finding["outcome"] == "failed")
    assert failed["check"] == check
    assert failed["decided_by"]["display_name"] in {DAEMON, API}
    later = told["checks"][told["checks"].index(failed) + 1 :]
    assert {finding["outcome"] for finding in later} <= {"not reached"}

    contoso.json(*shlex.split(failed["mend"]["command"])[1:])
    assert contoso.json("explain", DAEMON, API)["error_code"] == 0


def test_an_application_that_was_deleted_is_told_to_be_restorable(finished):
    contoso, _, daemon = finished
    contoso.json("app", "delete", DAEMON)
    told = contoso.json("explain", daemon["app_id"], API)
    client = finding(told, "client")
    assert (client["outcome"], told["error_code"]) == ("failed", 700016)
    assert "It was deleted on" in client["why"]
    contoso.json(*shlex.split(client["mend"]["command"])[1:])
    assert contoso.json("explain", DAEMON, API)["error_code"] == 0


def test_a_secret_that_ends_soon_is_warned_of(tutorial):
    contoso, *_ = tutorial
    contoso.json("secret", "create", DAEMON, "--name", "build server", "--days", "10")
    credential = finding(contoso.json("explain", DAEMON, API), "credential")
    assert credential["outcome"] == "warning"
    assert "Secret build server expires in" in credential["why"]


def test_tables_and_plain_text_say_the_same(finished):
    contoso, *_ = finished
    contoso.json("consent", "revoke", DAEMON)
    table, text = contoso("explain", DAEMON, API).out, contoso("explain", DAEMON, API, "--text").out
    for answer in (table, text):
        assert f"{DAEMON} gets a token for {API} without any role" in answer
        assert "requested but not consented" in answer
        assert f"daemonry consent grant {DAEMON}" in answer
    assert "─" not in text


def test_an_unknown_correlation_id_is_not_found(contoso):
    answer = contoso("explain", "--correlation-id", "0f6f7f1e-9f43-4e53-8f3e-0d3f3f8c1111")
    assert answer.code == 3
    assert "was recorded" in answer.err


@pytest.mark.parametrize("arguments", [(), (DAEMON,), (DAEMON, API, "--correlation-id", "x")])
def test_a_question_that_is_no_question_is_wrong_usage(contoso, arguments):
    assert contoso("explain", *arguments).code == 2
