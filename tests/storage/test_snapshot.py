"""What token requests read: current at the very next call, precise, bounded."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, insert, select, text
from tests.fakes.clock import START, Stopwatch
from tests.storage.arrange import (
    READ,
    WRITE,
    A,
    B,
    add_app,
    add_client_and_api,
    app_id,
    application,
    assignment,
    assignment_id,
    graph_principal,
    object_id,
    password,
    policy,
    policy_id,
    principal,
    principal_id,
    role,
    signing_key,
    tenant,
)

from daemonry.model.first_party import GRAPH_APP_ID, GRAPH_IDENTIFIER_URI
from daemonry.model.tenant import Domain
from daemonry.storage.schema import directory_changes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from daemonry.ports import TokenDirectory, UnitOfWork
    from daemonry.storage.store import Store
    from daemonry.storage.unit_of_work import SqlDirectory

pytestmark = pytest.mark.anyio

CLIENT, API = application(A, "c", password_credentials=(password("1"),)), application(A, "r")
GRANT = assignment(A, "1", client="c", api="r")
BOUND = 1.001  # seconds; a PostgreSQL node asks by itself when it last did so longer ago
API_URI = API.identifier_uris[0]


async def _state(directory: TokenDirectory, tenant_id=A) -> dict[str, Any]:
    """All that a token request of client "c" for API "r" reads."""
    client = await directory.client(tenant_id, app_id("c"))
    resource = await directory.resource(tenant_id, API_URI)
    held = await directory.assigned_roles(tenant_id, principal_id("c"), principal_id("r"))
    in_force = await directory.token_lifetime_policies(tenant_id, principal(API))
    return {
        "lifetime": in_force.deciding and in_force.deciding.access_token_lifetime,
        "tenant": await directory.tenant("contoso"),
        "new domain": await directory.tenant("contoso.com"),
        "client": client,
        "resource": resource,
        "roles": set(held.role_ids),
        "keys": list(await directory.signing_keys(tenant_id)),
        "new URI": await directory.resource(tenant_id, "api://new"),
        "new client": await directory.client(tenant_id, app_id("n")),
    }


async def _stored(store: Store, change: Callable[[UnitOfWork], Awaitable[Any]]) -> None:
    async with store.directory.change() as uow:
        await change(uow)


NEW_DOMAIN = Domain("contoso.com", is_initial=False, is_default=False, is_verified=True)
SHORT_FOR_ALL = policy(A, "s", is_organization_default=True)
CHANGES: dict[str, tuple[set[str], Callable[[UnitOfWork], Awaitable[Any]]]] = {
    "a secret is deleted": (
        {"client"},
        lambda u: u.applications.save(replace(CLIENT, password_credentials=())),
    ),
    "a client is disabled": (
        {"client"},
        lambda u: u.service_principals.save(principal(CLIENT, account_enabled=False)),
    ),
    "a client is soft-deleted": (
        {"client"},
        lambda u: u.applications.save(replace(CLIENT, deleted_at=START)),
    ),
    "a client is removed": ({"client"}, lambda u: u.applications.remove(A, object_id("c"))),
    "a client's principal is removed": (
        {"client", "roles"},
        lambda u: u.service_principals.remove(A, principal_id("c")),
    ),
    "a client is registered": ({"new client"}, lambda u: u.applications.add(application(A, "n"))),
    "an API's roles change": (
        {"resource"},
        lambda u: u.applications.save(replace(API, app_roles=(role(READ, "Renamed"),))),
    ),
    "an API requires assignment": (
        {"resource"},
        lambda u: u.service_principals.save(principal(API, app_role_assignment_required=True)),
    ),
    "an API is soft-deleted": (
        {"resource"},
        lambda u: u.applications.save(replace(API, deleted_at=START)),
    ),
    "an API's principal is removed": (
        {"resource", "roles"},
        lambda u: u.service_principals.remove(A, principal_id("r")),
    ),
    "an API gets another URI": (
        {"resource", "new URI"},
        lambda u: u.applications.save(replace(API, identifier_uris=("api://new",))),
    ),
    "a role is assigned": (
        {"roles"},
        lambda u: u.assignments.add(assignment(A, "2", client="c", api="r", role_id=WRITE)),
    ),
    "a role is withdrawn": ({"roles"}, lambda u: u.assignments.remove(A, assignment_id("1"))),
    "a domain is added": ({"tenant", "new domain"}, lambda u: u.tenants.add_domain(A, NEW_DOMAIN)),
    "a domain is removed": ({"tenant"}, lambda u: u.tenants.remove_domain(A, "contoso.example")),
    "a tenant is renamed": (
        {"tenant"},
        lambda u: u.tenants.save(replace(tenant(A, "contoso"), display_name="New")),
    ),
    "a policy becomes the default": (
        {"lifetime"},
        lambda u: u.token_lifetime_policies.save(SHORT_FOR_ALL),
    ),
    "a policy is assigned to an API": (
        {"lifetime"},
        lambda u: u.token_lifetime_policies.assign(A, policy_id("s"), object_id("r")),
    ),
    "a policy is assigned to an API's principal": (
        {"lifetime"},
        lambda u: u.token_lifetime_policies.assign(A, policy_id("s"), principal_id("r")),
    ),
    "a key is added": ({"keys"}, lambda u: u.signing_keys.add(signing_key(A, "new"))),
    "a key is withdrawn": (
        {"keys"},
        lambda u: u.signing_keys.save(replace(signing_key(A, "kid"), withdrawn_at=START)),
    ),
}


@pytest.mark.parametrize("through", ["the same process", "another process"])
@pytest.mark.parametrize(("concerned", "change"), CHANGES.values(), ids=CHANGES)
async def test_every_change_is_seen_by_the_very_next_call(
    store: Store, other: Store, through: str, concerned: set[str], change
):
    """Security facts S18. No time passes that would make a PostgreSQL node ask by itself."""
    await add_client_and_api(store, A)
    await _stored(store, lambda u: u.signing_keys.add(signing_key(A, "kid")))
    await _stored(store, lambda u: u.token_lifetime_policies.add(policy(A, "s")))
    before = await _state(store.token_directory)
    await _stored(store if through == "the same process" else other, change)
    after = await _state(store.token_directory)
    assert {name for name in before if before[name] != after[name]} == concerned
    fresh = await _state(other.token_directory)
    assert after == fresh


async def test_answers_stay_the_same_object_until_they_change(store: Store):
    await add_client_and_api(store, A)
    directory = store.token_directory

    async def answers() -> list[Any]:
        return [
            await directory.tenant("contoso"),
            await directory.client(A, app_id("c")),
            await directory.resource(A, API_URI),
            await directory.assigned_roles(A, principal_id("c"), principal_id("r")),
            await directory.signing_keys(A),
            await directory.token_lifetime_policies(A, principal(API)),
        ]

    first = await answers()
    assert all(one is same for one, same in zip(first, await answers(), strict=True))


@pytest.mark.parametrize("letter", ["c", "r"], ids=["client", "resource"])
async def test_prepared_work_dies_with_the_next_change_of_either_end(store: Store, letter: str):
    await add_client_and_api(store, A)
    directory = store.token_directory
    held = await directory.assigned_roles(A, principal_id("c"), principal_id("r"))
    held.prepared["claims"] = "made of the old state"
    home = {"c": CLIENT, "r": API}[letter]
    await _stored(store, lambda u: u.applications.save(replace(home, display_name="New")))
    again = await directory.assigned_roles(A, principal_id("c"), principal_id("r"))
    assert again.prepared == {}
    assert again.role_ids == held.role_ids


async def test_a_change_of_one_application_keeps_the_answers_about_others(store: Store):
    await add_client_and_api(store, A)
    await add_client_and_api(store, B)
    await add_app(store, application(A, "x"))
    directory = store.token_directory

    async def others() -> list[Any]:
        return [
            await directory.client(A, app_id("x")),
            await directory.client(B, app_id("c")),
            await directory.resource(A, API_URI),
            await directory.tenant("contoso"),
            await directory.signing_keys(A),
            await directory.assigned_roles(B, principal_id("c"), principal_id("r")),
        ]

    before = await others()
    await _stored(store, lambda u: u.applications.save(replace(CLIENT, display_name="New")))
    assert all(one is same for one, same in zip(before, await others(), strict=True))


async def test_touching_a_tenant_forgets_all_of_it_and_nothing_else(store: Store):
    await add_client_and_api(store, A)
    await add_client_and_api(store, B)
    directory = store.token_directory
    of_a, of_b = await directory.client(A, app_id("c")), await directory.client(B, app_id("c"))

    async with store.directory.change() as uow:
        uow.touch(A)
    assert await directory.client(A, app_id("c")) is not of_a
    assert await directory.client(B, app_id("c")) is of_b


async def test_touching_an_application_forgets_it(store: Store):
    await add_client_and_api(store, A)
    directory = store.token_directory
    client, api = await directory.client(A, app_id("c")), await directory.resource(A, API_URI)
    async with store.directory.change() as uow:
        uow.touch(A, app_id("c"))
    assert await directory.client(A, app_id("c")) is not client
    assert await directory.resource(A, API_URI) is api


async def test_a_change_that_is_rolled_back_is_not_announced(store: Store):
    await add_client_and_api(store, A)
    before = await store.token_directory.client(A, app_id("c"))

    async def fail() -> None:
        async with store.directory.change() as uow:
            await uow.applications.remove(A, object_id("c"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert await store.token_directory.client(A, app_id("c")) is before


@pytest.mark.parametrize(
    "identifier", [app_id("r"), app_id("r").upper(), API_URI, API_URI.upper() + "/"]
)
async def test_a_resource_answers_to_its_app_id_and_its_uris(store: Store, identifier: str):
    await add_client_and_api(store, A)
    found = await store.token_directory.resource(A, identifier)
    assert found is not None
    assert found is await store.token_directory.resource(A, app_id("r"))


@pytest.mark.parametrize("identifier", ["", "api://", "\0", "\ud800", "%" * 900, "x" * 40_000])
async def test_an_identifier_that_nobody_holds_finds_nothing(store: Store, identifier: str):
    assert await store.token_directory.resource(A, identifier) is None


async def test_the_management_api_is_a_resource_but_no_client(store: Store):
    await _stored(store, lambda u: u.service_principals.add(graph_principal(A)))
    found = await store.token_directory.resource(A, GRAPH_IDENTIFIER_URI)
    assert found == graph_principal(A)
    assert await store.token_directory.client(A, GRAPH_APP_ID) is None
    assert await store.token_directory.resource(B, GRAPH_APP_ID) is None


async def test_a_client_without_a_live_service_principal_is_known_without_it(store: Store):
    await _stored(store, lambda u: u.applications.add(CLIENT))
    found = await store.token_directory.client(A, app_id("c"))
    assert found is not None
    assert (found.application, found.principal) == (CLIENT, None)


async def test_equal_identifiers_in_two_tenants_never_mix(store: Store):
    await add_client_and_api(store, A)
    await add_client_and_api(store, B)
    directory = store.token_directory
    for _ in range(2):
        for tenant_id in (A, B):
            client = await directory.client(tenant_id, app_id("c"))
            resource = await directory.resource(tenant_id, API_URI)
            assert client is not None
            assert client.principal is not None
            assert resource is not None
            assert client.application.tenant_id == client.principal.tenant_id == tenant_id
            assert resource.tenant_id == resource.application.tenant_id == tenant_id
    await _stored(store, lambda u: u.assignments.remove(B, assignment_id("1")))
    ends = principal_id("c"), principal_id("r")
    assert (await directory.assigned_roles(A, *ends)).role_ids == {READ}
    assert (await directory.assigned_roles(B, *ends)).role_ids == frozenset()


class FirstReadLingers:
    """A directory whose first view stays open, after all was read, until a test lets it go."""

    def __init__(self, directory: SqlDirectory) -> None:
        self._directory = directory
        self._is_first = True
        self.has_read = asyncio.Event()
        self.may_end = asyncio.Event()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        lingers, self._is_first = self._is_first, False
        async with self._directory.read() as uow:
            yield uow
        if lingers:
            self.has_read.set()
            await self.may_end.wait()


@pytest.mark.parametrize("through", ["the same process", "another process"])
async def test_a_load_during_which_something_changed_is_not_kept(
    store: Store, other: Store, stopwatch: Stopwatch, through: str
):
    await add_client_and_api(store, A)
    directory = store.token_directory
    slow = directory._directory = FirstReadLingers(store.directory)
    loading = asyncio.ensure_future(directory.client(A, app_id("c")))
    await slow.has_read.wait()
    changing = store if through == "the same process" else other
    changed = replace(CLIENT, display_name="New")
    await _stored(changing, lambda u: u.applications.save(changed))
    stopwatch.seconds += BOUND
    slow.may_end.set()
    await loading
    found = await directory.client(A, app_id("c"))
    assert found is not None
    assert found.application == changed


@pytest.mark.parametrize("through", ["the same process", "another process"])
async def test_who_asks_after_a_change_does_not_join_a_load_from_before(
    store: Store, other: Store, stopwatch: Stopwatch, through: str
):
    await add_client_and_api(store, A)
    directory = store.token_directory
    slow = directory._directory = FirstReadLingers(store.directory)
    loading = asyncio.ensure_future(directory.client(A, app_id("c")))
    await slow.has_read.wait()
    changing = store if through == "the same process" else other
    changed = replace(CLIENT, display_name="New")
    await _stored(changing, lambda u: u.applications.save(changed))
    stopwatch.seconds += BOUND
    found = await directory.client(A, app_id("c"))
    assert found is not None
    assert found.application == changed
    slow.may_end.set()
    await loading
    assert await directory.client(A, app_id("c")) is found


async def test_an_absence_read_before_a_change_is_not_kept(
    store: Store, other: Store, stopwatch: Stopwatch
):
    directory = store.token_directory
    slow = directory._directory = FirstReadLingers(store.directory)
    loading = asyncio.ensure_future(directory.tenant("contoso.com"))
    await slow.has_read.wait()
    await _stored(other, lambda u: u.tenants.add_domain(A, NEW_DOMAIN))
    stopwatch.seconds += BOUND
    slow.may_end.set()
    assert await loading is None
    assert await directory.tenant("contoso.com") is not None


async def test_many_who_ask_at_once_get_the_same_object(store: Store):
    await add_client_and_api(store, A)
    found = await asyncio.gather(*(store.token_directory.client(A, app_id("c")) for _ in range(50)))
    assert len({id(each) for each in found}) == 1


async def test_one_who_gives_up_does_not_spoil_it_for_the_others(store: Store):
    await add_client_and_api(store, A)
    asking = [asyncio.ensure_future(store.token_directory.client(A, app_id("c"))) for _ in range(3)]
    await asyncio.sleep(0)
    asking[0].cancel()
    first, *others = await asyncio.gather(*asking, return_exceptions=True)
    assert isinstance(first, asyncio.CancelledError)
    assert all(getattr(each, "application", None) == CLIENT for each in others)


async def test_who_falls_far_behind_forgets_everything(
    store: Store, other: Store, stopwatch: Stopwatch
):
    await add_client_and_api(store, A)
    before = await store.token_directory.client(A, app_id("c"))
    async with other.directory._engine.begin() as connection:
        values = {"seq": 1_000_000, "tenant_id": B, "app_id": app_id("x")}
        await connection.execute(insert(directory_changes).values(values))
    stopwatch.seconds += BOUND
    after = await store.token_directory.client(A, app_id("c"))
    assert after == before
    assert after is not before


async def test_old_announcements_are_pruned(store: Store):
    async with store.directory._engine.begin() as connection:
        values = {"seq": 1_000_000, "tenant_id": B, "app_id": app_id("x")}
        await connection.execute(insert(directory_changes).values(values))
        if connection.dialect.name == "postgresql":
            await connection.execute(text("SELECT setval('directory_changes_seq_seq', 1000000)"))
    await add_client_and_api(store, A)
    async with store.directory._engine.connect() as connection:
        oldest = await connection.scalar(select(func.min(directory_changes.c.seq)))
    assert oldest == 1_000_000


async def test_a_touched_multitude_is_announced_as_the_whole_tenant(store: Store, other: Store):
    await add_client_and_api(store, A)
    before = await store.token_directory.client(A, app_id("c"))
    async with other.directory.change() as uow:
        for number in range(1000):
            uow.touch(A, app_id(chr(0x100 + number)))
    assert await store.token_directory.client(A, app_id("c")) is not before


async def test_times_do_not_matter_to_what_is_kept(store: Store):
    """An answer is kept however old it is; nothing expires by itself."""
    old = replace(CLIENT, created_at=START - timedelta(days=9000))
    await _stored(store, lambda u: u.applications.add(old))
    first = await store.token_directory.client(A, app_id("c"))
    assert await store.token_directory.client(A, app_id("c")) is first
