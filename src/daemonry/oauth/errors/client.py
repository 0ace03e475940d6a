"""What is wrong with the client and its secret or client assertion."""

from __future__ import annotations

from daemonry.oauth.errors.refusal import Refusal

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
