"""How the cost of a list grows with the directory: P0 filters at 1,000 and 100,000 applications.

``python -m bench.lists`` prints the milliseconds of a page for both sizes, the fastest of
some rounds, and their ratio; it fails when that of a P0 filter is above 3.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
import uuid
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from daemonry.model.application import Application
from daemonry.model.ids import AppId, ObjectId, TenantId
from daemonry.model.service_principal import ServicePrincipal
from daemonry.model.tenant import Domain, Tenant
from daemonry.odata.filter import parse_filter
from daemonry.odata.search import parse_search, words_of
from daemonry.ports import ListQuery
from daemonry.storage import schema
from daemonry.storage.documents import encode_fields
from daemonry.storage.lookup_keys import name_key
from daemonry.storage.store import open_store

if TYPE_CHECKING:
    from daemonry.storage.store import Store

SIZES = (1_000, 100_000)
ROUNDS = 25
WORST = 3.0
TENANT = TenantId("11111111-1111-4111-8111-111111111111")
START = datetime(2026, 1, 1, tzinfo=UTC)


def app_id(number: int) -> AppId:
    return AppId(str(uuid.uuid5(uuid.NAMESPACE_OID, f"app {number}")))


QUERIES: dict[str, ListQuery] = {
    "all": ListQuery(),
    "appId eq": ListQuery(where=parse_filter(f"appId eq '{app_id(500)}'")),
    "displayName eq": ListQuery(
        where=parse_filter("displayName eq 'daemon 500'"), order_by="displayname"
    ),
    "startswith, few": ListQuery(
        where=parse_filter("startswith(displayName,'daemon 50')"), order_by="displayname", limit=10
    ),
    "startswith, all": ListQuery(
        where=parse_filter("startswith(displayName,'daemon')"), order_by="displayname"
    ),
    "identifierUris/any": ListQuery(
        where=parse_filter(f"identifierUris/any(u:u eq 'api://{app_id(500)}')")
    ),
    "servicePrincipalNames/any": ListQuery(
        where=parse_filter(f"servicePrincipalNames/any(n:n eq 'api://{app_id(500)}')")
    ),
    "orderby createdDateTime desc": ListQuery(order_by="createddatetime", is_descending=True),
    "orderby displayName": ListQuery(order_by="displayname"),
    "search a number": ListQuery(where=parse_search('"displayName:500"'), limit=1),
    "search them all": ListQuery(where=parse_search('"displayName:daemon"')),
}


P0 = (
    "all",
    "appId eq",
    "displayName eq",
    "startswith, few",
    "startswith, all",
    "identifierUris/any",
    "servicePrincipalNames/any",
)
"""The filters that az, Terraform and the sample's scripts send."""


async def fill(store: Store, size: int) -> None:
    """Put applications with their service principals into the tables themselves."""
    domain = Domain("bench.example", is_initial=True, is_default=True, is_verified=True)
    async with store.directory.change() as uow:
        await uow.tenants.add(Tenant(TENANT, "Bench", "bench", (domain,), START))
        rows: dict[Any, list[dict[str, Any]]] = {
            schema.applications: [],
            schema.service_principals: [],
            schema.identifier_uris: [],
            schema.application_words: [],
        }
        for number in range(size):
            _add(rows, number)
        for table, values in rows.items():
            await uow._transaction.write(insert(table), values)  # noqa: SLF001 - past the rules


def _add(rows: dict[Any, list[dict[str, Any]]], number: int) -> None:
    own, name = app_id(number), f"daemon {number}"
    at = START + timedelta(seconds=number)
    application = Application(
        tenant_id=TENANT,
        object_id=ObjectId(str(uuid.uuid5(uuid.NAMESPACE_URL, own))),
        app_id=own,
        display_name=name,
        created_at=at,
        identifier_uris=(f"api://{own}",),
    )
    principal = ServicePrincipal(
        TENANT, ObjectId(str(uuid.uuid5(uuid.NAMESPACE_DNS, own))), own, application, at
    )
    columns = {"tenant_id": TENANT, "app_id": own, "created_at": at, "display_name_key": name}
    left_out = frozenset({"tenant_id", "object_id", "app_id", "created_at", "deleted_at"})
    rows[schema.applications].append(
        columns
        | {
            "object_id": application.object_id,
            "display_name": name,
            "document": encode_fields(
                application, leave_out=left_out | {"display_name", "password_credentials"}
            ),
        }
    )
    rows[schema.service_principals].append(
        columns
        | {
            "object_id": principal.object_id,
            "display_name_key": name_key(name),
            "document": encode_fields(
                principal, leave_out=left_out | {"application", "password_credentials"}
            ),
        }
    )
    keys = {"tenant_id": TENANT, "app_id": own}
    rows[schema.identifier_uris].append(keys | {"uri_key": f"api://{own}"})
    for word in words_of(name):
        rows[schema.application_words].append(keys | {"property": "displayname", "word": word})


async def measure(size: int) -> dict[str, float]:
    """Return the milliseconds of a page by query."""
    with tempfile.TemporaryDirectory() as parent:
        async with await open_store(Path(parent) / "data") as store:
            await fill(store, size)
            found = {}
            for name, query in QUERIES.items():
                found[name] = await _fastest(store, name, query)
            return found


async def _fastest(store: Store, name: str, query: ListQuery) -> float:
    times = []
    for _ in range(ROUNDS):
        async with store.directory.read() as uow:
            listed = uow.service_principals if "Principal" in name else uow.applications
            begin = time.perf_counter()
            page = await listed.list_matching(TENANT, query)
            times.append((time.perf_counter() - begin) * 1000)
            if not page:
                sys.exit(f"'{name}' found nothing.")
    return min(times)


def main() -> None:
    small, large = (asyncio.run(measure(size)) for size in SIZES)
    print(f"{'query':32}{SIZES[0]:>10,}{SIZES[1]:>10,}   ratio")
    for name, before in small.items():
        print(f"{name:32}{before:10.2f}{large[name]:10.2f}{large[name] / before:8.1f}")
    for name in P0:
        assert large[name] <= WORST * small[name], f"'{name}' grows with the directory."


if __name__ == "__main__":
    main()
