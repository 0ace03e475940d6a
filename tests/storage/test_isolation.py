"""Every port operation asked as tenant B with tenant A's identifiers finds nothing of A.

The table below names every method of the repositories' ports; a new one without a
row fails the last test. Both tenants hold objects with equal identifiers, so that a
look-up by identifier alone would be caught.
"""

from __future__ import annotations

import inspect
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from tests.fakes.clock import START
from tests.storage.arrange import (
    HOUR,
    A,
    B,
    add_client_and_api,
    app_id,
    application,
    assignment,
    assignment_id,
    audit_event,
    certificate_authority,
    graph_principal,
    guid,
    object_id,
    policy,
    policy_id,
    principal,
    principal_id,
    session,
    sign_in,
    signing_key,
    tenant,
    user,
)

from daemonry import ports
from daemonry.model.audit import SealState
from daemonry.model.authentication_method import AuthenticationMethod
from daemonry.model.delegation import AuthorizationCode, DeviceCode, RefreshToken, TokenFamily
from daemonry.model.directory_role import RoleAssignment
from daemonry.model.errors import ConflictError, InvalidError, NotFoundError
from daemonry.model.expiry import Expiry
from daemonry.model.grant import PermissionGrant
from daemonry.model.ids import GrantId
from daemonry.model.logo import Logo
from daemonry.model.notice import Channel, Delivery, Notice, NoticeSettings
from daemonry.model.setup_link import SetupLink
from daemonry.model.tenant import Domain
from daemonry.odata.filter import parse_filter
from daemonry.odata.search import parse_search
from daemonry.ports import AssignmentQuery, ListQuery

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from daemonry.model.ids import TenantId
    from daemonry.ports import UnitOfWork
    from daemonry.storage.store import Store

    Operation = Callable[[UnitOfWork], Awaitable[Any]]

pytestmark = pytest.mark.anyio

OWN = "c"  # a letter under which only A has objects
EMPTY: tuple[Any, ...] = (None, [], {}, False)
APP_OF_B = replace(application(B, OWN), identifier_uris=())
URI_OF_A = f"api://{app_id(OWN)}"

GRANT = GrantId("grant")
LOGO = Logo("picture.png", b"picture")


async def sealed_of(uow, tenant_id):
    state = await uow.audit.seal_state(tenant_id)
    return [] if state == SealState(0, None, 0) else state


def role_assignment(tenant_id):
    return RoleAssignment(tenant_id, "role", principal_id(OWN), "template", "/", START)


def permission_grant(tenant_id, scope="a"):
    ends = (principal_id(OWN), principal_id("r"))
    return PermissionGrant(tenant_id, GRANT, *ends, "AllPrincipals", None, scope, START)


