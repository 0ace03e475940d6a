"""The ports of the directory in dictionaries: real enough for the rules, no rollback."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, TypeVar

from daemonry.model.audit import SealState
from daemonry.model.errors import (
    ASSIGNMENT_EXISTS,
    DOMAIN_TAKEN,
    IDENTIFIER_URI_TAKEN,
    NAME_IN_USE,
    OWNER_EXISTS,
    POLICY_OF_KIND_ASSIGNED,
    SERVICE_PRINCIPAL_EXISTS,
    ConflictError,
    InvalidError,
)
from daemonry.model.first_party import GRAPH_IDENTIFIER_URI, first_party_application
from daemonry.model.ids import ObjectId
from daemonry.ports import ListQuery

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime

    from daemonry.model.application import Application
    from daemonry.model.audit import AuditEvent, SignIn
    from daemonry.model.authentication_method import AuthenticationMethod
    from daemonry.model.certificate_authority import CertificateAuthority
    from daemonry.model.directory_role import RoleAssignment
    from daemonry.model.grant import AppRoleAssignment, PermissionGrant
    from daemonry.model.ids import AppId, AssignmentId, GrantId, TenantId
    from daemonry.model.logo import Logo
    from daemonry.model.notice import Backlog, Delivery, Notice, NoticeSettings
    from daemonry.model.policy import TokenLifetimePolicy
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.session import Session
    from daemonry.model.setup_link import SetupLink
    from daemonry.model.signing_key import SigningKey
    from daemonry.model.tenant import Domain, Tenant
    from daemonry.model.user import User
    from daemonry.odata.filter import Expression
    from daemonry.ports import AssignmentQuery

Key = tuple[str, str]
T = TypeVar("T")


@dataclass
class Tables:
    """Everything that is stored, by tenant and identifier."""

    tenants: dict[str, Tenant] = field(default_factory=dict)
    applications: dict[Key, Application] = field(default_factory=dict)
    logos: dict[Key, Logo] = field(default_factory=dict)
    principals: dict[Key, ServicePrincipal] = field(default_factory=dict)
    assignments: dict[Key, AppRoleAssignment] = field(default_factory=dict)
    grants: dict[Key, PermissionGrant] = field(default_factory=dict)
    roles: dict[Key, RoleAssignment] = field(default_factory=dict)
    owners: dict[Key, tuple[ObjectId, ...]] = field(default_factory=dict)
    keys: dict[Key, SigningKey] = field(default_factory=dict)
    policies: dict[Key, TokenLifetimePolicy] = field(default_factory=dict)
    policy_holders: dict[Key, tuple[ObjectId, ...]] = field(default_factory=dict)
    authorities: dict[Key, CertificateAuthority] = field(default_factory=dict)
    users: dict[Key, User] = field(default_factory=dict)
    sessions: dict[Key, Session] = field(default_factory=dict)
    methods: dict[Key, AuthenticationMethod] = field(default_factory=dict)
    links: dict[Key, SetupLink] = field(default_factory=dict)
    notice_settings: dict[str, NoticeSettings] = field(default_factory=dict)
    deliveries: dict[Key, Delivery] = field(default_factory=dict)
    events: list[AuditEvent] = field(default_factory=list)
    touched: set[tuple[str, str | None]] = field(default_factory=set)

    def copy(self) -> Tables:
        """Return tables that change apart; the values in them never change."""
        return Tables(**{name: type(value)(value) for name, value in vars(self).items()})


class MemoryTenants:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, tenant: Tenant) -> None:
        taken = {name for other in self._tables.tenants.values() for name in _names(other)}
        if not taken.isdisjoint(_names(tenant)):
            raise ConflictError(NAME_IN_USE, property="subdomain")
        self._tables.tenants[tenant.tenant_id] = tenant

    async def get(self, tenant_id: TenantId) -> Tenant | None:
        return self._tables.tenants.get(tenant_id)

    async def find(self, name: str) -> Tenant | None:
        for tenant in self._tables.tenants.values():
            if name in {tenant.tenant_id, tenant.subdomain} | tenant.verified_domains:
                return tenant
        return None

    async def list_all(self) -> Sequence[Tenant]:
        return list(self._tables.tenants.values())

    async def save(self, tenant: Tenant) -> None:
        stored = self._tables.tenants[tenant.tenant_id]
        self._tables.tenants[tenant.tenant_id] = replace(stored, display_name=tenant.display_name)

    async def add_domain(self, tenant_id: TenantId, domain: Domain) -> None:
        for other in self._tables.tenants.values():
            if domain.name in {known.name for known in other.domains}:
                raise ConflictError(DOMAIN_TAKEN, name=domain.name)
        tenant = self._tables.tenants[tenant_id]
        self._set_domains(tenant, (*tenant.domains, domain))

    async def save_domain(self, tenant_id: TenantId, domain: Domain) -> None:
        tenant = self._tables.tenants[tenant_id]
        domains = [domain if known.name == domain.name else known for known in tenant.domains]
        self._set_domains(tenant, tuple(domains))

    async def remove(self, tenant_id: TenantId) -> None:
        del self._tables.tenants[tenant_id]

    async def remove_domain(self, tenant_id: TenantId, name: str) -> None:
        tenant = self._tables.tenants[tenant_id]
        self._set_domains(tenant, tuple(item for item in tenant.domains if item.name != name))

    def _set_domains(self, tenant: Tenant, domains: tuple[Domain, ...]) -> None:
        self._tables.tenants[tenant.tenant_id] = replace(tenant, domains=domains)


class MemoryApplications:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, application: Application) -> None:
        self._store(application)

    async def get(
        self, tenant_id: TenantId, object_id: ObjectId, *, deleted: bool = False
    ) -> Application | None:
        found = self._tables.applications.get((tenant_id, object_id))
        return found if found and (found.deleted_at is not None) == deleted else None

    async def get_by_app_id(self, tenant_id: TenantId, app_id: AppId) -> Application | None:
        return _first(item for item in self._of(tenant_id, deleted=False) if item.app_id == app_id)

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery, *, deleted: bool = False
    ) -> Sequence[Application]:
        return _page(
            self._of(tenant_id, deleted=deleted), query, lambda item: item, self._tables.owners
        )

    async def get_many(
        self, tenant_id: TenantId, object_ids: Sequence[ObjectId]
    ) -> Sequence[Application]:
        return [item for item in self._of(tenant_id, deleted=False) if item.object_id in object_ids]

    async def count_matching(
        self,
        tenant_id: TenantId,
        query: ListQuery,
        *,
        deleted: bool = False,
        at_most: int | None = None,
    ) -> int:
        everything = replace(query, limit=sys.maxsize, after="")
        return len(await self.list_matching(tenant_id, everything, deleted=deleted))

    async def save(self, application: Application) -> None:
        self._store(application)

    async def remove(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        self._tables.applications.pop((tenant_id, object_id), None)
        self._tables.owners.pop((tenant_id, object_id), None)

    async def get_logo(self, tenant_id: TenantId, object_id: ObjectId, file: str) -> bytes | None:
        logo = self._tables.logos.get((tenant_id, object_id))
        return logo.content if logo is not None and logo.file == file else None

    async def save_logo(self, tenant_id: TenantId, object_id: ObjectId, logo: Logo) -> None:
        self._tables.logos[tenant_id, object_id] = logo

    async def remove_logo(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        self._tables.logos.pop((tenant_id, object_id), None)

    def _of(self, tenant_id: TenantId, *, deleted: bool) -> list[Application]:
        return [
            item
            for (tenant, _), item in self._tables.applications.items()
            if tenant == tenant_id and (item.deleted_at is not None) == deleted
        ]

    def _store(self, application: Application) -> None:
        held = {GRAPH_IDENTIFIER_URI}
        for (tenant, object_id), other in self._tables.applications.items():
            if tenant != application.tenant_id or object_id == application.object_id:
                continue
            held |= {uri.casefold() for uri in other.identifier_uris}
            if application.unique_name and application.unique_name == other.unique_name:
                raise ConflictError(NAME_IN_USE, property="uniqueName")
        if not held.isdisjoint(uri.casefold() for uri in application.identifier_uris):
            raise InvalidError(IDENTIFIER_URI_TAKEN, target="identifierUris")
        key = (application.tenant_id, application.object_id)
        self._tables.applications[key] = application


class MemoryServicePrincipals:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, principal: ServicePrincipal) -> None:
        if await self.get_by_app_id(principal.tenant_id, principal.app_id):
            raise ConflictError(SERVICE_PRINCIPAL_EXISTS, app_id=principal.app_id)
        self._tables.principals[principal.tenant_id, principal.object_id] = principal

    async def get(
        self, tenant_id: TenantId, object_id: ObjectId, *, deleted: bool = False
    ) -> ServicePrincipal | None:
        return _first(
            item for item in self._of(tenant_id, deleted=deleted) if item.object_id == object_id
        )

    async def get_by_app_id(
        self, tenant_id: TenantId, app_id: AppId, *, deleted: bool = False
    ) -> ServicePrincipal | None:
        return _first(
            item for item in self._of(tenant_id, deleted=deleted) if item.app_id == app_id
        )

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery, *, deleted: bool = False
    ) -> Sequence[ServicePrincipal]:
        return _page(
            self._of(tenant_id, deleted=deleted),
            query,
            lambda item: item.application,
            self._tables.owners,
        )

    async def get_many(
        self, tenant_id: TenantId, object_ids: Sequence[ObjectId]
    ) -> Sequence[ServicePrincipal]:
        return [item for item in self._of(tenant_id, deleted=False) if item.object_id in object_ids]

    async def count_matching(
        self,
        tenant_id: TenantId,
        query: ListQuery,
        *,
        deleted: bool = False,
        at_most: int | None = None,
    ) -> int:
        everything = replace(query, limit=sys.maxsize, after="")
        return len(await self.list_matching(tenant_id, everything, deleted=deleted))

    async def save(self, principal: ServicePrincipal) -> None:
        self._tables.principals[principal.tenant_id, principal.object_id] = principal

    async def remove(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        del self._tables.principals[tenant_id, object_id]
        self._tables.owners.pop((tenant_id, object_id), None)
        for key, item in list(self._tables.assignments.items()):
            if key[0] == tenant_id and object_id in {item.principal_id, item.resource_id}:
                del self._tables.assignments[key]

    def _of(self, tenant_id: TenantId, *, deleted: bool) -> list[ServicePrincipal]:
        homes = {
            item.app_id: item
            for (tenant, _), item in self._tables.applications.items()
            if tenant == tenant_id
        }
        return [
            replace(
                item,
                application=first_party_application(item.app_id, tenant_id) or homes[item.app_id],
            )
            for (tenant, _), item in self._tables.principals.items()
            if tenant == tenant_id and (item.deleted_at is not None) == deleted
        ]


class MemoryAssignments:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, assignment: AppRoleAssignment) -> None:
        for item in self._of(assignment.tenant_id):
            if _ends(item) == _ends(assignment):
                raise InvalidError(ASSIGNMENT_EXISTS)
        key = (assignment.tenant_id, assignment.assignment_id)
        self._tables.assignments[key] = assignment

    async def get(
        self, tenant_id: TenantId, assignment_id: AssignmentId
    ) -> AppRoleAssignment | None:
        return _first(item for item in self._of(tenant_id) if item.assignment_id == assignment_id)

    async def list_of_principal(
        self, tenant_id: TenantId, principal_id: ObjectId
    ) -> Sequence[AppRoleAssignment]:
        return [item for item in self._of(tenant_id) if item.principal_id == principal_id]

    async def list_of_resource(
        self, tenant_id: TenantId, resource_id: ObjectId
    ) -> Sequence[AppRoleAssignment]:
        return [item for item in self._of(tenant_id) if item.resource_id == resource_id]

    async def list_matching(
        self, tenant_id: TenantId, query: AssignmentQuery
    ) -> Sequence[AppRoleAssignment]:
        if query.is_resource:
            return await self.list_of_resource(tenant_id, query.parent_id)
        return await self.list_of_principal(tenant_id, query.parent_id)

    async def count_matching(self, tenant_id: TenantId, query: AssignmentQuery) -> int:
        return len(await self.list_matching(tenant_id, query))

    async def list_of_many(
        self,
        tenant_id: TenantId,
        principal_ids: Sequence[ObjectId],
        *,
        are_resources: bool,
        limit: int,
    ) -> Mapping[ObjectId, Sequence[AppRoleAssignment]]:
        of_one = self.list_of_resource if are_resources else self.list_of_principal
        return {each: (await of_one(tenant_id, each))[:limit] for each in principal_ids}

    async def remove(self, tenant_id: TenantId, assignment_id: AssignmentId) -> None:
        self._tables.assignments.pop((tenant_id, assignment_id), None)

    def _of(self, tenant_id: TenantId) -> list[AppRoleAssignment]:
        """Return assignments between live service principals, as the real storage does."""
        live = {
            key[1]
            for key, item in self._tables.principals.items()
            if key[0] == tenant_id and item.deleted_at is None
        }
        return [
            item
            for key, item in self._tables.assignments.items()
            if key[0] == tenant_id and {item.principal_id, item.resource_id} <= live
        ]


class MemoryPermissionGrants:
    def __init__(self, tables: Tables) -> None:
        self._grants = tables.grants

    async def add(self, grant: PermissionGrant) -> None:
        self._grants[grant.tenant_id, grant.grant_id] = grant

    async def get(self, tenant_id: TenantId, grant_id: GrantId) -> PermissionGrant | None:
        return self._grants.get((tenant_id, grant_id))

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery
    ) -> Sequence[PermissionGrant]:
        return [grant for (tenant, _), grant in self._grants.items() if tenant == tenant_id]

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        return len(await self.list_matching(tenant_id, query))

    async def save(self, grant: PermissionGrant) -> None:
        self._grants[grant.tenant_id, grant.grant_id] = grant

    async def remove(self, tenant_id: TenantId, grant_id: GrantId) -> None:
        self._grants.pop((tenant_id, grant_id), None)


class MemoryRoleAssignments:
    def __init__(self, tables: Tables) -> None:
        self._roles = tables.roles

    async def add(self, assignment: RoleAssignment) -> None:
        self._roles[assignment.tenant_id, assignment.assignment_id] = assignment

    async def get(self, tenant_id: TenantId, assignment_id: str) -> RoleAssignment | None:
        return self._roles.get((tenant_id, assignment_id))

    async def list_of(
        self, tenant_id: TenantId, principal_id: ObjectId
    ) -> Sequence[RoleAssignment]:
        every = await self.list_matching(tenant_id, ListQuery())
        return [item for item in every if item.principal_id == principal_id]

    async def list_holders(
        self, tenant_id: TenantId, role_definition_id: str
    ) -> Sequence[ObjectId]:
        every = await self.list_matching(tenant_id, ListQuery())
        return [
            item.principal_id for item in every if item.role_definition_id == role_definition_id
        ]

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery
    ) -> Sequence[RoleAssignment]:
        return [item for (tenant, _), item in self._roles.items() if tenant == tenant_id]

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        return len(await self.list_matching(tenant_id, query))

    async def remove(self, tenant_id: TenantId, assignment_id: str) -> None:
        self._roles.pop((tenant_id, assignment_id), None)


class MemoryOwners:
    def __init__(self, tables: Tables) -> None:
        self._owners = tables.owners

    async def add(self, tenant_id: TenantId, owned_id: ObjectId, owner_id: ObjectId) -> None:
        there = self._owners.get((tenant_id, owned_id), ())
        if owner_id in there:
            raise InvalidError(OWNER_EXISTS)
        self._owners[tenant_id, owned_id] = (*there, owner_id)

    async def list_of(self, tenant_id: TenantId, owned_id: ObjectId) -> Sequence[ObjectId]:
        return self._owners.get((tenant_id, owned_id), ())

    async def list_of_many(
        self, tenant_id: TenantId, owned_ids: Sequence[ObjectId]
    ) -> Mapping[ObjectId, Sequence[ObjectId]]:
        return {owned_id: await self.list_of(tenant_id, owned_id) for owned_id in owned_ids}

    async def remove(self, tenant_id: TenantId, owned_id: ObjectId, owner_id: ObjectId) -> bool:
        there = self._owners.get((tenant_id, owned_id), ())
        self._owners[tenant_id, owned_id] = tuple(item for item in there if item != owner_id)
        return owner_id in there


class MemorySigningKeys:
    def __init__(self, tables: Tables) -> None:
        self._keys = tables.keys

    async def add(self, key: SigningKey) -> None:
        self._keys[key.tenant_id, key.kid] = key

    async def list_of(self, tenant_id: TenantId) -> Sequence[SigningKey]:
        of_tenant = [key for (tenant, _), key in self._keys.items() if tenant == tenant_id]
        return sorted(of_tenant, key=lambda key: key.active_from, reverse=True)

    async def save(self, key: SigningKey) -> None:
        self._keys[key.tenant_id, key.kid] = key


class MemoryCertificateAuthorities:
    def __init__(self, tables: Tables) -> None:
        self._authorities = tables.authorities

    async def add(self, authority: CertificateAuthority) -> None:
        self._authorities[authority.tenant_id, authority.authority_id] = authority

    async def list_of(self, tenant_id: TenantId) -> Sequence[CertificateAuthority]:
        return [each for each in self._authorities.values() if each.tenant_id == tenant_id]

    async def remove(self, tenant_id: TenantId, authority_id: ObjectId) -> bool:
        return self._authorities.pop((tenant_id, authority_id), None) is not None


class MemoryNotices:
    """``ports.Notices`` with one delivery for each notice."""

    def __init__(self, tables: Tables) -> None:
        self._settings, self._deliveries = tables.notice_settings, tables.deliveries

    async def settings_of(self, tenant_id: TenantId) -> NoticeSettings | None:
        return self._settings.get(tenant_id)

    async def save_settings(self, settings: NoticeSettings) -> None:
        self._settings[settings.tenant_id] = settings

    async def add(self, notice: Notice, deliveries: Sequence[Delivery]) -> bool:
        self._deliveries[notice.tenant_id, notice.notice_id] = deliveries[0]
        return True

    async def list_written(
        self, tenant_id: TenantId, key_ids: Sequence[str]
    ) -> Sequence[tuple[str, int]]:
        found = [one.notice for one in self._of(tenant_id)]
        return [(n.expiry.key_id, n.days) for n in found if n.expiry.key_id in key_ids]

    async def claim(
        self, tenant_id: TenantId, *, now: datetime, until: datetime, limit: int
    ) -> Sequence[Delivery]:
        return [one for one in self._of(tenant_id) if one.due_at <= now][:limit]

    async def save(self, delivery: Delivery) -> None:
        self._deliveries[delivery.notice.tenant_id, delivery.notice.notice_id] = delivery

    async def list_newest(self, tenant_id: TenantId, *, limit: int) -> Sequence[Delivery]:
        return self._of(tenant_id)[:limit]

    async def forget(self, tenant_id: TenantId, *, before: datetime) -> None:
        raise NotImplementedError("The sender tidies up, on a real store.")

    async def list_backlogs(self) -> Sequence[Backlog]:
        raise NotImplementedError("The sender and the metrics ask, on a real store.")

    def _of(self, tenant_id: TenantId) -> list[Delivery]:
        return [one for key, one in self._deliveries.items() if key[0] == tenant_id]


class MemoryTokenLifetimePolicies:
    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    async def add(self, policy: TokenLifetimePolicy) -> None:
        self._tables.policies[policy.tenant_id, policy.policy_id] = policy

    async def get(self, tenant_id: TenantId, policy_id: ObjectId) -> TokenLifetimePolicy | None:
        return self._tables.policies.get((tenant_id, policy_id))

    async def list_of(self, tenant_id: TenantId) -> Sequence[TokenLifetimePolicy]:
        return [item for key, item in self._tables.policies.items() if key[0] == tenant_id]

    async def save(self, policy: TokenLifetimePolicy) -> None:
        self._tables.policies[policy.tenant_id, policy.policy_id] = policy

    async def remove(self, tenant_id: TenantId, policy_id: ObjectId) -> None:
        self._tables.policies.pop((tenant_id, policy_id), None)
        for key, holders in self._held(tenant_id):
            self._tables.policy_holders[key] = tuple(x for x in holders if x != policy_id)

    async def assign(self, tenant_id: TenantId, policy_id: ObjectId, holder_id: ObjectId) -> None:
        there = self._tables.policy_holders.get((tenant_id, holder_id), ())
        if policy_id in there:
            raise InvalidError(POLICY_OF_KIND_ASSIGNED)
        self._tables.policy_holders[tenant_id, holder_id] = (*there, policy_id)

    async def unassign(self, tenant_id: TenantId, policy_id: ObjectId, holder_id: ObjectId) -> bool:
        there = self._tables.policy_holders.get((tenant_id, holder_id), ())
        left = tuple(x for x in there if x != policy_id)
        self._tables.policy_holders[tenant_id, holder_id] = left
        return policy_id in there

    async def list_assigned(
        self, tenant_id: TenantId, holder_id: ObjectId
    ) -> Sequence[TokenLifetimePolicy]:
        there = self._tables.policy_holders.get((tenant_id, holder_id), ())
        return [self._tables.policies[tenant_id, policy_id] for policy_id in there]

    async def list_holders(self, tenant_id: TenantId, policy_id: ObjectId) -> Sequence[ObjectId]:
        return sorted(ObjectId(key[1]) for key, held in self._held(tenant_id) if policy_id in held)

    def _held(self, tenant_id: TenantId) -> list[tuple[Key, tuple[ObjectId, ...]]]:
        return [item for item in self._tables.policy_holders.items() if item[0][0] == tenant_id]


class MemoryUsers:
    def __init__(self, tables: Tables) -> None:
        self._users = tables.users

    async def add(self, user: User) -> None:
        self._users[user.tenant_id, user.object_id] = user

    async def get_by_name(self, tenant_id: TenantId, user_principal_name: str) -> User | None:
        return _first(
            user
            for user in await self.list_matching(tenant_id, ListQuery())
            if user.user_principal_name.lower() == user_principal_name.lower()
        )

    async def get(
        self, tenant_id: TenantId, object_id: ObjectId, *, deleted: bool = False
    ) -> User | None:
        every = await self.list_matching(tenant_id, ListQuery(), deleted=deleted)
        return _first(user for user in every if user.object_id == object_id)

    async def get_many(self, tenant_id: TenantId, object_ids: Sequence[ObjectId]) -> Sequence[User]:
        found = [await self.get(tenant_id, object_id) for object_id in object_ids]
        return [user for user in found if user is not None]

    async def save(self, user: User) -> None:
        self._users[user.tenant_id, user.object_id] = user

    async def remove(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        self._users.pop((tenant_id, object_id), None)

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery, *, deleted: bool = False
    ) -> Sequence[User]:
        return [
            user
            for (tenant, _), user in self._users.items()
            if tenant == tenant_id and (user.deleted_at is not None) == deleted
        ]

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        return len(await self.list_matching(tenant_id, query))


class MemorySessions:
    def __init__(self, tables: Tables) -> None:
        self._sessions = tables.sessions

    async def add(self, session: Session, *, forget_before: datetime) -> None:
        self._sessions[session.tenant_id, session.digest] = session

    async def list_of_user(self, tenant_id: TenantId, user_id: ObjectId) -> Sequence[Session]:
        return [
            item
            for (tenant, _), item in self._sessions.items()
            if (tenant, item.user_id) == (tenant_id, user_id)
        ]

    async def remove_of_user(
        self, tenant_id: TenantId, user_id: ObjectId, *, keep: str = ""
    ) -> None:
        for item in await self.list_of_user(tenant_id, user_id):
            if item.digest != keep:
                del self._sessions[tenant_id, item.digest]


class MemoryAuthenticationMethods:
    def __init__(self, tables: Tables) -> None:
        self._methods = tables.methods

    async def add(self, method: AuthenticationMethod) -> None:
        self._methods[method.tenant_id, method.method_id] = method

    save = add

    async def find_credential(
        self, tenant_id: TenantId, credential_id: str
    ) -> AuthenticationMethod | None:
        for (tenant, _), item in self._methods.items():
            if (tenant, item.credential_id) == (tenant_id, credential_id):
                return item
        return None

    async def list_of(
        self, tenant_id: TenantId, user_id: ObjectId
    ) -> Sequence[AuthenticationMethod]:
        return [
            item
            for (tenant, _), item in self._methods.items()
            if (tenant, item.user_id) == (tenant_id, user_id)
        ]

    async def remove(self, tenant_id: TenantId, method_id: str) -> None:
        self._methods.pop((tenant_id, method_id), None)


class MemorySetupLinks:
    def __init__(self, tables: Tables) -> None:
        self._links = tables.links

    async def put(self, link: SetupLink) -> None:
        self._links[link.tenant_id, link.digest] = link


class MemoryAuditTrail:
    def __init__(self, tables: Tables) -> None:
        self._events = tables.events

    async def add(self, event: AuditEvent) -> None:
        self._events.append(event)

    async def seal_state(self, tenant_id: TenantId) -> SealState:
        found = [event for event in self._events if event.tenant_id == tenant_id]
        return SealState(0, None, len(found))

    async def list_newest(
        self,
        tenant_id: TenantId,
        *,
        limit: int = 100,
        before: str = "",
        target_id: str = "",
        where: Expression | None = None,
    ) -> Sequence[AuditEvent]:
        found = [
            event
            for event in reversed(self._events)
            if event.tenant_id == tenant_id
            and (not target_id or target_id in {target.object_id for target in event.targets})
        ]
        if before:
            place = [event.event_id for event in found].index(before)
            found = found[place + 1 :]
        return found[:limit]


class MemoryUnitOfWork:
    """``ports.UnitOfWork``; ``tables`` is what it holds, ``touched`` what it announced."""

    def __init__(self, tables: Tables | None = None) -> None:
        self.tables = tables if tables is not None else Tables()
        self.tenants = MemoryTenants(self.tables)
        self.applications = MemoryApplications(self.tables)
        self.service_principals = MemoryServicePrincipals(self.tables)
        self.assignments = MemoryAssignments(self.tables)
        self.permission_grants = MemoryPermissionGrants(self.tables)
        self.role_assignments = MemoryRoleAssignments(self.tables)
        self.owners = MemoryOwners(self.tables)
        self.signing_keys = MemorySigningKeys(self.tables)
        self.certificate_authorities = MemoryCertificateAuthorities(self.tables)
        self.token_lifetime_policies = MemoryTokenLifetimePolicies(self.tables)
        self.users = MemoryUsers(self.tables)
        self.sessions = MemorySessions(self.tables)
        self.authentication_methods = MemoryAuthenticationMethods(self.tables)
        self.setup_links = MemorySetupLinks(self.tables)
        self.notices = MemoryNotices(self.tables)
        self.audit = MemoryAuditTrail(self.tables)

    def touch(self, tenant_id: TenantId, app_id: AppId | None = None) -> None:
        self.tables.touched.add((tenant_id, app_id))


class MemorySignInLog:
    """``ports.SignInLog``; what was asked for stays visible in ``asked``."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []

    async def record(self, sign_in: SignIn) -> None:
        raise NotImplementedError

    async def list_newest(self, tenant_id: TenantId, **filters: Any) -> Sequence[SignIn]:
        self.asked.append((tenant_id, filters))
        return []


