"""Managed identity endpoints as a workload of this machine meets them."""

from dataclasses import dataclass, field, replace

import httpx2
import pytest
from tests.surface.login.arrange import NOW, ORIGIN, READ, Server, opened_server
from tests.surface.login.test_token import decode

from daemonry.app import create_managed_identity_app
from daemonry.directory.applications import delete_application, purge_application
from daemonry.directory.lifetime_rules import define
from daemonry.directory.managed_identities import bind_managed_identity, unbind_managed_identity
from daemonry.directory.service_principals import (
    create_service_principal,
    delete_service_principal,
    purge_service_principal,
    update_service_principal,
)
from daemonry.directory.token_lifetime_policies import (
    NewTokenLifetimePolicy,
    create_token_lifetime_policy,
)
from daemonry.model.managed_identity import APP_SERVICE, IMDS
from daemonry.storage.managed_identities import ManagedIdentityFile
from daemonry.watching.report import of_requests
from daemonry.web.counts import Counts
from daemonry.web.origins import make_origins

IMDS_PATH = "/metadata/identity/oauth2/token"
MSI_PATH = "/msi/token"
METADATA = {"metadata": "true"}
SECRET = "a header secret"


@dataclass
class Machine:
    """A server, the identities bound to its machine, and how a workload asks."""

    server: Server
    file: ManagedIdentityFile
    counts: Counts = field(default_factory=Counts)

    def bind(self, daemon, *, kind=IMDS, secret=None, resource_id=""):
        made = self.server.change(
            bind_managed_identity,
            daemon.application.app_id,
            self.server.services.secret_keys,
            kind=kind,
            resource_id=resource_id,
            header_secret=secret,
        )
        self.file.save([*self.file.list_all(), made])
        return made

    def ask(self, path=IMDS_PATH, headers=METADATA, method="GET", host="127.0.0.1:50342", **query):
        server = self.server
        app = create_managed_identity_app(
            server.services,
            origins=make_origins(names=["localhost"], port=8443),
            identities=self.file,
            counts=self.counts,
        )
        version = "2018-02-01" if path.startswith(IMDS_PATH) else "2019-08-01"
        params = {"api-version": version, "resource": f"api://{server.api.app_id}"} | query
        params = {name: value for name, value in params.items() if value is not None}

        async def send():
            transport = httpx2.ASGITransport(app)
            async with httpx2.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
                return await client.request(method, path, params=params, headers=headers)

        return server.run(send())

    def records(self):
        log, tenant_id = self.server.services.sign_in_log, self.server.tenant.tenant_id
        return list(self.server.run(log.list_newest(tenant_id)))


@pytest.fixture
def machine(tmp_path):
    with opened_server(tmp_path / "data", kind=Server) as server:
        yield Machine(server, ManagedIdentityFile(tmp_path / "data"))


@pytest.fixture
def bound(machine):
    machine.bind(machine.server.daemon)
    return machine


def claims_of(response):
    assert response.status_code == 200, response.text
    return decode(response.json()["access_token"].split(".")[1])


def refused(response):
    assert response.headers["x-ms-request-id"]
    return response.status_code, response.json()["error"]


@pytest.mark.parametrize("path", [IMDS_PATH, f"{IMDS_PATH}/"])
def test_a_workload_gets_the_token_of_the_principal_that_is_bound(bound, path):
    server = bound.server
    server.assign(server.daemon, READ)
    response = bound.ask(path)
    body, claims = response.json(), claims_of(response)
    assert body | {"access_token": ""} == {
        "access_token": "",
        "client_id": server.daemon.application.app_id,
        "expires_in": "3599",
        "expires_on": str(int(NOW.timestamp()) + 3600),
        "ext_expires_in": "3599",
        "not_before": str(int(NOW.timestamp()) - 300),
        "resource": f"api://{server.api.app_id}",
        "token_type": "Bearer",
    }
    assert "no-store" in response.headers["cache-control"]
    assert claims["iss"] == f"{ORIGIN}/{server.tenant.tenant_id}/v2.0"
    assert claims["aud"] == server.api.app_id
    assert claims["azpacr"] == "2"
    assert claims["oid"] == claims["sub"] == server.daemon.principal.object_id
    assert claims["roles"] == ["ToDoList.Read.All"]


