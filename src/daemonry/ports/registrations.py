"""Where tenants, registrations and service principals are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from daemonry.model.application import Application
    from daemonry.model.figures import EndingCredential
    from daemonry.model.ids import AppId, ObjectId, TenantId
    from daemonry.model.logo import Logo
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.model.tenant import Domain, Tenant
    from daemonry.ports.lists import ListQuery


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

    async def remove(self, tenant_id: TenantId) -> None:
        """Remove a tenant with everything in it but its trail and records."""

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
        self,
        tenant_id: TenantId,
        query: ListQuery,
        *,
        deleted: bool = False,
        at_most: int | None = None,
    ) -> int:
        """Return how many there are, whatever the page; no more than ``at_most`` are counted."""

    async def list_ending(
        self, tenant_id: TenantId, *, after: datetime | None, before: datetime, limit: int
    ) -> Sequence[EndingCredential]:
        """Return secrets and certificates of live applications by their end, earliest first.

        ``before`` is exclusive; without ``after`` those that ended long ago come, too.
        """

    async def save(self, application: Application) -> None:
        """Store the whole registration.

        Raises InvalidError for a taken identifier URI, ConflictError for a taken name.
        """

    async def remove(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        """Remove it for good, with its credentials and owners."""

    async def get_logo(self, tenant_id: TenantId, object_id: ObjectId, file: str) -> bytes | None:
        """Return the picture with this name (``model.logo``), or None."""

    async def save_logo(self, tenant_id: TenantId, object_id: ObjectId, logo: Logo) -> None:
        """Store the one logo of a registration that is there."""

    async def remove_logo(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        """Remove the logo; where there is none nothing happens."""


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
        self,
        tenant_id: TenantId,
        query: ListQuery,
        *,
        deleted: bool = False,
        at_most: int | None = None,
    ) -> int:
        """Return how many there are, whatever the page; no more than ``at_most`` are counted."""

    async def save(self, principal: ServicePrincipal) -> None:
        """Store its own properties; the application is not touched."""

    async def remove(self, tenant_id: TenantId, object_id: ObjectId) -> None:
        """Remove it for good, with its owners and assignments in both directions."""
