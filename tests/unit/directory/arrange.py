"""A furnished tenant for the tests of the verbs, and short ways to act in it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from tests.fakes.certificates import authority, certificate
from tests.fakes.pictures import png
from tests.unit.directory.memory import MemoryUnitOfWork, Tables

from daemonry.directory import (
    app_roles,
    applications,
    certificate_authorities,
    consent,
    credentials,
    directory_roles,
    federated_credentials,
    key_credentials,
    logos,
    owners,
    permission_grants,
    service_principals,
    tenants,
    token_lifetime_policies,
)
from daemonry.directory.app_roles import NewAppRole
from daemonry.directory.assignments import NewAssignment, assign_app_role
from daemonry.directory.credentials import NewPassword
from daemonry.directory.federated_credentials import FederationRules, NewFederatedCredential
from daemonry.directory.key_credentials import NewKey
from daemonry.directory.lifetime_rules import define
from daemonry.directory.permission_grants import NewGrant
from daemonry.directory.permissions import AS_USER
from daemonry.directory.powers import OF_EVERYBODY, RIGHTS
from daemonry.directory.signing_keys import TenantTools
from daemonry.directory.tenants import NewTenant
from daemonry.directory.token_lifetime_policies import NewTokenLifetimePolicy
from daemonry.directory.work import Work
from daemonry.jose.jwk import MadeKey
from daemonry.model.audit import OPERATOR, Actor
from daemonry.model.authentication_method import PASSKEY, AuthenticationMethod
from daemonry.model.certificate_authority import TrustedSubject
from daemonry.model.first_party import GRAPH_APP_ID
from daemonry.model.ids import AppId, AssignmentId, GrantId, KeyId, ObjectId, RoleId, TenantId
from daemonry.model.secret import SecretHashKeys
from daemonry.model.user import User
from daemonry.oauth.external_issuer import OurIssuers

if TYPE_CHECKING:
    from collections.abc import Coroutine, Sequence

    from daemonry.model.audit import AuditEvent

T = TypeVar("T")

NOW = datetime(2026, 3, 1, 12, 30, 15, 250_000, tzinfo=UTC)
CONTOSO = TenantId("11111111-1111-4111-8111-111111111111")
FABRIKAM = TenantId("22222222-2222-4222-8222-222222222222")
RETURN = "https://page.example/back"
HASH_KEYS = SecretHashKeys("k1", {"k1": bytes(range(32))})

FEDERATION_RULES = FederationRules(OurIssuers(frozenset({"https://localhost:8443"})))
TRUSTED = NewFederatedCredential(
    name="main",
    issuer="https://issuer.example",
    subject="repo:acme/todo:ref:refs/heads/main",
    audiences=("api://AzureADTokenExchange",),
)


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run a verb to its end; over dictionaries none ever has to wait."""
    try:
        coroutine.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    coroutine.close()
    raise AssertionError("A verb waited for something that is not in memory.")


class SettableClock:
    """``ports.Clock`` that stands until it is moved."""

    def __init__(self, now: datetime = NOW) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def advance(self, by: timedelta) -> None:
        self._now += by


class SequentialIds:
    """``ports.IdSource`` that counts."""

    def __init__(self) -> None:
        self._count = 0

    def guid(self) -> str:
        self._count += 1
        return f"0000{self._count:04x}-0000-4000-8000-00000000{self._count:04x}"

    def token_bytes(self, count: int) -> bytes:
        self._count += 1
        return hashlib.shake_256(str(self._count).encode()).digest(count)


def person(user_id: ObjectId, *roles: str, scopes: Sequence[str] = (AS_USER,)) -> Actor:
    """Return somebody with these directory roles, by a client with these scopes."""
    rights = OF_EVERYBODY.union(*(RIGHTS[role] for role in roles))
    return Actor("user", "somebody", frozenset(scopes), user_id=user_id, rights=rights)


class MarkingVault:
    """``ports.KeyVault`` that shows what it was given; it hides nothing."""

    def seal(self, plaintext: bytes, *, context: str) -> bytes:
        return f"sealed for {context}:".encode() + plaintext[::-1]

    def open(self, sealed: bytes, *, context: str) -> bytes:
        return sealed.removeprefix(f"sealed for {context}:".encode())[::-1]


