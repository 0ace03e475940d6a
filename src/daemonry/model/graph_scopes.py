"""The delegated permissions of the management API (Entra: permissions-reference).

What a client may do for a person is what such a permission allows and the person may do
anyway by a directory role.
"""

from __future__ import annotations

from typing import Final

from daemonry.model.application import PermissionScope
from daemonry.model.ids import RoleId

ACCESS_AS_USER: Final = "Directory.AccessAsUser.All"
"""All that the person may do, nothing more."""

_USER: Final = "User"
_ADMIN: Final = "Admin"
_SCOPES: Final = (
    ("c79f8feb-a9db-4090-85f9-90d820caa0eb", "Application.Read.All", _ADMIN, "Read applications"),
    (
        *("bdfbf15f-ee85-4955-8675-146e8e5296b5", "Application.ReadWrite.All", _ADMIN),
        "Read and write all applications",
    ),
    (
        *("84bccea3-f856-4a8a-967b-dbe0a3d53a64", "AppRoleAssignment.ReadWrite.All", _ADMIN),
        "Manage app role assignments and grant admin consent",
    ),
    (
        *("a197cdc4-a8e8-4d49-9d35-4ca7c83887b4", "DelegatedPermissionGrant.Read.All", _ADMIN),
        "Read delegated permission grants",
    ),
    (
        *("41ce6ca6-6826-4807-84f1-1c82854f7ee5", "DelegatedPermissionGrant.ReadWrite.All", _ADMIN),
        "Manage all delegated permission grants",
    ),
    ("06da0dbc-49e2-44d2-8312-53f166ab848a", "Directory.Read.All", _ADMIN, "Read directory data"),
    (
        *("c5366453-9fb0-48a5-a156-24f0c49a4b84", "Directory.ReadWrite.All", _ADMIN),
        "Read and write directory data",
    ),
    (
        *("0e263e50-5827-48a4-b97c-d940288653c7", ACCESS_AS_USER, _ADMIN),
        "Access the directory as you",
    ),
    (
        *("741c54c3-0c1e-44a1-818b-3f97ab4e8c83", "RoleManagement.Read.Directory", _ADMIN),
        "Read directory roles and their assignments",
    ),
    (
        *("d01b97e9-cbc0-49fe-810a-750afd5527a3", "RoleManagement.ReadWrite.Directory", _ADMIN),
        "Manage directory roles and their assignments",
    ),
    (
        *("4908d5b9-3fb2-4b1e-9336-1888b7937185", "Organization.Read.All", _ADMIN),
        "Read the organization",
    ),
    (
        *("46ca0847-7e6b-426e-9775-ea810a948356", "Organization.ReadWrite.All", _ADMIN),
        "Read and write the organization",
    ),
    ("2f9ee017-59c1-4f1d-9472-bd5529a7b311", "Domain.Read.All", _ADMIN, "Read domains"),
    (
        *("0b5d694c-a244-4bde-86e6-eb5cd07730fe", "Domain.ReadWrite.All", _ADMIN),
        "Read and write domains",
    ),
    ("572fea84-0151-49b2-9301-11cb16974376", "Policy.Read.All", _ADMIN, "Read all policies"),
    (
        *("b27add92-efb2-4f16-84f5-8108ba77985c", "Policy.ReadWrite.ApplicationConfiguration"),
        *(_ADMIN, "Manage application configuration policies"),
    ),
    (
        *("414de6ea-2d92-462f-b120-6e2a809a6d01", "Policy.Read.PermissionGrant", _ADMIN),
        "Read permission grant policies",
    ),
    (
        *("2672f8bb-fd5e-42e0-85e1-ec764dd2614e", "Policy.ReadWrite.PermissionGrant", _ADMIN),
        "Manage permission grant policies",
    ),
    (
        *("e4c9e354-4dc5-45b8-9e7c-e1393b0b1a20", "AuditLog.Read.All", _ADMIN),
        "Read audit and sign-in records",
    ),
    (
        "e1fe6dd8-ba31-4d61-89e7-88639da4683d",
        "User.Read",
        _USER,
        "Sign you in and read your profile",
    ),
    (
        *("b340eb25-3456-403f-be2f-af7a0d370277", "User.ReadBasic.All", _USER),
        "Read all users' basic profiles",
    ),
    (
        *("a154be20-db9c-4678-8ab7-66f6cc099a59", "User.Read.All", _ADMIN),
        "Read all users' full profiles",
    ),
    ("204e0828-b5ca-4ad8-b9f3-f32a958e7cc4", "User.ReadWrite.All", _ADMIN, "Manage users"),
    ("5f8c59db-677d-491f-a6b8-5f174b11ec1d", "Group.Read.All", _ADMIN, "Read all groups"),
    ("4e46008b-f24c-477d-8fff-7bb4ec7aafe0", "Group.ReadWrite.All", _ADMIN, "Manage groups"),
    (
        *("bc024368-1153-4739-b217-4326f2e966d0", "GroupMember.Read.All", _ADMIN),
        "Read group memberships",
    ),
    (
        *("81594d25-e88e-49cf-ac8c-fecbff49f994", "CrossTenantInformation.ReadBasic.All", _USER),
        "Read basic information of other tenants",
    ),
    ("37f7f235-527c-4136-accd-4a02d197296e", "openid", _USER, "Sign you in"),
    ("14dad69e-099b-42c9-810b-d002981feec1", "profile", _USER, "See your name and user name"),
    ("64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0", "email", _USER, "See your email address"),
    (
        *("7427e0e9-2fba-42fe-b0c0-848c9e6a8182", "offline_access", _USER),
        "Keep access to what you let it do while you are away",
    ),
)

GRAPH_SCOPES: Final = tuple(
    PermissionScope(
        scope_id=RoleId(scope_id),
        value=value,
        type=kind,
        admin_consent_display_name=title,
        admin_consent_description=f"Lets the application do this for people: {title.lower()}.",
        user_consent_display_name=title,
        user_consent_description=f"Lets the application do this for you: {title.lower()}.",
    )
    for scope_id, value, kind, title in _SCOPES
)


def scope_ids(*values: str) -> tuple[RoleId, ...]:
    """Return the identifiers of permissions by value. Raises KeyError."""
    by_value = {scope.value: scope.scope_id for scope in GRAPH_SCOPES}
    return tuple(by_value[value] for value in values)
