"""``daemonry certificate``: registered, made, listed by thumbprint, removed."""

from __future__ import annotations

import base64
import hashlib
import stat
from datetime import datetime

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization


def made(contoso, tmp_path, *options):
    return contoso.json(
        "certificate", "generate", "ciam-client-app", "--directory", str(tmp_path), *options
    )


@pytest.mark.parametrize("kind", ["rsa", "p256", "ed25519"])
def test_a_pair_is_made_the_key_in_a_file_of_its_own_and_the_certificate_registered(
    tutorial, tmp_path, kind
):
    contoso, _, _ = tutorial
    record = made(contoso, tmp_path, "--key", kind, "--days", "30")
    private, public = tmp_path / "ciam-client-app.pem", tmp_path / "ciam-client-app.crt"
    assert (record["private_key_file"], record["certificate_file"]) == (str(private), str(public))
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    certificate = x509.load_pem_x509_certificate(public.read_bytes())
    key = serialization.load_pem_private_key(private.read_bytes(), None)
    assert key.public_key() == certificate.public_key()
    assert public.read_bytes() in private.read_bytes()
    der = certificate.public_bytes(serialization.Encoding.DER)
    assert record["thumbprint"] == hashlib.sha1(der, usedforsecurity=False).hexdigest().upper()
    assert record["thumbprint_sha256"] == hashlib.sha256(der).hexdigest().upper()
    lifetime = datetime.fromisoformat(record["ends_at"]) - datetime.fromisoformat(
        record["starts_at"]
    )
    assert lifetime.days == 31  # backdated by a day, for clocks that differ
    (row,) = contoso.json("certificate", "list", "ciam-client-app")
    assert row["key_id"] == record["key_id"]
    assert row["status"] == "expiring soon"


def test_the_private_key_is_nowhere_in_the_data_directory(tutorial, tmp_path):
    contoso, _, _ = tutorial
    made(contoso, tmp_path)
    pem = (tmp_path / "ciam-client-app.pem").read_text()
    lines = pem.split("-----BEGIN CERTIFICATE-----")[0].splitlines()[1:-1]
    needles = [lines[5].encode(), base64.b64decode("".join(lines))[100:140]]
    for path in contoso.data.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(needle in content for needle in needles)


def test_nothing_is_overwritten_and_then_nothing_is_registered(tutorial, tmp_path):
    contoso, _, _ = tutorial
    (tmp_path / "ciam-client-app.crt").write_text("mine")
    answer = contoso("certificate", "generate", "ciam-client-app", "--directory", str(tmp_path))
    assert answer.code == 1
    assert "is there already" in answer.err
    assert not (tmp_path / "ciam-client-app.pem").exists()
    assert contoso.json("certificate", "list", "ciam-client-app") == []


def test_a_certificate_from_elsewhere_is_registered_from_a_file(tutorial, tmp_path):
    contoso, _, _ = tutorial
    first = made(contoso, tmp_path)
    contoso.json("certificate", "remove", "ciam-client-app", first["key_id"])
    added = contoso.json(
        "certificate", "add", "ciam-client-app", first["certificate_file"], "--name", "again"
    )
    assert added["thumbprint"] == first["thumbprint"]
    assert added["display_name"] == "again"


def test_a_file_with_the_private_key_in_it_is_refused(tutorial, tmp_path):
    contoso, _, _ = tutorial
    record = made(contoso, tmp_path)
    answer = contoso("certificate", "add", "ciam-client-app", record["private_key_file"])
    assert answer.code == 1
    assert "private key was sent" in answer.err
    assert "disclosed" in answer.err


def test_a_file_that_is_not_there_is_named(tutorial, tmp_path):
    contoso, _, _ = tutorial
    answer = contoso("certificate", "add", "ciam-client-app", str(tmp_path / "none.crt"))
    assert answer.code == 4
    assert "none.crt" in answer.err


@pytest.mark.parametrize("how", ["key_id", "thumbprint", "thumbprint_sha256", "display_name"])
def test_a_certificate_is_removed_by_any_of_its_names(tutorial, tmp_path, how):
    contoso, _, _ = tutorial
    record = made(contoso, tmp_path)
    gone = contoso.json("certificate", "remove", "ciam-client-app", record[how])
    assert gone["key_id"] == record["key_id"]
    assert contoso.json("certificate", "list", "ciam-client-app") == []


def test_the_start_of_a_thumbprint_will_do_when_it_means_one(tutorial, tmp_path):
    contoso, _, _ = tutorial
    record = made(contoso, tmp_path)
    contoso.json("certificate", "add", "ciam-client-app", record["certificate_file"])
    start = record["thumbprint"][:10]
    answer = contoso("certificate", "remove", "ciam-client-app", start)
    assert answer.code == 1
    assert "Several" in answer.err
    contoso.json("certificate", "remove", "ciam-client-app", record["key_id"])
    assert contoso("certificate", "remove", "ciam-client-app", start).code == 0
    assert contoso("certificate", "remove", "ciam-client-app", start).code == 3


def test_an_application_without_certificates_says_how_to_make_one(tutorial):
    contoso, _, _ = tutorial
    answer = contoso("certificate", "list", "ciam-client-app")
    assert "daemonry certificate generate" in answer.err
