"""What is refused of applications and service principals, or of any object."""

from __future__ import annotations

from daemonry.model.errors.rule import BAD, Rule

RESOURCE_NOT_FOUND = Rule(
    "Request_ResourceNotFound",
    "Resource '{id}' does not exist or one of its queried reference-property objects are not"
    " present.",
    "List what exists with 'daemonry app list' and check the identifier.",
)
INSUFFICIENT_PRIVILEGES = Rule(
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
    "The caller needs one of these application permissions on Microsoft Graph: {permissions}.",
)
ROLE_NEEDED = Rule(
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
    "You need one of these directory roles: {roles}.",
)
NOT_OWNED = Rule(
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
    "With Application.ReadWrite.OwnedBy the caller must be an owner of the object.",
)
OWNER_NEEDED = Rule(
    "Authorization_RequestDenied",
    "Insufficient privileges to complete the operation.",
    "You need to own this, or one of these directory roles: {roles}.",
)
LOGO_INVALID = Rule(
    BAD,
    "The logo must be a PNG or JPEG picture.",
    "At most {kibibytes} KB, and {pixels} pixels wide and high; 215 by 215 is usual.",
)
INVALID_PROPERTY = Rule(
    BAD, "Invalid value specified for property '{property}' of resource '{resource}'."
)
REQUIRED_PROPERTY = Rule(
    BAD, "A value is required for property '{property}' of resource '{resource}'."
)
REDIRECT_URI = Rule(
    BAD,
    "Invalid value specified for property '{property}' of resource 'Application'.",
    "The redirect URI '{uri}' is not valid: {reason}.",
)
MANIFEST_SYNTAX = Rule(BAD, "Line {line}, column {column}: {reason}.")
MANIFEST_REFUSED = Rule(BAD, "Line {line}, column {column}, at {path}: {reason}")
MANIFEST_OUTDATED = Rule(
    BAD,
    "The application was changed since this manifest was read.",
    "Discard, and make the change again in the manifest as it is now.",
)
NOT_CONFIRMED = Rule(
    BAD,
    "What was typed is not the name '{name}'. Nothing was deleted.",
    "Type the name exactly as it stands there.",
)
READ_ONLY_PROPERTY = Rule(
    BAD, "Property '{property}' is read-only and cannot be set.", "Leave it out of the request."
)
TOO_LONG = Rule(BAD, "The value of property '{property}' is longer than {limit} characters.")
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
    BAD,
    "The size of the manifest has exceeded its limit of {limit} entries."
    " Please reduce the number of values and retry your request.",
)
TOO_MANY = Rule(BAD, "Property '{property}' holds more than {limit} entries.")
IDENTIFIER_URI_TAKEN = Rule(
    BAD,
    "Another object with the same value for property identifierUris already exists.",
    "Application ID URIs are unique in a tenant; api://{{appId}} is always free.",
)
IDENTIFIER_URI_FORM = Rule(
    BAD,
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
NO_BACKING_APPLICATION = Rule(
    BAD,
    "The appId '{app_id}' of the service principal does not reference a valid application object.",
    "Register the application first ('daemonry app create').",
)
NAME_IN_USE = Rule(
    "Request_MultipleObjectsWithSameKeyValue",
    "Another object with the same value for property {property} already exists.",
)
FIRST_PARTY_READ_ONLY = Rule(
    "Authorization_RequestDenied",
    "The application '{app_id}' belongs to the server and cannot be changed.",
)
AMBIGUOUS_NAME = Rule(
    BAD,
    "Several objects are named '{name}': {app_ids}.",
    "Name the one you mean by its application (client) ID.",
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
AUDIENCE_NEEDS_VERSION_2 = Rule(
    BAD,
    "signInAudience '{audience}' needs api.requestedAccessTokenVersion 2.",
    "Set api.requestedAccessTokenVersion to 2 in the same request.",
)
USER_NAME_INVALID = Rule(
    BAD,
    "'{name}' is no user principal name of this tenant.",
    "Give a name at one of its verified domains, such as admin@{domain}.",
)
CONFIGURATION_SYNTAX = Rule(
    BAD,
    "{place}: {problem}.",
    "Correct the file; 'daemonry export' shows how one looks.",
)
CONFIGURATION_UNKNOWN = Rule(
    BAD, "{place}: there is no property '{name}' here.", "Known here: {known}."
)
CONFIGURATION_VALUE = Rule(
    BAD, "{place}: '{name}' must be {expected}.", "Correct the line and repeat."
)
CONFIGURATION_MISSING = Rule(BAD, "{place}: '{name}' is missing.", "Add it and repeat.")
CONFIGURATION_REPEATED = Rule(
    BAD, "{place}: '{name}' is described already at {earlier}.", "Make one of the two."
)
CONFIGURATION_REFERENCE = Rule(BAD, "{place}: there is no {kind} '{name}'.", "There is: {known}.")
CONFIGURATION_AMBIGUOUS = Rule(
    BAD,
    "{place}: several {kind}s are named '{name}': {found}.",
    "Write the one you mean by its identifier.",
)
CONFIGURATION_DELETED = Rule(
    BAD,
    "{place}: {kind} '{name}' is among the deleted items.",
    "A file never brings secrets and consent back: restore or purge it first"
    " ('daemonry app restore {name}').",
)
CONFIGURATION_REFUSED = Rule(BAD, "{place}: {reason}", "{what_to_do}")
CONFIGURATION_OUTDATED = Rule(
    BAD,
    "The tenant changed after the plan was shown; nothing was applied.",
    "Look at the new plan and repeat.",
)
