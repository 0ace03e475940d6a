"""What Entra has no number for; 980nnnn are this server's own (decision 11)."""

from __future__ import annotations

from daemonry.oauth.errors.refusal import Refusal

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
