"""Base64 as strangers write it, and base64url as we do."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

_ALPHABET: Final = re.compile(r"[A-Za-z0-9_-]*")


def base64url(data: bytes) -> str:
    """Return base64url without padding (RFC 7515 section 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def lenient_base64(text: str) -> bytes | None:
    """Return what base64 or base64url text encodes, padded or not; None when it is neither.

    For thumbprints and certificates, which clients write in every form. A form that
    must be exact (RFC 7515 section 2) is not read with it.
    """
    urlsafe = text.rstrip("=").replace("+", "-").replace("/", "_")
    if _ALPHABET.fullmatch(urlsafe) is None:
        return None
    try:
        return base64.urlsafe_b64decode(urlsafe + "=" * (-len(urlsafe) % 4))
    except binascii.Error:
        return None
