"""What the use cases need from the world, as Protocols. Read as a document.

Rule of the house: the tenant is a parameter of every operation on a tenant's data,
always first, so that no adapter can look anything up by a bare identifier.
Every ``list_*`` with a limit answers at most so many rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Collection, Mapping, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from daemonry.jose.jwk import RsaSigner
    from daemonry.jose.key_set import IssuerKey
    from daemonry.model.application import Application
    from daemonry.model.audit import AuditEvent, SignIn
    from daemonry.model.certificate_authority import CertificateAuthority
    from daemonry.model.directory_role import RoleAssignment
    from daemonry.model.grant import AppRoleAssignment, PermissionGrant
    from daemonry.model.ids import AppId, AssignmentId, GrantId, ObjectId, TenantId
    from daemonry.model.managed_identity import ManagedIdentity
    from daemonry.model.policy import PoliciesInForce, TokenLifetimePolicy
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.session import Session
    from daemonry.model.signing_key import SigningKey
    from daemonry.model.tenant import Domain, Tenant
    from daemonry.model.user import User
    from daemonry.odata.filter import Expression


class Clock(Protocol):
    """The time of day; the only source of "now"."""

    def now(self) -> datetime:
        """Return the current time, aware, in UTC."""


class IdSource(Protocol):
    """Fresh identifiers and random bytes from the operating system's CSPRNG."""

    def guid(self) -> str:
        """Return a random GUID in canonical lower case (RFC 9562 section 5.4)."""

    def token_bytes(self, count: int) -> bytes:
        """Return ``count`` random bytes."""


class DomainProofs(Protocol):
    """What the owners of domains published, so that a domain can be verified."""

    async def texts(self, name: str) -> Collection[str]:
        """Return the TXT records of a name. Raises OSError when they cannot be had."""


class KeyVault(Protocol):
    """Envelope encryption under the key encryption key (AES-256-GCM)."""

    def seal(self, plaintext: bytes, *, context: str) -> bytes:
        """Encrypt; ``context`` is authenticated and must be given again to open."""

    def open(self, sealed: bytes, *, context: str) -> bytes:
        """Decrypt. Raises ValueError when key, context or bytes do not fit."""