READS: dict[str, Operation] = {
    "applications.get_many": lambda u: u.applications.get_many(B, [object_id(OWN)]),
    "applications.list_matching, filtered": lambda u: u.applications.list_matching(
        B, ListQuery(where=parse_filter(f"owners/any(o:o/id eq '{principal_id('o')}')"))
    ),
    "applications.list_matching, searched": lambda u: u.applications.list_matching(
        B, ListQuery(where=parse_search('"displayName:app"'))
    ),
    "applications.count_matching": lambda u: u.applications.count_matching(B, ListQuery()),
    "service_principals.get_many": lambda u: u.service_principals.get_many(B, [principal_id(OWN)]),
    "service_principals.count_matching": lambda u: u.service_principals.count_matching(
        B, ListQuery()
    ),
    "service_principals.list_matching, filtered": lambda u: u.service_principals.list_matching(
        B, ListQuery(where=parse_filter("startswith(displayName,'a')"), order_by="displayname")
    ),
    "assignments.list_matching": lambda u: u.assignments.list_matching(
        B, AssignmentQuery(principal_id("r"), is_resource=True)
    ),
    "assignments.count_matching": lambda u: u.assignments.count_matching(
        B, AssignmentQuery(principal_id(OWN), is_resource=False)
    ),
    "assignments.list_of_many": lambda u: u.assignments.list_of_many(
        B, [principal_id(OWN)], are_resources=False, limit=20
    ),
    "role_assignments.get": lambda u: u.role_assignments.get(B, "role"),
    "role_assignments.list_of": lambda u: u.role_assignments.list_of(B, principal_id(OWN)),
    "role_assignments.list_matching": lambda u: u.role_assignments.list_matching(B, ListQuery()),
    "role_assignments.count_matching": lambda u: u.role_assignments.count_matching(B, ListQuery()),
    "permission_grants.get": lambda u: u.permission_grants.get(B, GRANT),
    "permission_grants.list_for_person": lambda u: u.permission_grants.list_for_person(
        B, principal_id(OWN), user(A, "a").object_id
    ),
    "permission_grants.list_matching": lambda u: u.permission_grants.list_matching(B, ListQuery()),
    "permission_grants.count_matching": lambda u: u.permission_grants.count_matching(
        B, ListQuery(where=parse_filter(f"clientId eq '{principal_id(OWN)}'"))
    ),
    "owners.list_of_many": lambda u: u.owners.list_of_many(B, [object_id(OWN)]),
    "notices.settings_of": lambda u: u.notices.settings_of(B),
    "notices.list_written": lambda u: u.notices.list_written(B, ["key"]),
    "notices.list_newest": lambda u: u.notices.list_newest(B, limit=9),
    "users.get_many": lambda u: u.users.get_many(B, [user(A, "a").object_id]),
    "users.list_matching": lambda u: u.users.list_matching(B, ListQuery()),
    "users.count_matching": lambda u: u.users.count_matching(B, ListQuery()),
    "applications.get_logo": lambda u: u.applications.get_logo(B, object_id(OWN), LOGO.file),
    "applications.get": lambda u: u.applications.get(B, object_id(OWN)),
    "applications.get, deleted": lambda u: u.applications.get(B, object_id("d"), deleted=True),
    "applications.get_by_app_id": lambda u: u.applications.get_by_app_id(B, app_id(OWN)),
    "applications.list_matching": lambda u: u.applications.list_matching(B, ListQuery()),
    "applications.list_matching, deleted": lambda u: u.applications.list_matching(
        B, ListQuery(), deleted=True
    ),
    "applications.list_matching, by app": lambda u: u.applications.list_matching(
        B, ListQuery(app_id=app_id(OWN))
    ),
    "applications.list_matching, by URI": lambda u: u.applications.list_matching(
        B, ListQuery(identifier_uri=URI_OF_A)
    ),
    "applications.list_matching, by owner": lambda u: u.applications.list_matching(
        B, ListQuery(owner_id=principal_id("o"))
    ),
    "applications.list_matching, by name": lambda u: u.applications.list_matching(
        B, ListQuery(display_name_prefix="App")
    ),
    "applications.list_ending": lambda u: u.applications.list_ending(
        B, after=None, before=START + 100 * HOUR, limit=9
    ),
    "assignments.list_oldest": lambda u: u.assignments.list_oldest(
        B, before=START + 100 * HOUR, limit=9
    ),
    "service_principals.get": lambda u: u.service_principals.get(B, principal_id(OWN)),
    "service_principals.get, deleted": lambda u: u.service_principals.get(
        B, principal_id("d"), deleted=True
    ),
    "service_principals.get_by_app_id": lambda u: u.service_principals.get_by_app_id(
        B, app_id(OWN)
    ),
    "service_principals.list_matching": lambda u: u.service_principals.list_matching(
        B, ListQuery()
    ),
    "service_principals.list_matching, by name": lambda u: u.service_principals.list_matching(
        B, ListQuery(service_principal_name=URI_OF_A)
    ),
    "assignments.get": lambda u: u.assignments.get(B, assignment_id("1")),
    "assignments.list_of_principal": lambda u: u.assignments.list_of_principal(
        B, principal_id(OWN)
    ),
    "assignments.list_of_resource": lambda u: u.assignments.list_of_resource(B, principal_id("r")),
    "owners.list_of": lambda u: u.owners.list_of(B, object_id(OWN)),
    "signing_keys.list_of": lambda u: u.signing_keys.list_of(B),
    "certificate_authorities.list_of": lambda u: u.certificate_authorities.list_of(B),
    "token_lifetime_policies.get": lambda u: u.token_lifetime_policies.get(B, policy_id("p")),
    "token_lifetime_policies.list_of": lambda u: u.token_lifetime_policies.list_of(B),
    "token_lifetime_policies.list_assigned": lambda u: u.token_lifetime_policies.list_assigned(
        B, object_id(OWN)
    ),
    "token_lifetime_policies.list_holders": lambda u: u.token_lifetime_policies.list_holders(
        B, policy_id("p")
    ),
    "users.get": lambda u: u.users.get(B, user(A, "a").object_id),
    "users.get_by_name": lambda u: u.users.get_by_name(B, user(A, "a").user_principal_name),
    "users.list_matching, deleted": lambda u: u.users.list_matching(B, ListQuery(), deleted=True),
    "role_assignments.list_holders": lambda u: u.role_assignments.list_holders(B, "template"),
    "sessions.list_of_user": lambda u: u.sessions.list_of_user(B, user(A, "a").object_id),
    "authentication_methods.list_of": lambda u: u.authentication_methods.list_of(
        B, user(A, "a").object_id
    ),
    "authentication_methods.find_credential": (
        lambda u: u.authentication_methods.find_credential(B, "credential")
    ),
    "setup_links.get": lambda u: u.setup_links.get(B, "digest"),
    "revoked_tokens.contains": lambda u: u.revoked_tokens.contains(B, "uti"),
    "sessions.get": lambda u: u.sessions.get(B, "digest"),
    "token_families.get": lambda u: u.token_families.get(B, "family"),
    "audit.list_newest": lambda u: u.audit.list_newest(B),
    "audit.list_newest, by object": lambda u: u.audit.list_newest(B, target_id=object_id("a")),
    "audit.list_newest, by page": lambda u: u.audit.list_newest(B, before=guid(8, "b")),
    "audit.seal_state": lambda u: sealed_of(u, B),
}

