"""Certificates known by name and issuer: renewed by the authority, without a change here."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from tests.fakes.certificates import authority, b64, certificate, issued, key, sha1, sha256
from tests.surface.login.arrange import NOW, Server, opened_server
from tests.surface.login.certificate_client import Client
from tests.surface.login.test_token import claims_of, refusal

from daemonry.directory.certificate_authorities import (
    add_certificate_authority,
    distrust_subject,
    remove_certificate_authority,
    trust_subject,
)
from daemonry.model.certificate_authority import TrustedSubject

ROOT = authority("p256 root")
MIDDLE_CA = issued("p256 middle", "p256 root", is_authority=True)


class Known:
    """A client without a certificate of its own, known as ``daemon.example`` of the root."""

    def __init__(self, server):
        self.server = server
        self.client = Client(server, "never used")
        self.object_id = self.client.daemon.application.object_id
        self.root = server.change(add_certificate_authority, ROOT)
        self.trust("daemon.example")

    def trust(self, name):
        subject = TrustedSubject(self.root.authority_id, name)
        self.server.change(trust_subject, self.object_id, subject)

    def send(self, *chain, signer="leaf", **header):
        x5c = [base64.b64encode(each).decode() for each in chain]
        named = {"alg": "PS256", "x5t": None, "x5t#S256": b64(sha256(chain[0])), "x5c": x5c}
        head = self.client.header(**named | header)
        return self.client.send(self.client.assertion(head, None, key(signer)))


def leaf(name="leaf", by="p256 root", dns="daemon.example", **wishes):
    return issued(name, by, dns=dns, **wishes)


@pytest.fixture(scope="module")
def known(tmp_path_factory):
    with opened_server(tmp_path_factory.mktemp("subject") / "data", kind=Server) as server:
        yield Known(server)


def test_a_certificate_of_the_authority_in_the_trusted_name_counts(known):
    response = known.send(leaf())
    assert claims_of(response)["azpacr"] == "2"
    log = known.server.services.sign_in_log
    records = known.server.run(log.list_newest(known.server.tenant.tenant_id, limit=1))
    assert records[0].credential_key_id == known.root.authority_id


def test_a_renewed_certificate_counts_without_a_change(known):
    assert known.send(leaf("renewed"), signer="renewed").status_code == 200


def test_the_chain_may_lead_through_others_and_may_hold_the_root(known):
    assert known.send(leaf(by="p256 middle"), MIDDLE_CA).status_code == 200
    assert known.send(leaf(by="p256 middle"), MIDDLE_CA, ROOT).status_code == 200


def test_it_may_be_named_by_sha1(known):
    der = leaf()
    named = {"alg": "RS256", "x5t": b64(sha1(der)), "x5t#S256": None}
    assert known.send(der, **named).status_code == 200


def test_a_common_name_and_a_whole_subject_can_be_trusted_too(known):
    assert refusal(known.send(leaf(dns=None)))[2] == 700030
    known.trust("LEAF")
    assert known.send(leaf(dns=None)).status_code == 200
    known.trust("CN=by its whole subject")
    whole = leaf("by its whole subject", dns=None)
    assert known.send(whole, signer="by its whole subject").status_code == 200


REFUSED = {
    "another name": [leaf("other", dns="other.example")],
    "a name that begins so": [leaf("longer", dns="daemon.example.evil.example")],
    "self-signed in that name": [certificate("leaf", common_name="daemon.example")],
    "an authority nobody registered": [leaf(by="p256 other"), authority("p256 other")],
    "signed by another key in the authority's name": [leaf(signed_by="p256 other")],
    "one in between is missing": [leaf(by="p256 middle")],
    "expired": [leaf(ends=NOW - timedelta(days=1))],
    "not yet valid": [leaf(starts=NOW.replace(month=12))],
    "an authority itself": [leaf(is_authority=True)],
    "issued by a client": [leaf(by="p256 client"), issued("p256 client", "p256 root")],
    "rubbish": [b"rubbish"],
    "the authority's own certificate": [ROOT],
}


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused_as_not_authorized(known, name):
    response = known.send(*REFUSED[name])
    assert refusal(response) == (401, "invalid_client", 700030)


def test_the_refusal_tells_the_names_in_the_certificate(known):
    words = known.send(leaf("other", dns="other.example")).json()["error_description"]
    assert words.startswith(
        "AADSTS700030: Invalid certificate - subject name in certificate is not authorized."
        " SubjectNames/SubjectAlternativeNames (up to 10) in token certificate are: 'other',"
        " 'other.example'."
    )


def test_a_good_certificate_proves_nothing_without_its_key(known):
    assert refusal(known.send(leaf(), signer="evil")) == (401, "invalid_client", 700027)


def test_the_thumbprint_must_be_that_of_the_certificate(known):
    response = known.send(leaf(), **{"x5t#S256": b64(bytes(32))})
    assert refusal(response) == (401, "invalid_client", 700027)


def test_without_its_certificate_an_assertion_cannot_be_known(known):
    der = leaf()
    head = known.client.header(alg="PS256", x5t=None, **{"x5t#S256": b64(sha256(der))})
    response = known.client.send(known.client.assertion(head, None, key("leaf")))
    assert refusal(response) == (401, "invalid_client", 700027)


def test_an_application_that_trusts_no_name_never_looks_at_a_chain(known):
    stranger = Client(known.server, "client")
    x5c = [base64.b64encode(leaf()).decode()]
    head = stranger.header(alg="PS256", x5t=None, x5c=x5c, **{"x5t#S256": b64(sha256(leaf()))})
    response = stranger.send(stranger.assertion(head, None, key("leaf")))
    assert refusal(response) == (401, "invalid_client", 700027)


def test_a_name_that_is_not_trusted_any_more_and_an_authority_that_is_gone_count_at_once(tmp_path):
    with opened_server(tmp_path / "data", kind=Server) as server:
        known = Known(server)
        assert known.send(leaf()).status_code == 200
        subject = TrustedSubject(known.root.authority_id, "daemon.example")
        server.change(distrust_subject, known.object_id, subject)
        assert refusal(known.send(leaf()))[2] == 700027
        server.change(trust_subject, known.object_id, subject)
        assert known.send(leaf()).status_code == 200
        server.change(remove_certificate_authority, known.root.authority_id)
        assert refusal(known.send(leaf()))[2] == 700030
