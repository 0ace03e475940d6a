"""Rotations while APIs validate tokens: nobody who keeps to the documented cadence notices.

Reliability goal GA3, security K5 and K6. Entra: signing-key-rollover.
"""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx2
import pytest
from joserfc import jws
from tests.surface.login.arrange import ORIGIN, Server, opened_server

from daemonry.directory.signing_keys import TenantTools, revoke_signing_key, rotate_now
from daemonry.model.signing_key import RotationPolicy
from daemonry.rotation import KeyRotation
from daemonry_protect import AccessError, TokenValidator
from daemonry_protect import Settings as ProtectSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

DAY = 86_400.0
ROTATIONS = int(os.environ.get("DAEMONRY_ROTATIONS", "20"))
FLEET = 10


@dataclass
class Api:
    """A protected API that validates what it is sent, and counts its fetches of keys."""

    validator: TokenValidator
    fetches: list[str] = field(default_factory=list)


class Fleet:
    """Ten APIs with caches of their own, fetched at different times."""

    def __init__(self, server: Server, **cadence: float) -> None:
        self.server = server
        self.apis = [self._api(cadence) for _ in range(FLEET)]

    def _api(self, cadence: dict[str, float]) -> Api:
        server, fetches = self.server, []

        async def counted(scope, receive, send):
            fetches.append(scope["path"])
            await server.app(scope, receive, send)

        settings = ProtectSettings(
            authority=f"{ORIGIN}/{server.tenant.tenant_id}/v2.0",
            audiences=server.api.app_id,
            cached_tokens=0,
            **cadence,
        )
        validator = TokenValidator(
            settings,
            clock=seconds_of(server),
            transport=httpx2.ASGITransport(counted),
        )
        return Api(validator, fetches)

    def accepts(self, *tokens: str) -> None:
        """Every API validates every token; a refusal fails the test."""

        async def validate() -> None:
            for api in self.apis:
                for token in tokens:
                    await api.validator.validate(token)

        self.server.run(validate())

    def begin(self, token: str, apart: timedelta) -> None:
        """Let each API fetch keys for the first time, one after the other."""
        for api in self.apis:
            self.server.run(api.validator.validate(token))
            self.server.clock.time += apart


def seconds_of(server: Server) -> Callable[[], float]:
    """Return the server's virtual clock in Unix seconds."""

    def seconds() -> float:
        return server.clock.time.timestamp()

    return seconds


def token_of(server: Server) -> str:
    return server.token().json()["access_token"]


def kid_of(token: str) -> str:
    kid: str = jws.extract_compact(token.encode()).headers()["kid"]
    return kid


def tools_of(server: Server) -> TenantTools:
    services = server.services
    return TenantTools(services.clock, services.ids, services.vault, services.make_signing_key)


def published(server: Server) -> set[str]:
    response = server.send("GET", "/contoso/discovery/v2.0/keys")
    return {key["kid"] for key in response.json()["keys"]}


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with opened_server(tmp_path / "data", kind=Server) as opened:
        yield opened


@pytest.fixture
def long_lived(tmp_path: Path) -> Iterator[Server]:
    """A server whose tokens live for a day and whose secrets outlive the test."""
    data = tmp_path / "data"
    with opened_server(data, kind=Server, access_token_lifetime=86_400) as server:
        server.daemon.secret = server.add_secret(server.daemon.application, days=700)
        yield server


@pytest.mark.slow
def test_ga3_scheduled_rotations_fail_no_validation(long_lived: Server):
    """Not even of APIs that only ever fetch keys once a day."""
    server, step = long_lived, timedelta(hours=6)
    rotation = KeyRotation(
        server.services.directory,
        tools_of(server),
        RotationPolicy(period=timedelta(hours=42)),
        monotonic=seconds_of(server),
    )
    fleet = Fleet(server, key_refresh=DAY)
    fleet.begin(token_of(server), apart=timedelta(minutes=71))
    begun = server.clock.time
    alive: deque[str] = deque(maxlen=4)
    seen: set[str] = set()
    while len(seen) <= ROTATIONS:
        alive.append(token_of(server))
        seen.add(kid_of(alive[-1]))
        fleet.accepts(*alive)
        server.clock.time += step
        server.run(rotation.look())
    days = (server.clock.time - begun) / timedelta(days=1)
    for api in fleet.apis:
        fetches = sum(path.endswith("/keys") for path in api.fetches)
        assert fetches <= days + 1, "a key was not known before its first token"


@pytest.mark.slow
def test_ga3_rotations_by_command_fail_no_validation(server: Server):
    """APIs with day-old keys find each new one by its first token, once per five minutes."""
    fleet = Fleet(server, key_refresh=DAY)
    fleet.begin(token_of(server), apart=timedelta(seconds=31))
    before = token_of(server)
    for _ in range(ROTATIONS):
        server.change(rotate_now, tools_of(server))
        after = token_of(server)
        fleet.accepts(before, after)
        before = after
        server.clock.time += timedelta(minutes=5)


def test_k6_a_revoked_key_is_refused_within_the_refresh_bound(server: Server):
    fleet = Fleet(server)
    token = token_of(server)
    fleet.begin(token, apart=timedelta(minutes=2))
    revoked_at = server.clock.time
    (kid,) = published(server)
    server.change(revoke_signing_key, tools_of(server), kid)
    assert kid not in published(server)
    bound = timedelta(seconds=fleet.apis[0].validator.settings.key_refresh)
    server.clock.time = revoked_at + bound
    for api in fleet.apis:
        with pytest.raises(AccessError, match="does not publish"):
            server.run(api.validator.validate(token))
    fleet.accepts(token_of(server))


def test_k6_tokens_after_a_revocation_are_accepted_at_once(server: Server):
    fleet = Fleet(server)
    fleet.begin(token_of(server), apart=timedelta(minutes=2))
    (kid,) = published(server)
    server.change(revoke_signing_key, tools_of(server), kid)
    fleet.accepts(token_of(server))
