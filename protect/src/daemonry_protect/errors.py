"""Every refusal this package can utter (RFC 6750 section 3), and how it goes on the wire.

A refusal is one row below. ``AccessError`` carries a row to whoever answers the
request and renders it: status, headers and JSON body are the same in the ASGI
middleware, in FastAPI and in an application that catches the error itself.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Collection


PROOF_ALGORITHMS: Final = (
    *("ES256", "ES384", "ES512"),
    *("PS256", "PS384", "PS512"),
    *("EdDSA", "Ed25519"),
)
"""Signatures of DPoP proofs, as challenges name them (RFC 9449 section 7.1)."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One row of the catalogue: what is wrong, in the words the caller sees.

    ``in_challenge`` is False where RFC 6750 section 3.1 forbids an error code in the
    challenge: the request carried no token at all. ``scheme`` is that of the challenge.
    """

    status: int
    error: str
    description: str
    in_challenge: bool = True
    scheme: str = "Bearer"


TOKEN_MISSING: Final = Refusal(
    401,
    "unauthorized",
    "This API needs an access token: send the header 'Authorization: Bearer <token>'.",
    in_challenge=False,
)
SEVERAL_TOKENS: Final = Refusal(
    400, "invalid_request", "The request carries more than one Authorization header."
)
TOKEN_TOO_LARGE: Final = Refusal(401, "invalid_token", "The access token is too large.")
TOKEN_MALFORMED: Final = Refusal(
    401, "invalid_token", "The access token is not a well-formed signed JWT."
)
TOKEN_TYPE_WRONG: Final = Refusal(
    401, "invalid_token", "The token is a JWT of another type than an access token."
)
ALGORITHM_REFUSED: Final = Refusal(
    401, "invalid_token", "The access token is not signed with an algorithm this API accepts."
)
KEY_UNKNOWN: Final = Refusal(
    401,
    "invalid_token",
    "The access token is signed with a key that the authority of this API does not publish.",
)
SIGNATURE_WRONG: Final = Refusal(
    401, "invalid_token", "The signature of the access token is wrong."
)
VERSION_WRONG: Final = Refusal(
    401,
    "invalid_token",
    "The access token has another version than this API expects: its registration "
    "(requestedAccessTokenVersion) and its authority (with or without /v2.0) must agree.",
)
ISSUER_WRONG: Final = Refusal(
    401, "invalid_token", "The access token comes from another issuer than this API trusts."
)
KEY_ISSUER_WRONG: Final = Refusal(
    401, "invalid_token", "The key that signed the access token belongs to another issuer."
)
TENANT_WRONG: Final = Refusal(
    401, "invalid_token", "The access token comes from a tenant that this API does not serve."
)
AUDIENCE_WRONG: Final = Refusal(
    401, "invalid_token", "The access token was issued for another audience than this API."
)
EXPIRED: Final = Refusal(401, "invalid_token", "The access token has expired.")
NOT_YET_VALID: Final = Refusal(401, "invalid_token", "The access token is not valid yet.")
CLAIM_MALFORMED: Final = Refusal(
    401, "invalid_token", "The access token lacks the claim '{claim}', or its value is malformed."
)
ROLE_MISSING: Final = Refusal(
    403,
    "insufficient_scope",
    "The access token carries none of the app roles that would do: {needed}. Assign one to the "
    "calling application, let an administrator grant consent, then request a new token.",
)
SCOPE_MISSING: Final = Refusal(
    403,
    "insufficient_scope",
    "The access token carries none of the scopes that would do: {needed}.",
)
APP_TOKEN_NEEDED: Final = Refusal(
    403,
    "insufficient_scope",
    "Only an application may do this, and the access token does not say that it belongs to one "
    "(claim 'idtyp' with the value 'app', an optional claim of this API's registration).",
)
TOKEN_MISSING_DPOP: Final = Refusal(
    401,
    "unauthorized",
    "This API needs an access token that is bound to a key: send the headers"
    " 'Authorization: DPoP <token>' and 'DPoP: <proof>'.",
    in_challenge=False,
    scheme="DPoP",
)
TOKEN_REVOKED: Final = Refusal(401, "invalid_token", "The access token is not active any more.")
BINDING_UNKNOWN: Final = Refusal(
    401, "invalid_token", "The access token is bound to something that this API cannot check."
)
BOUND_TOKEN_NEEDED: Final = Refusal(
    401,
    "invalid_token",
    "This API takes access tokens only that are bound to a key or a certificate.",
    scheme="DPoP",
)
DPOP_NEEDED: Final = Refusal(
    401,
    "invalid_token",
    "The access token is bound to a key: send it as 'Authorization: DPoP <token>' with a proof.",
    scheme="DPoP",
)
NOT_BOUND: Final = Refusal(
    401,
    "invalid_token",
    "The access token is not bound to a DPoP key: send it as 'Authorization: Bearer <token>'.",
    scheme="DPoP",
)
PROOF_WRONG: Final = Refusal(
    401, "invalid_dpop_proof", "The DPoP proof cannot be accepted. {reason}", scheme="DPoP"
)
PROOF_KEY_WRONG: Final = Refusal(
    401,
    "invalid_token",
    "The DPoP proof was made with another key than the access token is bound to.",
    scheme="DPoP",
)
NONCE_NEEDED: Final = Refusal(
    401,
    "use_dpop_nonce",
    "The DPoP proof must carry the nonce that comes with this answer.",
    scheme="DPoP",
)
CERTIFICATE_NEEDED: Final = Refusal(
    401,
    "invalid_token",
    "The access token is bound to a client certificate, and the connection has none.",
)
CERTIFICATE_WRONG: Final = Refusal(
    401, "invalid_token", "The access token is bound to another client certificate."
)
INTROSPECTION_UNAVAILABLE: Final = Refusal(
    503,
    "temporarily_unavailable",
    "Whether the access token is still active cannot be asked at the moment.",
    in_challenge=False,
)
KEYS_UNAVAILABLE: Final = Refusal(
    503,
    "temporarily_unavailable",
    "The signing keys of the authority cannot be fetched at the moment.",
    in_challenge=False,
)


class AccessError(Exception):
    """A refusal on its way out.

    ``str(error)`` is for the caller. ``detail`` is for the log and never reaches the
    wire; neither ever holds the token. ``retry_after`` is in whole seconds. ``nonce`` is
    one for DPoP proofs (RFC 9449 section 9).
    """

    def __init__(  # noqa: PLR0913 - what an answer may carry
        self,
        refusal: Refusal,
        *,
        detail: str = "",
        roles: Collection[str] = (),
        scopes: Collection[str] = (),
        retry_after: int | None = None,
        nonce: str = "",
        **words: str,
    ) -> None:
        super().__init__(refusal.description.format_map(words))
        self.refusal = refusal
        self.detail = detail
        self.roles = tuple(roles)
        self.scopes = tuple(scopes)
        self.retry_after = retry_after
        self.nonce = nonce

    @property
    def status(self) -> int:
        """The HTTP status code."""
        return self.refusal.status

    @property
    def headers(self) -> dict[str, str]:
        """The response headers, the challenge of RFC 6750 section 3 among them."""
        headers = {
            "content-type": "application/json; charset=utf-8",
            "cache-control": "no-store",
        }
        if self.status < 500:  # noqa: PLR2004 - server errors are no challenge
            headers["www-authenticate"] = self._challenge()
        if self.nonce:
            headers["dpop-nonce"] = self.nonce
        if self.retry_after is not None:
            headers["retry-after"] = str(self.retry_after)
        return headers

    @property
    def body(self) -> bytes:
        """The JSON body; ``required_roles`` or ``required_scopes`` name what would do."""
        members: dict[str, Any] = {
            "error": self.refusal.error,
            "error_description": str(self),
        }
        if self.roles:
            members["required_roles"] = list(self.roles)
        if self.scopes:
            members["required_scopes"] = list(self.scopes)
        return json.dumps(members).encode("ascii")

    def _challenge(self) -> str:
        members: dict[str, str] = {}
        if self.refusal.in_challenge:
            members = {"error": self.refusal.error, "error_description": str(self)}
        if needed := (*self.roles, *self.scopes):
            members["scope"] = " ".join(needed)
        if self.refusal.scheme == "DPoP":
            members["algs"] = " ".join(PROOF_ALGORITHMS)
        words = ", ".join(f'{name}="{_quoted(text)}"' for name, text in members.items())
        return f"{self.refusal.scheme} {words}".rstrip()


def _quoted(text: str) -> str:
    """Keep what a challenge may hold; all else becomes ``?`` (RFC 6750 section 3)."""
    return "".join(c if " " <= c <= "~" and c not in '"\\' else "?" for c in text)
