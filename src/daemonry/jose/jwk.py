"""Signing keys: making them, loading them, publishing them (RFC 7517)."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

RSA_BITS: Final = 2048
_CERTIFICATE_LIFETIME: Final = timedelta(days=5 * 365)
_BACKDATING: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A new RSA key pair: PKCS#8 DER of the private part and its certificate's DER."""

    kid: str
    algorithm: str
    certificate_der: bytes
    private_key_der: bytes = field(repr=False)


def base64url(data: bytes) -> str:
    """Return unpadded base64url (RFC 7515 section 2)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def make_signing_key(common_name: str, now: datetime) -> MadeKey:
    """Make an RSA-2048 key with a self-signed certificate.

    ``kid`` is the base64url SHA-1 thumbprint of the certificate, as clients of
    Entra expect it to equal ``x5t`` (Entra: access-tokens). Takes 20 to 150 ms.
    """
    key = rsa.generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name)])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATING)
        .not_valid_after(now + _CERTIFICATE_LIFETIME)
        .sign(key, hashes.SHA256())
    )
    der = certificate.public_bytes(serialization.Encoding.DER)
    return MadeKey(
        kid=thumbprint(der),
        algorithm="RS256",
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


def public_jwk(certificate_der: bytes, *, issuer: str) -> dict[str, object]:
    """Return the JWK that Entra publishes for a signing certificate.

    ``alg`` is left out as Entra does; ``issuer`` tells validators which issuer may
    use the key (Entra: access-tokens, "Validate the signing key issuer").
    """
    numbers = rsa_public_key(certificate_der).public_numbers()
    kid = thumbprint(certificate_der)
    return {
        "kty": "RSA",
        "use": "sig",
        "kid": kid,
        "x5t": kid,
        "n": _base64url_uint(numbers.n),
        "e": _base64url_uint(numbers.e),
        "x5c": [base64.b64encode(certificate_der).decode("ascii")],
        "issuer": issuer,
    }


def rsa_public_key(certificate_der: bytes) -> rsa.RSAPublicKey:
    """Return the RSA key of a certificate. Raises ValueError for any other key type."""
    key = x509.load_der_x509_certificate(certificate_der).public_key()
    if not isinstance(key, rsa.RSAPublicKey):
        raise ValueError("The certificate holds no RSA key.")  # noqa: TRY004 - a bad value, not a bad type
    return key


def rs256_signer(private_key_der: bytes) -> Callable[[bytes], bytes]:
    """Return a function that signs with RSASSA-PKCS1-v1_5 and SHA-256 (RFC 7518 section 3.3).

    The RSA consistency check (50 ms) is skipped: the server wrote the key itself and
    the envelope that carried it is authenticated. Raises ValueError for other bytes.
    """
    key = serialization.load_der_private_key(
        private_key_der, password=None, unsafe_skip_rsa_key_validation=True
    )
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("The stored key is no RSA key.")  # noqa: TRY004 - likewise
    scheme, digest = padding.PKCS1v15(), hashes.SHA256()
    sign = key.sign

    def sign_rs256(signing_input: bytes) -> bytes:
        return sign(signing_input, scheme, digest)

    return sign_rs256


def _base64url_uint(value: int) -> str:
    return base64url(value.to_bytes((value.bit_length() + 7) // 8, "big"))
