"""A tenant as a file, on both databases: everything there is survives, a plan leaves nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.fakes.certificates import certificate
from tests.fakes.clock import START
from tests.storage.arrange import (
    A,
    B,
    add_app,
    app_id,
    application,
    assignment,
    full_application,
    graph_principal,
    guid,
    object_id,
    policy,
    policy_id,
    principal_id,
    role,
)
from tests.unit.directory.arrange import FEDERATION_RULES, Desk

from daemonry.configuration.plan import (
    Means,
    apply_document,
    export_document,
    plan_document,
)
from daemonry.configuration.reading import read_document
from daemonry.configuration.yaml_text import parse_yaml, write_yaml
from daemonry.directory.work import Work
from daemonry.model.audit import OPERATOR
from daemonry.model.errors import ConflictError, InvalidError
from daemonry.model.ids import KeyId, RoleId
from daemonry.model.key_credential import KeyCredential
from daemonry.storage.system import SystemClock, SystemIds

if TYPE_CHECKING:
    from daemonry.model.ids import TenantId
    from daemonry.ports import UnitOfWork
    from daemonry.storage.store import Store

pytestmark = pytest.mark.anyio


def means(*, prune: bool = False) -> Means:
    return Means(Desk().tools, FEDERATION_RULES, prune)


def frame(tenant_id: TenantId):
    def work(uow: UnitOfWork) -> Work:
        return Work(uow, OPERATOR, tenant_id, SystemClock(), SystemIds())

    return work


async def export(store: Store, tenant_id: TenantId) -> str:
    async with store.directory.read() as uow:
        return write_yaml(await export_document(frame(tenant_id)(uow)))


def document(text: str):
    return read_document([parse_yaml(text.encode(), "file.yaml")])


async def apply(store: Store, tenant_id: TenantId, text: str, **options):
    async with store.directory.change() as uow:
        work = frame(tenant_id)(uow)
        return await apply_document(work, document(text), means(**options))


async def events(store: Store, tenant_id: TenantId) -> int:
    async with store.directory.read() as uow:
        return len(await uow.audit.list_newest(tenant_id, limit=500))


async def furnish(store: Store) -> None:
    """Tenant A with an application of which nothing is default, and consent to Graph and to it."""
    der = certificate("p256")
    scope = RoleId(guid(6, "s"))
    full = full_application(A, "f")
    api = replace(
        full.api,
        oauth2_permission_scopes=(replace(full.api.oauth2_permission_scopes[0], scope_id=scope),),
        pre_authorized_applications=(
            replace(full.api.pre_authorized_applications[0], delegated_permission_ids=(scope,)),
        ),
    )
    everything = replace(
        full,
        api=api,
        web=replace(full.web, home_page_url="https://a.example"),
        app_roles=(
            role(RoleId(guid(6, "r")), "Read"),
            replace(role(RoleId(guid(6, "w")), "Write"), is_enabled=False, display_name="W"),
        ),
        federated_identity_credentials=full.federated_identity_credentials[:1],
        key_credentials=(
            KeyCredential(KeyId(guid(5, "k")), "laptop", START, START.replace(month=12), der, b"x"),
        ),
    )
    everything = replace(
        everything,
        federated_identity_credentials=tuple(
            replace(each, pinned_jwks=None) for each in everything.federated_identity_credentials
        ),
    )
    await add_app(store, everything)
    client = await add_app(store, application(A, "c", app_roles=(), display_name="client"))
    own = KeyCredential(KeyId(guid(5, "o")), "own", START, START.replace(month=12), der)
    async with store.directory.change() as uow:
        await uow.service_principals.save(replace(client, key_credentials=(own,)))
        for tenant_id in (A, B):
            await uow.service_principals.add(graph_principal(tenant_id))
        await uow.assignments.add(
            assignment(A, "1", client="c", api="f", role_id=RoleId(guid(6, "r")))
        )
        await uow.owners.add(A, object_id("f"), principal_id("c"))
        await uow.token_lifetime_policies.add(policy(A, "p"))
        await uow.token_lifetime_policies.assign(A, policy_id("p"), object_id("f"))


async def test_everything_of_an_application_moves_to_another_tenant(store):
    await furnish(store)
    text = await export(store, A)
    await apply(store, B, text)
    assert await export(store, B) == text
    for tenant_id in (A, B):
        before = await events(store, tenant_id)
        assert (await apply(store, tenant_id, text, prune=True)).changes == ()
        assert await events(store, tenant_id) == before


async def test_a_plan_leaves_no_trace(store):
    await furnish(store)
    text, before = await export(store, A), await events(store, B)
    was = await export(store, B)
    plan = await plan_document(store.directory, frame(B), document(text), means())
    assert [change.action for change in plan.changes] == ["change", "create", "create", "create"]
    assert await export(store, B) == was
    assert await events(store, B) == before


async def test_what_was_not_planned_is_not_applied(store):
    await furnish(store)
    text = await export(store, A)
    planned = await plan_document(store.directory, frame(B), document(text), means())
    await apply(store, B, "version: 1\napplications: [{displayName: other}]\n")
    was = await export(store, B)
    with pytest.raises(ConflictError, match="changed after the plan"):
        async with store.directory.change() as uow:
            await apply_document(frame(B)(uow), document(text), means(), planned)
    assert await export(store, B) == was


async def test_one_refusal_undoes_the_whole_file(store):
    await furnish(store)
    was = await export(store, A)
    text = "version: 1\napplications:\n  - displayName: new\n  - {displayName: x, tags: [a b]}\n"
    with pytest.raises(InvalidError, match=r"file\.yaml:4"):
        await apply(store, A, text)
    assert await export(store, A) == was


async def test_the_other_tenant_sees_nothing_of_it(store):
    await furnish(store)
    was = await export(store, B)
    await apply(store, A, "version: 1\napplications: []\n", prune=True)
    assert await export(store, B) == was
    async with store.directory.read() as uow:
        assert await uow.applications.get_by_app_id(A, app_id("f")) is None
