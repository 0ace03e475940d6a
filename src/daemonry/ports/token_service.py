"""The world as the token service sees it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from daemonry.jose.key_set import IssuerKey
    from daemonry.model.application import Application
    from daemonry.model.certificate_authority import CertificateAuthority
    from daemonry.model.credential import PasswordCredential
    from daemonry.model.ids import AppId, ObjectId, TenantId
    from daemonry.model.managed_identity import ManagedIdentity
    from daemonry.model.policy import PoliciesInForce
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.signing_key import SigningKey
    from daemonry.model.tenant import Tenant


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


class RenewDigest(Protocol):
    """Called when a secret has proved itself whose digest was made with an older key."""

    def __call__(
        self, client: ServicePrincipal, credential: PasswordCredential, secret: str
    ) -> None:
        """Have the digest made anew with the newest key, later; nobody waits for it."""
