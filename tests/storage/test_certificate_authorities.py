"""Certificate authorities and trusted names on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.fakes.clock import START
from tests.storage.arrange import A, B, application, certificate_authority, guid

from daemonry.model.certificate_authority import TrustedSubject
from daemonry.model.ids import ObjectId

if TYPE_CHECKING:
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio


FIRST, SECOND = certificate_authority(A, "a"), certificate_authority(A, "b")
LATER = replace(SECOND, created_at=START + timedelta(seconds=1))


async def test_authorities_come_back_as_they_were_stored_oldest_first(store: Store):
    async with store.directory.change() as uow:
        for each in (LATER, FIRST):
            await uow.certificate_authorities.add(each)
    async with store.directory.read() as uow:
        found = await uow.certificate_authorities.list_of(A)
    assert list(found) == [FIRST, LATER]


async def test_an_authority_is_seen_in_its_own_tenant_only(store: Store):
    async with store.directory.change() as uow:
        await uow.certificate_authorities.add(FIRST)
    async with store.directory.change() as uow:
        assert list(await uow.certificate_authorities.list_of(B)) == []
        assert not await uow.certificate_authorities.remove(B, FIRST.authority_id)
        assert await uow.certificate_authorities.remove(A, FIRST.authority_id)
        assert not await uow.certificate_authorities.remove(A, FIRST.authority_id)


async def test_token_requests_see_a_change_at_once(store: Store):
    assert list(await store.token_directory.certificate_authorities(A)) == []
    async with store.directory.change() as uow:
        await uow.certificate_authorities.add(FIRST)
    assert list(await store.token_directory.certificate_authorities(A)) == [FIRST]
    assert list(await store.token_directory.certificate_authorities(B)) == []
    async with store.directory.change() as uow:
        await uow.certificate_authorities.remove(A, FIRST.authority_id)
    assert list(await store.token_directory.certificate_authorities(A)) == []


async def test_an_application_keeps_the_names_that_it_trusts(store: Store):
    trusting = replace(
        application(A, "a"), trusted_subjects=(TrustedSubject(ObjectId(guid(9, "a")), "a.example"),)
    )
    async with store.directory.change() as uow:
        await uow.applications.add(trusting)
    async with store.directory.read() as uow:
        found = await uow.applications.get(A, trusting.object_id)
    assert found is not None
    assert found.trusted_subjects == trusting.trusted_subjects
