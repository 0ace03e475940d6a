"""Transactions on the directory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from daemonry.model.ids import AppId, TenantId
    from daemonry.ports.delegations import DeviceCodes, TokenFamilies
    from daemonry.ports.grants import Assignments, Owners, PermissionGrants, RoleAssignments
    from daemonry.ports.notices import Notices
    from daemonry.ports.people import AuthenticationMethods, Sessions, SetupLinks, Users
    from daemonry.ports.records import AuditTrail, RevokedTokens
    from daemonry.ports.registrations import Applications, ServicePrincipals, Tenants
    from daemonry.ports.trust import CertificateAuthorities, SigningKeys, TokenLifetimePolicies


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
        """Persons' accounts."""

    @property
    def authentication_methods(self) -> AuthenticationMethods:
        """Factors of persons."""

    @property
    def setup_links(self) -> SetupLinks:
        """Setup links."""

    @property
    def sessions(self) -> Sessions:
        """Sessions of persons."""

    @property
    def token_families(self) -> TokenFamilies:
        """What people's sign-ins gave to clients."""

    @property
    def device_codes(self) -> DeviceCodes:
        """Devices that wait for a person."""

    @property
    def revoked_tokens(self) -> RevokedTokens:
        """Revoked tokens."""

    @property
    def notices(self) -> Notices:
        """Notices that something ends."""

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
