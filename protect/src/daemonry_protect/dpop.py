"""DPoP proofs at an API (RFC 9449), without I/O: text to a verified proof, and nonces.

A proof shows that who sends a request holds the private key that the access token is
bound to. Its header carries that key; whether it is the right one is told by the token.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey
from joserfc.jws import JWSRegistry

from daemonry_protect.errors import PROOF_ALGORITHMS
from daemonry_protect.jwk import is_rsa_of_fair_size

if TYPE_CHECKING:
    from collections.abc import Mapping

    Key = RSAKey | ECKey | OKPKey

MAX_AGE: Final = 300
"""Seconds from ``iat`` for which a proof counts."""

MAX_AHEAD: Final = 60
"""Seconds by which the client's clock may be fast."""

NONCE_LIFETIME: Final = 300
"""Seconds for which a nonce counts at least; twice as long at most."""

MAX_PROOF: Final = 8 * 1024
_MAX_TOKEN_ID: Final = 256
_SEGMENTS: Final = 3
_MAC_BYTES: Final = 16
_BASE64URL: Final = re.compile(r"[A-Za-z0-9_-]*")
_PERCENT: Final = re.compile("%[0-9A-Fa-f]{2}")
_UNRESERVED: Final = re.compile(r"[A-Za-z0-9._~-]")
_DEFAULT_PORTS: Final = {"https": 443, "http": 80}
_ECDSA: Final = {"P-256": ("ES256",), "P-384": ("ES384",), "P-521": ("ES512",)}
_EDDSA: Final = {"Ed25519": ("EdDSA", "Ed25519")}
_PSS: Final = ("PS256", "PS384", "PS512")
_KINDS: Final[Mapping[str, Any]] = {"RSA": RSAKey, "EC": ECKey, "OKP": OKPKey}
_MEMBERS: Final = ("kty", "crv", "x", "y", "n", "e")
_PRIVATE_MEMBERS: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})


class ProofError(ValueError):
    """The proof proves nothing; the message says why, in words fit for the client."""


@dataclass(frozen=True, slots=True)
class VerifiedProof:
    """Proof that the sender of one request holds the key with this thumbprint (RFC 7638).

    ``token_id`` is the ``jti``, to be used once until ``expires_at`` (Unix seconds).
    ``nonce`` is unchecked.
    """

    thumbprint: str
    token_id: str
    expires_at: float
    nonce: str | None


def verify_proof(text: str, *, method: str, url: str, token: str, now: float) -> VerifiedProof:
    """Return what a proof shows for a request of ``method`` to ``url`` with ``token``.

    All checks of RFC 9449 section 4.3 but those of the nonce, of single use and of the
    key that the token is bound to. Raises ProofError for the first that fails.
    """
    parts = text.split(".")
    if len(text) > MAX_PROOF or len(parts) != _SEGMENTS:
        raise ProofError(f"It is no compact JWS of at most {MAX_PROOF} characters.")
    header, claims = _json_object(parts[0]), _json_object(parts[1])
    if header.get("typ") != "dpop+jwt":
        raise ProofError("Its 'typ' is not dpop+jwt.")
    if "crit" in header or "b64" in header:
        raise ProofError("It demands an extension.")
    key = _verify_signature(header, f"{parts[0]}.{parts[1]}", _segment(parts[2]))
    expires_at = _check_claims(claims, method, url, now) + MAX_AGE
    if claims.get("ath") != access_token_hash(token):
        raise ProofError("Its 'ath' is not the hash of the access token.")
    return VerifiedProof(key.thumbprint(), claims["jti"], expires_at, claims.get("nonce"))


def access_token_hash(token: str) -> str:
    """Return ``ath``: the base64url SHA-256 of an access token (RFC 9449 section 4.2)."""
    return _base64url(hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest())


