"""RFC 9068: the JWT profile of access tokens, for APIs that opt in, beside Entra's claims."""

import base64
import json

import pytest
from tests.surface.login.arrange import READ, WRITE

ENTRA = {"aud", "iss", "iat", "nbf", "exp", "aio", "azp", "azpacr", "idtyp", "oid", "rh", "roles"}
ENTRA |= {"sub", "tid", "uti", "ver"}


def decoded(token):
    parts = token.split(".")[:2]
    return [json.loads(base64.urlsafe_b64decode(part + "==")) for part in parts]


@pytest.fixture
def parts(server):
    server.opt_in(server.api, access_token_profile="rfc9068")
    server.assign(server.daemon, WRITE)
    server.assign(server.daemon, READ)
    return decoded(server.token().json()["access_token"])


@pytest.mark.spec("RFC 9068", "2.1")
def test_the_type_tells_an_access_token(parts):
    header, _ = parts
    assert header["typ"] == "at+jwt"
    assert header["alg"] == "RS256"


@pytest.mark.spec("RFC 9068", "2.2")
def test_every_required_claim_is_there(server, parts):
    _, claims = parts
    assert claims["iss"] == f"https://localhost:8443/{server.tenant.tenant_id}/v2.0"
    assert claims["aud"] == server.api.app_id
    assert claims["client_id"] == claims["azp"] == server.daemon.application.app_id
    assert claims["sub"] == server.daemon.principal.object_id
    assert claims["exp"] > claims["iat"]
    assert claims["jti"] == claims["uti"]


@pytest.mark.spec("RFC 9068", "2.2.3")
def test_the_roles_are_told_as_scope_too(parts):
    _, claims = parts
    assert claims["roles"] == ["ToDoList.Read.All", "ToDoList.ReadWrite.All"]
    assert claims["scope"] == "ToDoList.Read.All ToDoList.ReadWrite.All"
    assert "scp" not in claims


def test_no_claim_of_entra_is_lost(parts):
    _, claims = parts
    assert set(claims) == ENTRA | {"jti", "client_id", "scope"}


@pytest.mark.spec("RFC 9068", "2.2")
def test_each_token_has_an_identifier_of_its_own(server, parts):
    _, first = parts
    _, second = decoded(server.token().json()["access_token"])
    assert first["jti"] != second["jti"]


def test_without_a_role_there_is_no_scope(server):
    server.opt_in(server.api, access_token_profile="rfc9068")
    _, claims = decoded(server.token().json()["access_token"])
    assert not {"scope", "roles"} & set(claims)


def test_who_does_not_opt_in_gets_the_tokens_of_entra(server):
    server.assign(server.daemon, READ)
    header, claims = decoded(server.token().json()["access_token"])
    assert header["typ"] == "JWT"
    assert set(claims) == ENTRA


def test_tokens_of_version_1_can_have_the_profile_too(server):
    api, principal = server.register_api(version=1)
    server.opt_in(api, access_token_profile="rfc9068")
    server.assign(server.daemon, READ, principal)
    token = server.token(scope=f"api://{api.app_id}/.default").json()["access_token"]
    header, claims = decoded(token)
    assert header["typ"] == "at+jwt"
    assert claims["client_id"] == claims["appid"]
    assert claims["aud"] == f"api://{api.app_id}"
