"""App role assignments on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.fakes.clock import START
from tests.storage.arrange import (
    WRITE,
    A,
    add_app,
    add_client_and_api,
    application,
    assignment,
    assignment_id,
    graph_principal,
    principal,
    principal_id,
)

from daemonry.model.errors import ASSIGNMENT_EXISTS, NOT_A_VALID_REFERENCE, InvalidError

if TYPE_CHECKING:
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio

FIRST = assignment(A, "1", client="c", api="r")


async def test_an_assignment_comes_back_with_both_names(store: Store):
    await add_client_and_api(store, A)
    async with store.directory.read() as uow:
        assert await uow.assignments.get(A, FIRST.assignment_id) == FIRST
        assert list(await uow.assignments.list_of_principal(A, principal_id("c"))) == [FIRST]
        assert list(await uow.assignments.list_of_resource(A, principal_id("r"))) == [FIRST]
        assert list(await uow.assignments.list_of_resource(A, principal_id("c"))) == []


async def test_names_are_those_of_now(store: Store):
    await add_client_and_api(store, A)
    async with store.directory.change() as uow:
        await uow.applications.save(application(A, "r", display_name="Renamed"))
    async with store.directory.read() as uow:
        found = await uow.assignments.get(A, FIRST.assignment_id)
    assert found == replace(FIRST, resource_display_name="Renamed")


async def test_the_management_api_has_its_name_too(store: Store):
    await add_app(store, application(A, "c"))
    async with store.directory.change() as uow:
        await uow.service_principals.add(graph_principal(A))
        await uow.assignments.add(assignment(A, "1", client="c", api="g"))
    async with store.directory.read() as uow:
        found = await uow.assignments.get(A, assignment_id("1"))
    assert found is not None
    assert found.resource_display_name == "Microsoft Graph"


async def test_the_same_assignment_exists_once(store: Store):
    await add_client_and_api(store, A)
    with pytest.raises(InvalidError) as refused:
        async with store.directory.change() as uow:
            await uow.assignments.add(replace(FIRST, assignment_id=assignment_id("2")))
    assert refused.value.rule is ASSIGNMENT_EXISTS


@pytest.mark.parametrize("ends", [("c", "x"), ("x", "r")], ids=["no resource", "no principal"])
async def test_both_ends_must_exist(store: Store, ends):
    await add_client_and_api(store, A)
    with pytest.raises(InvalidError) as refused:
        async with store.directory.change() as uow:
            await uow.assignments.add(assignment(A, "2", client=ends[0], api=ends[1]))
    assert refused.value.rule is NOT_A_VALID_REFERENCE


async def test_lists_come_oldest_first(store: Store):
    await add_client_and_api(store, A)
    older = assignment(A, "0", client="c", api="r", role_id=WRITE)
    async with store.directory.change() as uow:
        await uow.assignments.add(older)
    async with store.directory.read() as uow:
        assert list(await uow.assignments.list_of_principal(A, principal_id("c"))) == [older, FIRST]
        assert list(await uow.assignments.list_of_resource(A, principal_id("r"))) == [older, FIRST]


async def test_a_removed_assignment_is_gone_and_may_come_again(store: Store):
    await add_client_and_api(store, A)
    async with store.directory.change() as uow:
        await uow.assignments.remove(A, FIRST.assignment_id)
        await uow.assignments.remove(A, FIRST.assignment_id)
        assert await uow.assignments.get(A, FIRST.assignment_id) is None
        await uow.assignments.add(FIRST)


@pytest.mark.parametrize("letter", ["c", "r"], ids=["client", "resource"])
async def test_a_deleted_end_hides_its_assignments_until_it_is_restored(store: Store, letter: str):
    await add_client_and_api(store, A)
    live = principal(application(A, letter))
    for deleted_at, expected in ((START, []), (None, [FIRST])):
        async with store.directory.change() as uow:
            await uow.service_principals.save(replace(live, deleted_at=deleted_at))
        async with store.directory.read() as uow:
            found = await uow.assignments.get(A, FIRST.assignment_id)
            assert list(await uow.assignments.list_of_principal(A, principal_id("c"))) == expected
            assert list(await uow.assignments.list_of_resource(A, principal_id("r"))) == expected
        assert [found] == (expected or [None])
