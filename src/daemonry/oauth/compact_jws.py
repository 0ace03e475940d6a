"""A compact JWS from a stranger, in parts: strict syntax, nothing verified (RFC 7515 section 7.1).

One parser for everything that clients sign: assertions and DPoP proofs.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_DEPTH: Final = 8
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


def parse_compact(text: str, *, limit: int) -> CompactJWS:
    """Return the parts of a JWS of at most ``limit`` characters.

    Raises CompactError for base64url that is not canonical, a member that stands twice,
    anything that is not JSON or nested deeply, and a critical extension: none is
    understood here, so each invalidates the JWS (RFC 7515 sections 4.1.11 and 5.2).
    """
    parts = text.split(".")
    if len(text) > limit or len(parts) != _SEGMENTS:
        raise CompactError(f"no compact JWS of at most {limit} characters")
    header, claims = _json_object(parts[0]), _json_object(parts[1])
    signature = _segment(parts[2])
    if "crit" in header or "b64" in header:
        raise CompactError("critical header extensions")
    return CompactJWS(header, claims, f"{parts[0]}.{parts[1]}".encode("ascii"), signature)


def _segment(text: str) -> bytes:
    """Return the bytes of one part; base64url without padding and with no spare bits set."""
    if _BASE64URL.fullmatch(text) is None or len(text) % 4 == 1:
        raise CompactError("a part is not base64url")
    data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii") != text:
        raise CompactError("a part is not canonical base64url")
    return data


def _json_object(segment: str) -> Mapping[str, Any]:
    data = _segment(segment)
    try:
        found = json.loads(
            data.decode("utf-8"), object_pairs_hook=_members, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError):
        raise CompactError("a part is no JSON, or a member stands twice") from None
    if not isinstance(found, dict) or not _is_shallow(found, MAX_DEPTH):
        raise CompactError("a part is no JSON object, or too deep")
    return found


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        # RFC 7515 section 5.2 (4): two readers might see two different values.
        raise ValueError("A member stands twice.")
    return members


def _refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON.")


def _is_shallow(value: Any, levels: int) -> bool:
    nested = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_is_shallow(each, levels - 1) for each in nested)
