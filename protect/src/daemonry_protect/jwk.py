"""The authority's published keys (RFC 7517), reduced to those that may verify a token."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from daemonry_protect.jws import ALGORITHM

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_KEYS: Final = 1000
_MODULUS_BITS: Final = range(2048, 4096 + 1)
_EXPONENTS: Final = range(3, 2**32, 2)
_MAX_TEXT: Final = 1024


@dataclass(frozen=True, slots=True)
class VerificationKey:
    """One RSA key of the authority. Equal when key, name and issuer are."""

    kid: str
    modulus: str
    exponent: str
    issuer: str | None
    """The issuer that may use the key, or a template with ``{tenantid}``; a member that
    Entra adds (Entra: access-tokens)."""
    rsa: RSAKey = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class PublishedKeys:
    """What an authority says about itself at one moment: its issuer and its keys."""

    issuer: str
    by_kid: Mapping[str, tuple[VerificationKey, ...]]


def parse_jwk_set(document: object) -> dict[str, tuple[VerificationKey, ...]]:
    """Return the usable keys of a JWKS by ``kid``; others are left out.

    Usable is an RSA public key of 2048 to 4096 bits for signatures with RS256. Raises
    ValueError when the document is no JWKS or has more than 1,000 keys.
    """
    keys = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(keys, list) or len(keys) > MAX_KEYS:
        raise ValueError("not a JWKS, or one with too many keys.")
    by_kid: dict[str, tuple[VerificationKey, ...]] = {}
    for unverified_key in keys:
        if (key := _usable(unverified_key)) is not None:
            # The same key may be listed for several issuers.
            by_kid[key.kid] = (*by_kid.get(key.kid, ()), key)
    return by_kid


def _usable(jwk: object) -> VerificationKey | None:
    if not isinstance(jwk, dict) or not _is_for_signatures(jwk):
        return None
    texts = [jwk.get(name) for name in ("kid", "n", "e")]
    issuer = jwk.get("issuer")
    if not all(isinstance(text, str) for text in (*texts, issuer or "")):
        return None
    kid, modulus, exponent = map(str, texts)
    if _number(modulus).bit_length() not in _MODULUS_BITS or _number(exponent) not in _EXPONENTS:
        return None
    try:
        rsa = RSAKey.import_key({"kty": "RSA", "n": modulus, "e": exponent})
    except (JoseError, ValueError):
        return None
    return VerificationKey(kid, modulus, exponent, issuer, rsa)


def _is_for_signatures(jwk: Mapping[str, Any]) -> bool:
    """Entra leaves ``alg`` out; where it stands it must agree (RFC 7517 section 4.4)."""
    return (
        jwk.get("kty") == "RSA"
        and jwk.get("use", "sig") == "sig"
        and jwk.get("alg", ALGORITHM) == ALGORITHM
    )


def _number(text: str) -> int:
    """Return a Base64urlUInt (RFC 7518 section 2), or 0 if it is none."""
    if len(text) > _MAX_TEXT or not text.isascii():
        return 0
    try:
        return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), "big")
    except ValueError:
        return 0
