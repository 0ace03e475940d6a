"""The journal of sign-in records: durable at once, in the table later, exactly once."""

from __future__ import annotations

import asyncio
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pysqlite3
import pytest
from tests.fakes.stores import empty_store
from tests.storage.arrange import START, A, add_tenants, sign_in

from daemonry.storage.arrivals import BACKLOG, Journal, Mover, record_text
from daemonry.storage.sqlite import open_connection
from daemonry.storage.store import ARRIVALS_FILE, RECORDS_FILE, open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data directory whose files exist and that nobody has open."""
    directory = empty_store(tmp_path / "data")

    async def prepare() -> None:
        async with await open_store(directory) as store:
            await add_tenants(store)

    asyncio.run(prepare())
    return directory


@pytest.fixture
def mover(data: Path) -> Iterator[Mover]:
    with closing(Mover(data / ARRIVALS_FILE, data / RECORDS_FILE)) as made:
        yield made


def append(data: Path, *numbers: int) -> None:
    with closing(Journal(data / ARRIVALS_FILE)) as journal:
        for number in numbers:
            journal.append([record_text(numbered(number))])


def numbered(number: int):
    return sign_in(A, "a", sign_in_id=f"{number:036}", at=START + timedelta(microseconds=number))


def count(data: Path, file: str, table: str) -> int:
    with closing(open_connection(data / file)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608


def moved(data: Path) -> int:
    return count(data, RECORDS_FILE, "sign_ins")


def waiting(data: Path) -> int:
    return count(data, ARRIVALS_FILE, "arrivals")


def test_what_arrived_is_moved_once_and_read_back_equal(data, mover):
    append(data, 1, 2, 3)
    mover.move_all()
    assert (moved(data), waiting(data)) == (3, 0)

    async def read():
        async with await open_store(data) as store:
            return await store.sign_in_log.list_newest(A)

    assert asyncio.run(read()) == [numbered(3), numbered(2), numbered(1)]


def test_d3_a_crash_between_the_two_files_leaves_no_record_twice(data, mover, monkeypatch):
    append(data, 1, 2)
    monkeypatch.setattr("daemonry.storage.arrivals._DELETE", "SELECT ?")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mover, "_range", iter([(1, 2), (0, 0)]).__next__)
        mover.move_all()
    assert (moved(data), waiting(data)) == (2, 2)
    monkeypatch.undo()
    append(data, 3)
    mover.move_all()
    assert (moved(data), waiting(data)) == (3, 0)


def test_the_number_of_a_moved_batch_never_comes_again(data, mover):
    """Otherwise a second mover, a little behind, would delete what it never moved."""
    append(data, 1)
    mover.move_all()
    append(data, 2)
    with closing(open_connection(data / ARRIVALS_FILE)) as connection:
        assert connection.execute("SELECT seq FROM arrivals").fetchall() == [(2,)]


def test_two_movers_at_once_lose_nothing_and_double_nothing(data, mover):
    append(data, *range(300))
    with closing(Mover(data / ARRIVALS_FILE, data / RECORDS_FILE)) as other:

        async def both():
            await asyncio.gather(
                *(asyncio.to_thread(each.move_all) for each in (mover, other)),
            )

        asyncio.run(both())
    assert (moved(data), waiting(data)) == (300, 0)


def test_nothing_is_moved_while_records_keep_arriving_until_too_many_wait(data, mover):
    append(data, 1)
    mover.move_when_quiet()
    assert moved(data) == 0
    append(data, 2)
    mover.move_when_quiet()
    assert moved(data) == 0
    mover.move_when_quiet()
    assert moved(data) == 2
    append(data, *range(3, 3 + BACKLOG + 1))
    mover.move_when_quiet()
    assert waiting(data) <= BACKLOG
    assert moved(data) > 2


def test_a_mover_that_could_not_open_its_files_opens_them_the_next_time(data, mover):
    append(data, 1)
    records, aside = data / RECORDS_FILE, data / "aside"
    records.rename(aside)
    records.mkdir()
    with pytest.raises(pysqlite3.Error):
        mover.move_all()
    records.rmdir()
    aside.rename(records)
    mover.move_all()
    assert (moved(data), waiting(data)) == (1, 0)
