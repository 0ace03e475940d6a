"""Tenants and domains on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.fakes.clock import START
from tests.storage.arrange import NOBODY, A, B, guid, tenant

from daemonry.model.errors import DOMAIN_TAKEN, NAME_IN_USE, ConflictError, NotFoundError
from daemonry.model.ids import TenantId
from daemonry.model.tenant import Domain

if TYPE_CHECKING:
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio

NEW = Domain("contoso.com", is_initial=False, is_default=False, is_verified=False)


async def test_a_tenant_comes_back_as_it_was_stored(store: Store):
    async with store.directory.read() as uow:
        assert await uow.tenants.get(A) == tenant(A, "contoso")
        assert await uow.tenants.get(NOBODY) is None


@pytest.mark.parametrize("name", [A, "contoso.onmicrosoft.com", "contoso"])
async def test_a_tenant_is_found_by_id_verified_domain_and_subdomain(store: Store, name: str):
    async with store.directory.read() as uow:
        found = await uow.tenants.find(name)
    assert found == tenant(A, "contoso")


@pytest.mark.parametrize("name", ["contoso.example", "contos", "", "a\0b", "\ud800", NOBODY])
async def test_no_other_name_finds_a_tenant(store: Store, name: str):
    async with store.directory.read() as uow:
        assert await uow.tenants.find(name) is None


async def test_a_subdomain_cannot_stand_before_the_id_of_a_tenant(store: Store):
    async with store.directory.change() as uow:
        await uow.tenants.add(replace(tenant(NOBODY, "evil"), subdomain=A))
    async with store.directory.read() as uow:
        found = await uow.tenants.find(A)
    assert found is not None
    assert found.tenant_id == A


async def test_tenants_are_listed_oldest_first(store: Store):
    older = replace(tenant(NOBODY, "older"), created_at=START - timedelta(days=1))
    async with store.directory.change() as uow:
        await uow.tenants.add(older)
    async with store.directory.read() as uow:
        listed = await uow.tenants.list_all()
    assert list(listed) == [older, tenant(A, "contoso"), tenant(B, "fabrikam")]


async def test_the_display_name_can_change_and_nothing_else(store: Store):
    changed = replace(tenant(A, "contoso"), display_name="Contoso AG", subdomain="other")
    async with store.directory.change() as uow:
        await uow.tenants.save(changed)
    async with store.directory.read() as uow:
        assert await uow.tenants.get(A) == replace(changed, subdomain="contoso")


async def test_saving_an_unknown_tenant_is_refused(store: Store):
    with pytest.raises(NotFoundError):
        async with store.directory.change() as uow:
            await uow.tenants.save(tenant(NOBODY, "nobody"))


async def test_domains_are_added_changed_and_removed_in_order(store: Store):
    async with store.directory.change() as uow:
        await uow.tenants.add_domain(A, NEW)
        await uow.tenants.save_domain(A, replace(NEW, is_verified=True, verification="vouched"))
        await uow.tenants.remove_domain(A, "contoso.example")
        await uow.tenants.remove_domain(A, "never.there")
    async with store.directory.read() as uow:
        found = await uow.tenants.find("contoso.com")
    assert found is not None
    assert [domain.name for domain in found.domains] == ["contoso.onmicrosoft.com", "contoso.com"]
    assert found.domains[1].verification == "vouched"


async def test_saving_an_unknown_domain_is_refused(store: Store):
    with pytest.raises(NotFoundError):
        async with store.directory.change() as uow:
            await uow.tenants.save_domain(A, NEW)


async def test_a_domain_belongs_to_one_tenant_of_the_server(store: Store):
    async with store.directory.change() as uow:
        await uow.tenants.add_domain(A, NEW)
    with pytest.raises(ConflictError) as refused:
        async with store.directory.change() as uow:
            await uow.tenants.add_domain(B, NEW)
    assert refused.value.rule is DOMAIN_TAKEN
    assert "contoso.com" in str(refused.value)


async def test_a_removed_domain_is_free_again(store: Store):
    async with store.directory.change() as uow:
        await uow.tenants.add_domain(A, NEW)
        await uow.tenants.remove_domain(A, NEW.name)
        await uow.tenants.add_domain(B, NEW)


@pytest.mark.parametrize(
    ("new", "target"),
    [
        (replace(tenant(NOBODY, "other"), subdomain="contoso"), "subdomain"),
        (replace(tenant(A, "other")), "id"),
    ],
    ids=["subdomain", "id"],
)
async def test_subdomain_and_id_belong_to_one_tenant(store: Store, new, target: str):
    with pytest.raises(ConflictError) as refused:
        async with store.directory.change() as uow:
            await uow.tenants.add(new)
    assert (refused.value.rule, refused.value.target) == (NAME_IN_USE, target)


async def test_a_tenant_with_a_taken_domain_is_not_half_created(store: Store):
    new = replace(tenant(NOBODY, "other"), domains=tenant(A, "contoso").domains)
    with pytest.raises(ConflictError):
        async with store.directory.change() as uow:
            await uow.tenants.add(new)
    async with store.directory.read() as uow:
        assert await uow.tenants.get(NOBODY) is None


async def test_many_tenants_keep_their_own_domains(store: Store):
    async with store.directory.change() as uow:
        for number in range(20):
            name = f"tenant{number}"
            await uow.tenants.add(tenant(TenantId(guid(20 + number, "t")), name))
    async with store.directory.read() as uow:
        for found in await uow.tenants.list_all():
            assert found.initial_domain == f"{found.subdomain}.onmicrosoft.com"


async def test_a_removed_tenant_leaves_nothing_but_its_trail_and_records(store: Store):
    async with store.directory.change() as uow:
        await uow.tenants.remove(A)
    async with store.directory.read() as uow:
        assert await uow.tenants.get(A) is None
        for name in ("contoso", "contoso.onmicrosoft.com"):
            assert await uow.tenants.find(name) is None
        assert await uow.tenants.get(B) is not None
    async with store.directory.change() as uow:
        await uow.tenants.add(tenant(A, "contoso"))
    async with store.directory.read() as uow:
        assert await uow.tenants.find("contoso") == tenant(A, "contoso")
