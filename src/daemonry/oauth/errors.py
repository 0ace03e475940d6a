"""Every refusal the authority can utter (RFC 6749 section 5.2; Entra: reference-error-codes).

A row is what is wrong, in the words the caller sees. ``status`` follows Entra: 401
for a credential that does not prove the client, 400 for the rest. Clients match on
the number, so the number is the contract and the words are ours to keep close.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_MAX_REFLECTED: Final = 200
_UNSAFE: Final = re.compile(r"""[^ !#-;=?-\[\]-~]""")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row of the catalogue. ``has_page`` tells whether ``error_uri`` is sent."""

    aadsts: int
    error: str
    status: int
    description: str
    has_page: bool = True


class OAuthError(Exception):
    """A refusal on its way out.

    ``str(error)`` is for the caller. ``detail`` is for the log and the sign-in
    record and never reaches the wire. ``nonce`` is one for DPoP proofs;
    ``retry_after`` is in whole seconds, 0 for none.
    """

    def __init__(
        self, refusal: Refusal, *, detail: str = "", nonce: str = "", **words: str
    ) -> None:
        safe = {name: printable(word) for name, word in words.items()}
        super().__init__(refusal.description.format_map(safe))
        self.refusal = refusal
        self.detail = detail
        self.nonce = nonce
        self.retry_after = 0


def printable(text: str) -> str:
    """Return ``text`` fit to be quoted in an error: no control characters, 200 at most.

    What a stranger sent must not forge log lines or markup (RFC 6749 section 5.2
    allows printable ASCII without quote and backslash in ``error_description``).
    """
    return _UNSAFE.sub("?", text[:_MAX_REFLECTED])


# The request itself.
POST_ONLY = Refusal(
    900561,
    "invalid_request",
    405,
    "The endpoint only accepts POST requests. Received a {method} request.",
)
MALFORMED = Refusal(
    9002313, "invalid_request", 400, "Invalid request. Request is malformed or invalid. {reason}"
)
TOO_LARGE = Refusal(
    9002313, "invalid_request", 413, "Invalid request. The request body is larger than {limit}."
)
UNKNOWN_HOST = Refusal(
    9002313,
    "invalid_request",
    421,
    "Invalid request. This server does not answer for the host '{host}'.",
)
MISSING_PARAMETER = Refusal(
    900144,
    "invalid_request",
    400,
    "The request body must contain the following parameter: '{name}'.",
)
DUPLICATE_PARAMETER = Refusal(
    9000411,
    "invalid_request",
    400,
    "The request is not properly formatted. The parameter '{name}' is duplicated.",
)
UNSUPPORTED_GRANT = Refusal(
    70003,
    "unsupported_grant_type",
    400,
    "The app requested an unsupported grant type '{grant_type}'.",
    has_page=False,
)
RESOURCE_ON_V2 = Refusal(
    901002, "invalid_request", 400, "The 'resource' request parameter is not supported."
)

# The tenant.
NO_TENANT = Refusal(
    50059,
    "invalid_request",
    400,
    "No tenant-identifying information found in either the request or implied by any provided"
    " credentials.",
)
CONSUMERS = Refusal(
    9001023,
    "invalid_request",
    400,
    "The grant type is not supported over the /common or /consumers endpoints. Please use the"
    " /organizations or tenant-specific endpoint.",
)
TENANT_NAME_MALFORMED = Refusal(
    900023,
    "invalid_request",
    400,
    "Specified tenant identifier '{tenant}' is neither a valid DNS name, nor a valid external"
    " domain.",
)
TENANT_NOT_FOUND = Refusal(
    90002,
    "invalid_request",
    400,
    "Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are"
    " signing into the correct cloud. Check with your subscription administrator, this may happen"
    " if there are no active subscriptions for the tenant.",
)
DISCOVERY_TENANT_MALFORMED = Refusal(
    900023, "invalid_tenant", 400, TENANT_NAME_MALFORMED.description
)
DISCOVERY_TENANT_NOT_FOUND = Refusal(90002, "invalid_tenant", 400, TENANT_NOT_FOUND.description)
UNKNOWN_INSTANCE = Refusal(50049, "invalid_instance", 400, "Unknown or invalid instance.")
MALFORMED_INSTANCE_REQUEST = Refusal(
    50050, "invalid_request", 400, "Request is malformed: {reason}"
)

# The client.
CLIENT_ID_MALFORMED = Refusal(
    700038,
    "unauthorized_client",
    400,
    "{client_id} is not a valid application identifier.",
    has_page=False,
)
CLIENT_NOT_FOUND = Refusal(
    700016,
    "unauthorized_client",
    400,
    "Application with identifier '{client_id}' was not found in the directory '{tenant}'. This can"
    " happen if the application has not been installed by the administrator of the tenant or"
    " consented to by any user in the tenant. You may have sent your authentication request to the"
    " wrong tenant.",
)
CLIENT_DISABLED = Refusal(
    7000112, "unauthorized_client", 400, "Application '{client_id}'({name}) is disabled."
)
CLIENT_WITHOUT_PRINCIPAL = Refusal(
    7000229,
    "invalid_client",
    401,
    "The client application {client_id} is missing service principal in the tenant {tenant}.",
)
PUBLIC_CLIENT = Refusal(
    700025,
    "invalid_client",
    401,
    "Client is public so neither 'client_assertion' nor 'client_secret' should be presented.",
)
SEVERAL_CLIENTS = Refusal(
    7000110,
    "invalid_client",
    401,
    "Request is ambiguous, multiple application identifiers found.",
)
SEVERAL_CREDENTIALS = Refusal(
    90023,
    "invalid_request",
    400,
    "Invalid request. More than one client authentication method was used.",
)
NO_CREDENTIAL = Refusal(
    7000216,
    "invalid_client",
    401,
    "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials'"
    " grant type.",
)
SECRET_MISMATCH = Refusal(
    7000215,
    "invalid_client",
    401,
    "Invalid client secret provided. Ensure the secret being sent in the request is the client"
    " secret value, not the client secret ID, for a secret added to app '{client_id}'.",
)
SECRET_EXPIRED = Refusal(
    7000222,
    "invalid_client",
    401,
    "The provided client secret keys for app '{client_id}' are expired. Create new keys for the"
    " app, for example with 'daemonry secret create', or use certificate credentials.",
)
ASSERTION_MALFORMED = Refusal(50027, "invalid_request", 400, "JWT token is invalid or malformed.")
ASSERTION_FIELD_MISSING = Refusal(
    90014,
    "invalid_request",
    400,
    "The required field '{name}' is missing from the credential. Ensure that you have all the"
    " necessary parameters for the login request.",
)
ASSERTION_TYPE = Refusal(
    5002727,
    "invalid_client",
    401,
    "Invalid JWT token. '{type}' is not a supported token type. The 'typ' header must be {types}.",
)
ASSERTION_ALGORITHM = Refusal(
    5002738,
    "invalid_client",
    401,
    "Invalid JWT token. '{algorithm}' is not a supported signature algorithm. Supported signing"
    " algorithms are: '{algorithms}'",
)
ASSERTION_WITHOUT_KEY = Refusal(
    5002723,
    "invalid_client",
    401,
    "Invalid JWT token. No certificate SHA-1 thumbprint, certificate SHA-256 thumbprint, nor keyId"
    " specified in token header.",
)
ASSERTION_SUBJECT = Refusal(
    50048, "invalid_client", 401, "Subject mismatches Issuer claim in the client assertion."
)
ASSERTION_CLIENT = Refusal(
    700021,
    "invalid_client",
    401,
    "Client assertion application identifier doesn't match 'client_id' parameter.",
)
ASSERTION_KEY_NOT_FOUND = Refusal(
    700027,
    "invalid_client",
    401,
    "The certificate with identifier used to sign the client assertion is not registered on"
    " application. [Reason - The key was not found., {key}, Please see the configured keys for app"
    " Id '{client_id}', for example with 'daemonry certificate list'.]",
)
ASSERTION_CERTIFICATE_SUBJECT = Refusal(
    700030,
    "invalid_client",
    401,
    "Invalid certificate - subject name in certificate is not authorized."
    " SubjectNames/SubjectAlternativeNames (up to 10) in token certificate are: {names}.",
)
ASSERTION_SIGNATURE = Refusal(
    700027,
    "invalid_client",
    401,
    "Client assertion contains an invalid signature. [Reason - The key was found, but use of the"
    " key to verify the signature failed., {key}, Found key '{found}', Please see the configured"
    " keys for app Id '{client_id}', for example with 'daemonry certificate list'.]",
)
ASSERTION_KEY_EXPIRED = Refusal(
    700027,
    "invalid_client",
    401,
    "Client assertion contains an invalid signature. [Reason - The key used is expired., {key},"
    " Found key '{found}', Please see the configured keys for app Id '{client_id}', for example"
    " with 'daemonry certificate list'.]",
)
ASSERTION_AUDIENCE = Refusal(
    700023,
    "invalid_client",
    401,
    "Client assertion audience claim does not match Realm issuer. Review the documentation at"
    " https://learn.microsoft.com/entra/identity-platform/certificate-credentials .",
)
ASSERTION_TIME = Refusal(
    700024,
    "invalid_client",
    401,
    "Client assertion is not within its valid time range. Current time: {now}, assertion valid"
    " from {starts}, expiry time of assertion {ends}.",
)
ASSERTION_USED = Refusal(
    50012,
    "invalid_client",
    401,
    "Authentication failed. The client assertion was used before; its 'jti' counts once.",
)
CERTIFICATE_ONLY = Refusal(
    7000216,
    "invalid_client",
    401,
    "'client_assertion' is required for the 'client_credentials' grant type: application"
    " '{client_id}' accepts no client secret.",
)
NO_FEDERATED_CREDENTIAL = Refusal(
    70025,
    "invalid_client",
    401,
    "The client '{client_id}'({name}) has no configured federated identity credentials.",
)
FEDERATED_TOKEN_OURS = Refusal(
    700222,
    "invalid_client",
    401,
    "Tokens issued by this server may not be used for federated identity flows.",
)
FEDERATED_ISSUER = Refusal(
    700211,
    "invalid_client",
    401,
    "No matching federated identity record found for presented assertion issuer '{issuer}'. Check"
    " your federated identity credential Subject, Audience and Issuer against the presented"
    " assertion.",
)
FEDERATED_AUDIENCE = Refusal(
    700212,
    "invalid_client",
    401,
    "No matching federated identity record found for presented assertion audience '{audience}'."
    " Check your federated identity credential Subject, Audience and Issuer against the presented"
    " assertion.",
)
FEDERATED_SUBJECT = Refusal(
    700213,
    "invalid_client",
    401,
    "No matching federated identity record found for presented assertion subject '{subject}'."
    " Check your federated identity credential Subject, Audience and Issuer against the presented"
    " assertion.",
)
FEDERATED_SUBJECT_CASE = Refusal(
    7002138,
    "invalid_client",
    401,
    "No matching federated identity record found for presented assertion subject '{subject}'. The"
    " subject matches with case-insensitive comparison, but not with case-sensitive comparison."
    " Check your federated identity credential Subject, Audience and Issuer against the presented"
    " assertion.",
)
EXTERNAL_ISSUER = Refusal(
    90061, "invalid_request", 400, "Request to External OIDC endpoint failed."
)
FEDERATED_KEY_NOT_FOUND = Refusal(
    7000272,
    "invalid_client",
    401,
    "The certificate with identifier {key_id} used to sign the federated credential could not be"
    " found in the metadata of identity provider {issuer}. Validate that your identity provider's"
    " metadata exposes the key used to sign the incoming token.",
)
FEDERATED_SIGNATURE = Refusal(
    700027,
    "invalid_client",
    401,
    "Client assertion contains an invalid signature. [Reason - The provided signature value did not"
    " match the expected signature value., Identifier of key used by client: '{key_id}']",
)

# What it asks for.
SCOPE_WITHOUT_DEFAULT = Refusal(
    1002012,
    "invalid_scope",
    400,
    "The provided value for scope {scope} is not valid. Client credential flows must have a scope"
    " value with /.default suffixed to the resource identifier (application ID URI).",
)
SCOPE_MIXED = Refusal(
    70011,
    "invalid_scope",
    400,
    "The provided value for the input parameter 'scope' is not valid. The scope {scope} is not"
    " valid. .default scope can't be combined with resource-specific scopes.",
)
SCOPE_SEVERAL_RESOURCES = Refusal(
    700022,
    "invalid_scope",
    400,
    "The provided value for the input parameter scope '{scope}' is not valid because it contains"
    " more than one resource.",
)
RESOURCE_NOT_FOUND = Refusal(
    500011,
    "invalid_resource",
    400,
    "The resource principal named {resource} was not found in the tenant named {tenant}. This can"
    " happen if the application has not been installed by the administrator of the tenant or"
    " consented to by any user in the tenant. You might have sent your authentication request to"
    " the wrong tenant.",
)
RESOURCE_DISABLED = Refusal(
    50001,
    "invalid_resource",
    400,
    "The resource principal named {resource} is disabled in the tenant named {tenant}.",
)
SELF_BY_NAME = Refusal(
    90009,
    "invalid_request",
    400,
    "Application '{client_id}'({name}) is requesting a token for itself. This scenario is"
    " supported only if resource is specified using the GUID based App Identifier.",
)
NOT_ASSIGNED = Refusal(
    501051,
    "invalid_grant",
    400,
    "Application '{client_id}'({name}) is not assigned to a role for the application"
    " '{resource}'({resource_name}).",
)

MAPPED_CLAIMS_AUDIENCE = Refusal(
    501461,
    "invalid_request",
    400,
    "AcceptMappedClaims is only supported for a token audience matching the application GUID or"
    " an audience within the tenant's verified domains. Either change the resource identifier, or"
    " use an application-specific signing key.",
)

# Too much of it.
THROTTLED = Refusal(
    90055,
    "temporarily_unavailable",
    429,
    "There are too many incoming requests. {reason} Try again in {seconds} seconds.",
)
LOOP = Refusal(
    50196,
    "invalid_grant",
    400,
    "The server terminated an operation because it encountered a client request loop. The same"
    " token was requested {count} times within {seconds} seconds; keep it until it expires.",
)

# What Entra has no number for. 980nnnn are this server's own (decision 11).
ROLE_NOT_GRANTED = Refusal(
    9800001,
    "invalid_scope",
    400,
    "The role '{role}' of '{resource}' is not granted to application '{client_id}'. Ask for"
    " granted roles only, or for all of them with the scope '{resource}/.default'.",
)
PROOF_NEEDED = Refusal(
    9800002,
    "invalid_request",
    400,
    "Tokens for this API are bound to a key of the client: send a DPoP proof (RFC 9449) in the"
    " header 'DPoP'.",
)
PROOF_WRONG = Refusal(
    9800003, "invalid_dpop_proof", 400, "The DPoP proof cannot be accepted. {reason}"
)
NONCE_NEEDED = Refusal(
    9800004,
    "use_dpop_nonce",
    400,
    "The DPoP proof must carry the nonce that comes with this answer in the header 'DPoP-Nonce'.",
)
CERTIFICATE_NEEDED = Refusal(
    9800005,
    "invalid_request",
    400,
    "Tokens for this API are bound to a client certificate (RFC 8705): connect with one at the TLS"
    " level.",
)
INTROSPECTION_NOT_ALLOWED = Refusal(
    9800006,
    "unauthorized_client",
    400,
    "Application '{client_id}' may not introspect tokens. An operator allows it with 'daemonry app"
    " settings {client_id} --allow-introspection'.",
)
REVOCATION_NOT_ALLOWED = Refusal(
    9800007,
    "unauthorized_client",
    400,
    "Application '{client_id}' may not revoke tokens. An operator allows it with 'daemonry app"
    " settings {client_id} --allow-revocation'.",
)
TOKEN_OF_ANOTHER = Refusal(
    9800008,
    "unauthorized_client",
    400,
    "Application '{client_id}' may revoke its own tokens and those that are for it, not this one.",
)

# Ourselves.
TEMPORARY = Refusal(
    90033,
    "temporarily_unavailable",
    503,
    "A transient error has occurred. Please try again.",
)
UNEXPECTED = Refusal(
    90033, "server_error", 500, "An unexpected error has occurred. Please contact your operator."
)
PAGE_NOT_FOUND = Refusal(90023, "invalid_request", 404, "There is no such endpoint on this server.")
