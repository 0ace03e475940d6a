"""Client assertions (RFC 7523 section 2.2): so far only enough to name what is wrong."""

from __future__ import annotations

import base64
import binascii
import json
from typing import Final

from daemonry.oauth import errors
from daemonry.oauth.errors import OAuthError

_SEGMENTS: Final = 3
_MAX_ASSERTION: Final = 16 * 1024


def unverified_issuer(assertion: str) -> str:
    """Return the ``iss`` that a client assertion claims; nothing is verified.

    Raises OAuthError 50027 when the text is no JWT (RFC 7519 section 7.2).
    """
    parts = assertion.split(".")
    if len(assertion) > _MAX_ASSERTION or len(parts) != _SEGMENTS:
        raise OAuthError(errors.ASSERTION_MALFORMED)
    payload = parts[1].rstrip("=")
    try:
        claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        raise OAuthError(errors.ASSERTION_MALFORMED) from None
    issuer = claims.get("iss") if isinstance(claims, dict) else None
    return issuer if isinstance(issuer, str) else ""