LOCKING_READS: dict[str, Operation] = {
    "token_families.find_code": lambda u: u.token_families.find_code(B, ["code"]),
    "token_families.find_refresh_token": lambda u: u.token_families.find_refresh_token(
        B, ["refresh"]
    ),
    "notices.claim": lambda u: u.notices.claim(B, now=START, until=START + HOUR, limit=9),
    "device_codes.find": lambda u: u.device_codes.find(B, ["device"]),
    "device_codes.find_by_user_code": lambda u: u.device_codes.find_by_user_code(B, ["typed"]),
}
"""What is read to be changed at once, so by transactions that write."""

WRITES: dict[str, Operation] = {
    "applications.remove_logo": lambda u: u.applications.remove_logo(B, object_id(OWN)),
    "applications.save": lambda u: u.applications.save(APP_OF_B),
    "applications.remove": lambda u: u.applications.remove(B, object_id(OWN)),
    "service_principals.save": lambda u: u.service_principals.save(principal(APP_OF_B)),
    "service_principals.remove": lambda u: u.service_principals.remove(B, principal_id(OWN)),
    "assignments.add": lambda u: u.assignments.add(assignment(B, "9", client=OWN, api="r")),
    "assignments.remove": lambda u: u.assignments.remove(B, assignment_id("1")),
    "role_assignments.remove": lambda u: u.role_assignments.remove(B, "role"),
    "permission_grants.add": lambda u: u.permission_grants.add(permission_grant(B)),
    "permission_grants.save": lambda u: u.permission_grants.save(permission_grant(B, "changed")),
    "permission_grants.remove": lambda u: u.permission_grants.remove(B, GRANT),
    "owners.remove": lambda u: u.owners.remove(B, object_id(OWN), principal_id("o")),
    "signing_keys.save": lambda u: u.signing_keys.save(signing_key(B, "kid")),
    "certificate_authorities.remove": lambda u: u.certificate_authorities.remove(
        B, certificate_authority(A).authority_id
    ),
    "token_lifetime_policies.save": lambda u: u.token_lifetime_policies.save(policy(B, "p")),
    "token_lifetime_policies.remove": lambda u: u.token_lifetime_policies.remove(B, policy_id("p")),
    "token_lifetime_policies.assign": lambda u: u.token_lifetime_policies.assign(
        B, policy_id("p"), object_id("r")
    ),
    "token_lifetime_policies.unassign": lambda u: u.token_lifetime_policies.unassign(
        B, policy_id("p"), object_id(OWN)
    ),
    "users.save": lambda u: u.users.save(replace(user(B, "a"), display_name="changed")),
    "users.remove": lambda u: u.users.remove(B, user(A, "a").object_id),
    "sessions.remove_of_user": lambda u: u.sessions.remove_of_user(B, user(A, "a").object_id),
    "authentication_methods.save": lambda u: u.authentication_methods.save(
        replace(method(B), display_name="changed")
    ),
    "authentication_methods.remove": lambda u: u.authentication_methods.remove(B, "method"),
    "setup_links.remove": lambda u: u.setup_links.remove(B, "digest"),
    "sessions.save": lambda u: u.sessions.save(replace(session(B), seen_at=START + HOUR)),
    "sessions.remove": lambda u: u.sessions.remove(B, "digest"),
    "tenants.save_domain": lambda u: u.tenants.save_domain(B, tenant(A, "contoso").domains[0]),
    "tenants.add_domain": lambda u: u.tenants.add_domain(
        B, Domain("contoso.example", is_initial=False, is_default=False, is_verified=True)
    ),
    "tenants.remove_domain": lambda u: u.tenants.remove_domain(B, "contoso.example"),
    "token_families.extend": lambda u: u.token_families.extend(B, "family", START + 2 * HOUR),
    "token_families.revoke": lambda u: u.token_families.revoke(B, "family", START),
    "token_families.save_code": lambda u: u.token_families.save_code(
        replace(code(B), redeemed_at=START)
    ),
    "token_families.save_refresh_token": lambda u: u.token_families.save_refresh_token(
        replace(refresh_token(B), replaced_at=START)
    ),
    "notices.save": lambda u: u.notices.save(replace(delivery(B), attempts=9)),
    "notices.forget": lambda u: u.notices.forget(B, before=START + HOUR),
    "device_codes.save": lambda u: u.device_codes.save(replace(device_code(B), state="approved")),
}

