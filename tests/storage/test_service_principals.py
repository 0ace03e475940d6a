"""Service principals on both databases, with the application behind each."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.fakes.clock import START
from tests.storage.arrange import (
    A,
    B,
    add_app,
    add_client_and_api,
    app_id,
    application,
    full_application,
    graph_principal,
    key_credential,
    object_id,
    password,
    principal,
    principal_id,
)

from daemonry.model.errors import SERVICE_PRINCIPAL_EXISTS, ConflictError, NotFoundError
from daemonry.model.first_party import GRAPH_APP_ID, GRAPH_IDENTIFIER_URI
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio


async def _listed(store: Store, *, deleted: bool = False, **query) -> str:
    async with store.directory.read() as uow:
        found = await uow.service_principals.list_matching(A, ListQuery(**query), deleted=deleted)
    return "".join(chr(int(each.object_id[-2:], 16)) for each in found)


async def test_it_comes_back_with_the_whole_application(store: Store):
    home = full_application(A, "a")
    stored = principal(
        home,
        account_enabled=False,
        app_role_assignment_required=True,
        description="d",
        notes="n",
        login_url="https://l",
        alternative_names=("x", "y"),
        notification_email_addresses=("a@b",),
        own_tags=("HideApp",),
        password_credentials=(password("9"), password("8")),
        key_credentials=(key_credential("k"),),
        created_by_app_id=app_id("m"),
    )
    async with store.directory.change() as uow:
        await uow.applications.add(home)
        await uow.service_principals.add(stored)
    async with store.directory.read() as uow:
        assert await uow.service_principals.get(A, stored.object_id) == stored
        assert await uow.service_principals.get_by_app_id(A, stored.app_id) == stored
        assert list(await uow.service_principals.list_matching(A, ListQuery())) == [stored]


async def test_it_follows_every_change_of_the_application(store: Store):
    await add_app(store, application(A, "a"))
    changed = application(A, "a", display_name="New", password_credentials=(password("1"),))
    async with store.directory.change() as uow:
        await uow.applications.save(changed)
    async with store.directory.read() as uow:
        found = await uow.service_principals.get(A, principal_id("a"))
    assert found is not None
    assert found.application == changed


async def test_the_management_api_brings_its_own_application(store: Store):
    stored = graph_principal(A)
    async with store.directory.change() as uow:
        await uow.service_principals.add(stored)
    async with store.directory.read() as uow:
        assert await uow.service_principals.get_by_app_id(A, GRAPH_APP_ID) == stored
    assert await _listed(store, service_principal_name=GRAPH_IDENTIFIER_URI + "/") == "g"


async def test_one_without_an_application_behind_it_is_not_found(store: Store):
    stored = await add_app(store, application(A, "a"))
    async with store.directory.change() as uow:
        await uow.applications.remove(A, object_id("a"))
    async with store.directory.read() as uow:
        assert await uow.service_principals.get(A, stored.object_id) is None
    assert await _listed(store) == ""


async def test_an_application_is_present_once_in_a_tenant(store: Store):
    await add_app(store, application(A, "a"))
    with pytest.raises(ConflictError) as refused:
        async with store.directory.change() as uow:
            await uow.service_principals.add(principal(application(A, "a"), "x"))
    assert refused.value.rule is SERVICE_PRINCIPAL_EXISTS
    assert app_id("a") in str(refused.value)


async def test_saving_stores_its_own_properties_and_not_the_application(store: Store):
    stored = await add_app(store, application(A, "a"))
    other_home = application(A, "a", display_name="Not stored")
    async with store.directory.change() as uow:
        changed = replace(stored, account_enabled=False, application=other_home)
        await uow.service_principals.save(changed)
    async with store.directory.read() as uow:
        found = await uow.service_principals.get(A, stored.object_id)
    assert found == replace(stored, account_enabled=False)


async def test_saving_an_unknown_one_is_refused(store: Store):
    with pytest.raises(NotFoundError):
        async with store.directory.change() as uow:
            await uow.service_principals.save(principal(application(A, "a")))


async def test_a_deleted_one_makes_room_for_a_new_one_and_cannot_come_back_beside_it(store: Store):
    old = await add_app(store, application(A, "a"))
    new = principal(application(A, "a"), "n")
    async with store.directory.change() as uow:
        await uow.service_principals.save(replace(old, deleted_at=START))
        await uow.service_principals.add(new)
    async with store.directory.read() as uow:
        assert await uow.service_principals.get_by_app_id(A, old.app_id) == new
        deleted = await uow.service_principals.get_by_app_id(A, old.app_id, deleted=True)
        assert deleted == replace(old, deleted_at=START)
        assert await uow.service_principals.get(A, old.object_id) is None
        assert await uow.service_principals.get(A, old.object_id, deleted=True) == deleted
    assert (await _listed(store), await _listed(store, deleted=True)) == ("n", "a")
    with pytest.raises(ConflictError) as refused:
        async with store.directory.change() as uow:
            await uow.service_principals.save(old)
    assert refused.value.rule is SERVICE_PRINCIPAL_EXISTS


async def test_of_several_deleted_ones_the_newest_is_found(store: Store):
    home = application(A, "a")
    async with store.directory.change() as uow:
        await uow.applications.add(home)
        for hours, letter in ((1, "x"), (3, "y"), (2, "z")):
            deleted_at = START + timedelta(hours=hours)
            await uow.service_principals.add(principal(home, letter, deleted_at=deleted_at))
    async with store.directory.read() as uow:
        found = await uow.service_principals.get_by_app_id(A, home.app_id, deleted=True)
    assert found is not None
    assert found.object_id == principal_id("y")


@pytest.mark.parametrize("gone", ["c", "r"], ids=["client", "resource"])
async def test_a_removed_one_takes_owners_and_assignments_along(store: Store, gone: str):
    await add_client_and_api(store, A)
    async with store.directory.change() as uow:
        await uow.owners.add(A, principal_id(gone), principal_id("o"))
        await uow.owners.add(A, object_id("r"), principal_id(gone))
        await uow.service_principals.remove(A, principal_id(gone))
        await uow.service_principals.remove(A, principal_id(gone))
    async with store.directory.read() as uow:
        assert await uow.service_principals.get(A, principal_id(gone)) is None
        assert list(await uow.owners.list_of(A, principal_id(gone))) == []
        assert list(await uow.owners.list_of(A, object_id("r"))) == []
        assert list(await uow.assignments.list_of_principal(A, principal_id("c"))) == []
        assert list(await uow.assignments.list_of_resource(A, principal_id("r"))) == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, "abg"),
        ({"limit": 2}, "ab"),
        ({"after": principal_id("a")}, "bg"),
        ({"display_name": "MICROSOFT GRAPH"}, "g"),
        ({"display_name": "app A"}, "a"),
        ({"display_name_prefix": "micro"}, "g"),
        ({"display_name_prefix": "app"}, "ab"),
        ({"display_name_prefix": "m", "display_name": "app a"}, ""),
        ({"app_id": GRAPH_APP_ID}, "g"),
        ({"service_principal_name": app_id("b").upper()}, "b"),
        ({"service_principal_name": f"api://{app_id('b')}"}, "b"),
        ({"identifier_uri": GRAPH_IDENTIFIER_URI}, "g"),
        ({"owner_id": principal_id("o")}, "b"),
        ({"unique_name": "any"}, ""),
    ],
)
async def test_lists_are_narrowed_by_every_condition(store: Store, query, expected: str):
    await add_app(store, application(A, "a"))
    await add_app(store, application(A, "b", unique_name="any"))
    async with store.directory.change() as uow:
        await uow.service_principals.add(graph_principal(A))
        await uow.service_principals.add(graph_principal(B))
        await uow.owners.add(A, principal_id("b"), principal_id("o"))
    assert await _listed(store, **query) == expected
