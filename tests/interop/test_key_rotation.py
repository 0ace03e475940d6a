"""A running MSAL daemon and a protected API over TLS, while keys are rotated by command (GA3)."""

from __future__ import annotations

import json
import os
import socket
import ssl
import subprocess
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx2
import jwt
import msal  # type: ignore[import-untyped]  # MSAL ships no type information
import pytest
import requests
import uvicorn
from tests.interop.dev_server import DevServer, running_dev_server

from daemonry.web.tls import certificate_files
from daemonry_protect import ProtectMiddleware, Settings, TokenValidator

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.interop
ROTATIONS = int(os.environ.get("DAEMONRY_ROTATIONS", "20")) // 5
PATIENCE = 60
API = "ciam-ToDoList-api"


@dataclass
class Place:
    """A server of this test's own, with the directory that commands open beside it."""

    server: DevServer
    data: Path

    def command(self, *arguments: str) -> Any:
        program = str(Path(sys.executable).with_name("daemonry"))
        done = subprocess.run(
            [program, *arguments, "--data", str(self.data), "-o", "json"],
            stdout=subprocess.PIPE,
            check=True,
            timeout=PATIENCE,
        )
        return json.loads(done.stdout)

    def token(self) -> str:
        """Get a token as a daemon that has just started."""
        server = self.server
        with requests.Session() as session:
            session.trust_env = False  # variables of the environment would override ``verify``
            session.verify = server.ca_file
            daemon = msal.ConfidentialClientApplication(
                server.daemon_client_id,
                authority=server.authority,
                client_credential=server.daemon_client_secret,
                instance_discovery=False,
                http_client=session,
            )
            result = daemon.acquire_token_for_client(scopes=[server.api_scope])
            return str(result["access_token"])


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    data = tmp_path / "data"
    with running_dev_server("--data", str(data)) as server:
        yield Place(server, data)


async def _app(scope: Any, receive: Any, send: Any) -> None:
    del scope, receive
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b"in"})


@contextmanager
def protected_api(place: Place, **options: Any) -> Iterator[str]:
    """Serve an API over TLS that fetches keys at the documented occasions, without their pauses.

    With them it would take hours; the pauses are passed by a virtual clock elsewhere
    (tests/surface/test_key_rotation.py).
    """
    server = place.server
    settings = Settings(
        authority=server.issuer,
        audiences=server.api_app_id,
        ca_file=Path(server.ca_file),
        unknown_key_refresh=0.001,
        retry=0.001,
        **options,
    )
    files = certificate_files(place.data)
    config = uvicorn.Config(
        ProtectMiddleware(_app, TokenValidator(settings)),
        lifespan="off",
        log_config=None,
        ssl_certfile=str(files.certificate),
        ssl_keyfile=str(files.key),
    )
    running = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield f"https://localhost:{listener.getsockname()[1]}/"
        finally:
            running.should_exit = True
            thread.join(PATIENCE)


@dataclass
class Daemon:
    """Gets tokens and calls the API with them until told to stop; remembers what failed."""

    place: Place
    api: str
    algorithms: tuple[str, ...] = ("RS256",)
    kids: set[str] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)
    calls: int = 0
    turn: threading.Condition = field(default_factory=threading.Condition)
    is_over: bool = False

    def run(self) -> None:
        server = self.place.server
        trust = ssl.create_default_context(cafile=server.ca_file)
        keys = jwt.PyJWKClient(
            f"{server.authority}/discovery/v2.0/keys", ssl_context=trust, cooldown_duration=0
        )
        with server.connect() as http:
            while not self.is_over:
                try:
                    self._call(http, keys)
                except (httpx2.HTTPError, jwt.PyJWTError, KeyError, OSError) as error:
                    self.failures.append(repr(error))
                with self.turn:
                    self.calls += 1
                    self.turn.notify_all()

    def _call(self, http: httpx2.Client, keys: jwt.PyJWKClient) -> None:
        token = self.place.token()
        answer = http.get(self.api, headers={"authorization": f"Bearer {token}"})
        if answer.status_code != 200:
            self.failures.append(answer.text)
        jwt.decode(
            token,
            keys.get_signing_key_from_jwt(token),
            algorithms=list(self.algorithms),
            audience=self.place.server.api_app_id,
        )
        self.kids.add(str(jwt.get_unverified_header(token)["kid"]))

    def go_on(self, calls: int = 2) -> None:
        """Wait until it has called so many times more."""
        with self.turn:
            goal = self.calls + calls
            assert self.turn.wait_for(lambda: self.calls >= goal, PATIENCE)


@contextmanager
def running(daemon: Daemon) -> Iterator[Daemon]:
    thread = threading.Thread(target=daemon.run)
    thread.start()
    try:
        yield daemon
    finally:
        daemon.is_over = True
        thread.join(PATIENCE)


def test_ga3_rotations_by_command_disturb_nobody(place: Place):
    with protected_api(place) as api, running(Daemon(place, api)) as daemon:
        daemon.go_on()
        for number in range(ROTATIONS):
            if number % 2:
                place.command("key", "rotate")
            place.command("key", "rotate", "--now")
            daemon.go_on()
    assert daemon.failures == []
    assert len(daemon.kids) == ROTATIONS + 1
    assert len(place.command("key", "list")) == ROTATIONS + 1


@pytest.mark.parametrize("algorithm", ["ES256", "EdDSA"])
def test_an_api_moves_to_another_algorithm_without_a_failed_call(place: Place, algorithm: str):
    both = ("RS256", algorithm)
    with protected_api(place, algorithms=both) as api, running(Daemon(place, api, both)) as daemon:
        daemon.go_on()
        place.command("app", "settings", API, "--signing-algorithm", algorithm)
        daemon.go_on()
        place.command("key", "rotate", "--algorithm", algorithm, "--now")
        daemon.go_on()
    assert daemon.failures == []
    assert len(daemon.kids) == 3
    header = jwt.get_unverified_header(place.token())
    assert header["alg"] == algorithm
    answer = httpx2.get(
        place.server.todo_api_url,
        headers={"authorization": f"Bearer {place.token()}"},
        verify=ssl.create_default_context(cafile=place.server.ca_file),
    )
    assert answer.status_code == 200


def test_an_api_with_a_key_of_its_own_asks_for_it_by_its_application_id(place: Place):
    app_id = place.server.api_app_id
    with protected_api(place, signing_key_app_id=app_id) as api:
        key = place.command("key", "create", "--application", API, "--now")
        token = place.token()
        assert jwt.get_unverified_header(token)["kid"] == key["kid"]
        with place.server.connect() as http:
            answer = http.get(api, headers={"authorization": f"Bearer {token}"})
            assert answer.status_code == 200
            without = http.get(f"{place.server.authority}/discovery/v2.0/keys").json()["keys"]
            assert key["kid"] not in {listed["kid"] for listed in without}


def test_k6_one_command_makes_the_tokens_of_a_key_void(place: Place):
    with protected_api(place, key_refresh=0.001) as api, place.server.connect() as http:
        stolen = {"authorization": f"Bearer {place.token()}"}
        assert http.get(api, headers=stolen).status_code == 200
        (key,) = place.command("key", "list")
        revoked = place.command("key", "revoke", key["kid"])
        assert http.get(api, headers=stolen).status_code == 401
        fresh = place.token()
        assert jwt.get_unverified_header(fresh)["kid"] == revoked["signs_now"]
        allowed = http.get(api, headers={"authorization": f"Bearer {fresh}"})
        assert allowed.status_code == 200
