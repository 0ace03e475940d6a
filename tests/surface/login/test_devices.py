"""The device code: what a device is told while it waits, and what a person is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.surface.login.arrange import ORIGIN, opened_server
from tests.surface.login.people import (
    PASSWORD,
    PERSON,
    USER_NAME,
    PeopleServer,
    Visitor,
    claims_of,
)

from daemonry.directory.users import create_administrator
from daemonry.model.session import FRESH

if TYPE_CHECKING:
    from collections.abc import Iterator

DEVICE = "urn:ietf:params:oauth:grant-type:device_code"


class DeviceServer(PeopleServer):
    """The server, with a client that may ask for device codes."""

    def __init__(self, *args) -> None:
        super().__init__(*args)
        self.device = self.register("a television", is_fallback_public_client=True)

    def ask(self, **changes: str | None):
        form = {"client_id": self.device.app_id, "scope": self.scope} | changes
        path = f"/{self.tenant.tenant_id}/oauth2/v2.0/devicecode"
        given = {name: value for name, value in form.items() if value is not None}
        return self.send("POST", path, data=given)

    def poll(self, asked, **changes: str):
        code = asked["device_code"]
        form = {"grant_type": DEVICE, "client_id": self.device.app_id}
        return self.post_token(form | {"device_code": code, "code": code} | changes)


@pytest.fixture(scope="module")
def server(tmp_path_factory) -> Iterator[DeviceServer]:
    data = tmp_path_factory.mktemp("devices") / "data"
    with opened_server(data, kind=DeviceServer) as running:
        yield running


def enter(person: Visitor, user_code: str):
    return person.submit("/devicelogin", user_code=user_code)


@pytest.mark.spec("RFC 8628", "3")
def test_a_device_gets_tokens_once_a_person_agreed(server) -> None:
    asked = server.ask().json()
    assert asked["verification_uri"] == f"{ORIGIN}/devicelogin"
    assert asked["expires_in"] == 900
    assert asked["interval"] == 5
    assert len(asked["user_code"]) == 9
    assert asked["user_code"] in asked["message"]
    waiting = server.poll(asked)
    assert waiting.status_code == 400
    assert waiting.json()["error"] == "authorization_pending"
    assert waiting.json()["error_codes"] == [70016]

    visitor = Visitor(server)
    to_sign_in = visitor.get("/devicelogin").headers["location"]
    assert visitor.sign_in_at(to_sign_in) == "/devicelogin"
    typed = f" {asked['user_code'][:3]}-{asked['user_code'][3:].lower()}"
    page = enter(visitor, typed)
    assert "a television" in page.text
    assert "Go on only if you started this yourself" in page.text
    assert "Read lists" in page.text
    done = visitor.decide(page, "accept")
    assert "You have signed in" in done.text

    answer = server.poll(asked)
    assert answer.status_code == 200, answer.text
    claims = claims_of(answer.json()["access_token"])
    assert claims["preferred_username"] == PERSON
    assert claims["scp"] == "ToDoList.Read"
    again = server.refresh(answer.json()["refresh_token"], client_id=server.device.app_id)
    assert again.status_code == 200
    assert server.poll(asked).json()["error_codes"] == [70018]


def test_who_polls_too_often_is_slowed_down(server) -> None:
    asked = server.ask().json()
    assert server.poll(asked).json()["error"] == "authorization_pending"
    hasty = server.poll(asked).json()
    assert hasty["error"] == "slow_down"
    assert "10 seconds" in hasty["error_description"]
    server.clock.time += timedelta(seconds=10)
    assert server.poll(asked).json()["error"] == "authorization_pending"


def test_who_declines_is_believed(server, person) -> None:
    asked = server.ask().json()
    page = enter(person, asked["user_code"])
    assert "Cancelled" in person.decide(page, "cancel").text
    assert server.poll(asked).json()["error"] == "authorization_declined"


def test_a_code_that_is_over_is_over_for_both(server, person) -> None:
    asked = server.ask().json()
    server.clock.time += timedelta(minutes=15)
    late = server.poll(asked).json()
    assert late["error"] == "expired_token"
    assert late["error_codes"] == [70020]
    assert "AADSTS70018" in enter(person, asked["user_code"]).text


def test_a_code_is_the_client_s_that_asked(server) -> None:
    asked = server.ask().json()
    made_up = server.poll(asked, device_code="dmnd_x")
    assert made_up.json()["error"] == "bad_verification_code"
    other = server.register("another", is_fallback_public_client=True)
    assert server.poll(asked, client_id=other.app_id).json()["error_codes"] == [70018]


def test_who_may_not_flow_publicly_shows_a_credential(server) -> None:
    answer = server.ask(client_id=server.native.app_id)
    assert answer.status_code == 401
    assert answer.json()["error_codes"] == [7000218]
    assert server.ask(scope=None).json()["error_codes"] == [900144]
    assert server.ask(scope="api://nobody/x").json()["error_codes"] == [500011]
    path = f"/{server.tenant.tenant_id}/oauth2/v2.0/devicecode"
    assert server.send("GET", path).json()["error_codes"] == [900561]


def test_a_person_of_another_tenant_finds_nothing(server) -> None:
    asked = server.ask().json()
    fabrikam = server.run(server._create_tenant("fabrikam"))
    home, server.tenant = server.tenant, fabrikam
    name = "eve@fabrikam.onmicrosoft.com"
    server.change(create_administrator, name, "Eve", PASSWORD)
    server.tenant = home
    assert "AADSTS70018" in enter(Visitor(server).sign_in_as(name), asked["user_code"]).text


def test_guessing_codes_is_slowed_down(tmp_path) -> None:
    data = tmp_path / "data"
    with opened_server(data, kind=DeviceServer, failures_per_minute=3) as server:
        person = Visitor(server).sign_in_as()
        answers = [enter(person, f"BCDFGHJK{letter}") for letter in "LMNPQ"]
        assert answers[0].status_code == 400
        assert answers[-1].status_code == 429
        assert "AADSTS90055" in answers[-1].text


def test_the_form_is_taken_from_its_own_page_alone(server, person) -> None:
    asked = server.ask().json()
    fields = {"user_code": asked["user_code"], "decision": "accept"}
    assert person.post("/devicelogin", fields).status_code == 403
    assert server.poll(asked).json()["error"] == "authorization_pending"


def test_a5_consent_for_everybody_wants_a_fresh_proof(server) -> None:
    asked = server.ask().json()
    admin = Visitor(server).sign_in_as(USER_NAME)
    page = enter(admin, asked["user_code"])
    start = server.clock.time
    server.clock.time += FRESH + timedelta(seconds=1)
    try:
        stale = admin.decide(page, "accept", everybody="yes")
        assert "prompt=login" in stale.headers["location"]
        assert server.poll(asked).json()["error"] == "authorization_pending"
    finally:
        server.clock.time = start