class SigningBatches(Protocol):
    """Signs RS256 together what is asked for at about the same time."""

    def sign(self, signer: RsaSigner, signing_input: bytes) -> Awaitable[bytes]:
        """Return the signature of ``signing_input``."""


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list may be narrowed by, and its order. All given conditions must hold.

    Text comparison ignores case, as in Entra. ``where`` is a filter whose properties
    are Graph's. ``order_by`` is a property in lower case; objects that are equal in it
    come in order of identifier. ``after`` is the last object identifier of the page
    before, ``after_value`` that object's value of ``order_by``.
    """

    app_id: AppId | None = None
    display_name: str | None = None
    display_name_prefix: str | None = None
    service_principal_name: str | None = None
    identifier_uri: str | None = None
    owner_id: ObjectId | None = None
    after: str = ""
    limit: int = 100
    unique_name: str | None = None
    where: Expression | None = None
    order_by: str = ""
    is_descending: bool = False
    after_value: str | datetime | None = None


@dataclass(frozen=True, slots=True)
class AssignmentQuery:
    """A page of assignments: those of the client or of the API ``parent_id``.

    Oldest first; ``after`` and ``after_value`` are identifier and creation time of the
    last one of the page before.
    """

    parent_id: ObjectId
    is_resource: bool
    where: Expression | None = None
    after: str = ""
    after_value: datetime | None = None
    limit: int = 100


class Tenants(Protocol):
    """Tenants and their domains. Names are unique over the whole server."""

    async def add(self, tenant: Tenant) -> None:
        """Store a new tenant. Raises ConflictError when a name is taken."""

    async def get(self, tenant_id: TenantId) -> Tenant | None:
        """Return the tenant, or None."""

    async def find(self, name: str) -> Tenant | None:
        """Return the tenant with this ID, verified domain or subdomain (lower case)."""

    async def list_all(self) -> Sequence[Tenant]:
        """Return every tenant, oldest first. For the operator only."""

    async def save(self, tenant: Tenant) -> None:
        """Store changed properties (display name)."""

    async def add_domain(self, tenant_id: TenantId, domain: Domain) -> None:
        """Store a new domain. Raises ConflictError when the name is taken."""

    async def save_domain(self, tenant_id: TenantId, domain: Domain) -> None:
        """Store changed properties of a domain."""

    async def remove_domain(self, tenant_id: TenantId, name: str) -> None:
        """Remove a domain; a name that is not there is no error."""


class Applications(Protocol):
    """Registrations, with their password credentials and identifier URIs."""

    async def get_many(
        self, tenant_id: TenantId, object_ids: Sequence[ObjectId]
    ) -> Sequence[Application]:
        """Return those of these that are live, in no particular order."""

    async def add(self, application: Application) -> None:
        """Store a new registration.

        Raises InvalidError for a taken identifier URI, ConflictError for a taken name.
        """

    async def get(
        self, tenant_id: TenantId, object_id: ObjectId, *, deleted: bool = False
    ) -> Application | None:
        """Return a live (or, when asked, a soft-deleted) registration."""

    async def get_by_app_id(self, tenant_id: TenantId, app_id: AppId) -> Application | None:
        """Return the live registration with this appId."""

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery, *, deleted: bool = False
    ) -> Sequence[Application]:
        """Return registrations in the order asked for, else by object identifier.

        Raises ODataError for a property that cannot be filtered or ordered by.
        """

    async def count_matching(
        self, tenant_id: TenantId, query: ListQuery, *, deleted: bool = False
    ) -> int:
        """Return how many there are, whatever the page."""

    async def save(self, application: Application) -> None:
        """Store the whole registration.

        Raises InvalidError for a taken identifier URI, ConflictError for a taken name.
        """

    async def remove(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        """Remove it for good, with its credentials and owners."""


class ServicePrincipals(Protocol):
    """Presences of applications; each comes with the application behind it."""

    async def get_many(
        self, tenant_id: TenantId, object_ids: Sequence[ObjectId]
    ) -> Sequence[ServicePrincipal]:
        """Return those of these that are live, in no particular order."""

    async def add(self, principal: ServicePrincipal) -> None:
        """Store a new one. Raises ConflictError when the appId is present already."""

    async def get(
        self, tenant_id: TenantId, object_id: ObjectId, *, deleted: bool = False
    ) -> ServicePrincipal | None:
        """Return a live (or, when asked, a soft-deleted) service principal."""

    async def get_by_app_id(
        self, tenant_id: TenantId, app_id: AppId, *, deleted: bool = False
    ) -> ServicePrincipal | None:
        """Return the service principal of this application."""

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery, *, deleted: bool = False
    ) -> Sequence[ServicePrincipal]:
        """Return service principals in the order asked for, else by object identifier.

        Raises ODataError for a property that cannot be filtered or ordered by.
        """

    async def count_matching(
        self, tenant_id: TenantId, query: ListQuery, *, deleted: bool = False
    ) -> int:
        """Return how many there are, whatever the page."""

    async def save(self, principal: ServicePrincipal) -> None:
        """Store its own properties; the application is not touched."""

    async def remove(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        """Remove it for good, with its owners and assignments in both directions."""


class Assignments(Protocol):
    """App role assignments."""

    async def add(self, assignment: AppRoleAssignment) -> None:
        """Store one. Raises InvalidError when the same one exists."""

    async def get(
        self, tenant_id: TenantId, assignment_id: AssignmentId
    ) -> AppRoleAssignment | None:
        """Return one, with current display names."""

    async def list_of_principal(
        self, tenant_id: TenantId, principal_id: ObjectId
    ) -> Sequence[AppRoleAssignment]:
        """Return what a principal holds, oldest first."""

    async def list_of_resource(
        self, tenant_id: TenantId, resource_id: ObjectId
    ) -> Sequence[AppRoleAssignment]:
        """Return who holds roles of a resource, oldest first."""

    async def list_matching(
        self, tenant_id: TenantId, query: AssignmentQuery
    ) -> Sequence[AppRoleAssignment]:
        """Return one page. Raises ODataError for a property that cannot be filtered by."""

    async def count_matching(self, tenant_id: TenantId, query: AssignmentQuery) -> int:
        """Return how many there are, whatever the page."""

    async def list_of_many(
        self,
        tenant_id: TenantId,
        principal_ids: Sequence[ObjectId],
        *,
        are_resources: bool,
        limit: int,
    ) -> Mapping[ObjectId, Sequence[AppRoleAssignment]]:
        """Return the oldest of each client, or of each API; at most ``limit`` of one."""

    async def remove(self, tenant_id: TenantId, assignment_id: AssignmentId) -> None:
        """Remove one; the next token lacks the role."""


class PermissionGrants(Protocol):
    """Delegated permission grants between live service principals."""

    async def add(self, grant: PermissionGrant) -> None:
        """Store one. Raises ConflictError when the same ends have one already."""

    async def get(self, tenant_id: TenantId, grant_id: GrantId) -> PermissionGrant | None:
        """Return one, or None."""

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery
    ) -> Sequence[PermissionGrant]:
        """Return one page. Raises ODataError for what cannot be filtered or ordered by."""

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        """Return how many there are, whatever the page."""

    async def save(self, grant: PermissionGrant) -> None:
        """Store a changed scope."""

    async def remove(self, tenant_id: TenantId, grant_id: GrantId) -> None:
        """Remove one; one that is not there is no error."""


class RoleAssignments(Protocol):
    """Directory roles of users and service principals."""

    async def add(self, assignment: RoleAssignment) -> None:
        """Store one. Raises InvalidError when the principal has the role."""

    async def get(self, tenant_id: TenantId, assignment_id: str) -> RoleAssignment | None:
        """Return one, or None."""

    async def list_of(
        self, tenant_id: TenantId, principal_id: ObjectId
    ) -> Sequence[RoleAssignment]:
        """Return the roles of a principal."""

    async def list_matching(
        self, tenant_id: TenantId, query: ListQuery
    ) -> Sequence[RoleAssignment]:
        """Return one page. Raises ODataError for what cannot be filtered or ordered by."""

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        """Return how many there are, whatever the page."""

    async def remove(self, tenant_id: TenantId, assignment_id: str) -> None:
        """Remove one; one that is not there is no error."""


class Owners(Protocol):
    """Who owns an application or a service principal (``owned_id``)."""

    async def add(self, tenant_id: TenantId, owned_id: ObjectId, owner_id: ObjectId) -> None:
        """Store an owner. Raises InvalidError when it is one already."""

    async def list_of(self, tenant_id: TenantId, owned_id: ObjectId) -> Sequence[ObjectId]:
        """Return the owners in the order they were added."""

    async def list_of_many(
        self, tenant_id: TenantId, owned_ids: Sequence[ObjectId]
    ) -> Mapping[ObjectId, Sequence[ObjectId]]:
        """Return the owners of several objects in the order they were added."""

    async def remove(self, tenant_id: TenantId, owned_id: ObjectId, owner_id: ObjectId) -> bool:
        """Remove an owner; return False when it was none."""


class SigningKeys(Protocol):
    """Token signing keys, private parts sealed."""

    async def add(self, key: SigningKey) -> None:
        """Store a new key."""

    async def list_of(self, tenant_id: TenantId) -> Sequence[SigningKey]:
        """Return all keys of the tenant, newest ``active_from`` first."""

    async def save(self, key: SigningKey) -> None:
        """Store changed times of a key."""


class TokenLifetimePolicies(Protocol):
    """Token lifetime policies, and the applications and service principals that hold them."""

    async def add(self, policy: TokenLifetimePolicy) -> None:
        """Store a new one."""

    async def get(self, tenant_id: TenantId, policy_id: ObjectId) -> TokenLifetimePolicy | None:
        """Return the policy, or None."""

    async def list_of(self, tenant_id: TenantId) -> Sequence[TokenLifetimePolicy]:
        """Return all policies of the tenant, oldest first."""

    async def save(self, policy: TokenLifetimePolicy) -> None:
        """Store changed properties."""

    async def remove(self, tenant_id: TenantId, policy_id: ObjectId) -> None:
        """Remove it with its assignments."""

    async def assign(self, tenant_id: TenantId, policy_id: ObjectId, holder_id: ObjectId) -> None:
        """Assign it to an object. Raises InvalidError when that is so already."""

    async def unassign(self, tenant_id: TenantId, policy_id: ObjectId, holder_id: ObjectId) -> bool:
        """Undo an assignment; return False when there was none."""

    async def list_assigned(
        self, tenant_id: TenantId, holder_id: ObjectId
    ) -> Sequence[TokenLifetimePolicy]:
        """Return what is assigned to an object."""

    async def list_holders(self, tenant_id: TenantId, policy_id: ObjectId) -> Sequence[ObjectId]:
        """Return the objects that a policy is assigned to."""


class CertificateAuthorities(Protocol):
    """Who may vouch for client certificates in a tenant."""

    async def add(self, authority: CertificateAuthority) -> None:
        """Store a new authority."""

    async def list_of(self, tenant_id: TenantId) -> Sequence[CertificateAuthority]:
        """Return all authorities of the tenant, oldest first."""

    async def remove(self, tenant_id: TenantId, authority_id: ObjectId) -> bool:
        """Remove an authority; return False when there is none of this identifier."""


class Users(Protocol):
    """Administrators' accounts."""

    async def add(self, user: User) -> None:
        """Store a new one. Raises ConflictError when the name is taken."""

    async def get_by_name(self, tenant_id: TenantId, user_principal_name: str) -> User | None:
        """Return the account with this name (case ignored)."""

    async def get(self, tenant_id: TenantId, object_id: ObjectId) -> User | None:
        """Return the account with this identifier."""

    async def get_many(self, tenant_id: TenantId, object_ids: Sequence[ObjectId]) -> Sequence[User]:
        """Return those of these accounts that exist, in no particular order."""

    async def list_matching(self, tenant_id: TenantId, query: ListQuery) -> Sequence[User]:
        """Return one page. Raises ODataError for what cannot be filtered or ordered by."""

    async def count_matching(self, tenant_id: TenantId, query: ListQuery) -> int:
        """Return how many there are, whatever the page."""