ADDITIONS: dict[str, Operation] = {
    "role_assignments.add": lambda u: u.role_assignments.add(role_assignment(B)),
    "applications.add": lambda u: u.applications.add(application(B, OWN)),
    "applications.save_logo": lambda u: _add_logo(u, B),
    "service_principals.add": lambda u: u.service_principals.add(graph_principal(B)),
    "owners.add": lambda u: u.owners.add(B, object_id(OWN), principal_id("o")),
    "signing_keys.add": lambda u: u.signing_keys.add(signing_key(B, "kid")),
    "certificate_authorities.add": lambda u: u.certificate_authorities.add(
        certificate_authority(B)
    ),
    "token_lifetime_policies.add": lambda u: u.token_lifetime_policies.add(policy(B, "p")),
    "users.add": lambda u: u.users.add(user(B, "a")),
    "revoked_tokens.add": lambda u: u.revoked_tokens.add(
        B, "uti", now=START, expires_at=START + HOUR
    ),
    "sessions.add": lambda u: _add_session(u, B),
    "authentication_methods.add": lambda u: _add_method(u, B),
    "setup_links.put": lambda u: _put_link(u, B),
    "notices.add": lambda u: u.notices.add(delivery(B).notice, [delivery(B)]),
    "notices.save_settings": lambda u: u.notices.save_settings(notice_settings(B)),
    "audit.add": lambda u: u.audit.add(audit_event(B, "a")),
    "token_families.add": lambda u: _add_family(u, B),
    "token_families.add_code": lambda u: _add_family(u, B),
    "token_families.add_refresh_token": lambda u: _add_family(u, B),
    "device_codes.add": lambda u: u.device_codes.add(device_code(B), forget_before=START),
}

OF_THE_WHOLE_SERVER = {
    "tenants.add",
    "tenants.find",
    "tenants.list_all",
    "notices.list_backlogs",
}
BY_TENANT_ITSELF = {"tenants.get", "tenants.remove", "tenants.save"}


async def _add_logo(uow: UnitOfWork, tenant_id: TenantId) -> None:
    await uow.applications.add(application(tenant_id, OWN))
    await uow.applications.save_logo(tenant_id, object_id(OWN), LOGO)


def delivery(tenant_id: TenantId) -> Delivery:
    expiry = Expiry("client secret", tenant_id, "Contoso", "app", app_id(OWN), "key", "", START)
    notice = Notice(tenant_id, "notice", 7, expiry, START)
    return Delivery(notice, Channel.MAIL, "it@contoso.example", START)


def notice_settings(tenant_id: TenantId) -> NoticeSettings:
    return NoticeSettings(tenant_id, (7,), "https://hooks.contoso.example/", tenant_id.encode())


async def _add_session(uow: Any, tenant_id: TenantId) -> None:
    await uow.users.add(user(tenant_id, "a"))
    await uow.sessions.add(session(tenant_id), forget_before=START + 9 * HOUR)


def method(tenant_id: TenantId) -> AuthenticationMethod:
    owner = user(tenant_id, "a").object_id
    return AuthenticationMethod(
        tenant_id, "method", owner, "fido2", "laptop", START, {}, credential_id="credential"
    )


async def _add_method(uow: Any, tenant_id: TenantId) -> None:
    await uow.users.add(user(tenant_id, "a"))
    await uow.authentication_methods.add(method(tenant_id))


