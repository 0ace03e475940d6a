"""Compact JWS: verifying our own tokens (RFC 7515 section 5.2), RS256 only.

Signing is prepared in ``tokens.claims``, because the constant part of a token is
encoded once per client and resource; this module holds what must be checked.
"""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from daemonry.jose.jwk import rsa_public_key

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_TOKEN: Final = 16 * 1024
_SEGMENTS: Final = 3


class TokenError(ValueError):
    """The text is no token of ours; the message is for the log only."""


@dataclass(frozen=True, slots=True)
class VerifiedClaims:
    """The payload of a token whose signature was checked with the key ``kid``."""

    kid: str
    claims: Mapping[str, Any]


def verify_rs256(token: str, certificates: Mapping[str, bytes]) -> VerifiedClaims:
    """Return the claims of a token signed by one of ``certificates`` (DER by ``kid``).

    Nothing but the signature is checked here. Raises TokenError for anything else
    than an RS256 JWS whose ``kid`` is among the given keys; keys that the header
    carries or points to are never looked at (RFC 8725 sections 3.1 and 3.10).
    """
    if len(token) > MAX_TOKEN or token.count(".") != _SEGMENTS - 1 or not token.isascii():
        raise TokenError("The token is too long or not a compact JWS.")
    try:
        kid = jws.extract_compact(token.encode()).headers().get("kid")
        key = RSAKey.import_key(rsa_public_key(certificates[str(kid)]))
        claims = json.loads(jws.deserialize_compact(token, key, algorithms=["RS256"]).payload)
    except (JoseError, ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise TokenError(f"The token cannot be verified: {type(error).__name__}.") from None
    if not isinstance(claims, dict):
        raise TokenError("The payload of the token is no JSON object.")
    return VerifiedClaims(str(kid), claims)


def unverified_claims(token: str) -> Mapping[str, Any]:
    """Return the payload of a compact JWS without checking anything.

    For choosing where to look only (which tenant's keys). Raises TokenError when
    there is no JSON object in it.
    """
    if len(token) > MAX_TOKEN or token.count(".") != _SEGMENTS - 1:
        raise TokenError("The token is too long or not a compact JWS.")
    payload = token.split(".")[1]
    try:
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (ValueError, RecursionError):
        raise TokenError("The payload of the token is not JSON.") from None
    if not isinstance(claims, dict):
        raise TokenError("The payload of the token is no JSON object.")
    return claims
