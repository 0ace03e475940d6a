"""Proof Key for Code Exchange, by SHA-256 alone (RFC 7636; RFC 9700 section 2.1.1)."""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Final

from daemonry.model.base64_text import base64url

S256: Final = "S256"
_CHALLENGE: Final = re.compile(r"[A-Za-z0-9_-]{43}")
_VERIFIER: Final = re.compile(r"[A-Za-z0-9._~-]{43,128}")


def is_challenge(text: str) -> bool:
    """Tell whether this can be a challenge: 32 bytes in base64url (RFC 7636 section 4.2)."""
    return _CHALLENGE.fullmatch(text) is not None


def challenge_of(verifier: str) -> str:
    """Return the challenge that belongs to a verifier."""
    digest = hashlib.sha256(verifier.encode("utf-8", "replace")).digest()
    return base64url(digest)


def verifier_fits(verifier: str, challenge: str) -> bool:
    """Tell whether the verifier is well-formed and the one behind the challenge."""
    if _VERIFIER.fullmatch(verifier) is None:
        return False
    return hmac.compare_digest(challenge_of(verifier).encode(), challenge.encode("utf-8"))
