"""Applications that the server itself brings into every tenant.

The management API, under the identifiers that clients of Microsoft Graph have built
in, and the tools that sign people in under an identifier of their own. Identifiers are
Entra's well-known ones (Entra: permissions-reference), because unmodified tools send them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from daemonry.model.application import (
    MEMBER_APPLICATION,
    PERMISSION_SCOPE,
    ApiSettings,
    Application,
    AppRole,
    RequiredResourceAccess,
    ResourceAccess,
)
from daemonry.model.graph_scopes import ACCESS_AS_USER, GRAPH_SCOPES, scope_ids
from daemonry.model.ids import AppId, ObjectId, RoleId

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.model.ids import TenantId

GRAPH_APP_ID: Final = AppId("00000003-0000-0000-c000-000000000000")
GRAPH_IDENTIFIER_URI: Final = "https://graph.microsoft.com"
RESOURCE_MANAGER_SUFFIX: Final = "/arm"
"""Behind our origin: what tools call the resource manager, here the same API."""

_EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)

_ROLES: Final = (
    ("9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30", "Application.Read.All", "Read all applications"),
    (
        "1bfefb4e-e0b5-418b-a88f-73c46d2cc8e9",
        "Application.ReadWrite.All",
        "Read and write all applications",
    ),
    (
        "18a4783c-866b-4cc7-a460-3d5e5662c884",
        "Application.ReadWrite.OwnedBy",
        "Manage applications that the caller creates or owns",
    ),
    (
        "06b708a9-e830-4db3-a914-8e69da51d44f",
        "AppRoleAssignment.ReadWrite.All",
        "Manage app role assignments and grant admin consent",
    ),
    (
        "81b4724a-58aa-41c1-8a55-84ef97466587",
        "DelegatedPermissionGrant.Read.All",
        "Read delegated permission grants",
    ),
    (
        "8e8e4742-1d95-4f68-9d56-6ee75648c72a",
        "DelegatedPermissionGrant.ReadWrite.All",
        "Manage delegated permission grants",
    ),
    ("7ab1d382-f21e-4acd-a863-ba3e13f7da61", "Directory.Read.All", "Read directory data"),
    (
        "19dbc75e-c2e2-444c-a770-ec69d8559fc7",
        "Directory.ReadWrite.All",
        "Read and write directory data",
    ),
    (
        "483bed4a-2ad3-4361-a73b-c83ccdbdc53c",
        "RoleManagement.Read.Directory",
        "Read directory roles and their assignments",
    ),
    (
        "9e3f62cf-ca93-4989-b6ce-bf83c28f9fe8",
        "RoleManagement.ReadWrite.Directory",
        "Manage directory roles and their assignments",
    ),
    ("498476ce-e0fe-48b0-b801-37ba7e2685c6", "Organization.Read.All", "Read the organization"),
    (
        "292d869f-3427-49a8-9dab-8c70152b74e9",
        "Organization.ReadWrite.All",
        "Read and write the organization",
    ),
    ("dbb9058a-0e50-45d7-ae91-66909b5d4664", "Domain.Read.All", "Read domains"),
    ("7e05723c-0bb0-42da-be95-ae9f08a6e53c", "Domain.ReadWrite.All", "Read and write domains"),
    ("246dd0d5-5bd0-4def-940b-0421030a5b68", "Policy.Read.All", "Read all policies"),
    (
        "be74164b-cff1-491c-8741-e671cb536e13",
        "Policy.ReadWrite.ApplicationConfiguration",
        "Manage application configuration policies",
    ),
    (
        "9e640839-a198-48fb-8b9a-013fd6f6cbcd",
        "Policy.Read.PermissionGrant",
        "Read permission grant policies",
    ),
    (
        "a402ca1c-2696-4531-972d-6e5ee4aa11ea",
        "Policy.ReadWrite.PermissionGrant",
        "Manage permission grant policies",
    ),
    (
        "b0afded3-3588-46d8-8b3d-9842eff778da",
        "AuditLog.Read.All",
        "Read audit and sign-in records",
    ),
    ("df021288-bdef-4463-88db-98f22de89214", "User.Read.All", "Read all users' full profiles"),
    (
        "97235f07-e226-4f63-ace3-39588e11d3a1",
        "User.ReadBasic.All",
        "Read all users' basic profiles",
    ),
    ("741f803b-c850-494e-b5df-cde7c675a1ca", "User.ReadWrite.All", "Manage users"),
    ("5b567255-7703-4780-807c-7be8301ae99b", "Group.Read.All", "Read all groups"),
    ("62a82d76-70ea-41e2-9197-370581804d09", "Group.ReadWrite.All", "Manage groups"),
    ("98830695-27a2-44f7-8c18-0c3ebc9698f6", "GroupMember.Read.All", "Read group memberships"),
    (
        "cac88765-0581-4025-9725-5ebc13f729ee",
        "CrossTenantInformation.ReadBasic.All",
        "Read basic information of other tenants",
    ),
)

BOOTSTRAP_PERMISSIONS: Final = (
    "Application.ReadWrite.All",
    "AppRoleAssignment.ReadWrite.All",
    "DelegatedPermissionGrant.ReadWrite.All",
    "Directory.Read.All",
    "Policy.ReadWrite.ApplicationConfiguration",
    "RoleManagement.ReadWrite.Directory",
    "AuditLog.Read.All",
    "Organization.Read.All",
    "Domain.Read.All",
)
"""What the first principal of a tenant holds, so that it can manage all the rest."""

TAKEOVER_PERMISSIONS: Final = frozenset(
    {
        "RoleManagement.ReadWrite.Directory",
        "AppRoleAssignment.ReadWrite.All",
        "Application.ReadWrite.All",
    }
)
"""Permissions that amount to the whole tenant; granting one is audited as such."""


AZURE_CLI: Final = AppId("04b07795-8ddb-461a-bbee-02f9e1bf7b46")
AZURE_POWERSHELL: Final = AppId("1950a258-227b-4e31-a9cf-717495945fc2")
GRAPH_COMMAND_LINE: Final = AppId("14d82eec-204b-4c2f-b7e8-296a70dab67e")

FIRST_PARTY_CLIENTS: Final[Mapping[AppId, str]] = {
    AZURE_CLI: "Azure CLI",
    AZURE_POWERSHELL: "Azure PowerShell",
    GRAPH_COMMAND_LINE: "Microsoft Graph Command Line Tools",
}
"""Tools that sign people in under an identifier that they have built in.

