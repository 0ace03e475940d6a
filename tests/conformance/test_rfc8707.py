"""RFC 8707 ``resource`` on v2.0, and a part of the granted roles, for APIs that opt in."""

import base64
import json

import pytest
from tests.surface.login.arrange import READ, WRITE

BOTH = ["ToDoList.Read.All", "ToDoList.ReadWrite.All"]


@pytest.fixture
def ask(server):
    """Ask for a token and return its audience and roles, or the code of the refusal."""
    server.assign(server.daemon, READ)
    server.assign(server.daemon, WRITE)
    server.uri = f"api://{server.api.app_id}"

    def send(**form):
        response = server.token(**form)
        if response.status_code != 200:
            body = response.json()
            return body["error"], body["error_codes"][0]
        payload = response.json()["access_token"].split(".")[1]
        claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
        return claims["aud"], claims.get("roles", [])

    return send


@pytest.mark.spec("RFC 8707", "2")
@pytest.mark.parametrize("scope", [None, ".default", "{uri}/.default"])
def test_the_resource_stands_for_its_default_scope(server, ask, scope):
    server.opt_in(server.api, allow_resource_parameter=True)
    scope = scope and scope.format(uri=server.uri)
    assert ask(resource=server.uri, scope=scope) == (server.api.app_id, BOTH)
    assert ask(resource=server.api.app_id, scope=None) == (server.api.app_id, BOTH)


@pytest.mark.parametrize(
    "resource", ["{uri}", "{guid}", "api://nowhere", "https://graph.microsoft.com"]
)
def test_an_api_that_did_not_opt_in_answers_as_entra(server, ask, resource):
    resource = resource.format(uri=server.uri, guid=server.api.app_id)
    assert ask(resource=resource, scope=None) == ("invalid_request", 901002)


def test_who_is_not_the_client_cannot_probe_which_api_opted_in(server, ask):
    server.opt_in(server.api, allow_resource_parameter=True)
    for resource in (server.uri, "api://nowhere"):
        wrong = ask(resource=resource, scope=None, client_secret="wrong")
        assert wrong == ("invalid_client", 7000215)


@pytest.mark.spec("RFC 8707", "2")
def test_a_token_is_for_one_resource(server, ask):
    server.opt_in(server.api, allow_resource_parameter=True)
    body = f"resource={server.uri}&resource=api://other&grant_type=client_credentials"
    response = server.send(
        "POST",
        f"/{server.tenant.tenant_id}/oauth2/v2.0/token",
        content=body,
        headers={"content-type": "application/x-www-form-urlencoded"},
    )
    assert response.json()["error_codes"] == [9000411]


@pytest.mark.spec("RFC 8707", "2.2")
def test_the_scopes_beside_a_resource_are_its_roles(server, ask):
    server.opt_in(server.api, allow_resource_parameter=True, allow_role_subset=True)
    expected = (server.api.app_id, BOTH[:1])
    assert ask(resource=server.uri, scope=BOTH[0]) == expected
    assert ask(resource=server.uri, scope=f"{server.uri}/{BOTH[0]}") == expected
    assert ask(resource=server.uri, scope=" ".join(BOTH)) == (server.api.app_id, BOTH)
    assert ask(resource=server.uri, scope=f".default {BOTH[0]}") == ("invalid_scope", 70011)


def test_roles_beside_a_resource_need_their_own_opt_in(server, ask):
    server.opt_in(server.api, allow_resource_parameter=True)
    assert ask(resource=server.uri, scope=BOTH[0]) == ("invalid_scope", 1002012)


@pytest.mark.spec("RFC 6749", "3.3")
def test_a_client_gets_the_roles_it_names_and_no_other(server, ask):
    server.opt_in(server.api, allow_role_subset=True)
    one = f"{server.uri}/{BOTH[1]}"
    assert ask(scope=one) == (server.api.app_id, BOTH[1:])
    assert ask(scope=f"{server.api.app_id}/{BOTH[0]}") == (server.api.app_id, BOTH[:1])
    assert ask(scope=f"{one} {server.uri}/{BOTH[0]}") == (server.api.app_id, BOTH)
    assert ask(scope=f"{server.uri}/.default") == (server.api.app_id, BOTH)
    assert ask(scope=one) == (server.api.app_id, BOTH[1:])


def test_a_role_that_is_not_granted_is_refused_like_one_that_does_not_exist(server, ask):
    server.opt_in(server.api, allow_role_subset=True)
    other = server.register_daemon()
    server.assign(other, READ)
    who = {"client_id": other.application.app_id, "client_secret": other.secret}
    for role in (BOTH[1], "Nothing"):
        scope = f"{server.uri}/{BOTH[0]} {server.uri}/{role}"
        assert ask(scope=scope, **who) == ("invalid_scope", 9800001)


@pytest.mark.parametrize(
    ("scope", "code"),
    [
        ("{uri}/ToDoList.Read.All {uri}/.default", 70011),
        ("{uri}/ToDoList.Read.All api://other/Read", 1002012),
        ("{uri}/ToDoList.Read.All openid", 1002012),
        ("ToDoList.Read.All", 1002012),
        ("{uri}/", 1002012),
        ("api://nowhere/Read", 1002012),
    ],
)
def test_what_is_not_the_roles_of_one_api_is_refused_as_before(server, ask, scope, code):
    server.opt_in(server.api, allow_role_subset=True)
    assert ask(scope=scope.format(uri=server.uri)) == ("invalid_scope", code)


def test_an_api_that_did_not_opt_in_takes_no_role_scopes(server, ask):
    assert ask(scope=f"{server.uri}/{BOTH[0]}") == ("invalid_scope", 1002012)


def test_the_sign_in_record_names_the_roles_that_were_given(server, ask):
    server.opt_in(server.api, allow_role_subset=True)
    ask(scope=f"{server.uri}/{BOTH[1]}")
    records = server.run(server.services.sign_in_log.list_newest(server.tenant.tenant_id))
    assert [record.roles for record in records] == [(BOTH[1],)]
