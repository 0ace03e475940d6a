"""Signatures of webhooks as Standard Webhooks has them, so that receivers need no code of ours.

``webhook-signature`` is HMAC-SHA-256 over ``{webhook-id}.{webhook-timestamp}.{body}``
(Standard Webhooks specification, "Webhook Headers" and "Signature scheme").
"""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import TYPE_CHECKING, Final

from daemonry.directory.notices import SECRET_PREFIX

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

_LEAST_BYTES: Final = 24


def parse_webhook_secret(text: str) -> bytes:
    """Return the key in a ``whsec_`` secret. Raises ValueError for another form or a short one."""
    try:
        key = base64.b64decode(text.removeprefix(SECRET_PREFIX), validate=True)
    except binascii.Error:
        raise ValueError(f"it is not base64 behind {SECRET_PREFIX}") from None
    if not text.startswith(SECRET_PREFIX) or len(key) < _LEAST_BYTES:
        raise ValueError(f"it is not {SECRET_PREFIX} and {_LEAST_BYTES} bytes or more in base64")
    return key


def signed_headers(key: bytes, message_id: str, at: datetime, body: bytes) -> Mapping[str, str]:
    """Return the three headers by which a receiver knows us, and a repetition."""
    timestamp = str(int(at.timestamp()))
    signed = f"{message_id}.{timestamp}.".encode("ascii") + body
    signature = base64.b64encode(hmac.digest(key, signed, "sha256")).decode("ascii")
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{signature}",
    }
