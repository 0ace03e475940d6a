"""Keys as they are made, named, published and used (RFC 7517, 7518, 7638, 8037)."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest
from cryptography import x509
from joserfc import jws
from joserfc.jwk import ECKey, OKPKey, RSAKey

from daemonry.jose.jwk import jws_signer, make_signing_key, public_jwk
from daemonry.model.token_settings import ALGORITHMS

# RFC 9864 renames EdDSA to Ed25519; most validators know the older name only.
pytestmark = pytest.mark.filterwarnings("ignore:EdDSA is deprecated")

NOW = datetime(2026, 6, 1, tzinfo=UTC)
ISSUER = "https://localhost/11111111-1111-4111-8111-111111111111/v2.0"
KINDS = {"RS256": RSAKey, "ES256": ECKey, "EdDSA": OKPKey}


@pytest.fixture(scope="module", params=ALGORITHMS)
def made(request):
    return make_signing_key("contoso.onmicrosoft.com", NOW, request.param)


@pytest.mark.spec("RFC 7515", "5.2")
@pytest.mark.spec("RFC 7518", "3.4")
@pytest.mark.spec("RFC 8037", "3.1")
def test_another_library_verifies_the_signature_with_the_published_key(made):
    header = base64.urlsafe_b64encode(f'{{"alg":"{made.algorithm}"}}'.encode()).rstrip(b"=")
    signing_input = header + b".e30"
    signature = jws_signer(made.algorithm, made.private_key_der)(signing_input)
    compact = signing_input + b"." + base64.urlsafe_b64encode(signature).rstrip(b"=")
    key = KINDS[made.algorithm].import_key(public_jwk(made.certificate_der, issuer=ISSUER))
    assert jws.deserialize_compact(compact, key, algorithms=[made.algorithm]).payload == b"{}"


@pytest.mark.spec("RFC 7518", "3.4")
def test_an_es256_signature_is_always_64_bytes():
    made = make_signing_key("contoso", NOW, "ES256")
    sign = jws_signer("ES256", made.private_key_der)
    assert {len(sign(str(number).encode())) for number in range(300)} == {64}


@pytest.mark.spec("RFC 7638", "3")
@pytest.mark.spec("RFC 8037", "2")
@pytest.mark.parametrize("algorithm", ["ES256", "EdDSA"])
def test_kid_of_other_keys_than_rsa_is_the_thumbprint_of_the_key(algorithm):
    made = make_signing_key("contoso", NOW, algorithm)
    jwk = public_jwk(made.certificate_der, issuer=ISSUER)
    assert jwk["kid"] == made.kid == KINDS[algorithm].import_key(jwk).thumbprint()


@pytest.mark.spec("RFC 7518", "6.2")
def test_an_es256_key_is_published_with_its_curve_and_algorithm():
    jwk = public_jwk(make_signing_key("contoso", NOW, "ES256").certificate_der, issuer=ISSUER)
    assert set(jwk) == {"kty", "use", "kid", "alg", "crv", "x", "y", "issuer"}
    assert (jwk["kty"], jwk["crv"], jwk["alg"], jwk["use"]) == ("EC", "P-256", "ES256", "sig")
    assert len(str(jwk["x"])) == len(str(jwk["y"])) == 43


@pytest.mark.spec("RFC 8037", "2")
def test_an_ed25519_key_is_published_with_its_curve_and_algorithm():
    jwk = public_jwk(make_signing_key("contoso", NOW, "EdDSA").certificate_der, issuer=ISSUER)
    assert set(jwk) == {"kty", "use", "kid", "alg", "crv", "x", "issuer"}
    assert (jwk["kty"], jwk["crv"], jwk["alg"]) == ("OKP", "Ed25519", "EdDSA")


def test_no_published_key_has_a_private_member(made):
    assert not {"d", "p", "q", "dp", "dq", "qi"} & set(
        public_jwk(made.certificate_der, issuer=ISSUER)
    )
    assert "private" not in repr(made)


def test_a_certificate_vouches_for_its_own_key(made):
    certificate = x509.load_der_x509_certificate(made.certificate_der)
    certificate.verify_directly_issued_by(certificate)


def test_a_key_of_one_kind_cannot_sign_with_the_algorithm_of_another(made):
    for algorithm in set(ALGORITHMS) - {made.algorithm}:
        with pytest.raises(ValueError, match="key"):
            jws_signer(algorithm, made.private_key_der)


def test_no_key_is_made_for_an_algorithm_that_is_not_offered():
    with pytest.raises(ValueError, match="HS256"):
        make_signing_key("contoso", NOW, "HS256")


def test_a_kid_can_be_typed_as_an_argument():
    kids = {make_signing_key("contoso", NOW, "EdDSA").kid for _ in range(500)}
    assert not any(kid.startswith("-") for kid in kids)
