"""The keys that another issuer publishes (RFC 7517 section 5): which of them we verify with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from daemonry.jose.public_key import (
    PRIVATE_MEMBERS,
    KeyRefusedError,
    PublicKey,
    algorithms_of,
    jwk_key,
    verify_signature,
)
from daemonry.model.strict_json import parse_json_object

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

MAX_KEYS: Final = 100
MAX_PINNED: Final = 16 * 1024
_KEPT_SETS: Final = 256
_USES: Final = ("sig", "jwt-svid")
"""``jwt-svid`` stands in SPIFFE bundles (SPIFFE Trust Domain and Bundle, section 4.2.2)."""

_MAX_KEY_ID: Final = 1024


@dataclass(frozen=True, slots=True)
class IssuerKey:
    """One public key of an issuer; ``algorithms`` are what it may have signed with."""

    key_id: str | None
    algorithms: frozenset[str]
    key: PublicKey


def parse_key_set(document: Mapping[str, Any]) -> tuple[IssuerKey, ...]:
    """Return the usable keys among the first 100 of a JWKS.

    Keys of other kinds, sizes and uses are passed over, because issuers publish those
    too. Raises ValueError when ``keys`` is no list (RFC 7517 section 5.1).
    """
    keys = document.get("keys")
    if not isinstance(keys, list):
        raise ValueError("the document has no list of keys")  # noqa: TRY004 - a bad value
    made = [_usable(jwk) for jwk in keys[:MAX_KEYS]]
    return tuple(key for key in made if key is not None)


@lru_cache(maxsize=_KEPT_SETS)
def parse_pinned_keys(text: str) -> tuple[IssuerKey, ...]:
    """Return the usable keys of a JWKS that stands beside the issuer it belongs to.

    Parsed sets are kept by their own text. Raises ValueError for a text of more than
    16 KiB, one that is no JWKS, a key with a private part, and one without usable keys.
    """
    if len(text) > MAX_PINNED:
        raise ValueError(f"longer than {MAX_PINNED} characters")
    document = parse_json_object(text.encode("utf-8"))
    if has_private_part(document):
        raise ValueError("a key holds a private or symmetric part")
    keys = parse_key_set(document)
    if not keys:
        raise ValueError("no key can be used: RSA from 2048 bits, P-256, P-384, P-521, Ed25519")
    return keys


def has_private_part(document: Mapping[str, Any]) -> bool:
    """Tell whether any key of a JWKS holds what only its owner may know."""
    keys = document.get("keys")
    return isinstance(keys, list) and any(
        isinstance(jwk, dict) and not PRIVATE_MEMBERS.isdisjoint(jwk) for jwk in keys
    )


def select_keys(
    keys: Sequence[IssuerKey], key_id: str | None, algorithm: str
) -> tuple[IssuerKey, ...]:
    """Return the keys that a header may mean: all of that identifier and algorithm.

    A header without ``kid`` means the only key of its algorithm, never one of several.
    """
    fitting = tuple(key for key in keys if algorithm in key.algorithms)
    if key_id is not None:
        return tuple(key for key in fitting if key.key_id == key_id)
    return fitting if len(fitting) == 1 else ()


def is_signed_by(
    keys: Sequence[IssuerKey], algorithm: str, signing_input: bytes, signature: bytes
) -> bool:
    """Tell whether one of ``keys`` made the signature."""
    return any(verify_signature(key.key, algorithm, signing_input, signature) for key in keys)


def _usable(jwk: object) -> IssuerKey | None:
    """Return the key, or None when it is not for signatures or not of a kind we verify with."""
    if not isinstance(jwk, dict) or jwk.get("use", "sig") not in _USES:
        return None
    operations, key_id, algorithm = jwk.get("key_ops"), jwk.get("kid"), jwk.get("alg")
    if isinstance(operations, list) and "verify" not in operations:
        return None
    if key_id is not None and (not isinstance(key_id, str) or len(key_id) > _MAX_KEY_ID):
        return None
    try:
        key = jwk_key(jwk)
    except KeyRefusedError:
        return None
    algorithms = algorithms_of(key)
    if algorithm is not None:
        # RFC 7517 section 4.4: the key is meant for this one.
        algorithms &= {str(algorithm)}
    return IssuerKey(key_id, algorithms, key) if algorithms else None
