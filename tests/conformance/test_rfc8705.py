"""RFC 8705 section 3: tokens bound to the client certificate of the TLS connection.

Over real TLS, with a server that asks for certificates; the seeded to-do API checks them.
"""

import base64
import hashlib
import json
import os
import socket
import ssl
import subprocess

import httpx2
import pytest
import trustme
from tests.conformance.conftest import DAEMONRY, Dev

HEADER = "client-cert"


class Client:
    """A client certificate on disk, and connections that show it."""

    def __init__(self, directory, authority, name):
        self.files = directory / f"{name}.pem"
        leaf = authority.issue_cert(common_name=name)
        self.files.write_bytes(leaf.private_key_and_cert_chain_pem.bytes())
        first = leaf.cert_chain_pems[0].bytes().decode()
        self.der = ssl.PEM_cert_to_DER_cert(first)
        digest = hashlib.sha256(self.der).digest()
        self.thumbprint = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    def connect(self, dev):
        context = ssl.create_default_context(cafile=dev.ready["ca_file"])
        context.load_cert_chain(self.files)
        return httpx2.Client(verify=context)


@pytest.fixture(scope="module")
def mtls(tmp_path_factory):
    """A server that asks for client certificates and takes them from one proxy header too."""
    directory = tmp_path_factory.mktemp("mtls")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(directory / "clients.pem")
    environment = os.environ | {
        "DAEMONRY_TLS_CLIENT_CA": str(directory / "clients.pem"),
        "DAEMONRY_CLIENT_CERTIFICATE_HEADER": HEADER,
        "DAEMONRY_TRUSTED_PROXIES": "127.0.0.1,::1",
    }
    data = str(directory / "data")
    with subprocess.Popen(
        [DAEMONRY, "dev", "--port", "0", "--data", data, "--json"],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as process:
        dev = Dev(json.loads(process.stdout.readline()))
        change = ["app", "settings", "ciam-ToDoList-api", "--sender-constraint", "mtls"]
        subprocess.run(
            [DAEMONRY, *change, "--data", data],
            check=True,
            capture_output=True,
        )
        dev.authority, dev.directory = authority, directory
        yield dev
        dev.http.close()
        process.terminate()


@pytest.fixture(scope="module")
def alice(mtls):
    return Client(mtls.directory, mtls.authority, "alice")


@pytest.fixture(scope="module")
def bob(mtls):
    return Client(mtls.directory, mtls.authority, "bob")


def token_over(client, dev):
    response = client.post(dev.ready["token_endpoint"], data=dev.form())
    assert response.status_code == 200, response.text
    return response.json()["access_token"]


def claims_of(token):
    return json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))


@pytest.mark.spec("RFC 8705", "3.1")
def test_the_token_names_the_certificate_of_the_connection(mtls, alice):
    with alice.connect(mtls) as client:
        response = client.post(mtls.ready["token_endpoint"], data=mtls.form())
    assert response.json()["token_type"] == "Bearer"
    assert claims_of(response.json()["access_token"])["cnf"] == {"x5t#S256": alice.thumbprint}


@pytest.mark.spec("RFC 8705", "3")
def test_the_api_takes_the_token_over_that_certificate_alone(mtls, alice, bob):
    with alice.connect(mtls) as own, bob.connect(mtls) as other:
        headers = {"authorization": f"Bearer {token_over(own, mtls)}"}
        api = mtls.ready["todo_api_url"]
        assert own.get(api, headers=headers).status_code == 200
        for stranger in (other, mtls.http):
            refused = stranger.get(api, headers=headers)
            assert refused.status_code == 401
            assert 'error="invalid_token"' in refused.headers["www-authenticate"]


def test_without_a_certificate_the_request_is_refused_clearly(mtls):
    response = mtls.token()
    assert response.status_code == 400
    assert response.json()["error_codes"] == [9800005]
    assert "client certificate" in response.json()["error_description"]


def test_t11_a_certificate_that_nobody_vouches_for_does_not_connect(mtls):
    mallory = Client(mtls.directory, trustme.CA(), "mallory")
    with mallory.connect(mtls) as client, pytest.raises(httpx2.TransportError):
        client.post(mtls.ready["token_endpoint"], data=mtls.form())


def test_t11_no_connection_resumes_another(mtls, alice):
    context = ssl.create_default_context(cafile=mtls.ready["ca_file"])
    context.load_cert_chain(alice.files)
    url = httpx2.URL(mtls.ready["base_url"])
    with (
        socket.create_connection((url.host, url.port)) as plain,
        context.wrap_socket(plain, server_hostname=url.host) as connection,
    ):
        connection.sendall(b"GET /livez HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        while connection.recv(4096):
            pass
        session = connection.session
    assert session is None or not session.has_ticket


@pytest.mark.spec("RFC 9440", "2")
def test_t11_a_trusted_proxy_can_pass_the_certificate_on(mtls, alice):
    encoded = base64.b64encode(alice.der).decode()
    for value in (f":{encoded}:", httpx2.QueryParams({"c": ssl.DER_cert_to_PEM_cert(alice.der)})):
        text = value if isinstance(value, str) else str(value)[2:].replace("+", "%20")
        response = mtls.http.post(
            mtls.ready["token_endpoint"], data=mtls.form(), headers={HEADER: text}
        )
        assert claims_of(response.json()["access_token"])["cnf"] == {"x5t#S256": alice.thumbprint}


@pytest.mark.parametrize(
    "value", ["", "x", "::", ":!:", "-----BEGIN CERTIFICATE-----", ":" * 20000]
)
def test_a_header_that_holds_no_certificate_shows_none(mtls, value):
    response = mtls.http.post(
        mtls.ready["token_endpoint"], data=mtls.form(), headers={HEADER: value}
    )
    assert response.status_code in {400, 431}


def test_two_headers_show_none(mtls, alice):
    value = f":{base64.b64encode(alice.der).decode()}:"
    response = mtls.http.post(
        mtls.ready["token_endpoint"], data=mtls.form(), headers=[(HEADER, value), (HEADER, value)]
    )
    assert response.json()["error_codes"] == [9800005]
