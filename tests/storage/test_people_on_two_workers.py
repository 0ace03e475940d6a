"""Codes, device codes, refresh tokens and consents between two workers, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from tests.surface.login.arrange import ORIGIN, opened_server
from tests.surface.login.people import REDIRECT, VERIFIER, PeopleServer, Visitor, claims_of

from daemonry.app import create_app
from daemonry.directory.permission_grants import remove_permission_grant
from daemonry.services import open_services
from daemonry.web.origins import make_origins

if TYPE_CHECKING:
    from collections.abc import Iterator

DEVICE = "urn:ietf:params:oauth:grant-type:device_code"
AT_ONCE = 3


class Workers(PeopleServer):
    """The server, and a second worker over the same data."""

    other: Any = None

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        self.device = self.register("a television", is_fallback_public_client=True)
        self.person_at_browser = Visitor(self).sign_in_as()
        self.person_at_browser.code(self)

    def at_once(self, form: dict[str, str]) -> list[httpx2.Response]:
        """Send a token request to both workers several times at the same moment."""

        async def send() -> list[httpx2.Response]:
            apps = [self.app, self.other] * AT_ONCE
            return await asyncio.gather(*(self._post(app, form) for app in apps))

        answers: list[httpx2.Response] = self.run(send())
        return answers

    def at_other(self, form: dict[str, str]) -> httpx2.Response:
        answer: httpx2.Response = self.run(self._post(self.other, form))
        return answer

    async def _post(self, app: Any, form: dict[str, str]) -> httpx2.Response:
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN) as client:
            path = f"/{self.tenant.tenant_id}/oauth2/v2.0/token"
            return await client.post(path, data=form)

    def code_form(self) -> dict[str, str]:
        return {
            "grant_type": "authorization_code",
            "client_id": self.native.app_id,
            "code": self.person_at_browser.code(self),
            "redirect_uri": REDIRECT,
            "code_verifier": VERIFIER,
        }

    def refresh_form(self, token: str) -> dict[str, str]:
        return {
            "grant_type": "refresh_token",
            "client_id": self.native.app_id,
            "refresh_token": token,
        }

    def device_form(self) -> tuple[dict[str, str], str]:
        path = f"/{self.tenant.tenant_id}/oauth2/v2.0/devicecode"
        form = {"client_id": self.device.app_id, "scope": self.scope}
        asked = self.send("POST", path, data=form).json()
        poll = {"grant_type": DEVICE, "client_id": self.device.app_id}
        return poll | {"device_code": asked["device_code"]}, asked["user_code"]


@pytest.fixture(
    scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
)
def workers(request: pytest.FixtureRequest, tmp_path_factory: Any) -> Iterator[Workers]:
    data, more = tmp_path_factory.mktemp("workers") / "data", {}
    if request.param == "postgres":
        server = request.getfixturevalue("postgres_server")
        more["database"] = server.new_database("people")
    with opened_server(data, kind=Workers, **more) as running:
        opening = open_services(running.services.settings)

        async def enter() -> Any:
            return replace(await opening.__aenter__(), clock=running.clock)

        origins = make_origins(names=["localhost", "127.0.0.1"], port=8443)
        running.other = create_app(running.run(enter()), origins=origins)
        yield running
        running.run(opening.__aexit__(None, None, None))


@pytest.mark.spec("RFC 6749", "4.1.2")
def test_of_those_who_come_with_one_code_at_once_one_wins_at_most(workers: Workers) -> None:
    form = workers.code_form()
    answers = workers.at_once(form)
    given = [answer for answer in answers if answer.status_code == 200]
    assert len(given) <= 1
    refused = [answer.json() for answer in answers if answer.status_code != 200]
    assert {body["error"] for body in refused} == {"invalid_grant"}
    assert {code for body in refused for code in body["error_codes"]} == {54005}
    for answer in given:
        again = workers.at_other(workers.refresh_form(answer.json()["refresh_token"]))
        assert again.json()["error_codes"] == [50173]


@pytest.mark.spec("RFC 9700", "2.1.1")
def test_a_code_that_comes_again_at_another_worker_takes_back_what_it_gave(
    workers: Workers,
) -> None:
    form = workers.code_form()
    given = workers.post_token(form).json()
    assert claims_of(given["access_token"])["scp"] == "ToDoList.Read"
    assert workers.at_other(form).json()["error_codes"] == [54005]
    refused = workers.post_token(workers.refresh_form(given["refresh_token"])).json()
    assert refused["error_codes"] == [50173]


@pytest.mark.spec("RFC 9700", "4.14.2")
def test_a_refresh_token_counts_for_a_minute_more_at_every_worker(workers: Workers) -> None:
    first = workers.post_token(workers.code_form()).json()["refresh_token"]
    answers = workers.at_once(workers.refresh_form(first))
    assert {answer.status_code for answer in answers} == {200}
    successors = {answer.json()["refresh_token"] for answer in answers}
    assert len(successors) == len(answers)
    workers.clock.time += timedelta(seconds=61)
    assert workers.at_other(workers.refresh_form(first)).json()["error_codes"] == [50173]
    for token in successors:
        refused = workers.post_token(workers.refresh_form(token)).json()
        assert refused["error_codes"] == [50173]


@pytest.mark.spec("RFC 8628", "3.5")
def test_a_device_that_polls_two_workers_is_slowed_down_and_answered_once(
    workers: Workers,
) -> None:
    form, user_code = workers.device_form()
    assert workers.post_token(form).json()["error"] == "authorization_pending"
    assert workers.at_other(form).json()["error"] == "slow_down"
    person = workers.person_at_browser
    page = person.submit("/devicelogin", user_code=user_code)
    person.decide(page, "accept")
    answers = workers.at_once(form)
    given = [answer.json() for answer in answers if answer.status_code == 200]
    assert len(given) == 1
    refused = [answer.json()["error_codes"] for answer in answers if answer.status_code != 200]
    assert refused == [[70018]] * (len(answers) - 1)
    assert claims_of(given[0]["access_token"])["oid"] == workers.person.object_id


def test_a_consent_that_is_taken_back_counts_at_every_worker_at_once(workers: Workers) -> None:
    given = workers.post_token(workers.code_form()).json()
    for grant in workers.run(_grants(workers)):
        workers.change(remove_permission_grant, grant.grant_id)
    refused = workers.at_other(workers.refresh_form(given["refresh_token"]))
    assert refused.json()["error_codes"] == [65001]
    workers.person_at_browser.code(workers)
    again = workers.at_other(workers.refresh_form(given["refresh_token"]))
    assert again.json()["scope"] == given["scope"]


async def _grants(workers: Workers) -> Any:
    async with workers.services.directory.read() as uow:
        principal = await uow.service_principals.get_by_app_id(
            workers.tenant.tenant_id, workers.native.app_id
        )
        return await uow.permission_grants.list_for_person(
            workers.tenant.tenant_id, principal.object_id, workers.person.object_id
        )
