"""The key that signs checkpoints of the audit trail: Ed25519 (RFC 8032)."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from daemonry.model.base64_text import base64url

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class AuditKey:
    """An open key. Nothing but ``key_id`` and ``jwk`` may be shown."""

    private: Ed25519PrivateKey

    @property
    def jwk(self) -> dict[str, str]:
        """The public half (RFC 8037 section 2)."""
        return public_jwk(self.private.public_key().public_bytes_raw())

    @property
    def key_id(self) -> str:
        """Its identifier, which is its fingerprint."""
        return fingerprint(self.jwk)

    def sign(self, message: bytes) -> str:
        """Return the signature in base64url."""
        return base64url(self.private.sign(message))


def make_audit_key() -> AuditKey:
    """Make a key."""
    return AuditKey(Ed25519PrivateKey.generate())


def open_audit_key(private: bytes) -> AuditKey:
    """Return the key with this private part, of 32 bytes. Raises ValueError."""
    return AuditKey(Ed25519PrivateKey.from_private_bytes(private))


def public_jwk(public: bytes) -> dict[str, str]:
    """Return a public key as JWK."""
    return {"kty": "OKP", "crv": "Ed25519", "x": base64url(public)}


def fingerprint(jwk: Mapping[str, str]) -> str:
    """Return the SHA-256 thumbprint of a public key (RFC 7638 section 3), '' for no key."""
    members = {name: jwk.get(name) for name in ("crv", "kty", "x")}
    if not all(isinstance(value, str) for value in members.values()):
        return ""
    said = json.dumps(members, separators=(",", ":"))
    return base64url(hashlib.sha256(said.encode()).digest())


def is_signature(jwk: Mapping[str, str], signature: str, message: bytes) -> bool:
    """Tell whether a signature of the key is over ``message``; False for what is none."""
    try:
        key = Ed25519PublicKey.from_public_bytes(_bytes(jwk["x"]))
        key.verify(_bytes(signature), message)
    except (InvalidSignature, ValueError, KeyError, TypeError, AttributeError):
        return False
    return base64url(_bytes(signature)) == signature


def _bytes(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
