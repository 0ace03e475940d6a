"""A new key pair in the forms that clients read: PEM, and PKCS#12 for those that want one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import pkcs12

if TYPE_CHECKING:
    from daemonry.jose.jwk import MadeKey

_PEM = serialization.Encoding.PEM


def certificate_pem(made: MadeKey) -> bytes:
    """Return the certificate alone, for everybody."""
    return x509.load_der_x509_certificate(made.certificate_der).public_bytes(_PEM)


def private_key_pem(made: MadeKey) -> bytes:
    """Return the private key as PKCS#8, not encrypted (RFC 7468 section 10)."""
    return _private_key(made).private_bytes(
        _PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def pfx(made: MadeKey, name: str, password: str) -> bytes:
    """Return key and certificate as PKCS#12 under a password (RFC 7292)."""
    return pkcs12.serialize_key_and_certificates(
        name.encode("utf-8"),
        _private_key(made),
        x509.load_der_x509_certificate(made.certificate_der),
        None,
        serialization.BestAvailableEncryption(password.encode("utf-8")),
    )


def _private_key(
    made: MadeKey,
) -> rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey:
    key = serialization.load_der_private_key(made.private_key_der, None)
    if isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey):
        return key
    raise TypeError(type(key).__name__)
