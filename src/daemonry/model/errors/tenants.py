"""What is refused of tenants, their domains, signing keys and policies."""

from __future__ import annotations

from daemonry.model.errors.registrations import RESOURCE_NOT_FOUND
from daemonry.model.errors.rule import BAD, Rule

TENANT_NOT_FOUND = Rule(
    "Request_ResourceNotFound",
    "Tenant '{id}' was not found.",
    "List the tenants with 'daemonry tenant list'.",
)
DOMAIN_INVALID = Rule(BAD, "'{name}' is not a DNS name.", "Give a name such as contoso.com.")
DOMAIN_TAKEN = Rule(
    "Request_MultipleObjectsWithSameKeyValue",
    "The domain '{name}' already belongs to a tenant of this server.",
)
DOMAIN_NOT_FOUND = Rule("Request_ResourceNotFound", "The domain '{name}' does not exist.")
DOMAIN_NOT_REMOVABLE = Rule(BAD, "The domain '{name}' is the initial or default one, or in use.")
DOMAIN_NOT_PROVED = Rule(
    BAD,
    "The domain '{name}' could not be verified.",
    "The server does not ask DNS for '{proof}': the operator lists what DNS says in the file of"
    " DAEMONRY_DOMAIN_PROOFS, or vouches with 'daemonry tenant domain verify --vouch'.",
)
DOMAIN_UNVERIFIED = Rule(
    BAD,
    "The domain '{name}' is not verified and cannot be the default.",
    "Verify it first.",
)
SUBDOMAIN_INVALID = Rule(
    BAD,
    "'{name}' cannot be a tenant's subdomain: one DNS label, and none of common, organizations,"
    " consumers.",
)
DOMAIN_RESERVED = Rule(
    BAD,
    "The domain '{name}' lies in the part of the name space that the server gives to tenants.",
    "Create a tenant with that subdomain ('daemonry tenant create'), or choose another domain.",
)
ALGORITHM_UNKNOWN = Rule(
    BAD, "'{algorithm}' is no algorithm for signing keys.", "Choose one of {algorithms}."
)
SIGNING_KEY_EXISTS = Rule(
    "Request_MultipleObjectsWithSameKeyValue",
    "There is a signing key for {algorithm} already.",
    "See it with 'daemonry key list'; 'daemonry key rotate' replaces it.",
)
NO_SIGNING_KEY = Rule(
    BAD,
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
    BAD, "The signing key '{kid}' is withdrawn already.", "Nothing needs to be done."
)
POLICY_NOT_FOUND = Rule(
    "Request_ResourceNotFound", RESOURCE_NOT_FOUND.message, "See them with 'daemonry policy list'."
)
POLICY_DEFINITION = Rule(
    BAD,
    "Property definition has an invalid value.",
    'Give one text: {{"TokenLifetimePolicy":{{"Version":1,"AccessTokenLifetime":"hh:mm:ss"}}}}.',
)
POLICY_LIFETIME = Rule(
    BAD,
    "Property definition has an invalid value: AccessTokenLifetime must lie between 10 minutes"
    " and 1 day.",
    "Write a day as 1.00:00:00.",
)
DEFAULT_POLICY_EXISTS = Rule(
    BAD,
    "Another token lifetime policy is the organization default: '{name}'.",
    "Only one can be; take it from that one first.",
)
POLICY_OF_KIND_ASSIGNED = Rule(
    BAD,
    "A policy of this type is already assigned to the object.",
    "Take it away first ('daemonry policy unassign').",
)
OWN_TENANT = Rule(
    BAD,
    "The tenant of one's own account cannot be deleted from the admin center.",
    "Use 'daemonry tenant delete' at the server's console.",
)
NO_RECIPIENT = Rule(
    BAD,
    "Nobody would get a notice: there is no webhook, and no mail address or no mail server.",
    "Set a webhook with 'daemonry notices webhook', or a technical contact and DAEMONRY_SMTP_HOST.",
)
