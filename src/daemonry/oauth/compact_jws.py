"""A compact JWS from a stranger, in parts: strict syntax, nothing verified (RFC 7515 section 7.1).

One parser for everything that clients sign: assertions and DPoP proofs.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from daemonry.model.base64_text import base64url
from daemonry.model.strict_json import parse_json_object

if TYPE_CHECKING:
    from collections.abc import Mapping

_SEGMENTS: Final = 3
_BASE64URL: Final = re.compile(r"[A-Za-z0-9_-]*")


class CompactError(ValueError):
    """The text is no compact JWS with a JSON object in it; the message is for the log."""


@dataclass(frozen=True, slots=True)
class CompactJWS:
    """Header and claims of a JWS whose ``signature`` over ``signing_input`` is unchecked."""

    header: Mapping[str, Any] = field(repr=False)
    claims: Mapping[str, Any] = field(repr=False)
    signing_input: bytes = field(repr=False)
    signature: bytes = field(repr=False)


def parse_compact(text: str, *, limit: int, may_be_padded: bool = False) -> CompactJWS:
    """Return the parts of a JWS of at most ``limit`` characters.

    With ``may_be_padded`` a part may end in exactly the ``=`` that base64 puts there,
    which RFC 7515 section 2 leaves out; the signature is over the text as it was sent.
    Raises CompactError for base64url that is not canonical, a member that stands twice,
    anything that is not JSON or nested deeply, and a critical extension: none is
    understood here, so each invalidates the JWS (RFC 7515 sections 4.1.11 and 5.2).
    """
    parts = text.split(".")
    if len(text) > limit or len(parts) != _SEGMENTS:
        raise CompactError(f"no compact JWS of at most {limit} characters")
    header_part, claims_part, signature_part = map(_unpadded, parts) if may_be_padded else parts
    header, claims = _json_object(header_part), _json_object(claims_part)
    signature = _segment(signature_part)
    if "crit" in header or "b64" in header:
        raise CompactError("critical header extensions")
    return CompactJWS(header, claims, f"{parts[0]}.{parts[1]}".encode("ascii"), signature)


def _unpadded(text: str) -> str:
    """Return a part without its padding; padding of another length stays and is refused."""
    bare = text.rstrip("=")
    return bare if text == bare + "=" * (-len(bare) % 4) else text


def _segment(text: str) -> bytes:
    """Return the bytes of one part; base64url without padding and with no spare bits set."""
    if _BASE64URL.fullmatch(text) is None or len(text) % 4 == 1:
        raise CompactError("a part is not base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64url(data) != text:
        raise CompactError("a part is not canonical base64url")
    return data


def _json_object(segment: str) -> Mapping[str, Any]:
    data = _segment(segment)
    try:
        return parse_json_object(data)
    except ValueError as error:
        raise CompactError(f"a part is no JSON object: {error}") from None
