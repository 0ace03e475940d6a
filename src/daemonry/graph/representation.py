"""From values to Graph's JSON. Every listed property is sent, null or empty if unset."""

from __future__ import annotations

import base64
from datetime import UTC
from typing import TYPE_CHECKING, Any, Final

from daemonry.graph.token_settings import token_settings
from daemonry.jose.certificate import read_certificate
from daemonry.model.service_principal import ServicePrincipal
from daemonry.model.user import User

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from daemonry.model.application import (
        Application,
        AppRole,
        OptionalClaim,
        PermissionScope,
    )
    from daemonry.model.credential import PasswordCredential
    from daemonry.model.directory_role import RoleDefinition
    from daemonry.model.federated_credential import FederatedIdentityCredential
    from daemonry.model.grant import AppRoleAssignment
    from daemonry.model.key_credential import KeyCredential

Json = dict[str, Any]


PERSON_DETAILS: Final = {
    "givenName": "given_name",
    "surname": "surname",
    "jobTitle": "job_title",
    "department": "department",
    "officeLocation": "office_location",
    "mobilePhone": "mobile_phone",
    "preferredLanguage": "preferred_language",
}
"""What is told of a person besides the name, as it is called on the wire."""


def timestamp(value: datetime | None) -> str | None:
    """Return an OData DateTimeOffset; whole seconds without a fraction, as clients sent them."""
    if value is None:
        return None
    text = value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    fraction = f".{value.microsecond:06d}".rstrip("0") if value.microsecond else ""
    return f"{text}{fraction}Z"


def application(value: Application, *, with_keys: bool = False, is_beta: bool = False) -> Json:
    """Return the ``application`` resource (Graph: resources/application).

    Certificates themselves are in it only ``with_keys``, for who selected them;
    ``oauth2RequirePostResponse`` exists under ``/beta`` only.
    """
    more = {"oauth2RequirePostResponse": value.oauth2_require_post_response}
    return (more if is_beta else {}) | {
        "id": value.object_id,
        "deletedDateTime": timestamp(value.deleted_at),
        "appId": value.app_id,
        "applicationTemplateId": None,
        "disabledByMicrosoftStatus": None,
        "createdByAppId": value.created_by_app_id,
        "createdDateTime": timestamp(value.created_at),
        "displayName": value.display_name,
        "description": value.description,
        "groupMembershipClaims": value.group_membership_claims,
        "identifierUris": list(value.identifier_uris),
        "isDeviceOnlyAuthSupported": value.is_device_only_auth_supported,
        "isDisabled": value.is_disabled,
        "isFallbackPublicClient": value.is_fallback_public_client,
        "nativeAuthenticationApisEnabled": None,
        "notes": value.notes,
        "publisherDomain": value.publisher_domain,
        "serviceManagementReference": value.service_management_reference,
        "signInAudience": value.sign_in_audience,
        "tags": list(value.tags),
        "tokenEncryptionKeyId": None,
        "uniqueName": value.unique_name,
        "samlMetadataUrl": None,
        "defaultRedirectUri": None,
        "certification": None,
        "optionalClaims": _optional_claims(value),
        "requestSignatureVerification": None,
        "servicePrincipalLockConfiguration": None,
        "addIns": [],
        "api": {
            "acceptMappedClaims": value.api.accept_mapped_claims,
            "knownClientApplications": list(value.api.known_client_applications),
            "requestedAccessTokenVersion": value.api.requested_access_token_version,
            "oauth2PermissionScopes": [scope(s) for s in value.api.oauth2_permission_scopes],
            "preAuthorizedApplications": [
                {"appId": p.app_id, "delegatedPermissionIds": list(p.delegated_permission_ids)}
                for p in value.api.pre_authorized_applications
            ],
        },
        "appRoles": [app_role(role) for role in value.app_roles],
        "info": _info(value),
        "keyCredentials": [key(k, with_key=with_keys) for k in value.key_credentials],
        "parentalControlSettings": {"countriesBlockedForMinors": [], "legalAgeGroupRule": "Allow"},
        "passwordCredentials": [password(p) for p in value.password_credentials],
        "publicClient": {"redirectUris": list(value.public_client_redirect_uris)},
        "requiredResourceAccess": [
            {
                "resourceAppId": access.resource_app_id,
                "resourceAccess": [
                    {"id": entry.permission_id, "type": entry.type}
                    for entry in access.resource_access
                ],
            }
            for access in value.required_resource_access
        ],
        "verifiedPublisher": {
            "displayName": None,
            "verifiedPublisherId": None,
            "addedDateTime": None,
        },
        "web": {
            "homePageUrl": value.web.home_page_url,
            "logoutUrl": value.web.logout_url,
            "redirectUris": list(value.web.redirect_uris),
            "implicitGrantSettings": {
                "enableAccessTokenIssuance": value.web.enable_access_token_issuance,
                "enableIdTokenIssuance": value.web.enable_id_token_issuance,
            },
            "redirectUriSettings": [{"uri": uri, "index": None} for uri in value.web.redirect_uris],
        },
        "spa": {"redirectUris": list(value.spa_redirect_uris)},
        "tokenSettings": token_settings(value.token_settings),
    }


