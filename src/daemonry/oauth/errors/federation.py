"""What is wrong with the token of another issuer."""

from __future__ import annotations

from daemonry.oauth.errors.refusal import Refusal

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
