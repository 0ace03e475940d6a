"""Every route of the management API with the rights it takes: one row each.

``*`` stands for an object's key. A row ends with groups of application permissions;
a caller needs one of each group, and the first of a group is the least privilege
(Entra: permissions-reference). What depends on the object (owners, both ends of an
assignment, an application that rolls its own certificate) is the verb's business, which
checks the right again.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from daemonry.directory.permissions import (
    ASSIGN_ROLES,
    EXPLAIN,
    READ_APPLICATIONS,
    READ_AUDIT,
    READ_DOMAINS,
    READ_GRANTS,
    READ_OBJECTS,
    READ_ORGANIZATION,
    READ_POLICIES,
    READ_ROLES,
    READ_SIGN_INS,
    READ_USERS,
    REMOVE_ASSIGNMENTS,
    WRITE_APPLICATIONS,
    WRITE_CREDENTIALS,
    WRITE_DOMAINS,
    WRITE_GRANTS,
    WRITE_OBJECTS,
    WRITE_ORGANIZATION,
    WRITE_POLICIES,
    WRITE_ROLES,
    WRITE_SERVICE_PRINCIPALS,
    WRITE_USERS,
)
from daemonry.graph import (
    app_management,
    app_role_assignments,
    applications,
    audit_logs,
    authentication_methods,
    deleted_items,
    directory_objects,
    directory_roles,
    domains,
    explanations,
    federated_credentials,
    key_credentials,
    organization,
    owners,
    password_credentials,
    permission_grants,
    service_principals,
    users,
)
from daemonry.graph import token_lifetime_policies as lifetimes

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from daemonry.graph.services import Answer, Call

    Handler = Callable[[Call], Awaitable[Answer]]
    Group = tuple[str, ...]


@dataclass(frozen=True)
class Route:
    """One operation. ``path`` is without the version, ``pattern`` the same in lower case.

    A collection also answers ``/$count``, ``/$ref`` and casts behind it. A body that is
    no JSON is for routes that one ``takes_file``.
    """

    method: str
    path: str
    handler: Handler
    rights: tuple[Group, ...]
    is_collection: bool = False
    takes_file: bool = False

    @cached_property
    def pattern(self) -> tuple[str, ...]:
        """The segments of the path."""
        return tuple(self.path.lower().split("/"))


def _get(path: str, handler: Handler, *rights: Group) -> Route:
    return Route("GET", path, handler, rights)


def _list(path: str, handler: Handler, *rights: Group) -> Route:
    return Route("GET", path, handler, rights, is_collection=True)


def _post(path: str, handler: Handler, *rights: Group) -> Route:
    return Route("POST", path, handler, rights)


def _patch(path: str, handler: Handler, *rights: Group) -> Route:
    return Route("PATCH", path, handler, rights)


def _delete(path: str, handler: Handler, *rights: Group) -> Route:
    return Route("DELETE", path, handler, rights)


ROUTES: Final = (
    _list("organization", organization.listing, READ_ORGANIZATION),
    _get("organization/*", organization.show, READ_ORGANIZATION),
    _patch("organization/*", organization.update, WRITE_ORGANIZATION),
    _list("domains", domains.listing, READ_DOMAINS),
    _post("domains", domains.create, WRITE_DOMAINS),
    _get("domains/*", domains.show, READ_DOMAINS),
    _patch("domains/*", domains.update, WRITE_DOMAINS),
    _delete("domains/*", domains.delete, WRITE_DOMAINS),
    _list("domains/*/verificationDnsRecords", domains.dns_records, READ_DOMAINS),
    _post("domains/*/verify", domains.verify, WRITE_DOMAINS),
    # Directory roles.
    _list("directoryRoleTemplates", directory_roles.templates, READ_ROLES),
    _get("directoryRoleTemplates/*", directory_roles.template, READ_ROLES),
    _list("directoryRoles", directory_roles.roles, READ_ROLES),
    _post("directoryRoles", directory_roles.activate, WRITE_ROLES),
    _get("directoryRoles/*", directory_roles.role, READ_ROLES),
    _list("directoryRoles/*/members", directory_roles.members, READ_ROLES, READ_OBJECTS),
    _post("directoryRoles/*/members/$ref", directory_roles.add_member, WRITE_ROLES),
    _delete("directoryRoles/*/members/*/$ref", directory_roles.remove_member, WRITE_ROLES),
    _list("roleManagement/directory/roleDefinitions", directory_roles.definitions, READ_ROLES),
    _get("roleManagement/directory/roleDefinitions/*", directory_roles.definition, READ_ROLES),
    _list("roleManagement/directory/roleAssignments", directory_roles.assignments, READ_ROLES),
    _post("roleManagement/directory/roleAssignments", directory_roles.assign, WRITE_ROLES),
    _get("roleManagement/directory/roleAssignments/*", directory_roles.assignment, READ_ROLES),
    _delete("roleManagement/directory/roleAssignments/*", directory_roles.unassign, WRITE_ROLES),
    # Applications.
    _list("applications", applications.listing, READ_APPLICATIONS),
    _post("applications", applications.create, WRITE_APPLICATIONS),
    _get("applications/*", applications.show, READ_APPLICATIONS),
    _patch("applications/*", applications.update, WRITE_APPLICATIONS),
    _delete("applications/*", applications.delete, WRITE_APPLICATIONS),
    _get("applications/*/logo", applications.logo, READ_APPLICATIONS),
    Route(
        "PUT", "applications/*/logo", applications.set_logo, (WRITE_APPLICATIONS,), takes_file=True
    ),
    _post("applications/*/addPassword", password_credentials.add_to_application, WRITE_CREDENTIALS),
    _post(
        "applications/*/removePassword",
        password_credentials.remove_from_application,
        WRITE_CREDENTIALS,
    ),
    _post("applications/*/addKey", key_credentials.add_to_application),
    _post("applications/*/removeKey", key_credentials.remove_from_application),
    _post("applications/*/restore", applications.restore, WRITE_APPLICATIONS),
    _list("applications/*/owners", owners.of_application, READ_APPLICATIONS),
    _post("applications/*/owners/$ref", owners.add_to_application, WRITE_APPLICATIONS),
    _delete("applications/*/owners/*/$ref", owners.remove_from_application, WRITE_APPLICATIONS),
    # Whose tokens stand for an application.
    _list(
        "applications/*/federatedIdentityCredentials",
        federated_credentials.listing,
        READ_APPLICATIONS,
    ),
    _post(
        "applications/*/federatedIdentityCredentials",
        federated_credentials.create,
        WRITE_APPLICATIONS,
    ),
    _get(
        "applications/*/federatedIdentityCredentials/*",
        federated_credentials.show,
        READ_APPLICATIONS,
    ),
    _patch(
        "applications/*/federatedIdentityCredentials/*",
        federated_credentials.update,
        WRITE_APPLICATIONS,
    ),
    _delete(
        "applications/*/federatedIdentityCredentials/*",
        federated_credentials.delete,
        WRITE_APPLICATIONS,
    ),
    # What credentials applications may be given.
    _get("policies/defaultAppManagementPolicy", app_management.show, READ_POLICIES),
    _patch("policies/defaultAppManagementPolicy", app_management.update, WRITE_POLICIES),
    # How long tokens live.
    _list("policies/tokenLifetimePolicies", lifetimes.listing, READ_POLICIES),
    _post("policies/tokenLifetimePolicies", lifetimes.create, WRITE_POLICIES),
    _get("policies/tokenLifetimePolicies/*", lifetimes.show, READ_POLICIES),
    _patch("policies/tokenLifetimePolicies/*", lifetimes.update, WRITE_POLICIES),
    _delete("policies/tokenLifetimePolicies/*", lifetimes.delete, WRITE_POLICIES),
    _list("policies/tokenLifetimePolicies/*/appliesTo", lifetimes.applies_to, READ_POLICIES),
    _list(
        "applications/*/tokenLifetimePolicies",
        lifetimes.of_application,
        READ_POLICIES,
        WRITE_APPLICATIONS,
    ),
    _post(
        "applications/*/tokenLifetimePolicies/$ref",
        lifetimes.assign_to_application,
        WRITE_POLICIES,
        WRITE_APPLICATIONS,
    ),
    _delete(
        "applications/*/tokenLifetimePolicies/*/$ref",
        lifetimes.unassign_from_application,
        WRITE_POLICIES,
        WRITE_APPLICATIONS,
    ),
    _list(
        "servicePrincipals/*/tokenLifetimePolicies",
        lifetimes.of_service_principal,
        READ_POLICIES,
        WRITE_APPLICATIONS,
    ),
    _post(
        "servicePrincipals/*/tokenLifetimePolicies/$ref",
        lifetimes.assign_to_service_principal,
        WRITE_POLICIES,
        WRITE_APPLICATIONS,
    ),
    _delete(
        "servicePrincipals/*/tokenLifetimePolicies/*/$ref",
        lifetimes.unassign_from_service_principal,
        WRITE_POLICIES,
        WRITE_APPLICATIONS,
    ),
    # Service principals.
    _list("servicePrincipals", service_principals.listing, READ_APPLICATIONS),
    _post("servicePrincipals", service_principals.create, WRITE_SERVICE_PRINCIPALS),
    _get("servicePrincipals/*", service_principals.show, READ_APPLICATIONS),
    _patch("servicePrincipals/*", service_principals.update, WRITE_SERVICE_PRINCIPALS),
    _delete("servicePrincipals/*", service_principals.delete, WRITE_SERVICE_PRINCIPALS),
    _post(
        "servicePrincipals/*/addPassword",
        password_credentials.add_to_service_principal,
        WRITE_CREDENTIALS,
    ),
    _post(
        "servicePrincipals/*/removePassword",
        password_credentials.remove_from_service_principal,
        WRITE_CREDENTIALS,
    ),
    _post("servicePrincipals/*/addKey", key_credentials.add_to_service_principal),
    _post("servicePrincipals/*/removeKey", key_credentials.remove_from_service_principal),
    _list("servicePrincipals/*/owners", owners.of_service_principal, READ_APPLICATIONS),
    _post("servicePrincipals/*/owners/$ref", owners.add_to_service_principal, WRITE_APPLICATIONS),
    _delete(
        "servicePrincipals/*/owners/*/$ref",
        owners.remove_from_service_principal,
        WRITE_APPLICATIONS,
    ),
    _list("servicePrincipals/*/ownedObjects", service_principals.owned_objects, READ_APPLICATIONS),
    _list("servicePrincipals/*/memberOf", service_principals.memberships, READ_APPLICATIONS),
    _list(
        "servicePrincipals/*/transitiveMemberOf",
        service_principals.memberships,
        READ_APPLICATIONS,
    ),
    # People, and objects of any kind.
    _list("users", users.listing, READ_USERS),
    _post("users", users.create, WRITE_USERS),
    _get("users/*", users.show, READ_USERS),
    _patch("users/*", users.update, WRITE_USERS),
    _delete("users/*", users.delete, WRITE_USERS),
    _post("users/*/revokeSignInSessions", users.revoke_sessions, WRITE_USERS),
    _list("users/*/memberOf", users.memberships, READ_USERS, READ_ROLES),
    _list("users/*/transitiveMemberOf", users.memberships, READ_USERS, READ_ROLES),
    _list("users/*/authentication/methods", authentication_methods.listing, READ_USERS),
    _list("users/*/authentication/fido2Methods", authentication_methods.passkeys, READ_USERS),
    _get("users/*/authentication/fido2Methods/*", authentication_methods.passkey, READ_USERS),
    _delete(
        "users/*/authentication/fido2Methods/*", authentication_methods.remove_passkey, WRITE_USERS
    ),
    _list("users/*/ownedObjects", users.owned_objects, READ_USERS, READ_APPLICATIONS),
    # Of the person whose token it is; the verbs let everybody at the own account.
    _get("me", users.show),
    _list("me/memberOf", users.memberships),
    _list("me/transitiveMemberOf", users.memberships),
    _list("me/ownedObjects", users.owned_objects),
    _post("me/revokeSignInSessions", users.revoke_sessions),
    _list("me/authentication/methods", authentication_methods.listing),
    _list("me/authentication/fido2Methods", authentication_methods.passkeys),
    _get("users/me-token-to-replace", users.show),
    _get("directoryObjects/*", directory_objects.show, READ_OBJECTS),
    _post("directoryObjects/getByIds", directory_objects.by_ids, READ_OBJECTS),
    *(
        _post(f"directoryObjects/*/{action}", directory_objects.memberships, READ_OBJECTS)
        for action in (
            "checkMemberGroups",
            "checkMemberObjects",
            "getMemberGroups",
            "getMemberObjects",
        )
    ),
    # Consent.
    _list(
        "servicePrincipals/*/appRoleAssignments",
        app_role_assignments.listing_of_client,
        READ_APPLICATIONS,
    ),
    _post(
        "servicePrincipals/*/appRoleAssignments",
        app_role_assignments.create_at_client,
        *ASSIGN_ROLES,
    ),
    _get(
        "servicePrincipals/*/appRoleAssignments/*",
        app_role_assignments.show_at_client,
        READ_APPLICATIONS,
    ),
    _delete(
        "servicePrincipals/*/appRoleAssignments/*",
        app_role_assignments.delete_at_client,
        REMOVE_ASSIGNMENTS,
    ),
    _list(
        "servicePrincipals/*/appRoleAssignedTo",
        app_role_assignments.listing_of_resource,
        READ_APPLICATIONS,
    ),
    _post(
        "servicePrincipals/*/appRoleAssignedTo",
        app_role_assignments.create_at_resource,
        *ASSIGN_ROLES,
    ),
    _get(
        "servicePrincipals/*/appRoleAssignedTo/*",
        app_role_assignments.show_at_resource,
        READ_APPLICATIONS,
    ),
    _delete(
        "servicePrincipals/*/appRoleAssignedTo/*",
        app_role_assignments.delete_at_resource,
        REMOVE_ASSIGNMENTS,
    ),
    # Delegated permissions.
    _list("oauth2PermissionGrants", permission_grants.listing, READ_GRANTS),
    _post("oauth2PermissionGrants", permission_grants.create, WRITE_GRANTS),
    _get("oauth2PermissionGrants/*", permission_grants.show, READ_GRANTS),
    _patch("oauth2PermissionGrants/*", permission_grants.update, WRITE_GRANTS),
    _delete("oauth2PermissionGrants/*", permission_grants.delete, WRITE_GRANTS),
    _list(
        "servicePrincipals/*/oauth2PermissionGrants",
        permission_grants.listing_of_client,
        READ_GRANTS,
        READ_APPLICATIONS,
    ),
    # What was deleted.
    _list(
        "directory/deletedItems/application",
        deleted_items.listing_of_applications,
        READ_APPLICATIONS,
    ),
    _list("directory/deletedItems/user", deleted_items.listing_of_users, READ_USERS),
    _list(
        "directory/deletedItems/servicePrincipal",
        deleted_items.listing_of_service_principals,
        READ_APPLICATIONS,
    ),
    _get("directory/deletedItems/*", deleted_items.show, READ_OBJECTS),
    _delete("directory/deletedItems/*", deleted_items.purge, WRITE_OBJECTS),
    _post("directory/deletedItems/*/restore", deleted_items.restore, WRITE_OBJECTS),
    # Evidence.
    _get("auditLogs/directoryAudits", audit_logs.directory_audits, *READ_AUDIT),
    _get("auditLogs/signIns", audit_logs.sign_ins, READ_SIGN_INS),
    # Not of Microsoft Graph.
    _get("auditLogs/signIns/*/daemonry.explain", explanations.of_request, *EXPLAIN),
    _get("servicePrincipals/*/daemonry.explain", explanations.of_client, *EXPLAIN),
)
