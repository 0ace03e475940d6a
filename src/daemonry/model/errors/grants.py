"""What is refused of assignments, consent, owners and directory roles."""

from __future__ import annotations

from daemonry.model.errors.rule import BAD, Rule

SERVICE_PRINCIPAL_EXISTS = Rule(
    "Request_MultipleObjectsWithSameKeyValue",
    "The service principal cannot be created, updated, or restored because the service principal"
    " name {app_id} is already in use.",
)
ASSIGNMENT_EXISTS = Rule(
    BAD, "Permission being assigned already exists on the object", "Nothing needs to be done."
)
ROLE_NOT_ON_RESOURCE = Rule(
    BAD,
    "Permission being assigned was not found on application '{app_id}'.",
    "See the roles of the API with 'daemonry role list'.",
)
ROLE_NOT_ASSIGNABLE = Rule(
    BAD,
    "Permission '{value}' of application '{app_id}' cannot be assigned: it is disabled, or its"
    " allowed member types do not include Application.",
    "Enable the role, or add Application to its allowed member types.",
)
NOT_A_VALID_REFERENCE = Rule(BAD, "Not a valid reference update.")
ASSIGNMENT_NOT_FOUND = Rule(
    "Request_ResourceNotFound", "EntitlementGrant being updated or deleted is not found."
)
CONSENT_UNKNOWN_RESOURCE = Rule(
    BAD,
    "The application asks for permissions of '{app_id}', which has no service principal in this"
    " tenant.",
    "Register that API and create its service principal, then grant admin consent again.",
)
CONSENT_NOTHING_REQUESTED = Rule(
    BAD,
    "The application requests no application permissions, so there is nothing to consent to.",
    "Add one first: 'daemonry permission add'.",
)
GRANT_EXISTS = Rule("Request_MultipleObjectsWithSameKeyValue", "Permission entry already exists.")
ROLE_ASSIGNMENT_EXISTS = Rule(
    BAD,
    "A conflicting object with one or more of the specified property values is present in the"
    " directory.",
)
OWNER_EXISTS = Rule(
    BAD,
    "One or more added object references already exist for the following modified properties:"
    " 'owners'.",
)
ROLE_NOT_FOUND = Rule(
    "Request_ResourceNotFound",
    "The application '{app_id}' has no app role '{role}'.",
    "See its roles with 'daemonry role list'.",
)
UNKNOWN_DELEGATED_PERMISSION = Rule(
    "InvalidValue",
    "preAuthorizedApplications names the permission '{id}', which is no scope of this application.",
)
