"""What the directory refuses: one row per rule, four families of exception.

A row holds the code that Microsoft Graph puts on the wire, the words the caller
reads and, for people at a console, what to do next. Surfaces only render rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the catalogue. ``hint`` says what to do next; it may be empty."""

    code: str
    message: str
    hint: str = ""


class DirectoryError(Exception):
    """A refusal of the directory on its way out.

    ``str(error)`` is for the caller; ``target`` names the property at fault.
    ``detail_code`` goes into the ``details`` list of a Graph error where Entra
    sends one.
    """

    def __init__(
        self, rule: Rule, *, target: str = "", detail_code: str = "", **words: str
    ) -> None:
        super().__init__(rule.message.format_map(words))
        self.rule = rule
        self.target = target
        self.detail_code = detail_code
        self.hint = rule.hint.format_map(words)


class NotFoundError(DirectoryError):
    """The object does not exist in this tenant, or was deleted."""


class ConflictError(DirectoryError):
    """Another object holds the same key."""


class InvalidError(DirectoryError):
    """The change breaks a rule of the object."""


class ForbiddenError(DirectoryError):
    """The actor may not do this."""


_BAD: Final = "Request_BadRequest"

RESOURCE_NOT_FOUND = Rule(
    "Request_ResourceNotFound",
    "Resource '{id}' does not exist or one of its queried reference-property objects are not"
    " present.",
    "List what exists with 'daemonry app list' and check the identifier.",
)
TENANT_NOT_FOUND = Rule(
    "Request_ResourceNotFound",
    "Tenant '{id}' was not found.",
    "List the tenants with 'daemonry tenant list'.",
)
INSUFFICIENT_PRIVILEGES = Rule(
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
    "The caller needs one of these application permissions on Microsoft Graph: {permissions}.",
)
NOT_OWNED = Rule(
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
    "With Application.ReadWrite.OwnedBy the caller must be an owner of the object.",
)
INVALID_PROPERTY = Rule(
    _BAD, "Invalid value specified for property '{property}' of resource '{resource}'."
)
REQUIRED_PROPERTY = Rule(
    _BAD, "A value is required for property '{property}' of resource '{resource}'."
)
READ_ONLY_PROPERTY = Rule(
    _BAD, "Property '{property}' is read-only and cannot be set.", "Leave it out of the request."
)
TOO_LONG = Rule(_BAD, "The value of property '{property}' is longer than {limit} characters.")
DUPLICATE_VALUE = Rule(
    "DuplicateValue",
    "Request contains a property with duplicate values.",
    "Each identifier and each value may stand once among app roles and scopes.",
)
ENABLED_ENTITLEMENT = Rule(
    "CannotDeleteOrUpdateEnabledEntitlement",
    "Permission (scope or role) cannot be deleted or updated unless disabled first.",
    "Disable it first (isEnabled: false, or 'daemonry role disable'), then repeat.",
)
INVALID_ROLE_VALUE = Rule(
    "InvalidValue",
    "The value '{value}' of an app role or scope is not valid: at most 120 characters of letters,"
    " digits and punctuation, no space, not beginning with '.', and not 'User'.",
)
MANIFEST_TOO_LARGE = Rule(
    _BAD,
    "The size of the manifest has exceeded its limit of {limit} entries."
    " Please reduce the number of values and retry your request.",
)
TOO_MANY = Rule(_BAD, "Property '{property}' holds more than {limit} entries.")
IDENTIFIER_URI_TAKEN = Rule(
    _BAD,
    "Another object with the same value for property identifierUris already exists.",
    "Application ID URIs are unique in a tenant; api://{{appId}} is always free.",
)
IDENTIFIER_URI_FORM = Rule(
    _BAD,
    "Failed to add identifier URI {uri}. All newly added URIs must contain a tenant verified"
    " domain, tenant ID, or app ID, as per the default tenant policy of your organization.",
    "Use api://{app_id}, or https:// with a verified domain of the tenant.",
)
HOST_NAME_NOT_VERIFIED = Rule(
    "HostNameNotOnVerifiedDomain",
    "Values of identifierUris property must use a verified domain of the organization or its"
    " subdomain: '{uri}'",
    "Add and verify the domain ('daemonry tenant domain add'), or use api://{app_id}.",
)
PASSWORD_NOT_SETTABLE = Rule(
    _BAD,
    "New password credentials must be generated with service actions.",
    "POST to .../addPassword; the secret is made by the server.",
)
PASSWORD_NOT_FOUND = Rule(_BAD, "No password credential found with keyId.")
PASSWORD_LIFETIME = Rule(
    "InvalidKeyEndDate",
    "The end date of a password credential must lie after its start date and in the future.",
)
FEDERATED_CREDENTIAL_NOT_FOUND = Rule(
    "Request_ResourceNotFound",
    "Resource '{id}' does not exist or one of its queried reference-property objects are not"
    " present.",
    "See the application's federated credentials with 'daemonry federation list'.",
)
FEDERATED_NAME_FORM = Rule(
    _BAD,
    "The name '{name}' of a federated identity credential is not valid: 3 to 120 letters, digits,"
    " '-' and '_', beginning with a letter or digit.",
)
FEDERATED_NAME_FIXED = Rule(
    _BAD,
    "The name of a federated identity credential cannot be changed.",
    "Remove it and add another one under the new name.",
)
FEDERATED_NAME_TAKEN = Rule(
    "Request_MultipleObjectsWithSameKeyValue",
    "FederatedIdentityCredential with name {name} already exists.",
)
FEDERATED_SUBJECT_TAKEN = Rule(
    "Request_MultipleObjectsWithSameKeyValue",
    "FederatedIdentityCredential with the same issuer and subject already exists: {name}.",
)
FEDERATED_ISSUER_FORM = Rule(
    _BAD,
    "The issuer '{issuer}' is not valid: {reason}.",
    "Give it exactly as in the tokens' 'iss': an https URL, a slash at the end included or not.",
)
FEDERATED_ISSUER_OURS = Rule(
    _BAD,
    "The issuer '{issuer}' is this server itself; its tokens may not be used for federated"
    " identity flows.",
    "A daemon of this server signs in with its own credential: a secret, a certificate, or the"
    " token of another issuer.",
)
FEDERATED_AUDIENCES = Rule(
    _BAD,
    "A federated identity credential has exactly one audience of at most {limit} characters.",
    "The usual one is api://AzureADTokenExchange.",
)
FEDERATED_SUBJECT_XOR_EXPRESSION = Rule(
    _BAD,
    "A federated identity credential has either a subject or a claimsMatchingExpression.",
)
FEDERATED_EXPRESSION = Rule(
    _BAD,
    "The claimsMatchingExpression is not valid at character {position}: {reason}.",
    "An example: claims['sub'] matches 'repo:contoso/*' and claims['environment'] eq 'production'",
)
FEDERATED_KEYS = Rule(
    _BAD,
    "The pinned keys are not valid: {reason}.",
    "Give the JWKS as the issuer publishes it at its jwks_uri.",
)
CERTIFICATE_REFUSED = Rule(
    "KeyCredentialsInvalid",
    "The certificate cannot be registered: {reason}.",
    "Give an X.509 certificate in DER or PEM with an RSA key of 2048 to 4096 bits or a P-256,"
    " P-384, P-521 or Ed25519 key.",
)
PRIVATE_KEY_GIVEN = Rule(
    "KeyCredentialsInvalid",
    "The certificate cannot be registered: a private key was sent with it.",
    "Send the certificate alone, and treat the private key that was sent as disclosed.",
)
KEY_NOT_FOUND = Rule(_BAD, "No key credential found with keyId.")
KEY_LIFETIME = Rule(
    "KeyCredentialsInvalidEndDate",
    "Key credential start and end must lie within the validity of its certificate.",
    "Leave startDateTime and endDateTime out to take those of the certificate.",
)
AUTHORITY_NOT_FOUND = Rule(
    "Request_ResourceNotFound",
    "The certificate authority '{id}' does not exist.",
    "See them with 'daemonry authority list'.",
)
SUBJECT_NOT_TRUSTED = Rule(
    _BAD,
    "The application does not trust the name '{name}' of this certificate authority.",
    "See what it trusts with 'daemonry authority trusted'.",
)
KEY_PROOF = Rule(
    "Authorization_RequestDenied",
    "The proof of possession is not valid: {reason}.",
    "Sign a JWT of at most ten minutes with a certificate that the application has, with iss its"
    " object ID and aud 00000002-0000-0000-c000-000000000000; or PATCH keyCredentials.",
)
NO_BACKING_APPLICATION = Rule(
    _BAD,
    "The appId '{app_id}' of the service principal does not reference a valid application object.",
    "Register the application first ('daemonry app create').",
)
SERVICE_PRINCIPAL_EXISTS = Rule(
    "Request_MultipleObjectsWithSameKeyValue",
    "The service principal cannot be created, updated, or restored because the service principal"
    " name {app_id} is already in use.",
)
NAME_IN_USE = Rule(
    "Request_MultipleObjectsWithSameKeyValue",
    "Another object with the same value for property {property} already exists.",
)
ASSIGNMENT_EXISTS = Rule(
    _BAD, "Permission being assigned already exists on the object", "Nothing needs to be done."
)
ROLE_NOT_ON_RESOURCE = Rule(
    _BAD,
    "Permission being assigned was not found on application '{app_id}'.",
    "See the roles of the API with 'daemonry role list'.",
)
ROLE_NOT_ASSIGNABLE = Rule(
    _BAD,
    "Permission '{value}' of application '{app_id}' cannot be assigned: it is disabled, or its"
    " allowed member types do not include Application.",
    "Enable the role, or add Application to its allowed member types.",
)
NOT_A_VALID_REFERENCE = Rule(_BAD, "Not a valid reference update.")
ASSIGNMENT_NOT_FOUND = Rule(
    "Request_ResourceNotFound", "EntitlementGrant being updated or deleted is not found."
)
CONSENT_UNKNOWN_RESOURCE = Rule(
    _BAD,
    "The application asks for permissions of '{app_id}', which has no service principal in this"
    " tenant.",
    "Register that API and create its service principal, then grant admin consent again.",
)
CONSENT_NOTHING_REQUESTED = Rule(
    _BAD,
    "The application requests no application permissions, so there is nothing to consent to.",
    "Add one first: 'daemonry permission add'.",
)
GRANT_EXISTS = Rule("Request_MultipleObjectsWithSameKeyValue", "Permission entry already exists.")
ROLE_ASSIGNMENT_EXISTS = Rule(
    _BAD,
    "A conflicting object with one or more of the specified property values is present in the"
    " directory.",
)
OWNER_EXISTS = Rule(
    _BAD,
    "One or more added object references already exist for the following modified properties:"
    " 'owners'.",
)
FIRST_PARTY_READ_ONLY = Rule(
    "Authorization_RequestDenied",
    "The application '{app_id}' belongs to the server and cannot be changed.",
)
DOMAIN_INVALID = Rule(_BAD, "'{name}' is not a DNS name.", "Give a name such as contoso.com.")
DOMAIN_TAKEN = Rule(
    "Request_MultipleObjectsWithSameKeyValue",
    "The domain '{name}' already belongs to a tenant of this server.",
)
DOMAIN_NOT_FOUND = Rule("Request_ResourceNotFound", "The domain '{name}' does not exist.")
DOMAIN_NOT_REMOVABLE = Rule(_BAD, "The domain '{name}' is the initial or default one, or in use.")
DOMAIN_NOT_PROVED = Rule(
    _BAD,
    "The domain '{name}' could not be verified.",
    "The server does not ask DNS for '{proof}': the operator lists what DNS says in the file of"
    " DAEMONRY_DOMAIN_PROOFS, or vouches with 'daemonry tenant domain verify --vouch'.",
)
DOMAIN_UNVERIFIED = Rule(
    _BAD,
    "The domain '{name}' is not verified and cannot be the default.",
    "Verify it first.",
)
SUBDOMAIN_INVALID = Rule(
    _BAD,
    "'{name}' cannot be a tenant's subdomain: one DNS label, and none of common, organizations,"
    " consumers.",
)
DOMAIN_RESERVED = Rule(
    _BAD,
    "The domain '{name}' lies in the part of the name space that the server gives to tenants.",
    "Create a tenant with that subdomain ('daemonry tenant create'), or choose another domain.",
)
AMBIGUOUS_NAME = Rule(
    _BAD,
    "Several objects are named '{name}': {app_ids}.",
    "Name the one you mean by its application (client) ID.",
)
ROLE_NOT_FOUND = Rule(
    "Request_ResourceNotFound",
    "The application '{app_id}' has no app role '{role}'.",
    "See its roles with 'daemonry role list'.",
)
SHARED_ENTITLEMENT_DIFFERS = Rule(
    "DuplicateValue",
    "The app role and the scope that share the identifier '{id}' must agree in value, display"
    " name, description and isEnabled.",
    "Give one of them another identifier, or change both in one request.",
)
ASSIGNED_ROLE_VALUE = Rule(
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
    "Another value for a role that is assigned changes what its holders may do; that needs"
    " {permissions} as well.",
)
UNKNOWN_DELEGATED_PERMISSION = Rule(
    "InvalidValue",
    "preAuthorizedApplications names the permission '{id}', which is no scope of this application.",
)
AUDIENCE_NEEDS_VERSION_2 = Rule(
    _BAD,
    "signInAudience '{audience}' needs api.requestedAccessTokenVersion 2.",
    "Set api.requestedAccessTokenVersion to 2 in the same request.",
)
ALGORITHM_UNKNOWN = Rule(
    _BAD, "'{algorithm}' is no algorithm for signing keys.", "Choose one of {algorithms}."
)
SIGNING_KEY_EXISTS = Rule(
    "Request_MultipleObjectsWithSameKeyValue",
    "There is a signing key for {algorithm} already.",
    "See it with 'daemonry key list'; 'daemonry key rotate' replaces it.",
)
NO_SIGNING_KEY = Rule(
    _BAD,
    "No signing key for {algorithm} is active.",
    "See the keys with 'daemonry key list'; make one with"
    " 'daemonry key create --algorithm {algorithm}'.",
)
SIGNING_KEY_NOT_FOUND = Rule(
    "Request_ResourceNotFound",
    "There is no signing key '{kid}'.",
    "See the keys with 'daemonry key list'.",
)
SIGNING_KEY_WITHDRAWN = Rule(
    _BAD, "The signing key '{kid}' is withdrawn already.", "Nothing needs to be done."
)
POLICY_NOT_FOUND = Rule(
    "Request_ResourceNotFound", RESOURCE_NOT_FOUND.message, "See them with 'daemonry policy list'."
)
POLICY_DEFINITION = Rule(
    _BAD,
    "Property definition has an invalid value.",
    'Give one text: {{"TokenLifetimePolicy":{{"Version":1,"AccessTokenLifetime":"hh:mm:ss"}}}}.',
)
POLICY_LIFETIME = Rule(
    _BAD,
    "Property definition has an invalid value: AccessTokenLifetime must lie between 10 minutes"
    " and 1 day.",
    "Write a day as 1.00:00:00.",
)
DEFAULT_POLICY_EXISTS = Rule(
    _BAD,
    "Another token lifetime policy is the organization default: '{name}'.",
    "Only one can be; take it from that one first.",
)
POLICY_OF_KIND_ASSIGNED = Rule(
    _BAD,
    "A policy of this type is already assigned to the object.",
    "Take it away first ('daemonry policy unassign').",
)
USER_NAME_INVALID = Rule(
    _BAD,
    "'{name}' is no user principal name of this tenant.",
    "Give a name at one of its verified domains, such as admin@{domain}.",
)
PASSWORD_POLICY = Rule(
    _BAD,
    "A password has {least} to {most} characters.",
    "Fifteen characters or more are advised.",
)
CONFIGURATION_SYNTAX = Rule(
    _BAD,
    "{place}: {problem}.",
    "Correct the file; 'daemonry export' shows how one looks.",
)
CONFIGURATION_UNKNOWN = Rule(
    _BAD, "{place}: there is no property '{name}' here.", "Known here: {known}."
)
CONFIGURATION_VALUE = Rule(
    _BAD, "{place}: '{name}' must be {expected}.", "Correct the line and repeat."
)
CONFIGURATION_MISSING = Rule(_BAD, "{place}: '{name}' is missing.", "Add it and repeat.")
CONFIGURATION_REPEATED = Rule(
    _BAD, "{place}: '{name}' is described already at {earlier}.", "Make one of the two."
)
CONFIGURATION_REFERENCE = Rule(_BAD, "{place}: there is no {kind} '{name}'.", "There is: {known}.")
CONFIGURATION_AMBIGUOUS = Rule(
    _BAD,
    "{place}: several {kind}s are named '{name}': {found}.",
    "Write the one you mean by its identifier.",
)
CONFIGURATION_DELETED = Rule(
    _BAD,
    "{place}: {kind} '{name}' is among the deleted items.",
    "A file never brings secrets and consent back: restore or purge it first"
    " ('daemonry app restore {name}').",
)
CONFIGURATION_REFUSED = Rule(_BAD, "{place}: {reason}", "{what_to_do}")
CONFIGURATION_OUTDATED = Rule(
    _BAD,
    "The tenant changed after the plan was shown; nothing was applied.",
    "Look at the new plan and repeat.",
)
