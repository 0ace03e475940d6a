"""Certificates in place of secrets: unmodified client libraries over TLS."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12
from tests.interop.arrange import READ
from tests.interop.tokens import verify
from tests.interop.vendor_clients import CERTIFICATE_CLIENTS, Answer, Client, ask, parameters

from daemonry.jose.jwk import make_signing_key
from daemonry.storage.system import SystemClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import httpx2
    from tests.interop.arrange import Arranger, DaemonApp
    from tests.interop.dev_server import DevServer
    from tests.interop.graph import Graph

pytestmark = pytest.mark.interop

PASSPHRASE = "interop"  # as in python/with_certificate.py


@dataclass(frozen=True)
class Pair:
    """A private key and its certificate: one PEM file as azure-identity takes it, and PFX."""

    file: Path
    der: bytes


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    made = make_signing_key("interop", SystemClock().now())
    key = serialization.load_der_private_key(made.private_key_der, None)
    certificate = x509.load_der_x509_certificate(made.certificate_der)
    file = tmp_path_factory.mktemp("certificate") / "daemon.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    encryption = serialization.BestAvailableEncryption(PASSPHRASE.encode())
    pfx = pkcs12.serialize_key_and_certificates(b"d", key, certificate, None, encryption)  # type: ignore[arg-type]  # RSA
    file.with_name(f"{file.name}.pfx").write_bytes(pfx)
    return Pair(file, made.certificate_der)


@pytest.fixture(params=parameters(CERTIFICATE_CLIENTS))
def client(request: pytest.FixtureRequest, prepare: Callable[[Client], None]) -> Client:
    chosen: Client = request.param
    prepare(chosen)
    return chosen


def ask_with(
    client: Client, server: DevServer, daemon: DaemonApp, pair: Pair, key_id: str
) -> Answer:
    case = {
        "origin": server.base_url,
        "tenant": server.tenant_id,
        "client_id": daemon.client_id,
        "scope": server.api_scope,
        "certificate_file": str(pair.file),
        "key_id": key_id,
    }
    return ask(client, case, server.ca_file)


def test_a_certificate_in_place_of_the_secret_gets_the_same_token(
    client: Client,
    server: DevServer,
    graph: Graph,
    arranger: Arranger,
    http: httpx2.Client,
    pair: Pair,
):
    daemon = arranger.daemon(READ)
    path = f"/applications/{daemon.object_id}"
    credential = {
        "type": "AsymmetricX509Cert",
        "usage": "Verify",
        "key": base64.b64encode(pair.der).decode(),
    }
    graph.update(path, {"keyCredentials": [credential]})
    (registered,) = graph.get(path)["keyCredentials"]

    answer = ask_with(client, server, daemon, pair, registered["keyId"])
    assert answer.access_token, answer.message
    _, claims = verify(http, server, answer.access_token, server.api_app_id)
    assert claims["azp"] == daemon.client_id
    assert claims["azpacr"] == "2"
    assert claims["roles"] == [READ]

    graph.update(path, {"keyCredentials": []})
    refused = ask_with(client, server, daemon, pair, registered["keyId"])
    assert refused.access_token is None
    assert refused.aadsts == 700027, refused.message
    assert refused.error in {"invalid_client", None}
    assert refused.status in {401, None}
