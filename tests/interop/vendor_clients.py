"""The client libraries, and how a test asks one of them for a token."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import NoEncryption, pkcs12
from tests.interop.compiled_programs import GO_PROGRAM, JAVA_CLASSES, JAVA_LIBRARIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _pytest.mark.structures import ParameterSet

HERE = Path(__file__).parent
ANSWER_SECONDS = 60

MSAL_NODE_HIDES_IT = "endpoints_resolution_error"
MSAL_PYTHON_HIDES_IT = "Unable to get"
_JAVA_OPTIONS = "JDK_JAVA_OPTIONS"


@dataclass(frozen=True)
class Client:
    """One library in one version and one way to use it."""

    name: str
    command: tuple[str, ...]
    ca_variable: str
    unknown_tenant: str = "AADSTS90002"
    """What the user sees; most libraries hide what the server says to discovery."""
    takes_domain: bool = True
    """Whether it goes on when the issuer has the tenant's ID where the URL has its domain."""

    @property
    def needs_node(self) -> bool:
        return self.command[0] == "node"

    @property
    def marker(self) -> str | None:
        """The marker of tests that need a compiler which not everybody has."""
        return {str(GO_PROGRAM): "golang", "java": "jvm"}.get(self.command[0])


@dataclass(frozen=True)
class Answer:
    """What the client's user sees: a token, or a refusal."""

    access_token: str | None = None
    error: str | None = None
    aadsts: int | None = None
    status: int | None = None
    message: str = ""


def _node(name: str, script: str, *arguments: str, **more: Any) -> Client:
    command = ("node", f"node/{script}", *arguments)
    return Client(name, command, "NODE_EXTRA_CA_CERTS", **more)


def _msal_node(name: str, package: str) -> Client:
    return _node(name, "with-msal.mjs", package, unknown_tenant=MSAL_NODE_HIDES_IT)


def _openid_client(method: str) -> Client:
    script = "with-openid-client.mjs"
    return _node(f"openid-client 6, {method}", script, method, takes_domain=False)


def _python(
    name: str, script: str, *arguments: str, ca: str = "REQUESTS_CA_BUNDLE", **more: Any
) -> Client:
    return Client(name, (sys.executable, f"python/{script}", *arguments), ca, **more)


def _go(name: str) -> Client:
    return Client(name, (str(GO_PROGRAM),), "SSL_CERT_FILE")


def _java(name: str) -> Client:
    classes = f"{JAVA_CLASSES}:{JAVA_LIBRARIES}/*"
    command = ("java", "-XX:TieredStopAtLevel=1", "-cp", classes, "WithMsal")
    return Client(name, command, _JAVA_OPTIONS)


CLIENTS = (
    _msal_node("MSAL Node 7", "@azure/msal-node"),
    _msal_node("MSAL Node 5", "msal-node-5"),
    _msal_node("MSAL Node 3", "msal-node-3"),
    _msal_node("MSAL Node 2.16", "msal-node-2-last"),
    _msal_node("MSAL Node 2.12", "msal-node-2"),
    _node(
        "azure-identity for Node.js",
        "with-azure-identity.mjs",
        unknown_tenant=MSAL_NODE_HIDES_IT,
    ),
    _openid_client("client_secret_post"),
    _openid_client("client_secret_basic"),
    _python(
        "MSAL Python, authority",
        "with_msal.py",
        "authority",
        unknown_tenant=MSAL_PYTHON_HIDES_IT,
    ),
    _python(
        "MSAL Python, oidc_authority",
        "with_msal.py",
        "oidc_authority",
        unknown_tenant=MSAL_PYTHON_HIDES_IT,
    ),
    _python(
        "azure-identity for Python",
        "with_azure_identity.py",
        "sync",
        unknown_tenant=MSAL_PYTHON_HIDES_IT,
    ),
    _python(
        "azure-identity for Python, async",
        "with_azure_identity.py",
        "async",
        ca="SSL_CERT_FILE",
    ),
    _python("Authlib, client_secret_basic", "with_authlib.py", "client_secret_basic"),
    _python("Authlib, client_secret_post", "with_authlib.py", "client_secret_post"),
    _python("no library", "with_urllib.py", ca="SSL_CERT_FILE"),
    _go("MSAL Go"),
    _java("MSAL Java"),
)

