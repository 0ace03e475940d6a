"""Token lifetime policies on both databases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.storage.arrange import (
    A,
    B,
    add_client_and_api,
    application,
    graph_principal,
    object_id,
    policy,
    policy_id,
    principal,
    principal_id,
)

from daemonry.model.errors import (
    NAME_IN_USE,
    NOT_A_VALID_REFERENCE,
    POLICY_OF_KIND_ASSIGNED,
    ConflictError,
    InvalidError,
    NotFoundError,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from daemonry.ports import UnitOfWork
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio

API = principal(application(A, "r"))
SHORT, LONG = policy(A, "s"), policy(A, "l", access_token_lifetime=7200, description=None)


async def _assigned(store: Store) -> None:
    """SHORT at the API's application, LONG at the client's service principal."""
    await add_client_and_api(store, A)
    async with store.directory.change() as uow:
        for one, holder in ((SHORT, object_id("r")), (LONG, principal_id("c"))):
            await uow.token_lifetime_policies.add(one)
            await uow.token_lifetime_policies.assign(A, one.policy_id, holder)


async def _lifetime(store: Store) -> int | None:
    in_force = await store.token_directory.token_lifetime_policies(A, API)
    return None if in_force.deciding is None else in_force.deciding.access_token_lifetime


async def test_policies_come_back_as_they_were_stored_oldest_first(store: Store):
    await _assigned(store)
    changed = replace(SHORT, display_name="Renamed", is_organization_default=True)
    async with store.directory.change() as uow:
        await uow.token_lifetime_policies.save(changed)
    async with store.directory.read() as uow:
        assert list(await uow.token_lifetime_policies.list_of(A)) == [LONG, changed]
        assert await uow.token_lifetime_policies.get(A, policy_id("s")) == changed
        assert list(await uow.token_lifetime_policies.list_of(B)) == []


async def test_assignments_are_found_from_both_ends(store: Store):
    await _assigned(store)
    async with store.directory.read() as uow:
        policies = uow.token_lifetime_policies
        assert list(await policies.list_assigned(A, object_id("r"))) == [SHORT]
        assert list(await policies.list_assigned(A, principal_id("r"))) == []
        assert list(await policies.list_holders(A, policy_id("l"))) == [principal_id("c")]


async def test_the_same_twice_is_refused_and_so_is_what_does_not_exist(store: Store):
    await _assigned(store)
    async with store.directory.change() as uow:
        policies = uow.token_lifetime_policies
        with pytest.raises(InvalidError) as twice:
            await policies.assign(A, policy_id("s"), object_id("r"))
        with pytest.raises(InvalidError) as unknown:
            await policies.assign(A, policy_id("x"), object_id("r"))
        with pytest.raises(ConflictError) as taken:
            await policies.add(SHORT)
        with pytest.raises(NotFoundError):
            await policies.save(policy(A, "x"))
        assert not await policies.unassign(A, policy_id("s"), object_id("c"))
    assert twice.value.rule is POLICY_OF_KIND_ASSIGNED
    assert unknown.value.rule is NOT_A_VALID_REFERENCE
    assert taken.value.rule is NAME_IN_USE


CHANGES: dict[str, Callable[[UnitOfWork], Awaitable[Any]]] = {
    "the policy changes": lambda u: u.token_lifetime_policies.save(
        replace(SHORT, access_token_lifetime=900)
    ),
    "the policy is taken away": lambda u: u.token_lifetime_policies.unassign(
        A, policy_id("s"), object_id("r")
    ),
    "the policy is deleted": lambda u: u.token_lifetime_policies.remove(A, policy_id("s")),
    "another becomes the default": lambda u: u.token_lifetime_policies.save(
        replace(LONG, is_organization_default=True)
    ),
    "a new one is the default": lambda u: u.token_lifetime_policies.add(
        policy(A, "n", access_token_lifetime=1200, is_organization_default=True)
    ),
    "the API's principal gets another": lambda u: u.token_lifetime_policies.assign(
        A, policy_id("l"), principal_id("r")
    ),
    "the API is removed for good": lambda u: u.applications.remove(A, object_id("r")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
async def test_the_very_next_token_follows(store: Store, other: Store, change):
    await _assigned(store)
    assert await _lifetime(store) == 600
    async with other.directory.change() as uow:
        await change(uow)
    after = await _lifetime(store)
    assert after != 600
    assert after == await _lifetime(other)


async def test_a_removed_holder_leaves_no_assignment_behind(store: Store):
    await _assigned(store)
    async with store.directory.change() as uow:
        await uow.service_principals.remove(A, principal_id("c"))
        assert list(await uow.token_lifetime_policies.list_holders(A, policy_id("l"))) == []


async def test_the_management_api_can_have_a_policy(store: Store):
    await _assigned(store)
    graph = graph_principal(A)
    async with store.directory.change() as uow:
        await uow.service_principals.add(graph)
    directory = store.token_directory
    assert (await directory.token_lifetime_policies(A, graph)).deciding is None
    async with store.directory.change() as uow:
        await uow.token_lifetime_policies.assign(A, policy_id("l"), graph.object_id)
    assert (await directory.token_lifetime_policies(A, graph)).deciding == LONG


async def test_what_is_prepared_for_a_client_dies_with_the_policy_of_its_api(store: Store):
    await _assigned(store)
    directory = store.token_directory
    held = await directory.assigned_roles(A, principal_id("c"), principal_id("r"))
    async with store.directory.change() as uow:
        await uow.token_lifetime_policies.remove(A, policy_id("s"))
    again = await directory.assigned_roles(A, principal_id("c"), principal_id("r"))
    assert again is not held
