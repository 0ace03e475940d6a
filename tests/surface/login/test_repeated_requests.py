"""The same request again: a token of its own, and only as long as nothing changed."""

from __future__ import annotations

import asyncio
import base64
import json
from datetime import timedelta

import pytest
from tests.surface.login.arrange import READ, WRITE

from daemonry.directory.applications import delete_application, update_application
from daemonry.directory.consent import remove_assignment
from daemonry.directory.credentials import remove_password
from daemonry.directory.service_principals import update_service_principal
from daemonry.tokens import remembered
from daemonry.tokens.remembered import RememberedDecisions


def claims_of(response):
    assert response.status_code == 200, response.text
    part = response.json()["access_token"].split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def code_of(response):
    return response.json()["error_codes"][0]


@pytest.fixture
def twice(server):
    """A client whose very request was answered twice already."""
    assignment = server.assign(server.daemon, READ)
    server.token()
    assert claims_of(server.token())["roles"] == ["ToDoList.Read.All"]
    return assignment


def records(server):
    log = server.services.sign_in_log
    return server.run(log.list_newest(server.tenant.tenant_id))


def test_each_token_is_signed_and_recorded_on_its_own(server, twice):
    tokens = [server.token().json()["access_token"] for _ in range(3)]
    assert len(set(tokens)) == 3
    newest, before = records(server)[:2]
    assert newest.unique_token_identifier != before.unique_token_identifier
    assert newest.credential_key_id == before.credential_key_id != ""
    assert (newest.roles, newest.error_code) == (("ToDoList.Read.All",), 0)
    assert newest.resource_id == server.api.app_id


@pytest.mark.parametrize(
    ("verb", "code"),
    {
        "deleted secret": ("secret", 7000215),
        "disabled principal": ("principal", 7000112),
        "deleted application": ("application", 700016),
        "expired secret": ("time", 7000222),
    }.values(),
    ids=["deleted secret", "disabled principal", "deleted application", "expired secret"],
)
def test_s18_what_ends_a_client_ends_its_repeated_requests(server, twice, verb, code):
    application = server.daemon.application
    match verb:
        case "secret":
            key_id = records(server)[0].credential_key_id
            server.change(remove_password, application.object_id, key_id)
        case "principal":
            object_id = server.daemon.principal.object_id
            server.change(update_service_principal, object_id, {"account_enabled": False})
        case "application":
            server.change(delete_application, application.object_id)
        case "time":
            server.clock.time += timedelta(days=181)
    assert code_of(server.token()) == code


def test_s4_a_revoked_role_is_gone_and_a_granted_one_is_there(server, twice):
    server.change(remove_assignment, twice.assignment_id)
    assert "roles" not in claims_of(server.token())
    server.assign(server.daemon, WRITE)
    assert claims_of(server.token())["roles"] == ["ToDoList.ReadWrite.All"]


def test_a_change_of_the_api_shows_at_once(server, twice):
    server.change(
        update_application, server.api.object_id, {"api": {"requested_access_token_version": 1}}
    )
    assert claims_of(server.token())["ver"] == "1.0"


def test_a_change_by_another_process_counts_as_well(server, twice):
    """S18 across workers: the other one moves the mark, nothing is asked of the database."""
    key_id = records(server)[0].credential_key_id
    server.change(remove_password, server.daemon.application.object_id, key_id)
    assert code_of(server.token()) == 7000215


def test_one_byte_more_is_another_request(server, twice):
    assert code_of(server.token(client_secret=server.daemon.secret + "x")) == 7000215
    assert code_of(server.token(scope="api://other/.default")) == 500011
    assert code_of(server.token(tenant="fabrikam")) == 90002


def test_the_same_form_by_another_content_type_is_no_form(server, twice):
    path = f"/{server.tenant.tenant_id}/oauth2/v2.0/token"
    body = server.token().request.content
    answer = server.send("POST", path, content=body, headers={"content-type": "text/plain"})
    assert code_of(answer) == 900144


async def recall_many(count):
    made = RememberedDecisions()
    prints = [made.fingerprint(b"%d" % number) for number in range(count)]
    for one in prints:
        made.keep(one, None, 1, None)
    return made, prints


def test_t5_no_more_is_remembered_than_the_limit(monkeypatch):
    monkeypatch.setattr(remembered, "LIMIT", 10)
    made, _ = asyncio.run(recall_many(100))
    assert len(made._entries) == 10


def test_k1_what_is_remembered_holds_no_secret(server, twice):
    tokens = server.app._tokens.remembered
    assert tokens._entries
    assert server.daemon.secret not in repr(vars(tokens))


def test_fingerprints_of_two_processes_differ():
    parts = (b"tenant", b"origin", b"body")
    assert RememberedDecisions().fingerprint(*parts) != RememberedDecisions().fingerprint(*parts)
