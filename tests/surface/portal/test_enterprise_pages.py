"""Enterprise applications: properties, roles given directly, delegated permissions."""

import re

import pytest
from tests.surface.login.arrange import READ
from tests.surface.portal.arrange import USER_NAME
from tests.surface.portal.test_pages import actors_of, claims_of

from daemonry.directory.permission_grants import NewGrant, create_permission_grant
from daemonry.model.grant import ALL_PRINCIPALS


@pytest.fixture
def daemon(server):
    return server.register_daemon()


@pytest.fixture(scope="module")
def api(server):
    return server.register_api()[1]


def test_a_role_is_assigned_to_a_client_and_is_in_its_next_token(server, admin, daemon, api):
    base = f"/admin/enterprise-apps/{api.object_id}/assignments"
    assigned = admin.submit(f"{base}/new", client=daemon.principal.object_id, role=READ)
    assert "Role assigned" in admin.follow(assigned).text
    answer = server.token(
        client_id=daemon.application.app_id,
        client_secret=daemon.secret,
        scope=f"{api.app_id}/.default",
    )
    assert claims_of(answer.json()["access_token"])["roles"] == ["ToDoList.Read.All"]
    again = admin.submit(f"{base}/new", client=daemon.principal.object_id, role=READ)
    assert "already exist" in again.text
    assert USER_NAME in actors_of(server, "Add app role assignment to service principal")


def test_an_assignment_needs_a_client_and_a_role_that_are_there(admin, daemon, api):
    address = f"/admin/enterprise-apps/{api.object_id}/assignments/new"
    for words in (
        {"client": "", "role": READ},
        {"client": daemon.principal.object_id, "role": "none"},
        {"client": api.tenant_id, "role": READ},
    ):
        assert admin.submit(address, **words).status_code == 400


def test_delegated_permissions_are_listed_and_revoked(server, admin, daemon, api):
    new = NewGrant(daemon.principal.object_id, api.object_id, ALL_PRINCIPALS, None, "ToDo.Read")
    server.change(create_permission_grant, new)
    base = f"/admin/enterprise-apps/{daemon.principal.object_id}/permissions"
    page = admin.get(base).text
    assert "ToDo.Read" in page
    assert "Everybody" in page
    (address,) = re.findall(r'href="([^"]+/revoke)"', page)
    assert "get no further tokens with it" in admin.get(address).text
    left = admin.follow(admin.submit(address)).text
    assert "No delegated permissions were granted" in left
    assert admin.get(address).status_code == 404


def test_an_application_is_hidden_from_people_and_shown_again(server, admin, daemon):
    address = f"/admin/enterprise-apps/{daemon.principal.object_id}"
    hidden = admin.follow(admin.submit(address, visible="no")).text
    assert re.search(r'name="visible" value="no" checked', hidden)
    shown = admin.follow(admin.submit(address, visible="yes")).text
    assert re.search(r'name="visible" value="yes" checked', shown)