class Sessions(Protocol):
    """Sessions of the admin center, by the digest of their secret."""

    async def add(self, session: Session, *, forget_before: datetime) -> None:
        """Store a new one; those of the tenant that began earlier may be forgotten."""

    async def get(self, tenant_id: TenantId, digest: str) -> Session | None:
        """Return the session, ended by time or not, or None."""

    async def save(self, session: Session) -> None:
        """Store when it was used last; one that is gone stays gone."""

    async def remove(self, tenant_id: TenantId, digest: str) -> None:
        """End a session; one that is not there is no error."""


class RevokedTokens(Protocol):
    """Access tokens that were revoked before they expired, by unique token identifier."""

    async def add(
        self, tenant_id: TenantId, token_identifier: str, *, now: datetime, expires_at: datetime
    ) -> bool:
        """Revoke a token until it expires; return False when it was revoked before.

        What was over before ``now`` may be forgotten.
        """

    async def contains(self, tenant_id: TenantId, token_identifier: str) -> bool:
        """Tell whether the token was revoked."""


class AuditTrail(Protocol):
    """Directory audit events, part of the unit of work they describe."""

    async def add(self, event: AuditEvent) -> None:
        """Store an event in this transaction."""

    async def list_newest(
        self,
        tenant_id: TenantId,
        *,
        limit: int = 100,
        before: str = "",
        target_id: str = "",
        where: Expression | None = None,
    ) -> Sequence[AuditEvent]:
        """Return events, newest first; ``before`` is the last event id of the page before.

        Raises ODataError for a property that cannot be filtered by.
        """


