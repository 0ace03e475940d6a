"""Owners, signing keys and administrators' accounts on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.fakes.clock import START
from tests.storage.arrange import HOUR, A, B, object_id, principal_id, signing_key, user

from daemonry.model.authentication_method import PASSKEY, AuthenticationMethod
from daemonry.model.errors import (
    NAME_IN_USE,
    NOT_A_VALID_REFERENCE,
    OWNER_EXISTS,
    PASSKEY_KNOWN,
    ConflictError,
    InvalidError,
    NotFoundError,
)
from daemonry.model.ids import TenantId
from daemonry.model.session import Session

if TYPE_CHECKING:
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio

APP = object_id("a")


async def test_owners_come_in_the_order_they_were_added(store: Store):
    async with store.directory.change() as uow:
        for letter in "zay":
            await uow.owners.add(A, APP, principal_id(letter))
        assert await uow.owners.remove(A, APP, principal_id("a"))
        await uow.owners.add(A, APP, principal_id("b"))
    async with store.directory.read() as uow:
        listed = await uow.owners.list_of(A, APP)
    assert list(listed) == [principal_id(letter) for letter in "zyb"]


async def test_nobody_owns_twice(store: Store):
    async with store.directory.change() as uow:
        await uow.owners.add(A, APP, principal_id("a"))
        with pytest.raises(InvalidError) as refused:
            await uow.owners.add(A, APP, principal_id("a"))
    assert refused.value.rule is OWNER_EXISTS


async def test_removing_who_is_no_owner_says_so(store: Store):
    async with store.directory.change() as uow:
        assert not await uow.owners.remove(A, APP, principal_id("a"))


async def test_keys_come_back_newest_first(store: Store):
    keys = [signing_key(A, "one", HOUR), signing_key(A, "two", 3 * HOUR), signing_key(A, "x", HOUR)]
    async with store.directory.change() as uow:
        for key in keys:
            await uow.signing_keys.add(key)
    async with store.directory.read() as uow:
        assert list(await uow.signing_keys.list_of(A)) == [keys[1], keys[0], keys[2]]


async def test_the_times_and_the_sealing_of_a_key_can_change(store: Store):
    key = signing_key(A, "one")
    changed = replace(
        key,
        sealed_private_key=b"sealed anew",
        active_from=START,
        retired_at=None,
        withdrawn_at=START + timedelta(days=2),
    )
    async with store.directory.change() as uow:
        await uow.signing_keys.add(key)
        await uow.signing_keys.save(replace(changed, certificate=b"never changes"))
    async with store.directory.read() as uow:
        assert list(await uow.signing_keys.list_of(A)) == [changed]


async def test_a_key_identifier_is_unique_in_its_tenant(store: Store):
    async with store.directory.change() as uow:
        await uow.signing_keys.add(signing_key(A, "one"))
        await uow.signing_keys.add(signing_key(B, "one"))
        with pytest.raises(ConflictError):
            await uow.signing_keys.add(signing_key(A, "one"))


async def test_saving_an_unknown_key_is_refused(store: Store):
    with pytest.raises(NotFoundError):
        async with store.directory.change() as uow:
            await uow.signing_keys.save(signing_key(A, "one"))


async def test_an_account_is_found_by_name_whatever_its_case(store: Store):
    stored = user(A, "a")
    async with store.directory.change() as uow:
        await uow.users.add(stored)
    async with store.directory.read() as uow:
        assert await uow.users.get(A, stored.object_id) == stored
        assert await uow.users.get_by_name(A, stored.user_principal_name.upper()) == stored
        assert await uow.users.get_by_name(A, "nobody@contoso.onmicrosoft.com") is None


async def test_an_account_name_is_unique_in_its_tenant(store: Store):
    async with store.directory.change() as uow:
        await uow.users.add(user(A, "a"))
        await uow.users.add(user(B, "a"))
    same = replace(user(A, "b"), user_principal_name=user(A, "a").user_principal_name.swapcase())
    with pytest.raises(ConflictError) as refused:
        async with store.directory.change() as uow:
            await uow.users.add(same)
    assert refused.value.rule is NAME_IN_USE


async def test_nothing_is_stored_for_a_tenant_that_does_not_exist(store: Store):
    nobody = TenantId("00000000-0000-4000-8000-00000000dead")
    with pytest.raises(InvalidError) as refused:
        async with store.directory.change() as uow:
            await uow.users.add(user(nobody, "a"))
    assert refused.value.rule is NOT_A_VALID_REFERENCE


async def test_a_passkey_is_found_by_its_identifier_which_no_two_of_a_tenant_share(store: Store):
    owner = user(A, "a")
    mine = AuthenticationMethod(
        A, "1", owner.object_id, PASSKEY, "laptop", START, {"count": 1}, credential_id="key"
    )
    async with store.directory.change() as uow:
        await uow.users.add(owner)
        await uow.authentication_methods.add(mine)
        for other in ("2", "3"):  # what is no passkey has no identifier
            bare = replace(mine, method_id=other, credential_id=None)
            await uow.authentication_methods.add(bare)
        with pytest.raises(ConflictError) as refused:
            await uow.authentication_methods.add(replace(mine, method_id="4"))
        assert refused.value.rule is PASSKEY_KNOWN
        await uow.authentication_methods.save(replace(mine, document={"count": 2}))
    async with store.directory.read() as uow:
        found = await uow.authentication_methods.find_credential(A, "key")
        assert found == replace(mine, document={"count": 2})
        assert await uow.authentication_methods.find_credential(A, "other") is None


async def test_all_sessions_of_a_person_end_but_the_one_that_is_kept(store: Store):
    owner = user(A, "a")
    async with store.directory.change() as uow:
        await uow.users.add(owner)
        for digest in ("one", "two", "three"):
            started = Session(A, digest, owner.object_id, START, START, START, ("pwd",))
            await uow.sessions.add(started, forget_before=START)
        await uow.sessions.remove_of_user(A, owner.object_id, keep="two")
        left = await uow.sessions.list_of_user(A, owner.object_id)
        assert [item.digest for item in left] == ["two"]
        await uow.sessions.remove_of_user(A, owner.object_id)
        assert await uow.sessions.list_of_user(A, owner.object_id) == []
