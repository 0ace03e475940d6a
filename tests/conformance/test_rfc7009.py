"""RFC 7009: a client that opted in revokes its tokens, an API those that are for it."""

import pytest
from tests.conformance.test_rfc7662 import ground  # noqa: F401 - the fixture

from daemonry.directory.service_principals import get_service_principal_by_app_id
from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.storage.store import open_store

INACTIVE = {"active": False}


@pytest.mark.spec("RFC 7009", "2.1")
def test_an_api_revokes_a_token_that_is_for_it(ground):  # noqa: F811 - the fixture
    token, other = ground.access_token(), ground.access_token()
    response = ground.ask("revoke", token)
    assert response.status_code == 200
    assert ground.introspect(token) == INACTIVE
    assert ground.introspect(other)["active"] is True


@pytest.mark.spec("RFC 7009", "2.1")
def test_a_client_revokes_its_own_tokens_alone(ground):  # noqa: F811 - likewise
    ground.opt_in(ground.daemon.application, allow_revocation=True)
    other = ground.register_daemon()
    who = {"client_id": other.application.app_id, "client_secret": other.secret}
    foreign = ground.access_token(**who)
    refused = ground.ask("revoke", foreign, **ground.as_daemon())
    assert (refused.status_code, refused.json()["error_codes"]) == (400, [9800008])
    assert ground.introspect(foreign)["active"] is True
    own = ground.access_token()
    assert ground.ask("revoke", own, **ground.as_daemon()).status_code == 200
    assert ground.introspect(own) == INACTIVE


@pytest.mark.spec("RFC 7009", "2.2")
def test_what_is_no_good_token_is_no_error(ground):  # noqa: F811 - likewise
    token = ground.access_token()
    for text in ("nonsense", "a.b.c", token[:-4] + "AAAA"):
        assert ground.ask("revoke", text).status_code == 200
    assert ground.ask("revoke", token).status_code == 200
    assert ground.ask("revoke", token).status_code == 200


def test_who_did_not_opt_in_revokes_nothing(ground):  # noqa: F811 - likewise
    token = ground.access_token()
    refused = ground.ask("revoke", token, **ground.as_daemon())
    assert (refused.status_code, refused.json()["error_codes"]) == (400, [9800007])
    assert ground.introspect(token)["active"] is True


def test_a_revocation_is_in_the_audit_trail_once_and_without_the_token(ground):  # noqa: F811 - likewise
    token = ground.access_token()
    ground.ask("revoke", token)
    ground.ask("revoke", token)

    async def events():
        async with ground.services.directory.read() as uow:
            return await uow.audit.list_newest(ground.tenant.tenant_id, limit=500)

    found = [one for one in ground.run(events()) if one.activity == "Revoke access token"]
    assert [event.actor.app_id for event in found] == [ground.api.app_id]
    assert token.split(".")[2] not in str(found)


def test_a_revoked_token_is_refused_by_the_management_api(ground):  # noqa: F811 - likewise
    graph = ground.change(get_service_principal_by_app_id, GRAPH_APP_ID)
    read = next(r for r in graph.application.app_roles if r.value == "Application.Read.All")
    ground.assign(ground.daemon, read.role_id, graph)
    ground.opt_in(ground.daemon.application, allow_revocation=True)
    token = ground.access_token(scope="https://graph.microsoft.com/.default")
    headers = {"authorization": f"Bearer {token}"}
    assert ground.send("GET", "/v1.0/applications", headers=headers).status_code == 200
    ground.ask("revoke", token, **ground.as_daemon())
    assert ground.send("GET", "/v1.0/applications", headers=headers).status_code == 401


def test_every_process_knows_of_a_revocation_at_once(ground):  # noqa: F811 - likewise
    token = ground.access_token()
    claims = ground.introspect(token)
    ground.ask("revoke", token)

    async def seen_elsewhere():
        async with (
            await open_store(ground.services.settings.data) as other,
            other.directory.read() as uow,
        ):
            return await uow.revoked_tokens.contains(ground.tenant.tenant_id, claims["uti"])

    assert ground.run(seen_elsewhere())