class UnitOfWork(Protocol):
    """One transaction: everything in it is committed together or not at all."""

    @property
    def tenants(self) -> Tenants:
        """Tenants."""

    @property
    def applications(self) -> Applications:
        """Registrations."""

    @property
    def service_principals(self) -> ServicePrincipals:
        """Service principals."""

    @property
    def assignments(self) -> Assignments:
        """App role assignments."""

    @property
    def permission_grants(self) -> PermissionGrants:
        """Delegated permission grants."""

    @property
    def role_assignments(self) -> RoleAssignments:
        """Directory roles."""

    @property
    def owners(self) -> Owners:
        """Owners."""

    @property
    def signing_keys(self) -> SigningKeys:
        """Signing keys."""

    @property
    def token_lifetime_policies(self) -> TokenLifetimePolicies:
        """Token lifetime policies."""

    @property
    def certificate_authorities(self) -> CertificateAuthorities:
        """Certificate authorities."""

    @property
    def users(self) -> Users:
        """Administrators' accounts."""

    @property
    def sessions(self) -> Sessions:
        """Sessions of the admin center."""

    @property
    def revoked_tokens(self) -> RevokedTokens:
        """Revoked tokens."""

    @property
    def audit(self) -> AuditTrail:
        """The audit trail."""

    def touch(self, tenant_id: TenantId, app_id: AppId | None = None) -> None:
        """Announce, with the commit, that tokens of this application may change.

        Without ``app_id`` everything of the tenant is announced (domains, keys).
        """


