import json
import stat
from contextlib import asynccontextmanager
from dataclasses import asdict, fields

import pytest
from tests.unit.directory.arrange import HASH_KEYS, Desk, run

from daemonry.directory.applications import find_application
from daemonry.directory.consent import consent_status
from daemonry.directory.tenants import NewTenant, create_tenant
from daemonry.emulator import seed
from daemonry.model.audit import OPERATOR
from daemonry.model.first_party import BOOTSTRAP_PERMISSIONS, GRAPH_APP_ID
from daemonry.model.ids import TenantId
from daemonry.model.secret import digest_secret, has_valid_checksum

SUFFIX = "onmicrosoft.com"


class DeskDirectory:
    """``ports.Directory`` over the dictionaries of a desk."""

    def __init__(self, desk):
        self.desk = desk

    @asynccontextmanager
    async def change(self):
        yield self.desk.uow

    @asynccontextmanager
    async def read(self):
        yield self.desk.uow


def seeded(desk, data):
    return run(
        seed.seed_tutorial(DeskDirectory(desk), desk.tools, HASH_KEYS, suffix=SUFFIX, data=data)
    )


@pytest.fixture(scope="module")
def start(tmp_path_factory):
    desk, data = Desk(), tmp_path_factory.mktemp("seeded")
    return desk, data, seeded(desk, data)


@pytest.fixture
def tutorial(start):
    return start[2]


@pytest.fixture
def work(start):
    desk, _, made = start
    return desk.work(tenant_id=TenantId(made.tenant_id))


def test_the_tenant_is_contoso(tutorial):
    assert tutorial.tenant_name == "Contoso"
    assert tutorial.tenant_domain == "contoso.onmicrosoft.com"


def test_the_api_is_as_the_tutorial_leaves_it(tutorial, work):
    api = run(find_application(work, "ciam-ToDoList-api"))
    assert api.app_id == tutorial.api_app_id
    assert api.identifier_uris == (f"api://{api.app_id}",) == (tutorial.api_identifier_uri,)
    assert api.access_token_version == 2
    assert [role.value for role in api.app_roles] == ["ToDoList.Read.All", "ToDoList.ReadWrite.All"]
    assert [claim.name for claim in api.optional_claims.access_token] == ["idtyp"]


def test_the_daemon_was_granted_both_roles_by_consent(tutorial, work):
    daemon = run(find_application(work, "ciam-client-app"))
    assert daemon.app_id == tutorial.daemon_client_id
    rows = run(consent_status(work, daemon.object_id))
    assert [(row.value, row.status, row.is_requested) for row in rows] == [
        ("ToDoList.Read.All", "granted", True),
        ("ToDoList.ReadWrite.All", "granted", True),
    ]


def test_the_management_principal_holds_the_bootstrap_permissions_and_no_more(tutorial, work):
    manager = run(find_application(work, tutorial.management_client_id))
    rows = run(consent_status(work, manager.object_id))
    assert {row.value for row in rows if row.status == "granted"} == set(BOOTSTRAP_PERMISSIONS)
    assert {row.resource_app_id for row in rows} == {GRAPH_APP_ID}


@pytest.mark.parametrize("who", ["daemon", "management"])
def test_the_secrets_are_the_ones_that_were_stored(tutorial, work, who):
    secret = getattr(tutorial, f"{who}_client_secret")
    application = run(find_application(work, getattr(tutorial, f"{who}_client_id")))
    assert has_valid_checksum(secret)
    digest = digest_secret(HASH_KEYS, work.tenant_id, application.app_id, secret)
    assert [credential.digest for credential in application.password_credentials] == [digest]


def test_the_administrator_has_an_account_at_the_initial_domain(tutorial, work):
    assert tutorial.admin_username == "admin@contoso.onmicrosoft.com"
    assert run(work.uow.users.get_by_name(work.tenant_id, tutorial.admin_username)) is not None
    assert len(tutorial.admin_password) >= 16


def test_everything_was_done_by_the_operator_and_audited(start):
    desk, _, _ = start
    activities = {event.activity for event in desk.tables.events}
    assert {"Create tenant", "Add application", "Consent to application"} <= activities
    assert {event.actor for event in desk.tables.events} == {OPERATOR}


def test_a_second_start_tells_the_same_and_changes_nothing(start):
    desk, data, made = start
    count = len(desk.tables.events)
    assert seeded(desk, data) == made
    assert len(desk.tables.events) == count


def test_the_credentials_file_is_for_its_owner_alone(start):
    _, data, made = start
    file = data / "dev-credentials.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert json.loads(file.read_text()) == asdict(made)


def test_secrets_do_not_show_in_a_representation(tutorial):
    hidden = {field.name for field in fields(tutorial) if not field.repr}
    assert hidden == {"daemon_client_secret", "management_client_secret", "admin_password"}


@pytest.mark.parametrize("content", [None, "", "[]", "{}", '{"tenant_id": "x"}'])
def test_a_tenant_whose_secrets_are_lost_is_refused_with_advice(tmp_path, content):
    desk = Desk()
    run(create_tenant(desk.uow, OPERATOR, NewTenant("Mine", "contoso", SUFFIX), desk.tools))
    if content is not None:
        (tmp_path / "dev-credentials.json").write_text(content)
    with pytest.raises(seed.SeedError, match="secrets are not known") as refused:
        seeded(desk, tmp_path)
    assert "--data" in refused.value.hint


def test_credentials_of_another_tenant_are_not_taken_for_this_ones(start, tmp_path):
    _, data, _ = start
    desk = Desk()
    run(create_tenant(desk.uow, OPERATOR, NewTenant("Mine", "contoso", SUFFIX), desk.tools))
    (tmp_path / "dev-credentials.json").write_text((data / "dev-credentials.json").read_text())
    # Identifiers count from one in both, so the file has to be told apart by its content.
    other = json.loads((tmp_path / "dev-credentials.json").read_text())
    other["tenant_id"] = "99999999-9999-4999-8999-999999999999"
    (tmp_path / "dev-credentials.json").write_text(json.dumps(other))
    with pytest.raises(seed.SeedError):
        seeded(desk, tmp_path)


def test_a_file_left_by_a_start_that_failed_is_replaced(tmp_path):
    (tmp_path / "dev-credentials.json").write_text("{}")
    (tmp_path / "dev-credentials.json").chmod(0o644)
    made = seeded(Desk(), tmp_path)
    file = tmp_path / "dev-credentials.json"
    assert json.loads(file.read_text()) == asdict(made)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
