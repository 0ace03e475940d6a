"""A running server whose disk is full, or whose clients hold on to what they opened."""

from __future__ import annotations

import asyncio
import resource
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pysqlite3
import pytest
from tests.endurance.crash import PAGE, uti_of
from tests.endurance.crowd import crowd
from tests.endurance.tenant import TOKEN_PATH, Daemon, new_directory
from tests.surface.cli.pool import pool

from daemonry.model.ids import TenantId
from daemonry.storage.store import ARRIVALS_FILE, DIRECTORY_FILE, RECORDS_FILE, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.slow


@contextmanager
def full_disk(pid: int) -> Iterator[None]:
    """Let no file of a process grow: every write fails, as on a disk without room."""
    before = resource.prlimit(pid, resource.RLIMIT_FSIZE)
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, before)


def integrity(data: Any) -> set[str]:
    found = set()
    for name in (DIRECTORY_FILE, RECORDS_FILE, ARRIVALS_FILE):
        connection = pysqlite3.connect(str(data / name))
        found |= {row[0] for row in connection.execute("PRAGMA integrity_check")}
        connection.close()
    return found


async def recorded(data: Any, tenant_id: str) -> set[str]:
    async with await open_store(data) as store:
        page = await store.sign_in_log.list_newest(TenantId(tenant_id), limit=PAGE)
    return {sign_in.unique_token_identifier for sign_in in page}


def test_ga7_a_full_disk_costs_tokens_and_changes_a_503_and_nothing_else(tmp_path):
    data = tmp_path / "data"
    operator = new_directory(data)
    issued = set()
    with pool(data, workers=1) as server:
        connection = server.connect()
        daemon = Daemon.register(connection, operator.sign_in(connection))
        _, secret = daemon.add_secret()
        form = daemon.form(secret)
        application = f"/v1.0/applications/{daemon.app['id']}"
        for number in range(2):  # it recovers, and may fall ill again
            status, document = connection.ask("POST", TOKEN_PATH, form)
            assert status == 200
            issued.add(uti_of(document["access_token"]))
            with full_disk(server.process.pid):
                connection.send("POST", TOKEN_PATH, form)
                status, document, headers = connection.receive()
                assert (status, document["error_codes"]) == (503, [90033])
                assert headers["Retry-After"]
                change = {"displayName": f"changed {number}"}
                connection.send("PATCH", application, change, token=daemon.token)
                status, document, headers = connection.receive()
                assert (status, document["error"]["code"]) == (503, "ServiceUnavailable")
                assert headers["Retry-After"]
                assert connection.ask("GET", "/livez")[0] == 200
                assert connection.ask("GET", "/readyz")[0] == 503
            assert connection.ask("GET", "/readyz")[0] == 200
            assert connection.ask("PATCH", application, change, token=daemon.token)[0] == 204
        assert "cannot be written" in server.wait_for("refused")["detail"]
    assert integrity(data) == {"ok"}
    assert issued <= asyncio.run(recorded(data, operator.tenant_id))


def test_gc6_idle_clients_cost_others_no_request_and_little_memory(tmp_path):
    found = crowd(tmp_path / "data", idle=300, slow=0, requests=60)
    assert (found.failed, found.idle) == (0, 300)
    assert found.bytes_each < 64 * 1024
