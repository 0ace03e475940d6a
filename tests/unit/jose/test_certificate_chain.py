"""Chains of certificates: which lead to a registered authority, and whose names count."""

from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.x509.oid import ExtendedKeyUsageOID, ObjectIdentifier
from tests.fakes.certificates import MIDDLE, authority, certificate, issued

from daemonry.jose.certificate_chain import (
    ChainError,
    names_of,
    require_authority,
    verify_chain,
)

ROOT = authority("p256 root")
MIDDLE_CA = issued("p256 middle", "p256 root", is_authority=True)
LEAF = issued("p256 leaf", "p256 middle", dns="daemon.example")


def usage(**yes):
    names = (
        *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
        *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
    )
    return x509.KeyUsage(**{name: yes.get(name, False) for name in names})


def extended(*usages):
    return x509.ExtendedKeyUsage(usages)


def leaf(*extensions, **wishes):
    return issued("p256 leaf", "p256 root", extensions=extensions, **wishes)


GOOD = {
    "through one in between": ([LEAF, MIDDLE_CA], ROOT),
    "with the root itself in the chain": ([LEAF, MIDDLE_CA, ROOT], ROOT),
    "directly": ([leaf()], ROOT),
    "to an authority that is not a root": ([LEAF], MIDDLE_CA),
    "an RSA client": ([issued("client", "p256 root")], ROOT),
    "an RSA authority": ([issued("p256 leaf", "rsa root")], authority("rsa root")),
    "for clients": ([leaf((extended(ExtendedKeyUsageOID.CLIENT_AUTH), False))], ROOT),
    "to sign with": ([leaf((usage(digital_signature=True), True))], ROOT),
    "marked as no authority": ([leaf(is_authority=False)], ROOT),
}


@pytest.mark.parametrize(("chain", "anchor"), GOOD.values(), ids=GOOD.keys())
def test_what_the_authority_issued_leads_to_it(chain, anchor):
    verify_chain(chain, anchor, MIDDLE)


NO_SIGNING = (usage(digital_signature=True), True)
UNKNOWN = x509.UnrecognizedExtension(ObjectIdentifier("1.2.3.4.5"), b"\x05\x00")
BAD = {
    "nothing in between": ([LEAF], ROOT),
    "by an authority nobody registered": ([issued("p256 leaf", "p256 other")], ROOT),
    "signed by another key in its name": (
        [issued("p256 leaf", "p256 root", signed_by="p256 other")],
        ROOT,
    ),
    "self-signed": ([certificate("p256 leaf")], ROOT),
    "the authority itself": ([ROOT], ROOT),
    "another authority": ([MIDDLE_CA], ROOT),
    "issued by a client": ([issued("p256 below", "p256 leaf"), leaf()], ROOT),
    "issued by what is marked as no authority": (
        [issued("p256 below", "p256 leaf"), leaf(is_authority=False)],
        ROOT,
    ),
    "issued by a key that may not sign certificates": (
        [
            issued("p256 below", "p256 leaf"),
            leaf(NO_SIGNING, is_authority=True),
        ],
        ROOT,
    ),
    "expired": ([leaf(ends=MIDDLE - timedelta(days=1))], ROOT),
    "not yet valid": ([leaf(starts=MIDDLE + timedelta(days=1))], ROOT),
    "below an expired authority": (
        [issued("p256 leaf", "p256 old")],
        authority("p256 old", ends=MIDDLE - timedelta(days=1)),
    ),
    "for servers": ([leaf((extended(ExtendedKeyUsageOID.SERVER_AUTH), False))], ROOT),
    "not to sign with": ([leaf((usage(key_encipherment=True), True))], ROOT),
    "with a critical extension nobody knows": ([leaf((UNKNOWN, True))], ROOT),
    "rubbish": ([b"rubbish"], ROOT),
    "rubbish in between": ([LEAF, b"rubbish"], ROOT),
    "a client with a key of another kind": ([certificate("ed25519 leaf")], ROOT),
}


@pytest.mark.parametrize(("chain", "anchor"), BAD.values(), ids=BAD.keys())
def test_everything_else_is_refused(chain, anchor):
    with pytest.raises(ChainError):
        verify_chain(chain, anchor, MIDDLE)


def test_a_name_outside_what_the_authority_may_issue_is_refused():
    limits = x509.NameConstraints([x509.DNSName("example.com")], None)
    anchor = authority("p256 limited", extensions=((limits, True),))
    verify_chain([issued("p256 leaf", "p256 limited", dns="a.example.com")], anchor, MIDDLE)
    with pytest.raises(ChainError):
        verify_chain([issued("p256 leaf", "p256 limited", dns="a.example.net")], anchor, MIDDLE)


def test_names_are_the_common_name_and_dns_names():
    assert names_of(LEAF) == ("p256 leaf", "daemon.example")
    assert names_of(leaf()) == ("p256 leaf",)
    with pytest.raises(ChainError):
        names_of(b"rubbish")


@pytest.mark.parametrize(
    "der", [certificate(), LEAF, leaf(is_authority=False), leaf(NO_SIGNING, is_authority=True)]
)
def test_only_a_certificate_of_an_authority_may_be_registered_as_one(der):
    require_authority(ROOT)
    with pytest.raises(ChainError):
        require_authority(der)
