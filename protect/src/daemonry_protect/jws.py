"""Reading and verifying a compact JWS (RFC 7515 section 5.2), RS256 only.

The header of a token chooses one thing: which of the authority's keys to try. The
algorithm is ours, keys and addresses in the header are never looked at, and a header
that demands an extension is refused (RFC 8725 sections 3.1, 3.2 and 3.10).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from joserfc import jws
from joserfc.errors import JoseError

from daemonry_protect import errors
from daemonry_protect.errors import AccessError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from joserfc.jwk import RSAKey
    from joserfc.jws import CompactSignature

MAX_TOKEN: Final = 16 * 1024
MAX_HEADER: Final = 4 * 1024
ALGORITHM: Final = "RS256"
_TYPES: Final = frozenset({"jwt", "at+jwt", "application/at+jwt"})
_UNREADABLE: Final = (JoseError, ValueError, TypeError, KeyError, RecursionError, OverflowError)


class _Registry(jws.JWSRegistry):
    max_header_length = MAX_HEADER
    max_payload_length = MAX_TOKEN


# Header members that are not known are ignored, as RFC 7515 section 4 demands.
_REGISTRY: Final = _Registry(algorithms=(ALGORITHM,), strict_check_header=False)


@dataclass(frozen=True, slots=True)
class UnverifiedToken:
    """A well-formed JWS that claims to be signed with the key ``kid``."""

    kid: str
    signed: CompactSignature = field(repr=False)


def parse_compact(token: str) -> UnverifiedToken:
    """Return the token in parts, its signature unchecked.

    Raises AccessError when it is too large or not a JWS, or its header names another
    algorithm, another type than an access token's or an extension (``crit``).
    """
    if len(token) > MAX_TOKEN:
        raise AccessError(errors.TOKEN_TOO_LARGE, detail=f"{len(token)} characters")
    if not token.isascii():
        raise AccessError(errors.TOKEN_MALFORMED, detail="not ASCII")
    try:
        signed = jws.extract_compact(token.encode("ascii"), registry=_REGISTRY)
        header = signed.headers()
        kid, algorithm, type_ = header.get("kid"), header.get("alg"), header.get("typ")
    except (*_UNREADABLE, AttributeError) as error:
        raise AccessError(errors.TOKEN_MALFORMED, detail=type(error).__name__) from None
    if algorithm != ALGORITHM:
        raise AccessError(errors.ALGORITHM_REFUSED)
    # ID tokens of Entra are "JWT" as well: token.py tells those apart by their claims.
    if not isinstance(type_, str) or type_.lower() not in _TYPES:
        raise AccessError(errors.TOKEN_TYPE_WRONG)
    if not isinstance(kid, str) or "crit" in header or "b64" in header:
        raise AccessError(errors.TOKEN_MALFORMED, detail="no 'kid', or an extension is demanded")
    return UnverifiedToken(kid, signed)


def verify(token: UnverifiedToken, key: RSAKey) -> Mapping[str, Any]:
    """Return the claims of a token that ``key`` has signed.

    Nothing but the signature is checked here. Raises AccessError when it is wrong or the
    payload is no JSON object in UTF-8 (RFC 7519 section 7.2).
    """
    try:
        is_genuine = jws.validate_compact(token.signed, key, registry=_REGISTRY)
    except _UNREADABLE as error:
        raise AccessError(errors.TOKEN_MALFORMED, detail=type(error).__name__) from None
    if not is_genuine:
        raise AccessError(errors.SIGNATURE_WRONG)
    try:
        return _json_object(token.signed.payload)
    except _UNREADABLE as error:
        raise AccessError(errors.TOKEN_MALFORMED, detail=type(error).__name__) from None


def _json_object(payload: bytes) -> dict[str, Any]:
    members = json.loads(payload.decode("utf-8"), parse_constant=_refuse_constant)
    if not isinstance(members, dict):
        raise TypeError
    if b"\\u" in payload:
        # Half of a surrogate pair is no character: it would break whoever writes it out.
        json.dumps(members, ensure_ascii=False).encode("utf-8")
    return members


def _refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which are not JSON (RFC 8259 section 6)."""
    raise ValueError(name)
