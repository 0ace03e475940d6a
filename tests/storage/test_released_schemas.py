"""A database of every schema that was ever released becomes this one and issues tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx2
import pytest
from tests.storage.released import FILES, FIXTURES, SECRET, copy_rows, missing, services_on, unpack

from daemonry.app import create_app
from daemonry.emulator.seed import API_NAME, DAEMON_NAME
from daemonry.odata.filter import parse_filter
from daemonry.ports import ListQuery
from daemonry.storage import migrate, postgres, sqlite
from daemonry.storage.schema import REVISION
from daemonry.web.origins import make_origins

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.anyio
RELEASED = sorted({path.name.partition(".")[0] for path in FIXTURES.glob("*.sql")})


def test_of_every_schema_before_this_one_a_database_is_kept():
    assert set(missing()) <= {REVISION}, "run: .venv/bin/python -m tests.storage.released"


async def _older_on_postgres(revision: str, data: Path, url: str) -> None:
    """Bring a database back to ``revision`` and fill it with what the SQLite one has."""
    engine = postgres.create_engine(url)
    await migrate.migrate(engine, revision=revision)
    for name in FILES.values():
        source = sqlite.create_engine(data / name)
        await copy_rows(source, engine)
        await source.dispose()
    await engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def new_database(request):
    """What makes a database of this name on PostgreSQL, or None for SQLite."""
    if request.param == "sqlite":
        return None
    return request.getfixturevalue("postgres_server").new_database


@pytest.mark.parametrize("revision", RELEASED)
async def test_a_database_of_an_earlier_release_issues_tokens(revision, new_database, tmp_path):
    place: Path | str = tmp_path / "data"
    unpack(revision, tmp_path / "data")
    if new_database is not None:
        place = new_database(f"of_{revision}")
        await _older_on_postgres(revision, tmp_path / "data", place)
    async with services_on(place, tmp_path / "data") as services:
        async with services.directory.read() as uow:
            (tenant,) = await uow.tenants.list_all()
            found = {}
            for name in (API_NAME, DAEMON_NAME):
                query = ListQuery(where=parse_filter(f"displayName eq '{name}'"))
                (found[name],) = await uow.applications.list_matching(tenant.tenant_id, query)
            assert await uow.audit.list_newest(tenant.tenant_id)
        assert len(await services.sign_in_log.list_newest(tenant.tenant_id)) == 1
        app = create_app(services, origins=make_origins(names=["localhost"], port=8443))
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(
            transport=transport, base_url="https://localhost:8443"
        ) as client:
            answer = await client.post(
                f"/{tenant.tenant_id}/oauth2/v2.0/token",
                data={
                    "grant_type": "client_credentials",
                    "client_id": found[DAEMON_NAME].app_id,
                    "client_secret": SECRET,
                    "scope": f"{found[API_NAME].identifier_uris[0]}/.default",
                },
            )
        assert answer.status_code == 200, answer.text
