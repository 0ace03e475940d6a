"""What is wrong with that which is asked for, or that it is too much."""

from __future__ import annotations

from daemonry.oauth.errors.refusal import Refusal

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