async def _put_link(uow: Any, tenant_id: TenantId) -> None:
    await uow.users.add(user(tenant_id, "a"))
    owner = user(tenant_id, "a").object_id
    await uow.setup_links.put(SetupLink(tenant_id, "digest", owner, START, START + HOUR))


def family(tenant_id: TenantId) -> TokenFamily:
    owner, until = user(tenant_id, "a").object_id, START + HOUR
    by = app_id("t")
    return TokenFamily(
        tenant_id, "family", by, owner, START, ("pwd",), START, until, "stamp", is_public=True
    )


def code(tenant_id: TenantId) -> AuthorizationCode:
    until = START + HOUR
    return AuthorizationCode(tenant_id, "code", "family", "http://localhost", "", "", "", until)


def refresh_token(tenant_id: TenantId) -> RefreshToken:
    return RefreshToken(tenant_id, "refresh", "family", START, START + HOUR)


def device_code(tenant_id: TenantId) -> DeviceCode:
    return DeviceCode(tenant_id, "device", "typed", app_id("t"), "", START, START + HOUR)


async def _add_family(uow: Any, tenant_id: TenantId) -> None:
    await uow.users.add(user(tenant_id, "a"))
    await _give_tokens(uow, tenant_id)


async def _give_tokens(uow: Any, tenant_id: TenantId) -> None:
    await uow.token_families.add(family(tenant_id), forget_before=START)
    await uow.token_families.add_code(code(tenant_id))
    await uow.token_families.add_refresh_token(refresh_token(tenant_id))


async def _fill(store: Store) -> None:
    await add_client_and_api(store, A)
    async with store.directory.change() as uow:
        await uow.applications.add(application(A, "d", deleted_at=START))
        await uow.applications.save_logo(A, object_id(OWN), LOGO)
        gone = principal(application(A, "d"), deleted_at=START)
        await uow.service_principals.add(gone)
        await uow.service_principals.add(graph_principal(A))
        await uow.owners.add(A, object_id(OWN), principal_id("o"))
        await uow.permission_grants.add(permission_grant(A))
        await uow.role_assignments.add(role_assignment(A))
        await uow.signing_keys.add(signing_key(A, "kid"))
        await uow.certificate_authorities.add(certificate_authority(A))
        await uow.token_lifetime_policies.add(policy(A, "p"))
        await uow.token_lifetime_policies.assign(A, policy_id("p"), object_id(OWN))
        await uow.users.add(user(A, "a"))
        await uow.revoked_tokens.add(A, "uti", now=START, expires_at=START + HOUR)
        await uow.sessions.add(session(A), forget_before=START)
        await uow.authentication_methods.add(method(A))
        owner = user(A, "a").object_id
        await uow.setup_links.put(SetupLink(A, "digest", owner, START, START + HOUR))
        await _give_tokens(uow, A)
        await uow.device_codes.add(device_code(A), forget_before=START)
        await uow.notices.add(delivery(A).notice, [delivery(A)])
        await uow.notices.save_settings(notice_settings(A))
        await uow.audit.add(audit_event(A, "a"))
        await uow.audit.add(audit_event(A, "b"))
    await store.sign_in_log.record(sign_in(A, "a"))
    await store.sign_in_log.record(sign_in(A, "b"))


async def _everything_of_a(store: Store) -> list[Any]:
    every = ListQuery(limit=1000)
    async with store.directory.change() as uow:
        return [
            await uow.token_families.get(A, "family"),
            await uow.token_families.find_code(A, ["code"]),
            await uow.token_families.find_refresh_token(A, ["refresh"]),
            await uow.device_codes.find(A, ["device"]),
            await uow.tenants.get(A),
            *(await uow.applications.list_matching(A, every)),
            *(await uow.applications.list_matching(A, every, deleted=True)),
            *(await uow.service_principals.list_matching(A, every)),
            *(await uow.service_principals.list_matching(A, every, deleted=True)),
            *(await uow.assignments.list_of_principal(A, principal_id(OWN))),
            *(await uow.permission_grants.list_matching(A, every)),
            *(await uow.role_assignments.list_matching(A, every)),
            await uow.revoked_tokens.contains(A, "uti"),
            *(await uow.owners.list_of(A, object_id(OWN))),
            *(await uow.signing_keys.list_of(A)),
            *(await uow.certificate_authorities.list_of(A)),
            *(await uow.token_lifetime_policies.list_of(A)),
            *(await uow.token_lifetime_policies.list_holders(A, policy_id("p"))),
            await uow.users.get(A, user(A, "a").object_id),
            await uow.sessions.get(A, "digest"),
            *(await uow.authentication_methods.list_of(A, user(A, "a").object_id)),
            await uow.setup_links.get(A, "digest"),
            *(await uow.notices.list_newest(A, limit=9)),
            await uow.notices.settings_of(A),
            *(await uow.audit.list_newest(A)),
        ]


