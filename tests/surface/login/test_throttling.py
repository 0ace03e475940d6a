"""Who hammers with wrong secrets is slowed down; whoever has the right one never is."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
from tests.surface.login.arrange import ORIGIN, Server, opened_server

from daemonry.directory.audit import list_sign_ins
from daemonry.directory.work import Work
from daemonry.model.audit import OPERATOR
from daemonry.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from daemonry.model.audit import SignIn

HERE, NEIGHBOUR, ELSEWHERE = "203.0.113.7", "203.0.113.99", "198.51.100.1"
UNKNOWN = "dddddddd-0000-4000-8000-000000000001"


class Busy(Server):
    """A server that is asked from chosen addresses."""

    def ask(
        self, address: str = HERE, *, tenant: str = "contoso", v1: bool = False, **changes: Any
    ) -> httpx2.Response:
        async def send() -> httpx2.Response:
            transport = httpx2.ASGITransport(self.app, client=(address, 4711))
            async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN) as client:
                path = f"/{tenant}/oauth2{'' if v1 else '/v2.0'}/token"
                return await client.post(path, data=self.form(**changes))

        response: httpx2.Response = self.run(send())
        return response

    def fail(self, count: int, address: str = HERE, **changes: Any) -> httpx2.Response:
        """Fail ``count`` times with a wrong secret and return the last answer."""
        responses = [
            self.ask(address, **{"client_secret": "wrong"} | changes) for _ in range(count)
        ]
        return responses[-1]

    def records(self) -> list[SignIn]:
        async def read() -> list[SignIn]:
            services = self.services
            async with services.directory.read() as uow:
                work = Work(uow, OPERATOR, self.tenant.tenant_id, services.clock, services.ids)
                return list(await list_sign_ins(work, services.sign_in_log, limit=1000))

        found: list[SignIn] = self.run(read())
        return found


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Busy]:
    with opened_server(tmp_path / "data", kind=Busy, failures_per_minute=10) as opened:
        yield opened


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Callable[..., Busy]]:
    opening: list[Any] = []

    def start(**settings: Any) -> Busy:
        opening.append(opened_server(tmp_path / "data", kind=Busy, **settings))
        server: Busy = opening[0].__enter__()
        return server

    yield start
    opening[0].__exit__(None, None, None)


def code(response: httpx2.Response) -> int:
    found: int = response.json()["error_codes"][0]
    return found


@pytest.mark.spec("RFC 6585", "4")
def test_t6_after_ten_failures_the_answer_is_429_and_says_why_and_when(server: Busy) -> None:
    assert code(server.fail(10)) == 7000215
    response = server.fail(1)
    assert response.status_code == 429
    assert response.headers["retry-after"] == "1"
    assert response.headers["content-type"] == "application/json; charset=utf-8"
    assert response.headers["cache-control"] == "no-store, no-cache"
    body = response.json()
    assert (code(response), body["error"]) == (90055, "temporarily_unavailable")
    assert (
        "Too many failed authentications, the last by AADSTS7000215." in (body["error_description"])
    )
    assert "Try again in 1 seconds." in body["error_description"]


def test_the_wait_grows_to_a_minute(server: Busy) -> None:
    server.fail(10)
    for wait in (1, 2, 4, 8, 16, 32, 60, 60):
        assert server.fail(1).headers["retry-after"] == str(wait)
        server.clock.time += timedelta(seconds=wait)


def test_t6_the_right_secret_works_from_anywhere_all_the_while(server: Busy) -> None:
    assert server.fail(30).status_code == 429
    for address in (HERE, NEIGHBOUR, ELSEWHERE):
        assert server.ask(address).status_code == 200


def test_t6_failures_from_elsewhere_are_told_as_they_are(server: Busy) -> None:
    assert server.fail(11).status_code == 429
    assert code(server.fail(1, NEIGHBOUR)) == 90055
    assert code(server.fail(1, ELSEWHERE)) == 7000215


def test_t6_every_spelling_of_tenant_client_and_endpoint_shares_one_count(server: Busy) -> None:
    client = server.daemon.application.app_id
    spellings: list[dict[str, Any]] = [
        {"tenant": "contoso"},
        {"tenant": "CONTOSO"},
        {"tenant": "contoso.onmicrosoft.com"},
        {"tenant": server.tenant.tenant_id.upper()},
        {"client_id": client.upper()},
        {"v1": True, "scope": None, "resource": server.api.app_id},
        {"address": NEIGHBOUR},
        {"address": f"::ffff:{HERE}"},
        {"scope": "api://nowhere/.default"},
        {"client_secret": "wrong again"},
    ]
    for spelling in spellings:
        assert code(server.fail(1, **spelling)) == 7000215
    assert server.fail(1).status_code == 429


def test_unknown_clients_share_one_count_of_their_own(server: Busy) -> None:
    for number in range(10):
        client = f"{UNKNOWN[:-2]}{number:02}"
        assert code(server.ask(client_id=client)) == 700016
    assert code(server.ask(client_id="my-daemon")) == 90055
    assert code(server.fail(1)) == 7000215


def test_what_a_proven_client_gets_wrong_is_no_failure_to_prove_itself(server: Busy) -> None:
    codes = {code(server.ask(scope="api://nowhere/.default")) for _ in range(20)}
    assert codes == {500011}


def test_refusals_of_a_throttled_client_are_counted_instead_of_recorded(server: Busy) -> None:
    server.fail(55)  # from 60 on, a client is made to wait as well
    assert [record.error_code for record in server.records()].count(7000215) == 10
    (record,) = [record for record in server.records() if record.error_code == 90055]
    assert "AADSTS7000215" in record.failure_reason

    server.clock.time += timedelta(seconds=1)
    server.fail(1)
    newest = server.records()[0]
    assert "44 more since the last record." in newest.failure_reason
    assert newest.ip_address == HERE


def test_l3_no_record_holds_what_was_tried(server: Busy) -> None:
    secret = "a-secret-of-somebody-else"
    server.fail(12, client_secret=secret)
    assert all(secret not in repr(record) for record in server.records())


@pytest.mark.parametrize(
    ("settings", "borne"),
    [({}, 10), ({"profile": "dev"}, 300), ({"failures_per_minute": 20}, 20)],
)
def test_production_bears_ten_failures_a_minute_and_a_local_tenant_many(
    limited: Callable[..., Busy], settings: dict[str, Any], borne: int
) -> None:
    server = limited(**{"failures_per_minute": None} | settings)
    assert code(server.fail(borne)) == 7000215
    assert server.fail(1).status_code == 429


def test_without_a_limit_nobody_waits(limited: Callable[..., Busy]) -> None:
    assert code(limited(failures_per_minute=0).fail(50)) == 7000215


@pytest.mark.parametrize("setting", ["tenant_requests_per_second", "address_requests_per_second"])
def test_requests_of_a_tenant_and_of_an_address_can_be_limited(
    limited: Callable[..., Busy], setting: str
) -> None:
    server = limited(**{setting: 3})
    assert [server.ask().status_code for _ in range(4)] == [200, 200, 200, 429]
    response = server.ask()
    assert (code(response), response.headers["retry-after"]) == (90055, "1")
    server.clock.time += timedelta(seconds=1)
    assert server.ask().status_code == 200


def test_tokens_of_a_client_can_be_limited_and_strangers_cannot_use_them_up(
    limited: Callable[..., Busy],
) -> None:
    server = limited(client_requests_per_second=2)
    server.fail(50, ELSEWHERE)
    assert [server.ask().status_code for _ in range(3)] == [200, 200, 429]


def test_the_same_successful_request_over_and_over_is_a_loop(limited: Callable[..., Busy]) -> None:
    server = limited(identical_requests=15)
    assert {server.ask().status_code for _ in range(15)} == {200}
    response = server.ask()
    assert (response.status_code, code(response)) == (400, 50196)
    assert response.json()["error"] == "invalid_grant"
    assert server.ask(scope=f"{server.api.app_id}/.default").status_code == 200
    server.clock.time += timedelta(minutes=5)
    assert server.ask().status_code == 200


@pytest.mark.parametrize(
    "changes",
    [
        {"client_secret": "wrong"},
        {"client_id": UNKNOWN},
        {"client_id": "my-daemon"},
        {"client_secret": None},
    ],
)
def test_t7_uniform_errors_tell_strangers_nothing_and_the_record_everything(
    limited: Callable[..., Busy], changes: dict[str, Any]
) -> None:
    server = limited(uniform_errors=True)
    response = server.ask(**changes)
    assert (response.status_code, code(response)) == (401, 7000215)
    recorded = server.records()[0].error_code
    assert recorded == 7000215 if changes == {"client_secret": "wrong"} else recorded != 7000215


def test_t10_forwarded_addresses_count_only_from_listed_proxies(
    limited: Callable[..., Busy],
) -> None:
    server = limited(trusted_proxies=("10.0.0.0/8",))

    def seen(peer: str) -> str:
        async def send() -> None:
            transport = httpx2.ASGITransport(server.app, client=(peer, 4711))
            headers = {"x-forwarded-for": f"1.2.3.4, {HERE}"}
            async with httpx2.AsyncClient(transport=transport, base_url=ORIGIN) as client:
                await client.post("/contoso/oauth2/v2.0/token", data=server.form(), headers=headers)

        server.run(send())
        server.clock.time += timedelta(seconds=1)
        return server.records()[0].ip_address

    assert seen("10.1.1.1") == HERE
    assert seen(ELSEWHERE) == ELSEWHERE


def test_a_proxy_that_is_no_network_is_a_wrong_setting() -> None:
    with pytest.raises(SettingsError, match="trusted_proxies"):
        load_settings({"DAEMONRY_TRUSTED_PROXIES": "proxy.example"})
    settings = load_settings({"DAEMONRY_TRUSTED_PROXIES": "10.0.0.0/8,::1"})
    assert settings.trusted_proxies == ("10.0.0.0/8", "::1")
