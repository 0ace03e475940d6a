"""Keys that others sign with: which are read, and what they may sign with."""

import base64
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa
from cryptography.x509.oid import NameOID
from joserfc import jws
from joserfc.jwk import ECKey, OctKey, OKPKey, RSAKey

from daemonry.jose.certificate import read_certificate
from daemonry.jose.public_key import (
    KeyRefusedError,
    algorithms_of,
    jwk_key,
    require_strength,
    verify_signature,
)

RSA_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
KEYS = {
    "RSA": RSA_KEY,
    "P-256": ec.generate_private_key(ec.SECP256R1()),
    "P-384": ec.generate_private_key(ec.SECP384R1()),
    "P-521": ec.generate_private_key(ec.SECP521R1()),
    "Ed25519": ed25519.Ed25519PrivateKey.generate(),
}
ALGORITHMS = {
    "RSA": ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"],
    "P-256": ["ES256"],
    "P-384": ["ES384"],
    "P-521": ["ES512"],
    "Ed25519": ["EdDSA", "Ed25519"],
}
CASES = [(kind, algorithm) for kind, names in ALGORITHMS.items() for algorithm in names]
EVERY = sorted({algorithm for names in ALGORITHMS.values() for algorithm in names})


def certificate_of(key, digest=None):
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "client")])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1000)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, digest)
        .public_bytes(serialization.Encoding.DER)
    )


def signed(kind, algorithm):
    jwk_type = {"RSA": RSAKey, "Ed25519": OKPKey}.get(kind, ECKey)
    token = jws.serialize_compact(
        {"alg": algorithm}, b"payload", jwk_type.import_key(KEYS[kind]), algorithms=[algorithm]
    )
    signing_input, _, signature = token.rpartition(".")
    padded = signature + "=" * (-len(signature) % 4)
    return signing_input.encode(), base64.urlsafe_b64decode(padded)


@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize(("kind", "algorithm"), CASES)
def test_a_signature_of_another_implementation_is_verified(kind, algorithm):
    signing_input, signature = signed(kind, algorithm)
    key = KEYS[kind].public_key()
    assert algorithm in algorithms_of(key)
    assert verify_signature(key, algorithm, signing_input, signature)
    assert not verify_signature(key, algorithm, signing_input + b"x", signature)
    assert not verify_signature(key, algorithm, signing_input, signature[:-1])
    assert not verify_signature(key, algorithm, signing_input, b"")
    assert not verify_signature(key, algorithm, signing_input, bytes(len(signature)))


# S7: the key decides, not the header.
@pytest.mark.filterwarnings("ignore:EdDSA is deprecated")
@pytest.mark.parametrize(("kind", "algorithm"), CASES)
def test_s7_no_other_algorithm_verifies_what_a_key_signed(kind, algorithm):
    signing_input, signature = signed(kind, algorithm)
    same = {"EdDSA", "Ed25519"} if kind == "Ed25519" else {algorithm}
    for other in [*EVERY, "none", "HS256", "", "rs256"]:
        is_good = verify_signature(KEYS[kind].public_key(), other, signing_input, signature)
        assert is_good == (other in same)


def test_an_ecdsa_signature_in_der_is_no_jose_signature():
    key = KEYS["P-256"]
    der = key.sign(b"x", ec.ECDSA(hashes.SHA256()))
    assert not verify_signature(key.public_key(), "ES256", b"x", der)


@pytest.mark.parametrize("kind", KEYS)
def test_the_key_of_a_certificate_and_of_a_jwk_are_the_same(kind):
    key = KEYS[kind]
    digest = None if kind == "Ed25519" else hashes.SHA256()
    jwk_type = {"RSA": RSAKey, "Ed25519": OKPKey}.get(kind, ECKey)
    jwk = jwk_type.import_key(key).as_dict(private=False)
    der = certificate_of(key, digest)
    assert read_certificate(der).key == key.public_key()
    assert jwk_key(jwk | {"kid": "k", "use": "sig", "alg": "whatever"}) == key.public_key()


def rsa_numbers(e, n=None):
    return rsa.RSAPublicNumbers(e, n or RSA_KEY.public_key().public_numbers().n).public_key()


# S9: sizes and kinds of keys.
@pytest.mark.parametrize(
    "key",
    [
        pytest.param(lambda: rsa_numbers(65537, (1 << 1023) | 1), id="RSA-1024"),
        pytest.param(lambda: rsa_numbers(65537, (1 << 8191) | 1), id="RSA-8192"),
        pytest.param(lambda: rsa_numbers((1 << 32) + 1), id="huge exponent"),
        pytest.param(lambda: ec.generate_private_key(ec.SECP256K1()).public_key(), id="secp256k1"),
        pytest.param(lambda: ec.generate_private_key(ec.SECP192R1()).public_key(), id="P-192"),
        pytest.param(lambda: ed448.Ed448PrivateKey.generate().public_key(), id="Ed448"),
        pytest.param(lambda: dsa.generate_private_key(2048).public_key(), id="DSA"),
        pytest.param(lambda: RSA_KEY, id="a private key"),
    ],
)
def test_s9_weak_and_unusual_keys_are_refused(key):
    with pytest.raises(KeyRefusedError):
        require_strength(key())


def test_s9_an_exponent_of_three_counts():
    assert require_strength(rsa_numbers(3))


RSA_JWK = RSAKey.import_key(RSA_KEY).as_dict(private=False)


@pytest.mark.parametrize(
    "jwk",
    [
        {},
        {"kty": "oct", "k": "AAAA"},
        OctKey.generate_key(256).as_dict(private=True),
        RSAKey.import_key(RSA_KEY).as_dict(private=True),
        RSA_JWK | {"n": "!"},
        RSA_JWK | {"n": 5},
        RSA_JWK | {"e": "Ag"},
        {"kty": "RSA", "e": "AQAB"},
        {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"},
        {"kty": "EC", "crv": "P-0", "x": "AA", "y": "AA"},
        {"kty": "OKP", "crv": "X25519", "x": "A" * 43},
        {"kty": ["RSA"]},
    ],
)
def test_a_jwk_that_is_no_public_signing_key_is_refused(jwk):
    with pytest.raises(KeyRefusedError):
        jwk_key(jwk)


@pytest.mark.parametrize("der", [b"", b"\x30\x00", b"-----BEGIN CERTIFICATE-----"])
def test_bytes_that_are_no_certificate_are_refused(der):
    with pytest.raises(KeyRefusedError):
        read_certificate(der)