@dataclass(frozen=True)
class Scene:
    """Identifiers of what stands in a furnished tenant.

    ``api`` has the roles Read (held by ``client``), Write and an old one that is
    disabled; ``client`` asks for Read and Write, has a secret and the federated credential
    ``TRUSTED`` and is owned by ``user``; ``policy`` is assigned to ``api``; ``bare`` has
    no service principal; ``gone`` is soft-deleted with its service principal; ``lone``
    lives without its soft-deleted service principal.
    """

    api: ObjectId
    api_app_id: AppId
    api_sp: ObjectId
    read: RoleId
    write: RoleId
    old: RoleId
    client: ObjectId
    client_app_id: AppId
    client_sp: ObjectId
    key_id: KeyId
    certificate: KeyId
    authority: ObjectId
    federated: KeyId
    assignment: AssignmentId
    grant: GrantId
    role_assignment: str
    bare: ObjectId
    bare_app_id: AppId
    gone: ObjectId
    gone_sp: ObjectId
    lone: ObjectId
    lone_sp: ObjectId
    user: ObjectId
    gone_user: ObjectId
    method: str
    policy: ObjectId
    caller: ObjectId
    caller_app_id: AppId
    caller_sp: ObjectId
    graph_sp: ObjectId


class Desk:
    """One unit of work with clock and identifiers; ``work`` is a verb's first argument."""

    def __init__(self, tables: Tables | None = None) -> None:
        self.uow = MemoryUnitOfWork(tables)
        self.clock = SettableClock()
        self.ids = SequentialIds()

    @property
    def tables(self) -> Tables:
        return self.uow.tables

    @property
    def tools(self) -> TenantTools:
        return TenantTools(self.clock, self.ids, MarkingVault(), self._make_key)

    def _make_key(self, common_name: str, now: datetime, algorithm: str) -> MadeKey:
        kid = f"{self.ids.guid()} of {common_name}, {now:%Y}"
        return MadeKey(kid, algorithm, b"certificate", b"private")

    def work(self, actor: Actor = OPERATOR, tenant_id: TenantId = CONTOSO) -> Work:
        return Work(self.uow, actor, tenant_id, self.clock, self.ids)

    def copy(self) -> Desk:
        """Return a desk with the same things on it, for one more test."""
        desk = Desk(self.tables.copy())
        desk.clock = SettableClock(self.clock.now())
        desk.ids._count = self.ids._count
        return desk

    def events_after(self, count: int) -> list[AuditEvent]:
        return self.tables.events[count:]


def daemon(scene: Scene, *permissions: str) -> Actor:
    """Return the calling daemon with exactly these Graph permissions."""
    return Actor(
        kind="application",
        display_name="caller",
        permissions=frozenset(permissions),
        app_id=scene.caller_app_id,
        service_principal_id=scene.caller_sp,
        ip_address="192.0.2.1",
        correlation_id="c0ffee00-0000-4000-8000-000000000000",
    )


def new_tenant(desk: Desk, tenant_id: TenantId = CONTOSO, subdomain: str = "contoso") -> None:
    new = NewTenant(subdomain.title(), subdomain, "onmicrosoft.com", tenant_id)
    run(tenants.create_tenant(desk.uow, OPERATOR, new, desk.tools))


