"""How the server time of pages of the admin center grows: 100 and 10,000 applications.

``python -m bench.pages`` prints milliseconds of processor time for a page at both sizes, the
median of some rounds of the whole ASGI app in this process, and their ratio; it fails when
one is above 3.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

import httpx2
from bench.lists import TENANT, app_id, fill

from daemonry.app import create_app
from daemonry.directory.sessions import begin_session
from daemonry.directory.users import create_administrator
from daemonry.directory.work import Work
from daemonry.model.audit import OPERATOR
from daemonry.services import open_services
from daemonry.settings import load_settings
from daemonry.web.csrf import SESSION_COOKIE
from daemonry.web.origins import make_origins

if TYPE_CHECKING:
    from daemonry.services import Services

SIZES: Final = (100, 10_000)
ROUNDS: Final = 15
WORST: Final = 3.0
ORIGIN: Final = "https://localhost:8443"
_CLIENT: Final = app_id(50)
PAGES: Final = (
    "/admin/",
    "/admin/tenant",
    "/admin/apps",
    f"/admin/apps?q={quote('daemon 5')}",
    "/admin/enterprise-apps",
    f"/admin/apps/{_CLIENT}",
    f"/admin/apps/{_CLIENT}/permissions",
    f"/admin/apps/{_CLIENT}/preview",
    f"/admin/search?q={quote('daemon 5')}",
    f"/admin/search?q={_CLIENT}",
    "/admin/errors/7000215",
    "/admin/sign-in-logs",
    "/admin/audit-logs",
)


async def measure(size: int) -> dict[str, float]:
    """Return the milliseconds of each page."""
    with tempfile.TemporaryDirectory() as parent:
        settings = load_settings({}, data=Path(parent) / "data")
        async with open_services(settings, create=True) as services:
            await fill(services.store, size)
            app = create_app(services, origins=make_origins(names=["localhost"], port=8443))
            cookie = f"{SESSION_COOKIE}={await _session(services)}"
            transport = httpx2.ASGITransport(app)
            async with httpx2.AsyncClient(
                transport=transport, base_url=ORIGIN, headers={"cookie": cookie}
            ) as client:
                return {path: await _median(client, path) for path in PAGES}


async def _session(services: Services) -> str:
    async with services.directory.change() as uow:
        work = Work(uow, OPERATOR, TENANT, services.clock, services.ids)
        user = await create_administrator(
            work, "admin@bench.example", "Bench", "correct horse battery staple"
        )
        return await begin_session(work, user)


async def _median(client: httpx2.AsyncClient, path: str) -> float:
    times = []
    for _ in range(ROUNDS):
        begin = time.process_time()
        answer = await client.get(path)
        times.append((time.process_time() - begin) * 1000)
        if answer.status_code != 200:
            sys.exit(f"{path} answered {answer.status_code}.")
    return statistics.median(times)


def main() -> None:
    """Measure both sizes and print one line a page."""
    small, large = (asyncio.run(measure(size)) for size in SIZES)
    print(f"{'page':<58}{SIZES[0]:>9,}{SIZES[1]:>9,}  ratio")
    worst = 0.0
    for path in PAGES:
        ratio = large[path] / small[path]
        worst = max(worst, ratio)
        shown = path.replace(_CLIENT, "{id}")
        print(f"{shown:<58}{small[path]:>9.1f}{large[path]:>9.1f}{ratio:>7.2f}")
    if worst > WORST:
        sys.exit(f"A page takes {worst:.1f} times as long in the larger directory.")


if __name__ == "__main__":
    main()
