"""The Microsoft Graph call that does what a page does, by the page's row in the table.

Shown at the foot of pages beside the command. Pages whose call is not here show none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_OWN: Final = "/admin/my-sign-in"
_APP: Final = "/admin/apps/{app_id}"
_APPLICATION: Final = "/v1.0/applications(appId='{app_id}')"
_ENTERPRISE: Final = "/admin/enterprise-apps/{object_id}"
_PRINCIPAL: Final = "/v1.0/servicePrincipals/{object_id}"
_USER: Final = "/admin/users/{object_id}"
_PERSON: Final = "/v1.0/users/{object_id}"

CALLS: Final[Mapping[str, str]] = {
    "/admin/tenant": "GET /v1.0/organization",
    "/admin/apps": "GET /v1.0/applications?$select=displayName,appId,createdDateTime",
    "/admin/apps/new": "POST /v1.0/applications, POST /v1.0/servicePrincipals",
    "/admin/deleted-apps/{object_id}/restore": (
        "POST /v1.0/directory/deletedItems/{object_id}/restore"
    ),
    "/admin/deleted-apps/{object_id}/purge": "DELETE /v1.0/directory/deletedItems/{object_id}",
    _APP: f"GET {_APPLICATION}",
    f"{_APP}/delete": f"DELETE {_APPLICATION}",
    f"{_APP}/branding": f"PATCH {_APPLICATION} (info, notes)",
    f"{_APP}/authentication": f"GET {_APPLICATION}?$select=web,spa,publicClient",
    f"{_APP}/authentication/add": f"PATCH {_APPLICATION} (web, spa, publicClient)",
    f"{_APP}/owners": f"GET {_APPLICATION}/owners",
    f"{_APP}/owners/add": f"POST {_APPLICATION}/owners/$ref",
    f"{_APP}/owners/{{owner_id}}/remove": f"DELETE {_APPLICATION}/owners/{{owner_id}}/$ref",
    f"{_APP}/credentials": f"GET {_APPLICATION}?$select=passwordCredentials,keyCredentials",
    f"{_APP}/credentials/secrets/new": f"POST {_APPLICATION}/addPassword",
    f"{_APP}/credentials/secrets/{{key_id}}/delete": f"POST {_APPLICATION}/removePassword",
    f"{_APP}/credentials/certificates/new": f"PATCH {_APPLICATION} (keyCredentials)",
    f"{_APP}/credentials/certificates/{{key_id}}/delete": f"PATCH {_APPLICATION} (keyCredentials)",
    f"{_APP}/token-configuration": f"GET {_APPLICATION}?$select=optionalClaims",
    f"{_APP}/token-configuration/add": f"PATCH {_APPLICATION} (optionalClaims)",
    f"{_APP}/permissions": f"GET {_APPLICATION}?$select=requiredResourceAccess",
    f"{_APP}/permissions/add": "GET /v1.0/servicePrincipals?$select=displayName,appId,appRoles",
    f"{_APP}/permissions/consent": "POST /v1.0/servicePrincipals/{{id}}/appRoleAssignments",
    f"{_APP}/expose": f"GET {_APPLICATION}?$select=identifierUris,api",
    f"{_APP}/expose/uri": f"PATCH {_APPLICATION} (identifierUris)",
    f"{_APP}/expose/scopes/new": f"PATCH {_APPLICATION} (api.oauth2PermissionScopes)",
    f"{_APP}/roles": f"GET {_APPLICATION}?$select=appRoles",
    f"{_APP}/roles/new": f"PATCH {_APPLICATION} (appRoles)",
    f"{_APP}/roles/{{role_id}}": f"PATCH {_APPLICATION} (appRoles)",
    f"{_APP}/manifest": f"PATCH {_APPLICATION}",
    f"{_APP}/preview": (
        "GET /v1.0/servicePrincipals(appId='{app_id}')/daemonry.explain?resource={{appId}}"
    ),
    "/admin/enterprise-apps": "GET /v1.0/servicePrincipals?$select=displayName,appId",
    _ENTERPRISE: f"PATCH {_PRINCIPAL}",
    f"{_ENTERPRISE}/owners": f"GET {_PRINCIPAL}/owners",
    f"{_ENTERPRISE}/owners/add": f"POST {_PRINCIPAL}/owners/$ref",
    f"{_ENTERPRISE}/permissions": f"GET {_PRINCIPAL}/appRoleAssignments",
    f"{_ENTERPRISE}/assignments": f"GET {_PRINCIPAL}/appRoleAssignedTo",
    _OWN: "GET /v1.0/me/authentication/methods",
    f"{_OWN}/other-sessions/end": "POST /v1.0/me/revokeSignInSessions",
    "/admin/users": "GET /v1.0/users",
    "/admin/users/new": "POST /v1.0/users",
    _USER: f"GET {_PERSON}",
    f"{_USER}/reset": f"PATCH {_PERSON} (passwordProfile)",
    f"{_USER}/block": f"PATCH {_PERSON} (accountEnabled)",
    f"{_USER}/sign-out": f"POST {_PERSON}/revokeSignInSessions",
    f"{_USER}/delete": f"DELETE {_PERSON}",
    f"{_USER}/methods/{{method_id}}/remove": (
        f"DELETE {_PERSON}/authentication/fido2Methods/{{method_id}}"
    ),
    "/admin/roles": "GET /v1.0/directoryRoles",
    "/admin/roles/{role_id}": (
        "GET /v1.0/roleManagement/directory/roleAssignments?$filter=roleDefinitionId eq '{role_id}'"
    ),
    "/admin/roles/{role_id}/add": "POST /v1.0/roleManagement/directory/roleAssignments",
    "/admin/roles/{role_id}/{assignment_id}/remove": (
        "DELETE /v1.0/roleManagement/directory/roleAssignments/{assignment_id}"
    ),
    "/admin/audit-logs": "GET /v1.0/auditLogs/directoryAudits",
    "/admin/sign-in-logs": "GET /v1.0/auditLogs/signIns",
    "/admin/sign-in-logs/{correlation_id}": (
        "GET /v1.0/auditLogs/signIns/{correlation_id}/daemonry.explain"
    ),
    "/admin/errors/{code}": ("GET /v1.0/auditLogs/signIns?$filter=status/errorCode eq {code}"),
}


def graph_call(path: str, params: Mapping[str, str]) -> str:
    """Return the call of a page, filled in; empty where there is none."""
    call = CALLS.get(path, "")
    return call.format_map(dict(params)) if call else ""