def furnish(desk: Desk, tenant_id: TenantId = CONTOSO, subdomain: str = "contoso") -> Scene:
    """Make a tenant and everything of ``Scene`` in it, as the operator."""
    new_tenant(desk, tenant_id, subdomain)
    w = desk.work(tenant_id=tenant_id)
    api = run(applications.create_application(w, {"display_name": "api", "unique_name": "api"}))
    uri = f"api://{api.app_id}"
    of_api = {"identifier_uris": (uri,), "spa_redirect_uris": (RETURN,)}
    run(applications.update_application(w, api.object_id, of_api))
    run(logos.set_logo(w, api.object_id, png()))
    read, write, old = (
        run(app_roles.create_app_role(w, api.object_id, NewAppRole(value, value, f"May {value}")))
        for value in ("ToDoList.Read.All", "ToDoList.ReadWrite.All", "ToDoList.Old")
    )
    run(app_roles.set_app_role_enabled(w, api.object_id, old.role_id, False))
    api_sp = run(service_principals.create_service_principal(w, api.app_id))
    client = run(applications.create_application(w, {"display_name": "client"}))
    client_sp = run(service_principals.create_service_principal(w, client.app_id))
    wanted = (read.role_id, write.role_id)
    run(consent.request_permissions(w, client.object_id, api.app_id, wanted))
    issued = run(credentials.add_password(w, client.object_id, NewPassword("first"), HASH_KEYS))
    registered = run(key_credentials.add_key(w, client.object_id, NewKey(certificate("first"))))
    vouching = run(certificate_authorities.add_certificate_authority(w, authority()))
    subject = TrustedSubject(vouching.authority_id, "daemon.example")
    run(certificate_authorities.trust_subject(w, client.object_id, subject))
    trusted = run(
        federated_credentials.add_federated_credential(
            w, client.object_id, TRUSTED, FEDERATION_RULES
        )
    )
    new = NewAssignment(client_sp.object_id, api_sp.object_id, read.role_id)
    assignment = run(assign_app_role(w, new))
    everybody = NewGrant(client_sp.object_id, api_sp.object_id, "AllPrincipals", None, "a b")
    grant = run(permission_grants.create_permission_grant(w, everybody))
    bare = run(applications.create_application(w, {"display_name": "bare"}))
    gone, gone_sp = _with_principal(w, "gone")
    run(applications.delete_application(w, gone.object_id))
    lone, lone_sp = _with_principal(w, "lone")
    run(service_principals.delete_service_principal(w, lone_sp.object_id))
    user = User(
        tenant_id,
        ObjectId(desk.ids.guid()),
        f"admin@{subdomain}.onmicrosoft.com",
        "Admin",
        NOW,
        "argon2",
    )
    run(desk.uow.users.add(user))
    gone_user = replace(
        user,
        object_id=ObjectId(desk.ids.guid()),
        user_principal_name=f"gone.{user.user_principal_name}",
        deleted_at=NOW,
    )
    run(desk.uow.users.add(gone_user))
    method = AuthenticationMethod(
        user.tenant_id, desk.ids.guid(), user.object_id, PASSKEY, "laptop", NOW, {}
    )
    run(desk.uow.authentication_methods.add(method))
    run(owners.add_owner(w, client.object_id, user.object_id))
    reader = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"
    role = run(directory_roles.assign_directory_role(w, user.object_id, reader))
    caller, caller_sp = _with_principal(w, "caller")
    graph_sp = run(service_principals.get_service_principal_by_app_id(w, GRAPH_APP_ID))
    run(tenants.add_domain(w, f"{subdomain}.example"))
    second = run(tenants.add_domain(w, f"second.{subdomain}.example"))
    run(tenants.verify_domain(w, second.name, vouched=True))
    short = NewTokenLifetimePolicy("short", define(600))
    policy = run(token_lifetime_policies.create_token_lifetime_policy(w, short))
    run(token_lifetime_policies.assign_policy(w, policy.policy_id, api.object_id))
    return Scene(
        api=api.object_id,
        api_app_id=api.app_id,
        api_sp=api_sp.object_id,
        read=read.role_id,
        write=write.role_id,
        old=old.role_id,
        client=client.object_id,
        client_app_id=client.app_id,
        client_sp=client_sp.object_id,
        key_id=issued.credential.key_id,
        certificate=registered.key_id,
        authority=vouching.authority_id,
        federated=trusted.credential_id,
        assignment=assignment.assignment_id,
        grant=grant.grant_id,
        role_assignment=role.assignment_id,
        bare=bare.object_id,
        bare_app_id=bare.app_id,
        gone=gone.object_id,
        gone_sp=gone_sp.object_id,
        lone=lone.object_id,
        lone_sp=lone_sp.object_id,
        user=user.object_id,
        gone_user=gone_user.object_id,
        method=method.method_id,
        policy=policy.policy_id,
        caller=caller.object_id,
        caller_app_id=caller.app_id,
        caller_sp=caller_sp.object_id,
        graph_sp=graph_sp.object_id,
    )


def nowhere(scene: Scene) -> Scene:
    """Return a scene whose identifiers exist nowhere."""
    return replace(
        scene,
        **{
            field.name: f"ffffffff-0000-4000-8000-{number:012x}"
            for number, field in enumerate(fields(scene))
        },
    )


def own_everything(desk: Desk, scene: Scene) -> None:
    """Make the calling daemon an owner of all that stands in the scene."""
    for owned in (
        scene.api,
        scene.api_sp,
        scene.client,
        scene.client_sp,
        scene.bare,
        scene.gone,
        scene.gone_sp,
        scene.lone,
        scene.lone_sp,
    ):
        run(desk.uow.owners.add(CONTOSO, owned, scene.caller_sp))


def _with_principal(w: Work, name: str) -> tuple[Any, Any]:
    application = run(applications.create_application(w, {"display_name": name}))
    principal = run(service_principals.create_service_principal(w, application.app_id))
    return application, principal
