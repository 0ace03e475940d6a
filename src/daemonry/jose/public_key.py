"""Public keys that others sign with: reading them, their strength, what they may sign with.

The registered key decides which algorithms count, never the header of what it
signed (RFC 8725 sections 3.1 and 3.2).
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey

from daemonry.model.base64_text import base64url

if TYPE_CHECKING:
    from collections.abc import Mapping

PublicKey: TypeAlias = rsa.RSAPublicKey | ec.EllipticCurvePublicKey | ed25519.Ed25519PublicKey

MIN_RSA_BITS: Final = 2048
MAX_RSA_BITS: Final = 4096
_LEAST_MODULUS: Final = MIN_RSA_BITS // 6
_MOST_MODULUS: Final = MAX_RSA_BITS // 6 + 2
"""Of the base64url text, six bits a character."""

_MIN_EXPONENT: Final = 3
_MAX_EXPONENT: Final = 2**32
PRIVATE_MEMBERS: Final = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_THUMBPRINT_MEMBERS: Final = {
    "RSA": ("e", "kty", "n"),
    "EC": ("crv", "kty", "x", "y"),
    "OKP": ("crv", "kty", "x"),
}
_DIGESTS: Final = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}
_RSA_ALGORITHMS: Final = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512"})
_CURVES: Final = {"secp256r1": "ES256", "secp384r1": "ES384", "secp521r1": "ES512"}
_EDDSA: Final = frozenset({"EdDSA", "Ed25519"})
"""``Ed25519`` is the fully specified name of RFC 9864 for what RFC 8037 calls ``EdDSA``."""


class KeyRefusedError(ValueError):
    """The bytes hold no public key that may be used; the message says why."""


def jwk_key(jwk: Mapping[str, Any]) -> PublicKey:
    """Return the key of a public JWK (RFC 7517 section 4, RFC 8037 section 2).

    Raises KeyRefusedError for symmetric keys, private parts, malformed members and keys
    that ``require_strength`` refuses.
    """
    if not PRIVATE_MEMBERS.isdisjoint(jwk):
        raise KeyRefusedError("The key holds a private or symmetric part.")
    kinds: Mapping[Any, Any] = {"RSA": RSAKey, "EC": ECKey, "OKP": OKPKey}
    kind = kinds.get(str(jwk.get("kty")))
    if kind is None:
        raise KeyRefusedError("The key type is none of RSA, EC and OKP.")
    if kind is RSAKey and not _LEAST_MODULUS <= len(str(jwk.get("n"))) <= _MOST_MODULUS:
        # Before it is read: the library warns of short keys and computes with long ones.
        raise KeyRefusedError(f"The RSA key has not {MIN_RSA_BITS} to {MAX_RSA_BITS} bits.")
    needed = ("kty", "n", "e", "crv", "x", "y")
    try:
        key = kind.import_key({name: jwk[name] for name in needed if name in jwk}).public_key
    except (JoseError, ValueError, TypeError, KeyError, UnsupportedAlgorithm) as error:
        raise KeyRefusedError(f"The key cannot be read: {type(error).__name__}.") from None
    return require_strength(key)


def jwk_thumbprint(jwk: Mapping[str, Any]) -> str:
    """Return the base64url SHA-256 thumbprint of a JWK that ``jwk_key`` took (RFC 7638)."""
    needed = {name: jwk[name] for name in _THUMBPRINT_MEMBERS[jwk["kty"]]}
    text = json.dumps(needed, separators=(",", ":"), sort_keys=True)
    return base64url(hashlib.sha256(text.encode("utf-8")).digest())


def require_strength(key: object) -> PublicKey:
    """Return the key when it is of a kind and size that we verify with.

    RSA of 2048 to 4096 bits with an odd exponent from 3, P-256, P-384, P-521 and
    Ed25519; a longer RSA key would make a stranger's request expensive. Raises
    KeyRefusedError for every other key.
    """
    if isinstance(key, rsa.RSAPublicKey):
        exponent = key.public_numbers().e
        if not MIN_RSA_BITS <= key.key_size <= MAX_RSA_BITS:
            raise KeyRefusedError(
                f"The RSA key has {key.key_size} bits; {MIN_RSA_BITS} to {MAX_RSA_BITS} count."
            )
        if exponent % 2 == 0 or not _MIN_EXPONENT <= exponent < _MAX_EXPONENT:
            raise KeyRefusedError("The RSA exponent is even, too small or too large.")
        return key
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _CURVES:
        return key
    if isinstance(key, ed25519.Ed25519PublicKey):
        return key
    raise KeyRefusedError("The key is none of RSA, P-256, P-384, P-521 and Ed25519.")


def algorithms_of(key: PublicKey) -> frozenset[str]:
    """Return the JWS algorithms that a key of this kind may sign with (RFC 7518 section 3)."""
    if isinstance(key, rsa.RSAPublicKey):
        return _RSA_ALGORITHMS
    if isinstance(key, ec.EllipticCurvePublicKey):
        return frozenset({_CURVES[key.curve.name]})
    return _EDDSA


def verify_signature(
    key: PublicKey, algorithm: str, signing_input: bytes, signature: bytes
) -> bool:
    """Tell whether ``signature`` over ``signing_input`` was made with the key's private part.

    False too for an algorithm that is none of ``algorithms_of(key)``. PSS salts are as
    long as the digest and ECDSA signatures are R and S of fixed length (RFC 7518
    sections 3.4 and 3.5).
    """
    if algorithm not in algorithms_of(key):
        return False
    try:
        if isinstance(key, rsa.RSAPublicKey):
            digest = _DIGESTS[algorithm[2:]]
            scheme = (
                padding.PSS(padding.MGF1(digest), padding.PSS.DIGEST_LENGTH)
                if algorithm.startswith("PS")
                else padding.PKCS1v15()
            )
            key.verify(signature, signing_input, scheme, digest)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(
                _der_signature(key, signature), signing_input, ec.ECDSA(_DIGESTS[algorithm[2:]])
            )
        else:
            key.verify(signature, signing_input)
    except (InvalidSignature, ValueError):
        return False
    return True


def _der_signature(key: ec.EllipticCurvePublicKey, signature: bytes) -> bytes:
    size = (key.curve.key_size + 7) // 8
    if len(signature) != 2 * size:
        raise InvalidSignature
    r, s = int.from_bytes(signature[:size], "big"), int.from_bytes(signature[size:], "big")
    return encode_dss_signature(r, s)