They keep no secret, and nothing is granted to them in advance: somebody consents, as to
any other client. A tenant gets their service principals when they first ask.
"""

FIRST_PARTY: Final = (GRAPH_APP_ID, *FIRST_PARTY_CLIENTS)


def first_party_application(app_id: AppId, tenant_id: TenantId) -> Application | None:
    """Return the built-in application with this appId as ``tenant_id`` sees it."""
    if app_id in FIRST_PARTY_CLIENTS:
        return _client(app_id, tenant_id)
    if app_id != GRAPH_APP_ID:
        return None
    return Application(
        tenant_id=tenant_id,
        object_id=ObjectId(GRAPH_APP_ID),
        app_id=GRAPH_APP_ID,
        display_name="Microsoft Graph",
        created_at=_EPOCH,
        sign_in_audience="AzureADMultipleOrgs",
        identifier_uris=(GRAPH_IDENTIFIER_URI,),
        app_roles=GRAPH_APP_ROLES,
        api=ApiSettings(oauth2_permission_scopes=GRAPH_SCOPES),
    )


def is_first_party(app_id: AppId) -> bool:
    """Tell whether the application is the server's own and cannot be changed."""
    return app_id in FIRST_PARTY


def _client(app_id: AppId, tenant_id: TenantId) -> Application:
    asked = () if app_id == GRAPH_COMMAND_LINE else (ACCESS_AS_USER, "AuditLog.Read.All")
    access = tuple(ResourceAccess(scope, PERMISSION_SCOPE) for scope in scope_ids(*asked))
    required = (RequiredResourceAccess(GRAPH_APP_ID, access),) if access else ()
    return Application(
        tenant_id=tenant_id,
        object_id=ObjectId(app_id),
        app_id=app_id,
        display_name=FIRST_PARTY_CLIENTS[app_id],
        created_at=_EPOCH,
        sign_in_audience="AzureADMultipleOrgs",
        required_resource_access=required,
        # RFC 8252 section 7.3; the tools pick a free port.
        public_client_redirect_uris=("http://localhost", "http://127.0.0.1"),
        is_fallback_public_client=True,
    )


GRAPH_APP_ROLES: Final = tuple(
    AppRole(
        role_id=RoleId(role_id),
        value=value,
        display_name=title,
        description=f"Lets the application act without a user: {title[0].lower()}{title[1:]}.",
        allowed_member_types=(MEMBER_APPLICATION,),
    )
    for role_id, value, title in _ROLES
)
