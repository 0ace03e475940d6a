"""Where signing keys, policies and certificate authorities are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.model.certificate_authority import CertificateAuthority
    from daemonry.model.ids import ObjectId, TenantId
    from daemonry.model.policy import TokenLifetimePolicy
    from daemonry.model.signing_key import SigningKey


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
