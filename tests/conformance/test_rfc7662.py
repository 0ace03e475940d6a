"""RFC 7662: an API that opted in asks whether a token for it is active."""

from datetime import timedelta

import pytest
from tests.surface.login.arrange import READ, WRITE, Server, opened_server

from daemonry.directory.assignments import remove_assignment
from daemonry.directory.service_principals import update_service_principal
from daemonry.directory.signing_keys import TenantTools, create_signing_key
from daemonry.model.signing_key import KeyLine


class Ground(Server):
    """An API with a secret of its own that may introspect and revoke."""

    def prepare(self):
        self.api_secret = self.add_secret(self.api)
        self.opt_in(self.api, allow_introspection=True, allow_revocation=True)
        self.granted = self.assign(self.daemon, READ)
        self.assign(self.daemon, WRITE)

    def access_token(self, **form):
        return self.token(**form).json()["access_token"]

    def as_api(self):
        return {"client_id": self.api.app_id, "client_secret": self.api_secret}

    def as_daemon(self):
        return {"client_id": self.daemon.application.app_id, "client_secret": self.daemon.secret}

    def ask(self, verb, token, **who):
        path = f"/{self.tenant.tenant_id}/oauth2/v2.0/{verb}"
        return self.send("POST", path, data={"token": token} | (who or self.as_api()))

    def introspect(self, token, **who):
        return self.ask("introspect", token, **who).json()


@pytest.fixture
def ground(tmp_path):
    with opened_server(tmp_path / "data", kind=Ground) as opened:
        opened.prepare()
        yield opened


@pytest.mark.spec("RFC 7662", "2.2")
def test_an_active_token_is_described(ground):
    answer = ground.introspect(ground.access_token())
    assert answer["active"] is True
    assert answer["client_id"] == answer["azp"] == ground.daemon.application.app_id
    assert answer["aud"] == ground.api.app_id
    assert answer["sub"] == answer["oid"] == ground.daemon.principal.object_id
    assert answer["roles"] == ["ToDoList.Read.All", "ToDoList.ReadWrite.All"]
    assert answer["scope"] == "ToDoList.Read.All ToDoList.ReadWrite.All"
    assert answer["token_type"] == "Bearer"
    assert answer["jti"] == answer["uti"]
    assert {"exp", "iat", "nbf", "iss", "tid"} <= set(answer)


def test_the_answer_is_not_stored_anywhere(ground):
    response = ground.ask("introspect", ground.access_token())
    assert "no-store" in response.headers["cache-control"]
    assert response.headers["content-type"] == "application/json; charset=utf-8"


@pytest.mark.spec("RFC 7662", "2.2")
def test_whatever_is_not_active_gets_one_answer_without_a_reason(ground):
    inactive = {"active": False}
    token = ground.access_token()
    other_api, _ = ground.register_api()
    for wrong in (
        "nonsense",
        "a.b.c",
        token[:-4] + "AAAA",
        token + "." + token,
        "x" * 20_000,
        ground.access_token(scope=f"{other_api.app_id}/.default"),
    ):
        assert ground.introspect(wrong) == inactive
    ground.clock.time += timedelta(hours=2)
    assert ground.introspect(token) == inactive


def test_a_token_of_a_disabled_client_is_inactive(ground):
    token = ground.access_token()
    principal = ground.daemon.principal
    ground.change(update_service_principal, principal.object_id, {"account_enabled": False})
    assert ground.introspect(token) == {"active": False}


def test_a_role_that_was_taken_away_is_not_told_any_more(ground):
    token = ground.access_token()
    ground.change(remove_assignment, ground.granted.assignment_id)
    assert ground.introspect(token)["roles"] == ["ToDoList.ReadWrite.All"]


def test_the_api_is_recognised_under_its_uri_as_well(ground):
    api, _ = ground.register_api(version=1)
    ground.opt_in(api, allow_introspection=True)
    who = {"client_id": api.app_id, "client_secret": ground.add_secret(api)}
    token = ground.access_token(scope=f"api://{api.app_id}/.default")
    answer = ground.introspect(token, **who)
    assert answer["active"] is True
    assert answer["client_id"] == answer["appid"]


@pytest.mark.parametrize("algorithm", ["ES256", "EdDSA"])
def test_tokens_of_every_algorithm_are_known(ground, algorithm):
    services = ground.services
    tools = TenantTools(services.clock, services.ids, services.vault, services.make_signing_key)
    ground.change(create_signing_key, tools, KeyLine(algorithm))
    ground.opt_in(ground.api, signing_algorithm=algorithm)
    assert ground.introspect(ground.access_token())["active"] is True


@pytest.mark.spec("RFC 7662", "2.1")
def test_who_asks_must_be_proven_and_allowed(ground):
    token = ground.access_token()
    wrong = ground.ask("introspect", token, client_id=ground.api.app_id, client_secret="wrong")
    assert (wrong.status_code, wrong.json()["error"]) == (401, "invalid_client")
    nobody = ground.ask("introspect", token, client_id=ground.api.app_id)
    assert nobody.status_code == 401
    daemon = ground.ask("introspect", token, **ground.as_daemon())
    assert (daemon.status_code, daemon.json()["error_codes"]) == (400, [9800006])
    assert "--allow-introspection" in daemon.json()["error_description"]


@pytest.mark.spec("RFC 7662", "2.1")
def test_only_a_form_by_post_is_read(ground):
    path = f"/{ground.tenant.tenant_id}/oauth2/v2.0/introspect"
    assert ground.send("GET", path).status_code == 405
    missing = ground.send("POST", path, data=ground.as_api())
    assert missing.json()["error_codes"] == [900144]
    assert "'token'" in missing.json()["error_description"]
    in_url = ground.send("POST", f"{path}?token=x", data=ground.as_api() | {"token": "x"})
    assert in_url.json()["error_codes"] == [9002313]


def test_a_token_of_another_tenant_is_inactive(ground):
    token = ground.access_token()
    ground.tenant = ground.run(ground._create_tenant("fabrikam"))
    api, _ = ground.register_api()
    ground.opt_in(api, allow_introspection=True)
    who = {"client_id": api.app_id, "client_secret": ground.add_secret(api)}
    assert ground.introspect(token, **who) == {"active": False}
