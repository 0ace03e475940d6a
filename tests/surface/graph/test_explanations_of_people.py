"""What is told of a person's request by its correlation ID: authorize, device code, refresh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.surface.graph.test_graph import Caller
from tests.surface.login.arrange import opened_server
from tests.surface.login.people import PERSON, PeopleServer, Visitor
from tests.surface.portal.arrange import Browser

from daemonry.directory.service_principals import update_service_principal
from daemonry.directory.users import update_user

if TYPE_CHECKING:
    from collections.abc import Iterator

RIGHTS = ("AuditLog.Read.All", "Application.Read.All")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PeopleServer]:
    with opened_server(tmp_path_factory.mktemp("explain") / "data", kind=PeopleServer) as opened:
        yield opened


@pytest.fixture(scope="module")
def person(server: PeopleServer) -> Visitor:
    return Visitor(server).sign_in_as()


@pytest.fixture(scope="module")
def refresh_token(server: PeopleServer, person: Visitor) -> str:
    return str(server.redeem(person.code(server)).json()["refresh_token"])


class Request:
    """A correlation ID of its own, and what is told of it."""

    _count = 0

    def __init__(self, server: PeopleServer) -> None:
        Request._count += 1
        self.server = server
        self.correlation_id = f"0f0e0d0c-0b0a-4908-8706-{Request._count:012x}"

    @property
    def header(self) -> dict[str, str]:
        return {"client-request-id": self.correlation_id}

    def explained(self) -> dict[str, Any]:
        path = f"/auditLogs/signIns/{self.correlation_id}/daemonry.explain"
        answer = Caller(self.server, *RIGHTS)("GET", path)
        assert answer.status_code == 200, answer.text
        return dict(answer.json())


@pytest.fixture
def request_of(server: PeopleServer) -> Request:
    return Request(server)


def failed(told: dict[str, Any]) -> dict[str, Any]:
    found = [finding for finding in told["checks"] if finding["outcome"] == "failed"]
    assert len(found) == 1, told["checks"]
    return dict(found[0])


def test_a_redirect_uri_that_is_not_registered(server, person, request_of) -> None:
    person.get(server.address(redirect_uri="https://evil.example/"), **request_of.header)
    told = request_of.explained()
    assert told["errorCode"] == 50011
    assert failed(told)["check"] == "redirect"
    assert "https://evil.example/" in failed(told)["why"]
    assert failed(told)["decidedBy"]["displayName"] == "a native app"
    assert "Authentication" in failed(told)["mend"]["page"]
    now = {finding["check"]: finding for finding in told["now"]["checks"]}
    assert now["redirect"]["why"] == "Registered are: http://localhost"


def test_a_person_who_is_not_signed_in_and_may_not_be_asked(server, request_of) -> None:
    address = server.address(prompt="none", login_hint=PERSON)
    Visitor(server).get(address, **request_of.header)
    told = request_of.explained()
    assert told["errorCode"] == 50058
    assert failed(told)["check"] == "person"
    assert told["person"] == {"kind": "user", "id": "", "displayName": PERSON}
    assert told["verdict"].startswith("a native app gets no token for ciam-ToDoList-api on behalf")


def test_what_was_not_consented_to_then_and_is_now(server, person, request_of) -> None:
    other = server.register("asked later", public_client_redirect_uris=("http://localhost",))
    address = server.address(client_id=other.app_id, prompt="none")
    person.get(address, **request_of.header)
    told = request_of.explained()
    assert told["errorCode"] == 65001
    assert failed(told)["check"] == "consent"
    assert failed(told)["mend"]["graph"].startswith("POST /v1.0/oauth2PermissionGrants")
    assert told["person"]["displayName"] == PERSON
    assert told["now"]["errorCode"] == 65001
    assert f"/{server.tenant.tenant_id}/v2.0/adminconsent?" in failed(told["now"])["mend"]["page"]
    page = person.get(server.address(client_id=other.app_id))
    person.decide(page, "accept")
    now = request_of.explained()["now"]
    assert now["errorCode"] == 0
    assert [(role["value"], role["why"]) for role in now["roles"]] == [
        ("ToDoList.Read", "The person consented.")
    ]


def test_a_refresh_of_an_account_that_was_disabled(
    server, person, refresh_token, request_of
) -> None:
    form = {
        "grant_type": "refresh_token",
        "client_id": server.native.app_id,
        "refresh_token": refresh_token,
    }
    server.change(update_user, PERSON, {"account_enabled": False})
    server.post_token(form, **request_of.header)
    told = request_of.explained()
    assert told["errorCode"] == told["now"]["errorCode"] == 50057
    assert failed(told)["check"] == "grant"
    assert failed(told)["decidedBy"]["displayName"] == PERSON
    assert failed(told)["mend"]["command"] == f"daemonry user disable {PERSON} --undo"
    server.change(update_user, PERSON, {"account_enabled": True})
    assert request_of.explained()["now"]["errorCode"] == 0


def test_a_refresh_that_worked_tells_its_scopes(server, refresh_token, request_of) -> None:
    form = {
        "grant_type": "refresh_token",
        "client_id": server.native.app_id,
        "refresh_token": refresh_token,
    }
    assert server.post_token(form, **request_of.header).status_code == 200
    told = request_of.explained()
    assert told["errorCode"] == told["now"]["errorCode"] == 0
    assert told["request"]["roles"] == ["ToDoList.Read"]
    assert told["verdict"].endswith(f"on behalf of {PERSON} with the scopes ToDoList.Read")
    assert {finding["outcome"] for finding in told["checks"]} == {"passed"}


def test_a_refresh_token_that_nobody_gave(server, request_of) -> None:
    form = {"grant_type": "refresh_token", "client_id": server.native.app_id, "refresh_token": "x"}
    server.post_token(form, **request_of.header)
    told = request_of.explained()
    assert told["errorCode"] == 70000
    assert failed(told)["check"] == "grant"
    assert told["person"]["displayName"] == "nobody yet"


def test_a_device_that_must_show_a_credential(server, request_of) -> None:
    path = f"/{server.tenant.tenant_id}/oauth2/v2.0/devicecode"
    form = {"client_id": server.native.app_id, "scope": server.scope}
    server.send("POST", path, data=form, headers=request_of.header)
    told = request_of.explained()
    assert told["errorCode"] == 7000218
    assert failed(told)["check"] == "credential"
    assert failed(told)["mend"]["page"].endswith("Allow public client flows: Yes")


def test_a_device_that_asks_for_an_api_that_is_not_there(server, request_of) -> None:
    device = server.register("a television", is_fallback_public_client=True)
    path = f"/{server.tenant.tenant_id}/oauth2/v2.0/devicecode"
    form = {"client_id": device.app_id, "scope": "api://nobody/x"}
    server.send("POST", path, data=form, headers=request_of.header)
    told = request_of.explained()
    assert told["errorCode"] == 500011
    assert failed(told)["check"] == "resource"


def test_an_application_that_wants_people_assigned(server, request_of) -> None:
    closed = server.register("closed", public_client_redirect_uris=("http://localhost",))
    state = server.run(
        server.services.token_directory.client(server.tenant.tenant_id, closed.app_id)
    )
    changes = {"app_role_assignment_required": True}
    server.change(update_service_principal, state.principal.object_id, changes)
    person = Visitor(server).sign_in_as()
    person.get(server.address(client_id=closed.app_id), **request_of.header)
    told = request_of.explained()
    assert told["errorCode"] == told["now"]["errorCode"] == 50105
    assert failed(told)["mend"]["command"] == "daemonry app update closed --no-assignment-required"


def test_the_admin_center_shows_who_it_was_and_what_decided(server, person, request_of) -> None:
    person.get(server.address(redirect_uri="https://evil.example/"), **request_of.header)
    admin = Browser(server)
    admin.sign_in()
    page = admin.get(f"/admin/sign-in-logs/{request_of.correlation_id}").text
    assert "nobody yet" in page
    assert "Not reached:" in page
    assert "/authentication" in page


def test_strangers_who_are_refused_again_and_again_do_not_fill_the_records(tmp_path) -> None:
    data = tmp_path / "data"
    with opened_server(data, kind=PeopleServer, failures_per_minute=3) as server:
        request = Request(server)
        address = server.address(redirect_uri="https://evil.example/")
        codes = {Visitor(server).get(address, **request.header).status_code for _ in range(8)}
        assert codes == {400}
        path = f"/auditLogs/signIns?$filter=correlationId eq '{request.correlation_id}'"
        records = Caller(server, *RIGHTS)("GET", path).json()["value"]
        assert 3 <= len(records) <= 5
        assert records[0]["signInEventTypes"] == ["interactiveUser"]
