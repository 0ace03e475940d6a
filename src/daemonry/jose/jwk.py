"""Signing keys: making them, loading them, publishing them (RFC 7517, 7518, 8037)."""

from __future__ import annotations

import base64
import hashlib
import json
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID

from daemonry.model.base64_text import base64url
from daemonry.model.token_settings import EDDSA, ES256, RS256

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

RSA_BITS: Final = 2048
_PKCS1: Final = padding.PKCS1v15()
_SHA256: Final = hashes.SHA256()
_CERTIFICATE_LIFETIME: Final = timedelta(days=5 * 365)
_BACKDATING: Final = timedelta(days=1)
_P256_BYTES: Final = 32

_PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new key pair: PKCS#8 DER of the private part and its certificate's DER."""

    kid: str
    algorithm: str
    certificate_der: bytes
    private_key_der: bytes = field(repr=False)


def make_signing_key(
    common_name: str,
    now: datetime,
    algorithm: str = RS256,
    *,
    lifetime: timedelta = _CERTIFICATE_LIFETIME,
) -> MadeKey:
    """Make a key with a self-signed certificate: RSA-2048, P-256 or Ed25519.

    ``lifetime`` is how long from ``now`` the certificate is valid. RSA takes 20 to 150 ms.
    Raises ValueError for another algorithm.
    """
    while True:
        key = _generate(algorithm)
        der = _self_signed(key, common_name, now, lifetime)
        # At a shell, a name that begins with a dash would be taken for an option.
        if not key_id(der).startswith("-"):
            break
    return MadeKey(
        kid=key_id(der),
        algorithm=algorithm,
        certificate_der=der,
        private_key_der=key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ),
    )


def thumbprint(certificate_der: bytes) -> str:
    """Return ``x5t``: the base64url SHA-1 of the DER (RFC 7517 section 4.8)."""
    return base64url(hashlib.sha1(certificate_der, usedforsecurity=False).digest())


def key_id(certificate_der: bytes) -> str:
    """Return the ``kid`` of a signing key.

    Of RSA keys the SHA-1 thumbprint of the certificate, as clients of Entra expect it to
    equal ``x5t`` (Entra: access-tokens). Of other keys, which Entra does not have, the
    SHA-256 thumbprint of the key itself (RFC 7638 section 3; RFC 8037 section 2).
    """
    public = _public_members(certificate_der)
    if public["kty"] == "RSA":
        return thumbprint(certificate_der)
    canonical = json.dumps(public, separators=(",", ":"), sort_keys=True)
    return base64url(hashlib.sha256(canonical.encode("ascii")).digest())


def public_jwk(certificate_der: bytes, *, issuer: str) -> dict[str, object]:
    """Return the JWK to publish for a signing certificate.

    RSA keys as Entra publishes them: with the certificate and without ``alg``. Of others
    nobody knows a certificate, and ``alg`` says what they are for. ``issuer`` tells
    validators which issuer may use the key (Entra: access-tokens, "Validate the signing
    key issuer").
    """
    kid, public = key_id(certificate_der), _public_members(certificate_der)
    head: dict[str, object] = {"kty": public.pop("kty"), "use": "sig", "kid": kid}
    if head["kty"] != "RSA":
        algorithm = ES256 if head["kty"] == "EC" else EDDSA
        return {**head, "alg": algorithm, **public, "issuer": issuer}
    x5c = [base64.b64encode(certificate_der).decode("ascii")]
    return {**head, "x5t": kid, **public, "x5c": x5c, "issuer": issuer}


def rsa_public_key(certificate_der: bytes) -> rsa.RSAPublicKey:
    """Return the RSA key of a certificate. Raises ValueError for any other key type."""
    key = x509.load_der_x509_certificate(certificate_der).public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise ValueError("The certificate holds no RSA key.")  # noqa: TRY004 - a bad value, not a bad type
    return key


