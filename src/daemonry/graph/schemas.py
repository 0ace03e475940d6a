"""The shapes of what Graph sends and takes, as JSON Schema (draft 2020-12): one row a property.

They describe what ``representation.py`` and its neighbours render; what a client may
write is decided by ``intake.py``. Read-only properties are marked, so that a generated
client does not offer them. ``$select`` leaves properties out, so none is required.
"""

from __future__ import annotations

from typing import Any, Final

Schema = dict[str, Any]

_TEXT: Final[Schema] = {"type": "string"}
_FLAG: Final[Schema] = {"type": "boolean"}
_NUMBER: Final[Schema] = {"type": "integer"}
_GUID: Final[Schema] = {"type": "string", "format": "uuid"}
_MOMENT: Final[Schema] = {"type": "string", "format": "date-time"}
_NULL: Final[Schema] = {"type": "null"}
_ANNOTATIONS: Final[Schema] = {"^[A-Za-z]*@odata\\.": {}}


def _null_or(schema: Schema) -> Schema:
    return {"anyOf": [schema, _NULL]}


def _many(schema: Schema) -> Schema:
    return {"type": "array", "items": schema}


def _fixed(schema: Schema) -> Schema:
    return schema | {"readOnly": True}


def ref(name: str) -> Schema:
    """Return a reference to a schema of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "patternProperties": _ANNOTATIONS,
        "additionalProperties": False,
    }


def _entity(**properties: Schema) -> Schema:
    """Return a resource: every one has an identifier."""
    return _object(id=_fixed(_TEXT), **properties)


_MAYBE_TEXT: Final = _null_or(_TEXT)
_MAYBE_FLAG: Final = _null_or(_FLAG)
_TEXTS: Final = _many(_TEXT)
_MADE: Final = _fixed(_MOMENT)
_GONE: Final = _fixed(_null_or(_MOMENT))
_ABSENT: Final = _fixed(_NULL)
_NEVER: Final = _fixed({"type": "array", "maxItems": 0})
_PUBLISHER: Final = _fixed(
    _object(displayName=_NULL, verifiedPublisherId=_NULL, addedDateTime=_NULL)
)
_OWNERS: Final = _many(ref("directoryObject"))
_CHANGE: Final = _object(displayName=_MAYBE_TEXT, oldValue=_MAYBE_TEXT, newValue=_MAYBE_TEXT)
_ACTOR_APP: Final = _object(
    appId=_MAYBE_TEXT,
    displayName=_MAYBE_TEXT,
    servicePrincipalId=_MAYBE_TEXT,
    servicePrincipalName=_MAYBE_TEXT,
)
_ACTOR_USER: Final = _object(
    id=_MAYBE_TEXT, displayName=_MAYBE_TEXT, ipAddress=_MAYBE_TEXT, userPrincipalName=_MAYBE_TEXT
)

SCHEMAS: Final[dict[str, Schema]] = {
    "error": {
        "type": "object",
        "required": ["error"],
        "additionalProperties": False,
        "properties": {
            "error": {
                "type": "object",
                "required": ["code", "message", "innerError"],
                "additionalProperties": False,
                "properties": {
                    "code": _TEXT,
                    "message": _TEXT,
                    "target": _TEXT,
                    "details": _many(
                        {
                            "type": "object",
                            "required": ["code", "message"],
                            "additionalProperties": False,
                            "properties": {"code": _TEXT, "message": _TEXT, "target": _TEXT},
                        }
                    ),
                    "innerError": {
                        "type": "object",
                        "required": ["date", "request-id", "client-request-id"],
                        "additionalProperties": False,
                        "properties": {
                            "date": _TEXT,
                            "request-id": _GUID,
                            "client-request-id": _GUID,
                        },
                    },
                },
            }
        },
    },
    "reference": _object(**{"@odata.id": {"type": "string", "format": "uri"}}),
    "directoryObject": {"type": "object", "properties": {"id": _TEXT, "@odata.type": _TEXT}},
    "appRole": _object(
        allowedMemberTypes=_many({"enum": ["User", "Application"]}),
        description=_TEXT,
        displayName=_TEXT,
        id=_GUID,
        isEnabled=_FLAG,
        origin=_TEXT,
        value=_MAYBE_TEXT,
    ),
    "permissionScope": _object(
        adminConsentDescription=_MAYBE_TEXT,
        adminConsentDisplayName=_MAYBE_TEXT,
        id=_GUID,
        isEnabled=_FLAG,
        origin=_TEXT,
        type={"enum": ["User", "Admin"]},
        userConsentDescription=_MAYBE_TEXT,
        userConsentDisplayName=_MAYBE_TEXT,
        value=_MAYBE_TEXT,
    ),
    "optionalClaim": _object(
        name=_TEXT, source=_MAYBE_TEXT, essential=_FLAG, additionalProperties=_TEXTS
    ),
    "optionalClaims": _object(
        idToken=_many(ref("optionalClaim")),
        accessToken=_many(ref("optionalClaim")),
        saml2Token=_many(ref("optionalClaim")),
    ),
    "requiredResourceAccess": _object(
        resourceAppId=_GUID,
        resourceAccess=_many(_object(id=_GUID, type={"enum": ["Role", "Scope"]})),
    ),
    "passwordCredential": _object(
        customKeyIdentifier=_ABSENT,
        displayName=_MAYBE_TEXT,
        endDateTime=_null_or(_MOMENT),
        hint=_fixed(_MAYBE_TEXT),
        keyId=_fixed(_GUID),
        secretText=_fixed(_MAYBE_TEXT),
        startDateTime=_null_or(_MOMENT),
    ),
    "keyCredential": _object(
        customKeyIdentifier=_MAYBE_TEXT,
        displayName=_MAYBE_TEXT,
        endDateTime=_null_or(_MOMENT),
        key=_MAYBE_TEXT,
        keyId=_null_or(_GUID),
        startDateTime=_null_or(_MOMENT),
        type=_TEXT,
        usage=_TEXT,
    ),
    "informationalUrl": _object(
        logoUrl=_fixed(_MAYBE_TEXT),
        marketingUrl=_MAYBE_TEXT,
        privacyStatementUrl=_MAYBE_TEXT,
        supportUrl=_MAYBE_TEXT,
        termsOfServiceUrl=_MAYBE_TEXT,
    ),
    "application": _entity(
        deletedDateTime=_GONE,
        appId=_fixed(_GUID),
        applicationTemplateId=_ABSENT,
        disabledByMicrosoftStatus=_ABSENT,
        createdByAppId=_fixed(_MAYBE_TEXT),
        createdDateTime=_MADE,
        displayName=_TEXT,
        description=_MAYBE_TEXT,
        groupMembershipClaims=_MAYBE_TEXT,
        identifierUris=_TEXTS,
        isDeviceOnlyAuthSupported=_MAYBE_FLAG,
        isDisabled=_MAYBE_FLAG,
        isFallbackPublicClient=_MAYBE_FLAG,
        nativeAuthenticationApisEnabled=_ABSENT,
        notes=_MAYBE_TEXT,
        oauth2RequirePostResponse=_FLAG,
        publisherDomain=_fixed(_MAYBE_TEXT),
        serviceManagementReference=_MAYBE_TEXT,
        signInAudience=_TEXT,
        tags=_TEXTS,
        tokenEncryptionKeyId=_ABSENT,
        uniqueName=_MAYBE_TEXT,
        samlMetadataUrl=_ABSENT,
        defaultRedirectUri=_ABSENT,
        certification=_ABSENT,
        optionalClaims=_null_or(ref("optionalClaims")),
        requestSignatureVerification=_ABSENT,
        servicePrincipalLockConfiguration=_ABSENT,
        addIns=_NEVER,
        api=_object(
            acceptMappedClaims=_MAYBE_FLAG,
            knownClientApplications=_many(_GUID),
            requestedAccessTokenVersion=_null_or(_NUMBER),
            oauth2PermissionScopes=_many(ref("permissionScope")),
            preAuthorizedApplications=_many(
                _object(appId=_GUID, delegatedPermissionIds=_many(_GUID))
            ),
        ),
        appRoles=_many(ref("appRole")),
        info=ref("informationalUrl"),
        keyCredentials=_many(ref("keyCredential")),
        parentalControlSettings=_fixed(
            _object(countriesBlockedForMinors=_TEXTS, legalAgeGroupRule=_TEXT)
        ),
        passwordCredentials=_many(ref("passwordCredential")),
        publicClient=_object(redirectUris=_TEXTS),
        requiredResourceAccess=_many(ref("requiredResourceAccess")),
        verifiedPublisher=_PUBLISHER,
        web=_object(
            homePageUrl=_MAYBE_TEXT,
            logoutUrl=_MAYBE_TEXT,
            redirectUris=_TEXTS,
            implicitGrantSettings=_object(
                enableAccessTokenIssuance=_MAYBE_FLAG, enableIdTokenIssuance=_MAYBE_FLAG
            ),
            redirectUriSettings=_many(_object(uri=_TEXT, index=_null_or(_NUMBER))),
        ),
        spa=_object(redirectUris=_TEXTS),
        tokenSettings=_null_or({"type": "object"}),
        owners=_fixed(_OWNERS),
        federatedIdentityCredentials=_fixed(_many(ref("federatedIdentityCredential"))),
    ),
    "servicePrincipal": _entity(
        deletedDateTime=_GONE,
        accountEnabled=_FLAG,
        alternativeNames=_TEXTS,
        appDescription=_fixed(_MAYBE_TEXT),
        appDisplayName=_fixed(_MAYBE_TEXT),
        appId=_GUID,
        applicationTemplateId=_ABSENT,
        appOwnerOrganizationId=_fixed(_TEXT),
        appRoleAssignmentRequired=_FLAG,
        createdByAppId=_fixed(_MAYBE_TEXT),
        createdDateTime=_MADE,
        description=_MAYBE_TEXT,
        disabledByMicrosoftStatus=_ABSENT,
        displayName=_fixed(_TEXT),
        homepage=_fixed(_MAYBE_TEXT),
        loginUrl=_MAYBE_TEXT,
        logoutUrl=_fixed(_MAYBE_TEXT),
        notes=_MAYBE_TEXT,
        notificationEmailAddresses=_TEXTS,
        preferredSingleSignOnMode=_ABSENT,
        preferredTokenSigningKeyThumbprint=_ABSENT,
        replyUrls=_fixed(_TEXTS),
        servicePrincipalNames=_fixed(_TEXTS),
        servicePrincipalType=_fixed(_TEXT),
        signInAudience=_fixed(_MAYBE_TEXT),
        tags=_TEXTS,
        tokenEncryptionKeyId=_ABSENT,
        samlMetadataUrl=_ABSENT,
        samlSingleSignOnSettings=_ABSENT,
        addIns=_NEVER,
        appRoles=_fixed(_many(ref("appRole"))),
        info=_fixed(ref("informationalUrl")),
        keyCredentials=_fixed(_many(ref("keyCredential"))),
        oauth2PermissionScopes=_fixed(_many(ref("permissionScope"))),
        passwordCredentials=_fixed(_many(ref("passwordCredential"))),
        resourceSpecificApplicationPermissions=_NEVER,
        verifiedPublisher=_PUBLISHER,
        owners=_fixed(_OWNERS),
        appRoleAssignments=_fixed(_many(ref("appRoleAssignment"))),
        appRoleAssignedTo=_fixed(_many(ref("appRoleAssignment"))),
    ),
    "appRoleAssignment": _entity(
        deletedDateTime=_ABSENT,
        appRoleId=_GUID,
        createdDateTime=_MADE,
        principalDisplayName=_fixed(_MAYBE_TEXT),
        principalId=_GUID,
        principalType=_fixed(_TEXT),
        resourceDisplayName=_fixed(_MAYBE_TEXT),
        resourceId=_GUID,
    ),
    "oAuth2PermissionGrant": _entity(
        clientId=_GUID,
        consentType={"enum": ["AllPrincipals", "Principal"]},
        principalId=_null_or(_GUID),
        resourceId=_GUID,
        scope=_MAYBE_TEXT,
    ),
    "federatedIdentityCredential": _entity(
        name=_TEXT,
        issuer=_TEXT,
        subject=_MAYBE_TEXT,
        description=_MAYBE_TEXT,
        audiences=_TEXTS,
        claimsMatchingExpression=_null_or(_object(value=_TEXT, languageVersion=_NUMBER)),
    ),
    "tokenLifetimePolicy": _entity(
        deletedDateTime=_ABSENT,
        definition=_TEXTS,
        description=_MAYBE_TEXT,
        displayName=_TEXT,
        isOrganizationDefault=_FLAG,
    ),
    "domain": _entity(
        authenticationType=_TEXT,
        availabilityStatus=_ABSENT,
        isAdminManaged=_FLAG,
        isDefault=_FLAG,
        isInitial=_FLAG,
        isRoot=_FLAG,
        isVerified=_FLAG,
        state=_ABSENT,
        supportedServices=_TEXTS,
    ),
    "directoryRole": _entity(
        deletedDateTime=_ABSENT,
        displayName=_MAYBE_TEXT,
        description=_MAYBE_TEXT,
        roleTemplateId=_GUID,
    ),
    "unifiedRoleDefinition": _entity(
        displayName=_MAYBE_TEXT,
        description=_MAYBE_TEXT,
        isBuiltIn=_FLAG,
        isEnabled=_FLAG,
        resourceScopes=_TEXTS,
        rolePermissions=_many({"type": "object"}),
        templateId=_TEXT,
        version=_TEXT,
    ),
    "unifiedRoleAssignment": _entity(
        principalId=_GUID, roleDefinitionId=_GUID, directoryScopeId=_TEXT
    ),
    "fido2AuthenticationMethod": _entity(
        displayName=_TEXT,
        createdDateTime=_MADE,
        aaGuid=_GUID,
        model=_MAYBE_TEXT,
        attestationCertificates=_TEXTS,
        attestationLevel={"enum": ["attested", "notAttested", "unknownFutureValue"]},
        passkeyType={"enum": ["deviceBound", "synced", "unknownFutureValue"]},
    ),
    "directoryAudit": _entity(
        activityDateTime=_MADE,
        activityDisplayName=_TEXT,
        category=_TEXT,
        correlationId=_MAYBE_TEXT,
        operationType=_TEXT,
        result={"enum": ["success", "failure", "timeout", "unknownFutureValue"]},
        resultReason=_MAYBE_TEXT,
        loggedByService=_TEXT,
        initiatedBy=_object(user=_null_or(_ACTOR_USER), app=_null_or(_ACTOR_APP)),
        targetResources=_many(
            _object(
                id=_MAYBE_TEXT,
                displayName=_MAYBE_TEXT,
                type=_MAYBE_TEXT,
                userPrincipalName=_MAYBE_TEXT,
                groupType=_MAYBE_TEXT,
                modifiedProperties=_many(_CHANGE),
            )
        ),
        additionalDetails=_many(_object(key=_TEXT, value=_MAYBE_TEXT)),
    ),
}
"""What the document says nothing more of (users, the organization, sign-ins) is any object."""