def test_without_consent_the_token_has_no_roles(bound):
    assert "roles" not in claims_of(bound.ask())


def test_every_request_leaves_its_record(bound):
    sent = "0f0e0d0c-0b0a-4908-8706-050403020100"
    given = bound.ask(headers=METADATA | {"x-ms-client-request-id": sent})
    bound.ask(resource="api://nothing")
    failure, success = sorted(bound.records(), key=lambda one: -one.error_code)
    assert failure.error_code == 500011
    assert success.sign_in_id == given.headers["x-ms-request-id"]
    assert success.correlation_id == sent
    assert success.credential_type == "managedIdentity"
    assert success.unique_token_identifier == claims_of(given)["uti"]


def test_every_request_is_counted_by_its_outcome(bound):
    bound.ask()
    bound.ask(resource="api://nobody")
    bound.ask(headers={})
    bound.ask(path="/made/up")
    counted = {
        labels: value
        for (name, labels), value in of_requests(bound.counts).items()
        if name in {"daemonry_token_requests_total", "daemonry_requests_total"}
    }
    assert counted == {
        ("managed-identity", "issued", "0", ""): 1,
        ("managed-identity", "refused", "500011", ""): 1,
        ("GET", IMDS_PATH, "400"): 1,
        ("GET", "(none)", "404"): 1,
    }


def test_tenants_of_managed_identities_are_named_by_setting(bound):
    bound.counts = Counts(by_tenant=True)
    bound.ask()
    assert list(bound.counts.tokens) == [(0, 0, bound.server.tenant.tenant_id)]


def test_the_identity_may_be_named(machine):
    server, other = machine.server, machine.server.register_daemon()
    machine.bind(server.daemon, resource_id="/subscriptions/1/Todo")
    machine.bind(other)
    names = {
        "client_id": server.daemon.application.app_id,
        "object_id": server.daemon.principal.object_id,
        "msi_res_id": "/SUBSCRIPTIONS/1/todo",
    }
    for name, value in names.items():
        assert claims_of(machine.ask(**{name: value}))["oid"] == server.daemon.principal.object_id
    ambiguous = machine.ask()
    assert refused(ambiguous) == (400, "invalid_request")
    assert "Multiple" in ambiguous.json()["error_description"]