def service_principal(value: ServicePrincipal, *, with_keys: bool = False) -> Json:
    """Return the ``servicePrincipal`` resource (Graph: resources/serviceprincipal).

    Its credentials are its own; those of its application are told there.
    """
    home = value.application
    return {
        "id": value.object_id,
        "deletedDateTime": timestamp(value.deleted_at),
        "accountEnabled": value.account_enabled,
        "alternativeNames": list(value.alternative_names),
        "appDescription": home.description,
        "appDisplayName": home.display_name,
        "appId": value.app_id,
        "applicationTemplateId": None,
        "appOwnerOrganizationId": home.tenant_id,
        "appRoleAssignmentRequired": value.app_role_assignment_required,
        "createdByAppId": value.created_by_app_id,
        "createdDateTime": timestamp(value.created_at),
        "description": value.description,
        "disabledByMicrosoftStatus": None,
        "displayName": value.display_name,
        "homepage": home.web.home_page_url,
        "loginUrl": value.login_url,
        "logoutUrl": home.web.logout_url,
        "notes": value.notes,
        "notificationEmailAddresses": list(value.notification_email_addresses),
        "preferredSingleSignOnMode": None,
        "preferredTokenSigningKeyThumbprint": None,
        "replyUrls": [
            *home.web.redirect_uris,
            *home.spa_redirect_uris,
            *home.public_client_redirect_uris,
        ],
        "servicePrincipalNames": list(value.service_principal_names),
        "servicePrincipalType": "Application",
        "signInAudience": home.sign_in_audience,
        "tags": list(value.tags),
        "tokenEncryptionKeyId": None,
        "samlMetadataUrl": None,
        "samlSingleSignOnSettings": None,
        "addIns": [],
        "appRoles": [app_role(role) for role in home.app_roles],
        "info": _info(home),
        "keyCredentials": [key(k, with_key=with_keys) for k in value.key_credentials],
        "oauth2PermissionScopes": [scope(s) for s in home.api.oauth2_permission_scopes],
        "passwordCredentials": [password(p) for p in value.password_credentials],
        "resourceSpecificApplicationPermissions": [],
        "verifiedPublisher": {
            "displayName": None,
            "verifiedPublisherId": None,
            "addedDateTime": None,
        },
    }


def app_role(value: AppRole) -> Json:
    """Return the ``appRole`` complex type."""
    return {
        "allowedMemberTypes": list(value.allowed_member_types),
        "description": value.description,
        "displayName": value.display_name,
        "id": value.role_id,
        "isEnabled": value.is_enabled,
        "origin": "Application",
        "value": value.value,
    }


def scope(value: PermissionScope) -> Json:
    """Return the ``permissionScope`` complex type."""
    return {
        "adminConsentDescription": value.admin_consent_description,
        "adminConsentDisplayName": value.admin_consent_display_name,
        "id": value.scope_id,
        "isEnabled": value.is_enabled,
        "origin": "Application",
        "type": value.type,
        "userConsentDescription": value.user_consent_description,
        "userConsentDisplayName": value.user_consent_display_name,
        "value": value.value,
    }


def password(value: PasswordCredential, secret_text: str | None = None) -> Json:
    """Return the ``passwordCredential`` type; the secret only when it was made just now."""
    return {
        "customKeyIdentifier": None,
        "displayName": value.display_name,
        "endDateTime": timestamp(value.ends_at),
        "hint": value.hint,
        "keyId": value.key_id,
        "secretText": secret_text,
        "startDateTime": timestamp(value.starts_at),
    }


