"""Certificates and assertions as clients make them, and as attackers would."""

from __future__ import annotations

import base64
import functools
import hashlib
import json
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import NameOID

ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
YEAR = timedelta(days=365)
MIDDLE = datetime(2026, 4, 15, tzinfo=UTC)
_HASHES = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}


def key(name: str = "client"):
    """Return the private key of this name; its first letters choose the kind."""
    return _key(name)


@functools.cache
def _key(name: str):
    if name.startswith("p256"):
        return ec.generate_private_key(ec.SECP256R1())
    if name.startswith("p384"):
        return ec.generate_private_key(ec.SECP384R1())
    if name.startswith("p521"):
        return ec.generate_private_key(ec.SECP521R1())
    if name.startswith("ed25519"):
        return ed25519.Ed25519PrivateKey.generate()
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@functools.cache
def certificate(
    name: str = "client",
    *,
    starts: datetime = MIDDLE - YEAR,
    ends: datetime = MIDDLE + YEAR,
    common_name: str | None = None,
) -> bytes:
    """Return the DER of a self-signed certificate of ``key(name)``."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common_name or name)])
    private = key(name)
    digest = None if name.startswith("ed25519") else hashes.SHA256()
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(private.public_key())
        .serial_number(1000)
        .not_valid_before(starts)
        .not_valid_after(ends)
        .sign(private, digest)
        .public_bytes(serialization.Encoding.DER)
    )


def authority(name: str = "p256 ca", **wishes) -> bytes:
    """Return the DER of an authority's own certificate."""
    return issued(name, name, is_authority=True, **wishes)


@functools.cache
def issued(
    name: str,
    by: str = "p256 ca",
    *,
    dns: str | None = None,
    starts: datetime = MIDDLE - YEAR,
    ends: datetime = MIDDLE + YEAR,
    is_authority: bool | None = None,
    signed_by: str | None = None,
    extensions: tuple[tuple[x509.ExtensionType, bool], ...] = (),
) -> bytes:
    """Return the DER of a certificate of ``key(name)`` in the name of the issuer ``by``.

    ``signed_by`` is another key than the issuer's own.
    """
    builder = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, by)]))
        .public_key(key(name).public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(ends)
    )
    if is_authority is not None:
        builder = builder.add_extension(x509.BasicConstraints(is_authority, None), critical=True)
    if dns is not None:
        names = x509.SubjectAlternativeName([x509.DNSName(dns)])
        builder = builder.add_extension(names, critical=False)
    for extension, is_critical in extensions:
        builder = builder.add_extension(extension, is_critical)
    made = builder.sign(key(signed_by or by), hashes.SHA256())
    return made.public_bytes(serialization.Encoding.DER)


def b64(data) -> str:
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def sha1(der: bytes) -> bytes:
    return hashlib.sha1(der, usedforsecurity=False).digest()


def sha256(der: bytes) -> bytes:
    return hashlib.sha256(der).digest()


def sign(private, algorithm: str, signing_input: bytes) -> bytes:
    """Return the signature, as RFC 7518 writes it."""
    if isinstance(private, ed25519.Ed25519PrivateKey):
        return private.sign(signing_input)
    digest = _HASHES.get(algorithm[2:], hashes.SHA256())
    if isinstance(private, ec.EllipticCurvePrivateKey):
        size = (private.curve.key_size + 7) // 8
        r, s = decode_dss_signature(private.sign(signing_input, ec.ECDSA(digest)))
        return r.to_bytes(size, "big") + s.to_bytes(size, "big")
    if algorithm.startswith("PS"):
        scheme = padding.PSS(padding.MGF1(digest), padding.PSS.DIGEST_LENGTH)
        return private.sign(signing_input, scheme, digest)
    return private.sign(signing_input, padding.PKCS1v15(), digest)


def assemble(header, claims, private=None) -> str:
    """Return a signed compact JWS; ``header`` and ``claims`` may be raw bytes."""
    signing_input = f"{b64(header)}.{b64(claims)}"
    algorithm = header.get("alg", "RS256") if isinstance(header, dict) else "RS256"
    signature = sign(private or key(), str(algorithm), signing_input.encode())
    return f"{signing_input}.{b64(signature)}"
