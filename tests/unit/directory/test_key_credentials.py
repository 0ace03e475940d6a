"""Certificates of applications: the forms they come in, and what is refused."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from tests.fakes.certificates import (
    MIDDLE,
    YEAR,
    assemble,
    b64,
    certificate,
    key,
    sha1,
    sha256,
)
from tests.unit.directory.arrange import CONTOSO, NOW, daemon, run
from tests.unit.directory.verbs import proof

from daemonry.directory.applications import get_application, update_application
from daemonry.directory.key_credentials import NewKey, add_key, remove_key, replace_keys
from daemonry.directory.key_proof import AUDIENCE, add_key_with_proof, remove_key_with_proof
from daemonry.directory.key_rules import MAX_CERTIFICATE, certificate_der
from daemonry.model.errors import (
    CERTIFICATE_REFUSED,
    DUPLICATE_VALUE,
    INVALID_PROPERTY,
    KEY_LIFETIME,
    KEY_NOT_FOUND,
    KEY_PROOF,
    MANIFEST_TOO_LARGE,
    PRIVATE_KEY_GIVEN,
    ForbiddenError,
    InvalidError,
    NotFoundError,
)

DER = certificate()
PEM = x509.load_der_x509_certificate(DER).public_bytes(serialization.Encoding.PEM)
OTHER_PEM = x509.load_der_x509_certificate(certificate("other")).public_bytes(
    serialization.Encoding.PEM
)
PRIVATE_PEM = key().private_bytes(
    serialization.Encoding.PEM,
    serialization.PrivateFormat.PKCS8,
    serialization.NoEncryption(),
)
PUBLIC_PEM = (
    key()
    .public_key()
    .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
)
PFX = pkcs12.serialize_key_and_certificates(
    b"client",
    key(),
    x509.load_der_x509_certificate(DER),
    None,
    serialization.BestAvailableEncryption(b"password"),
)
MY_ID = "5B1C3A1E-5D0C-4F2B-9A53-0D6F0F3F8C11"


def keys(desk, scene):
    return run(get_application(desk.work(), scene.client)).key_credentials


def add(desk, scene, given=DER, **wishes):
    return run(add_key(desk.work(), scene.client, NewKey(given, **wishes)))


def refusal(kind, coroutine):
    with pytest.raises(kind) as refused:
        run(coroutine)
    return refused.value.rule


FORMS = {
    "DER": DER,
    "base64": base64.b64encode(DER),
    "base64 with line breaks, as az sends it": base64.encodebytes(DER),
    "base64 with carriage returns": base64.encodebytes(DER).replace(b"\n", b"\r\n"),
    "base64url without padding": base64.urlsafe_b64encode(DER).rstrip(b"="),
    "PEM": PEM,
    "PEM with Windows line ends": PEM.replace(b"\n", b"\r\n"),
    "PEM below an explanation": b"subject=CN = client\n" + PEM,
    "a chain of PEM, its own first": PEM + OTHER_PEM,
    "base64 of PEM, as Terraform sends it": base64.b64encode(PEM),
    "base64 of PEM with line breaks": base64.encodebytes(PEM),
}


@pytest.mark.parametrize("given", FORMS.values(), ids=FORMS.keys())
def test_a_certificate_is_read_in_every_form_that_tools_send(given):
    assert certificate_der(given) == DER


def test_der_that_ends_like_white_space_is_not_cut():
    for _ in range(2000):
        made = certificate.__wrapped__("p256")
        if made[-1:] in b"\0 \t\r\n":
            assert certificate_der(made) == made
            return
    raise AssertionError("no certificate ended so")


REFUSED = {
    "nothing": (b"", CERTIFICATE_REFUSED),
    "words": (b"not a certificate", CERTIFICATE_REFUSED),
    "base64 of words": (base64.b64encode(b"not a certificate"), CERTIFICATE_REFUSED),
    "half a certificate": (DER[: len(DER) // 2], CERTIFICATE_REFUSED),
    "a public key": (PUBLIC_PEM, CERTIFICATE_REFUSED),
    "something huge": (b"0" * (MAX_CERTIFICATE + 1), CERTIFICATE_REFUSED),
    "PKCS#12 with its key": (PFX, CERTIFICATE_REFUSED),
    "a private key": (PRIVATE_PEM, PRIVATE_KEY_GIVEN),
    "certificate and private key": (PEM + PRIVATE_PEM, PRIVATE_KEY_GIVEN),
    "both in base64": (base64.b64encode(PRIVATE_PEM + PEM), PRIVATE_KEY_GIVEN),
}


@pytest.mark.parametrize(("given", "rule"), REFUSED.values(), ids=REFUSED.keys())
def test_s9_what_is_no_public_certificate_is_refused(desk, scene, given, rule):
    assert refusal(InvalidError, add_key(desk.work(), scene.client, NewKey(given))) is rule
    assert len(keys(desk, scene)) == 1


def test_names_and_times_come_from_the_certificate_unless_they_are_given(desk, scene):
    added = add(desk, scene)
    assert added.display_name == "CN=client"
    assert (added.starts_at, added.ends_at) == (MIDDLE - YEAR, MIDDLE + YEAR)
    assert added.custom_key_identifier is None
    chosen = add(
        desk,
        scene,
        key_id=MY_ID,
        display_name="x" * 100,
        starts_at=NOW,
        ends_at=NOW + timedelta(days=1),
        custom_key_identifier=b"mine",
    )
    assert chosen.key_id == MY_ID.lower()
    assert chosen.display_name == "x" * 90
    assert (chosen.starts_at, chosen.ends_at) == (NOW, NOW + timedelta(days=1))
    assert chosen.custom_key_identifier == b"mine"
    assert keys(desk, scene)[1:] == (added, chosen)
    assert (CONTOSO, scene.client_app_id) in desk.tables.touched


def test_the_thumbprint_sent_back_as_identifier_is_no_identifier_of_its_own(desk, scene):
    for identifier in (sha1(DER), base64.b64decode(sha1(DER).hex().upper())):
        assert add(desk, scene, custom_key_identifier=identifier).custom_key_identifier is None


TIMES = {
    "before the certificate": {"starts_at": MIDDLE - YEAR - timedelta(seconds=1)},
    "beyond the certificate": {"ends_at": MIDDLE + YEAR + timedelta(seconds=1)},
    "end before start": {"starts_at": NOW, "ends_at": NOW - timedelta(days=1)},
    "no time at all": {"starts_at": NOW, "ends_at": NOW},
}


@pytest.mark.parametrize("wishes", TIMES.values(), ids=TIMES.keys())
def test_times_lie_within_the_certificate(desk, scene, wishes):
    new = NewKey(DER, **wishes)
    assert refusal(InvalidError, add_key(desk.work(), scene.client, new)) is KEY_LIFETIME


def test_the_fraction_of_a_second_that_clients_add_does_not_matter(desk, scene):
    assert add(desk, scene, ends_at=MIDDLE + YEAR + timedelta(microseconds=999_999))


INVALID = {
    "a symmetric key": {"type": "Symmetric"},
    "a key with its private part": {"type": "X509CertAndPassword"},
    "a key to sign with": {"usage": "Sign"},
    "an identifier that is no GUID": {"key_id": "mine"},
    "a long identifier": {"custom_key_identifier": bytes(65)},
    "a time without a zone": {"starts_at": datetime(2026, 1, 1)},  # noqa: DTZ001 - the point
}


@pytest.mark.parametrize("wishes", INVALID.values(), ids=INVALID.keys())
def test_other_kinds_of_credential_are_refused(desk, scene, wishes):
    new = NewKey(DER, **wishes)
    assert refusal(InvalidError, add_key(desk.work(), scene.client, new)) is INVALID_PROPERTY


def test_a_removed_certificate_is_gone_and_an_unknown_one_is_refused(desk, scene):
    run(remove_key(desk.work(), scene.client, scene.certificate.upper()))
    assert keys(desk, scene) == ()
    again = remove_key(desk.work(), scene.client, scene.certificate)
    assert refusal(InvalidError, again) is KEY_NOT_FOUND
    elsewhere = remove_key(desk.work(), scene.gone, scene.certificate)
    with pytest.raises(NotFoundError):
        run(elsewhere)


def test_the_whole_list_is_replaced_and_entries_without_a_certificate_keep_theirs(desk, scene):
    (first,) = keys(desk, scene)
    kept = NewKey(None, key_id=first.key_id, display_name="renamed")
    run(replace_keys(desk.work(), scene.client, [kept, NewKey(DER, key_id=MY_ID)]))
    renamed, second = keys(desk, scene)
    assert renamed == replace(first, display_name="renamed")
    assert second.certificate == DER
    run(replace_keys(desk.work(), scene.client, []))
    assert keys(desk, scene) == ()


def test_a_list_that_changes_nothing_leaves_no_trace(desk, scene):
    (first,) = keys(desk, scene)
    before = len(desk.tables.events)
    run(replace_keys(desk.work(), scene.client, [NewKey(None, key_id=first.key_id)]))
    assert desk.events_after(before) == []


def test_an_entry_without_a_certificate_must_name_a_stored_one(desk, scene):
    replaced = replace_keys(desk.work(), scene.client, [NewKey(None, key_id=MY_ID)])
    assert refusal(InvalidError, replaced) is KEY_NOT_FOUND


def test_one_identifier_stands_once(desk, scene):
    twice = [NewKey(DER, key_id=MY_ID), NewKey(DER, key_id=MY_ID.lower())]
    assert refusal(InvalidError, replace_keys(desk.work(), scene.client, twice)) is DUPLICATE_VALUE


def test_certificates_count_towards_the_size_of_the_manifest(desk, scene):
    tags = tuple(f"tag{number}" for number in range(1190))
    run(update_application(desk.work(), scene.client, {"tags": tags}))
    many = [NewKey(DER) for _ in range(20)]
    refused = refusal(InvalidError, replace_keys(desk.work(), scene.client, many))
    assert refused is MANIFEST_TOO_LARGE


def test_the_audit_event_names_the_certificates_and_holds_none(desk, scene):
    before = len(desk.tables.events)
    added = add(desk, scene)
    (event,) = desk.events_after(before)
    assert event.activity == "Update application - Certificates and secrets management"
    (modified,) = event.targets[0].modified
    assert modified.name == "keyCredentials"
    assert json.loads(modified.new_value)[-1]["keyId"] == added.key_id
    assert base64.b64encode(DER).decode()[:40] not in repr(event)


class TestProof:
    """addKey and removeKey take a JWT signed with a certificate that is there."""

    def test_a_daemon_rolls_its_own_certificate_without_any_permission(self, desk, scene):
        itself = replace(daemon(scene), app_id=scene.client_app_id)
        work = desk.work(itself)
        added = run(add_key_with_proof(work, scene.client, NewKey(DER), proof(scene)))
        run(remove_key_with_proof(work, scene.client, scene.certificate, proof(scene)))
        assert keys(desk, scene) == (added,)

    def claims(self, scene, **changes):
        seconds = int(NOW.timestamp())
        claims = {"iss": scene.client, "aud": AUDIENCE, "nbf": seconds, "exp": seconds + 600}
        return claims | changes

    @pytest.mark.parametrize(
        "changes",
        [
            {"iss": "00000000-0000-4000-8000-000000000000"},
            {"aud": "00000003-0000-0000-c000-000000000000"},
            {"aud": [AUDIENCE]},
            {"exp": int(NOW.timestamp()) + 3600},
            {"exp": int(NOW.timestamp()) - 301, "nbf": int(NOW.timestamp()) - 900},
            {"nbf": int(NOW.timestamp()) + 301, "exp": int(NOW.timestamp()) + 600},
            {"exp": None},
            {"aud": None},
        ],
    )
    def test_a_proof_for_something_else_is_refused(self, desk, scene, changes):
        header = {"alg": "RS256", "x5t#S256": b64(sha256(certificate("first")))}
        text = assemble(header, self.claims(scene, **changes), key("first"))
        added = add_key_with_proof(desk.work(), scene.client, NewKey(DER), text)
        assert refusal(ForbiddenError, added) is KEY_PROOF

    def test_a_proof_by_another_key_is_refused(self, desk, scene):
        header = {"alg": "RS256", "x5t": b64(sha1(certificate("first")))}
        text = assemble(header, self.claims(scene), key("other"))
        for bad in (text, "nonsense", assemble({"alg": "RS256"}, self.claims(scene))):
            added = add_key_with_proof(desk.work(), scene.client, NewKey(DER), bad)
            assert refusal(ForbiddenError, added) is KEY_PROOF

    def test_an_expired_certificate_proves_nothing(self, desk, scene):
        desk.clock.advance(3 * YEAR)
        added = add_key_with_proof(desk.work(), scene.client, NewKey(DER), proof(scene))
        assert refusal(ForbiddenError, added) is KEY_PROOF


def test_times_are_kept_in_utc(desk, scene):
    assert add(desk, scene, starts_at=NOW).starts_at.tzinfo is UTC
