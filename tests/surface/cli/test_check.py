"""``daemonry check --expiring``: what a CI job asks each night."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from tests.fakes.certificates import certificate


def test_nothing_ends_soon_and_the_exit_code_is_0(tutorial):
    contoso, _, _ = tutorial
    contoso.json("secret", "create", "ciam-client-app")
    answer = contoso("check", "--expiring", "30d")
    assert answer.code == 0
    assert "Nothing ends within 30d." in answer.err


def test_a_secret_and_a_certificate_that_end_soon_are_told_with_exit_code_1(tutorial, tmp_path):
    contoso, _, daemon = tutorial
    secret = contoso.json("secret", "create", "ciam-client-app", "--days", "7", "--name", "night")
    answer = contoso("check", "--expiring", "30d", "-o", "json")
    assert answer.code == 1
    (row,) = answer.json
    assert row["key_id"] == secret["key_id"]
    assert (row["kind"], row["owner"], row["description"], row["app_id"], row["tenant"]) == (
        *("client secret", "ciam-client-app", "night"),
        *(daemon["app_id"], "Contoso"),
    )
    assert row["left"] == "ends in 6 days"
    assert contoso("check", "--expiring", "5d").code == 0
    table = contoso("check")
    assert "ends in 6 days" in table.out
    assert "then remove the old one" in table.err


def test_a_report_for_ci_has_a_failure_for_each_and_is_never_empty(tutorial):
    contoso, _, _ = tutorial
    passed = ET.fromstring(contoso("check", "-o", "junit").out)  # noqa: S314 - our own output
    assert (passed.get("tests"), passed.get("failures")) == ("1", "0")
    contoso.json("secret", "create", "ciam-client-app", "--days", "3", "--name", '"<&>"')
    answer = contoso("check", "-o", "junit")
    assert answer.code == 1
    failed = ET.fromstring(answer.out)  # noqa: S314 - likewise
    assert (failed.get("tests"), failed.get("failures")) == ("1", "1")
    (case,) = failed.findall("testcase")
    assert "ciam-client-app" in case.get("name")
    assert case.find("failure").get("message").startswith("ends in 2 days")


def test_one_tenant_can_be_asked_alone(tutorial):
    contoso, _, _ = tutorial
    contoso.json("secret", "create", "ciam-client-app", "--days", "3")
    contoso.json("tenant", "create", "Fabrikam", "--subdomain", "fabrikam")
    assert contoso("check", "--tenant", "fabrikam").code == 0
    assert contoso("check", "--tenant", "contoso").code == 1
    assert contoso("check", "--tenant", "nobody").code == 3


def test_the_certificate_of_the_server_is_looked_at(contoso, tmp_path, monkeypatch):
    ends = datetime.now(UTC) + timedelta(days=4)  # noqa: TID251 - the command's own clock
    made = x509.load_der_x509_certificate(certificate("p256 tls", ends=ends))
    chain = tmp_path / "chain.pem"
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    monkeypatch.setenv("DAEMONRY_TLS_CERTIFICATE", str(chain))
    answer = contoso("check", "-o", "json")
    assert answer.code == 1
    (row,) = answer.json
    assert (row["kind"], row["owner"]) == ("TLS certificate", str(chain))


@pytest.mark.parametrize("text", ["", "30", "month", "-3d", "1.5d", "99999d"])
def test_what_is_no_period_is_refused_with_an_example(contoso, text):
    answer = contoso("check", "--expiring", text)
    assert answer.code == 2
    assert "48h, 30d, 2w" in answer.err
