"""Rows about a person who signs in: redirect, consent, code, refresh token, device code."""

from __future__ import annotations

from typing import Final

from daemonry.oauth.errors.refusal import Refusal

CONSENT_REQUIRED: Final = "consent_required"
BAD_TOKEN: Final = "bad_token"  # noqa: S105 - a suberror, not a token

# The authorization request.
REDIRECT_MISMATCH = Refusal(
    50011,
    "invalid_request",
    400,
    "The redirect URI '{redirect_uri}' specified in the request does not match the redirect URIs"
    " configured for the application '{client_id}'. Make sure the redirect URI sent in the request"
    " matches one added to the application.",
)
NO_REDIRECT_REGISTERED = Refusal(
    500113, "invalid_request", 400, "No reply address is registered for the application."
)
REDIRECT_MISSING = Refusal(900971, "invalid_request", 400, "No reply address provided.")
RESPONSE_TYPE = Refusal(
    700054,
    "unsupported_response_type",
    400,
    "response_type '{response_type}' is not enabled for the application. Use 'code'.",
)
RESPONSE_MODE = Refusal(
    70007,
    "invalid_request",
    400,
    "'{response_mode}' is not a supported value of 'response_mode' when requesting a code.",
)
PROMPT = Refusal(
    90023,
    "invalid_request",
    400,
    "Invalid request. The value '{prompt}' of 'prompt' is not supported.",
)
CHALLENGE_SIZE = Refusal(
    501491, "invalid_request", 400, "Invalid size of Code_Challenge parameter."
)
CHALLENGE_MISSING = Refusal(
    9002325,
    "invalid_request",
    400,
    "Proof Key for Code Exchange is required for authorization codes of applications that keep no"
    " secret.",
)
CHALLENGE_METHOD = Refusal(
    9800020,
    "invalid_request",
    400,
    "The code_challenge_method '{method}' is not accepted; use 'S256' (RFC 9700).",
)
REQUEST_OBJECT = Refusal(
    90023,
    "request_not_supported",
    400,
    "Invalid request. The parameter '{name}' is not supported.",
)
LOGIN_REQUIRED = Refusal(
    50058, "login_required", 400, "Session information is not sufficient for single-sign-on."
)
INTERACTION_REQUIRED = Refusal(
    16000,
    "interaction_required",
    400,
    "Several accounts may be meant; a person has to choose one.",
)
DECLINED = Refusal(65004, "access_denied", 400, "User declined to consent to access the app.")
NEEDS_ADMINISTRATOR = Refusal(
    90094,
    "access_denied",
    400,
    "Admin consent is required for the permissions requested by the application '{client_id}'"
    " named '{name}'.",
)
USER_NOT_ASSIGNED = Refusal(
    50105,
    "access_denied",
    400,
    "The signed in user is not assigned to a role for the application '{client_id}'({name}).",
)
FOREIGN_FORM = Refusal(
    90023, "invalid_request", 403, "Invalid request. The form did not come from this server."
)
GET_OR_POST_ONLY = Refusal(
    900561,
    "invalid_request",
    405,
    "The endpoint only accepts GET and POST requests. Received a {method} request.",
)

# What is asked for.
SCOPE_INVALID = Refusal(
    70011,
    "invalid_scope",
    400,
    "The provided value for the input parameter 'scope' is not valid. The scope {scope} is not"
    " valid.",
)
SCOPE_UNKNOWN = Refusal(
    650053,
    "invalid_client",
    401,
    "The application '{name}' asked for scope '{scope}' that doesn't exist on the resource"
    " '{resource}'. Contact the app vendor.",
)
NOTHING_REQUESTED = Refusal(
    650057,
    "invalid_resource",
    400,
    "Invalid resource. The client has requested access to a resource which is not listed in the"
    " requested permissions in the client's application registration. Client app ID:"
    " {client_id}({name}). Resource value from request: {resource}.",
)
NOT_CONSENTED = Refusal(
    65001,
    "invalid_grant",
    400,
    "The user or administrator has not consented to use the application with ID '{client_id}' named"
    " '{name}'. Send an interactive authorization request for this user and resource.",
    suberror=CONSENT_REQUIRED,
)
CONSENT_NEEDED = Refusal(65001, "consent_required", 400, NOT_CONSENTED.description)

