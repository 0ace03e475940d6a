"""The authority's published keys (RFC 7517), reduced to those that may verify a token."""

from __future__ import annotations

import base64
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

from daemonry_protect.jws import EDDSA, ES256, RS256

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    Key = RSAKey | ECKey | OKPKey

MAX_KEYS: Final = 1000
_MODULUS_BITS: Final = range(2048, 4096 + 1)
_EXPONENTS: Final = range(3, 2**32, 2)
_MAX_TEXT: Final = 1024


@dataclass(frozen=True, slots=True)
class VerificationKey:
    """One key of the authority. Equal when key, name and issuer are."""

    kid: str
    algorithm: str
    """The one algorithm that its signatures may have."""
    numbers: tuple[str, ...]
    """What makes the key, as published."""
    issuer: str | None
    """The issuer that may use the key, or a template with ``{tenantid}``; a member that
    Entra adds (Entra: access-tokens)."""
    key: Key = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a ``kty`` must hold to be of use, and for which algorithm."""

    type: type[Key]
    algorithm: str
    numbers: tuple[str, ...]
    constant: Mapping[str, str] = field(default_factory=dict)


_KINDS: Final = {
    "RSA": _Kind(RSAKey, RS256, ("n", "e")),
    "EC": _Kind(ECKey, ES256, ("x", "y"), {"crv": "P-256"}),
    "OKP": _Kind(OKPKey, EDDSA, ("x",), {"crv": "Ed25519"}),
}


@dataclass(frozen=True, slots=True)
class PublishedKeys:
    """What an authority says about itself at one moment: its issuer and its keys."""

    issuer: str
    by_kid: Mapping[str, tuple[VerificationKey, ...]]


def parse_jwk_set(
    document: object, algorithms: Collection[str] = (RS256,)
) -> dict[str, tuple[VerificationKey, ...]]:
    """Return the usable keys of a JWKS by ``kid``; others are left out.

    Usable is a public key for signatures with one of the ``algorithms``: RSA of 2048 to
    4096 bits for RS256, P-256 for ES256, Ed25519 for EdDSA. Raises ValueError when the
    document is no JWKS or has more than 1,000 keys.
    """
    keys = document.get("keys") if isinstance(document, dict) else None
    if not isinstance(keys, list) or len(keys) > MAX_KEYS:
        raise ValueError("not a JWKS, or one with too many keys.")
    by_kid: dict[str, tuple[VerificationKey, ...]] = {}
    for unverified_key in keys:
        key = _usable(unverified_key)
        if key is not None and key.algorithm in algorithms:
            # The same key may be listed for several issuers.
            by_kid[key.kid] = (*by_kid.get(key.kid, ()), key)
    return by_kid


def _usable(jwk: object) -> VerificationKey | None:
    if not isinstance(jwk, dict) or not isinstance(kty := jwk.get("kty"), str):
        return None
    kind = _KINDS.get(kty)
    if kind is None or not _is_for_signatures(jwk, kind.algorithm):
        return None
    texts = [jwk.get(name) for name in ("kid", *kind.numbers)]
    issuer = jwk.get("issuer")
    if not all(isinstance(text, str) for text in (*texts, issuer or "")):
        return None
    kid, *numbers = map(str, texts)
    if kty == "RSA" and not is_rsa_of_fair_size(*numbers):
        return None
    try:
        # Of all members only these: private ones are not taken in.
        members: dict[str, str | list[str]] = {"kty": kty, **kind.constant}
        key = kind.type.import_key(members | dict(zip(kind.numbers, numbers, strict=True)))
    except (JoseError, ValueError):
        return None
    return VerificationKey(kid, kind.algorithm, tuple(numbers), issuer, key)


def _is_for_signatures(jwk: Mapping[str, Any], algorithm: str) -> bool:
    """Entra leaves ``alg`` out; where it stands it must agree (RFC 7517 section 4.4)."""
    return (
        jwk.get("use", "sig") == "sig"
        and jwk.get("alg", algorithm) == algorithm
        and jwk.get("crv") == _KINDS[jwk["kty"]].constant.get("crv")
    )


def is_rsa_of_fair_size(modulus: object, exponent: object) -> bool:
    """Tell whether these are the numbers of an RSA key of 2048 to 4096 bits."""
    return (
        isinstance(modulus, str)
        and isinstance(exponent, str)
        and _number(modulus).bit_length() in _MODULUS_BITS
        and _number(exponent) in _EXPONENTS
    )


def _number(text: str) -> int:
    """Return a Base64urlUInt (RFC 7518 section 2), or 0 if it is none."""
    if len(text) > _MAX_TEXT or not text.isascii():
        return 0
    try:
        return int.from_bytes(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)), "big")
    except ValueError:
        return 0
