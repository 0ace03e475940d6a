"""Assertions (RFC 7523 section 2.2): text to a typed value, strictly, once, nothing verified.

One parse serves both kinds: a JWT that a client signed with its own certificate and a
token of another issuer. What is read here selects where to look and what to check;
it becomes a fact only when the signature over ``signing_input`` was verified.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from daemonry.model.base64_text import lenient_base64
from daemonry.oauth import errors
from daemonry.oauth.compact_jws import CompactError, parse_compact
from daemonry.oauth.errors import OAuthError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

MAX_ASSERTION: Final = 16 * 1024
MAX_CHAIN: Final = 5
CLAIMS: Final = ("iss", "sub", "aud")
_NUMBER: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_LAST_SECOND: Final = 253_402_300_800  # the year 10000, beyond what a datetime can hold


@dataclass(frozen=True, slots=True)
class UnverifiedAssertion:
    """What an assertion says of itself. Every member comes from a stranger.

    Times are Unix seconds, with their fraction; None where the claim is absent.
    ``audiences`` holds one entry when ``aud`` was a string; ``has_sole_audience`` tells
    that form from an array. ``certificates`` are the DER values of ``x5c``, leaf first.
    The thumbprints are the bytes that ``x5t`` and ``x5t#S256`` encode. ``header`` and
    ``claims`` hold all members, for rules that name one.
    """

    algorithm: str
    type: str | None
    key_id: str | None
    sha1_thumbprint: bytes | None
    sha256_thumbprint: bytes | None
    certificates: tuple[bytes, ...]
    issuer: str
    subject: str
    audiences: tuple[str, ...]
    has_sole_audience: bool
    token_id: str | None
    expires_at: float | None
    not_before: float | None
    issued_at: float | None
    header: Mapping[str, Any] = field(repr=False)
    claims: Mapping[str, Any] = field(repr=False)
    signing_input: bytes = field(repr=False)
    signature: bytes = field(repr=False)


def parse_client_assertion(text: str, *, required: Collection[str] = CLAIMS) -> UnverifiedAssertion:
    """Return what a compact JWS claims, as clients of Entra really write it.

    Thumbprints may be base64url or base64, padded or not; numeric dates may be numbers
    or strings of digits; ``x5c`` may be one string and hold line breaks; the parts may be
    padded, as azure-identity for Python does under asyncio. Raises
    OAuthError 50027 for anything that is no JWT (more than 16 KiB, not canonical
    base64url, a member that stands twice, a critical extension, a member of another
    type than RFC 7515 and RFC 7519 say) and 90014 for the first missing claim of those
    that are ``required``; others of ``iss``, ``sub`` and ``aud`` read as empty.
    """
    try:
        jws = parse_compact(text, limit=MAX_ASSERTION, may_be_padded=True)
    except CompactError as error:
        raise _malformed(str(error)) from None
    header, claims = jws.header, jws.claims
    audiences, is_sole = _audiences(claims)
    for name, value in (("iss", claims.get("iss")), ("sub", claims.get("sub")), ("aud", audiences)):
        if name in required and not value:
            raise OAuthError(errors.ASSERTION_FIELD_MISSING, name=name)
    return UnverifiedAssertion(
        algorithm=_required(header, "alg"),
        type=_string(header, "typ"),
        key_id=_string(header, "kid"),
        sha1_thumbprint=_thumbprint(header, "x5t"),
        sha256_thumbprint=_thumbprint(header, "x5t#S256"),
        certificates=_chain(header),
        issuer=_string(claims, "iss") or "",
        subject=_string(claims, "sub") or "",
        audiences=audiences,
        has_sole_audience=is_sole,
        token_id=_string(claims, "jti"),
        expires_at=_numeric_date(claims, "exp"),
        not_before=_numeric_date(claims, "nbf"),
        issued_at=_numeric_date(claims, "iat"),
        header=header,
        claims=claims,
        signing_input=jws.signing_input,
        signature=jws.signature,
    )


def _malformed(detail: str) -> OAuthError:
    return OAuthError(errors.ASSERTION_MALFORMED, detail=f"JWT token is malformed: {detail}.")


def _string(members: Mapping[str, Any], name: str) -> str | None:
    value = members.get(name)
    if value is None or isinstance(value, str):
        return value
    raise _malformed(f"'{name}' is no string")


def _required(members: Mapping[str, Any], name: str) -> str:
    value = _string(members, name)
    if not value:
        raise _malformed(f"'{name}' is missing")
    return value


def _audiences(claims: Mapping[str, Any]) -> tuple[tuple[str, ...], bool]:
    """Return ``aud`` and whether it was one string (RFC 7519 section 4.1.3)."""
    value = claims.get("aud")
    if value is None or value == "":
        return (), True
    if isinstance(value, str):
        return (value,), True
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return tuple(value), False
    raise _malformed("'aud' is neither a string nor a list of them")


def _numeric_date(claims: Mapping[str, Any], name: str) -> float | None:
    """Return a NumericDate: an integer, a fraction (MSAL Python) or a string (MSAL.NET)."""
    value = claims.get(name)
    if value is None:
        return None
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        value = float(value)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    # Compared first, because float() of a huge integer raises; NaN is no JSON.
    if is_number and 0 <= value < _LAST_SECOND:
        return float(value)
    raise _malformed(f"'{name}' is no numeric date")


def _thumbprint(header: Mapping[str, Any], name: str) -> bytes | None:
    text = _string(header, name)
    if text is None:
        return None
    data = lenient_base64(text)
    if not data:
        raise _malformed(f"'{name}' is not base64")
    return data


def _chain(header: Mapping[str, Any]) -> tuple[bytes, ...]:
    """Return ``x5c``; MSAL.NET sends one string, MSAL Python leaves the line breaks of PEM."""
    value = header.get("x5c")
    entries = [value] if isinstance(value, str) else [] if value is None else value
    if not isinstance(entries, list) or len(entries) > MAX_CHAIN:
        raise _malformed(f"'x5c' is no list of at most {MAX_CHAIN} certificates")
    return tuple(_certificate(entry) for entry in entries)


def _certificate(entry: Any) -> bytes:
    data = lenient_base64("".join(entry.split())) if isinstance(entry, str) else None
    if not data:
        raise _malformed("'x5c' holds something that is not base64")
    return data
