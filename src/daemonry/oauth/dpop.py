"""DPoP proofs (RFC 9449) at the authority, without I/O: text to a typed value, and nonces.

What a proof says is checked here against the request it came with. That it was signed
with the key it carries, and that it is used once, is for ``tokens/confirmation.py``.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from daemonry.model.base64_text import base64url
from daemonry.oauth.compact_jws import CompactError, parse_compact

if TYPE_CHECKING:
    from collections.abc import Mapping

ALGORITHMS: Final = ("ES256", "ES384", "ES512", "PS256", "PS384", "PS512", "EdDSA", "Ed25519")
"""Signatures of proofs; RSASSA-PKCS1-v1_5 is left out (FAPI 2.0 section 5.4.1)."""

MAX_AGE: Final = 300
"""Seconds from ``iat`` for which a proof counts."""

MAX_AHEAD: Final = 60
"""Seconds by which the client's clock may be fast."""

NONCE_LIFETIME: Final = 300
"""Seconds for which a nonce counts at least; twice as long at most."""

MAX_PROOF: Final = 8 * 1024
MAX_TOKEN_ID: Final = 256
_TYPE: Final = "dpop+jwt"
_MAC_BYTES: Final = 16
_DEFAULT_PORTS: Final = {"https": 443, "http": 80}
_PERCENT: Final = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED: Final = re.compile(r"[A-Za-z0-9._~-]")


class ProofError(ValueError):
    """The proof proves nothing; the message says why, in words fit for the client."""


@dataclass(frozen=True, slots=True)
class UnverifiedProof:
    """A proof that fits its request; whether ``jwk`` signed it is not checked.

    ``token_id`` is the ``jti``, to be used once until ``expires_at`` (Unix seconds).
    """

    algorithm: str
    jwk: Mapping[str, Any] = field(repr=False)
    token_id: str
    expires_at: float
    nonce: str | None
    signing_input: bytes = field(repr=False)
    signature: bytes = field(repr=False)


def parse_proof(text: str, *, method: str, url: str, now: float) -> UnverifiedProof:
    """Return a proof for a request of ``method`` to ``url`` at ``now``, in Unix seconds.

    All checks of RFC 9449 section 4.3 but those of signature, nonce and single use;
    raises ProofError for the first that fails.
    """
    try:
        jws = parse_compact(text, limit=MAX_PROOF)
    except CompactError as error:
        raise ProofError(f"It is malformed: {error}.") from None
    header, claims = jws.header, jws.claims
    if header.get("typ") != _TYPE:
        raise ProofError(f"Its 'typ' is not {_TYPE}.")
    algorithm, jwk, nonce = header.get("alg"), header.get("jwk"), claims.get("nonce")
    if algorithm not in ALGORITHMS:
        raise ProofError(f"Its 'alg' is none of {', '.join(ALGORITHMS)}.")
    if not isinstance(jwk, dict):
        raise ProofError("Its header holds no 'jwk'.")
    if nonce is not None and not isinstance(nonce, str):
        raise ProofError("Its 'nonce' is no string.")
    expires_at = _check_claims(claims, method, url, now) + MAX_AGE
    return UnverifiedProof(
        algorithm, jwk, claims["jti"], expires_at, nonce, jws.signing_input, jws.signature
    )


def make_nonce(key: bytes, now: float) -> str:
    """Return the nonce of this time: when it was made, and that we made it.

    Nothing is stored: whoever holds ``key`` can check it (RFC 9449 section 8).
    """
    return _nonce(key, int(now) // NONCE_LIFETIME)


def is_current_nonce(key: bytes, nonce: str, now: float) -> bool:
    """Tell whether ``nonce`` is that of this time or of the one before."""
    slot = int(now) // NONCE_LIFETIME
    sent = nonce.encode("utf-8", "surrogatepass")
    # Both are compared, so that time does not tell which one was close.
    matches = [
        hmac.compare_digest(_nonce(key, valid).encode("ascii"), sent) for valid in (slot, slot - 1)
    ]
    return any(matches)


def _nonce(key: bytes, slot: int) -> str:
    when = slot.to_bytes(8, "big")
    mac = hmac.digest(key, b"DPoP nonce" + when, "sha256")[:_MAC_BYTES]
    return base64url(when + mac)


def _check_claims(claims: Mapping[str, Any], method: str, url: str, now: float) -> float:
    """Check the claims and return ``iat``."""
    token_id, target, issued_at = claims.get("jti"), claims.get("htu"), claims.get("iat")
    if not isinstance(token_id, str) or not 0 < len(token_id) <= MAX_TOKEN_ID:
        raise ProofError(f"Its 'jti' is no string of 1 to {MAX_TOKEN_ID} characters.")
    if claims.get("htm") != method:
        raise ProofError(f"Its 'htm' is not {method}.")
    if not isinstance(target, str) or comparable_url(target) != comparable_url(url):
        raise ProofError("Its 'htu' is not the address of this request.")
    if not isinstance(issued_at, int | float) or isinstance(issued_at, bool):
        raise ProofError("Its 'iat' is no number.")
    if not now - MAX_AGE <= issued_at <= now + MAX_AHEAD:
        raise ProofError(
            f"Its 'iat' is too far from our time: {MAX_AGE} s ago to {MAX_AHEAD} s ahead count."
        )
    return float(issued_at)


def comparable_url(url: str) -> tuple[str, str, int, str] | None:
    """Return what counts of ``htu``: scheme, host, port, path; None when it is no web address.

    Query and fragment are left out; case of scheme and host, default ports and needless
    percent-encoding do not matter (RFC 9449 section 4.3, RFC 3986 sections 6.2.2, 6.2.3).
    """
    try:
        parts = urlsplit(url)
        port = parts.port
        path = _PERCENT.sub(_normal_octet, parts.path)
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), parts.hostname
    if scheme not in _DEFAULT_PORTS or not host or parts.username is not None:
        return None
    return scheme, host.lower(), _DEFAULT_PORTS[scheme] if port is None else port, path or "/"


def _normal_octet(encoded: re.Match[str]) -> str:
    character = chr(int(encoded[0][1:], 16))
    return character if _UNRESERVED.fullmatch(character) else encoded[0].upper()
