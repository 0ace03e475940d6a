"""PostgreSQL goes away and comes back: tokens go on, changes wait, records are kept once."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs
from tests.storage.arrange import (
    A,
    add_client_and_api,
    app_id,
    application,
    principal_id,
    sign_in,
)
from tests.storage.conftest import DATABASE
from tests.storage.database_proxy import DatabaseProxy, Line
from tests.storage.postgres_server import PostgresServer, find_binaries
from tests.surface.cli.pool import free_port

from daemonry.storage.spool import SPOOL_FILE, count_spooled
from daemonry.storage.store import StorageError, open_store
from daemonry.storage.system import SystemClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from tests.fakes.clock import Stopwatch

    from daemonry.storage.store import Store

pytestmark = [pytest.mark.anyio, pytest.mark.postgres]
LIMIT = 600.0
FIRST_WORDS = 3
"""Answers of a server until a node has a connection."""

ANSWERS = 14
"""Answers until it has also learned what was committed, and some more."""


@pytest.fixture
def proxy(postgres_server: PostgresServer) -> Iterator[DatabaseProxy]:
    with DatabaseProxy(postgres_server.home) as opened:
        yield opened


@pytest.fixture
def location(postgres_url: str) -> str:
    return postgres_url


@pytest.fixture
async def node(
    proxy: DatabaseProxy, store: Store, stopwatch: Stopwatch, tmp_path: Path
) -> AsyncIterator[Store]:
    """A node that reaches the database through the proxy; ``store`` reaches it directly."""
    await add_client_and_api(store, A)
    opened = await open_store(
        proxy.url(DATABASE), data=tmp_path / "node", outage_limit=LIMIT, monotonic=stopwatch
    )
    async with opened:
        await opened.start()
        await opened.token_directory.client(A, app_id("c"))
        yield opened


async def name_known_to(node: Store) -> str:
    client = await node.token_directory.client(A, app_id("c"))
    assert client is not None
    return client.application.display_name


async def ask_as_a_token_does(node: Store) -> None:
    directory = node.token_directory
    assert await directory.tenant("contoso")
    assert await directory.tenant("contoso.onmicrosoft.com")
    assert await directory.client(A, app_id("c"))
    resource = await directory.resource(A, f"api://{app_id('r')}")
    assert resource
    await directory.token_lifetime_policies(A, resource)
    assert (await directory.assigned_roles(A, principal_id("c"), principal_id("r"))).role_ids
    await directory.signing_keys(A)
    await directory.certificate_authorities(A)


async def rename(store: Store, name: str) -> None:
    async with store.directory.change() as uow:
        await uow.applications.save(replace(application(A, "c"), display_name=name))


async def until(node: Store, *, is_away: bool) -> None:
    """Wait until the node has noticed; it looks by itself."""
    while node.condition().is_degraded is not is_away:  # noqa: ASYNC110 - the node tells nobody
        await asyncio.sleep(0.01)


async def until_brought(node: Store, spool: Path) -> None:
    while node.condition().is_spooling or count_spooled(spool):  # noqa: ASYNC110 - likewise
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("line", [Line.CUT, Line.SILENT])
async def test_d5_what_is_known_is_answered_while_the_database_is_away(
    node: Store, proxy: DatabaseProxy, stopwatch: Stopwatch, line: Line
):
    before = await name_known_to(node)
    proxy.become(line)
    stopwatch.seconds += 5  # what is known is older than a second by now
    assert await name_known_to(node) == before
    assert node.condition().is_degraded
    assert node.token_directory.version() is not None
    assert (await node.check()).is_degraded


async def test_d6_changes_and_what_is_not_known_are_refused_at_once_while_it_is_away(
    node: Store, proxy: DatabaseProxy
):
    proxy.become(Line.CUT)
    await until(node, is_away=True)
    with pytest.raises(OSError, match="away"):
        await rename(node, "unheard")
    with pytest.raises(OSError, match="away"):
        await node.token_directory.client(A, app_id("x"))
    with pytest.raises(OSError, match="away"):
        await node.sign_in_log.list_newest(A)


async def test_d6_past_the_limit_nothing_is_answered_any_more(
    node: Store, proxy: DatabaseProxy, stopwatch: Stopwatch
):
    proxy.become(Line.CUT)
    await until(node, is_away=True)
    stopwatch.seconds += LIMIT + 1
    assert node.token_directory.version() is None
    with pytest.raises(OSError, match="too long"):
        await name_known_to(node)
    with pytest.raises(StorageError):
        await node.check()
    proxy.become(Line.UP)
    await until(node, is_away=False)
    assert await name_known_to(node)


async def test_a_node_that_is_back_knows_what_was_changed_meanwhile(
    node: Store, store: Store, proxy: DatabaseProxy
):
    with capture_logs() as logs:
        proxy.become(Line.CUT)
        await until(node, is_away=True)
        await rename(store, "meanwhile")
        assert await name_known_to(node) != "meanwhile"  # the bound that is stated
        proxy.become(Line.UP)
        await until(node, is_away=False)
    assert await name_known_to(node) == "meanwhile"
    assert [entry["event"] for entry in logs if entry["log_level"] != "info"] == [
        "the database is away, tokens are issued from memory",
        "the database is back",
    ]
    await rename(node, "back")
    assert await name_known_to(store) == "back"


async def test_d5_wherever_a_line_breaks_a_token_that_is_asked_for_then_goes_on(
    node: Store, proxy: DatabaseProxy
):
    before = await name_known_to(node)
    for answers in range(ANSWERS):
        proxy.let_pass(answers, Line.CUT)
        assert await name_known_to(node) == before
        proxy.become(Line.UP)
        await until(node, is_away=False)


async def test_d5_a_token_goes_on_while_a_node_turns_to_another_server(
    node: Store, proxy: DatabaseProxy, postgres_server: PostgresServer
):
    before = await name_known_to(node)
    proxy.become(Line.CUT)
    await until(node, is_away=True)
    with PostgresServer(find_binaries(), standby_of=postgres_server) as standby:
        standby.promote()
        for answers in itertools.count(FIRST_WORDS):
            proxy.let_pass(answers, Line.SILENT, standby.home)
            while not proxy.is_silent and node.condition().is_degraded:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            if not node.condition().is_degraded:
                break
            assert await name_known_to(node) == before
        assert answers > FIRST_WORDS
        proxy.become(Line.UP)
        assert await name_known_to(node) == before


async def test_d5_what_was_just_changed_is_in_memory_when_the_database_goes_away(
    node: Store, store: Store, proxy: DatabaseProxy
):
    assert node.working_set
    await ask_as_a_token_does(node)
    for number in range(20):  # one change comes while what another one concerns is read
        await rename(store, f"name {number}")
        async with store.directory.change() as uow:
            uow.touch(A)
    while node.working_set.waiting():  # noqa: ASYNC110 - it tells nobody
        await asyncio.sleep(0.01)
    proxy.become(Line.CUT)
    await until(node, is_away=True)
    assert await name_known_to(node) == "name 19"
    await ask_as_a_token_does(node)


@pytest.mark.parametrize("when", ["as it starts", "while it runs"])
async def test_d5_a_client_that_only_another_process_has_served_gets_tokens_everywhere(
    node: Store, store: Store, proxy: DatabaseProxy, tmp_path: Path, when: str
):
    served = replace(sign_in(A, "a"), at=SystemClock().now())
    if when == "while it runs":
        await store.sign_in_log.record(served)
        assert node.working_set
        await node.working_set.learn()
        asked = node
    else:
        await node.sign_in_log.record(served)
        url = proxy.url(DATABASE)
        asked = await open_store(url, data=tmp_path / "new", outage_limit=LIMIT)
        await asked.start()
    proxy.become(Line.CUT)
    await until(asked, is_away=True)
    await ask_as_a_token_does(asked)
    if asked is not node:
        await asked.close()


async def test_d5_records_of_an_outage_are_durable_at_once_and_reach_the_database_once(
    node: Store, store: Store, proxy: DatabaseProxy, tmp_path: Path
):
    spool = tmp_path / "node" / SPOOL_FILE
    await node.sign_in_log.record(sign_in(A, "a"))
    proxy.become(Line.CUT)
    await asyncio.gather(*(node.sign_in_log.record(sign_in(A, letter)) for letter in "bcd"))
    assert node.condition().is_spooling
    assert count_spooled(spool) == 3
    proxy.become(Line.UP)
    await until_brought(node, spool)
    await node.sign_in_log.record(sign_in(A, "e"))
    found = await store.sign_in_log.list_newest(A)
    assert list(found) == [sign_in(A, letter) for letter in "edcba"]


async def test_d4_a_record_whose_commit_nobody_confirmed_is_there_once(
    node: Store, store: Store, proxy: DatabaseProxy, tmp_path: Path
):
    await node.sign_in_log.record(sign_in(A, "a"))  # so that a connection is open
    proxy.become(Line.SILENT)
    writing = asyncio.ensure_future(node.sign_in_log.record(sign_in(A, "b")))
    await writing
    proxy.become(Line.UP)  # what was on its way arrives now, and is committed
    await until_brought(node, tmp_path / "node" / SPOOL_FILE)
    found = await store.sign_in_log.list_newest(A)
    assert [each.sign_in_id for each in found] == [sign_in(A, x).sign_in_id for x in "ba"]


async def test_what_a_node_left_in_its_spool_is_brought_by_its_next_start(
    node: Store, store: Store, proxy: DatabaseProxy, stopwatch: Stopwatch, tmp_path: Path
):
    proxy.become(Line.CUT)
    await node.sign_in_log.record(sign_in(A, "a"))
    await node.close()
    data = tmp_path / "node"
    assert count_spooled(data / SPOOL_FILE) == 1
    proxy.become(Line.UP)
    async with await open_store(proxy.url(DATABASE), data=data, monotonic=stopwatch) as next_one:
        await next_one.start()
        await until_brought(next_one, data / SPOOL_FILE)
    assert list(await store.sign_in_log.list_newest(A)) == [sign_in(A, "a")]


async def test_without_a_spool_a_record_that_cannot_be_written_is_refused(
    proxy: DatabaseProxy, store: Store, stopwatch: Stopwatch
):
    async with await open_store(proxy.url(DATABASE), monotonic=stopwatch) as node:
        proxy.become(Line.CUT)
        with pytest.raises(OSError, match="cannot be written"):
            await node.sign_in_log.record(sign_in(A, "a"))


async def test_ga7_with_neither_database_nor_spool_no_record_is_promised_until_one_is_back(
    node: Store, proxy: DatabaseProxy, tmp_path: Path
):
    in_the_way = tmp_path / "node" / SPOOL_FILE
    in_the_way.mkdir()
    proxy.become(Line.CUT)
    with pytest.raises(OSError, match="spool of sign-in records does not serve"):
        await node.sign_in_log.record(sign_in(A, "a"))
    in_the_way.rmdir()
    await node.sign_in_log.record(sign_in(A, "b"))
    proxy.become(Line.UP)
    await until_brought(node, in_the_way)
    (found,) = await node.sign_in_log.list_newest(A)
    assert found == sign_in(A, "b")


async def test_of_several_hosts_the_one_that_answers_is_used(store: Store, proxy: DatabaseProxy):
    nobody = free_port()
    url = proxy.url(DATABASE).replace("127.0.0.1:", f"127.0.0.1:{nobody},127.0.0.1:")
    await add_client_and_api(store, A)
    async with await open_store(url) as node:
        assert await name_known_to(node)