class RsaSigner:
    """Signs with RSASSA-PKCS1-v1_5 and SHA-256 (RFC 7518 section 3.3), by OpenSSL."""

    __slots__ = ("_key", "_sign")

    def __init__(self, key: rsa.RSAPrivateKey) -> None:
        self._key = key
        self._sign = key.sign

    def __call__(self, signing_input: bytes) -> bytes:
        """Return the signature."""
        return self._sign(signing_input, _PKCS1, _SHA256)

    def private_numbers(self) -> rsa.RSAPrivateNumbers:
        """Return the numbers of the key, for who signs several at once."""
        return self._key.private_numbers()


def load_rsa_signer(private_key_der: bytes) -> RsaSigner:
    """Return the signer of a stored RSA key.

    The RSA consistency check (50 ms) is skipped: the server wrote the key itself and
    the envelope that carried it is authenticated. Raises ValueError for other bytes.
    """
    key = serialization.load_der_private_key(
        private_key_der, password=None, unsafe_skip_rsa_key_validation=True
    )
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("The stored key is no RSA key.")  # noqa: TRY004 - likewise
    return RsaSigner(key)


def jws_signer(algorithm: str, private_key_der: bytes) -> Callable[[bytes], bytes]:
    """Return what makes signatures as a JWS carries them; for RS256 an ``RsaSigner``.

    ES256 is R and S of 32 bytes each (RFC 7518 section 3.4), EdDSA as it comes (RFC 8037
    section 3.1). Raises ValueError when the bytes are no key of this algorithm.
    """
    if algorithm == RS256:
        return load_rsa_signer(private_key_der)
    key = serialization.load_der_private_key(private_key_der, password=None)
    if algorithm == EDDSA and isinstance(key, ed25519.Ed25519PrivateKey):
        return key.sign
    if algorithm != ES256 or not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError(f"The stored key is no key for {algorithm}.")
    scheme, sign = ec.ECDSA(hashes.SHA256()), key.sign

    def sign_es256(signing_input: bytes) -> bytes:
        r, s = decode_dss_signature(sign(signing_input, scheme))
        return r.to_bytes(_P256_BYTES, "big") + s.to_bytes(_P256_BYTES, "big")

    return sign_es256


def _generate(algorithm: str) -> _PrivateKey:
    if algorithm == RS256:
        return rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    if algorithm == ES256:
        return ec.generate_private_key(ec.SECP256R1())
    if algorithm == EDDSA:
        return ed25519.Ed25519PrivateKey.generate()
    raise ValueError(f"No signing key is made for {algorithm}.")


def _self_signed(key: _PrivateKey, common_name: str, now: datetime, lifetime: timedelta) -> bytes:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATING)
        .not_valid_after(now + lifetime)
        .sign(key, None if isinstance(key, ed25519.Ed25519PrivateKey) else hashes.SHA256())
    )
    return certificate.public_bytes(serialization.Encoding.DER)


def _public_members(certificate_der: bytes) -> dict[str, str]:
    """Return ``kty`` and the members that are the key (RFC 7518 section 6; RFC 8037 section 2).

    Raises ValueError for a key of another kind.
    """
    key = x509.load_der_x509_certificate(certificate_der).public_key()
    match key:
        case rsa.RSAPublicKey():
            rsa_numbers = key.public_numbers()
            n, e = _base64url_uint(rsa_numbers.n), _base64url_uint(rsa_numbers.e)
            return {"kty": "RSA", "n": n, "e": e}
        case ec.EllipticCurvePublicKey(curve=ec.SECP256R1()):
            point = key.public_numbers()
            x, y = (base64url(c.to_bytes(_P256_BYTES, "big")) for c in (point.x, point.y))
            return {"kty": "EC", "crv": "P-256", "x": x, "y": y}
        case ed25519.Ed25519PublicKey():
            return {"kty": "OKP", "crv": "Ed25519", "x": base64url(key.public_bytes_raw())}
    raise ValueError("The certificate holds a key of an unknown kind.")


def _base64url_uint(value: int) -> str:
    return base64url(value.to_bytes((value.bit_length() + 7) // 8, "big"))