def _names(tenant: Tenant) -> set[str]:
    return {tenant.tenant_id, tenant.subdomain, *(domain.name for domain in tenant.domains)}


def _ends(assignment: AppRoleAssignment) -> tuple[str, str, str]:
    return assignment.principal_id, assignment.resource_id, assignment.app_role_id


def _first(found: Any) -> Any:
    return next(iter(found), None)


def _page(
    items: list[Any],
    query: ListQuery,
    registration: Callable[[Any], Application],
    owners: dict[Key, tuple[ObjectId, ...]],
) -> list[Any]:
    def matches(item: Any) -> bool:
        application = registration(item)
        uris = {uri.lower() for uri in application.identifier_uris}
        names = {application.app_id, *uris}
        wanted = (
            (query.app_id, lambda: application.app_id == query.app_id),
            (query.unique_name, lambda: application.unique_name == query.unique_name),
            (query.identifier_uri, lambda: (query.identifier_uri or "").lower() in uris),
            (
                query.service_principal_name,
                lambda: (query.service_principal_name or "").lower() in names,
            ),
            (
                query.display_name,
                lambda: application.display_name.lower() == (query.display_name or "").lower(),
            ),
            (
                query.owner_id,
                lambda: query.owner_id in owners.get((item.tenant_id, item.object_id), ()),
            ),
        )
        return item.object_id > query.after and all(
            test() for given, test in wanted if given is not None
        )

    ordered = sorted(items, key=lambda item: item.object_id)
    return [item for item in ordered if matches(item)][: query.limit]