def make_nonce(key: bytes, now: float) -> str:
    """Return the nonce of this time. Nothing is stored: who holds ``key`` can check it."""
    return _nonce(key, int(now) // NONCE_LIFETIME)


def is_current_nonce(key: bytes, nonce: str, now: float) -> bool:
    """Tell whether ``nonce`` is that of this time or of the one before."""
    slot, sent = int(now) // NONCE_LIFETIME, nonce.encode("utf-8", "surrogatepass")
    matches = [hmac.compare_digest(_nonce(key, s).encode(), sent) for s in (slot, slot - 1)]
    return any(matches)


def comparable_url(url: str) -> tuple[str, str, int, str] | None:
    """Return what counts of ``htu``: scheme, host, port, path; None when it is no web address.

    RFC 9449 section 4.3 (query and fragment are ignored), RFC 3986 sections 6.2.2, 6.2.3.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    scheme, host = parts.scheme.lower(), parts.hostname
    if scheme not in _DEFAULT_PORTS or not host or parts.username is not None:
        return None
    path = _PERCENT.sub(_normal_octet, parts.path) or "/"
    return scheme, host.lower(), _DEFAULT_PORTS[scheme] if port is None else port, path


def _verify_signature(header: Mapping[str, Any], signing_input: str, signature: bytes) -> Key:
    """Return the key in the header once the signature was verified with it."""
    algorithm, jwk = header.get("alg"), header.get("jwk")
    if algorithm not in PROOF_ALGORITHMS:
        raise ProofError(f"Its 'alg' is none of {', '.join(PROOF_ALGORITHMS)}.")
    if not isinstance(jwk, dict) or not _PRIVATE_MEMBERS.isdisjoint(jwk):
        raise ProofError("Its header holds no public 'jwk'.")
    kind = _KINDS.get(str(jwk.get("kty")))
    if kind is None or algorithm not in _algorithms_of(jwk):
        raise ProofError("Its 'jwk' is of no kind that can have made such a signature.")
    try:
        key: Key = kind.import_key({name: jwk[name] for name in _MEMBERS if name in jwk})
        is_genuine = JWSRegistry.algorithms[algorithm].verify(
            signing_input.encode("ascii"), signature, key
        )
    except (JoseError, ValueError, TypeError, KeyError, OverflowError):
        raise ProofError("Its 'jwk' cannot be used.") from None
    if not is_genuine:
        raise ProofError("Its signature is wrong.")
    return key


def _algorithms_of(jwk: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a key may sign with: the key decides, not the header (RFC 8725 section 3.1)."""
    kind, curve = jwk["kty"], jwk.get("crv")
    if kind == "RSA":
        return _PSS if is_rsa_of_fair_size(jwk.get("n"), jwk.get("e")) else ()
    curves = _ECDSA if kind == "EC" else _EDDSA
    return curves.get(curve, ()) if isinstance(curve, str) else ()


def _check_claims(claims: Mapping[str, Any], method: str, url: str, now: float) -> float:
    """Check the claims and return ``iat``."""
    token_id, target, issued_at = claims.get("jti"), claims.get("htu"), claims.get("iat")
    if not isinstance(token_id, str) or not 0 < len(token_id) <= _MAX_TOKEN_ID:
        raise ProofError(f"Its 'jti' is no string of 1 to {_MAX_TOKEN_ID} characters.")
    if not method or claims.get("htm") != method:
        raise ProofError("Its 'htm' is not the method of this request.")
    actual = comparable_url(url)
    if actual is None or not isinstance(target, str) or comparable_url(target) != actual:
        raise ProofError("Its 'htu' is not the address of this request.")
    if not isinstance(issued_at, int | float) or isinstance(issued_at, bool):
        raise ProofError("Its 'iat' is no number.")
    if not now - MAX_AGE <= issued_at <= now + MAX_AHEAD:
        raise ProofError("Its 'iat' is too far from the time of this API.")
    if not isinstance(claims.get("nonce", ""), str):
        raise ProofError("Its 'nonce' is no string.")
    return float(issued_at)


def _json_object(segment: str) -> Mapping[str, Any]:
    try:
        found = json.loads(_segment(segment).decode("utf-8"), object_pairs_hook=_members)
    except (ValueError, RecursionError):
        raise ProofError("It is malformed.") from None
    if not isinstance(found, dict):
        raise ProofError("It is malformed.")
    return found


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        # RFC 7515 section 5.2 (4): two readers might see two different values.
        raise ValueError("A member stands twice.")
    return members


def _segment(text: str) -> bytes:
    if _BASE64URL.fullmatch(text) is None or len(text) % 4 == 1:
        raise ProofError("It is malformed.")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if _base64url(data) != text:
        raise ProofError("It is malformed.")
    return data


def _normal_octet(encoded: re.Match[str]) -> str:
    character = chr(int(encoded[0][1:], 16))
    return character if _UNRESERVED.fullmatch(character) else encoded[0].upper()


def _nonce(key: bytes, slot: int) -> str:
    when = slot.to_bytes(8, "big")
    return _base64url(when + hmac.digest(key, b"DPoP nonce" + when, "sha256")[:_MAC_BYTES])


def _base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")