class Directory(Protocol):
    """Opens units of work. A database that does not serve raises OSError."""

    def change(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a writing transaction; commits on success, rolls back on an exception."""

    def read(self) -> AbstractAsyncContextManager[UnitOfWork]:
        """Open a consistent read-only view."""


@dataclass(frozen=True, slots=True)
class ClientState:
    """What the token service must know of a client, read in one transaction."""

    application: Application
    principal: ServicePrincipal | None


class TokenDirectory(Protocol):
    """The directory as the token service sees it: in memory, as of the last commit.

    No answer is older than the last change that was acknowledged to anybody.
    A database that does not serve raises OSError when an answer needs it.
    Values stay the same object until they change, so that callers may hang
    prepared work on them.
    """

    def version(self) -> int | None:
        """Return a number that is another one once any earlier answer may not hold any more.

        None when that cannot be told without asking the database. Raises OSError.
        """

    async def tenant(self, name: str) -> Tenant | None:
        """Return the tenant with this ID, verified domain or subdomain."""

    async def client(self, tenant_id: TenantId, app_id: AppId) -> ClientState | None:
        """Return the application with this client ID, with its service principal."""

    async def resource(self, tenant_id: TenantId, identifier: str) -> ServicePrincipal | None:
        """Return the live service principal named by an appId or an application ID URI."""

    async def assigned_roles(
        self, tenant_id: TenantId, principal_id: ObjectId, resource_id: ObjectId
    ) -> Entitlement:
        """Return what the principal was assigned on the resource."""

    async def token_lifetime_policies(
        self, tenant_id: TenantId, resource: ServicePrincipal
    ) -> PoliciesInForce:
        """Return the token lifetime policies that concern an API."""

    async def signing_keys(self, tenant_id: TenantId) -> Sequence[SigningKey]:
        """Return the tenant's signing keys, newest first."""

    async def certificate_authorities(self, tenant_id: TenantId) -> Sequence[CertificateAuthority]:
        """Return the tenant's certificate authorities, oldest first."""


class SingleUse(Protocol):
    """What counts once: identifiers of assertions and proofs, by tenant and namespace."""

    async def consume(
        self,
        tenant_id: TenantId,
        namespace: str,
        value: str,
        *,
        now: datetime,
        expires_at: datetime,
    ) -> bool:
        """Use ``value`` up and tell whether this call was the first to do so.

        Of any number of callers, on any node, exactly one is. It stays used up at least
        until ``expires_at``; what was over before ``now`` may be forgotten.
        Raises OSError when the database does not serve.
        """


class Entitlement:
    """The assignments of one client on one resource, with room for prepared work.

    ``prepared`` belongs to the token service and dies with this object, that is
    with the next change of client, resource or assignments.
    """

    __slots__ = ("prepared", "role_ids")

    def __init__(self, role_ids: frozenset[str]) -> None:
        self.role_ids = role_ids
        self.prepared: dict[object, object] = {}


class IssuerKeys(Protocol):
    """The keys by which issuers of other people's tokens sign."""

    async def keys_of(
        self, tenant_id: TenantId, issuer: str, key_id: str | None
    ) -> Sequence[IssuerKey]:
        """Return the keys of an issuer that the tenant trusts, all that it publishes.

        ``key_id`` is what a token names: when it is not among the known ones, the issuer
        may be asked again. Raises OSError when the keys cannot be had; its text is for
        the tenant's log and never for the caller.
        """


class ManagedIdentities(Protocol):
    """The service principals that workloads of this machine act as, of whatever tenant."""

    def list_all(self) -> Sequence[ManagedIdentity]:
        """Return the identities as they are now."""


class SignInLog(Protocol):
    """Sign-in records, committed in groups."""

    async def record(self, sign_in: SignIn) -> None:
        """Return when the record is durable. Raises OSError when it cannot be made so."""

    async def list_newest(  # noqa: PLR0913 - the filters of the log
        self,
        tenant_id: TenantId,
        *,
        limit: int = 100,
        before: str = "",
        app_id: str = "",
        correlation_id: str = "",
        where: Expression | None = None,
    ) -> Sequence[SignIn]:
        """Return records, newest first; ``before`` is the last record id of the page before.

        Raises ODataError for a property that cannot be filtered by.
        """