async def test_another_tenant_finds_nothing(store: Store):
    await _fill(store)
    async with store.directory.read() as uow:
        found = {name: await operation(uow) for name, operation in READS.items()}
    assert {name: answer for name, answer in found.items() if answer not in EMPTY} == {}


async def test_another_tenant_finds_nothing_to_change(store: Store):
    await _fill(store)
    async with store.directory.change() as uow:
        found = {name: await operation(uow) for name, operation in LOCKING_READS.items()}
    assert {name: answer for name, answer in found.items() if answer not in EMPTY} == {}


async def test_another_tenant_changes_nothing(store: Store):
    await _fill(store)
    before = await _everything_of_a(store)
    for name, operation in WRITES.items():
        with suppress(NotFoundError, InvalidError, ConflictError):
            async with store.directory.change() as uow:
                await operation(uow)
        assert await _everything_of_a(store) == before, name


@pytest.mark.parametrize("operation", ADDITIONS.values(), ids=ADDITIONS)
async def test_equal_identifiers_live_side_by_side(store: Store, operation: Operation):
    await _fill(store)
    before = await _everything_of_a(store)
    async with store.directory.change() as uow:
        await operation(uow)
    assert await _everything_of_a(store) == before


async def test_another_tenant_sees_no_record(store: Store):
    await _fill(store)
    log = store.sign_in_log
    assert list(await log.list_newest(B)) == []
    assert list(await log.list_newest(B, app_id=app_id("c"))) == []
    assert list(await log.list_newest(B, correlation_id=guid(9, "a"))) == []
    assert list(await log.list_newest(B, before=guid(10, "b"))) == []
    assert await log.count_by_hour(B, since=START - HOUR) == []
    assert await log.uses_of(B, [(app_id("c"), app_id("r"))]) == []
    assert await log.busiest(B, since=START - HOUR, at_least=1, limit=9) == []


async def test_tokens_of_another_tenant_find_nothing(store: Store):
    await _fill(store)
    directory = store.token_directory
    for _ in range(2):  # the second time from memory
        assert await directory.client(B, app_id(OWN)) is None
        assert await directory.resource(B, app_id("r")) is None
        assert await directory.resource(B, URI_OF_A) is None
        held = await directory.assigned_roles(B, principal_id(OWN), principal_id("r"))
        assert held.role_ids == frozenset()
        assert list(await directory.signing_keys(B)) == []
        assert list(await directory.certificate_authorities(B)) == []
        in_force = await directory.token_lifetime_policies(B, principal(application(A, OWN)))
        assert in_force.deciding is None
        assert (await directory.assigned_roles(A, principal_id(OWN), principal_id("r"))).role_ids


def test_every_port_operation_stands_in_a_table():
    asked = {name.split(",")[0] for name in (*READS, *LOCKING_READS, *WRITES, *ADDITIONS)}
    repositories = {
        "tenants": ports.Tenants,
        "applications": ports.Applications,
        "service_principals": ports.ServicePrincipals,
        "assignments": ports.Assignments,
        "permission_grants": ports.PermissionGrants,
        "role_assignments": ports.RoleAssignments,
        "owners": ports.Owners,
        "signing_keys": ports.SigningKeys,
        "certificate_authorities": ports.CertificateAuthorities,
        "token_lifetime_policies": ports.TokenLifetimePolicies,
        "users": ports.Users,
        "revoked_tokens": ports.RevokedTokens,
        "sessions": ports.Sessions,
        "authentication_methods": ports.AuthenticationMethods,
        "setup_links": ports.SetupLinks,
        "notices": ports.Notices,
        "audit": ports.AuditTrail,
        "token_families": ports.TokenFamilies,
        "device_codes": ports.DeviceCodes,
    }
    offered = {
        f"{name}.{method}"
        for name, port in repositories.items()
        for method, _ in inspect.getmembers(port, inspect.isfunction)
        if not method.startswith("_")
    }
    assert offered == asked | OF_THE_WHOLE_SERVER | BY_TENANT_ITSELF
    assert repositories.keys() == {
        name for name, _ in inspect.getmembers(ports.UnitOfWork, lambda x: isinstance(x, property))
    }
