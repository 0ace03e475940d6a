"""Page tokens: where a list goes on, for this tenant, caller and query only.

Authenticated with HMAC-SHA-256 (RFC 2104), so that a token is neither made up nor
carried to another list.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from daemonry.model.base64_text import base64url
from daemonry.odata import errors
from daemonry.odata.errors import ODataError

if TYPE_CHECKING:
    from collections.abc import Sequence

_TAG: Final = 16
_MAX_TOKEN: Final = 4096


def encode_skiptoken(key: bytes, *, tenant: str, caller: str, query: str, after: str) -> str:
    """Return the token for the page behind the object ``after``."""
    position = after.encode("utf-8")
    tag = _tag(key, tenant, caller, query, position)
    return base64url(tag + position)


def decode_skiptoken(key: bytes, token: str, *, tenant: str, caller: str, query: str) -> str:
    """Return ``after`` of a token made for the same tenant, caller and query.

    Raises ODataError otherwise.
    """
    try:
        if len(token) > _MAX_TOKEN:
            raise ValueError  # noqa: TRY301 - one refusal for all of them
        raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        tag, position = raw[:_TAG], raw[_TAG:]
        if not hmac.compare_digest(tag, _tag(key, tenant, caller, query, position)):
            raise ValueError  # noqa: TRY301 - likewise
        return position.decode("utf-8")
    except (ValueError, binascii.Error):
        raise ODataError(errors.BAD_SKIPTOKEN) from None


def next_link(base: str, raw: Sequence[tuple[str, str]], skiptoken: str) -> str:
    """Return the URL of the next page: all options as the client sent them, and the token."""
    kept = [(name, value) for name, value in raw if name.lower() != "$skiptoken"]
    pairs = [*kept, ("$skiptoken", skiptoken)]
    return base + "?" + "&".join(f"{quote(n, safe='$')}={quote(v, safe='')}" for n, v in pairs)


def _tag(key: bytes, tenant: str, caller: str, query: str, position: bytes) -> bytes:
    parts = [part.encode("utf-8") for part in (tenant, caller, query)] + [position]
    message = b"".join(len(part).to_bytes(4, "big") + part for part in parts)
    return hmac.digest(key, message, "sha256")[:_TAG]
