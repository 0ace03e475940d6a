"""A real SQLite store in a directory of its own, opened in a few milliseconds.

The schema is made once in a process and its files are copied, because making it
takes longer than most tests.
"""

from __future__ import annotations

import asyncio
import functools
import shutil
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from daemonry.storage.store import open_store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from daemonry.storage.store import Store


def empty_store(data: Path) -> Path:
    """Make ``data`` the directory of an empty store with the current schema; return it."""
    data.mkdir(mode=0o700)
    for file in _template().iterdir():
        if file.suffix == ".db":
            shutil.copyfile(file, data / file.name)
    return data


@asynccontextmanager
async def temporary_store() -> AsyncIterator[Store]:
    """Open an empty store that is gone afterwards."""
    with tempfile.TemporaryDirectory() as parent:
        data = await asyncio.to_thread(empty_store, Path(parent) / "data")
        async with await open_store(data) as store:
            yield store


@functools.cache
def _template() -> Path:
    made = tempfile.TemporaryDirectory(prefix="daemonry-template-")
    _template_directories.append(made)
    data = Path(made.name) / "data"

    async def make() -> None:
        await (await open_store(data)).close()

    asyncio.run(make())
    return data


_template_directories: list[tempfile.TemporaryDirectory[str]] = []