ASSERTING_CLIENTS = (
    _python("WorkloadIdentityCredential for Python", "with_assertion.py", "workload-identity"),
    _python(
        "WorkloadIdentityCredential for Python, async",
        "with_assertion.py",
        "workload-identity-async",
        ca="SSL_CERT_FILE",
    ),
    _python("ClientAssertionCredential for Python", "with_assertion.py", "client-assertion"),
    _python(
        "ClientAssertionCredential for Python, async",
        "with_assertion.py",
        "client-assertion-async",
        ca="SSL_CERT_FILE",
    ),
    _python("MSAL Python, client_assertion", "with_assertion.py", "msal"),
    _node("WorkloadIdentityCredential for Node.js", "with-assertion.mjs", "workload-identity"),
    _node("ClientAssertionCredential for Node.js", "with-assertion.mjs", "client-assertion"),
    _node("MSAL Node 7, clientAssertion", "with-assertion.mjs", "@azure/msal-node"),
    _go("MSAL Go, assertion"),
    _java("MSAL Java, assertion"),
)
"""Libraries that send a token of another issuer, which a test puts into a file."""

CERTIFICATE_CLIENTS = (
    *(
        _node(f"MSAL Node {version}, {way}", "with-certificate.mjs", package, way)
        for version, package, way in (
            ("7", "@azure/msal-node", "thumbprint"),
            ("7", "@azure/msal-node", "thumbprintSha256"),
            ("7", "@azure/msal-node", "thumbprintSha256 and x5c"),
            ("3", "msal-node-3", "thumbprintSha256"),
            ("2.16", "msal-node-2-last", "thumbprint and x5c"),
        )
    ),
    _node("azure-identity for Node.js", "with-certificate.mjs", "@azure/identity", ""),
    _node("azure-identity for Node.js, chain", "with-certificate.mjs", "@azure/identity", "chain"),
    _node("openid-client 6, PS256", "with-certificate.mjs", "openid-client", "PS256"),
    _node("openid-client 6, RS256", "with-certificate.mjs", "openid-client", "RS256"),
    *(
        _python(f"MSAL Python, {way}", "with_certificate.py", f"msal {way}")
        for way in ("thumbprint", "thumbprint and PEM", "PEM", "PFX")
    ),
    _python("azure-identity for Python", "with_certificate.py", "azure sync"),
    _python("azure-identity for Python, chain", "with_certificate.py", "azure chain"),
    _python(
        "azure-identity for Python, async",
        "with_certificate.py",
        "azure async",
        ca="SSL_CERT_FILE",
    ),
    _python("Authlib, private_key_jwt", "with_certificate.py", "authlib"),
    _go("MSAL Go, certificate"),
    _java("MSAL Java, certificate"),
)
"""Libraries that sign with a certificate, each in the ways that differ on the wire."""


def parameters(clients: Iterable[Client]) -> list[ParameterSet]:
    """Return clients as parameters of a fixture, marked with the compiler that they need."""
    return [
        pytest.param(
            client,
            id=client.name,
            marks=[getattr(pytest.mark, client.marker)] if client.marker else [],
        )
        for client in clients
    ]


def ask(client: Client, case: dict[str, Any], ca_file: str, **environment: str) -> Answer:
    """Return what the client says to a case, run as a program of its own.

    Its environment holds the one variable that tells it about the CA, so that a test
    also shows which variable each client reads, and what ``environment`` adds.
    """
    with tempfile.TemporaryDirectory() as directory:
        done = subprocess.run(
            client.command,
            cwd=HERE,
            env={
                "PATH": os.environ["PATH"],
                client.ca_variable: _trust(client, ca_file, Path(directory)),
                **environment,
            },
            input=json.dumps(case),
            capture_output=True,
            text=True,
            timeout=ANSWER_SECONDS,
            check=False,
        )
    assert done.returncode == 0, f"{client.name} broke:\n{done.stderr}"
    return Answer(**json.loads(done.stdout.splitlines()[-1]))


def _trust(client: Client, ca_file: str, directory: Path) -> str:
    """Return the value of the client's variable: the file, or options that name a trust store."""
    if client.ca_variable != _JAVA_OPTIONS:
        return ca_file
    authority = x509.load_pem_x509_certificate(Path(ca_file).read_bytes())
    entries = [pkcs12.PKCS12Certificate(authority, b"daemonry")]
    store = directory / "trust.p12"
    store.write_bytes(pkcs12.serialize_java_truststore(entries, NoEncryption()))
    return f"-Djavax.net.ssl.trustStore={store}"
