"""Tenants and their domains."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from daemonry.directory.signing_keys import TenantTools

if TYPE_CHECKING:
    from collections.abc import Sequence

    from daemonry.directory.work import Work
    from daemonry.model.audit import Actor
    from daemonry.model.ids import TenantId
    from daemonry.model.tenant import Domain, Tenant
    from daemonry.ports import UnitOfWork

__all__ = [
    "NewTenant",
    "TenantTools",
    "add_domain",
    "create_tenant",
    "find_tenant",
    "get_organization",
    "list_domains",
    "list_tenants",
    "remove_domain",
    "rename_tenant",
    "verify_domain",
]


@dataclass(frozen=True, slots=True)
class NewTenant:
    """A tenant to be made; its initial domain is ``{subdomain}.{suffix}``."""

    display_name: str
    subdomain: str
    suffix: str
    tenant_id: TenantId | None = None


async def create_tenant(
    uow: UnitOfWork, actor: Actor, new: NewTenant, tools: TenantTools
) -> Tenant:
    """Make a tenant with its initial domain, first signing key and Microsoft Graph in it.

    For the operator only. Raises InvalidError for a bad name, ConflictError for a taken
    one, ForbiddenError.
    """
    raise NotImplementedError


async def find_tenant(uow: UnitOfWork, name: str) -> Tenant:
    """Return the tenant with this ID, verified domain or subdomain (case ignored).

    Public knowledge, as every authority resolves it. Raises NotFoundError(TENANT_NOT_FOUND).
    """
    raise NotImplementedError


async def list_tenants(uow: UnitOfWork, actor: Actor) -> Sequence[Tenant]:
    """Return every tenant, oldest first. For the operator only: raises ForbiddenError."""
    raise NotImplementedError


async def get_organization(work: Work) -> Tenant:
    """Return the tenant as its own members see it.

    Needs Organization.Read.All or Directory.Read.All. Raises ForbiddenError.
    """
    raise NotImplementedError


async def rename_tenant(work: Work, display_name: str) -> Tenant:
    """Change the display name; domains stay. Raises InvalidError, ForbiddenError."""
    raise NotImplementedError


async def list_domains(work: Work) -> tuple[Domain, ...]:
    """Return all domains of the tenant, verified or not. Raises ForbiddenError."""
    raise NotImplementedError


async def add_domain(work: Work, name: str) -> Domain:
    """Add a domain, unverified; ``verification`` tells how its owner proves it.

    Raises InvalidError(DOMAIN_INVALID), ConflictError(DOMAIN_TAKEN), ForbiddenError.
    """
    raise NotImplementedError


async def verify_domain(work: Work, name: str, *, vouched: bool) -> Domain:
    """Mark a domain verified because the operator vouches for it.

    No DNS is asked so far, so without ``vouched`` the answer is
    InvalidError(DOMAIN_NOT_PROVED) that tells what to publish. Only the operator may
    vouch. Raises NotFoundError(DOMAIN_NOT_FOUND), ForbiddenError.
    """
    raise NotImplementedError


async def remove_domain(work: Work, name: str) -> None:
    """Remove a domain that is neither initial nor default nor part of an application ID URI.

    Raises NotFoundError(DOMAIN_NOT_FOUND), InvalidError(DOMAIN_NOT_REMOVABLE), ForbiddenError.
    """
    raise NotImplementedError