def key(value: KeyCredential, *, with_key: bool = False) -> Json:
    """Return the ``keyCredential`` type; ``key`` is null unless asked for.

    Without an identifier of the client's own the thumbprint stands for it, as text that
    SDKs read as base64 (Graph: resources/keycredential).
    """
    own = value.custom_key_identifier
    return {
        "customKeyIdentifier": read_certificate(value.certificate).sha1.hex().upper()
        if own is None
        else base64.b64encode(own).decode("ascii"),
        "displayName": value.display_name,
        "endDateTime": timestamp(value.ends_at),
        "key": base64.b64encode(value.certificate).decode("ascii") if with_key else None,
        "keyId": value.key_id,
        "startDateTime": timestamp(value.starts_at),
        "type": value.type,
        "usage": value.usage,
    }


def federated_identity_credential(value: FederatedIdentityCredential, *, is_beta: bool) -> Json:
    """Return the ``federatedIdentityCredential`` resource; expressions exist under ``/beta``."""
    shown: Json = {
        "id": value.credential_id,
        "name": value.name,
        "issuer": value.issuer,
        "subject": value.subject,
        "description": value.description,
        "audiences": list(value.audiences),
    }
    if is_beta:
        expression = value.claims_matching_expression
        shown["claimsMatchingExpression"] = (
            {"value": expression.value, "languageVersion": expression.language_version}
            if expression is not None
            else None
        )
    return shown


def assignment(value: AppRoleAssignment) -> Json:
    """Return the ``appRoleAssignment`` resource."""
    return {
        "id": value.assignment_id,
        "deletedDateTime": None,
        "appRoleId": value.app_role_id,
        "createdDateTime": timestamp(value.created_at),
        "principalDisplayName": value.principal_display_name,
        "principalId": value.principal_id,
        "principalType": value.principal_type,
        "resourceDisplayName": value.resource_display_name,
        "resourceId": value.resource_id,
    }


def directory_object(value: Application | ServicePrincipal | User) -> Json:
    """Return any object with its type."""
    match value:
        case ServicePrincipal():
            return {"@odata.type": "#microsoft.graph.servicePrincipal"} | service_principal(value)
        case User():
            return {"@odata.type": "#microsoft.graph.user"} | user(value)
        case _:
            return {"@odata.type": "#microsoft.graph.application"} | application(value)


def user(value: User) -> Json:
    """Return the ``user`` resource (Graph: resources/user), as far as accounts have it."""
    return {
        "id": value.object_id,
        "accountEnabled": value.account_enabled,
        "businessPhones": [],
        "createdDateTime": timestamp(value.created_at),
        "displayName": value.display_name,
        "mail": value.user_principal_name,
        "mailNickname": value.user_principal_name.partition("@")[0],
        "userPrincipalName": value.user_principal_name,
        "userType": "Member",
        "identities": [],
        "deletedDateTime": timestamp(value.deleted_at),
    } | {name: value.details.get(field) for name, field in PERSON_DETAILS.items()}


def typed_directory_role(value: RoleDefinition) -> Json:
    """Return a role as one of the objects that somebody is a member of."""
    return {"@odata.type": "#microsoft.graph.directoryRole"} | directory_role(value)


def directory_role(value: RoleDefinition) -> Json:
    """Return the ``directoryRole`` resource; its identifier is that of its template."""
    return directory_role_template(value) | {"roleTemplateId": value.template_id}


def directory_role_template(value: RoleDefinition) -> Json:
    """Return the ``directoryRoleTemplate`` resource."""
    return {
        "id": value.template_id,
        "deletedDateTime": None,
        "displayName": value.display_name,
        "description": value.description,
    }


def _optional_claims(value: Application) -> Json | None:
    claims = value.optional_claims
    if claims is None:
        return None
    return {
        "idToken": _claims(claims.id_token),
        "accessToken": _claims(claims.access_token),
        "saml2Token": _claims(claims.saml2_token),
    }


def _claims(claims: Iterable[OptionalClaim]) -> list[Json]:
    return [
        {
            "name": claim.name,
            "source": claim.source,
            "essential": claim.essential,
            "additionalProperties": list(claim.additional_properties),
        }
        for claim in claims
    ]


def _info(home: Application) -> Json:
    """Return the ``info`` block; ``logoUrl`` is relative to this server, wherever it is reached."""
    info = home.info
    return {
        "logoUrl": home.logo_path,
        "marketingUrl": info.marketing_url,
        "privacyStatementUrl": info.privacy_statement_url,
        "supportUrl": info.support_url,
        "termsOfServiceUrl": info.terms_of_service_url,
    }
