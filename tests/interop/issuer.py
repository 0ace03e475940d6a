"""An issuer of its own: a program with its own CA and keys, seen over TLS only.

It publishes and signs as Kubernetes, GitHub Actions, GitLab CI and a SPIFFE workload
API do, each under a path. ``python issuer.py DIRECTORY`` prints one line of JSON when it
listens; ``POST /{kind}/token`` with claims in JSON answers a token that has them.
"""

from __future__ import annotations

import base64
import json
import ssl
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import trustme
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

AUDIENCE = "api://AzureADTokenExchange"
LIFETIME = 600
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
P256 = ec.generate_private_key(ec.SECP256R1())
CONFIGURATION = "/.well-known/openid-configuration"
PLACE_OF_KEYS = {
    "kubernetes": "/openid/v1/jwks",
    "github": "/.well-known/jwks",
    "gitlab": "/oauth/discovery/keys",
    "spiffe": "/keys",
}
CLAIMS = {
    "kubernetes": {
        "aud": [AUDIENCE],
        "sub": "system:serviceaccount:default:todo",
        "kubernetes.io": {
            "namespace": "default",
            "pod": {"name": "todo-7d9c", "uid": "8c6b3a0e-5f7e-4c6b-9d7e-1a2b3c4d5e6f"},
            "serviceaccount": {"name": "todo", "uid": "1b2c3d4e-5f60-4a7b-8c9d-0e1f2a3b4c5d"},
        },
    },
    "github": {
        "aud": AUDIENCE,
        "sub": "repo:contoso/todo:ref:refs/heads/main",
        "jti": "0f0e0d0c-0b0a-4908-8706-050403020100",
        "ref": "refs/heads/main",
        "repository": "contoso/todo",
        "repository_owner": "contoso",
        "run_attempt": "1",
        "job_workflow_ref": "contoso/ci/.github/workflows/deploy.yml@refs/heads/main",
        "environment": "production",
    },
    "gitlab": {
        "aud": AUDIENCE,
        "sub": "project_path:contoso/todo:ref_type:branch:ref:main",
        "namespace_path": "contoso",
        "project_path": "contoso/todo",
        "ref": "main",
        "ref_type": "branch",
        "ref_protected": "true",
        "user_login": "kim",
    },
    "spiffe": {"aud": [AUDIENCE], "sub": "spiffe://contoso.com/todo"},
}


def base64url(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def uint(value: int, size: int) -> str:
    return base64url(value.to_bytes(size, "big"))


def public_keys(kind: str) -> list[dict[str, str]]:
    if kind == "spiffe":
        point = P256.public_key().public_numbers()
        coordinates = {"x": uint(point.x, 32), "y": uint(point.y, 32)}
        return [{"kty": "EC", "kid": "svid", "crv": "P-256", **coordinates}]
    numbers = RSA.public_key().public_numbers()
    key = {"kty": "RSA", "kid": kind, "n": uint(numbers.n, 256), "e": "AQAB"}
    return [key | {"use": "sig", "alg": "RS256"}]


def token(kind: str, issuer: str, changes: dict[str, object]) -> str:
    now = int(time.time())  # noqa: TID251 - this program is no part of the server
    header = (
        {"alg": "ES256", "kid": "svid", "typ": "JWT"}
        if kind == "spiffe"
        else {"alg": "RS256", "kid": kind}
    )
    times = {"iat": now, "nbf": now, "exp": now + LIFETIME}
    claims = {"iss": issuer, **times, **CLAIMS[kind], **changes}
    signed = ".".join(base64url(json.dumps(part).encode()) for part in (header, claims))
    if kind == "spiffe":
        r, s = decode_dss_signature(P256.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        signature = r.to_bytes(32, "big") + s.to_bytes(32, "big")
    else:
        signature = RSA.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    return f"{signed}.{base64url(signature)}"


class Handler(BaseHTTPRequestHandler):
    """Configuration and keys for everybody, tokens for the tests."""

    base = ""

    def do_GET(self) -> None:
        kind, _, rest = self.path.lstrip("/").partition("/")
        if kind in CLAIMS and f"/{rest}" == CONFIGURATION:
            keys = f"{self.base}/{kind}{PLACE_OF_KEYS[kind]}"
            self._answer({"issuer": f"{self.base}/{kind}", "jwks_uri": keys})
        elif kind in CLAIMS and f"/{rest}" == PLACE_OF_KEYS[kind]:
            self._answer({"keys": public_keys(kind)})
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        kind = self.path.split("/")[1]
        body = self.rfile.read(int(self.headers["content-length"]))
        self._answer({"token": token(kind, f"{self.base}/{kind}", json.loads(body))})

    def _answer(self, document: object) -> None:
        body = json.dumps(document).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main(directory: Path) -> None:
    authority = trustme.CA()
    ca_file = directory / "issuer-ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("localhost").configure_cert(context)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    Handler.base = f"https://localhost:{server.server_port}"
    print(json.dumps({"base_url": Handler.base, "ca_file": str(ca_file)}), flush=True)  # noqa: T201 - the contract
    server.serve_forever()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