REFUSED = {
    "no Metadata header": ({"headers": {}}, 400, "invalid_request"),
    "a request passed on by a proxy": (
        {"headers": METADATA | {"x-forwarded-for": "192.0.2.1"}},
        400,
        "invalid_request",
    ),
    "a name that was made to point here": ({"host": "evil.example"}, 400, "invalid_request"),
    "a POST": ({"method": "POST"}, 405, "method_not_allowed"),
    "another path": ({"path": "/metadata/instance"}, 404, "not_found"),
    "no version": ({"api-version": None}, 400, "bad_request"),
    "no resource": ({"resource": None}, 400, "invalid_request"),
    "an identity that is not bound": ({"client_id": "nobody"}, 400, "invalid_request"),
    "an unknown API": ({"resource": "api://nothing"}, 400, "invalid_resource"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_will_not_change_by_itself_is_refused_so_that_clients_do_not_repeat(bound, case):
    options, status, error = REFUSED[case]
    assert refused(bound.ask(**options)) == (status, error)


@pytest.mark.parametrize("host", ["localhost:1", "169.254.169.254", "[::1]:80"])
def test_it_answers_under_the_names_of_this_machine(bound, host):
    assert bound.ask(host=host).status_code == 200


def test_nothing_is_bound_at_first(machine):
    assert refused(machine.ask()) == (400, "invalid_request")


class TestAppService:
    @pytest.fixture
    def app(self, machine):
        machine.bind(machine.server.daemon, kind=APP_SERVICE, secret=SECRET)
        return machine

    def test_whoever_knows_the_header_secret_gets_a_token(self, app):
        headers = {"x-identity-header": SECRET}
        response = app.ask(MSI_PATH, headers)
        assert claims_of(response)["oid"] == app.server.daemon.principal.object_id
        older = app.ask(MSI_PATH, {"secret": SECRET}, **{"api-version": "2017-09-01"})
        assert older.status_code == 200

    @pytest.mark.parametrize("headers", [{}, {"x-identity-header": "wrong"}, METADATA])
    def test_whoever_does_not_gets_a_401(self, app, headers):
        response = app.ask(MSI_PATH, headers)
        assert refused(response) == (401, "unauthorized_client")
        assert response.json()["statusCode"] == 401

    def test_it_is_not_reached_by_imds_nor_the_other_way_round(self, app):
        assert refused(app.ask()) == (400, "invalid_request")
        other = app.server.register_daemon()
        app.bind(other)
        named = {"client_id": other.application.app_id}
        response = app.ask(MSI_PATH, {"x-identity-header": SECRET}, **named)
        assert refused(response) == (400, "invalid_request")

    def test_k1_the_secret_is_not_kept(self, app, tmp_path):
        assert SECRET not in (tmp_path / "data" / "managed-identities.json").read_text()
        assert (tmp_path / "data" / "managed-identities.json").stat().st_mode & 0o077 == 0
        assert SECRET not in repr(app.file.list_all())

    def test_a_digest_of_another_identity_opens_nothing(self, app):
        (mine,) = app.file.list_all()
        other = app.server.register_daemon()
        forged = replace(
            mine, app_id=other.application.app_id, principal_id=other.principal.object_id
        )
        app.file.save([forged])
        assert refused(app.ask(MSI_PATH, {"x-identity-header": SECRET}))[0] == 401


class TestEnd:
    """What ends an identity, from the very next request on."""

    def test_unbinding(self, bound):
        (identity,) = bound.file.list_all()
        bound.server.change(unbind_managed_identity, identity)
        bound.file.save([])
        assert refused(bound.ask()) == (400, "invalid_request")

    def test_disabling_the_principal(self, bound):
        principal_id = bound.server.daemon.principal.object_id
        bound.server.change(update_service_principal, principal_id, {"account_enabled": False})
        response = bound.ask()
        assert refused(response) == (400, "unauthorized_client")
        assert response.json()["error_description"].startswith("AADSTS7000112: ")

    def test_another_principal_of_the_same_application_is_not_the_one_that_was_bound(self, bound):
        server = bound.server
        server.change(delete_service_principal, server.daemon.principal.object_id)
        assert refused(bound.ask())[0] == 400
        server.change(purge_service_principal, server.daemon.principal.object_id)
        server.change(create_service_principal, server.daemon.application.app_id)
        response = bound.ask()
        assert response.json()["error_description"].startswith("AADSTS7000229: ")

    def test_deleting_the_application_for_good(self, bound):
        object_id = bound.server.daemon.application.object_id
        bound.server.change(delete_application, object_id)
        bound.server.change(purge_application, object_id)
        assert refused(bound.ask()) == (400, "unauthorized_client")


def test_token_lifetime_policies_do_not_concern_managed_identities(bound):
    new = NewTokenLifetimePolicy("short", define(600), is_organization_default=True)
    bound.server.change(create_token_lifetime_policy, new)
    assert bound.server.token().json()["expires_in"] == 599
    assert bound.ask().json()["expires_in"] == "3599"


def test_a_binding_is_as_good_as_a_credential_and_audited_as_one(bound):
    async def events():
        async with bound.server.services.directory.read() as uow:
            principal_id = bound.server.daemon.principal.object_id
            tenant_id = bound.server.tenant.tenant_id
            return await uow.audit.list_newest(tenant_id, target_id=principal_id)

    assert "Bind managed identity" in {event.activity for event in bound.server.run(events())}


def test_without_its_record_no_token_leaves(bound):
    bound.server.run(bound.server.services.sign_in_log.close())
    response = bound.ask()
    assert refused(response) == (503, "temporarily_unavailable")
    assert response.headers["retry-after"].isdecimal()


def test_a_spoilt_file_of_bindings_opens_nothing(bound, tmp_path):
    (tmp_path / "data" / "managed-identities.json").write_text('[{"kind": "imds"}]')
    assert bound.ask().status_code == 500
