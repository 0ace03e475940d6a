"""Whose word counts for a client certificate: the handshake's, or a trusted proxy's."""

import base64
import ssl

import pytest

from daemonry.web.client_certificate import certificate_header, client_certificate

DER = b"the DER of a certificate"
VALUE = b":" + base64.b64encode(DER) + b":"
HEADER = certificate_header("Client-Cert", ["10.0.0.0/8", "::1"])


def scope(*values, peer="10.1.2.3", **more):
    headers = [(b"client-cert", value) for value in values]
    return {"client": (peer, 1) if peer else None, "headers": headers} | more


def test_a_proxy_that_is_trusted_is_believed():
    for peer in ("10.255.0.1", "::1"):
        assert client_certificate(scope(VALUE, peer=peer), HEADER) == DER


@pytest.mark.parametrize("peer", ["192.0.2.1", "11.0.0.1", "::2", "unix", "", None])
def test_t11_nobody_else_is(peer):
    assert client_certificate(scope(VALUE, peer=peer), HEADER) is None
    assert client_certificate(scope(VALUE), None) is None


def test_the_handshake_comes_before_any_header():
    tls = {"tls": {"client_cert_chain": [ssl.DER_cert_to_PEM_cert(b"proved")]}}
    assert client_certificate(scope(VALUE, extensions=tls), HEADER) == b"proved"


@pytest.mark.parametrize("value", [b"", b"x", b":!:", b"::", b"-----BEGIN CERTIFICATE-----"])
def test_what_is_no_certificate_is_none(value):
    assert client_certificate(scope(value), HEADER) is None
    assert client_certificate(scope(VALUE, VALUE), HEADER) is None


def test_a_header_without_proxies_is_refused_at_start():
    with pytest.raises(ValueError, match="addresses"):
        certificate_header("client-cert", [])
    with pytest.raises(ValueError, match="proxy"):
        certificate_header("client-cert", ["proxy.example"])