# The grant at the token endpoint.
CREDENTIAL_MISSING = Refusal(
    7000218,
    "invalid_client",
    401,
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
)
SPA_FROM_ELSEWHERE = Refusal(
    9002327,
    "invalid_request",
    400,
    "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via"
    " cross-origin requests.",
)
CROSS_ORIGIN = Refusal(
    9002326,
    "invalid_request",
    400,
    "Cross-origin token redemption is permitted only for the 'Single-Page Application' client-type."
    " Request origin: '{origin}'.",
)
GRANT_INVALID = Refusal(
    70000, "invalid_grant", 400, "The provided grant is invalid or malformed. {reason}"
)
CODE_REDIRECT = Refusal(
    500112,
    "invalid_grant",
    400,
    "The reply address does not match the reply address provided when requesting the authorization"
    " code.",
)
CODE_REDEEMED = Refusal(
    54005,
    "invalid_grant",
    400,
    "OAuth2 Authorization code was already redeemed, please retry with a new valid code or use an"
    " existing refresh token.",
)
CODE_EXPIRED = Refusal(
    70008,
    "invalid_grant",
    400,
    "The provided authorization code or refresh token has expired due to inactivity. Send a new"
    " interactive authorization request for this user and resource.",
)
VERIFIER_MISMATCH = Refusal(
    501481,
    "invalid_grant",
    400,
    "The Code_Verifier does not match the code_challenge supplied in the authorization request.",
)
REFRESH_EXPIRED = Refusal(
    700082,
    "invalid_grant",
    400,
    "The refresh token has expired due to inactivity. The token was issued on {issued}.",
)
SPA_REFRESH_EXPIRED = Refusal(
    700084,
    "invalid_grant",
    400,
    "The refresh token was issued to a single page app (SPA), and therefore has a fixed, limited"
    " lifetime, which cannot be extended. It is now expired and a new sign in request must be sent"
    " by the SPA to the sign in page. The token was issued on {issued}.",
)
GRANT_REVOKED = Refusal(
    50173,
    "invalid_grant",
    400,
    "The provided grant has expired due to it being revoked, a fresh auth token is needed. The"
    " user might have changed or reset their password. The grant was issued on {issued}.",
    suberror=BAD_TOKEN,
)
USER_DISABLED = Refusal(50057, "invalid_grant", 400, "The user account is disabled.")
USER_GONE = Refusal(
    50034,
    "invalid_grant",
    400,
    "The user account does not exist in the {tenant} directory. To sign into this application, the"
    " account must be added to the directory.",
)

# The device code (RFC 8628 section 3.5).
AUTHORIZATION_PENDING = Refusal(
    70016,
    "authorization_pending",
    400,
    "OAuth 2.0 device flow error. Authorization is pending. Continue polling.",
)
SLOW_DOWN = Refusal(
    9800021, "slow_down", 400, "The client polls too often. Wait {seconds} seconds between polls."
)
DEVICE_CODE_UNKNOWN = Refusal(
    70018, "bad_verification_code", 400, "The provided device_code is not valid."
)
DEVICE_CODE_EXPIRED = Refusal(
    70020,
    "expired_token",
    400,
    "The provided value for the input parameter 'device_code' is not valid. This device code has"
    " expired.",
)
DEVICE_DECLINED = Refusal(
    65004, "authorization_declined", 400, "The end user denied the authorization request."
)
USER_CODE_UNKNOWN = Refusal(
    70018,
    "bad_verification_code",
    400,
    "Invalid verification code due to user typing in the wrong user code for the device code flow.",
)
