"""What mends what: one row for each refusal and each surprise, as command, page and call.

Words in braces are filled in: ``client`` and ``api`` are names as typed in a shell,
``client_name`` and ``api_name`` as people read them; the identifiers are those of the
application object (``_object``) and of the service principal (``_principal``).
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from daemonry.model.first_party import is_first_party
from daemonry.oauth import errors
from daemonry.tokens.explanation import Mend

if TYPE_CHECKING:
    from collections.abc import Mapping

    from daemonry.model.application import Application
    from daemonry.model.audit import SignedInUser
    from daemonry.model.service_principal import ServicePrincipal
    from daemonry.oauth.errors import Refusal

_APP: Final = "App registrations > {client_name}"
_API: Final = "App registrations > {api_name}"

NEW_SECRET: Final = Mend(
    "daemonry secret create {client}",
    f"{_APP} > Certificates & secrets > New client secret",
    "POST /v1.0/applications/{client_object}/addPassword",
    "new-secret",
)
REGISTER: Final = Mend(
    "daemonry app list",
    "App registrations > All applications",
    "GET /v1.0/applications?$filter=appId eq '{client_id}'",
)
RESTORE: Final = Mend(
    "daemonry app restore {client}",
    "App registrations > Deleted applications > {client_name} > Restore",
    "POST /v1.0/directory/deletedItems/{client_object}/restore",
    "restore",
)
ENABLE_CLIENT: Final = Mend(
    "daemonry app update {client} --enabled",
    "Enterprise applications > {client_name} > Properties > Enabled for users to sign-in?",
    'PATCH /v1.0/servicePrincipals/{client_principal} {{"accountEnabled": true}}',
    "enable-client",
)
ENABLE_APPLICATION: Final = Mend(
    ENABLE_CLIENT.command,
    f"{_APP} > Overview > Activate",
    'PATCH /v1.0/applications/{client_object} {{"isDisabled": false}}',
    "activate",
)
CREATE_PRINCIPAL: Final = Mend(
    "daemonry consent grant {client}",
    f"{_APP} > API permissions > Grant admin consent",
    'POST /v1.0/servicePrincipals {{"appId": "{client_id}"}}',
    "create-principal",
)
CONFIDENTIAL: Final = Mend(
    NEW_SECRET.command,
    f"{_APP} > Authentication > Allow public client flows: No",
    'PATCH /v1.0/applications/{client_object} {{"isFallbackPublicClient": false}}',
    "authentication",
)
ADD_CERTIFICATE: Final = Mend(
    "daemonry app show {client}",
    f"{_APP} > Certificates & secrets > Upload certificate",
    "PATCH /v1.0/applications/{client_object} (keyCredentials)",
    "credentials",
)
ADD_FEDERATION: Final = Mend(
    "daemonry federation list {client}",
    f"{_APP} > Certificates & secrets > Federated credentials > Add credential",
    "POST /v1.0/applications/{client_object}/federatedIdentityCredentials",
    "federated",
)
ASK_BY_ID: Final = Mend(
    "daemonry token get --scope {api_id}/.default",
    f"{_API} > Overview > Application (client) ID",
    "GET /v1.0/servicePrincipals/{api_principal}?$select=appId",
)
SEE_CREDENTIALS: Final = Mend(
    "daemonry app show {client}",
    f"{_APP} > Certificates & secrets",
    "GET /v1.0/applications/{client_object}",
    "credentials",
)
ASK_BY_DEFAULT: Final = Mend(
    "daemonry token get --scope {api_scope}",
    f"{_API} > Expose an API > Application ID URI",
    "GET /v1.0/servicePrincipals?$filter=appId eq '{api_id}'",
)
FIND_API: Final = Mend(
    "daemonry app list",
    "App registrations > All applications > Application ID URI",
    "GET /v1.0/servicePrincipals?$select=displayName,appId,servicePrincipalNames",
)
ENABLE_API: Final = Mend(
    "daemonry app update {api} --enabled",
    "Enterprise applications > {api_name} > Properties > Enabled for users to sign-in?",
    'PATCH /v1.0/servicePrincipals/{api_principal} {{"accountEnabled": true}}',
    "enable-api",
)
ASK_FOR_ITSELF: Final = Mend(
    "daemonry token get --scope {client_id}/.default",
    f"{_APP} > Overview > Application (client) ID",
    "GET /v1.0/applications/{client_object}?$select=appId",
)
CONSENT: Final = Mend(
    "daemonry consent grant {client}",
    f"{_APP} > API permissions > Grant admin consent",
    'POST /v1.0/servicePrincipals/{client_principal}/appRoleAssignments {{"principalId":'
    ' "{client_principal}", "resourceId": "{api_principal}", "appRoleId": "{role_id}"}}',
    "assign",
)
REQUEST_ROLE: Final = Mend(
    "daemonry permission add {client} {api} {role} && daemonry consent grant {client}",
    f"{_APP} > API permissions > Add a permission, then Grant admin consent",
    CONSENT.graph,
    "assign",
)
WITHDRAW_REQUEST: Final = Mend(
    "daemonry permission list {client}",
    f"{_APP} > API permissions",
    "PATCH /v1.0/applications/{client_object} (requiredResourceAccess)",
    "permissions",
)
ENABLE_ROLE: Final = Mend(
    "daemonry role enable {api} {role}",
    f"{_API} > App roles > {{role}} > Do you want to enable this app role?",
    "PATCH /v1.0/applications/{api_object} (appRoles)",
    "enable-role",
)
REVOKE_ROLE: Final = Mend(
    "daemonry consent revoke {client} --api {api} --permission {role}",
    f"{_APP} > API permissions > {{role}} > Revoke admin consent",
    "DELETE /v1.0/servicePrincipals/{client_principal}/appRoleAssignments/{assignment_id}",
    "permissions",
)
EDIT_ROLES: Final = Mend(
    "daemonry role list {api}",
    f"{_API} > App roles",
    "PATCH /v1.0/applications/{api_object} (appRoles)",
    "api-roles",
)
REQUIRE_ASSIGNMENT: Final = Mend(
    "daemonry app update {api} --assignment-required",
    "Enterprise applications > {api_name} > Properties > Assignment required?",
    'PATCH /v1.0/servicePrincipals/{api_principal} {{"appRoleAssignmentRequired": true}}',
    "api-properties",
)
ADD_IDTYP: Final = Mend(
    "daemonry claims add {api} idtyp",
    f"{_API} > Token configuration > Add optional claim > Access > idtyp",
    "PATCH /v1.0/applications/{api_object} (optionalClaims)",
    "add-idtyp",
)
VERSION_2: Final = Mend(
    "daemonry app update {api} --token-version 2",
    f"{_API} > Manifest > requestedAccessTokenVersion",
    'PATCH /v1.0/applications/{api_object} {{"api": {{"requestedAccessTokenVersion": 2}}}}',
)
ADD_REDIRECT: Final = Mend(
    "daemonry app show {client}",
    f"{_APP} > Authentication > Add URI",
    "PATCH /v1.0/applications/{client_object} (web, spa, publicClient: redirectUris)",
    "authentication",
)
PUBLIC_FLOWS: Final = Mend(
    "daemonry app show {client}",
    f"{_APP} > Authentication > Allow public client flows: Yes",
    'PATCH /v1.0/applications/{client_object} {{"isFallbackPublicClient": true}}',
    "authentication",
)
PEOPLE_CONSENT: Final = Mend(
    "daemonry permission list {client}",
    "/{tenant}/v2.0/adminconsent?client_id={client_id}, opened as an administrator",
    'POST /v1.0/oauth2PermissionGrants {{"clientId": "{client_principal}", "consentType":'
    ' "AllPrincipals", "resourceId": "{api_principal}", "scope": "{{permissions}}"}}',
    "permissions",
)
ADD_SCOPE: Final = Mend(
    "daemonry app show {api}",
    f"{_API} > Expose an API > Add a scope",
    "PATCH /v1.0/applications/{api_object} (api.oauth2PermissionScopes)",
    "api-scopes",
)
ADD_PERMISSION: Final = Mend(
    "daemonry permission list {client}",
    f"{_APP} > API permissions > Add a permission",
    "PATCH /v1.0/applications/{client_object} (requiredResourceAccess)",
    "permissions",
)
NO_ASSIGNMENT: Final = Mend(
    "daemonry app update {client} --no-assignment-required",
    "Enterprise applications > {client_name} > Properties > Assignment required?",
    'PATCH /v1.0/servicePrincipals/{client_principal} {{"appRoleAssignmentRequired": false}}',
)
ENABLE_USER: Final = Mend(
    "daemonry user disable {person} --undo",
    "Users > {person_name} > Enable account",
    'PATCH /v1.0/users/{person_name} {{"accountEnabled": true}}',
    "users",
)
RESTORE_USER: Final = Mend(
    "daemonry user list",
    "Users > Deleted users > {person_name} > Restore",
    "POST /v1.0/directory/deletedItems/{person_id}/restore",
    "users",
)
OPERATOR: Final = Mend(
    "daemonry audit sign-ins --correlation-id {correlation_id}", "(the server's log)", "GET /readyz"
)

OF_REFUSAL: Final[Mapping[Refusal, Mend]] = {
    errors.CLIENT_ID_MALFORMED: REGISTER,
    errors.CLIENT_NOT_FOUND: REGISTER,
    errors.CLIENT_DISABLED: ENABLE_CLIENT,
    errors.CLIENT_WITHOUT_PRINCIPAL: CREATE_PRINCIPAL,
    errors.NO_CREDENTIAL: NEW_SECRET,
    errors.PUBLIC_CLIENT: CONFIDENTIAL,
    errors.SECRET_MISMATCH: NEW_SECRET,
    errors.SECRET_EXPIRED: NEW_SECRET,
    errors.CERTIFICATE_ONLY: ADD_CERTIFICATE,
    errors.ASSERTION_KEY_NOT_FOUND: ADD_CERTIFICATE,
    errors.ASSERTION_KEY_EXPIRED: ADD_CERTIFICATE,
    errors.NO_FEDERATED_CREDENTIAL: ADD_FEDERATION,
    errors.MAPPED_CLAIMS_AUDIENCE: ASK_BY_ID,
    errors.SCOPE_WITHOUT_DEFAULT: ASK_BY_DEFAULT,
    errors.SCOPE_MIXED: ASK_BY_DEFAULT,
    errors.SCOPE_SEVERAL_RESOURCES: ASK_BY_DEFAULT,
    errors.RESOURCE_NOT_FOUND: FIND_API,
    errors.RESOURCE_DISABLED: ENABLE_API,
    errors.SELF_BY_NAME: ASK_FOR_ITSELF,
    errors.NOT_ASSIGNED: CONSENT,
    errors.REDIRECT_MISMATCH: ADD_REDIRECT,
    errors.NO_REDIRECT_REGISTERED: ADD_REDIRECT,
    errors.SPA_FROM_ELSEWHERE: ADD_REDIRECT,
    errors.CROSS_ORIGIN: ADD_REDIRECT,
    errors.CREDENTIAL_MISSING: PUBLIC_FLOWS,
    errors.NOT_CONSENTED: PEOPLE_CONSENT,
    errors.CONSENT_NEEDED: PEOPLE_CONSENT,
    errors.NEEDS_ADMINISTRATOR: PEOPLE_CONSENT,
    errors.SCOPE_UNKNOWN: ADD_SCOPE,
    errors.NOTHING_REQUESTED: ADD_PERMISSION,
    errors.USER_NOT_ASSIGNED: NO_ASSIGNMENT,
    errors.USER_DISABLED: ENABLE_USER,
    errors.USER_GONE: RESTORE_USER,
    errors.TEMPORARY: OPERATOR,
    errors.UNEXPECTED: OPERATOR,
}
"""What mends a refusal; one of the credential check that is not here: its credentials."""


def mend_of(refusal: Refusal) -> Mend | None:
    """Return the row that mends a refusal, None when the request itself must change."""
    found = OF_REFUSAL.get(refusal)
    if found is None and refusal.error == "invalid_client":
        return SEE_CREDENTIALS
    return found


def mend_of_code(aadsts: int) -> Mend | None:
    """Return the row that mends a refusal with this number."""
    return next((mend for row, mend in OF_REFUSAL.items() if row.aadsts == aadsts), None)


@dataclass(frozen=True, slots=True)
class Words:
    """The objects of one explanation, as words for the rows."""

    client_id: str = ""
    client: Application | None = None
    client_principal: ServicePrincipal | None = None
    api: ServicePrincipal | None = None
    scope: str = ""
    correlation_id: str = ""
    person: SignedInUser | None = None

    def fill(
        self, mend: Mend | None, *, role: str = "", role_id: str = "", assignment_id: str = ""
    ) -> Mend | None:
        """Return the row with its words filled in."""
        if mend is None:
            return None
        client, api = self.client, self.api
        client_name = client.display_name if client is not None else self.client_id
        words = {
            "client": shlex.quote(client_name),
            "client_name": client_name,
            "client_id": self.client_id,
            "tenant": client.tenant_id if client is not None else "{tenant}",
            "client_object": client.object_id if client is not None else "{id}",
            "client_principal": (
                self.client_principal.object_id if self.client_principal is not None else "{id}"
            ),
            "api": _shell_name(api),
            "api_name": api.display_name if api is not None else "{API}",
            "api_id": api.app_id if api is not None else "{appId}",
            "api_object": api.application.object_id if api is not None else "{id}",
            "api_principal": api.object_id if api is not None else "{id}",
            "api_scope": shlex.quote(f"{_identifier(api)}/.default"),
            "role": shlex.quote(role),
            "role_id": role_id or "{id of the role}",
            "assignment_id": assignment_id or "{id}",
            "correlation_id": self.correlation_id,
            **_of_person(self.person),
        }
        return Mend(
            mend.command.format_map(words),
            mend.page.format_map(words),
            mend.graph.format_map(words),
            mend.action,
        )


def _of_person(person: SignedInUser | None) -> dict[str, str]:
    name = person.user_principal_name if person is not None else ""
    return {
        "person": shlex.quote(name) if name else "USER",
        "person_name": name or "{user}",
        "person_id": (person.user_id if person is not None else "") or "{id}",
    }


def _shell_name(api: ServicePrincipal | None) -> str:
    if api is None:
        return "API"
    return "graph" if is_first_party(api.app_id) else shlex.quote(api.display_name)


def _identifier(api: ServicePrincipal | None) -> str:
    if api is None:
        return "api://{appId}"
    return next(iter(api.application.identifier_uris), api.app_id)
