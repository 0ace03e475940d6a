"""What the use cases need from the world, as Protocols. Read as a document.

Rule of the house: the tenant is a parameter of every operation on a tenant's data,
always first, so that no adapter can look anything up by a bare identifier.
Every ``list_*`` with a limit answers at most so many rows.
"""

from __future__ import annotations

from daemonry.ports.delegations import DeviceCodes, TokenFamilies
from daemonry.ports.grants import Assignments, Owners, PermissionGrants, RoleAssignments
from daemonry.ports.lists import AssignmentQuery, ListQuery
from daemonry.ports.machine import Clock, DomainProofs, IdSource, KeyVault, SigningBatches
from daemonry.ports.notices import Notices
from daemonry.ports.people import AuthenticationMethods, Sessions, SetupLinks, Users
from daemonry.ports.records import AuditTrail, RevokedTokens, SignInLog
from daemonry.ports.registrations import Applications, ServicePrincipals, Tenants
from daemonry.ports.token_service import (
    ClientState,
    Entitlement,
    IssuerKeys,
    ManagedIdentities,
    RenewDigest,
    SingleUse,
    TokenDirectory,
)
from daemonry.ports.trust import CertificateAuthorities, SigningKeys, TokenLifetimePolicies
from daemonry.ports.work import Directory, UnitOfWork

__all__ = [
    "Applications",
    "AssignmentQuery",
    "Assignments",
    "AuditTrail",
    "AuthenticationMethods",
    "CertificateAuthorities",
    "ClientState",
    "Clock",
    "DeviceCodes",
    "Directory",
    "DomainProofs",
    "Entitlement",
    "IdSource",
    "IssuerKeys",
    "KeyVault",
    "ListQuery",
    "ManagedIdentities",
    "Notices",
    "Owners",
    "PermissionGrants",
    "RenewDigest",
    "RevokedTokens",
    "RoleAssignments",
    "ServicePrincipals",
    "Sessions",
    "SetupLinks",
    "SignInLog",
    "SigningBatches",
    "SigningKeys",
    "SingleUse",
    "Tenants",
    "TokenDirectory",
    "TokenFamilies",
    "TokenLifetimePolicies",
    "UnitOfWork",
    "Users",
]
