"""What is wrong with a request, with the tenant it names, or with ourselves."""

from __future__ import annotations

from daemonry.oauth.errors.refusal import Refusal

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
